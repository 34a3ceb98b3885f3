public import AssessmentModel
public import Diagnostics
public import IndicatorEvidence

/// An indicator, by one formula, in two assessments: what their data show over the last months before each.
public struct IndicatorComparison: Sendable, Equatable {
  /// Why two values of an indicator cannot be laid beside each other.
  public enum Obstacle: String, Sendable, CaseIterable {
    /// The other assessment has no data of the indicator.
    case onlyThen = "only-then", onlyNow = "only-now"
    /// The other assessment has the indicator by another formula.
    case otherVariant = "other-variant"
    /// The unit changed.
    case otherUnit = "other-unit"
    /// The formula of that name, or which way is better, changed.
    case otherDefinition = "other-definition"
    /// The data end with the same month, so that there are not two periods.
    case samePeriod = "same-period"

    /// The obstacle in words.
    public var title: LocalizedText {
      switch self {
      case .onlyThen: LocalizedText(chinese: "这次没有数据", english: "no data now")
      case .onlyNow: LocalizedText(chinese: "上次没有数据", english: "no data then")
      case .otherVariant: LocalizedText(chinese: "公式不同", english: "another formula")
      case .otherUnit: LocalizedText(chinese: "单位不同", english: "another unit")
      case .otherDefinition: LocalizedText(chinese: "定义不同", english: "another definition")
      case .samePeriod: LocalizedText(chinese: "同一时段", english: "the same months")
      }
    }
  }

  /// Which way an indicator went.
  public enum Verdict: String, Sendable, CaseIterable {
    /// It got better.
    case better
    /// It got worse.
    case worse
    /// Neither: the same value, or inside the band of now then and now, or as far outside it.
    case same
    /// No way is better, or the band that would tell is not set.
    case unjudged

    /// The verdict in words.
    public var title: LocalizedText {
      switch self {
      case .better: LocalizedText(chinese: "变好", english: "better")
      case .worse: LocalizedText(chinese: "变差", english: "worse")
      case .same: LocalizedText(chinese: "持平", english: "same")
      case .unjudged: LocalizedText(chinese: "不判断", english: "not judged")
      }
    }
  }

  /// The definition, as the later assessment has it where it does.
  public let indicator: IndicatorDefinition
  /// The formula, likewise.
  public let variant: IndicatorVariant
  /// The standing then; nil without data by this formula.
  public let then: IndicatorStanding?
  /// The standing now; nil without data by this formula.
  public let now: IndicatorStanding?
  /// Why the two cannot be compared; nil where they can.
  public let obstacle: Obstacle?
  /// Which way it went; nil where the two cannot be compared.
  public let verdict: Verdict?
  /// Whether the change is more than chance gives; nil where the two cannot be compared.
  public let chance: IndicatorChance?

  /// The change of the value, in its unit; nil where the two cannot be compared.
  public var change: Rational? {
    guard obstacle == nil, let then, let now else { return nil }
    return now.level - then.level
  }

  /// Whether what a month has to reach is another one; nil unless both assessments have the indicator.
  public var isTargetMoved: Bool? {
    guard let then, let now else { return nil }
    return then.target != now.target
  }

  /// How many months both assessments count; with any, a part of the change cannot show.
  public var sharedMonths: Int {
    let months = Set((then?.periods ?? []).map(\.point.period))
    return (now?.periods ?? []).count { months.contains($0.point.period) }
  }
}

// MARK: - In words

extension IndicatorComparison {
  /// The verdict in words; that of a band says what stayed the same, since the value itself may have changed.
  public var verdictTitle: LocalizedText? {
    guard verdict == .same, change != 0, let now, case .band(let low, let high)? = now.target else {
      return verdict?.title
    }
    return Self.distance(of: now.level, low, high) == 0
      ? LocalizedText(chinese: "都在区间内", english: "in the band both times")
      : LocalizedText(chinese: "离区间同样远", english: "as far from the band")
  }

