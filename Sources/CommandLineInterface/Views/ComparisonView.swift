internal import Diagnostics
internal import ResultDocument

/// A comparison for a terminal of 80 columns: it prints what the document holds and computes nothing.
struct ComparisonView {
  let document: ResultNode
  let language: Language
  private let width = 80

  /// The whole view, without a line end.
  func text() -> String {
    let periods = document.list("periods")
    var lines = wrapped(document["organisations"] ?? "", indent: 0)
    let names = periods.map { $0["organisation"] ?? "" }.joined(separator: localized("、", ", "))
    if document["forced"] == "true" {
      lines += wrapped(
        localized("注意：这是不同机构之间的比较（\(names)）。", "Note: these are different organisations (\(names))."), indent: 0)
    } else if document["renamed"] == "true" {
      lines += wrapped(
        localized(
          "注意：名称不同（\(names)），按改过名的同一机构比较。",
          "Note: compared as one organisation that got another name (\(names))."), indent: 0)
    }
    for period in periods {
      let parts = [
        title(period, "name"), localized("评估日期", "assessed") + " " + (period["date"] ?? ""),
        title(period, "assessor-role-title") + " " + (period["assessor-name"] ?? ""),
      ]
      lines += wrapped(parts.joined(separator: "  "), indent: 0)
    }
    lines.append(title(document, "label"))
    for rubric in document.list("rubrics") { lines += [""] + view(rubric) }
    let indicators = IndicatorChangeView(document: document, language: language, width: width).lines()
    if !indicators.isEmpty { lines += [""] + indicators }
    let findings = self.findings.lines()
    if !findings.isEmpty { lines += [""] + findings }
    for unmatched in document.list("unmatched") {
      let (id, name) = (unmatched["id"] ?? "", title(unmatched, "name"))
      lines +=
        [""]
        + wrapped(
          localized(
            "\(name)的 \(id) 没有比较：相邻的一次没有采用它，也没有同一系列的版次。",
            "\(id) of \(name) is not compared: no neighbouring assessment has it or another edition of it."), indent: 0)
    }
    return lines.joined(separator: "\n")
  }

  private var findings: FindingHistoryView {
    FindingHistoryView(document: document, language: language, width: width)
  }

  private func view(_ rubric: ResultNode) -> [String] {
    var lines = wrapped(title(rubric), indent: 0)
    if rubric.list("standings").count > 2 { lines += [""] + trend(rubric) }
    for step in rubric.list("steps") { lines += [""] + self.step(step, in: rubric) }
    return lines
  }

  // MARK: - Several periods

  /// Total, result and domains by period, the evidenced track; more than one table where the periods have no room in one.
  private func trend(_ rubric: ResultNode) -> [String] {
    let parts = PeriodTables.parts(of: rubric.list("standings").count) { periods in
      trendTable(rubric, periods).wholeWidth(indent: 2) <= width
    }
    let note = localized(
      "与前一次相比：数字前有 ~ 的对照后可比，有 x 的不可比，没有记号的完全可比；第一次前面没有。",
      "Against the period before: ~ after mapping, x not comparable, without a mark fully; the first has none before.")
    return Array(parts.map { whole(trendTable(rubric, $0)) }.joined(separator: [""])) + wrapped(note, indent: 2)
  }

  private func trendTable(_ rubric: ResultNode, _ periods: Range<Int>) -> TextTable {
    let standings = rubric.list("standings")[periods]
    var table = TextTable(
      [(localized("有据", "evidenced"), .left)] + standings.map { (title($0, "name"), .right) })
    table.add([localized("版次", "edition")] + standings.map { $0["edition-name"] ?? "—" })
    table.add([localized("结果", "result")] + standings.map { nonEmpty(title($0, "result-title")) })
    table.add([localized("总分", "total")] + standings.map(graded("evidenced-points-display")))
    for domain in rubric.list("series") {
      table.add([title(domain)] + domain.list("points")[periods].map(graded("evidenced-display")))
    }
    return table
  }

  /// A figure with the mark of how far it is comparable with the one before.
  private func graded(_ name: String) -> (ResultNode) -> String {
    { node in node[name].map { ComparabilityNote.prefix(node) + $0 } ?? "—" }
  }

  // MARK: - One step

