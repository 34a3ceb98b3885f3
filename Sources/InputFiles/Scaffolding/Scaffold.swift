public import AssessmentModel
public import Diagnostics

/// Writes an assessment that explains itself: every item with its question, the wording of each mark and the evidence
/// expected, as comments, and its answer as a line that only has to be uncommented.
public enum Scaffold {
  /// The file as text. It passes `check` as it is, as an assessment with no answers.
  /// - Parameters:
  ///   - rubrics: the editions, at least one, in the order in which they are pinned.
  ///   - organisation: the name of the organisation.
  ///   - date: the day of the assessment; the period is the year up to it.
  ///   - schemaPath: where an editor finds the JSON Schema, seen from the file.
  public static func text(
    rubrics: [Rubric], organisation: String, date: CalendarDate, language: Language,
    schemaPath: String = "../Schemas/assessment.schema.json"
  ) -> String {
    var lines = ["# yaml-language-server: $schema=\(schemaPath)"]
    lines += introduction(language)
    lines += header(rubrics, organisation: organisation, date: date, language)
    lines += ["", "answers:"]
    for rubric in rubrics { lines += RubricScaffold(rubric: rubric, language: language).lines() }
    lines += ending(rubrics, date: date, language)
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Around the answers

  private static func introduction(_ language: Language) -> [String] {
    var writer = CommentWriter(indentation: 0)
    let chinese = [
      "客户联络中心自评文件。结果是自评参考，非官方评分。",
      "填写方法：每个评审项末尾有一行以 # 开头的答案，去掉行首的“# ”，在各维度后填 1 到 5 的等级。",
      "尚未评审的评审项留着 # 即可；一项里只评了一部分，就从花括号里删去没评的维度。它们不算 1 级，也不算不适用。",
      "确实不适用的写成 {not-applicable: 理由}；是否允许，见各项说明。",
      "文字里有冒号、# 号或引号时，整段加双引号。随时可用 pingxing check 检查。",
    ]
    let english = [
      "Self-assessment of a contact centre. Results are for orientation and are no official score.",
      "Each item ends with its answer behind a #. Take the leading “# ” away and give each facet a mark, 1 to 5.",
      "Leave out what is not yet assessed: it counts neither as a 1 nor as not applicable.",
      "What does not apply is written {not-applicable: reason}; each item says whether that is allowed.",
      "Put a text that holds a colon, # or quotes in double quotes. Run pingxing check at any time.",
    ]
    for sentence in language == .chinese ? chinese : english { writer.paragraph(sentence) }
    return writer.lines
  }

  private static func header(
    _ rubrics: [Rubric], organisation: String, date: CalendarDate, _ language: Language
  ) -> [String] {
    let isChinese = language == .chinese
    func comment(_ chinese: String, _ english: String) -> String { "# " + (isChinese ? chinese : english) }
    let start = CalendarDate(year: date.year, month: 1, day: 1) ?? date
    var lines = [
      "format: pingxing/assessment/1", "", "organisation:", "  name: \(YAMLText.scalar(organisation))",
      "  " + comment("以下三项可以不写：", "the next three may be left out:"),
      "  # industry: \(isChinese ? "银行" : "Banking")",
      "  # seats: 320",
      "  # scope: \(isChinese ? "本次评估包括哪些职场、热线与渠道，不包括什么" : "sites, lines and channels covered, and what is left out")",
      "", "assessment:",
      "  period: {from: \(start), to: \(date)}   "
        + comment("答案所说的期间", "the period that the answers speak of"),
      "  date: \(date)   " + comment("评估日期，证据须在这一天有效", "evidence has to be valid on this day"),
      "  assessor: {role: self, name: \(isChinese ? "运营管理部" : "Operations")}   "
        + comment("self 自评、consultant 咨询、auditor 评审", "self, consultant or auditor"),
      "  rubrics:   "
        + comment("采用的准则与版本；hash 是内容指纹，请勿改动", "the editions; hash pins their content, leave it alone"),
    ]
    for rubric in rubrics {
      lines += [
        "    # " + rubric.title[language], "    - id: \(rubric.id)", "      version: \(rubric.version)",
        "      hash: \"\(rubric.contentHash)\"",
      ]
    }
    return lines
  }

  private static func ending(_ rubrics: [Rubric], date: CalendarDate, _ language: Language) -> [String] {
    let isChinese = language == .chinese
    var writer = CommentWriter(indentation: 0)
    writer.blank()
    writer.paragraph(
      isChinese
        ? "证据：每条有一个编号，答案用 evidence: [E01, E02] 引用。文件放在本文件旁的文件夹里；不便放入的，用 location 写明存放处。"
        : "Evidence: each piece has an id, which answers cite with evidence: [E01, E02]. Files stand in a folder beside this file; for what cannot be put there, location says where it is kept."
    )
    writer.line("evidence:")
    writer.line(
      isChinese
        ? "  # E01: {title: 战略规划, file: evidence/strategy.pdf, collected: 2025-10-08, expires: 2026-12-31}"
        : "  # E01: {title: Strategy, file: evidence/strategy.pdf, collected: 2025-10-08, expires: 2026-12-31}"
    )
    writer.line(
      isChinese
        ? "  # E02: {title: 坐席访谈记录, location: 人力资源部档案柜, collected: 2025-11-02}"
        : "  # E02: {title: Interviews with agents, location: HR department, collected: 2025-11-02}")
    writer.blank()
    writer.paragraph(
      isChinese
        ? "发现与整改（可以不写）：编号与提出日期以后各年不变，pingxing compare 据此看出新发现、逾期、关闭与重新打开。"
        : "Findings (may be left out): id and day raised stay the same in later years, so that pingxing compare sees what is new, overdue, closed or reopened."
    )
    for line in finding(rubrics, date, isChinese) { writer.line("# " + line) }
    writer.blank()
    return writer.lines + data(isChinese)
  }

  /// Files of indicators and analyses of them, to be uncommented.
  private static func data(_ isChinese: Bool) -> [String] {
    var writer = CommentWriter(indentation: 0)
    writer.paragraph(
      isChinese
        ? "运营指标（可以不写）：file 是月度数据，intervals 是半小时数据，格式见 Docs/indicators.md，用 pingxing kpi check 检查；targets 是中心自己的目标，指标名见 pingxing kpi list。"
        : "Operating indicators (may be left out): file holds months, intervals half-hours; Docs/indicators.md tells their form, pingxing kpi check looks at them. targets are your own; pingxing kpi list names the indicators."
    )
    for line in [
      "indicators:", "  file: kpi.csv", "  intervals: intervals.csv", "  answer-within: 20",
      "  targets: {service-level: 80, satisfaction: 98, handling-time: {from: 180, to: 240}}",
    ] { writer.line("# " + line) }
    writer.blank()
    writer.paragraph(
      isChinese
        ? "运营数据分析（可以不写）：每项在报告里成一节，选项与 pingxing kpi 的同名命令相同（Docs/analyses.md）。"
        : "Analyses of operational data (may be left out): each becomes a section of the report; the options are those of the command of that name, pingxing kpi … (Docs/analyses.md)."
    )
    for line in [
      "analyses:", "  - {kind: control, file: kpi.csv, value: service-level/of-offered}",
      "  - {kind: trend, file: kpi.csv, value: satisfaction}",
      "  - {kind: correlation, file: kpi.csv, x: service-level/of-offered, y: satisfaction}",
      "  - {kind: sample-size, margin: 3, population: 12000, response: 15}",
    ] { writer.line("# " + line) }
    return writer.lines
  }
}

extension Scaffold {
  /// A finding on the first item, to be uncommented.
  fileprivate static func finding(_ rubrics: [Rubric], _ date: CalendarDate, _ isChinese: Bool) -> [String] {
    let item = rubrics.first?.items.first?.id ?? ItemID("")
    let owners = rubrics.filter { $0.item(item) != nil }
    let due = CalendarDate(dayNumber: date.dayNumber + 180) ?? date
    let rubric = owners.count > 1 ? ["    rubric: \(owners[0].id)"] : []
    let (text, owner) = isChinese ? ("抽查发现记录不全", "运营管理部") : ("records are not complete", "Operations")
    return ["findings:", "  F01:", "    item: \(item)"] + rubric
      + ["    text: \(text)", "    severity: minor", "    owner: \(owner)", "    raised: \(date)", "    due: \(due)"]
      + ["    status: open"]
  }
}

/// The answers to one edition.
struct RubricScaffold {
  let rubric: Rubric
  let language: Language

