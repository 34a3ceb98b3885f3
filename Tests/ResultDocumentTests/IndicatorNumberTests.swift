import AssessmentModel
import Diagnostics
import Statistics
import Testing

@testable import ResultDocument

/// Values of indicators are printed so that a reader can tell them apart and hold them against their target.
@Suite struct IndicatorNumberTests {
  @Test(arguments: [
    (Rational(12_345, 10), "1234"), (Rational(7_995, 100), "80.0"), (Rational(425, 100), "4.25"),
    (Rational(1, 2), "0.500"), (Rational(5, 100), "0.050"), (Rational(27, 10_000), "0.0027"),
    (Rational(587, 10_000_000), "0.000059"), (0, "0.000"),
  ])
  func aValueHasTheDecimalsOfItsSize(value: Rational, text: String) {
    #expect(IndicatorNumber.text(value) == text)
  }

  /// 79.95 is 80.0 as it is usually printed, which would meet 80 %.
  @Test func roundingNeverContradictsTheVerdict() {
    func text(_ value: Rational, atLeast target: Rational) -> String {
      IndicatorNumber.text(value) { $0 >= target }
    }
    #expect(text(Rational(7_995, 100), atLeast: 80) == "79.95")
    #expect(text(Rational(79_999, 1_000), atLeast: 80) == "79.999")
    #expect(text(Rational(8_004, 100), atLeast: 80) == "80.0")
    #expect(text(Rational(7_995, 100), atLeast: Rational(799, 10)) == "80.0")
    #expect(IndicatorNumber.text(Rational(1_004, 10_000_000)) { $0 <= Rational(1, 10_000) } == "0.0001004")
    #expect(IndicatorNumber.text(Rational(7_995, 100)) { _ in nil } == "80.0")
  }

  @Test func theEndsOfAnIntervalDiffer() {
    #expect(IndicatorNumber.range(Interval(78.21, 80.04)).chinese == "78.2%～80.0%")
    #expect(IndicatorNumber.range(Interval(0.00241, 0.00302)).chinese == "0.0024%～0.0030%")
    #expect(IndicatorNumber.range(Interval(80.072, 80.138)).chinese == "80.07%～80.14%")
    let close = IndicatorNumber.range(Interval(80.001, 80.004)).english
    #expect(close == "80.001% to 80.004%")
  }

  @Test func aTargetIsPrintedAsItWasWritten() {
    #expect(IndicatorNumber.exact(Rational(1, 10_000)) == "0.0001")
    #expect(IndicatorNumber.exact(Rational(5, 10_000_000)) == "0.0000005")
    #expect(IndicatorNumber.plain(Rational(5, 100_000)) == "0.0000500")
    #expect(IndicatorNumber.signed(-0.000042) == "−0.000042")
  }
}
