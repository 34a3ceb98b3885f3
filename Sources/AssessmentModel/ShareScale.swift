public import Diagnostics

/// How shares are written that stand together: as percentages such as 95, or some or all of them as ratios such as 0.95.
///
/// The one rule for data that are imported, checked and analysed: a value of at most 1 beside percentages beyond doubt, of 20
/// and more, is a ratio where none lies between, or where three of four are beyond doubt. Where none is above 1 and they are
/// of what is high wherever people work, such as the satisfied, 0.9 is a ratio too.
public struct ShareScale<Place: Sendable>: Sendable {
  /// A ratio among percentages, or the first of nothing but ratios.
  public struct Mix: Sendable {
    /// The first value that is a ratio, and the largest of all, at most 1 where all are ratios.
    public let ratio: Rational, largest: Rational
    /// Where the ratio stands, and where the largest does.
    public let place: Place, largestPlace: Place

    /// What is said of it.
    ///
    /// - Parameters:
    ///   - place: where the ratio stands, as a period or a column.
    ///   - write: how the values are printed.
    public func wording(at place: String, _ write: (Rational) -> String) -> LocalizedText {
      guard largest > 1 else {
        return LocalizedText(
          chinese: "\(place) 是 \(write(ratio))，没有一个数大于 1（最大 \(write(largest))），像是把百分数都写成了比率",
          english:
            "\(write(ratio)) in \(place) and no value above 1 (at most \(write(largest))); ratios for percentages?")
      }
      return LocalizedText(
        chinese: "\(place) 是 \(write(ratio))，别的到 \(write(largest))，像是比率与百分数混写",
        english: "\(write(ratio)) in \(place) beside \(write(largest)); a ratio among percentages?")
    }

    /// What to do.
    public static var advice: LocalizedText {
      LocalizedText(
        chinese: "统一写成百分数，如 95；确实这么低的，写明分子与分母（numerator、denominator）",
        english:
          "write percentages throughout, such as 95; one that is as low as it says needs numerator and denominator")
    }
  }

  /// Whether the values are known to be shares. In a column of which nobody tells the unit, values above 100 show that it
  /// holds something else, 1 may be a count, and any value between shows that small ones are of the same kind.
  private let isShare: Bool
  private var ratio: (value: Rational, place: Place)?
  private var largest: (value: Rational, place: Place)?
  private var count = 0
  private var sureCount = 0
  private var hasBetween = false
  private var hasProven = false
  /// Whether any value is from a half to less than 1.
  private var hasHighRatio = false

  /// From here on a value is a percentage beyond doubt.
  private static var surelyPercent: Rational { Rational(20) }

  /// Begins without a value.
  ///
  /// - Parameter isShare: whether the values are known to be shares in per cent.
  public init(isShare: Bool = true) { self.isShare = isShare }

  /// Looks at a value.
  ///
  /// - Parameter isProven: whether numerator and denominator say that it is a percentage.
  public mutating func add(_ value: Rational, isProven: Bool = false, at place: @autoclosure () -> Place) {
    count += 1
    hasProven = hasProven || isProven
    hasHighRatio = hasHighRatio || (value < 1 && value * 2 >= 1)
    if value >= Self.surelyPercent {
      sureCount += 1
    } else if value > 1 {
      hasBetween = true
    } else if value > 0, !isProven, ratio == nil, isShare || value < 1 {
      ratio = (value, place())
    }
    if value > largest?.value ?? 0 { largest = (value, place()) }
  }

  /// Counts a value above 1 that is not the largest, of which nothing more than that need be known.
  ///
  /// - Parameter isSure: whether it is a percentage beyond doubt, 20 or more.
  public mutating func addFurther(isSure: Bool) {
    count += 1
    if isSure { sureCount += 1 } else { hasBetween = true }
  }

  /// How many values it takes to say that all of them are ratios.
  private static var fewestRatios: Int { 3 }

  /// The ratio among percentages, or the first of nothing but ratios, where there is one.
  ///
  /// - Parameter isUsuallyHigh: whether they are of what is high wherever people work, so that 0.9 % is no value of it.
  public func mix(isUsuallyHigh: Bool) -> Mix? {
    guard isUsuallyHigh, let ratio, let largest, largest.value <= 1 else { return mix }
    guard hasHighRatio, !hasProven, count >= Self.fewestRatios else { return nil }
    return Mix(ratio: ratio.value, largest: largest.value, place: ratio.place, largestPlace: largest.place)
  }

  /// The ratio among percentages, where there is one.
  public var mix: Mix? {
    guard let ratio, let largest, largest.value >= Self.surelyPercent else { return nil }
    guard !hasBetween || (isShare && sureCount * 4 >= count * 3), isShare || largest.value <= 100 else { return nil }
    return Mix(ratio: ratio.value, largest: largest.value, place: ratio.place, largestPlace: largest.place)
  }
}
