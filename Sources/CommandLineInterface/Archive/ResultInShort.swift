internal import History

/// What a result document says of what an entry repeats.
struct ResultInShort {
  private let fields: [(name: String, value: String)]

  private static let wanted = JSONScan.Wanted.members([
    ("organisation", .members([("name", .text)])),
    (
      "assessment",
      .members([
        ("period-from", .text), ("period-to", .text), ("date", .text), ("assessor-role", .text),
        ("assessor-name", .text),
      ])
    ),
    (
      "rubrics",
      .elements(
        .members([
          ("id", .text), ("version", .text), ("result-display", .text), ("result-display-en", .text),
          ("total", .members([("points", .members([("evidenced-display", .text)]))])),
        ]))
    ),
  ])

  /// Reads a result document; nil where the bytes are none.
  private init?(_ bytes: [UInt8]) {
    let root = JSONScan.find(Self.wanted, in: bytes)
    let (organisation, assessment) = (root["organisation"], root["assessment"])
    guard case .members = organisation, case .members = assessment, case .elements(let rubrics) = root["rubrics"] else {
      return nil
    }
    func text(_ found: JSONScan.Found) -> String { found.text ?? "—" }
    let lines = rubrics.map { rubric in
      EntryResults.Line(
        rubric: text(rubric["id"]), version: text(rubric["version"]), result: text(rubric["result-display"]),
        resultEnglish: text(rubric["result-display-en"]), score: text(rubric["total"]["points"]["evidenced-display"]))
    }
    fields = [
      ("organisation", text(organisation["name"])), ("period.from", text(assessment["period-from"])),
      ("period.to", text(assessment["period-to"])), ("date", text(assessment["date"])),
      ("scorer.role", text(assessment["assessor-role"])), ("scorer.name", text(assessment["assessor-name"])),
      ("results", EntryResults.text(of: lines)),
    ]
  }

  /// The members in which an entry says otherwise than a result document; none where the bytes are none.
  static func differences(of entry: ArchiveEntry, from result: [UInt8]) -> [String] {
    ResultInShort(result)?.differences(from: entry) ?? []
  }

  /// The same as the columns of the table of entries.
  static func columns(of entry: ArchiveEntry, differingFrom result: [UInt8]) -> [String] {
    differences(of: entry, from: result).map { $0 == "scorer.name" ? "scorer" : $0.replacing(".", with: "_") }
  }

  private func differences(from entry: ArchiveEntry) -> [String] {
    let own = [
      entry.organisation, entry.periodFrom, entry.periodTo, entry.date, entry.scorerRole, entry.scorer, entry.results,
    ]
    return zip(fields, own).filter { $0.value != $1 }.map(\.0.name)
  }
}
