import AssessmentModel
import Diagnostics
import Scoring

/// A finding as it stands on the day of the assessment.
struct FindingPart {
  let finding: Finding
  let rubrics: [Rubric]
  let date: CalendarDate

  var node: ResultNode {
    var node = ResultNode("finding")
    node.value("id", finding.id.rawValue)
    node.value("rubric", finding.rubric.rawValue)
    node.value("item", finding.item.rawValue)
    let place = rubrics.first { $0.id == finding.rubric }?.place(of: finding.item)
    node.title(place?.item.title)
    node.value("domain", place?.domain.id.rawValue)
    node.title("domain-title", place?.domain.title)
    addStanding(to: &node)
    node.text("text", finding.text)
    node.text("action", finding.action)
    return node
  }

  /// Severity, owner, days and how far it has come.
  func addStanding(to node: inout ResultNode) {
    node.value("severity", finding.severity.rawValue)
    node.title("severity-title", Wording.title(of: finding.severity))
    node.value("status", finding.status.rawValue)
    node.title("status-title", Wording.title(of: finding.status))
    node.value("owner", finding.owner)
    node.date("raised", finding.raised)
    node.date("due", finding.due)
    node.date("closed", finding.closed)
    node.value("age-days", finding.age(on: date))
    node.value("overdue", finding.isOverdue(on: date))
    node.value("overdue-days", finding.daysOverdue(on: date))
  }
}
