internal import Diagnostics
internal import ResultDocument

/// The findings of a comparison, and what became of announced actions, for a terminal of 80 columns.
struct FindingHistoryView {
  let document: ResultNode
  let language: Language
  let width: Int
  /// The room that the item keeps beside the courses.
  private static let itemRoom = 16

  /// The findings with their course, then what those that were open did to the marks; nothing where there is none.
  func lines() -> [String] {
    let records = document.list("findings")
    guard !records.isEmpty else { return [] }
    var lines = [localized("发现 \(records.count) 条", "Findings: \(records.count)")]
    if document["forced"] == "true" {
      lines += DisplayWidth.folded(
        localized(
          "各机构的发现分别跟踪，编号相同也不是同一条。",
          "The findings of each organisation are followed by themselves; equal ids mean nothing."), to: width - 2
      ).map { "  " + $0 }
    }
    lines += Array(courses(records).map { whole($0) }.joined(separator: [""]))
    lines += moves(records)
    for period in document.list("periods").indices where period > 0 { lines += effects(records, at: period) }
    return lines
  }

  /// One table where it has room for the course in every period, else a table of the findings and others of the courses.
  private func courses(_ records: [ResultNode]) -> [TextTable] {
    let periods = document.list("periods").indices
    let single = table(records, courses: periods, hasStanding: true)
    let items = records.map { DisplayWidth.of(item($0)) }.max() ?? 0
    if single.wholeWidth(indent: 2) - max(0, items - Self.itemRoom) <= width { return [single] }
    let parts = PeriodTables.parts(of: periods.count) {
      table(records, courses: $0, hasStanding: false).wholeWidth(indent: 2) <= width
    }
    return [table(records, courses: 0..<0, hasStanding: true)]
      + parts.map { table(records, courses: $0, hasStanding: false) }
  }

  /// - Parameters:
  ///   - courses: The periods whose courses it has.
  ///   - hasStanding: Whether it has severity, days, delay and item.
  private func table(_ records: [ResultNode], courses periods: Range<Int>, hasStanding: Bool) -> TextTable {
    let names = document.list("periods")[periods].map { (title($0, "name"), TextTable.Alignment.left) }
    var table = TextTable(
      [(localized("编号", "id"), .left)] + (hasStanding ? [(localized("程度", "severity"), .left)] : []) + names
        + (hasStanding
          ? [
            (localized("天数", "days"), .right), (localized("延误", "late"), .right),
            (localized("评审项", "item"), .left),
          ] : []))
    for record in records {
      let courses = record.list("states")[periods].map { nonEmpty(title($0, "course-title")) }
      let standing = [record["age-days"] ?? "", delay(record), item(record)]
      table.add(
        [record["id"] ?? ""] + (hasStanding ? [title(record, "severity-title")] : []) + courses
          + (hasStanding ? standing : []))
    }
    return table
  }

  /// Due days, severities and owners that a later assessment gives otherwise.
  private func moves(_ records: [ResultNode]) -> [String] {
    records.flatMap { record in
      let listed = record.list("states").filter { $0["status"] != nil }
      return zip(listed, listed.dropFirst()).flatMap { then, now -> [String] in
        var changes: [String] = []
        if then["due"] != now["due"] {
          changes.append(
            localized("期限 ", "due ") + "\(then["due"] ?? "—") → \(now["due"] ?? "—")")
        }
        if then["severity"] != now["severity"] {
          changes.append(
            localized("程度 ", "severity ") + "\(title(then, "severity-title")) → \(title(now, "severity-title"))")
        }
        if then["owner"] != now["owner"] {
          changes.append(localized("负责人 ", "owner ") + "\(then["owner"] ?? "—") → \(now["owner"] ?? "—")")
        }
        guard !changes.isEmpty else { return [] }
        let text = "\(record["id"] ?? "") \(title(now, "name")): " + changes.joined(separator: localized("，", ", "))
        return DisplayWidth.folded(text, to: width - 2).map { "  " + $0 }
      }
    }
  }

  /// By how many days it is overdue, or was when it was closed or listed last: of what is closed nothing is overdue.
  private func delay(_ record: ResultNode) -> String {
    let days = record["overdue-days"] ?? "0"
    if days == "0" { return "—" }
    let isPast = record["listed-last"] == "false" && record["status"] != "closed"
    return isPast ? localized("当时 \(days)", "then \(days)") : days
  }

  private func item(_ record: ResultNode) -> String {
    let organisation = document["forced"] == "true" ? record["organisation"] : nil
    return title(record) + (organisation.map { localized("（\($0)）", " (\($0))") } ?? "")
      + (record["repeats"].map { localized("（曾有 \($0)）", " (after \($0))") } ?? "")
  }

  /// The items of findings that were open in the period before: marks then and now, and whether that looks like success.
  private func effects(_ records: [ResultNode], at period: Int) -> [String] {
    let names = document.list("periods").map { title($0, "name") }
    let before = names[period - 1]
    let head = localized(before + (before.last?.isASCII == true ? " " : "") + "未关闭", "open in \(before)")
    var table = TextTable([
      (head, .left),
      (localized("等级", "marks"), .left), (localized("成效", "effect"), .left),
      (names[period], .left), (localized("评审项", "item"), .left),
    ])
    var isEmpty = true
    for record in records {
      let states = record.list("states")
      guard states[period]["effect"] != nil else { continue }
      isEmpty = false
      let state = states[period]
      let marks = "\(state["effect-then-marks"] ?? "—") → \(state["effect-now-marks"] ?? "—")"
      let judged = title(state, "effect-item-title")
      table.add([
        record["id"] ?? "", marks, title(states[period], "effect-title"),
        nonEmpty(title(states[period], "course-title")),
        judged.isEmpty ? title(states[period - 1], "item-title") : judged,
      ])
    }
    return isEmpty ? [] : [""] + whole(table)
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
    let note = localized(
      "版次变了：变化与成效都是两次的答案按 \(step["now-edition-name"] ?? "") 计分的结果。",
      "Another edition: change and effect are those of both answers scored by \(step["now-edition-name"] ?? "").")
    let isOther = step["other-edition"] == "true"
    return [""] + whole(table) + (isOther ? DisplayWidth.folded(note, to: width - 2).map { "  " + $0 } : [])
  }

  private func whole(_ table: TextTable) -> [String] {
    table.rowLines(indent: 2, width: width).flatMap(\.self)
  }

  private func nonEmpty(_ text: String) -> String { text.isEmpty ? "—" : text }

  private func title(_ node: ResultNode, _ name: String = "title") -> String {
    node[language == .chinese ? name : name + "-en"] ?? ""
  }
}
