import AssessmentModel
import Comparison
import Diagnostics
import Scoring

/// A rubric through a series of assessments: where it stood each time, and the comparison of each with the one before.
struct ComparedRubricPart {
  /// The last edition of it.
  let rubric: Rubric
  private let history: [RubricScore?]
  private let steps: [RubricComparison?]
  private let series: AssessmentSeries
  private let labels: PeriodLabels
  private let names: EditionNames

  /// Takes a rubric from a series; nil where no assessment has it.
  init?(_ history: RubricHistory, in series: AssessmentSeries, labels: PeriodLabels) {
    guard let rubric = history.rubric else { return nil }
    self.rubric = rubric
    self.history = history.scores
    steps = history.steps
    self.series = series
    self.labels = labels
    names = EditionNames(history.scores.compactMap { $0?.rubric })
  }

  /// The part, under a name that no other rubric of the document has.
  func node(id: String) -> ResultNode {
    var node = ResultNode("compared-rubric")
    node.value("id", id)
    node.title(rubric.title)
    node.value("standard", rubric.standard)
    node.value("standards", standards)
    node.value("total-points", rubric.totalPoints)
    node.list("standings", history.indices.map { standing(history[$0], labels.texts[$0], step: step(before: $0)) })
    node.list("series", domains)
    node.list(
      "steps",
      steps.enumerated().compactMap { index, step in
        step.map {
          ComparisonStepPart(
            comparison: $0, assessments: series.steps[index], labels: (labels.texts[index], labels.texts[index + 1]),
            names: names
          ).node
        }
      })
    return node
  }

  /// The editions in the order of the series, such as CCCS-OP-2008 → CCCS-OP-2010.
  private var standards: String {
    let all = history.compactMap { $0.map { standard($0.rubric) } }
    return zip(all.indices, all).filter { $0 == 0 || all[$0 - 1] != $1 }.map(\.1).joined(separator: " → ")
  }

  /// The designation of an edition, with its version where another of the same id stands beside it.
  private func standard(_ rubric: Rubric) -> String { rubric.standard + names.mark(of: rubric) }

  /// The comparison of a period with the one before it.
  private func step(before period: Int) -> RubricComparison? { period == 0 ? nil : steps[period - 1] }

  /// How far a figure is comparable with that of the period before; nothing where there is none before.
  private func addGrade(_ grade: Comparability?, to node: inout ResultNode) {
    node.value("comparability", grade?.rawValue)
    node.title("comparability-title", grade?.title)
  }

  private func standing(_ score: RubricScore?, _ label: LocalizedText, step: RubricComparison?) -> ResultNode {
    var node = ResultNode("standing")
    node.title("name", label)
    addGrade(step?.grade, to: &node)
    node.value("edition", score?.rubric.id.rawValue)
    node.value("edition-name", score.map { names.name(of: $0.rubric) })
    node.value("standard", score.map { standard($0.rubric) })
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
        history.indices.map { period in
          var point = ResultNode("point")
          point.title("name", labels.texts[period])
          let score = history[period]?.domains.first { $0.id == domain.id }?.score
          let grade = step(before: period)?.domains.first { $0.id == domain.id }?.grade
          addGrade(score == nil ? nil : grade, to: &point)
          point.merge(.standing(score))
          return point
        })
      return node
    }
  }
}
