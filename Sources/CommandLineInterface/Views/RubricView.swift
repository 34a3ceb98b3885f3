internal import AssessmentModel
internal import Diagnostics
internal import Scoring

/// A rubric for the terminal.
struct RubricView {
  let rubric: Rubric
  let language: Language

  /// The domains with their items, weights and results.
  func outline() -> String {
    var lines = [
      "\(rubric.title[language])", "\(rubric.id) \(rubric.version)  \(rubric.standard)",
      "sha256 \(rubric.contentHash)", "",
    ]
    lines += rubric.notes.map { "· \($0[language])" }
    if let remark = untranslated(rubric.results.map(\.publishedWording)) { lines.append("· \(remark)") }
    for domain in rubric.domains {
      lines.append("")
      lines.append(
        "\([domain.number, domain.title[language]].filter { !$0.isEmpty }.joined(separator: " "))  "
          + localized("权重 \(domain.weight)", "weight \(domain.weight)"))
      for group in domain.groups { lines += outline(group) }
    }
    lines.append("")
    for result in rubric.results { lines += outline(result) }
    return TerminalPage.wrapped(lines.joined(separator: "\n"))
  }

  private func outline(_ group: ItemGroup) -> [String] {
    let head = group.title.map {
      ["  \($0[language])  " + localized("权重 \(group.weight)", "weight \(group.weight)")]
    }
    var table = TextTable([("", .left), ("", .left), ("", .right)])
    for item in group.items { table.add([item.id.rawValue, item.title[language], String(item.weight)]) }
    return (head ?? []) + table.rowLines(indent: 4, width: 80).dropFirst().joined()
  }

  private func outline(_ result: ResultDefinition) -> [String] {
    let quoted = "“\(result.publishedWording)”"
    let wording = result.publishedWording.isEmpty ? "" : localized("：", ": ") + quoted
    return ["\(result.title[language])\(wording)"]
      + result.gates.map {
        "    \($0.id)  \($0.condition.text(in: rubric)[language])  [\(title(of: $0.provenance))]"
      }
  }

  /// One item in full.
  func text(of item: Item) -> String {
    var lines = ["\(item.id)  \(item.title[language])"]
    if let remark = untranslated(texts(of: item)) { lines.append(remark) }
    lines += ["", item.question, item.why, ""]
    for mark in Mark.allCases {
      let title = rubric.scale[mark].title[language]
      lines.append("\(mark.rawValue) \(title)  \(item[mark].text)")
    }
    lines += ["", localized("评审员会要看：", "An assessor would ask to see:")]
    lines += item.evidenceExpected.map { "  · \($0)" }
    let facets = rubric.facetSets[item.facetSet]?.facets ?? []
    lines += ["", localized("维度：", "Facets:")]
    lines += facets.map { "  \($0.id)  \($0.title[language])  \($0.asks)" }
    lines.append("")
    if let role = rubric.roles[item.role] {
      lines.append(localized("通常回答：", "Usually answered by: ") + role[language])
    }
    if let post = rubric.posts.first(where: { $0.id == item.post }) {
      lines.append(localized("岗位：", "Post: ") + "\(post.title[language]) \(post.code)")
    }
    if !item.indicators.isEmpty {
      let names = item.indicators.map { rubric.indicators[$0]?[language] ?? $0.rawValue }
      lines.append(localized("依据的指标：", "Indicators: ") + names.joined(separator: localized("、", ", ")))
    }
    let efforts = zip(2...5, item.effortInPersonDays).map { mark, days in
      localized("到 \(mark) 级 \(days)", "to \(mark): \(days)")
    }
    lines.append(
      localized("一般人日：", "Typical person-days: ") + efforts.joined(separator: localized("，", ", ")))
    lines.append(localized("不适用：", "Not applicable: ") + text(of: item.notApplicable))
    lines.append(localized("出处：", "Provenance: ") + text(of: item.provenance))
    return TerminalPage.wrapped(lines.joined(separator: "\n"))
  }

  /// What stands in the rubric for people: the texts that it holds in the language of the rubric alone.
  private func texts(of item: Item) -> [String] {
    let condition: String =
      switch item.notApplicable {
      case .forbidden: ""
      case .withReason(let when), .byScope(let when): when
      }
    return [item.question, item.why, condition, item.provenance.note] + Mark.allCases.map { item[$0].text }
      + item.evidenceExpected + (rubric.facetSets[item.facetSet]?.facets ?? []).map(\.asks)
  }

  /// What is said once of texts that an English reader finds in Chinese; nil where there are none.
  private func untranslated(_ texts: [String]) -> String? {
    guard language == .english,
      texts.contains(where: { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } })
    else { return nil }
    return "The rubric holds its own texts (questions, marks, evidence, conditions, remarks) in Chinese only; "
      + "they stand here as they are."
  }

  private func text(of policy: NotApplicablePolicy) -> String {
    switch policy {
    case .forbidden: localized("不允许", "not allowed")
    case .withReason(let when):
      localized("须写明理由", "with a reason") + (when.isEmpty ? "" : localized("：", ": ") + when)
    case .byScope(let when): localized("按业务范围", "by scope") + localized("：", ": ") + when
    }
  }

  private func title(of provenance: Provenance) -> String {
    switch provenance.kind {
    case .published: localized("来源公布", "published")
    case .interpretation: localized("本工具的解释", "interpretation")
    }
  }

  private func text(of provenance: Provenance) -> String {
    let source = provenance.source.map { " \(rubric.sources[$0]?[language] ?? $0.rawValue)" } ?? ""
    return title(of: provenance) + source + localized("；", "; ") + provenance.note
  }
}
