internal import Diagnostics
internal import ResultDocument

/// The indicators of a comparison for a terminal of 80 columns: it prints what the document holds.
struct IndicatorChangeView {
  let document: ResultNode
  let language: Language
  let width: Int

  /// A table for each pair of neighbouring periods of which one has data; nothing where none has.
  func lines() -> [String] {
    document.list("indicator-steps").flatMap(step)
  }

  private func step(_ step: ResultNode) -> [String] {
    let changes = step.list("changes")
    guard !changes.isEmpty else { return [] }
    let (then, now) = (title(step, "then-name"), title(step, "now-name"))
    var table = TextTable([
      (localized("指标", "indicator"), .left), (then, .right), (now, .right), (localized("变化", "change"), .right),
      (localized("目标", "target"), .left), (localized("走向", "went"), .left),
    ])
    for change in changes {
      let (then, now) = (change.part("then"), change.part("now"))
      let targets = (display(then, "target-display"), display(now, "target-display"))
      let name =
        change["several-variants"] == "true" || change["obstacle"] == "other-variant"
        ? title(change) + localized("（\(title(change, "variant-title"))）", " (\(title(change, "variant-title")))")
        : title(change)
      table.add([
        name, display(then, "level-display"), display(now, "level-display"), display(change, "change-display"),
        change["target-moved"] == "true" ? "\(targets.0) → \(targets.1)" : now == nil ? targets.0 : targets.1,
        change["comparable"] == "true"
          ? title(change, "verdict-title") + localized("，", ", ") + title(change, "chance-title")
          : title(change, "obstacle-title"),
      ])
    }
    let head = localized("指标  \(then) → \(now)", "Indicators  \(then) → \(now)")
    return [head] + table.rowLines(indent: 2, width: width).flatMap(\.self) + remark(step)
      + oldFigures(step, changes) + chance(changes)
  }

  /// The figures that rest on other months than those assessed, with these months. One month is none of the assessed year
  /// wherever the day of the assessment lies before its end.
  private func oldFigures(_ step: ResultNode, _ changes: [ResultNode]) -> [String] {
    let found = changes.flatMap { change in
      [("then", "then-name"), ("now", "now-name")].compactMap { side, name -> String? in
        guard let reading = change.part(side), let outside = Int(reading["months-outside"] ?? ""), outside > 1,
          let from = reading["months-from"], let to = reading["months-to"]
        else { return nil }
        let (title, period) = (title(change), title(step, name))
        return localized(
          "\(title)（\(period)）\(from) 至 \(to)，\(outside) 个在外",
          "\(title) (\(period)) \(from) to \(to), \(outside) outside")
      }
    }
    guard !found.isEmpty else { return [] }
    return DisplayWidth.folded(
      localized("数据不全在评估期间之内的：", "Months outside the assessed period: ") + found.joined(separator: localized("；", "; "))
        + localized("。", "."), to: width - 2
    ).map { "  " + $0 }
  }

  /// What beyond chance means, and why it cannot be told of some.
  private func chance(_ changes: [ResultNode]) -> [String] {
    var sentences: [String] = []
    if changes.contains(where: { $0["chance-method"] != nil }) {
      sentences.append(
        localized(
          "超出偶然：差值的 95% 区间不含 0（按两次的件数或各月的值；见 Docs/comparison.md）。",
          "Beyond chance: the interval of the difference at 95 % leaves out 0 (by the counts or the months of both; see Docs/comparison.md)."
        ))
    }
    var names: [(reason: String, names: [String])] = []
    for change in changes where change["chance-obstacle"] != nil {
      let reason = title(change, "chance-obstacle-title")
      if let index = names.firstIndex(where: { $0.reason == reason }) {
        names[index].names.append(title(change))
      } else {
        names.append((reason, [title(change)]))
      }
    }
    sentences += names.map { reason, names in
      let list = names.joined(separator: localized("、", ", "))
      return localized("是否偶然不明（\(reason)）：\(list)。", "Chance not told (\(reason)): \(list).")
    }
    return sentences.flatMap { DisplayWidth.folded($0, to: width - 2).map { "  " + $0 } }
  }

  private func remark(_ step: ResultNode) -> [String] {
    guard let months = step["shared-months"], months != "0" else { return [] }
    return DisplayWidth.wrapped(
      localized(
        "两次的数据有 \(months) 个月相同，变化只看得出一部分。",
        "Both count the same \(months == "1" ? "month" : "\(months) months"), so a part of the change cannot show."),
      to: width - 2
    ).map { "  " + $0 }
  }

  private func display(_ node: ResultNode?, _ name: String) -> String {
    node?[language == .chinese ? name : name + "-en"] ?? "—"
  }

  private func title(_ node: ResultNode, _ name: String = "title") -> String {
    node[language == .chinese ? name : name + "-en"] ?? ""
  }
}
