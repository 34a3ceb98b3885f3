public import Diagnostics

/// How levels of indicators and their differences are printed, in tables and texts alike: with as many decimals as their size
/// asks for, rounded once, half to even (GB/T 8170), with a true minus sign (U+2212).
public enum LevelText {
  /// Three decimals below 1, and two significant figures where that takes more, two below 10, one below 1,000, none above.
  public static func decimals(for level: Rational) -> Int {
    let magnitude = level.magnitude
    guard magnitude > 0, magnitude < Rational(1, 100) else {
      return magnitude < 1 ? 3 : magnitude < 10 ? 2 : magnitude < 1_000 ? 1 : 0
    }
    var (decimals, least) = (3, Rational(1, 100))
    while magnitude < least, decimals < mostDecimals { (decimals, least) = (decimals + 1, least / 10) }
    return decimals
  }

  /// How many decimals are ever printed, so that no number gets longer than anybody reads.
  public static let mostDecimals = 15

  /// The decimals of two levels that stand beside each other with their difference: those of the finer one, and more where
  /// the two would look equal, or their difference like nothing, and are not.
  public static func decimals(for first: Rational, and second: Rational) -> Int {
    let usual = max(decimals(for: first), decimals(for: second))
    guard first != second else { return usual }
    let difference = (first - second).magnitude
    return (usual...mostDecimals).first { decimals in
      first.display(decimals: decimals) != second.display(decimals: decimals)
        && difference.display(decimals: decimals).contains(where: isTelling)
    } ?? mostDecimals
  }

  /// A number with so many decimals, or with those of its size; what rounds to nothing has no sign.
  public static func number(_ value: Rational, decimals: Int? = nil) -> String {
    let text = value.magnitude.display(decimals: decimals ?? self.decimals(for: value))
    return value < 0 && text.contains(where: isTelling) ? minus + text : text
  }

  /// A level in its unit: 18.9秒 and 18.9 s.
  public static func quantity(_ value: Rational, _ unit: String, decimals: Int? = nil) -> LocalizedText {
    UnitName.quantity(number(value, decimals: decimals), unit)
  }

  /// A number with its sign, + or −; 0 has none.
  public static func signed(_ value: Rational, decimals: Int) -> String {
    value > 0 ? "+" + number(value, decimals: decimals) : number(value, decimals: decimals)
  }

  /// The difference of two levels with its sign and in its unit: −1.2秒, +1.5 个百分点; ≈ before 0 where it is too small for
  /// any decimals.
  public static func difference(_ value: Rational, _ unit: String, decimals: Int) -> LocalizedText {
    let isSeen = value == 0 || number(value, decimals: decimals).contains(where: isTelling)
    return UnitName.difference(isSeen ? signed(value, decimals: decimals) : "≈0", unit)
  }

  private static let minus = "\u{2212}"

  private static func isTelling(_ character: Character) -> Bool { character != "0" && character != "." }
}

extension Rational {
  /// The number as `display(decimals:)` has it, with a true minus sign (U+2212) as print has it.
  public func typeset(decimals: Int = 2) -> String {
    let text = display(decimals: decimals)
    // Looking for the sign takes many times as long as writing the number.
    return self < 0 ? text.replacing("-", with: "\u{2212}") : text
  }
}
