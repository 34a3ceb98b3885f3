import AssessmentModel
import Comparison
import Diagnostics
import Scoring

/// The findings of a series of assessments, each with its course from one to the next.
struct FindingHistoryPart {
  let series: AssessmentSeries
  let labels: PeriodLabels

  private var history: FindingHistory { series.findings }

  /// How many findings there are of each course in the last assessment, and in all.
  var counts: ResultNode {
    let last = history.records.compactMap(\.states.last)
    var node = ResultNode("finding-counts")
    node.value("all", history.records.count)
    for course in FindingCourse.allCases { node.value(course.rawValue, last.count { $0.course == course }) }
    node.value("open", last.count { $0.listed?.isOpen == true })
    node.value("overdue", last.count { $0.listed?.isOverdue(on: $0.date) == true })
    node.value("effects", last.count { $0.effect != nil })
    for effect in ActionEffect.allCases {
      let name = effect == .worked ? "worked" : "effect-\(effect.rawValue)"
      node.value(name, last.count { $0.effect == effect })
    }
    return node
  }

  /// The findings in the order in which the assessments first list them.
  var records: [ResultNode] { history.records.map(record) }

  private func record(_ record: FindingRecord) -> ResultNode {
    var node = ResultNode("finding-record")
    node.value("id", record.id.rawValue)
    node.value("organisation", record.organisation)
    let listed = record.states.lastIndex { $0.listed != nil }
    let rubrics = listed.map { series.scorecards[$0].rubrics.map(\.rubric) } ?? []
    if let finding = record.latest, let listed {
      let place = rubrics.first { $0.id == finding.rubric }?.place(of: finding.item)
      node.value("rubric", finding.rubric.rawValue)
      node.value("item", finding.item.rawValue)
      node.title(place?.item.title)
      node.title("domain-title", place?.domain.title)
      node.value("listed-in", listed + 1)
      node.value("listed-last", listed == record.states.count - 1)
      // Age and delay are those of the last assessment that lists it.
      FindingPart(finding: finding, rubrics: rubrics, date: record.states[listed].date).addStanding(to: &node)
      node.value("repeats", record.repeats?.rawValue)
      let last = record.states.last
      node.value("course", last?.course?.rawValue)
      node.title("course-title", last?.course?.title)
      node.list("states", record.states.indices.map { state(record.states[$0], labels.texts[$0], in: $0) })
      node.text("text", finding.text)
      node.text("action", finding.action)
    }
    return node
  }

  private func state(_ state: FindingRecord.State, _ label: LocalizedText, in period: Int) -> ResultNode {
    var node = ResultNode("finding-state")
    node.title("name", label)
    node.value("course", state.course?.rawValue)
    node.title("course-title", state.course?.title)
    node.value("status", state.listed?.status.rawValue)
    node.title("status-title", state.listed.map { Wording.title(of: $0.status) })
    node.value("severity", state.listed?.severity.rawValue)
    node.title("severity-title", state.listed.map { Wording.title(of: $0.severity) })
    node.value("owner", state.listed?.owner)
    node.value("due", state.listed?.due?.description)
    node.value("age-days", state.listed?.age(on: state.date))
    node.value("overdue-days", state.listed.map { _ in state.daysOverdue })
    // The item as the assessment names it, or where the finding goes on without being listed.
    let item = state.listed?.item ?? state.score?.id
    let rubrics = series.scorecards[period].rubrics.map(\.rubric)
    let rubric = state.listed.flatMap { listed in rubrics.first { $0.id == listed.rubric } }
    node.value("item", item?.rawValue)
    node.title(
      "item-title",
      item.flatMap { item in (rubric.map { [$0] } ?? rubrics).compactMap { $0.item(item)?.title }.first })
    node.value("marks", state.score?.marksText)
    node.value("effect", state.effect?.rawValue)
    node.title("effect-title", state.effect?.title)
    node.title("effect-item-title", state.judged?.title)
    node.value("effect-then-item", state.judged?.names.old?.rawValue)
    node.value("effect-now-item", state.judged?.names.new?.rawValue)
    node.value("effect-then-marks", state.judged?.then?.marksText)
    node.value("effect-now-marks", state.judged?.now?.marksText)
    return node
  }
}
