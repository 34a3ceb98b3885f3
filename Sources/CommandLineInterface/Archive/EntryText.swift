internal import Diagnostics
internal import Foundation
internal import History
internal import ResultDocument
internal import Sealing

/// The results of an entry in short, as an archive keeps them for lists.
enum EntryResults {
  /// One edition's.
  struct Line {
    let rubric: String, version: String, result: String, resultEnglish: String, score: String
  }

  /// The text that is kept: a JSON array of arrays of texts.
  static func text(of document: ResultDocument) -> String {
    text(
      of: document.root.list("rubrics").map { rubric in
        Line(
          rubric: rubric["id"] ?? "—", version: rubric["version"] ?? "—", result: rubric["result-display"] ?? "—",
          resultEnglish: rubric["result-display-en"] ?? "—",
          score: rubric.part("total")?.part("points")?["evidenced-display"] ?? "—")
      })
  }

  /// The text that ``lines(_:)`` reads as these lines.
  static func text(of lines: [Line]) -> String {
    JSONText.array(
      lines.map { line in
        .array([line.rubric, line.version, line.result, line.resultEnglish, line.score].map { .string($0) })
      }
    ).compact
  }

  /// Reads the text back; lines that are not of this form are left out.
  static func lines(_ text: String) -> [Line] {
    guard let rows = try? JSONDecoder().decode([[String]].self, from: Data(text.utf8)) else { return [] }
    return rows.filter { $0.count == 5 }.map {
      Line(rubric: $0[0], version: $0[1], result: $0[2], resultEnglish: $0[3], score: $0[4])
    }
  }
}

/// An entry in the forms in which it is printed.
struct EntryText {
  let entry: ArchiveEntry

  /// The entry as it stands in an export: with the name of the format before all else.
  var record: JSONText { .object([("format", .string(ExportedEntry.format))] + members) }

  /// The entry as JSON.
  var json: JSONText { .object(members) }

  private var members: [(String, JSONText)] {
    [
      ("number", .integer(entry.number)), ("hash", .string(entry.hash.description)),
      ("previous", .string(entry.previous.description)), ("recorded", .string(entry.recorded)),
      ("tool", .string(entry.tool)), ("organisation", .string(entry.organisation)),
      ("period", .object([("from", .string(entry.periodFrom)), ("to", .string(entry.periodTo))])),
      ("date", .string(entry.date)),
      ("scorer", .object([("role", .string(entry.scorerRole)), ("name", .string(entry.scorer))])),
      (
        "results",
        .array(
          EntryResults.lines(entry.results).map { line in
            .object([
              ("rubric", .string(line.rubric)), ("version", .string(line.version)),
              ("result-display", .string(line.result)), ("result-display-en", .string(line.resultEnglish)),
              ("score-display", .string(line.score)),
            ])
          })
      ),
      ("corrects", entry.corrects.map { .integer($0) } ?? .null),
      ("corrected-by", entry.correctedBy.map { .integer($0) } ?? .null),
      ("reason", entry.reason.map { .string($0) } ?? .null),
      ("report", entry.report.flatMap { ReportRecord(text: $0) }?.json ?? .null),
      ("assessment-sha256", .string(entry.assessment.description)),
      ("result-sha256", .string(entry.result.description)),
      ("manifest-sha256", .string(entry.manifest.description)),
    ]
  }

  /// The entries as tables within a width: each entry, and below it a line for each edition. Nothing is cut; what has no
  /// room goes on below.
  static func table(_ entries: [ArchiveEntry], width: Int) -> [String] {
    var table = TextTable([
      (localized("编号", "no."), .right), (localized("存入", "added"), .left), (localized("期间至", "until"), .left),
      (localized("机构", "organisation"), .left),
    ])
    var results = TextTable([("", .left), ("", .left), ("", .right)])
    for entry in entries {
      let correction =
        entry.correctedBy.map { localized("（已由 \($0) 更正）", " (corrected by \($0))") }
        ?? entry.corrects.map { localized("（更正 \($0)）", " (corrects \($0))") } ?? ""
      table.add([
        "\(entry.number)", String(entry.recorded.prefix(10)), entry.periodTo, entry.organisation + correction,
      ])
      for line in EntryResults.lines(entry.results) {
        results.add([line.rubric, localized(line.result, line.resultEnglish), line.score])
      }
    }
    let heads = table.rowLines(indent: 0, width: width)
    var below = results.rowLines(indent: 6, width: width).dropFirst()
    var lines = heads.first ?? []
    for (entry, head) in zip(entries, heads.dropFirst()) {
      let count = EntryResults.lines(entry.results).count
      lines += head + below.prefix(count).flatMap(\.self)
      below = below.dropFirst(count)
    }
    return lines
  }
}
