internal import AssessmentModel
internal import InputFiles

// What numbers and durations come to in the unit of the catalogue, and whether a value is what its parts give.
extension RowReader {
  /// Whether a value is what its parts give, but for what rounding leaves: half a point, or 2 %.
  static func agree(_ value: Rational, _ quotient: Rational, _ meaning: CellMeaning) -> Bool {
    agree(value, quotient, isPercentage: meaning.isPercentage)
  }

  /// The same of a value in per cent, where it is one.
  static func agree(_ value: Rational, _ quotient: Rational, isPercentage: Bool) -> Bool {
    let expected = quotient * (isPercentage ? 100 : 1)
    return (value - expected).magnitude <= (isPercentage ? Rational(1, 2) : expected.magnitude / 50)
  }

  func converted(
    _ number: Rational, _ suffix: String, _ factor: Rational, _ meaning: CellMeaning, _ column: Int
  ) -> Rational? {
    if suffix.isEmpty { return factor == 1 ? number : number * factor }
    guard let own = UnitConversion.factor(from: suffix, to: meaning.unit) else {
      findings.wrongUnit(suffix, kept: meaning.unit, column: column, at: records.place(column))
      return nil
    }
    return number * own
  }

  func seconds(
    _ first: Int, _ second: Rational, _ third: Rational?, _ readsHours: Bool, _ unit: String, _ column: Int
  ) -> Rational? {
    guard let factor = UnitConversion.factor(from: "秒", to: unit) else {
      findings.wrongUnit("时:分:秒", kept: unit, column: column, at: records.place(column))
      return nil
    }
    let total: Rational
    if let third {
      total = Rational(first) * 3_600 + second * 60 + third
    } else {
      total = readsHours ? Rational(first) * 3_600 + second * 60 : Rational(first) * 60 + second
    }
    return total * factor
  }
}
