import AssessmentModel
import Diagnostics
import Scoring

/// What a reader has to know of the edition: notes, scale, facets, sources and where the weights come from.
struct EditionPart {
  let rubric: Rubric

  var node: ResultNode {
    var node = ResultNode("edition")
    node.texts("notes", of: "note", rubric.notes.map(\.chinese))
    node.list("scale", scale)
    node.part("cut-offs", cutOffs)
    node.part("scale-provenance", .provenance(rubric.scale.provenance, in: rubric))
    node.list("facet-sets", facetSets)
    node.part("evidence-policy", evidencePolicy)
    node.part("evidence-use-limit", evidenceUse)
    node.part("weights-provenance", .provenance(rubric.weightsProvenance, in: rubric))
    let profile = rubric.processProfile
    node.part("profile-rule", profile.map(rule))
    node.part("profile-provenance", profile.map { .provenance($0.provenance, in: rubric) })
    if let profile {
      node.list("levels", profile.levelTitles.enumerated().map { Self.level($0 + 1, $1) })
    } else {
      node.add(.absent("levels"))
    }
    node.list(
      "sources",
      rubric.sources.sorted { $0.key < $1.key }.map { id, title in
        var node = ResultNode("source")
        node.value("id", id.rawValue)
        node.title(title)
        return node
      })
    return node
  }

  private static func level(_ level: Int, _ title: LocalizedText) -> ResultNode {
    var node = ResultNode("level")
    node.value("level", level)
    node.title(title)
    return node
  }

  private var scale: [ResultNode] {
    rubric.scale.entries.map { entry in
      var node = ResultNode("mark")
      node.value("mark", entry.mark.rawValue)
      node.title(entry.title)
      node.part("credit", .number(entry.credit))
      return node
    }
  }

  /// The credits that flags and sentences speak of: what marks 3, 4 and 5 are worth.
  private var cutOffs: ResultNode {
    var node = ResultNode("cut-offs")
    for (name, mark) in [("meeting", Mark.mostly), ("strong", .fully), ("top", .beyond)] {
      var cutOff = ResultNode("cut-off")
      cutOff.value("mark", mark.rawValue)
      cutOff.title(rubric.scale[mark].title)
      cutOff.value("brief", rubric.scale[mark].credit.brief)
      cutOff.part("credit", .number(rubric.scale[mark].credit))
      node.part(name, cutOff)
    }
    return node
  }

  /// How conformity and levels are judged, as numbers and as sentences.
  private func rule(_ profile: ProcessProfile) -> ResultNode {
    var node = ResultNode("profile-rule")
    node.title("label", Wording.profileLabel)
    node.part("conforming-item-credit", .number(profile.conformingItemCredit))
    node.part("conforming-facet-credit", .number(profile.conformingFacetCredit))
    node.part("partial-credit", .number(profile.partialCredit))
    node.part("maturity-item-tolerance", .number(profile.maturityItemTolerance))
    node.text("conformity-text", profile.conformityText.chinese + "。")
    node.text("conformity-text-en", profile.conformityText.english)
    node.text("level-text", profile.levelText.chinese + "。")
    node.text("level-text-en", profile.levelText.english)
    return node
  }

  private var facetSets: [ResultNode] {
    rubric.facetSets.values.sorted { $0.id < $1.id }.map { set in
      var node = ResultNode("facet-set")
      node.value("id", set.id.rawValue)
      node.title(set.title)
      node.list(
        "facets",
        set.facets.map { facet in
          var node = ResultNode("facet")
          node.value("id", facet.id.rawValue)
          node.title(facet.title)
          node.value("weight", facet.weight)
          node.text("asks", facet.asks)
          return node
        })
      node.part("provenance", .provenance(set.provenance, in: rubric))
      return node
    }
  }

  private var evidenceUse: ResultNode {
    let limit = rubric.consistency.evidenceUse
    var node = ResultNode("evidence-use-limit")
    node.value("items", limit.items)
    node.part("provenance", .provenance(limit.provenance, in: rubric))
    return node
  }

  private var evidencePolicy: ResultNode {
    let mark = rubric.evidencePolicy.highestMarkWithoutEvidence
    var node = ResultNode("evidence-policy")
    node.value("highest-mark-without-evidence", mark.rawValue)
    node.title(rubric.scale[mark].title)
    node.part("provenance", .provenance(rubric.evidencePolicy.provenance, in: rubric))
    return node
  }
}
