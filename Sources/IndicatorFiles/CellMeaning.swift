internal import AssessmentModel

/// What a cell means, with all that is the same in every row.
struct CellMeaning {
  var subject: IndicatorSeries.Subject
  /// The unit of the catalogue, and the factor that leads there from that of the file.
  var unit: String
  var factor: Rational
  var readsHours: Bool
  var mayBeNegative: Bool
  var endsAtHundred: Bool
  var isPercentage: Bool
  /// Whether it counts calls, people or other things, which are whole.
  var isCount: Bool
}

/// What is to be known of a column or a name to take a plain decimal without a further look.
struct PlainRule {
  /// Which column holds the value.
  var column: Int
  /// Whether a number without a unit is in that of the catalogue.
  var isInCatalogueUnit: Bool
  var mayBeNegative: Bool
  var endsAtHundred: Bool
  var isCount: Bool
  /// Whether `98.5%` and `03:25` are what the column holds, and whether the latter means hours and minutes.
  var takesPercent: Bool, takesClock: Bool, readsHours: Bool

  init(_ meaning: CellMeaning, column: Int) {
    self.column = column
    isInCatalogueUnit = meaning.factor == 1
    (takesPercent, takesClock) = (meaning.unit == "%", meaning.unit == "秒")
    readsHours = meaning.readsHours
    (mayBeNegative, endsAtHundred) = (meaning.mayBeNegative, meaning.endsAtHundred)
    isCount = meaning.isCount
  }

  /// Whether a number may have a point before its thousands, as 1.204 may; asked where commas are decimal points.
  func isDoubtful(_ value: PlainDecimal) -> Bool { isCount && value.places == 3 }

  @inline(__always)
  func allows(_ value: PlainDecimal) -> Bool {
    (value.mantissa >= 0 || mayBeNegative) && !(endsAtHundred && value.exceeds(100))
  }

  /// A number that says its own unit, in that of the catalogue: a percentage, or a duration as seconds.
  func ownUnit(_ bytes: UnsafeRawBufferPointer) -> PlainDecimal? {
    if takesPercent {
      guard bytes.last == UInt8(ascii: "%") else { return nil }
      return PlainDecimal(UnsafeRawBufferPointer(rebasing: bytes.dropLast()))
    }
    guard takesClock, let parts = ClockParts(bytes) else { return nil }
    return PlainDecimal(mantissa: parts.seconds(readsHours: readsHours), places: 0)
  }

  /// What a cell holds, where that can be taken as it is.
  ///
  /// - Parameter isInCatalogueUnit: whether a number without a unit is in that of the catalogue.
  @inline(__always)
  func value(_ row: CSVRow, isInCatalogueUnit: Bool) -> PlainDecimal? {
    let value = (isInCatalogueUnit ? row.decimal(column) : nil) ?? ownUnit(row.bytes(column))
    return value.flatMap { allows($0) ? $0 : nil }
  }
}
