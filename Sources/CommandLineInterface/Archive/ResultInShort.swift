internal import History

/// What a result document says of what an entry repeats.
struct ResultInShort {
  private let fields: [(name: String, value: String)]

  /// Reads a result document; nil where the bytes are none.
  private init?(_ bytes: [UInt8]) {
    let scan = JSONScan(bytes)
    let root = scan.members(of: scan.root)
    let organisation = scan.members(of: root["organisation"])
    let assessment = scan.members(of: root["assessment"])
    guard !organisation.isEmpty, !assessment.isEmpty, let rubrics = root["rubrics"] else { return nil }
    func text(_ members: [String: JSONScan.Value], _ name: String) -> String { scan.text(members[name]) ?? "—" }
    let lines = scan.elements(of: rubrics).map { rubric in
      let members = scan.members(of: rubric)
      let points = scan.members(of: scan.members(of: members["total"])["points"])
      return EntryResults.Line(
        rubric: text(members, "id"), version: text(members, "version"), result: text(members, "result-display"),
        resultEnglish: text(members, "result-display-en"), score: text(points, "evidenced-display"))
    }
    fields = [
      ("organisation", text(organisation, "name")), ("period.from", text(assessment, "period-from")),
      ("period.to", text(assessment, "period-to")), ("date", text(assessment, "date")),
      ("scorer.role", text(assessment, "assessor-role")), ("scorer.name", text(assessment, "assessor-name")),
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
