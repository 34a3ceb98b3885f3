import AssessmentModel
import BigInt
<<<<<<< HEAD
import TestSupport
import Testing

@Suite("Rational numbers")
struct RationalTests {
  /// A fraction as two big integers, never reduced: the plainest arithmetic there is.
  struct PlainFraction {
    var top: BigInt
    var bottom: BigInt
    func equals(_ other: Rational) -> Bool { top * other.denominator == other.numerator * bottom }
  }

  /// Small numbers, numbers that overflow when multiplied, and the ends of the machine range.
  static let samples: [Int] = [
    0, 1, -1, 2, 3, 7, 40, 60, 100, -999, 1_000_003, 4_294_967_296, -9_007_199_254_740_993, Int.max, Int.max - 1,
    Int.min, Int.min + 1,
  ]

  @Test("the four operations agree with unreduced big integers, also where machine integers overflow")
  func operations() {
    for a in Self.samples {
      for b in Self.samples where b != 0 {
        for c in Self.samples {
          for d in [1, 3, Int.max, Int.min] {
            let (left, right) = (Rational(a, b), Rational(c, d))
            let (p, q, r, s) = (BigInt(a), BigInt(b), BigInt(c), BigInt(d))
            #expect(PlainFraction(top: p * s + r * q, bottom: q * s).equals(left + right))
            #expect(PlainFraction(top: p * s - r * q, bottom: q * s).equals(left - right))
            #expect(PlainFraction(top: p * r, bottom: q * s).equals(left * right))
            if c != 0 { #expect(PlainFraction(top: p * s, bottom: q * r).equals(left / right)) }
            let difference = (p * s - r * q) * q.signum() * s.signum()
            #expect((left < right) == (difference < 0))
          }
        }
=======
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
>>>>>>> score
      }
    }
  }

<<<<<<< HEAD
  @Test("equal numbers are equal, hash alike and print alike, however they were made")
  func normalForm() {
    let big = BigInt(Int.max) * 6
    for (left, right) in [
      (Rational(2, 4), Rational(-1, -2)), (Rational(big, big * 3), Rational(1, 3)), (Rational(0, -5), Rational(0)),
      (Rational(Int.min, Int.min), Rational(1)), (Rational(big) / 6, Rational(Int.max)),
    ] {
      #expect(left == right)
      #expect(left.hashValue == right.hashValue)
      #expect(left.description == right.description)
    }
    #expect(Rational(-6, 4).description == "-3/2")
    #expect(Rational(5).description == "5/1")
  }

  @Test(
    "display rounds half to even, once (GB/T 8170)",
    arguments: [
      (Rational(1, 200), 2, "0.00"), (Rational(3, 200), 2, "0.02"), (Rational(5, 200), 2, "0.02"),
      (Rational(-3, 200), 2, "-0.02"), (Rational(-1, 200), 2, "-0.00"), (Rational(325, 4), 2, "81.25"),
      (Rational(2, 3), 2, "0.67"), (Rational(1, 3), 1, "0.3"), (Rational(19_999, 200), 2, "100.00"),
      (Rational(79_995, 1000), 2, "80.00"), (Rational(79_985, 1000), 2, "79.98"), (Rational(5, 2), 0, "2"),
      (Rational(7, 2), 0, "4"), (Rational(13_455, 1000), 1, "13.5"),
    ])
  func display(value: Rational, decimals: Int, expected: String) {
    #expect(value.display(decimals: decimals) == expected)
  }

  @Test("rounding is within half a unit and to even on a tie, for random fractions")
  func roundingProperty() throws {
    var generator = SeededGenerator(seed: 20_251_220)
    for _ in 0..<2_000 {
      let value = Rational(
        Int.random(in: -1_000_000...1_000_000, using: &generator), Int.random(in: 1...9_999, using: &generator))
      let text = value.display(decimals: 2)
      let shown = try #require(Int(text.replacing(".", with: "")))
      let distance = value * 100 - Rational(shown)
      #expect(distance <= Rational(1, 2) && Rational(-1, 2) <= distance)
      if distance == Rational(1, 2) || distance == Rational(-1, 2) { #expect(shown % 2 == 0) }
    }
=======
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
>>>>>>> score
  }
}
