import AssessmentModel
public import Diagnostics
public import Scoring

/// The result document: everything that a view prints of a scorecard, with every number already formatted.
///
/// It is described in Docs/result-document.md; the XML is valid against Schemas/result.rng. JSON and XML are two
/// spellings of the same tree, so they never disagree, and the same scorecard gives the same bytes.
public struct ResultDocument: Sendable, Equatable {
  /// The name and version of the format.
  public static let format = "pingxing/result/1"

  /// What every result is labelled with, in every view of it.
  public static var label: LocalizedText { Wording.label }

  /// The tree.
  public let root: ResultNode

  /// Spells out a scorecard.
  public init(_ scorecard: Scorecard) { self.init(scorecard, comparison: nil) }

  init(_ scorecard: Scorecard, comparison: ResultNode?) {
    let assessment = scorecard.assessment
    let context = DocumentContext(scorecard)
    var root = ResultNode("result-document")
    root.value("format", Self.format)
    root.title("label", Wording.label)
    root.value("standards-display", scorecard.rubrics.map(\.rubric.standard).joined(separator: " · "))
    root.part("organisation", Self.organisation(assessment.organisation))
    root.part("assessment", Self.assessment(assessment))
    root.part("summary", SummaryPart.node(scorecard))
    let headline = Self.headline(of: scorecard)
    root.list(
      "rubrics",
      scorecard.rubrics.enumerated().map {
        RubricPart(score: $1, isHeadline: $0 == headline, context: context).node
      })
    root.list("evidence-list", scorecard.evidence.map { EvidencePart.node($0, context: context) })
    root.list(
      "finding-list",
      assessment.findings.map {
        FindingPart(finding: $0, rubrics: scorecard.rubrics.map(\.rubric), date: assessment.date).node
      })
    root.part(
      "indicator-evidence",
      scorecard.indicators.map { IndicatorPart(evidence: $0, rubrics: scorecard.rubrics.map(\.rubric)).node })
    root.list(
      "analyses",
      scorecard.analyses.enumerated().map { index, report in
        let requests = assessment.analyses
        let file = requests.indices.contains(index) ? requests[index].file : nil
        return AnalysisPart(report: report, number: index + 1, file: file).node
      })
    root.part("comparison", comparison)
    self.root = root
  }

  /// The document as JSON.
  public var json: String { root.json }
  /// The document as XML.
  public var xml: String { root.xml }

  /// The place of the rubric that the summary of a report speaks of: the first whose results are published (CCCS), else
  /// the first.
  private static func headline(of scorecard: Scorecard) -> Int {
    scorecard.rubrics.firstIndex { $0.rubric.processProfile == nil } ?? 0
  }

  private static func organisation(_ organisation: Organisation) -> ResultNode {
    var node = ResultNode("organisation")
    node.value("name", organisation.name)
    node.value("industry", organisation.industry)
    node.value("seats", organisation.seats)
    node.text("scope", organisation.scope)
    return node
  }

  private static func assessment(_ assessment: Assessment) -> ResultNode {
    var node = ResultNode("assessment")
    node.date("date", assessment.date)
    node.period("period", assessment.period)
    node.value("assessor-role", assessment.assessor.role.rawValue)
    node.title("assessor-role-title", Wording.title(of: assessment.assessor.role))
    node.title("title", Wording.names(of: assessment.assessor.role).assessment)
    node.title("short-title", Wording.names(of: assessment.assessor.role).short)
    node.title("report-title", Wording.names(of: assessment.assessor.role).report)
    node.value("assessor-name", assessment.assessor.name)
    node.value("indicator-file", assessment.indicatorFile)
    return node
  }
}

/// What parts of the document look up in the whole scorecard.
struct DocumentContext {
  /// A name for an item: its rubric and its id.
  struct ItemKey: Hashable {
    let rubric: RubricID
    let item: ItemID
  }

  /// The evidence by id.
  let evidence: [EvidenceID: EvidenceStanding]
  /// The items by rubric and id.
  let items: [ItemKey: Item]

  init(_ scorecard: Scorecard) {
    evidence = Dictionary(
      scorecard.evidence.map { ($0.evidence.id, $0) }, uniquingKeysWith: { first, _ in first })
    items = Dictionary(
      scorecard.rubrics.flatMap { score in
        score.rubric.items.map { (ItemKey(rubric: score.rubric.id, item: $0.id), $0) }
      }, uniquingKeysWith: { first, _ in first })
  }
}
