public import AssessmentModel
internal import Foundation
internal import Statistics

/// How numbers of an analysis are printed: rounded once, half to even (GB/T 8170), with a true minus sign.
public enum NumberText {
  /// A number with so many decimals, where they are 0 to 15 and it is below 10¹⁶; else as `1.295×10^15`.
  ///
  /// - Parameter decimals: the decimal place that is rounded to; below 0 a place before the point, as with -12 for the
  ///   number above.
  public static func decimal(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, !fixedPlaces.contains(decimals) || value.magnitude >= 1e16 else {
      // The C library rounds the exact value of the number, and an exact half to even.
      return signed(String(format: "%.\(max(0, min(decimals, 15)))f", value))
    }
    return power(value, decimals)
  }

  /// An exact number with so many decimals, in the form of `decimal(_:_:)` of a machine number.
  public static func decimal(_ value: Rational, _ decimals: Int) -> String {
    guard fixedPlaces.contains(decimals), value.magnitude < largestFixed else {
      return decimal(value.nearestDouble, decimals)
    }
    return signed(value.display(decimals: decimals))
  }

  /// The decimals that are written out.
  private static let fixedPlaces = 0...15
  private static let largestFixed = Rational(10_000_000_000_000_000)

  /// A number by the power of ten that it begins with; four figures where the decimals are no matter of its size.
  private static func power(_ value: Double, _ decimals: Int) -> String {
    guard value != 0 else { return "0" }
    let exponent = Int(log10(value.magnitude).rounded(.down))
    let figures = fixedPlaces.contains(decimals) ? 3 : max(0, min(decimals + exponent, 15))
    let parts = String(format: "%.\(figures)e", value).split(separator: "e").map(String.init)
    guard parts.count == 2, let written = Int(parts[1]) else { return signed(String(value)) }
    return signed(parts[0]) + (written == 0 ? "" : "×10^" + signed(String(written)))
  }

  /// A number with about four figures.
  public static func plain(_ value: Double) -> String { decimal(value, decimals(for: value.magnitude)) }

  /// A share as a percentage with one decimal, such as `32.8%`.
  public static func percent(_ share: Double) -> String { decimal(share * 100, 1) + "%" }

  /// A probability: three decimals, and never 0.
  public static func probability(_ value: Double) -> String { value < 0.001 ? "< 0.001" : decimal(value, 3) }

  /// A probability after its letter: `p = 0.034`, `p < 0.001`.
  public static func equation(_ value: Double) -> String {
    value < 0.001 ? "p < 0.001" : "p = \(decimal(value, 3))"
  }

  /// One decimal more than the values themselves have: means and limits say no more than that.
  ///
  /// Where values have more than five decimals, at least six, and as many as three figures of what they differ by need;
  /// where that took more than 16 digits, no more than those three figures need, which may be less than 0. Quotients that
  /// no decimals write out, such as 3474/4179, have as many as those three figures need, at least one.
  public static func decimals(of values: [Rational]) -> Int {
    var (most, isCut, isQuotient) = (0, false, false)
    for value in values {
      var (places, rest) = (0, value)
      while places < 5, rest.denominator != 1 {
        rest = rest * 10
        places += 1
      }
      most = max(most, places)
      isCut = isCut || rest.denominator != 1
      isQuotient = isQuotient || !rest.isDecimal
    }
    guard let low = values.min(), let high = values.max() else { return most + 1 }
    let size = max(low.magnitude, high.magnitude).nearestDouble
    let spread = high > low ? (high - low).nearestDouble : size
    guard size.isFinite, spread > 0 else { return most + 1 }
    let telling = 2 - Int(log10(spread).rounded(.down))
    let decimals = isQuotient ? max(1, telling) : isCut ? max(most + 1, telling) : most + 1
    let digits = max(0, Int(log10(size).rounded(.down))) + 1 + decimals
    return digits > 16 && size > 1 ? min(decimals, telling) : decimals
  }

  /// As many decimals as are needed so that numbers that stand together, such as an estimate and its limits, differ as
  /// printed, and none but 0 is printed as 0.
  ///
  /// - Parameters:
  ///   - values: the numbers; those below a billionth of the largest count as 0, which is what rounding leaves of it.
  ///   - decimals: the fewest.
  public static func decimals(telling values: [Double], from decimals: Int) -> Int {
    let sorted = Set(values.filter(\.isFinite)).sorted()
    let size = sorted.map(\.magnitude).max() ?? 0
    guard size > 0 else { return decimals }
    func isTold(_ decimals: Int) -> Bool {
      let texts = sorted.map { decimal($0, decimals) }
      let nothing = decimal(0.0, decimals)
      return zip(sorted, texts).allSatisfy { $0.magnitude < size * 1e-9 || $1 != nothing }
        && zip(sorted.indices, sorted.indices.dropFirst()).allSatisfy { first, second in
          sorted[second] - sorted[first] < size * 1e-13 || texts[first] != texts[second]
        }
    }
    return (decimals..<(decimals + 15)).first(where: isTold) ?? decimals
  }

  private static func decimals(for magnitude: Double) -> Int {
    switch magnitude {
    case 1e16...: 3 - Int(log10(min(magnitude, 1e300)).rounded(.down))
    case 1_000...: 0
    case 100...: 1
    case 10...: 2
    case 1...: 3
    case 1e-300..<0.001: 1 - Int(log10(magnitude).rounded(.down))
    default: 4
    }
  }

  /// `-0.00` is 0, and a hyphen is no minus sign.
  private static func signed(_ text: String) -> String {
    guard text.hasPrefix("-") else { return text }
    let digits = text.dropFirst()
    return digits.contains { $0 != "0" && $0 != "." } ? "−" + digits : String(digits)
  }
}
