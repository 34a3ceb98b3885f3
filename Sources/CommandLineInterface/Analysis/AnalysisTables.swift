internal import Diagnostics
internal import IndicatorFiles

/// The data files of the analyses of one run: what several of them use is read once, and kept no longer than it is used.
final class AnalysisTables {
  private var tables: [String: ObservationTable] = [:]
  /// How often each file will still be asked for.
  private var uses: [String: Int]

  /// Takes the paths that will be asked for, each as often as it will.
  init(uses paths: [String] = []) { uses = paths.reduce(into: [:]) { $0[$1, default: 0] += 1 } }

  /// The rows of a file; what is wrong with it is said each time.
  func table(_ path: String) throws(CommandFailure) -> ObservationTable {
    uses[path, default: 1] -= 1
    let isLast = uses[path, default: 0] <= 0
    if let known = tables[path] {
      if isLast { tables[path] = nil }
      return known
    }
    let table = try AnalysisTable.read { () throws(InputRejected) in try ObservationTable(path) }
    if !isLast { tables[path] = table }
    return table
  }
}