  private var isChinese: Bool { language == .chinese }

  func lines() -> [String] {
    var writer = CommentWriter(indentation: 4)
    writer.line("  \(rubric.id):")
    explainFacets(to: &writer)
    for domain in rubric.domains {
      for line in heading(of: domain) { writer.line(line) }
      for group in domain.groups {
        for line in heading(of: group) { writer.line(line) }
        for item in group.items {
          for line in comments(on: item) { writer.line(line) }
          writer.line("    # " + Self.answerLine(item, in: rubric))
        }
      }
    }
    return writer.lines
  }

  /// The lines above the items of a domain, a blank one first.
  func heading(of domain: Domain) -> [String] {
    var writer = CommentWriter(indentation: 4)
    writer.blank()
    writer.heading(heading(domain), rule: "=")
    writer.paragraph(domain.purpose)
    return writer.lines
  }

  /// The lines above the items of a group, a blank one first; none where it has no title of its own.
  func heading(of group: ItemGroup) -> [String] {
    guard let title = group.title else { return [] }
    var writer = CommentWriter(indentation: 4)
    writer.blank()
    writer.heading(numbered(group.number, title[language]), rule: "=")
    return writer.lines
  }

  /// What each facet asks, once for the rubric.
  private func explainFacets(to writer: inout CommentWriter) {
    var sets: [FacetSetID] = []
    for item in rubric.items where !sets.contains(item.facetSet) { sets.append(item.facetSet) }
    for set in sets.compactMap({ rubric.facetSets[$0] }) {
      writer.blank()
      writer.paragraph(isChinese ? "\(set.title.chinese)的评审维度：" : "Facets of a \(set.title.english): ", "")
      for facet in set.facets {
        writer.paragraph("  \(facet.id) \(facet.title[language])\(isChinese ? "：" : ": ")", facet.asks)
      }
    }
  }

