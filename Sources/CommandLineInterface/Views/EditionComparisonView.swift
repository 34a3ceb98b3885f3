internal import AssessmentModel
internal import Comparison
internal import Diagnostics

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
    var lines = [(old, ""), (new, "→ ")].map { rubric, arrow in
      DisplayWidth.truncated("\(arrow)\(rubric.id) \(rubric.version)  \(rubric.title[language])", to: Self.width)
    }
    if let crosswalk {
      lines.append(localized("对照 ", "crosswalk ") + "\(crosswalk.id) \(crosswalk.version)")
    }
    lines += ["", summary]
    for kind in EditionComparison.Class.allCases where kind != .same {
      lines += section(kind, comparison.oldItems, of: old, arrow: "→")
      lines += section(
        kind, comparison.newItems.filter { isNews($0) }, of: new, arrow: "←")
    }
    lines += domains() + gates() + same()
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
      lines.append("  \(title)  \(entry.item)")
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
      + DisplayWidth.wrapped(names.joined(separator: localized("、", ", ")), to: Self.width - 2).map { "  " + $0 }
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
    return [""] + table.lines(indent: 0, width: Self.width)
  }

  private var domainIDs: [DomainID] {
    new.domains.map(\.id) + old.domains.map(\.id).filter { id in !new.domains.contains { $0.id == id } }
  }

  private func gates() -> [String] {
    let moved = comparison.movedGates
    guard !moved.isEmpty else { return ["", localized("门槛没有变化。", "No gate moved.")] }
    return ["", localized("有变化的门槛", "Gates that moved")] + moved.map { "  \($0.rawValue)" }
  }

  private func wrapped(_ text: String) -> [String] {
    DisplayWidth.wrapped(text, to: Self.width - 4).map { "    " + $0 }
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
      ("moved-gates", .array(comparison.movedGates.map { .string($0.rawValue) })),
    ])
  }
}
