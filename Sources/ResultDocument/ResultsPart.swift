import AssessmentModel
import Diagnostics
import Scoring

/// The result in both tracks, what is still possible, and the ladder of results.
struct ResultsPart {
  let score: RubricScore

  var node: ResultNode {
    var node = ResultNode("results")
    let (evidenced, claimed) = (score.results?.evidenced, score.results?.claimed)
    addPlaces(to: &node)
    node.part("result", result(evidenced?.final))
    node.part("claimed-result", result(claimed?.final))
    node.part("worst-result", result(evidenced?.interval.worst))
    node.part("best-result", result(evidenced?.interval.best))
    node.part("claimed-worst-result", result(claimed?.interval.worst))
    node.part("claimed-best-result", result(claimed?.interval.best))
    node.part("next-result", next)
    node.part("focus", focusPart)
    node.list("ladder", score.rubric.results.indices.map(rung))
    return node
  }

  /// The result whose gates a reader looks at first: the next one, or the highest where it is reached.
  var focus: ResultID? { nextIndex.map { score.rubric.results[$0].id } ?? score.rubric.results.last?.id }

  /// The place of the lowest result that is not secured.
  private var nextIndex: Int? {
    guard let standing = score.results?.evidenced else { return nil }
    return score.rubric.results.indices.first { !isAtLeast(standing.interval.worst, $0) }
  }

  private var next: ResultNode? {
    nextIndex.map { index in
      let definition = score.rubric.results[index]
      var node = ResultNode("next-result")
      add(definition, to: &node)
      node.value(
        "gates-left",
        score.gates.count { $0.result == definition.id && $0.findings?.evidenced.state != .passed })
      node.title("unmet", unmet(definition))
      node.part("points-short", pointsShort(definition))
      return node
    }
  }

  /// The gates of a result that do not hold, each with what it needs and what is there: the first three.
  private func unmet(_ result: ResultDefinition) -> LocalizedText? {
    let gates: [LocalizedText] = score.gates.compactMap { standing in
      guard standing.result == result.id, let finding = standing.findings?.evidenced, finding.state != .passed,
        let found = finding.found
      else { return nil }
      let kind: NumberKind = standing.gate.condition.comparesShare ? .share : .credit
      let more = finding.moreDecimals(kind)
      let needs = kind.display(finding.needs, moreDecimals: more)
      let present = kind.display(found, moreDecimals: more)
      let isLowest = standing.gate.condition.comparesTheLowest
      return LocalizedText(
        chinese: "\(standing.gate.title.chinese)不低于 \(needs)（现\(isLowest ? "最低" : "为") \(present)）",
        english: "\(standing.gate.title.english) at least \(needs) (now \(isLowest ? "at worst " : "")\(present))")
    }
    return Enumeration(gates, .unspoken).text()
  }

  /// The points of the total that a result still needs; nil where it asks for no total, or for none that is missing.
  private func pointsShort(_ result: ResultDefinition) -> ResultNode? {
    let shortfalls: [Rational] = score.gates.compactMap { standing in
      guard standing.result == result.id, case .total = standing.gate.condition,
        let margin = standing.findings?.evidenced.margin, margin < 0
      else { return nil }
      return -margin
    }
    return shortfalls.max().map { credits in
      let points = credits * Rational(score.rubric.totalPoints) / 100
      // What is short is never shown as nothing.
      let more =
        (0..<8).first { NumberKind.points.display(points, moreDecimals: $0).contains { ("1"..."9").contains($0) } } ?? 8
      return .number(points, .points, moreDecimals: more)
    }
  }

  /// How many gates hold, in words that name no count of zero.
  private func summary(of states: [GateFinding.State]) -> LocalizedText? {
    let failed = score.isComplete ? ("未达到", "not met") : ("已无法达到", "out of reach")
    let words: [(state: GateFinding.State, chinese: String, english: String)] = [
      (.passed, "已达到", "met"), (.failed, failed.0, failed.1), (.open, "待定", "open"),
    ]
    let parts = words.map { word in (word: word, count: states.count { $0 == word.state }) }.filter { $0.count > 0 }
    guard let first = parts.first else { return nil }
    guard parts.count > 1 else {
      return first.count == 1
        ? LocalizedText(chinese: "1 个门槛\(first.word.chinese)", english: "1 gate \(first.word.english)")
        : LocalizedText(
          chinese: "\(first.count) 个门槛都\(first.word.chinese)",
          english: "all \(first.count) gates \(first.word.english)")
    }
    return LocalizedText(
      chinese: "\(states.count) 个门槛中，"
        + parts.map { "\($0.count) 个\($0.word.chinese)" }.joined(separator: "，"),
      english: "of \(states.count) gates, "
        + parts.map { "\($0.count) \($0.word.english)" }.joined(separator: ", "))
  }

