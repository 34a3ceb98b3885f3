internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// A crosswalk read from one edition towards another, for the terminal and as JSON.
struct CrosswalkView {
  let reading: CrosswalkReading
  let from: CrosswalkEdition
  let to: CrosswalkEdition
  let language: Language

  private static let width = 80
  private static let nameWidth = 25

  // MARK: - Text

  /// The whole view, in at most 80 columns.
  func text() -> String {
    let names = CrosswalkNames(from, language), others = CrosswalkNames(to, language)
    var lines = head()
    lines += ["", row(["", "", from.id, to.id, localized("达到 未达 不适", "met  unm. n/a")])]
    for domain in names.domains {
      let related = reading.relations.filter {
        $0.kind != .none && $0.from.first.map { domain.names.contains($0) } == true
      }
      guard !related.isEmpty else { continue }
      lines += ["", domain.title]
      for relation in related { lines += rows(relation, names, others) }
    }
    lines += gaps(
      names, from.id, to.id, reading.askedOnlyByFrom.flatMap { relation in relation.from.map { ($0, relation.reason) } }
    )
    lines += gaps(
      others, to.id, from.id, reading.askedOnlyByTo.flatMap { relation in relation.to.map { ($0, relation.reason) } })
    return lines.joined(separator: "\n")
  }

  private func head() -> [String] {
    let crosswalk = reading.crosswalk
    var lines = [(from, ""), (to, "→ ")].flatMap { edition, arrow in
      hanging("\(arrow)\(edition.id) \(edition.version)  \(edition.title[language])", indent: 0)
    }
    lines += hanging(
      localized("对照 ", "crosswalk ") + "\(crosswalk.id) \(crosswalk.version)  \(crosswalk.author)  \(crosswalk.date)",
      indent: 0)
    let note = localized(
      "下列关系是本工具自己的判断，不是任何一个标准公布的对照；证明的是评审项，不折算等级。",
      "These relations are this tool's own judgement; no standard has published them. A proof is about an item and is never a mark."
    )
    let meaning = localized(
      "右边三列：这边达到、未达到、不适用时，证明另一边也如此的强度。全部，另一边也是（达到指至少做到基本符合）；部分，有所佐证，其余要单独查；不能，说明不了。",
      "On the right: how much it proves that the other side is met, unmet or not applicable where this side is. Full, it is so (met in the main); part, it speaks for it and the rest has to be examined; none, it says nothing."
    )
    return lines + [note, meaning].flatMap { DisplayWidth.wrapped($0, to: Self.width) }
  }

  /// The cells of a line: sign, word, both names, proof.
  private func row(_ cells: [String]) -> String {
    let widths = [1, language == .chinese ? 6 : 10, Self.nameWidth, Self.nameWidth]
    var line = ""
    for (cell, width) in zip(cells, widths) {
      line += cell + String(repeating: " ", count: max(0, width - DisplayWidth.of(cell)) + 1)
    }
    line += cells[4]
    while line.last == " " { line.removeLast() }
    return line
  }

  private func rows(_ relation: CrosswalkRelation, _ names: CrosswalkNames, _ others: CrosswalkNames) -> [String] {
    let left = relation.from.flatMap { names.lines($0, width: Self.nameWidth) }
    let right = relation.to.flatMap { others.lines($0, width: Self.nameWidth) }
    return (0..<max(left.count, right.count)).map { index in
      row([
        index == 0 ? relation.kind.sign : "", index == 0 ? relation.kind.word[language] : "",
        index < left.count ? left[index] : "", index < right.count ? right[index] : "",
        index == 0 ? strengths(relation.proof) : "",
      ])
    }
  }

  /// What this side proves when it is met, unmet or not applicable, as short words in columns.
  private func strengths(_ proof: ProofStrengths) -> String {
    ProofStatus.allCases.map { status in
      let word: String =
        switch proof[status] {
        case .full: localized("全部", "full")
        case .partial: localized("部分", "part")
        case .nothing: localized("不能", "none")
        }
      return word
    }.joined(separator: " ")
  }

  // MARK: - Gaps

  /// What one side asks and the other does not, by domain, with how much of the domain that is.
  private func gaps(
    _ names: CrosswalkNames, _ asking: String, _ silent: String, _ alone: [(id: RequirementID, reason: String)]
  ) -> [String] {
    var lines = [
      "", localized("\(asking) 问、\(silent) 不问的", "Asked by \(asking), not by \(silent)"),
    ]
    guard !alone.isEmpty else { return lines + [localized("  没有", "  nothing")] }
    for domain in names.domains {
      let whole = alone.filter { gap in
        domain.names.contains(gap.id) && !domain.parts.contains { $0.names.contains(gap.id) }
      }
      if !whole.isEmpty { lines.append("  " + domain.title) }
      for gap in whole { lines += self.lines(of: gap, names) }
      for part in domain.parts {
        let ours = alone.filter { part.names.contains($0.id) }
        guard !ours.isEmpty else { continue }
        let share = ours.count { part.requirements.contains($0.id) }
        let title = [domain.title, part.title].filter { !$0.isEmpty }.joined(separator: " · ")
        let total = part.requirements.count
        lines.append("  " + title + localized("：\(total) 项中 \(share) 项", ": \(share) of \(total)"))
        for gap in ours { lines += self.lines(of: gap, names) }
      }
    }
    return lines
  }

