import AssessmentModel
import BigInt
import TestSupport
import Testing

@Suite struct RationalTests {
  @Test func keepsLowestTermsWithAPositiveDenominator() {
    #expect(Rational(6, -4).description == "-3/2")
    #expect(Rational(0, -7).description == "0/1")
    #expect(Rational(80).description == "80/1")
    #expect(Rational(BigInt(6), BigInt(-4)) == Rational(-3, 2))
    #expect(Rational(Int.min, Int.min) == 1)
    #expect(Rational(Int.min, -1).numerator == -BigInt(Int.min))
    #expect(Rational(1, Int.min).denominator == -BigInt(Int.min))
  }

  @Test func equalNumbersAreEqualAndHashAlikeHoweverTheyCameAbout() {
    let huge = BigInt(2).power(100)
    let back = Rational(huge * 3, huge * 4)
    #expect(back == Rational(3, 4))
    #expect(back.hashValue == Rational(3, 4).hashValue)
    #expect(Rational(huge) - Rational(huge - 1) == 1)
    #expect(Rational(huge) != Rational(huge + 1))
    #expect(Rational(1, 3).machineParts?.denominator == 3)
    #expect(Rational(huge).machineParts == nil)
  }

  /// Every operation on numbers near the ends of Int agrees with big integers.
  @Test func overflowGoesOnInBigIntegers() {
    let parts = [1, -1, 2, 3, -7, 60, Int.max, Int.max - 1, Int.min, Int.min + 1, 1 << 62, 3_037_000_500]
    let numbers: [Rational] = [0] + parts.flatMap { top in parts.filter { $0 > 0 }.map { Rational(top, $0) } }
    for left in numbers {
      for right in numbers {
        let (a, b, c, d) = (left.numerator, left.denominator, right.numerator, right.denominator)
        #expect(left + right == Rational(a * d + c * b, b * d))
        #expect(left - right == Rational(a * d - c * b, b * d))
        #expect(left * right == Rational(a * c, b * d))
        if c != 0 { #expect(left / right == Rational(a * d, b * c)) }
        #expect((left < right) == (a * d < c * b))
      }
    }
  }

  /// In whichever order and grouping, also where parts and sum exceed machine integers.
  @Test func sumsAreExact() {
    var random = SeededGenerator(seed: 81)
    #expect([Rational]().sum() == 0)
    for _ in 0..<200 {
      let values = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        Rational(Int.random(in: -1_000...1_000, using: &random), Int.random(in: 1...60, using: &random))
          * (Int.random(in: 0...9, using: &random) == 0 ? Rational(Int.max, 3) : 1)
      }
      #expect(values.sum() == values.reduce(0) { $0 + $1 })
      #expect(values.shuffled(using: &random).sum() == values.sum())
    }
  }

  /// GB/T 8170—2008 3.2: up above half, down below half, an exact half to the even digit; negatives by magnitude.
  @Test(arguments: [
    (Rational(1225, 100), 1, "12.2"), (Rational(1235, 100), 1, "12.4"), (Rational(12_251, 1_000), 1, "12.3"),
    (Rational(1149, 100), 0, "11"), (Rational(105, 10), 0, "10"), (Rational(115, 10), 0, "12"),
    (Rational(-355), 0, "-355"), (Rational(-325, 10_000), 3, "-0.032"),
    (Rational(-3_651, 100_000), 3, "-0.037"),
    (Rational(325, 4), 2, "81.25"), (Rational(2, 3), 2, "0.67"), (Rational(1, 800), 2, "0.00"),
    (Rational(-1, 800), 2, "-0.00"), (Rational(9_995, 100), 1, "100.0"),
    (Rational(99_995, 1_000), 2, "100.00"),
    (Rational(5, 1_000), 2, "0.00"), (Rational(15, 1_000), 2, "0.02"), (Rational(7584, 10), 1, "758.4"),
    (0, 2, "0.00"), (Rational(1, 3), 18, "0.333333333333333333"),
  ])
  func roundsHalfToEven(_ value: Rational, _ decimals: Int, _ expected: String) {
    #expect(value.display(decimals: decimals) == expected)
  }

  @Test func roundsBigNumbersByTheSameRule() {
    let scale = BigInt(10).power(30)
    #expect(Rational(scale * 2 + 1, 2).display(decimals: 0) == (scale).description)
    #expect(Rational(scale * 2 + 3, 2).display(decimals: 0) == (scale + 2).description)
    #expect(Rational(Int.min).display(decimals: 1) == "-9223372036854775808.0")
    #expect(Rational(Int.max).display(decimals: 18) == "9223372036854775807.000000000000000000")
  }

  @Test func displaysShares() {
    #expect(Rational(1, 5).percentage() == "20.00%")
    #expect(Rational(1, 3).percentage(decimals: 1) == "33.3%")
  }
}
