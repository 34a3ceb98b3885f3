internal import Diagnostics
internal import ResultDocument

/// What the indicators prove, for a terminal of 80 columns: it prints what the result document holds.
struct IndicatorView {
  let evidence: ResultNode
  private let width = 80

  /// The whole view, without a line end.
  func text() -> String {
    // Measures alone have no periods that were judged.
    let span = evidence["months-from"].map { first in
      localized("时期 ", "Periods ") + first + localized(" 至 ", " to ") + (evidence["months-to"] ?? first)
    }
    let lines = (span.map { [$0, ""] } ?? []) + standings() + teams() + [""] + proposals() + findings()
    return lines.joined(separator: "\n").replacing("\u{A0}", with: " ")
  }

  private func title(_ node: ResultNode, _ name: String = "title") -> String {
    node[localized(name, name + "-en")] ?? ""
  }

  private func display(_ node: ResultNode, _ name: String) -> String {
    node[localized(name, name + "-en")] ?? "—"
  }

  private func standings() -> [String] {
    var table = TextTable([
      (localized("指标", "indicator"), .left), (localized("目标", "target"), .right), (localized("水平", "level"), .right),
      (localized("上年", "before"), .right), (localized("达标", "met"), .right), (localized("连续", "row"), .right),
      (localized("走势", "trend"), .left),
    ])
    for standing in evidence.list("standings") {
      table.add([
        name(standing), display(standing, "target-display"), display(standing, "level-display"),
        display(standing, "previous-display"), standing["met-display"] ?? "—", standing["sustained"] ?? "—",
        trend(standing),
      ])
    }
    let lines = table.rowLines(indent: 0, width: width).flatMap(\.self)
    guard evidence.list("standings").contains(where: { $0["other-formula"] == "true" }) else { return lines }
    let legend = localized(
      "† 准则按另一公式判定：达标只对照中心自定的目标，不用于等级。",
      "† The rubric judges it by another formula: met is by the centre's own target, and no mark rests on it.")
    return lines + DisplayWidth.wrapped(legend, to: width)
  }

  /// The direction with Sen's slope, where there is a direction.
  private func trend(_ standing: ResultNode) -> String {
    let slope = title(standing, "slope-display")
    let isClear = !slope.isEmpty && standing["trend"] != "none"
    return title(standing, "trend-title") + (isClear ? " \(slope)" : "")
  }

  /// The title with what sets it apart: another formula than the rubric's, another length of its periods.
  private func name(_ standing: ResultNode) -> String {
    let grain =
      standing["grain"] == "month"
      ? "" : localized("（按\(title(standing, "grain-title"))）", " (by \(title(standing, "grain-title")))")
    return title(standing) + (standing["other-formula"] == "true" ? "†" : "") + grain
  }

  /// The teams side by side, one line an indicator, then those of each indicator.
  private func teams() -> [String] {
    let standings = evidence.list("teams")
    guard !standings.isEmpty else { return [] }
    var table = TextTable([
      (localized("各组", "teams"), .left), (localized("组数", "n"), .right), (localized("达标组", "met"), .right),
      (localized("最好", "best"), .left), (localized("最差", "worst"), .left), (localized("离散", "SD"), .right),
      (localized("组间差别", "difference"), .left),
    ])
    for standing in standings {
      func end(_ name: String) -> String {
        (standing[name + "-name"] ?? "") + " " + title(standing, name + "-display")
          + (standing["ranked"] == "false"
            ? name == "first" ? localized("（最高）", " (highest)") : localized("（最低）", " (lowest)") : "")
      }
      let count = standing["count"] ?? ""
      table.add([
        title(standing), count, standing["met"].map { "\($0)/\(count)" } ?? "—", end("first"), end("last"),
        standing["spread-display"] ?? "—", title(standing, "test-title"),
      ])
    }
    return [""] + table.rowLines(indent: 0, width: width).flatMap(\.self) + [""] + teamLevels(standings)
  }

  /// One line a team: its level with Wilson's interval, and the periods that met the target.
  private func teamLevels(_ standings: [ResultNode]) -> [String] {
    var table = TextTable([
      (localized("指标", "indicator"), .left), (localized("组", "team"), .left), (localized("水平", "level"), .right),
      (localized("95% 区间", "95% interval"), .right), (localized("达标期", "met"), .right),
      (localized("样本", "n"), .right),
    ])
    for standing in standings {
      for (index, team) in standing.list("teams").enumerated() {
        table.add([
          index == 0 ? title(standing) : "", team["name"] ?? "", display(team, "level-display"),
          display(team, "interval-display"), team["met"].map { "\($0)/\(team["periods"] ?? "")" } ?? "—",
          team["sample-display"] ?? "—",
        ])
      }
    }
    return table.rowLines(indent: 0, width: width).flatMap(\.self)
  }

  /// The marks given beside those that the data allow.
  func proposals() -> [String] {
    var table = TextTable([
      (localized("评审项·维度", "item, facet"), .left), (localized("所打", "given"), .right),
      (localized("支持到", "data carry"), .right), (localized("受限于或没有判定的", "limited by, or not judged"), .left),
    ])
    for proposal in evidence.list("proposals") {
      let sign = proposal["difference"] == "above" ? "! " : "  "
      let open = proposal.list("parts").compactMap { part in
        part["obstacle"].map { _ in title(part) + localized("：", ": ") + title(part, "obstacle-title") }
      }
      let limits = [title(proposal, "limited-by")].filter { !$0.isEmpty }
      table.add([
        sign + title(proposal) + "·" + title(proposal, "facet-title"), proposal["given"] ?? "—",
        proposal["allowed"] ?? "—",
        (limits + open).joined(separator: localized("；", "; ")),
      ])
    }
    return table.rowLines(indent: 0, width: width).flatMap(\.self)
  }

  /// What contradicts itself, then what is only worth knowing, such as what was not checked or was converted.
  private func findings() -> [String] {
    let findings = evidence.list("findings")
    return list(
      findings.filter { $0["severity"] != "note" }, localized("数据里对不上的", "What does not fit together"), sign: "!")
      + list(findings.filter { $0["severity"] == "note" }, localized("说明", "Notes"), sign: "·")
  }

  private func list(_ findings: [ResultNode], _ title: String, sign: String) -> [String] {
    guard !findings.isEmpty else { return [] }
    var lines = ["", title]
    for finding in findings {
      let message = finding[localized("message", "message-en")] ?? ""
      for (index, line) in DisplayWidth.wrapped(message, to: width - 4).enumerated() {
        lines.append((index == 0 ? "  \(sign) " : "    ") + line)
      }
    }
    return lines
  }
}
