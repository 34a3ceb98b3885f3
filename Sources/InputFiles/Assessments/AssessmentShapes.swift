internal import AssessmentModel
internal import Diagnostics

/// What to write where a text, a list or a number stands in an assessment instead of keys with values: the same content
/// in its proper form, as far as it can be told.
struct AssessmentShapes {
  /// Knows the versions of the editions.
  let library: RubricLibrary

  private static func write(_ form: String) -> LocalizedText { wording("写成 \(form)", "write \(form)") }

  /// The text of a scalar that may stand in braces, else a stand-in.
  private static func text(_ node: YAMLNode, or standIn: String) -> String {
    guard case .scalar(let scalar) = node.content, scalar.text.unicodeScalars.count <= 40, !scalar.text.isEmpty else {
      return standIn
    }
    return YAMLText.scalar(scalar.text)
  }

  /// The whole file.
  static func file(_ node: YAMLNode) -> LocalizedText? {
    let start = wording(
      "评估文件以 format: pingxing/assessment/1 开头；用 pingxing new 生成一份，再把内容填进去",
      "an assessment begins with format: pingxing/assessment/1; let `pingxing new` write one and fill it in")
    guard case .scalar(let scalar) = node.content else { return start }
    if scalar.text.hasPrefix("<") {
      return wording("这像是网页或 XML 文件。\(start.chinese)", "this looks like a web page or XML; \(start.english)")
    }
    if scalar.text.contains(where: { ",，\t".contains($0) }) {
      return wording("这像是表格（CSV）。\(start.chinese)", "this looks like a table (CSV); \(start.english)")
    }
    return start
  }

  static func organisation(_ node: YAMLNode) -> LocalizedText? {
    write("organisation: {name: \(text(node, or: "华东客户联络中心"))}")
  }

  static func header(_ node: YAMLNode) -> LocalizedText? {
    AssessmentVocabulary.examples["assessment"].map(write)
  }

  static func assessor(_ node: YAMLNode) -> LocalizedText? {
    write("assessor: {role: self, name: \(text(node, or: "运营管理部"))}")
  }

  static func period(_ node: YAMLNode) -> LocalizedText? {
    var (from, to) = ("2025-01-01", "2025-12-31")
    if case .scalar(let scalar) = node.content {
      let days = WrittenDate.all(in: scalar.text)
      let digits = InputMethodMarks.folded(scalar.text).filter { $0.isASCII && $0.isNumber }
      if days.count == 2, let first = days[0].date, let last = days[1].date, first <= last {
        (from, to) = ("\(first)", "\(last)")
      } else if let month = days.first, days.count == 1, month.day == nil, let last = month.lastOfMonth {
        (from, to) = ("\(last)".dropLast(2) + "01", "\(last)")
      } else if digits.count == 4 {
        (from, to) = ("\(digits)-01-01", "\(digits)-12-31")
      }
    }
    return write("{from: \(from), to: \(to)}")
  }

  // MARK: - Editions

  private func pin(_ name: String) -> String {
    let id = RubricID(name)
    let version = library.has(id) ? library.load(id).rubric?.version : nil
    return "{id: \(name), version: \(version ?? "1.0.0")}"
  }

  /// One edition.
  func rubric(_ node: YAMLNode) -> LocalizedText? {
    guard case .scalar(let scalar) = node.content, let name = InputMethodMarks.names(scalar.text).first,
      KeySpelling.isKey(name)
    else { return Self.write("{id: cccs-op-2008, version: 1.0.0}") }
    return Self.write(pin(name))
  }

  /// The list of editions.
  func rubrics(_ node: YAMLNode) -> String? {
    var names: [String] = []
    switch node.content {
    case .scalar(let scalar): names = InputMethodMarks.names(scalar.text)
    case .mapping(let entries):
      // `{id: …, version: …}` without its brackets, or `cccs-op-2008: 1.0.0`.
      let id = entries.first { $0.key == "id" }?.value
      if case .scalar(let scalar)? = id?.content { names = [scalar.text] } else { names = entries.map(\.key) }
    case .sequence: break
    }
    names = names.filter { KeySpelling.isKey($0) }
    return names.isEmpty ? nil : "[" + names.prefix(3).map(pin).joined(separator: ", ") + "]"
  }

  // MARK: - Evidence

  /// All records.
  static func evidence(_ node: YAMLNode) -> LocalizedText? {
    let form = "E01: {title: 战略规划书, location: 档案柜, collected: 2025-10-08}"
    if case .sequence(let nodes) = node.content, case .mapping? = nodes.first?.content {
      return wording("去掉每条前面的“- ”，写成 \(form)", "take the “- ” before each away: \(form)")
    }
    return wording("每条证据一行，写成 \(form)", "one line for each piece, such as \(form)")
  }

  /// One record.
  static func record(_ node: YAMLNode) -> LocalizedText? {
    write("{title: \(text(node, or: "战略规划书")), location: 档案柜, collected: 2025-10-08}")
  }

  // MARK: - Findings

  private static let finding =
    "{item: floor.forecasting, text: 旺季没有分时段的预测, severity: minor, owner: 运营管理部, "
    + "raised: 2025-12-20, due: 2026-06-30, status: open}"

  /// All findings.
  static func findings(_ node: YAMLNode) -> LocalizedText? {
    if case .sequence = node.content {
      return wording("去掉每条前面的“- ”，前面写编号：F01: \(finding)", "take the “- ” away and begin with an id: F01: \(finding)")
    }
    return wording("每条发现一行，写成 F01: \(finding)", "one line for each finding, such as F01: \(finding)")
  }

  /// One finding.
  static func finding(_ node: YAMLNode) -> LocalizedText? { write(finding) }

  // MARK: - Answers

  /// The answers to one rubric, or all of them.
  static func answers(_ node: YAMLNode) -> LocalizedText? {
    let form = "positioning.vision: {approach: 4, deployment: 3, results: 3}"
    if case .sequence = node.content {
      return wording("去掉每行前面的“- ”，写成 \(form)", "take the “- ” before each line away: \(form)")
    }
    return wording("每个评审项一行，写成 \(form)", "one line for each item, such as \(form)")
  }

  /// The answer to one item: marks in the order of its facets, or a word for not applicable.
  static func answer(_ node: YAMLNode, to item: Item, facets: [Facet], scale: MarkScale) -> LocalizedText? {
    var words: [String] = []
    switch node.content {
    case .scalar(let scalar):
      if MarkSlip.saysNotApplicable(scalar.text) {
        return item.notApplicable == .forbidden
          ? wording("这一项不允许不适用；没有做就是 1", "this item cannot be left out; what is not done at all is a 1")
          : write("{not-applicable: 理由}")
      }
      words = InputMethodMarks.names(scalar.text)
    case .sequence(let nodes):
      words = nodes.compactMap { node in
        if case .scalar(let scalar) = node.content { scalar.text } else { nil }
      }
    case .mapping: return nil
    }
    let marks = words.compactMap { MarkSlip.mark($0, scale: scale) }
    let isForEachFacet = marks.count == words.count && marks.count == facets.count
    let shown = isForEachFacet ? marks : facets.map { _ in marks.first ?? 3 }
    let form = "{" + zip(facets, shown).map { "\($0.id): \($1)" }.joined(separator: ", ") + "}"
    return isForEachFacet
      ? write(form) : wording("每个维度各写一个等级，例如 \(form)", "give a mark to each facet, such as \(form)")
  }
}
