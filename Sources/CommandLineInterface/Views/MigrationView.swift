internal import AssessmentModel
internal import Comparison
internal import Diagnostics

/// What became of every answer in another edition, for the terminal and as JSON.
struct MigrationView {
  let migration: Migration
  let crosswalk: Crosswalk
  let language: Language

  private static let width = 80

  // MARK: - Text

  /// The whole view, in at most 80 columns.
  func text() -> String {
    var lines = [
      "\(migration.old.id) \(migration.old.version) → \(migration.new.id) \(migration.new.version)",
      localized("对照 ", "crosswalk ") + "\(crosswalk.id) \(crosswalk.version)", summary,
    ]
    for fate in [Migration.Fate.parked, .converted, .carried] {
      let entries = migration.entries.filter { $0.fate == fate }
      guard !entries.isEmpty else { continue }
      lines += ["", localized("\(fate.title.chinese) \(entries.count) 个答案", "\(fate.title.english): \(entries.count)")]
      lines += fate == .carried ? carried(entries) : entries.flatMap(self.lines)
    }
    let open = migration.new.items.filter { migration.assessment.answers[migration.new.id]?[$0.id] == nil }
    if !open.isEmpty {
      lines += ["", localized("新版还没有答案的 \(open.count) 项", "Items of the new edition without an answer: \(open.count)")]
      lines += wrapped(open.map { $0.title[language] }.joined(separator: localized("、", ", ")), indent: 2)
    }
    return (lines + findings).joined(separator: "\n")
  }

  /// What became of the findings.
  private var findings: [String] {
    guard !migration.findings.isEmpty else { return [] }
    let parked = migration.findings.count { $0.target == nil }
    return [
      "",
      localized(
        "发现 \(migration.findings.count) 条，搁置 \(parked) 条", "Findings: \(migration.findings.count), parked: \(parked)"),
    ]
      + migration.findings.flatMap { entry in
        wrapped(
          "\(entry.finding.id)  \(entry.finding.item) → "
            + (entry.target?.rawValue ?? localized("没有唯一的对应项", "no single counterpart"))
            + (entry.isToReview ? localized("，待复核", ", to be reviewed") : ""), indent: 2)
      }
  }

  private var summary: String {
    guard !migration.entries.isEmpty else {
      return localized(
        "\(migration.old.id) 下没有答案，没有要带的", "no answers to \(migration.old.id), so there is nothing to carry")
    }
    let counts = Migration.Fate.allCases.map { fate in
      "\(fate.title[language]) \(migration.entries.count { $0.fate == fate })"
    }
    return localized("共 \(migration.entries.count) 个答案：", "\(migration.entries.count) answers: ")
      + counts.joined(separator: localized("，", ", "))
  }

  private func carried(_ entries: [Migration.Entry]) -> [String] {
    wrapped(entries.map { title($0.item) }.joined(separator: localized("、", ", ")), indent: 2)
  }

  private func lines(_ entry: Migration.Entry) -> [String] {
    let head = DisplayWidth.folded(
      "\(title(entry.item))  \(entry.item)  \(answer(entry.answer))", to: Self.width - 4)
    var lines = head.enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
    if let target = entry.target, target != entry.item { lines += wrapped("→ \(target)", indent: 4) }
    if let reason = entry.parkedBecause { lines += wrapped(reason.title[language], indent: 4) }
    for related in entry.related where related.kind != .equal {
      let names = related.items.map { "\(newTitle($0)) \($0)" }.joined(separator: localized("、", ", "))
      if !names.isEmpty {
        lines += wrapped(
          "\(related.kind.word[language]) \(names)"
            + proof(related),
          indent: 4)
      }
      if language == .chinese { lines += wrapped(related.reason, indent: 6) }
    }
    return lines
  }

