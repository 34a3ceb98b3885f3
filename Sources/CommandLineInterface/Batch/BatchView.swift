internal import Diagnostics
internal import Foundation

/// What a batch did, for people: the messages of what failed, and a table of everything.
struct BatchView {
  /// The folder that was looked through.
  let folder: String
  /// The assessments below it.
  let paths: [String]
  /// What became of each.
  let outcomes: [BatchRun.Outcome]
  /// Folders below it that could not be read.
  let unreadable: [String]

  /// How many assessments and folders failed.
  var failureCount: Int {
    unreadable.count + outcomes.count { if case .failure = $0.result { true } else { false } }
  }

  /// The most files that are named because they only look like assessments; the others are counted.
  private static let mostNotes = 20

  /// What to say of files that have the keys of an assessment and not its format.
  static func notes(on doubtful: [String], in folder: String) -> [Diagnostic] {
    let named = doubtful.prefix(mostNotes).map { path in
      Diagnostic(
        .warning, "not-an-assessment",
        LocalizedText(
          chinese: "这个文件像一份评估，但没有写 format: pingxing/assessment/1，没有为它生成报告",
          english: "this looks like an assessment without format: pingxing/assessment/1; no report is made of it"),
        at: SourceLocation(file: "\(folder)/\(path)"),
        hint: LocalizedText(
          chinese: "是评估，就在第一行写上 format: pingxing/assessment/1；不是，就移到别的文件夹",
          english: "if it is one, begin it with format: pingxing/assessment/1; else move it to another folder"))
    }
    let rest = doubtful.count - named.count
    guard rest > 0 else { return named }
    return named + [
      Diagnostic(
        .warning, "not-an-assessment",
        LocalizedText(chinese: "这样的文件另有 \(rest) 个", english: "there are \(rest) more of such files"),
        at: SourceLocation(file: folder))
    ]
  }

  /// Shows the messages, in the order of the paths.
  func complain() {
    for path in unreadable {
      DiagnosticPrinter.complain([
        Diagnostic(
          .error, "folder-unreadable",
          LocalizedText(
            chinese: "不能读取文件夹 \(folder)/\(path)", english: "cannot read the folder \(folder)/\(path)"),
          hint: LocalizedText(chinese: "请检查它的读取权限", english: "check that you may read it"))
      ])
    }
    for outcome in outcomes {
      if case .failure(let failure) = outcome.result { DiagnosticPrinter.complain(failure.report) }
    }
    DiagnosticPrinter.complain(warnings)
  }

  /// What deserves a look in reports that were made. The same template warns of the same for many, which is said once, and
  /// every assessment named below it.
  private var warnings: [Diagnostic] {
    var places: [Diagnostic: Int] = [:]
    var named: [Diagnostic] = []
    for (path, outcome) in zip(paths, outcomes) {
      guard case .success(let success) = outcome.result else { continue }
      let note = Diagnostic.Note(
        LocalizedText(chinese: "说的是这份评估的报告", english: "in the report of this assessment"),
        at: SourceLocation(file: "\(folder)/\(path)"))
      for warning in success.warnings {
        let index = places[warning] ?? named.count
        if index == named.count {
          places[warning] = index
          named.append(warning)
        }
        if named[index].notes.last != note { named[index].notes.append(note) }
      }
    }
    return named
  }

  /// The table and the closing line.
  func lines() -> [String] {
    var table = TextTable([
      (localized("结果", "result"), .left), (localized("得分", "score"), .right), (localized("页数", "pages"), .right),
      (localized("用时", "time"), .right), (localized("评估", "assessment"), .left),
    ])
    for (path, outcome) in zip(paths.map { PlainName.of($0) }, outcomes) {
      let time = String(format: "%.2f s", outcome.seconds)
      switch outcome.result {
      case .success(let success):
        // One line for each rubric; what belongs to the whole report stands in the first.
        for (index, entry) in success.results.enumerated() {
          let isFirst = index == 0
          table.add([
            entry.result, entry.score, isFirst ? "\(success.pageCount)" : "", isFirst ? time : "", isFirst ? path : "",
          ])
        }
      case .failure: table.add([localized("失败", "failed"), "—", "—", time, path])
      }
    }
    for path in unreadable {
      table.add([localized("失败", "failed"), "—", "—", "—", PlainName.of(path) + "/"])
    }
    // A path is cut only where a person looks at it.
    let lines = table.lines(indent: 0, width: StandardStreams.outputIsTerminal ? 80 : 4096)
    return lines.map(Self.withoutTrailingSpaces) + ["", summary]
  }

  private static func withoutTrailingSpaces(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private var summary: String {
    let written = outcomes.count + unreadable.count - failureCount
    let pages = outcomes.reduce(0) { count, outcome in
      if case .success(let success) = outcome.result { count + success.pageCount } else { count }
    }
    return localized(
      "写出 \(written) 份报告，共 \(pages) 页；失败 \(failureCount) 份。",
      "\(written) \(written == 1 ? "report" : "reports") written, \(pages) pages; \(failureCount) failed.")
  }
}
