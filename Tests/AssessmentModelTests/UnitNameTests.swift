import AssessmentModel
import Diagnostics
import TestSupport
import Testing

/// Units are named in the language of the output.
@Suite struct UnitNameTests {
  @Test(arguments: [
    ("秒", "s"), ("分", "points"), ("分钟", "min"), ("元", "yuan"), ("人", "people"), ("通/小时", "calls/h"), ("%", "%"),
    ("", ""), ("bps", "bps"),
  ])
  func aUnitHasItsEnglishName(unit: String, english: String) {
    #expect(UnitName.localized(unit) == LocalizedText(chinese: unit, english: english))
  }

  @Test func aNumberStandsCloseToItsUnitInChineseAndToASignInBoth() {
    #expect(UnitName.quantity("18.9", "秒") == LocalizedText(chinese: "18.9秒", english: "18.9 s"))
    #expect(UnitName.quantity("98.5", "%") == LocalizedText(chinese: "98.5%", english: "98.5%"))
    #expect(UnitName.quantity("3", "") == LocalizedText(chinese: "3", english: "3"))
  }

  @Test func percentagesDifferByPoints() {
    #expect(UnitName.difference("+1.5", "%") == LocalizedText(chinese: "+1.5 个百分点", english: "+1.5 points"))
    #expect(UnitName.difference("−1.5", "秒") == LocalizedText(chinese: "−1.5秒", english: "−1.5 s"))
  }

  /// Both levels and their difference have as many decimals, enough to tell levels apart that differ.
  @Test(arguments: [
    (86_610, 88_160, 1), (9_950, 10_200, 2), (250, 300, 3), (86_610, 86_640, 2), (1_234_000, 1_235_000, 0),
    (1_234_100, 1_234_300, 1), (50_000, 50_000, 1), (50_000, 50_001, 3), (12_349, 12_351, 3), (86_649, 86_651, 3),
  ])
  func decimalsTellLevelsApart(first: Int, second: Int, decimals: Int) {
    #expect(LevelText.decimals(for: Rational(first, 1_000), and: Rational(second, 1_000)) == decimals)
  }

  /// However close two levels are, they look different and so does their difference from nothing.
  @Test func noDifferenceLooksLikeNothing() {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<2_000 {
      let first = Rational(Int.random(in: 0...2_000_000, using: &random), Int.random(in: 1...20_000, using: &random))
      let apart = (0..<Int.random(in: 0...10, using: &random)).reduce(Rational(1)) { value, _ in value / 10 }
      let second = first + apart / Rational(Int.random(in: 1...9, using: &random))
      let decimals = LevelText.decimals(for: first, and: second)
      let text = LevelText.difference(first - second, "秒", decimals: decimals).chinese
      #expect(text.contains(/−.*[1-9]/), "\(first) \(second) \(text)")
      #expect(LevelText.number(first, decimals: decimals) != LevelText.number(second, decimals: decimals))
    }
    let near = LevelText.difference(Rational(1, 1_000_000_000) / 1_000_000_000, "%", decimals: 15)
    #expect(near.chinese == "≈0 个百分点" && near.english == "≈0 points")
  }

  @Test func numbersHaveATrueMinusSignAndNothingHasNone() {
    #expect(LevelText.quantity(Rational(-13), "%").chinese == "−13.0%")
    #expect(LevelText.number(Rational(-1, 100_000), decimals: 3) == "0.000")
    #expect(LevelText.number(Rational(-1, 100_000)) == "\u{2212}0.000010")
    #expect(LevelText.difference(Rational(-3, 2), "%", decimals: 1).english == "−1.5 points")
    #expect(LevelText.signed(Rational(0), decimals: 1) == "0.0" && LevelText.signed(Rational(2), decimals: 1) == "+2.0")
    #expect(Rational(-2, 3).typeset() == "−0.67")
  }
}
