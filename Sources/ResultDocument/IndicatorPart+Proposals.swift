import AnalysisReports
import AssessmentModel
import Diagnostics
import IndicatorEvidence
import OperationalAnalysis
import Statistics

/// The marks that the data allow.
extension IndicatorPart {
  func proposal(_ proposal: MarkProposal) -> ResultNode {
    var node = ResultNode("proposal")
    let rubric = rubrics.first { $0.id == proposal.rubric }
    let item = rubric?.item(proposal.item)
    let facet = item.flatMap { item in
      rubric?.facetSets[item.facetSet]?.facets.first { $0.id == proposal.facet }
    }
    node.value("rubric", proposal.rubric.rawValue)
    node.value("item", proposal.item.rawValue)
    node.title(item?.title)
    node.value("facet", proposal.facet.rawValue)
    node.title("facet-title", facet?.title)
    node.value("given", proposal.given?.rawValue)
    node.value("allowed", proposal.allowed?.rawValue)
    node.value("complete", proposal.isComplete)
    node.value("difference", proposal.difference.rawValue)
    node.title("limited-by", limits(proposal, rubric))
    node.list("parts", proposal.parts.map { part($0, rubric) })
    return node
  }

  private func limits(_ proposal: MarkProposal, _ rubric: Rubric?) -> LocalizedText? {
    let names = proposal.limiting.compactMap { rubric?.indicators[$0.indicator] }
    guard !names.isEmpty else { return nil }
    return LocalizedText(
      chinese: names.map(\.chinese).joined(separator: "、"), english: names.map(\.english).joined(separator: ", "))
  }

  private func part(_ part: MarkProposal.Part, _ rubric: Rubric?) -> ResultNode {
    var node = ResultNode("part")
    node.value("indicator", part.threshold.indicator.rawValue)
    node.title(rubric?.indicators[part.threshold.indicator])
    node.value("variant", part.threshold.variant.id)
    node.title("variant-title", part.threshold.variant.title)
    switch part.verdict {
    case .allows(let mark), .atMost(let mark):
      node.value("allowed", mark.rawValue)
      node.value("obstacle", String?.none)
      node.title("obstacle-title", nil)
    case .open(let obstacle):
      node.value("allowed", Int?.none)
      node.value("obstacle", obstacle.rawValue)
      node.title("obstacle-title", Self.title(of: obstacle))
    }
    return node
  }

  private static func title(of obstacle: MarkProposal.Obstacle) -> LocalizedText {
    switch obstacle {
    case .noData: LocalizedText(chinese: "没有给出数据", english: "no data given")
    case .otherVariant: LocalizedText(chinese: "数据用的是另一公式", english: "the data use another formula")
    case .noTarget: LocalizedText(chinese: "没有目标值", english: "no target")
    case .coarsePeriods: LocalizedText(chinese: "只有按季度或年的值", english: "quarters or years only")
    case .oldPeriods: LocalizedText(chinese: "最近一年没有数据", english: "no data of the last year")
    case .fewMonths: LocalizedText(chinese: "不足 6 个月", english: "fewer than six months")
    case .mixedUnits: LocalizedText(chinese: "比率与百分数混写", english: "ratios among percentages")
    case .smallSample: LocalizedText(chinese: "样本不足或没有写明", english: "samples too small or not told")
    }
  }
}
