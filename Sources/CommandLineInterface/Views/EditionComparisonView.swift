internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import Scoring

/// What became of every item between two editions, for the terminal and as JSON.
struct EditionComparisonView {
  let comparison: EditionComparison
  let crosswalk: Crosswalk?
  let language: Language

  private static let width = 80

  private var old: Rubric { comparison.old }
  private var new: Rubric { comparison.new }

  // MARK: - Text

  /// The whole view, in at most 80 columns.
  func text() -> String {
    let names = EditionNames([old, new])
    var lines = [(old, ""), (new, "→ ")].flatMap { rubric, arrow in
      let mark = names.mark(of: rubric)
      let name = rubric.id.rawValue + (mark.isEmpty ? " \(rubric.version)" : mark)
      return hanging("\(arrow)\(name)  \(rubric.title[language])", indent: 0)
    }
    if let crosswalk {
      lines += hanging(localized("对照 ", "crosswalk ") + "\(crosswalk.id) \(crosswalk.version)", indent: 0)
    }
    lines += [""] + hanging(summary, indent: 0)
    for kind in EditionComparison.Class.allCases where kind != .same {
      lines += section(kind, comparison.oldItems, of: old, arrow: "→")
      lines += section(
        kind, comparison.newItems.filter { isNews($0) }, of: new, arrow: "←")
    }
    lines += domains() + settings() + gates() + same()
    return lines.joined(separator: "\n")
  }

  /// Whether an item of the new edition says more than the old items did.
  private func isNews(_ entry: EditionComparison.Entry) -> Bool { entry.kind == .new }

  private var summary: String {
    let counts = EditionComparison.Class.allCases.compactMap { kind -> String? in
      let entries = kind == .new ? comparison.newItems : comparison.oldItems
      let count = entries.count { $0.kind == kind }
      return count == 0 ? nil : "\(kind.title[language]) \(count)"
    }
    return localized(
      "旧版 \(old.items.count) 项，新版 \(new.items.count) 项：", "\(old.items.count) items, then \(new.items.count): ")
      + counts.joined(separator: localized("，", ", "))
  }

  private func section(
    _ kind: EditionComparison.Class, _ entries: [EditionComparison.Entry], of rubric: Rubric, arrow: String
  ) -> [String] {
    let found = entries.filter { $0.kind == kind }
    guard !found.isEmpty else { return [] }
    var lines = ["", "\(kind.title[language])"]
    for entry in found {
      let title = rubric.item(entry.item)?.title[language] ?? ""
      lines += hanging("\(title)  \(entry.item)")
      let related = entry.related.map(\.rawValue).joined(separator: localized("、", ", "))
      if !related.isEmpty, related != entry.item.rawValue {
        lines += wrapped("\(arrow) " + related)
      }
      if language == .chinese, !entry.reason.isEmpty { lines += wrapped(entry.reason) }
    }
    return lines
  }

  private func same() -> [String] {
    let entries = comparison.oldItems.filter { $0.kind == .same }
    guard !entries.isEmpty else { return [] }
    let names = entries.map { old.item($0.item)?.title[language] ?? $0.item.rawValue }
    return ["", EditionComparison.Class.same.title[language]]
      + DisplayWidth.folded(names.joined(separator: localized("、", ", ")), to: Self.width - 2).map { "  " + $0 }
  }

  private func domains() -> [String] {
    var table = TextTable([
      (localized("范畴", "domain"), .left), (localized("旧版权重", "old weight"), .right),
      (localized("新版权重", "new weight"), .right), (localized("旧版项数", "old items"), .right),
      (localized("新版项数", "new items"), .right),
    ])
    for id in domainIDs {
      let (before, after) = (old.domains.first { $0.id == id }, new.domains.first { $0.id == id })
      table.add([
        (after ?? before)?.title[language] ?? "", before.map { String($0.weight) } ?? "—",
        after.map { String($0.weight) } ?? "—", before.map { String($0.items.count) } ?? "—",
        after.map { String($0.items.count) } ?? "—",
      ])
    }
    return [""] + table.rowLines(indent: 0, width: Self.width).flatMap(\.self)
  }

  /// Credits, weights, questions of facets and limits that differ; said also where none does.
  private func settings() -> [String] {
    let settings = comparison.settings
    guard !settings.isEmpty else {
      return [
        "", localized("等级折算、权重、评审维度与证据上限没有变化。", "No credit, weight, facet or limit changed."),
      ] + unlisted
    }
    return ["", localized("有变化的设置", "Settings that changed")]
      + settings.flatMap { setting -> [String] in
        guard setting.old != nil || setting.new != nil else {
          return hanging(setting.title[language] + localized("：有变化", ": changed"))
        }
        let (old, new) = (setting.old?[language] ?? "—", setting.new?[language] ?? "—")
        let name =
          setting.kind == .itemWeight ? "\(setting.title[language])  \(setting.subject)" : setting.title[language]
        return hanging("\(name)  \(old) → \(new)")
      }
  }

