import AssessmentModel
import Diagnostics
import Scoring

/// An item with its answer.
struct ItemPart {
  let rubric: Rubric
  let item: Item
  let score: ItemScore
  /// The place of the item among the gaps, from 1; nil where it is none of them.
  let gapRank: Int?
  let context: DocumentContext

  var node: ResultNode {
    var node = ResultNode("item", room: 64)
    node.value("id", item.id.rawValue)
    node.value("clause", item.clause)
    node.title(item.title)
    node.value("status", score.status.rawValue)
    node.title("status-title", Wording.title(of: score.status))
    node.value("weight", item.weight)
    node.value("facet-set", item.facetSet.rawValue)
    node.value("role", item.role.rawValue)
    node.title("role-title", rubric.roles[item.role])
    addPost(to: &node)
    node.value("capped", score.isCapped)
    node.value("weak", score.isWeak(in: rubric.scale))
    node.value("below-meeting", score.isBelowMeeting(in: rubric.scale))
    node.value("strong", score.isStrong(in: rubric.scale))
    node.value("gap-rank", gapRank)
    node.value("to-improve", gapRank != nil || score.isWeak(in: rubric.scale))
    node.value("evidence-valid", score.hasValidEvidence)
    node.text("question", item.question)
    node.text("why", item.why)
    node.addScore(score.score)
    node.part("effective-weight", .weight(score.weight))
    node.part("points", score.score.map { .points($0, available: available) })
    node.part("points-lost", loss)
    node.list("facets", facets)
    node.text("note", score.note)
    node.text("action", score.action)
    node.text("not-applicable-reason", score.notApplicableReason)
    node.part("current", current)
    node.part("next", next)
    node.list("citations", score.citations.map { EvidencePart.node($0, context: context) })
    node.list("mark-wordings", markWordings)
    node.texts("evidence-expected", of: "record", item.evidenceExpected)
    node.list("indicators", indicators)
    node.part("not-applicable-policy", policy)
    node.part("provenance", .provenance(item.provenance, in: rubric))
    return node
  }

  private var available: Rational { score.weight.effective * Rational(rubric.totalPoints) }

  private var loss: ResultNode? {
    guard let claimed = score.loss(.claimed), let evidenced = score.loss(.evidenced) else { return nil }
    let perCredit = Rational(rubric.totalPoints) / 100
    var node = ResultNode("points-lost")
    node.part("claimed", .number(claimed * perCredit, .points))
    node.part("evidenced", .number(evidenced * perCredit, .points))
    return node
  }

  private var facets: [ResultNode] {
    zip(rubric.facetSets[item.facetSet]?.facets ?? [], score.facets).map { facet, standing in
      var node = ResultNode("facet", room: 14)
      node.value("id", facet.id.rawValue)
      node.title(facet.title)
      node.value("weight", facet.weight)
      node.value("answered", standing.mark != nil)
      node.value("mark", standing.mark?.rawValue)
      node.title("mark-title", standing.mark.map { rubric.scale[$0].title })
      let isGiven = standing.mark != nil
      node.value("evidenced-mark", standing.evidencedMark?.rawValue)
      node.value("worst-evidenced-mark", isGiven ? standing.counted?.evidenced.worst.rawValue : nil)
      node.value("best-evidenced-mark", isGiven ? standing.counted?.evidenced.best.rawValue : nil)
      node.value("capped", standing.isCapped)
      node.part("claimed", standing.mark.map { .number(rubric.scale[$0].credit) })
      node.part("evidenced", standing.evidencedMark.map { .number(rubric.scale[$0].credit) })
      return node
    }
  }

  private var markWordings: [ResultNode] {
    zip(rubric.scale.entries, item.markWordings).map { entry, wording in
      var node = ResultNode("mark-wording")
      node.value("mark", entry.mark.rawValue)
      node.title(entry.title)
      node.text("wording", wording.text)
      return node
    }
  }

  private var current: ResultNode? {
    score.lowestMark.map { mark in
      var node = ResultNode("current")
      node.value("mark", mark.rawValue)
      node.title(rubric.scale[mark].title)
      node.text("wording", item[mark].text)
      node.text("lacking", item[mark].lacking)
      return node
    }
  }

  private var next: ResultNode? {
    score.nextStep.map { step in
      var node = ResultNode("next")
      node.value("mark", step.mark.rawValue)
      node.title(rubric.scale[step.mark].title)
      node.value("facet", step.facet.rawValue)
      node.title(
        "facet-title", rubric.facetSets[item.facetSet]?.facets.first { $0.id == step.facet }?.title)
      node.value("effort", step.effortInPersonDays)
      node.value("effort-display", "\(step.effortInPersonDays) 人日")
      node.text("wording", step.wording)
      return node
    }
  }

  private var indicators: [ResultNode] {
    item.indicators.map { id in
      var node = ResultNode("indicator")
      node.value("id", id.rawValue)
      node.title(rubric.indicators[id])
      return node
    }
  }

  private var policy: ResultNode {
    var node = ResultNode("not-applicable-policy")
    switch item.notApplicable {
    case .forbidden:
      node.value("policy", "forbidden")
      node.add(.absent("when"))
    case .withReason(let when):
      node.value("policy", "with-reason")
      node.text("when", when.isEmpty ? nil : when)
    case .byScope(let when):
      node.value("policy", "by-scope")
      node.text("when", when.isEmpty ? nil : when)
    }
    return node
  }

  private func addPost(to node: inout ResultNode) {
    let post = rubric.posts.first { $0.id == item.post }
    node.value("post", post?.id.rawValue)
    node.value("post-code", post?.code)
    node.title("post-title", post?.title)
  }
}

extension ResultNode {
  /// Where a statement comes from.
  static func provenance(_ provenance: Provenance, in rubric: Rubric) -> ResultNode {
    var node = ResultNode("provenance")
    node.value("kind", provenance.kind.rawValue)
    node.title("kind-title", Wording.title(of: provenance.kind))
    node.value("source", provenance.source?.rawValue)
    node.title("source-title", provenance.source.flatMap { rubric.sources[$0] })
    node.text("note", provenance.note)
    return node
  }
}
