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

  /// Where the evidenced result stands on the ladder, in words and by place from 0.
  private func addPlaces(to node: inout ResultNode) {
    let results = score.rubric.results
    func place(_ id: ResultID?) -> Int? { results.firstIndex { $0.id == id } }
    let standing = score.results?.evidenced
    let (worst, best) = (place(standing?.interval.worst), place(standing?.interval.best))
    if let worst, let best {
      let (low, high) = (results[worst].title, results[best].title)
      node.title(
        "result-display",
        worst == best
          ? low
          : LocalizedText(
            chinese: "\(low.chinese)～\(high.chinese)", english: "\(low.english) – \(high.english)"))
    } else {
      node.title("result-display", LocalizedText(chinese: "无可评项", english: "Nothing to assess"))
    }
    node.value("present-rung", place(standing?.final))
    node.value("possible-from-rung", standing?.final == nil ? worst : nil)
    node.value("possible-to-rung", standing?.final == nil ? best : nil)
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
