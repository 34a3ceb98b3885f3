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
      return node
    }
  }

  /// Where the results stand on the ladder, in words, and the headline also by place from 0.
  private func addPlaces(to node: inout ResultNode) {
    let results = score.rubric.results
    func place(_ id: ResultID?) -> Int? { results.firstIndex { $0.id == id } }
    node.title("result-display", displayed(score.results?.evidenced))
    node.title("claimed-result-display", displayed(score.results?.claimed))
    let standing = score.results?.evidenced
    node.value("present-rung", place(standing?.final))
    let open = standing?.final == nil ? standing?.interval : nil
    node.value("possible-from-rung", place(open?.worst))
    node.value("possible-to-rung", place(open?.best))
  }

  /// A result, or the results still possible, in words.
  private func displayed(_ standing: ResultStanding?) -> LocalizedText {
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
      chinese: "\(worst.chinese)～\(best.chinese)", english: "\(worst.english) – \(best.english)")
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
