internal import Diagnostics
internal import ResultDocument

/// The findings of a comparison, and what became of announced actions, for a terminal of 80 columns.
struct FindingHistoryView {
  let document: ResultNode
  let language: Language
  let width: Int
  /// How many periods have room beside each other.
  private static let shownPeriods = 3

  /// The findings with their course, then what those that were open did to the marks; nothing where there is none.
  func lines() -> [String] {
    let records = document.list("findings")
    guard !records.isEmpty else { return [] }
    let first = max(0, document.list("periods").count - Self.shownPeriods)
    var lines = [localized("发现 \(records.count) 条", "Findings: \(records.count)")]
    lines += courses(records, from: first).lines(indent: 2, width: width)
    for period in document.list("periods").indices where period > 0 { lines += effects(records, at: period) }
    return lines
  }

  private func courses(_ records: [ResultNode], from first: Int) -> TextTable {
    let names = document.list("periods")[first...].map { (title($0, "name"), TextTable.Alignment.left) }
    var table = TextTable(
      [(localized("编号", "id"), .left), (localized("程度", "severity"), .left)] + names + [
        (localized("天数", "days"), .right), (localized("逾期", "overdue"), .right),
        (localized("评审项", "item"), .left),
      ])
    for record in records {
      let courses = record.list("states")[first...].map { nonEmpty(title($0, "course-title")) }
      let overdue = record["overdue-days"] ?? "0"
      let isPast = record["listed-last"] == "false"
      let again = record["repeats"].map { localized("（曾有 \($0)）", " (after \($0))") } ?? ""
      table.add(
        [record["id"] ?? "", title(record, "severity-title")] + courses + [
          record["age-days"] ?? "",
          overdue == "0" ? "—" : isPast ? localized("当时 \(overdue)", "then \(overdue)") : overdue,
          title(record) + again,
        ])
    }
    return table
  }

  /// The items of findings that were open in the period before: marks then and now, and whether that looks like success.
  private func effects(_ records: [ResultNode], at period: Int) -> [String] {
    let names = document.list("periods").map { title($0, "name") }
    var table = TextTable([
      (localized("\(names[period - 1])未关闭", "open in \(names[period - 1])"), .left),
      (localized("等级", "marks"), .left), (localized("成效", "effect"), .left),
      (names[period], .left), (localized("评审项", "item"), .left),
    ])
    var isEmpty = true
    for record in records {
      let states = record.list("states")
      guard states[period]["effect"] != nil else { continue }
      isEmpty = false
      let marks = "\(states[period - 1]["marks"] ?? "—") → \(states[period]["marks"] ?? "—")"
      table.add([
        record["id"] ?? "", marks, title(states[period], "effect-title"),
        nonEmpty(title(states[period], "course-title")),
        title(record),
      ])
    }
    return isEmpty ? [] : [""] + table.lines(indent: 2, width: width)
  }

  /// What the earlier answers announced in a step, with the marks then and now.
  func actions(_ step: ResultNode) -> [String] {
    let actions = step.list("actions")
    guard !actions.isEmpty else { return [] }
    var table = TextTable([
      (localized("\(title(step, "then-name"))的打算", "intended in \(title(step, "then-name"))"), .left),
      (localized("等级", "marks"), .left), (localized("变化", "change"), .right), (localized("成效", "effect"), .left),
      (localized("打算", "intention"), .left),
    ])
    for action in actions {
      table.add([
        title(action), "\(action["then-marks"] ?? "—") → \(action["now-marks"] ?? "—")",
        action.part("change")?.part("evidenced")?["signed"] ?? "—", title(action, "effect-title"),
        action["action"] ?? "",
      ])
    }
    return [""] + table.lines(indent: 2, width: width)
  }

  private func nonEmpty(_ text: String) -> String { text.isEmpty ? "—" : text }

  private func title(_ node: ResultNode, _ name: String = "title") -> String {
    node[language == .chinese ? name : name + "-en"] ?? ""
  }
}
