internal import AssessmentModel
internal import Diagnostics
internal import Statistics

/// Says which indicators limit a mark although their samples are too small for more than that: the whole interval of their level
/// lies on the wrong side of the target.
enum ClearMisses {
  static func findings(
    _ standings: [IndicatorSeries.Subject: IndicatorStanding], _ proposals: [MarkProposal],
    _ catalogue: IndicatorCatalogue
  ) -> [IndicatorFinding] {
    var seen: Set<IndicatorSeries.Subject> = []
    return proposals.flatMap(\.parts).compactMap { part -> IndicatorFinding? in
      let subject = IndicatorSeries.Subject.indicator(part.threshold.indicator, variant: part.threshold.variant.id)
      guard part.verdict.mark != nil, let standing = standings[subject], !standing.sample.isSufficient,
        let interval = standing.interval, seen.insert(subject).inserted
      else { return nil }
      let name = catalogue.title(of: subject)
      let range = [interval.low, interval.high].map { Rational(Int(($0 * 10).rounded()), 10).display(decimals: 1) }
      return IndicatorFinding(
        .clearMiss, line: standing.periods.last?.point.line ?? 0,
        chinese:
          "\(name.chinese)：各期样本少于 \(standing.sample.minimum)，单期的数不足为凭；但合起来的 95% 区间 \(range[0])%～\(range[1])% 整个没有达到目标，仍按未达标限制等级。",
        english:
          "\(name.english): samples of less than \(standing.sample.minimum) say little of a single period, but the interval of all together, \(range[0]) % to \(range[1]) % at 95 %, misses the target as a whole, so that the mark is limited by it."
      )
    }
  }
}
