internal import AssessmentModel
internal import Diagnostics

/// Reads the items of one subject, `items/<family>/<subject>.yml`.
struct ItemFileReader {
  let problems: DiagnosticCollector

  func read(_ node: YAMLNode, path: String) -> ItemFileDraft? {
    guard
      let fields = FieldReader(
        node, wording("评审项文件", "the item file"), allowed: ["format", "family", "items"], problems: problems)
    else { return nil }
    fields.format("items")
    let family = fields.id("family")
    let pairs = fields.required("items").flatMap {
      FieldReader.pairs(of: $0.value, wording("items", "items"), problems: problems)
    }
    return ItemFileDraft(path: path, family: family, items: (pairs ?? []).compactMap(item))
  }

  private static let keys = [
    "title", "facets", "post", "question", "why", "marks", "evidence", "role", "indicators", "not-applicable",
    "effort", "provenance",
  ]

  private func item(_ entry: YAMLEntry) -> ItemDraft? {
    let located = Located(entry.key, at: entry.keyLocation)
    guard let id = FieldReader.checkedID(located, problems: problems) else { return nil }
    let name = wording("评审项 \(entry.key)", "item \(entry.key)")
    guard let fields = FieldReader(entry.value, name, allowed: Self.keys, problems: problems) else {
      return nil
    }
    let marks = marks(fields)
    return ItemDraft(
      id: id, title: fields.title("title"), facets: fields.id("facets"), question: fields.text("question"),
      why: fields.text("why"), marks: marks.wordings, wordedMarks: marks.worded,
      marksLocation: fields.entries["marks"]?.keyLocation ?? entry.keyLocation,
      evidence: fields.texts("evidence") ?? [], role: fields.id("role"), post: fields.optionalID("post"),
      indicators: indicators(fields), notApplicable: notApplicable(fields), effort: effort(fields),
      provenance: fields.provenance())
  }

  /// The wordings that are there; which are missing is for the validator of mark wordings to say.
  private func marks(_ fields: FieldReader) -> (wordings: [Int: MarkWordingDraft], worded: Set<Int>) {
    guard let entry = fields.optional("marks"),
      let marks = FieldReader(
        entry.value, wording("marks", "marks"), allowed: ["1", "2", "3", "4", "5"], problems: problems)
    else { return ([:], []) }
    let worded = (1...5).filter { marks.entries[String($0)] != nil }
    let wordings = worded.compactMap { mark in markWording(mark, marks).map { (mark, $0) } }
    return (Dictionary(uniqueKeysWithValues: wordings), Set(worded))
  }

  /// A text, or what is in place and what is still lacking, each for itself; at the highest mark nothing is lacking.
  private func markWording(_ mark: Int, _ marks: FieldReader) -> MarkWordingDraft? {
    let key = String(mark)
    guard let entry = marks.optional(key) else { return nil }
    guard case .mapping(let parts) = entry.value.content else { return whole(key, marks) }
    switch (mark, parts.first { $0.key == "lacking" }) {
    case (5, nil):
      return whole(key, marks)
    case (5, let lacking?):
      problems.add(
        Diagnostic(
          .error, "unknown-key",
          wording("等级 5 是最高一级，不能有 lacking", "mark 5 is the highest and lacks nothing"), at: lacking.keyLocation,
          hint: wording("请直接写成一段文字", "write it as one text")))
      return nil
    default:
      return divided(entry.value, mark)
    }
  }

  private func whole(_ key: String, _ marks: FieldReader) -> MarkWordingDraft? {
    marks.text(key).map { MarkWordingDraft(inPlace: $0, lacking: nil) }
  }

  private func divided(_ node: YAMLNode, _ mark: Int) -> MarkWordingDraft? {
    guard
      let parts = FieldReader(
        node, wording("等级 \(mark)", "mark \(mark)"), allowed: ["in-place", "lacking"], problems: problems)
    else { return nil }
    let inPlace = parts.text("in-place")
    let lacking = parts.text("lacking")
    guard let inPlace, let lacking else { return nil }
    return MarkWordingDraft(inPlace: inPlace, lacking: lacking)
  }

  private func indicators(_ fields: FieldReader) -> [Located<String>] {
    (fields.texts("indicators") ?? []).compactMap { FieldReader.checkedID($0, problems: problems) }
  }

  private func effort(_ fields: FieldReader) -> [Int] {
    guard let entry = fields.required("effort"),
      let days = FieldReader(
        entry.value, wording("effort", "effort"), allowed: ["2", "3", "4", "5"], problems: problems)
    else { return [] }
    return (2...5).compactMap { days.integer(String($0), in: 0...10_000)?.value }
  }

  private func notApplicable(_ fields: FieldReader) -> NotApplicablePolicy? {
    guard let entry = fields.required("not-applicable"),
      let policy = FieldReader(
        entry.value, wording("not-applicable", "not-applicable"), allowed: ["policy", "when"],
        problems: problems)
    else { return nil }
    let word = policy.word("policy", of: ["forbidden", "with-reason", "by-scope"])
    switch word?.value {
    case "by-scope": return policy.text("when").map { .byScope(when: $0.value) }
    case "with-reason": return .withReason(when: policy.optionalText("when")?.value ?? "")
    case "forbidden":
      if let when = policy.entries["when"] {
        problems.add(
          Diagnostic(
            .error, "unknown-key", wording("不允许不适用的评审项没有 when", "an item that always applies has no “when”"),
            at: when.keyLocation))
      }
      return .forbidden
    default: return nil
    }
  }
}
