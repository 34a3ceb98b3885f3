internal import AssessmentModel
internal import Diagnostics
internal import Scoring

/// A result that an assessment has to reach.
struct Requirement {
  private let id: ResultID
  private let title: LocalizedText

  /// Finds the result among those of the assessment's rubrics.
  init(_ name: String, in scorecard: Scorecard) throws(CommandFailure) {
    let results = scorecard.rubrics.flatMap(\.rubric.results)
    guard let found = results.first(where: { $0.id.rawValue == name }) else {
      throw CommandFailure(
        .usage, "unknown-result",
        LocalizedText(chinese: "没有评定结果 \(name)", english: "there is no result \(name)"),
        hint: Self.hint(name, scorecard))
    }
    id = found.id
    title = found.title
  }

  /// What may be required: every result but the lowest ones, which are always reached.
  private static func hint(_ name: String, _ scorecard: Scorecard) -> LocalizedText {
    var results: [(id: String, title: LocalizedText)] = []
    for result in scorecard.rubrics.flatMap({ $0.rubric.results.dropFirst() })
    where !results.contains(where: { $0.id == result.id.rawValue }) {
      results.append((result.id.rawValue, result.title))
    }
    guard !results.isEmpty else {
      return LocalizedText(
        chinese: "这份评估采用的准则没有可以要求的评定结果", english: "the rubrics of this assessment have no results to require")
    }
    let candidates = results.map { SuggestedName.Candidate($0.id, titles: [$0.title.chinese, $0.title.english]) }
    let question = SuggestedName.question(SuggestedName.likely(to: name, among: candidates))
    let list = LocalizedText(
      chinese: "可用的有 " + results.map { "\($0.id)（\($0.title.chinese)）" }.joined(separator: "、"),
      english: "there are " + results.map { "\($0.id) (\($0.title.english))" }.joined(separator: ", "))
    return question.map {
      LocalizedText(chinese: "\($0.chinese)\(list.chinese)", english: "\($0.english) \(list.english)")
    } ?? list
  }

  /// Whether every rubric that knows the result secures it by the evidenced track.
  func isMet(in scorecard: Scorecard) -> Bool { scorecard.rubrics.allSatisfy(isMet) }

  private func isMet(in score: RubricScore) -> Bool {
    guard let needed = place(of: id, in: score) else { return true }
    guard let worst = score.results?.evidenced.interval.worst else { return false }
    return (place(of: worst, in: score) ?? 0) >= needed
  }

  private func place(of result: ResultID, in score: RubricScore) -> Int? {
    score.rubric.results.firstIndex { $0.id == result }
  }

  /// What to say where it is not met: the result there is, and the gates in the way.
  func message(for scorecard: Scorecard) -> String {
    let head = localized(
      "没有达到要求的结果 \(title.chinese)（\(id)）。", "the required result \(title.english) (\(id)) is not reached.")
    return ([head] + scorecard.rubrics.filter { !isMet(in: $0) }.flatMap(lines)).joined(separator: "\n")
  }

  private func lines(for score: RubricScore) -> [String] {
    let language = InterfaceLanguage.current
    guard let standing = score.results?.evidenced, let needed = place(of: id, in: score) else {
      return [localized("  \(score.rubric.id)：没有适用的评审项", "  \(score.rubric.id): nothing is applicable")]
    }
    func title(_ result: ResultID) -> String {
      score.rubric.results.first { $0.id == result }?.title[language] ?? result.rawValue
    }
    let present =
      standing.final.map { localized("现为\(title($0))", "now \(title($0))") }
      ?? localized(
        "尚未评完，最差为\(title(standing.interval.worst))，最好为\(title(standing.interval.best))",
        "not complete, at worst \(title(standing.interval.worst)), at best \(title(standing.interval.best))")
    let chain = Set(score.rubric.results.prefix(needed + 1).map(\.id))
    let missing = score.gates.filter { chain.contains($0.result) && $0.findings?.evidenced.state != .passed }
    return ["  \(score.rubric.id)" + localized("：", ": ") + present]
      + missing.prefix(Self.mostGates).map { line(for: $0, title($0.result)) }
      + (missing.count > Self.mostGates
        ? [
          localized(
            "    另有 \(missing.count - Self.mostGates) 个门槛", "    and \(missing.count - Self.mostGates) more gates")
        ] : [])
  }

  private static let mostGates = 5

  /// A gate from the lowest result up, with how far it is off and what holds it back first.
  private func line(for gate: GateStanding, _ result: String) -> String {
    let language = InterfaceLanguage.current
    let sign = gate.findings?.evidenced.state == .open ? "…" : "○"
    var text = "    \(sign) \(result) \(gate.gate.title[language]) (\(gate.gate.id))"
    guard let finding = gate.findings?.evidenced, let interval = finding.interval else { return text }
    func shown(_ number: Rational) -> String {
      gate.gate.condition.comparesShare ? number.percentage() : number.display()
    }
    text += localized("：要求 ", ": needs ") + shown(finding.needs) + localized("，现状 ", ", found ")
    text += finding.found.map(shown) ?? rangeText("\(shown(interval.worst))～\(shown(interval.best))")
    return text
  }
}
