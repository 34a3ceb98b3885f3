import AssessmentModel
import Diagnostics
import Scoring

/// One facet over items, with credits, mean mark and level.
struct FacetPart {
  let rubric: Rubric
  let score: FacetScore

  var node: ResultNode {
    let facet = rubric.facetSets[score.set]?.facets.first { $0.id == score.id }
    var node = ResultNode("facet")
    node.value("facet-set", score.set.rawValue)
    node.value("id", score.id.rawValue)
    node.title(facet?.title)
    node.addScore(score.score)
    node.part("profile", .profile(score.profile, in: rubric))
    return node
  }
}

extension ResultNode {
  /// Mean mark, level and conformity in both tracks; conformity only where the rubric has a rule for it.
  static func profile(_ profile: Tracks<ProfileStanding>, in rubric: Rubric) -> ResultNode {
    var node = ResultNode("profile")
    node.title("label", rubric.processProfile.map { _ in Wording.profileLabel })
    for track in Track.allCases { node.part(track.rawValue, standing(profile[track], in: rubric)) }
    return node
  }

  private static func standing(_ standing: ProfileStanding, in rubric: Rubric) -> ResultNode {
    let titles = rubric.processProfile?.levelTitles
    var node = ResultNode("profile-standing")
    node.value("level", standing.level)
    node.title("level-title", standing.level.flatMap { titles?[$0 - 1] })
    node.value("worst-level", standing.levels.worst)
    node.value("best-level", standing.levels.best)
    let conformities = standing.conformities
    node.value("conformity", standing.conformity?.rawValue)
    node.title("conformity-title", standing.conformity?.title)
    node.value("worst-conformity", conformities?.worst.rawValue)
    node.title("worst-conformity-title", conformities?.worst.title)
    node.value("best-conformity", conformities?.best.rawValue)
    node.title("best-conformity-title", conformities?.best.title)
    node.part("mean-mark", standing.meanMark.map { .number($0) })
    node.part("mean-mark-interval", .interval(standing.meanMarks))
    return node
  }
}

extension FacetSet {
  /// The facets as the columns of a table or heat map.
  var columns: [ResultNode] {
    facets.map { facet in
      var node = ResultNode("column")
      node.value("facet", facet.id.rawValue)
      node.title(facet.title)
      return node
    }
  }
}

/// Heat maps: one for each facet set, a row for each domain and for each group of a divided domain.
struct HeatMapPart {
  let score: RubricScore

  private var rubric: Rubric { score.rubric }

  var nodes: [ResultNode] {
    var sets: [FacetSetID] = []
    for item in rubric.items where !sets.contains(item.facetSet) { sets.append(item.facetSet) }
    return sets.compactMap { rubric.facetSets[$0] }.map(heatMap)
  }

  private func heatMap(_ set: FacetSet) -> ResultNode {
    var node = ResultNode("heat-map")
    node.value("facet-set", set.id.rawValue)
    node.title(set.title)
    node.list("columns", set.columns)
    var rows: [ResultNode] = []
    for (domain, standing) in zip(rubric.domains, score.domains) {
      guard domain.items.contains(where: { $0.facetSet == set.id }) else { continue }
      var node = ResultNode("row")
      node.value("kind", "domain")
      node.value("nested", false)
      node.value("id", domain.id.rawValue)
      node.add(.absent("domain"))
      node.value("number", domain.number)
      node.title(domain.title)
      node.list("cells", cells(standing.facets, set))
      rows.append(node)
      guard domain.groups.count > 1 else { continue }
      for (group, standing) in zip(domain.groups, standing.groups)
      where group.items.contains(where: { $0.facetSet == set.id }) {
        var node = ResultNode("row")
        node.value("kind", "group")
        node.value("nested", true)
        node.value("id", group.id.rawValue)
        node.value("domain", domain.id.rawValue)
        node.value("number", group.number)
        node.title(group.title ?? domain.title)
        node.list("cells", cells(standing.facets, set))
        rows.append(node)
      }
    }
    node.list("rows", rows)
    return node
  }

  /// A cell for each facet of the set, also where nothing of the row is applicable.
  private func cells(_ facets: [FacetScore], _ set: FacetSet) -> [ResultNode] {
    set.facets.map { facet in
      let found = facets.first { $0.set == set.id && $0.id == facet.id }
      let evidenced = found?.profile.evidenced
      var node = ResultNode("cell")
      node.value("facet", facet.id.rawValue)
      node.title(facet.title)
      node.value("state", found == nil ? "not-applicable" : evidenced?.level == nil ? "missing" : "complete")
      node.value("level", evidenced?.level)
      node.value("mean-mark", evidenced?.meanMark?.display())
      node.value("credit", found?.score.evidenced.credit?.display())
      node.value("claimed-level", found?.profile.claimed.level)
      node.value("claimed-mean-mark", found?.profile.claimed.meanMark?.display())
      node.value("claimed-credit", found?.score.claimed.credit?.display())
      node.value("worst-credit", found?.score.evidenced.interval.worst.display())
      node.value("best-credit", found?.score.evidenced.interval.best.display())
      return node
    }
  }
}
