import AssessmentModel
import BigInt
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
      }
    }
  }

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
  }
}