  /// How the gates of the result in focus stand.
  private var focusPart: ResultNode? {
    guard let definition = score.rubric.results.first(where: { $0.id == focus }) else { return nil }
    let states = score.gates.filter { $0.result == definition.id }.compactMap { $0.findings?.evidenced.state }
    guard !states.isEmpty else { return nil }
    var node = ResultNode("focus")
    node.value("result", definition.id.rawValue)
    node.title(definition.title)
    node.value("gates", states.count)
    for (name, state) in [("passed", GateFinding.State.passed), ("failed", .failed), ("open", .open)] {
      node.value(name, states.count { $0 == state })
    }
    node.title("display", summary(of: states))
    return node
  }

  /// Where the results stand on the ladder, in words, and the headline also by place from 0.
  private func addPlaces(to node: inout ResultNode) {
    let results = score.rubric.results
    func place(_ id: ResultID?) -> Int? { results.firstIndex { $0.id == id } }
    node.title("result-display", displayed(score.results?.evidenced))
    node.title("claimed-result-display", displayed(score.results?.claimed))
    let standing = score.results?.evidenced
    let claimed = score.results?.claimed.final
    node.value("claimed-differs", standing?.final.flatMap { final in claimed.map { $0 != final } })
    node.title("out-of-reach", outOfReach)
    node.title("gates-summary", summary(of: score.gates.compactMap { $0.findings?.evidenced.state }))
    node.value("present-rung", place(standing?.final))
    let open = standing?.final == nil ? standing?.interval : nil
    node.value("possible-from-rung", place(open?.worst))
    node.value("possible-to-rung", place(open?.best))
  }

  /// The results that the missing answers cannot reach any more; nil where there is none, or nothing is missing.
  private var outOfReach: LocalizedText? {
    guard let standing = score.results?.evidenced, standing.final == nil else { return nil }
    let results = score.rubric.results.indices.filter { !isAtLeast(standing.interval.best, $0) }
    return Enumeration(results.map { score.rubric.results[$0].title }, .unspoken).text(shown: results.count)
  }

  /// A result, or the results still possible, in words.
  func displayed(_ standing: ResultStanding?) -> LocalizedText {
    guard let standing else { return LocalizedText(chinese: "无可评项", english: "Nothing to assess") }
    func title(_ id: ResultID) -> LocalizedText? { score.rubric.results.first { $0.id == id }?.title }
    guard let worst = title(standing.interval.worst), let best = title(standing.interval.best) else {
      return LocalizedText(chinese: "", english: "")
    }
    guard worst != best else {
      guard standing.final == nil else { return worst }
      return LocalizedText(
        chinese: "尚未评完，已只能是\(worst.chinese)", english: "not complete, can only be \(worst.english)")
    }
    return LocalizedText(
      chinese: "\(worst.chinese)～\(best.chinese)", english: "\(worst.english) to \(best.english)")
  }

  private func result(_ id: ResultID?) -> ResultNode? {
    score.rubric.results.first { $0.id == id }.map { definition in
      var node = ResultNode("result")
      add(definition, to: &node)
      return node
    }
  }

  private func rung(_ index: Int) -> ResultNode {
    let definition = score.rubric.results[index]
    var node = ResultNode("rung")
    add(definition, to: &node)
    node.value("present", definition.id == score.results?.evidenced.final)
    for track in [Track.evidenced, .claimed] {
      let prefix = track == .claimed ? "claimed-" : ""
      let standing = score.results?[track]
      node.value("\(prefix)reached", standing.map { isAtLeast($0.final, index) } ?? false)
      node.value("\(prefix)secured", standing.map { isAtLeast($0.interval.worst, index) } ?? false)
      node.value("\(prefix)possible", standing.map { isAtLeast($0.interval.best, index) } ?? false)
    }
    node.part("provenance", .provenance(definition.provenance, in: score.rubric))
    return node
  }

  private func isAtLeast(_ result: ResultID?, _ index: Int) -> Bool {
    score.rubric.results.firstIndex { $0.id == result }.map { $0 >= index } ?? false
  }

  private func add(_ definition: ResultDefinition, to node: inout ResultNode) {
    node.value("id", definition.id.rawValue)
    node.title(definition.title)
    node.value("stars", definition.stars)
    node.value("published-wording", definition.publishedWording)
  }
}

extension Gate.Condition {
  /// Whether what the gate finds is the lowest of several parts.
  fileprivate var comparesTheLowest: Bool {
    switch self {
    case .everyDomain, .everyItem, .everyFacet, .itemShareInEveryDomain: true
    case .total, .domain, .item, .itemShare, .evidence: false
    }
  }
}