  private func step(_ step: ResultNode, in rubric: ResultNode) -> [String] {
    let editions =
      step["other-edition"] == "true"
      ? "\(step["then-edition-name"] ?? "") → \(step["now-edition-name"] ?? "")" : step["now-edition-name"] ?? ""
    var lines = wrapped(
      "\(title(step, "then-name")) → \(title(step, "now-name"))  \(editions)  \(title(step, "comparability-title"))",
      indent: 0)
    if step["other-edition"] == "true" {
      lines += wrapped(
        localized("两版共有的评审项占权重 ", "items that both editions ask carry ")
          + (step.part("shared-weight")?["display"] ?? "") + localized("", " of the weight")
          + (step["crosswalk"].map { localized("，依对照 \($0)", ", by crosswalk \($0)") } ?? ""),
        indent: 2)
    }
    if step["provisional"] == "true" {
      lines += wrapped(
        localized(
          "至少一份没有评完：变化与原因按已经确定的得分（未评按最差）计算，只供参考。",
          "At least one is not complete: changes and causes compare what is secured, with missing answers at their worst."
        ),
        indent: 2)
    }
    lines += head(step, in: rubric)
    lines +=
      [""] + causes(step) + result(step) + recast(step) + [""] + domains(step) + [""] + facets(step) + items(step)
      + EvidenceChangeView(step: step, language: language, width: width).lines() + gates(step)
    lines += findings.actions(step)
    return lines
  }

  private func head(_ step: ResultNode, in rubric: ResultNode) -> [String] {
    let names = (step["then-name"] ?? "", step["now-name"] ?? "")
    func result(_ name: String) -> String {
      rubric.list("standings").first { $0["name"] == name }.map { title($0, "result-title") } ?? ""
    }
    func line(_ track: String, _ word: String) -> [String] {
      let (then, now) = (step.part("then")?["\(track)-points-display"], step.part("now")?["\(track)-points-display"])
      let change = step.part("change")?.part(track)?["points-signed"].map { localized("（\($0)）", " (\($0))") } ?? ""
      return wrapped("\(word) \(rangeText(then ?? "—")) → \(rangeText(now ?? "—"))\(change)", indent: 2)
    }
    return wrapped(localized("结果 ", "result    ") + "\(result(names.0)) → \(result(names.1))", indent: 2)
      + line("evidenced", localized("有据", "evidenced")) + line("claimed", localized("自称", "claimed  "))
  }

  private func causes(_ step: ResultNode) -> [String] {
    let causes = step.list("causes")
    guard !causes.isEmpty else {
      return wrapped(
        localized(
          "两边共同的评审项太少，或有一边全部不适用，总分的变化不拆分。",
          "Too few items are asked by both, or nothing applies on one side: the change is not split."), indent: 2)
    }
    var table = TextTable([
      (localized("总分变化的原因", "cause of the change"), .left), (localized("有据", "evidenced"), .right),
      (localized("自称", "claimed"), .right), (localized("有据主要来自", "evidenced, mostly from"), .left),
    ])
    for cause in causes {
      let shares = cause.part("evidenced")?.list("item-shares") ?? []
      let largest = shares.prefix(3).map { "\(title($0)) \($0["points-signed"] ?? "")" }
      table.add([
        title(cause), cause.part("evidenced")?["points-signed"] ?? "", cause.part("claimed")?["points-signed"] ?? "",
        largest.joined(separator: localized("、", ", ")),
      ])
    }
    let change = step.part("change")
    table.add([
      localized("合计", "together"), change?.part("evidenced")?["points-signed"] ?? "",
      change?.part("claimed")?["points-signed"] ?? "", "",
    ])
    return whole(table)
  }

  /// What made the result, by the evidenced track.
  private func result(_ step: ResultNode) -> [String] {
    guard let change = step.part("result-change")?.part("evidenced") else { return [] }
    return [""] + wrapped(title(change, "sentence"), indent: 2)
  }

