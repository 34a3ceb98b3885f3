public import AssessmentModel

/// A number as nearly every cell of an export holds it: a whole number of ones, tenths, hundredths and so on.
public struct PlainDecimal: Sendable, Equatable {
  /// The digits as a whole number, with the sign.
  public let mantissa: Int
  /// How many of the digits stand behind the point, 0 to ``mostPlaces``.
  public let places: Int

  /// The most digits in all, and behind the point.
  static let mostDigits = 17
  static let mostPlaces = 9

  init(mantissa: Int, places: Int) {
    self.mantissa = mantissa
    self.places = places
  }

  /// 10 to the power of a number of places.
  static func power(_ places: Int) -> Int {
    var power = 1
    for _ in 0..<places { power &*= 10 }
    return power
  }

  /// The exact number.
  public var rational: Rational {
    places == 0 ? Rational(mantissa) : Rational(mantissa, Self.power(places))
  }

  /// What its last digit counts.
  public var step: Rational { Rational(1, Self.power(places)) }

  /// Reads `12345`, `-3`, `12.5` and `12,345.6`; nil for anything else, spaces and thousands behind a 0 included.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    var (value, digits, point) = (0, 0, -1)
    // How many digits stand behind the last comma; -1 where there is none.
    var grouped = -1
    for byte in bytes[(isNegative ? 1 : 0)...] {
      let digit = byte &- 0x30
      if digit < 10 {
        value = value &* 10 &+ Int(digit)
        digits += 1
        if grouped >= 0, point < 0 { grouped += 1 }
      } else if byte == UInt8(ascii: "."), point < 0, digits > 0 {
        point = digits
      } else if byte == UInt8(ascii: ","), point < 0, digits > 0,
        grouped < 0 ? digits <= 3 && bytes[isNegative ? 1 : 0] != UInt8(ascii: "0") : grouped == 3
      {
        grouped = 0
      } else {
        return nil
      }
      guard digits <= Self.mostDigits else { return nil }
    }
    let places = point < 0 ? 0 : digits - point
    guard digits > 0, grouped < 0 || grouped == 3, point < 0 || places > 0, places <= Self.mostPlaces else {
      return nil
    }
    self.init(mantissa: isNegative ? -value : value, places: places)
  }

  /// Reads one to eight digits, all at once; nil for anything else. The eight bytes that end with the last digit have to be
  /// readable, whatever they are.
  @inline(__always)
  init?(digitsBefore end: UnsafePointer<UInt8>, count: Int) {
    guard count &- 1 < 8, count > 0 else { return nil }
    let word = UInt64(littleEndian: UnsafeRawPointer(end - 8).loadUnaligned(as: UInt64.self))
    var digits = (word ^ 0x3030_3030_3030_3030) & (UInt64.max << UInt64(64 - 8 * count))
    guard ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
    // Neighbours are joined: eight digits to four numbers below 100, to two below 10,000, to one.
    digits = (digits &* 2_561) >> 8
    digits = ((digits & 0x00FF_00FF_00FF_00FF) &* 6_553_601) >> 16
    digits = ((digits & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) >> 32
    self.init(mantissa: Int(digits), places: 0)
  }

  /// Whether the number is larger than a whole one, which is at most 1,000.
  func exceeds(_ whole: Int) -> Bool { mantissa > whole * Self.power(places) }
}

/// A sum of plain decimals that machine integers hold.
struct PlainSum {
  /// The sum, in units of a tenth to the power of `places`.
  private var mantissa = 0
  private var places = 0
  /// How many numbers were added.
  private(set) var count = 0

  var rational: Rational { PlainDecimal(mantissa: mantissa, places: places).rational }

  /// Adds a number; false, and nothing added, where the sum would not fit.
  @inline(__always)
  mutating func add(_ value: PlainDecimal) -> Bool {
    if value.places == places {
      let (sum, overflows) = mantissa.addingReportingOverflow(value.mantissa)
      guard !overflows else { return false }
      mantissa = sum
      count &+= 1
      return true
    }
    return addUnequal(value)
  }

  private mutating func addUnequal(_ value: PlainDecimal) -> Bool {
    let places = max(places, value.places)
    let (left, leftOverflows) = mantissa.multipliedReportingOverflow(by: PlainDecimal.power(places - self.places))
    let (right, rightOverflows) = value.mantissa.multipliedReportingOverflow(
      by: PlainDecimal.power(places - value.places))
    let (sum, sumOverflows) = left.addingReportingOverflow(right)
    guard !leftOverflows, !rightOverflows, !sumOverflows else { return false }
    (mantissa, self.places) = (sum, places)
    count &+= 1
    return true
  }
}