  private func heading(_ domain: Domain) -> String {
    let name = numbered(domain.number, domain.title[language])
    let count = domain.items.count
    return isChinese
      ? "\(name)（\(count) 项，权重 \(domain.weight)）" : "\(name) (\(count) items, weight \(domain.weight))"
  }

  private func numbered(_ number: String, _ title: String) -> String {
    number.isEmpty ? title : "\(number) \(title)"
  }

  /// What an item asks, above its answer, a blank line first.
  func comments(on item: Item) -> [String] {
    var writer = CommentWriter(indentation: 4)
    writer.blank()
    writer.heading("\(numbered(item.clause ?? "", item.title[language]))  \(item.id)", rule: "-")
    writer.paragraph(isChinese ? "问：" : "Question: ", item.question)
    writer.paragraph(isChinese ? "为什么：" : "Why: ", item.why)
    for mark in Mark.allCases {
      writer.paragraph(
        "  \(mark.rawValue) \(rubric.scale[mark].title[language])\(isChinese ? "：" : ": ")", item[mark].text)
    }
    writer.paragraph(
      isChinese ? "证据：" : "Evidence: ", item.evidenceExpected.joined(separator: isChinese ? "；" : "; "))
    if let role = rubric.roles[item.role] {
      writer.paragraph(
        isChinese ? "通常由" : "Usually answered by: ", isChinese ? "\(role.chinese)回答" : role.english)
    }
    if let sentence = notApplicable(item.notApplicable) {
      writer.paragraph(isChinese ? "不适用：" : "Not applicable: ", sentence)
    }
    writer.paragraph(isChinese ? "维度：" : "Facets: ", facets(item))
    return writer.lines
  }

  private func facets(_ item: Item) -> String {
    let facets = rubric.facetSets[item.facetSet]?.facets ?? []
    return facets.map { isChinese ? "\($0.id) \($0.title.chinese)" : $0.id.rawValue }
      .joined(separator: isChinese ? "、" : ", ")
  }

  private func notApplicable(_ policy: NotApplicablePolicy) -> String? {
    switch policy {
    case .forbidden: nil
    case .withReason(let when), .byScope(let when):
      when.isEmpty
        ? (isChinese ? "可以写明理由" : "allowed with a reason")
        : (isChinese ? "\(when)的，可以写明理由" : "allowed with a reason: \(when)")
    }
  }

  /// The answer, ready to be filled in: `positioning.vision: {approach: , …, evidence: [], note: }`.
  static func answerLine(_ item: Item, in rubric: Rubric) -> String {
    let facets = rubric.facetSets[item.facetSet]?.facets ?? []
    let marks = facets.map { "\($0.id): , " }.joined()
    return "\(item.id): {\(marks)evidence: [], note: }"
  }
}
