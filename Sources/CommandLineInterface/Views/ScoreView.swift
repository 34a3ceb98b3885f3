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
    if let evidence = document.part("indicator-evidence") {
      lines += ["", localized("指标佐证", "Indicators")] + IndicatorView(evidence: evidence).proposals()
    }
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
      localized("  结果  ", "  Result    ") + title(rubric, "result-display") + claimedResult(rubric),
      localized("  总分  有据 ", "  Total     evidenced ") + rangeText(points["evidenced-display"] ?? "")
        + localized("，自称 ", ", claimed ") + rangeText(points["claimed-display"] ?? "")
        + localized("，满分 ", " of ") + (rubric["total-points"] ?? ""),
    ] + withoutRespread(rubric, points) + [localized("  已评  ", "  Answered  ") + answered]
  }

  private func claimedResult(_ rubric: ResultNode) -> String {
    let claimed = title(rubric, "claimed-result-display")
    return claimed == title(rubric, "result-display")
      ? localized("（自称相同）", " (claimed: the same)") : localized("（自称 \(claimed)）", " (claimed \(claimed))")
  }

  /// The score if what is not applicable counted as 0, where something is not.
  private func withoutRespread(_ rubric: ResultNode, _ points: ResultNode) -> [String] {
    let found = points.part("without-respread")
    guard rubric.part("completeness")?["not-applicable"] != "0",
      let evidenced = found?.part("evidenced")?["display"], let claimed = found?.part("claimed")?["display"]
    else { return [] }
    return [
      localized("        不适用的不重新分摊：有据 ", "            not re-spread: evidenced ") + evidenced
        + localized("，自称 ", ", claimed ") + claimed
    ]
  }

  private func domains(_ rubric: ResultNode) -> [String] {
    let profiled =
      rubric.list("levels").isEmpty ? nil : rubric.list("domains").lazy.compactMap { $0.part("profile") }.first
    var table = TextTable([
      (profiled == nil ? localized("范畴", "domain") : localized("过程", "process"), .left),
      (localized("有据", "evidenced"), .right), (localized("自称", "claimed"), .right),
      (localized("占总分", "share"), .right), (localized("已评", "answered"), .right),
    ])
    for (name, part) in parts(of: rubric) {
      table.add([
        name, part["evidenced-display"] ?? "—", part["claimed-display"] ?? "—",
        part.part("effective-weight")?.part("effective")?["display"] ?? "",
        part.part("completeness")?["display"] ?? "",
      ])
    }
    return table.lines(indent: 2, width: width)
      + (profiled.map { [""] + profiles(rubric, label: title($0, "label")) } ?? [])
  }

  /// The domains, each followed by its groups where it is divided, with their names set in.
  private func parts(of rubric: ResultNode) -> [(name: String, part: ResultNode)] {
    func named(_ part: ResultNode, _ name: String) -> String {
      [part["number"] ?? "", name].filter { !$0.isEmpty }.joined(separator: " ")
    }
    return rubric.list("domains").flatMap { domain in
      let groups = domain.list("groups")
      return [(named(domain, title(domain)), domain)]
        + (groups.count > 1 ? groups.map { ("  " + named($0, title($0, "full-title")), $0) } : [])
    }
  }

  /// Mean mark, conformity and level by the evidenced track, under the label that has to stand with them.
  private func profiles(_ rubric: ResultNode, label: String) -> [String] {
    var table = TextTable([
      (localized("过程", "process"), .left), (localized("平均等级", "mean mark"), .right),
      (localized("符合程度", "conformity"), .left), (localized("参考星级", "stars"), .left),
    ])
    for (name, part) in parts(of: rubric) {
      guard let standing = part.part("profile")?.part("evidenced") else {
        table.add([name, "—", "—", "—"])
        continue
      }
      table.add([
        name, standing.part("mean-mark")?["display"] ?? standing.part("mean-mark-interval")?["display"] ?? "—",
        settled(standing, "conformity-title"),
        standing["level"] ?? range(standing["worst-level"], standing["best-level"]),
      ])
    }
    return ["  " + label] + table.lines(indent: 2, width: width)
  }

  /// A verdict; while answers are missing the only one still possible, or that it is open.
  private func settled(_ standing: ResultNode, _ name: String) -> String {
    guard standing[name] == nil else { return title(standing, name) }
    let worst = title(standing, "worst-" + name)
    return worst == title(standing, "best-" + name) ? worst : localized("待定", "open")
  }

  private func range(_ worst: String?, _ best: String?) -> String {
    guard let worst, let best else { return "—" }
    return worst == best ? worst : "\(worst)～\(best)"
  }

  /// The gates by result, each with what holds it back below it.
  private func gates(_ rubric: ResultNode) -> [String] {
    var table = TextTable([
      (localized("门槛", "gate"), .left), (localized("要求", "needs"), .right),
      (localized("现状", "found"), .right), (localized("差距", "margin"), .right),
    ])
    let gates = rubric.list("gates")
    for gate in gates {
      let sign = ["passed": "●", "failed": "○"][gate["state"] ?? ""] ?? "…"
      table.add([
        "\(sign) \(title(gate))", gate.part("needs")?["display"] ?? "",
        gate.part("found")?["display"] ?? gate.part("interval")?["display"] ?? "—",
        gate.part("margin").map { title($0, "signed") } ?? "—",
      ])
    }
    let rows = table.lines(indent: 4, width: width)
    var lines = Array(rows.prefix(1))
    var result: String?
    for (gate, row) in zip(gates, rows.dropFirst()) {
      if gate["result"] != result {
        result = gate["result"]
        lines.append("  " + title(gate, "result-title"))
      }
      lines.append(row)
      lines += obstacles(gate)
    }
    return lines
  }

  /// What holds a gate back, below its row.
  private func obstacles(_ gate: ResultNode) -> [String] {
    let text = title(gate, "held-back-by")
    guard !text.isEmpty else { return [] }
    let head = localized("      卡在 ", "      held back by ")
    let room = DisplayWidth.of(head)
    return DisplayWidth.wrapped(text, to: width - room).enumerated().map { index, line in
      (index == 0 ? head : String(repeating: " ", count: room)) + line
    }
  }

  private func title(_ node: ResultNode, _ name: String = "title") -> String {
    node[language == .chinese ? name : name + "-en"] ?? ""
  }
}
