internal import AssessmentModel
internal import Diagnostics

/// Looks on while the percentages of a file are handed on, for series in which some stand as ratios, such as 0.95 beside 95.
/// It keeps a few numbers a series, whatever the length of the file.
struct ShareWatch {
  /// Where a value stands.
  struct Place {
    var period: IndicatorPeriod
    var line: Int
    /// The place in the line.
    var column: Int
  }

  fileprivate struct Entry {
    var scale = ShareScale<Place>()
    /// The largest value so far, in ten-thousandths; nearly every other lies below it and is only counted.
    var largest = 0
  }

  /// By series.
  private var entries: [Entry?] = []
  private static let places = 4
  private static let unit = PlainDecimal.power(places)

  /// Looks at a plain value.
  @inline(__always)
  mutating func add(_ value: PlainDecimal, series: Int, at place: () -> Place) {
    if value.places <= Self.places, value.mantissa.magnitude < 1 << 40 {
      let scaled = value.mantissa &* PlainDecimal.power(Self.places &- value.places)
      if series < entries.count, entries[series]?.count(scaled, unit: Self.unit) == true { return }
    }
    add(value.rational, isProven: false, series: series, at: place)
  }

  /// Looks at a value.
  ///
  /// - Parameter isProven: whether numerator and denominator say that it is a percentage.
  mutating func add(_ value: Rational, isProven: Bool, series: Int, at place: () -> Place) {
    while entries.count <= series { entries.append(nil) }
    var entry = entries[series] ?? Entry()
    entry.scale.add(value, isProven: isProven, at: place())
    if let scaled = (value * Rational(Self.unit)).machineParts, scaled.denominator == 1 {
      entry.largest = max(entry.largest, scaled.numerator)
    }
    entries[series] = entry
  }

  /// What was found, in the order of the file.
  ///
  /// - Parameter isUsuallyHigh: whether the share of a series is high wherever people work.
  func mixes(isUsuallyHigh: (Int) -> Bool) -> [(series: Int, mix: ShareScale<Place>.Mix)] {
    entries.enumerated().compactMap { series, entry in
      entry?.scale.mix(isUsuallyHigh: isUsuallyHigh(series)).map { (series, $0) }
    }
    .sorted { ($0.mix.place.line, $0.mix.place.column) < ($1.mix.place.line, $1.mix.place.column) }
  }
}

extension ShareWatch.Entry {
  /// Counts a value that is neither the largest nor a ratio; false where it may be one of these.
  @inline(__always)
  fileprivate mutating func count(_ scaled: Int, unit: Int) -> Bool {
    guard scaled <= largest, scaled > unit else { return false }
    scale.addFurther(isSure: scaled >= 20 * unit)
    return true
  }
}