  /// What each side's answers are worth under the other's edition.
  private func recast(_ step: ResultNode) -> [String] {
    guard let recast = step.part("recast"), let then = recast.part("then-under-new"),
      let now = recast.part("now-under-then")
    else { return [] }
    func sentence(_ name: String, _ part: ResultNode, other: String) -> [String] {
      let (edition, points, result) = (
        part["edition-name"] ?? "", rangeText(part["evidenced-points-display"] ?? "—"), title(part, "result-title")
      )
      let count = part["borrowed"] ?? "0"
      let borrowed =
        count == "0"
        ? ""
        : localized(
          "（这一版独有的 \(count) 项没有答案，用\(title(step, other))的）",
          " (\(counted(Int(count) ?? 0, "item", "items")) that only this edition asks with the answers of \(title(step, other)))"
        )
      return wrapped(
        localized(
          "\(spaced(title(step, name)))的答案按 \(edition) 重评\(borrowed)：有据 \(points)，\(result)",
          "answers of \(title(step, name)) under \(edition)\(borrowed): evidenced \(points), \(result)"), indent: 2)
    }
    return [""] + sentence("then-name", then, other: "now-name") + sentence("now-name", now, other: "then-name")
  }

  private func domains(_ step: ResultNode) -> [String] {
    var table = TextTable([
      (localized("范畴（有据）", "domain (evidenced)"), .left), (title(step, "then-name"), .right),
      (title(step, "now-name"), .right), (localized("变化", "change"), .right), (localized("可比", "comparable"), .left),
    ])
    for domain in step.list("domains") {
      table.add([
        title(domain), domain.part("then")?["evidenced-display"] ?? "—",
        domain.part("now")?["evidenced-display"] ?? "—",
        domain.part("change")?.part("evidenced")?["signed"] ?? "—",
        domain["grouped"] == "true" ? localized("合并后可比，见表末", "together, below") : title(domain, "comparability-title"),
      ])
    }
    for group in step.list("domain-groups") {
      table.add([
        title(group), group.part("then")?["evidenced-display"] ?? "—", group.part("now")?["evidenced-display"] ?? "—",
        group.part("change")?.part("evidenced")?["signed"] ?? "—", title(group, "comparability-title"),
      ])
    }
    return whole(table)
  }

  private func facets(_ step: ResultNode) -> [String] {
    let note = ComparabilityNote(step.list("facets"))
    var table = TextTable(
      [(localized("评审维度（有据）", "facet (evidenced)"), .left)] + note.column + [
        (title(step, "then-name"), .right), (title(step, "now-name"), .right), (localized("变化", "change"), .right),
      ])
    for facet in step.list("facets") {
      table.add(
        [title(facet, "set-title") + "·" + title(facet)] + note.cells(of: facet) + [
          facet.part("then")?["evidenced-display"] ?? "—", facet.part("now")?["evidenced-display"] ?? "—",
          facet.part("change")?.part("evidenced")?["signed"] ?? "—",
        ])
    }
    return whole(table) + sentence(note)
  }

  /// How far the rows of a table are comparable.
  private func sentence(_ note: ComparabilityNote) -> [String] {
    note.sentence(language).map { wrapped($0, indent: 2) } ?? []
  }

  /// The items whose marks, answers or evidence changed, by kind.
  private func items(_ step: ResultNode) -> [String] {
    let changed = step.list("items").filter { $0["changed"] == "true" }
    guard !changed.isEmpty else { return ["", localized("  评审项没有变化。", "  No item changed.")] }
    // What only one edition asks is not comparable, and has no difference either.
    let paired = changed.filter { $0["kind"] != "added" && $0["kind"] != "removed" }
    let note = ComparabilityNote(paired)
    var lines =
      paired.isEmpty
      ? [] : [""] + wrapped(localized("有变化的评审项  ", "items that changed  ") + (note.sentence(language) ?? ""), indent: 2)
    for (kind, _) in kinds(changed) {
      let items = changed.filter { $0["kind"] == kind }
      guard let first = items.first else { continue }
      let isAlone = kind == "added" || kind == "removed"
      var table = TextTable(
        [(title(first, "kind-title") + localized(" \(items.count) 项", ": \(items.count)"), .left)]
          + (isAlone ? [] : note.column) + [
            (localized("有据", "evidenced"), .right), (localized("变化", "change"), .right),
            (localized("等级", "marks"), .left), (localized("证据", "evidence"), .left),
          ])
      for item in items {
        table.add(
          [title(item)] + (isAlone ? [] : note.cells(of: item)) + [
            evidenced(item), item.part("change")?.part("evidenced")?["signed"] ?? "", marks(item),
            title(item, "evidence-change-title")
              + (item["by-assessor"] == "true" ? localized("，换评估者", ", other assessor") : ""),
          ])
      }
      lines += [""] + whole(table) + (isAlone ? wrapped(localized("不可比，只并列", "not comparable"), indent: 2) : [])
    }
    return lines
  }