  /// Where the answer stands, and how much that proves of the other side.
  private func proof(_ related: Migration.Related) -> String {
    let standing = related.standing.title
    if related.strength == .nothing {
      return localized("；这边\(standing.chinese)，不能证明它", "; here \(standing.english), which proves nothing of it")
    }
    let word = related.strength.word
    // What lies between proves in part that the other is met.
    let proved = related.standing == .between ? Migration.Standing.met.title : standing
    return localized(
      "；这边\(standing.chinese)，证明它\(proved.chinese)：\(word.chinese)",
      "; here \(standing.english), proves it \(proved.english): \(word.english)")
  }

  /// The marks, or that it does not apply; what else was given where no mark was.
  private func answer(_ answer: Answer) -> String {
    switch answer {
    case .notApplicable: localized("不适用", "not applicable")
    case .marked(let answer):
      answer.marks.isEmpty
        ? localized("没有等级，", "no marks, ")
          + [
            answer.evidence.isEmpty ? nil : localized("只引证据", "evidence only"),
            answer.note == nil ? nil : localized("只有所见", "a note only"),
            answer.action == nil ? nil : localized("只有打算", "an action only"),
          ].compactMap(\.self).joined(separator: localized("、", ", "))
        : answer.marks.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }
          .joined(separator: localized("、", ", "))
    }
  }

  private func title(_ item: ItemID) -> String { migration.old.item(item)?.title[language] ?? item.rawValue }
  private func newTitle(_ item: ItemID) -> String { migration.new.item(item)?.title[language] ?? "" }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    DisplayWidth.folded(text, to: Self.width - indent).map { String(repeating: " ", count: indent) + $0 }
  }

  // MARK: - JSON

  /// The same, with every answer whole.
  var json: JSONText {
    func side(_ rubric: Rubric) -> JSONText {
      .object([("id", .string(rubric.id.rawValue)), ("version", .string(rubric.version))])
    }
    return .object([
      ("format", .string("pingxing/migration/1")), ("from", side(migration.old)), ("to", side(migration.new)),
      ("crosswalk", .object([("id", .string(crosswalk.id)), ("version", .string(crosswalk.version))])),
      (
        "counts",
        .object(
          Migration.Fate.allCases.map { fate in (fate.rawValue, .integer(migration.entries.count { $0.fate == fate })) }
        )
      ),
      ("answers", .array(migration.entries.map(json))),
      ("findings", .array(migration.findings.map(json))),
    ])
  }

  private func json(_ entry: Migration.FindingEntry) -> JSONText {
    .object([
      ("id", .string(entry.finding.id.rawValue)), ("item", .string(entry.finding.item.rawValue)),
      ("to", entry.target.map { .string($0.rawValue) } ?? .null), ("to-review", .bool(entry.isToReview)),
    ])
  }

  private func json(_ entry: Migration.Entry) -> JSONText {
    .object([
      ("item", .string(entry.item.rawValue)), ("fate", .string(entry.fate.rawValue)),
      ("to", entry.target.map { .string($0.rawValue) } ?? .null),
      ("parked-because", entry.parkedBecause.map { .string($0.rawValue) } ?? .null),
      ("answer", json(entry.answer)),
      (
        "related",
        .array(
          entry.related.map { related in
            .object([
              ("items", .array(related.items.map { .string($0.rawValue) })),
              ("relation", .string(related.kind.rawValue)), ("standing", .string(related.standing.rawValue)),
              ("proves", .string(related.strength.rawValue)), ("reason", .string(related.reason)),
            ])
          })
      ),
    ])
  }

  private func json(_ answer: Answer) -> JSONText {
    switch answer {
    case .notApplicable(let reason): .object([("not-applicable", .string(reason))])
    case .marked(let answer):
      .object([
        (
          "marks",
          .object(answer.marks.sorted { $0.key < $1.key }.map { ($0.key.rawValue, .integer($0.value.rawValue)) })
        ),
        ("evidence", .array(answer.evidence.map { .string($0.rawValue) })),
        ("note", answer.note.map { .string($0) } ?? .null), ("action", answer.action.map { .string($0) } ?? .null),
      ])
    }
  }
}
