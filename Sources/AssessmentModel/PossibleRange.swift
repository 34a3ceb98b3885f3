/// The values that a quantity can have: counts and durations begin at 0, shares end at 100 %.
public struct PossibleRange: Hashable, Sendable {
  /// The ends; nil where there is none, as below differences.
  public let lowest: Rational?, highest: Rational?

  /// Pairs the ends.
  public init(lowest: Rational?, highest: Rational?) {
    self.lowest = lowest
    self.highest = highest
  }

  /// The same in another unit.
  ///
  /// - Parameter factor: what a value is multiplied with to be in that unit; nil where the two do not convert, so that only
  ///   an end at 0 stays.
  public func converted(by factor: Rational?) -> PossibleRange {
    guard let factor else { return PossibleRange(lowest: lowest == 0 ? 0 : nil, highest: nil) }
    return PossibleRange(lowest: lowest.map { $0 * factor }, highest: highest.map { $0 * factor })
  }

  private static let durations = ["时长", "耗时", "用时", "duration", "handling time", "talk time", "waiting time"]
  private static let shares = [
    "占比", "比例", "合格率", "达标率", "满意率", "接通率", "解决率", "出勤率", "及时率", "share", "pass rate",
  ]

  /// What the end of a free column's name tells of it: a duration is not negative, and neither is a share, which ends at
  /// 100 %. Differences, growth and profit end otherwise (时长差, 占比变化, 增长率) and are free: nil.
  ///
  /// - Parameter unit: the unit behind the numbers; a share is told by `%` only, as 95 may stand beside 0.95.
  public init?(ofColumn name: String, unit: String) {
    let name = name.lowercased()
    if unit == "%", Self.shares.contains(where: name.hasSuffix) {
      self.init(lowest: 0, highest: 100)
    } else if unit != "%", Self.durations.contains(where: name.hasSuffix) {
      self.init(lowest: 0, highest: nil)
    } else {
      return nil
    }
  }
}

extension IndicatorDefinition {
  /// The values that the indicator can have, in the unit of its formula. Shares of which more is better, or which lie in a
  /// band, end at 100 %, and so do their points; those of which less is better may count more than there is.
  ///
  /// - Parameter variant: the formula; nil where it is not told, so that what one of them allows is possible.
  public func possibleRange(variant: String?) -> PossibleRange {
    let isSigned = variants.contains { ($0.id == variant || variant == nil) && $0.isSigned }
    let endsAtHundred = isPercentage && (direction == .higher || direction == .band)
    return PossibleRange(lowest: isSigned ? nil : 0, highest: endsAtHundred ? 100 : nil)
  }
}

extension IndicatorCatalogue {
  /// Whether a subject is a share that is high wherever people work: one of which more is better or which lies in a band.
  public func isUsuallyHighShare(_ subject: IndicatorSeries.Subject) -> Bool {
    unit(of: subject) == "%" && possibleRange(of: subject)?.highest != nil
  }

  /// The values that a subject can have, in the unit of the catalogue; nil for what it does not know.
  public func possibleRange(of subject: IndicatorSeries.Subject) -> PossibleRange? {
    switch subject {
    case .measure(let id): self[id].map { _ in PossibleRange(lowest: 0, highest: nil) }
    case .indicator(let id, let variant): self[id]?.possibleRange(variant: variant)
    }
  }
}
