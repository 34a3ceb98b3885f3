import AssessmentModel
import Comparison
import Diagnostics
import Scoring

/// A rubric through a series of assessments: where it stood each time, and the comparison of each with the one before.
struct ComparedRubricPart {
  let rubric: Rubric
  let history: [RubricScore?]
  let steps: [RubricComparison?]
  let series: AssessmentSeries
  let labels: PeriodLabels

  var node: ResultNode {
    var node = ResultNode("compared-rubric")
    node.value("id", rubric.id.rawValue)
    node.title(rubric.title)
    node.value("standard", rubric.standard)
    node.value("standards", standards)
    node.value("total-points", rubric.totalPoints)
    node.list("standings", zip(history, labels.texts).map(standing))
    node.list("series", domains)
    node.list(
      "steps",
      steps.enumerated().compactMap { index, step in
        step.map {
          ComparisonStepPart(
            comparison: $0, assessments: series.steps[index], labels: (labels.texts[index], labels.texts[index + 1])
          ).node
        }
      })
    return node
  }

  /// The editions in the order of the series, such as CCCS-OP-2008 → CCCS-OP-2010.
  private var standards: String {
    let all = history.compactMap { $0?.rubric.standard }
    return zip(all.indices, all).filter { $0 == 0 || all[$0 - 1] != $1 }.map(\.1).joined(separator: " → ")
  }

  private func standing(_ score: RubricScore?, _ label: LocalizedText) -> ResultNode {
    var node = ResultNode("standing")
    node.title("name", label)
    node.value("edition", score?.rubric.id.rawValue)
    node.value("standard", score?.rubric.standard)
    node.value("complete", score?.isComplete)
    node.value("answered", score.map { "\($0.completeness.complete)/\($0.completeness.applicable)" })
    node.title("result-title", score.map { ResultsPart(score: $0).displayed($0.results?.evidenced) })
    node.title("claimed-result-title", score.map { ResultsPart(score: $0).displayed($0.results?.claimed) })
    node.merge(.standing(score?.total, totalPoints: (score?.rubric ?? rubric).totalPoints))
    return node
  }

  /// The domains of every edition in the series, the latest first, each with a point a period.
  private var domains: [ResultNode] {
    let known = history.reversed().compactMap { $0?.rubric.domains }.joined()
    var seen: Set<DomainID> = []
    return known.filter { seen.insert($0.id).inserted }.map { domain in
      var node = ResultNode("domain-series")
      node.value("id", domain.id.rawValue)
      node.title(domain.title)
      node.list(
        "points",
        zip(history, labels.texts).map { score, label in
          var point = ResultNode("point")
          point.title("name", label)
          point.merge(.standing(score?.domains.first { $0.id == domain.id }?.score))
          return point
        })
      return node
    }
  }
}
