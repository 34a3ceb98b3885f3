import AssessmentModel
import BigInt

/// The reference's own fractions, so that it shares no arithmetic with what it checks: reduced while they fit into 128
/// bits, and beyond that big integers that are never reduced.
struct Fraction: Comparable {
  private enum Parts {
    case fitting(Int128, Int128)
    case big(BigInt, BigInt)
  }

  private let parts: Parts

  var top: BigInt {
    switch parts {
    case .fitting(let top, _): BigInt(top)
    case .big(let top, _): top
    }
  }

  var bottom: BigInt {
    switch parts {
    case .fitting(_, let bottom): BigInt(bottom)
    case .big(_, let bottom): bottom
    }
  }

  init(_ top: Int128, over bottom: Int128) {
    var (left, right) = (top < 0 ? -top : top, bottom)
    while right != 0 { (left, right) = (right, left % right) }
    parts = .fitting(top / left, bottom / left)
  }

  init(_ top: Int, over bottom: Int128) { self.init(Int128(top), over: bottom) }

  init(_ top: Int, over bottom: Int = 1) { self.init(Int128(top), over: Int128(bottom)) }

  private init(fitting top: Int128, over bottom: Int128) { parts = .fitting(top, bottom) }

  private init(big top: BigInt, over bottom: BigInt) { parts = .big(top, bottom) }

  init(_ value: Rational) {
    if let (top, bottom) = value.machineParts {
      self.init(fitting: Int128(top), over: Int128(bottom))
    } else {
      self.init(big: value.numerator, over: value.denominator)
    }
  }

  /// a × b + c × d, where it fits.
  private static func sum(_ a: Int128, _ b: Int128, _ c: Int128, _ d: Int128) -> Int128? {
    let (first, firstOverflows) = a.multipliedReportingOverflow(by: b)
    let (second, secondOverflows) = c.multipliedReportingOverflow(by: d)
    let (sum, overflows) = first.addingReportingOverflow(second)
    return firstOverflows || secondOverflows || overflows ? nil : sum
  }

  static func + (left: Fraction, right: Fraction) -> Fraction {
    if case .fitting(let a, let b) = left.parts, case .fitting(let c, let d) = right.parts,
      let top = sum(a, d, c, b), let bottom = sum(b, d, 0, 0)
    {
      return Fraction(top, over: bottom)
    }
    return Fraction(
      big: left.top * right.bottom + right.top * left.bottom, over: left.bottom * right.bottom)
  }

  static func - (left: Fraction, right: Fraction) -> Fraction { left + right * Fraction(-1) }

  static func * (left: Fraction, right: Fraction) -> Fraction {
    if case .fitting(let a, let b) = left.parts, case .fitting(let c, let d) = right.parts,
      let top = sum(a, c, 0, 0), let bottom = sum(b, d, 0, 0)
    {
      return Fraction(top, over: bottom)
    }
    return Fraction(big: left.top * right.top, over: left.bottom * right.bottom)
  }

  /// The quotient by a positive fraction.
  static func / (left: Fraction, right: Fraction) -> Fraction {
    if case .fitting(let a, let b) = left.parts, case .fitting(let c, let d) = right.parts,
      let top = sum(a, d, 0, 0), let bottom = sum(b, c, 0, 0)
    {
      return Fraction(top, over: bottom)
    }
    return Fraction(big: left.top * right.bottom, over: left.bottom * right.top)
  }

  static func < (left: Fraction, right: Fraction) -> Bool {
    if case .fitting(let a, let b) = left.parts, case .fitting(let c, let d) = right.parts,
      let first = sum(a, d, 0, 0), let second = sum(c, b, 0, 0)
    {
      return first < second
    }
    return left.top * right.bottom < right.top * left.bottom
  }

  static func == (left: Fraction, right: Fraction) -> Bool {
    if case .fitting(let a, let b) = left.parts, case .fitting(let c, let d) = right.parts {
      return a == c && b == d
    }
    return left.top * right.bottom == right.top * left.bottom
  }

  /// Σ weight × value ÷ Σ weight; nil without parts.
  static func mean(_ parts: [(Fraction, Fraction)]) -> Fraction? {
    parts.isEmpty
      ? nil
      : parts.reduce(Fraction(0)) { $0 + $1.0 * $1.1 } / parts.reduce(Fraction(0)) { $0 + $1.0 }
  }
}