  /// A text in lines, those after the first set in by two places more.
  private func hanging(_ text: String, indent: Int) -> [String] {
    DisplayWidth.folded(text, to: Self.width - indent - 2).enumerated().map { line, text in
      String(repeating: " ", count: line == 0 ? indent : indent + 2) + text
    }
  }

  /// Reasons are written in Chinese only.
  private func lines(of gap: (id: RequirementID, reason: String), _ names: CrosswalkNames) -> [String] {
    let head = hanging(names.lines(gap.id, width: 200).joined(separator: " "), indent: 4)
    guard language == .chinese else { return head }
    return head + DisplayWidth.wrapped(gap.reason, to: Self.width - 6).map { "      " + $0 }
  }

  // MARK: - JSON

  /// The same, with every reason and all three strengths.
  var json: JSONText {
    let names = CrosswalkNames(from, language), others = CrosswalkNames(to, language)
    func list(_ ids: [RequirementID], _ names: CrosswalkNames) -> JSONText {
      .array(
        ids.map { id in
          .object([("id", .string(id.rawValue)), ("title", names.title(id).map { .localized($0) } ?? .null)])
        })
    }
    func strengths(_ proof: ProofStrengths) -> JSONText {
      .object(ProofStatus.allCases.map { ($0.rawValue, .string(proof[$0].rawValue)) })
    }
    func side(_ edition: CrosswalkEdition) -> JSONText {
      .object([
        ("id", .string(edition.id)), ("version", .string(edition.version)), ("title", .localized(edition.title)),
      ])
    }
    func alone(_ relations: [CrosswalkRelation], _ ids: (CrosswalkRelation) -> [RequirementID], _ names: CrosswalkNames)
      -> JSONText
    {
      .array(relations.map { .object([("items", list(ids($0), names)), ("reason", .string($0.reason))]) })
    }
    let crosswalk = reading.crosswalk
    return .object([
      ("format", .string("pingxing/crosswalk-view/1")),
      (
        "crosswalk",
        .object([
          ("id", .string(crosswalk.id)), ("version", .string(crosswalk.version)),
          ("author", .string(crosswalk.author)), ("date", .string(crosswalk.date.description)),
          ("reversed", .bool(reading.isReversed)), ("provenance", .string(crosswalk.provenance.kind.rawValue)),
          ("note", .string(crosswalk.provenance.note)),
        ])
      ),
      ("from", side(from)), ("to", side(to)),
      (
        "relations",
        .array(
          reading.relations.filter { $0.kind != .none }.map { relation in
            .object([
              ("relation", .string(relation.kind.rawValue)), ("from", list(relation.from, names)),
              ("to", list(relation.to, others)), ("proves", strengths(relation.proof)),
              ("reason", .string(relation.reason)),
            ])
          })
      ),
      ("asked-only-by-from", alone(reading.askedOnlyByFrom, \.from, names)),
      ("asked-only-by-to", alone(reading.askedOnlyByTo, \.to, others)),
    ])
  }
}

extension CrosswalkRelation.Kind {
  /// The sign of set theory that shows the relation.
  var sign: String {
    switch self {
    case .equal: "="
    case .equivalent: "≈"
    case .subset: "⊂"
    case .superset: "⊃"
    case .intersects: "∩"
    case .none: "∅"
    }
  }

  /// The word for the relation.
  var word: LocalizedText {
    switch self {
    case .equal: LocalizedText(chinese: "相同", english: "equal")
    case .equivalent: LocalizedText(chinese: "等效", english: "equivalent")
    case .subset: LocalizedText(chinese: "被包含", english: "subset")
    case .superset: LocalizedText(chinese: "包含", english: "superset")
    case .intersects: LocalizedText(chinese: "相交", english: "intersects")
    case .none: LocalizedText(chinese: "无对应", english: "none")
    }
  }
}

extension ProofStrength {
  /// The word for the strength.
  var word: LocalizedText {
    switch self {
    case .full: LocalizedText(chinese: "全部", english: "full")
    case .partial: LocalizedText(chinese: "部分", english: "partial")
    case .nothing: LocalizedText(chinese: "不能", english: "nothing")
    }
  }
}
