import AssessmentModel
import Diagnostics
import Scoring

/// The result in both tracks, what is still possible, and the ladder of results.
struct ResultsPart {
  let score: RubricScore

  var node: ResultNode {
    var node = ResultNode("results")
    let (evidenced, claimed) = (score.results?.evidenced, score.results?.claimed)
    node.part("result", result(evidenced?.final))
    node.part("claimed-result", result(claimed?.final))
    node.part("worst-result", result(evidenced?.interval.worst))
    node.part("best-result", result(evidenced?.interval.best))
    node.part("claimed-worst-result", result(claimed?.interval.worst))
    node.part("claimed-best-result", result(claimed?.interval.best))
    node.list("ladder", score.rubric.results.indices.map(rung))
    return node
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
