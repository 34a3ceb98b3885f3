internal import AssessmentModel
internal import Diagnostics

/// Holds the marks on the facet of the trend beside the trends of the indicators by which the level of the item is judged.
///
/// The rubrics ask from mark 3 on that results did not fall. Figures only refute: where more of them got worse than better,
/// beyond chance, the mark is not carried; where they did not, the wording still asks for more.
struct TrendClaims {
  let standings: [IndicatorSeries.Subject: IndicatorStanding]

  private static let facet = FacetID("trend")
  /// The lowest mark that asks for results that do not fall.
  private static let lowest = Mark.mostly

  func findings(_ rubric: Rubric, answers: [ItemID: Answer]) -> [IndicatorFinding] {
    let thresholds = Dictionary(grouping: rubric.thresholds, by: \.item)
    return rubric.items.compactMap { item in
      guard let own = thresholds[item.id], case .marked(let answer)? = answers[item.id],
        let given = answer.marks[Self.facet], given >= Self.lowest,
        let facet = rubric.facetSets[item.facetSet]?.facets.first(where: { $0.id == Self.facet })
      else { return nil }
      var seen: Set<IndicatorSeries.Subject> = []
      let judged = own.compactMap { threshold -> IndicatorStanding? in
        let subject = IndicatorSeries.Subject.indicator(threshold.indicator, variant: threshold.variant.id)
        guard seen.insert(subject).inserted, let standing = standings[subject], !standing.isOutdated else { return nil }
        return standing
      }
      let worse = judged.filter { if case .worsening = $0.trend { true } else { false } }
      let better = judged.count { if case .improving = $0.trend { true } else { false } }
      guard let first = worse.first, worse.count > better else { return nil }
      let names = worse.map(\.indicator.title)
      return IndicatorFinding(
        .trendAboveData, line: first.periods.last?.point.line ?? 0,
        chinese:
          "“\(item.title.chinese)”的“\(facet.title.chinese)”打了 \(given.rawValue) 级，而数据里\(names.map(\.chinese).joined(separator: "、"))变差（Mann-Kendall 检验，5% 显著）。请核对等级与数据。",
        english:
          "\(facet.title.english) of “\(item.title.english)” is given \(given.rawValue), but in the data \(names.map(\.english).joined(separator: ", ")) got worse (Mann-Kendall, 5 %); check mark and data."
      )
    }
  }
}
