internal import Comparison
internal import Diagnostics
internal import ResultDocument

/// How far the rows of a table are comparable: one sentence below it, and a mark on the rows of which it does not hold.
struct ComparabilityNote {
  /// The grade that most rows have; the higher of two.
  private let common: Comparability?
  /// The other grades that occur, the highest first.
  private let others: [Comparability]

  /// Looks at the rows of a table, each with its `comparability`.
  init(_ rows: [ResultNode]) {
    let grades = rows.compactMap(Self.grade)
    let found = Comparability.allCases.sorted(by: >).map { grade in (grade, grades.count { $0 == grade }) }
      .filter { $0.1 > 0 }
    common = found.max { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    others = found.map(\.0).filter { [common] in $0 != common }
  }

  /// The column of marks; none where the sentence holds for every row.
  var column: [(String, TextTable.Alignment)] { others.isEmpty ? [] : [("", .left)] }

  /// The cell of a row in that column.
  func cells(of row: ResultNode) -> [String] {
    guard !others.isEmpty else { return [] }
    return [Self.grade(row).map { $0 == common ? "" : Self.mark($0) } ?? ""]
  }

  /// The sentence; nil where no row has a grade.
  func sentence(_ language: Language) -> String? {
    guard let common else { return nil }
    let marked = others.map { Self.mark($0) + " " + $0.title[language] }
    return localized("可比程度：", "comparability: ")
      + ([common.title[language]] + marked).joined(separator: localized("；", "; "))
  }

  /// What stands before a figure of a row that cannot simply be compared with the figure of the period before.
  static func prefix(_ row: ResultNode) -> String {
    grade(row).map { $0 == .full ? "" : mark($0) } ?? ""
  }

  private static func grade(_ row: ResultNode) -> Comparability? {
    row["comparability"].flatMap { Comparability(rawValue: $0) }
  }

  private static func mark(_ grade: Comparability) -> String {
    switch grade {
    case .full: "="
    case .mapped: "~"
    case .none: "x"
    }
  }
}