  /// What is left where two versions of one edition differ and nothing else shows it.
  private var unlisted: [String] {
    let isElsewhere =
      old.id == new.id && old.contentHash != new.contentHash && comparison.movedGates.isEmpty
      && (comparison.oldItems + comparison.newItems).allSatisfy { $0.kind == .same }
    guard isElsewhere else { return [] }
    return DisplayWidth.wrapped(
      localized(
        "两份的内容并不相同：差别在不影响评分的文字里，如说明、来源、名称。",
        "The two are not the same all the same: they differ in texts that no score rests on, such as notes, sources and names."
      ), to: Self.width)
  }

  /// A text in lines, those after the first set in by two places more.
  private func hanging(_ text: String, indent: Int = 2) -> [String] {
    DisplayWidth.folded(text, to: Self.width - indent - 2).enumerated().map { line, text in
      String(repeating: " ", count: line == 0 ? indent : indent + 2) + text
    }
  }

  private var domainIDs: [DomainID] {
    new.domains.map(\.id) + old.domains.map(\.id).filter { id in !new.domains.contains { $0.id == id } }
  }

  private func gates() -> [String] {
    let moved = comparison.movedGates
    guard !moved.isEmpty else { return ["", localized("门槛没有变化。", "No gate moved.")] }
    return ["", localized("有变化的门槛", "Gates that moved")]
      + moved.flatMap { id in
        let change = comparison.change(of: id)
        return hanging("\(change.result[language])·\(change.title[language])  \(id)")
          + wrapped("\(change.old?[language] ?? "—") → \(change.new?[language] ?? "—")")
      }
  }

  private func wrapped(_ text: String) -> [String] {
    DisplayWidth.folded(text, to: Self.width - 4).map { "    " + $0 }
  }

  // MARK: - JSON

  /// The same, with every item of both editions.
  var json: JSONText {
    func side(_ rubric: Rubric) -> JSONText {
      .object([
        ("id", .string(rubric.id.rawValue)), ("version", .string(rubric.version)),
        ("hash", .string(rubric.contentHash)), ("title", .localized(rubric.title)),
      ])
    }
    func entries(_ entries: [EditionComparison.Entry], of rubric: Rubric) -> JSONText {
      let shares = comparison.weightShares(of: rubric)
      return .array(
        entries.map { entry in
          .object([
            ("id", .string(entry.item.rawValue)),
            ("title", rubric.item(entry.item).map { .localized($0.title) } ?? .null),
            ("class", .string(entry.kind.rawValue)),
            ("related", .array(entry.related.map { .string($0.rawValue) })),
            ("reason", .string(entry.reason)),
            ("weight-share", shares[entry.item].map { .string($0.description) } ?? .null),
          ])
        })
    }
    return .object([
      ("format", .string("pingxing/edition-comparison/1")), ("old", side(old)), ("new", side(new)),
      (
        "crosswalk",
        crosswalk.map { .object([("id", .string($0.id)), ("version", .string($0.version))]) } ?? .null
      ),
      ("old-items", entries(comparison.oldItems, of: old)), ("new-items", entries(comparison.newItems, of: new)),
      (
        "moved-gates",
        .array(
          comparison.movedGates.map { id in
            let change = comparison.change(of: id)
            return .object([
              ("id", .string(id.rawValue)), ("title", .localized(change.title)), ("result", .localized(change.result)),
              ("old", change.old.map { .localized($0) } ?? .null), ("new", change.new.map { .localized($0) } ?? .null),
            ])
          })
      ),
      (
        "settings",
        .array(
          comparison.settings.map { setting in
            .object([
              ("kind", .string(setting.kind.rawValue)), ("subject", .string(setting.subject)),
              ("title", .localized(setting.title)), ("old", setting.old.map { .localized($0) } ?? .null),
              ("new", setting.new.map { .localized($0) } ?? .null),
            ])
          })
      ),
    ])
  }
}

extension EditionComparison {
  /// What a gate asks in the two editions, in words with the cut-offs; nil where one does not have it.
  fileprivate func change(
    of id: GateID
  ) -> (title: LocalizedText, result: LocalizedText, old: LocalizedText?, new: LocalizedText?) {
    func find(_ rubric: Rubric) -> (gate: Gate, result: LocalizedText)? {
      for result in rubric.results {
        if let gate = result.gates.first(where: { $0.id == id }) { return (gate, result.title) }
      }
      return nil
    }
    let (before, after) = (find(old), find(new))
    let shown = after ?? before
    let unnamed = LocalizedText(chinese: id.rawValue, english: id.rawValue)
    return (
      shown?.gate.title ?? unnamed, shown?.result ?? unnamed, before?.gate.condition.text(in: old),
      after?.gate.condition.text(in: new)
    )
  }
}
