public import AssessmentModel
internal import Foundation

/// How numbers of an analysis are printed: rounded once, half to even (GB/T 8170), with a true minus sign.
public enum NumberText {
  /// A number with so many decimals.
  public static func decimal(_ value: Double, _ decimals: Int) -> String {
    // The C library rounds the exact value of the number, and an exact half to even.
    signed(String(format: "%.\(max(0, min(decimals, 12)))f", value))
  }

  /// An exact number with so many decimals.
  public static func decimal(_ value: Rational, _ decimals: Int) -> String {
    signed(value.display(decimals: max(0, min(decimals, 18))))
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

  /// One decimal more than the values themselves have, at most six: means and limits say no more than that.
  public static func decimals(of values: [Rational]) -> Int {
    let most = values.reduce(0) { most, value in
      var (places, rest) = (0, value)
      while places < 5, rest.denominator != 1 {
        rest = rest * 10
        places += 1
      }
      return max(most, places)
    }
    return most + 1
  }

  private static func decimals(for magnitude: Double) -> Int {
    switch magnitude {
    case 1_000...: 0
    case 100...: 1
    case 10...: 2
    case 1...: 3
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
