internal import Diagnostics
internal import ResultDocument

/// The result document for a terminal of 80 columns: it prints what the document holds and computes nothing.
struct ScoreView {
  let document: ResultNode
  let language: Language
  private let width = 80

  /// The whole view, without a line end.
  func text() -> String {
    let assessment = document.part("assessment")
    var lines = [
      document.part("organisation")?["name"] ?? "",
      localized("评估期间 ", "Period ") + (assessment?["period-from"] ?? "") + localized(" 至 ", " to ")
        + (assessment?["period-to"] ?? "") + localized("，评估日期 ", ", assessed ") + (assessment?["date"] ?? ""),
      title(document, "label"),
    ]
    for rubric in document.list("rubrics") { lines += [""] + view(rubric) }
    return lines.joined(separator: "\n")
  }

  private func view(_ rubric: ResultNode) -> [String] {
    var lines = [title(rubric), "\(rubric["id"] ?? "") \(rubric["version"] ?? "")"]
    lines += head(rubric) + [""] + domains(rubric) + [""] + gates(rubric)
    let warnings = rubric.list("warnings")
    guard !warnings.isEmpty else { return lines }
    lines += ["", localized("  一致性提示", "  Consistency")]
    for warning in warnings {
      let message = warning[language == .chinese ? "message" : "message-en"] ?? ""
      for (index, line) in DisplayWidth.wrapped(message, to: width - 4).enumerated() {
        lines.append((index == 0 ? "  ! " : "    ") + line)
      }
    }
    return lines
  }

  private func head(_ rubric: ResultNode) -> [String] {
    guard let total = rubric.part("total"), let points = total.part("points") else {
      return [localized("  全部不适用，没有得分与结果。", "  Nothing is applicable: no score, no result.")]
    }
    let completeness = rubric.part("completeness")
    var answered = completeness?["display"] ?? ""
    for (name, chinese, english) in [
      ("partial", "部分已评", "answered in part"), ("not-applicable", "不适用", "not applicable"),
    ] {
      guard let count = completeness?[name], count != "0" else { continue }
      answered += localized("，\(chinese) \(count)", ", \(count) \(english)")
    }
    return [
      localized("  结果  ", "  Result    ") + title(rubric, "result-display")
        + localized("（自称 ", " (claimed ") + title(rubric, "claimed-result-display") + localized("）", ")"),
      localized("  总分  有据 ", "  Total     evidenced ") + (points["evidenced-display"] ?? "")
        + localized("，自称 ", ", claimed ") + (points["claimed-display"] ?? "")
        + localized("，满分 ", " of ") + (rubric["total-points"] ?? ""),
      localized("  已评  ", "  Answered  ") + answered,
    ]
  }

  private func domains(_ rubric: ResultNode) -> [String] {
    let hasProfile = !rubric.list("levels").isEmpty
    var head: [(String, TextTable.Alignment)] = [
      (hasProfile ? localized("过程", "process") : localized("范畴", "domain"), .left),
      (localized("有据", "evidenced"), .right), (localized("自称", "claimed"), .right),
      (localized("占总分", "share"), .right), (localized("已评", "answered"), .right),
    ]
    if hasProfile { head.append((localized("符合程度与参考级别", "conformity, level"), .left)) }
    var table = TextTable(head)
    for domain in rubric.list("domains") {
      table.add(row(domain, name: title(domain), hasProfile: hasProfile))
      let groups = domain.list("groups")
      guard groups.count > 1 else { continue }
      for group in groups {
        table.add(row(group, name: "  " + title(group, "full-title"), hasProfile: hasProfile))
      }
    }
    let label = hasProfile ? rubric.list("domains").lazy.compactMap { $0.part("profile") }.first : nil
    return table.lines(indent: 2, width: width) + (label.map { ["  " + title($0, "label")] } ?? [])
  }

  private func row(_ part: ResultNode, name: String, hasProfile: Bool) -> [String] {
    let number = part["number"].map { $0.isEmpty ? "" : $0 + " " } ?? ""
    let cells = [
      number + name, part["evidenced-display"] ?? "—", part["claimed-display"] ?? "—",
      part.part("effective-weight")?.part("effective")?["display"] ?? "",
      part.part("completeness")?["display"] ?? "",
    ]
    guard hasProfile else { return cells }
    return cells + [part.part("profile")?.part("evidenced").map(profile) ?? "—"]
  }

  private func profile(_ standing: ResultNode) -> String {
    guard standing["conformity"] != nil else {
      return localized("待定", "open") + " \(standing["worst-level"] ?? "")～\(standing["best-level"] ?? "")"
    }
    return title(standing, "conformity-title") + " \(standing["level"] ?? "")"
  }

  private func gates(_ rubric: ResultNode) -> [String] {
    var table = TextTable([
      (localized("门槛", "gate"), .left), (localized("要求", "needs"), .right),
      (localized("现状", "found"), .right), (localized("差距", "margin"), .right),
      (localized("卡在", "held back by"), .left),
    ])
    for gate in rubric.list("gates") {
      let sign = ["passed": "●", "failed": "○"][gate["state"] ?? ""] ?? "…"
      let obstacles = gate.list("holds-back")
      let more = obstacles.count > 3 ? localized(" 等 \(obstacles.count) 处", " … (\(obstacles.count))") : ""
      table.add([
        "\(sign) \(title(gate, "result-title")) \(title(gate))", gate.part("needs")?["display"] ?? "",
        gate.part("found")?["display"] ?? gate.part("interval")?["display"] ?? "—",
        gate.part("margin")?["display"] ?? "—",
        obstacles.prefix(3).map(name).joined(separator: localized("、", ", ")) + more,
      ])
    }
    return table.lines(indent: 2, width: width)
  }

  private func name(_ obstacle: ResultNode) -> String {
    obstacle["domain-title"] == nil
      ? title(obstacle) : title(obstacle, "domain-title") + "·" + title(obstacle)
  }

  private func title(_ node: ResultNode, _ name: String = "title") -> String {
    node[language == .chinese ? name : name + "-en"] ?? ""
  }
}
