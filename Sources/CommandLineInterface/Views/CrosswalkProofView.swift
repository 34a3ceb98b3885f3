internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import InputFiles
internal import Scoring

/// What the answers of an assessment prove in another standard, for the terminal and as JSON.
struct CrosswalkProofView {
  let proof: CrosswalkProof
  let reading: CrosswalkReading
  let from: CrosswalkEdition
  let to: CrosswalkEdition
  let assessment: Assessment
  let language: Language

  private static let width = 80

  private var names: CrosswalkNames { CrosswalkNames(from, language) }
  private var others: CrosswalkNames { CrosswalkNames(to, language) }

  // MARK: - Text

  /// The whole view, in at most 80 columns.
  func text() -> String {
    let (names, others) = (names, others)
    var lines = head()
    for domain in others.domains {
      let entries = proof.entries.filter { domain.requirements.contains($0.id) && $0.verdict != .nothing }
      guard !entries.isEmpty else { continue }
      lines += ["", domain.title]
      for entry in entries { lines += rows(entry, names, others) }
    }
    return (lines + silent(others)).joined(separator: "\n")
  }

  private func head() -> [String] {
    let crosswalk = reading.crosswalk
    let limits = (crosswalk.metFrom.display(), crosswalk.unmetBelow.display())
    return [
      "\(assessment.organisation.name)  \(assessment.date)  \(from.id) \(from.version)",
      "→ \(to.id) \(to.version)  \(to.title[language])",
      localized("对照 ", "crosswalk ") + "\(crosswalk.id) \(crosswalk.version)  \(crosswalk.author)  \(crosswalk.date)",
      localized("自评参考，非官方评分", "Self-assessment reference, not an official score"),
      localized(
        "关系是本工具自己的判断，不是任何一个标准公布的对照；证明的是评审项，不折算等级。答案按有据得分率看：\(limits.0) 起为达到，\(limits.1) 以下为未达到，其间为介乎两者。",
        "The relations are this tool's own judgement; no standard has published them. A proof is about an item and is never a mark. Answers count by their evidenced credit: met from \(limits.0), unmet below \(limits.1), between otherwise."
      ), summary,
    ].flatMap { hanging($0, indent: 0) }
  }

  private var summary: String {
    let counts = CrosswalkProof.Verdict.allCases.compactMap { verdict -> String? in
      let entries = proof.entries.filter { $0.verdict == verdict }
      guard !entries.isEmpty else { return nil }
      let full = entries.count { $0.strength == .full }
      let share = [.met, .unmet].contains(verdict) ? localized("（全部 \(full)）", " (\(full) in full)") : ""
      return "\(verdict.word[language]) \(entries.count)\(share)"
    }
    return localized("\(to.id) 的 \(proof.entries.count) 项：", "\(proof.entries.count) of \(to.id): ")
      + counts.joined(separator: localized("，", ", "))
  }

  /// An item of the other side, and below it what it is proved by.
  private func rows(_ entry: CrosswalkProof.Entry, _ names: CrosswalkNames, _ others: CrosswalkNames) -> [String] {
    let strength = entry.strength == .nothing ? "" : " " + entry.strength.word[language]
    return hanging(
      "\(entry.verdict.word[language])\(strength)  \(others.lines(entry.id, width: 200).joined(separator: " "))",
      indent: 2)
      + entry.grounds.filter { $0.strength != .nothing }.flatMap { ground in
        let answers = zip(ground.relation.from, ground.answers).map { id, standing in
          "\(names.title(id)?[language] ?? id.rawValue) \(standing.title[language])"
        }
        return hanging(
          "\(ground.relation.kind.sign) " + answers.joined(separator: localized("、", ", "))
            + localized(
              "（\(ground.relation.kind.word.chinese)，\(ground.strength.word.chinese)）",
              " (\(ground.relation.kind.word.english), \(ground.strength.word.english))"), indent: 6)
      }
  }

  /// What the answers say nothing about, by domain.
  private func silent(_ others: CrosswalkNames) -> [String] {
    let silent = proof.entries.filter { $0.verdict == .nothing }
    guard !silent.isEmpty else { return [] }
    return ["", localized("说明不了的 \(silent.count) 项", "Nothing is proved about \(silent.count)")]
      + others.domains.flatMap { domain -> [String] in
        let titles = silent.filter { domain.requirements.contains($0.id) }.map {
          others.title($0.id)?[language] ?? $0.id.rawValue
        }
        guard !titles.isEmpty else { return [] }
        return hanging(
          domain.title + localized("：", ": ") + titles.joined(separator: localized("、", ", ")), indent: 2)
      }
  }

  /// A text in lines, those after the first set in by two places more.
  private func hanging(_ text: String, indent: Int) -> [String] {
    DisplayWidth.folded(text, to: Self.width - indent - 2).enumerated().map { line, text in
      String(repeating: " ", count: line == 0 ? indent : indent + 2) + text
    }
  }

  // MARK: - JSON

  /// The same, with every relation that was weighed and its reason.
  var json: JSONText {
    let (names, others) = (names, others)
    func side(_ edition: CrosswalkEdition) -> JSONText {
      .object([
        ("id", .string(edition.id)), ("version", .string(edition.version)), ("title", .localized(edition.title)),
      ])
    }
    func title(_ id: RequirementID, _ names: CrosswalkNames) -> JSONText {
      names.title(id).map { .localized($0) } ?? .null
    }
    func ground(_ ground: CrosswalkProof.Ground) -> JSONText {
      .object([
        ("relation", .string(ground.relation.kind.rawValue)),
        (
          "answers",
          .array(
            zip(ground.relation.from, ground.answers).map { id, standing in
              .object([
                ("id", .string(id.rawValue)), ("title", title(id, names)), ("standing", .string(standing.rawValue)),
              ])
            })
        ),
        ("standing", .string(ground.standing.rawValue)), ("strength", .string(ground.strength.rawValue)),
        ("reason", .string(ground.relation.reason)),
      ])
    }
    let crosswalk = reading.crosswalk
    return .object([
      ("format", .string("pingxing/crosswalk-proof/1")),
      ("organisation", .string(assessment.organisation.name)), ("date", .string(assessment.date.description)),
      (
        "crosswalk",
        .object([
          ("id", .string(crosswalk.id)), ("version", .string(crosswalk.version)),
          ("reversed", .bool(reading.isReversed)), ("met-from", .string(crosswalk.metFrom.description)),
          ("unmet-below", .string(crosswalk.unmetBelow.description)),
        ])
      ),
      ("from", side(from)), ("to", side(to)),
      (
        "requirements",
        .array(
          proof.entries.map { entry in
            .object([
              ("id", .string(entry.id.rawValue)), ("title", title(entry.id, others)),
              ("proved", .string(entry.verdict.rawValue)), ("strength", .string(entry.strength.rawValue)),
              ("grounds", .array(entry.grounds.map(ground))),
            ])
          })
      ),
    ])
  }
}

extension CrosswalkProof.Verdict {
  /// What is proved, in words.
  fileprivate var word: LocalizedText {
    switch self {
    case .met: LocalizedText(chinese: "达到", english: "met")
    case .unmet: LocalizedText(chinese: "未达到", english: "unmet")
    case .notApplicable: LocalizedText(chinese: "不适用", english: "not applicable")
    case .divided: LocalizedText(chinese: "有正有反", english: "for and against")
    case .contradiction: LocalizedText(chinese: "互相矛盾", english: "contradiction")
    case .nothing: LocalizedText(chinese: "说明不了", english: "nothing")
    }
  }
}
