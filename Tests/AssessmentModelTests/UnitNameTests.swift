import AssessmentModel
import Diagnostics
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
}