  /// The kinds that occur, in the order of the document's counts.
  private func kinds(_ items: [ResultNode]) -> [(String, Int)] {
    [
      "raised", "fallen", "shifted", "newly-answered", "newly-applicable", "newly-not-applicable", "newly-unanswered",
      "unchanged", "added", "removed",
    ].map { kind in (kind, items.count { $0["kind"] == kind }) }.filter { $0.1 > 0 }
  }

  private func evidenced(_ item: ResultNode) -> String {
    func display(_ part: ResultNode?) -> String {
      part.map { $0["evidenced-display"] ?? title($0, "status-title") } ?? "—"
    }
    let (then, now) = (item.part("then"), item.part("now"))
    return then == nil ? display(now) : now == nil ? display(then) : "\(display(then)) → \(display(now))"
  }

  private func marks(_ item: ResultNode) -> String {
    let facets = item.list("facets")
    func row(_ name: String) -> String {
      facets.contains { $0[name] != nil } ? facets.map { $0[name] ?? "…" }.joined() : "—"
    }
    let (then, now) = (row("then"), row("now"))
    return then == now ? then : "\(then) → \(now)"
  }

  /// The gates that stand otherwise, find something else or ask something else, each with the causes below it.
  private func gates(_ step: ResultNode) -> [String] {
    let changed = step.list("gates").filter { gate in
      gate["moved"] == "true" || gate.part("then")?["state"] != gate.part("now")?["state"]
        || !gateCauses(gate).isEmpty
    }
    guard !changed.isEmpty else { return [] }
    let note = ComparabilityNote(changed)
    var table = TextTable(
      [(localized("有变化的门槛", "gates that changed"), .left)] + note.column + [
        (title(step, "then-name"), .left), (title(step, "now-name"), .left), (localized("要求", "needs"), .left),
      ])
    func reading(_ part: ResultNode?) -> String {
      part.map { "\(title($0, "state-title")) \($0["found-display"] ?? "—")" } ?? "—"
    }
    for gate in changed {
      let needs = ["then", "now"].map { gate.part($0)?["needs-display"] ?? "—" }
      table.add(
        [title(gate, "result-title") + "·" + title(gate)] + note.cells(of: gate) + [
          reading(gate.part("then")), reading(gate.part("now")),
          needs[0] == needs[1] ? needs[0] : "\(needs[0]) → \(needs[1])",
        ])
    }
    let rows = table.rowLines(indent: 2, width: width)
    return [""] + rows[0]
      + zip(rows.dropFirst(), changed).flatMap { row, gate in
        let causes = gateCauses(gate)
        return row + (causes.isEmpty ? [] : wrapped(causes, indent: 6))
      } + sentence(note)
  }

  /// By what the finding of a gate changed; empty where it did not or is not comparable.
  private func gateCauses(_ gate: ResultNode) -> String {
    gate.list("causes").compactMap { cause in
      guard let share = cause.part("evidenced"), share["exact"] != "0/1" else { return nil }
      return "\(title(cause)) \(title(share, "signed"))"
    }.joined(separator: localized("、", ", "))
  }

  // MARK: - Words

  private func wrapped(_ text: String, indent: Int) -> [String] {
    DisplayWidth.folded(text, to: width - indent).map { String(repeating: " ", count: indent) + $0 }
  }

  /// A table with nothing cut.
  private func whole(_ table: TextTable) -> [String] {
    table.rowLines(indent: 2, width: width).flatMap(\.self)
  }

  /// A name with a space behind it where a figure ends it.
  private func spaced(_ name: String) -> String { name.last?.isASCII == true ? name + " " : name }

  private func nonEmpty(_ text: String) -> String { text.isEmpty ? "—" : text }

  private func title(_ node: ResultNode, _ name: String = "title") -> String {
    node[language == .chinese ? name : name + "-en"] ?? ""
  }
}