  /// Whether the change is more than chance gives, in words that agree with the verdict: a level that stayed the same may
  /// hide periods that did not.
  public var chanceTitle: LocalizedText? {
    guard let chance, chance.isBeyond == true else { return chance?.title }
    if change == 0 { return LocalizedText(chinese: "各期之差超出偶然", english: "periods differ beyond chance") }
    return verdict == .better || verdict == .worse
      ? chance.title : LocalizedText(chinese: "变化超出偶然", english: "change beyond chance")
  }
}

// MARK: - Comparing

extension IndicatorComparison {
  /// Compares what two assessments have of indicators: those of the later one in its order, then those that only the
  /// earlier one has.
  static func all(then: IndicatorEvidence?, now: IndicatorEvidence?) -> [IndicatorComparison] {
    func key(_ standing: IndicatorStanding) -> [String] { [standing.indicator.id.rawValue, standing.variant.id] }
    let (old, new) = (then?.standings ?? [], now?.standings ?? [])
    let both = new.map { standing in (then: old.first { key($0) == key(standing) }, now: Optional(standing)) }
    let gone = old.filter { standing in !new.contains { key($0) == key(standing) } }
    return (both + gone.map { (then: Optional($0), now: nil) }).compactMap { pair in
      IndicatorComparison(
        then: pair.then, now: pair.now,
        isKnownOtherwise: (pair.now == nil ? new : old).contains { other in
          other.indicator.id == (pair.now ?? pair.then)?.indicator.id
        })
    }
  }

  /// - Parameter isKnownOtherwise: whether the assessment that lacks this formula has the indicator by another.
  private init?(then: IndicatorStanding?, now: IndicatorStanding?, isKnownOtherwise: Bool) {
    guard let latest = now ?? then else { return nil }
    (indicator, variant) = (latest.indicator, latest.variant)
    (self.then, self.now) = (then, now)
    obstacle = Self.obstacle(then, now, isKnownOtherwise: isKnownOtherwise)
    guard obstacle == nil, let then, let now else {
      (verdict, chance) = (nil, nil)
      return
    }
    chance = IndicatorChance(then: then, now: now)
    verdict = Self.verdict(then.level, now.level, now.indicator.direction, now.target)
  }

  private static func obstacle(
    _ then: IndicatorStanding?, _ now: IndicatorStanding?, isKnownOtherwise: Bool
  ) -> Obstacle? {
    guard let then, let now else {
      return isKnownOtherwise ? .otherVariant : now == nil ? .onlyThen : .onlyNow
    }
    if then.indicator.unit != now.indicator.unit { return .otherUnit }
    let (old, new) = (then.variant, now.variant)
    if then.indicator.direction != now.indicator.direction
      || old.numerator.chinese != new.numerator.chinese || old.denominator.chinese != new.denominator.chinese
      || old.computation != new.computation
    {
      return .otherDefinition
    }
    return then.periods.last?.point.period == now.periods.last?.point.period ? .samePeriod : nil
  }

  /// Where a band is best, what counts is how far a value lies outside the band of now.
  private static func verdict(
    _ then: Rational, _ now: Rational, _ direction: IndicatorDefinition.Direction, _ target: IndicatorThreshold.Target?
  ) -> Verdict {
    func step(_ difference: Rational) -> Verdict { difference == 0 ? .same : difference > 0 ? .better : .worse }
    switch (direction, target) {
    case (.higher, _): return step(now - then)
    case (.lower, _): return step(then - now)
    case (.band, .band(let low, let high)?):
      return step(distance(of: then, low, high) - distance(of: now, low, high))
    case (.band, _), (.context, _): return .unjudged
    }
  }

  /// How far a value lies outside a band; 0 inside it.
  private static func distance(of value: Rational, _ low: Rational, _ high: Rational) -> Rational {
    max(low - value, value - high, 0)
  }
}
