internal import AssessmentModel
internal import Diagnostics

/// Holds reported indicators beside what the measures of the same time give by the same formula.
struct ReportedChecks {
  /// From what the measures of a period come.
  enum Base {
    /// From its half-hours, from its days, and from measures of the period itself.
    case intervals, days, period

    fileprivate var title: LocalizedText {
      switch self {
      case .intervals: LocalizedText(chinese: "按时段数据合计", english: "by its intervals")
      case .days: LocalizedText(chinese: "按逐日数据合计", english: "by its days")
      case .period: LocalizedText(chinese: "按同期的基础量计算", english: "by the measures of the same period")
      }
    }
  }

  let catalogue: IndicatorCatalogue
  /// In which file the reported values stand.
  let file: IndicatorFinding.File

  /// How far a reported figure may lie from what the measures give, besides its own rounding: half a point of a percentage
  /// and no more than a tenth of it, or 2 %.
  private static let pointsAllowed = Rational(1, 2)
  private static let tenth = Rational(1, 10)
  private static let shareAllowed = Rational(1, 50)
  /// So many values of a series are named one by one; more are counted.
  private static let mostNamed = 3

  /// A value that differs, what the measures give, and the other formulas by which they would give the reported value.
  private struct Difference {
    var point: IndicatorSeries.Point
    var found: Rational
    var others: [String]
  }

  /// What differs, in the order of the series.
  ///
  /// - Parameter measures: the measures of a period; nil for one of which none are told.
  func findings(
    _ reported: IndicatorData, _ base: Base, _ measures: (IndicatorPeriod) -> ((MeasureID) -> Rational?)?
  ) -> [IndicatorFinding] {
    reported.series.flatMap { series -> [IndicatorFinding] in
      guard series.key.group.isEmpty, case .indicator(let id, let variant) = series.key.subject,
        let defined = catalogue[id], let formula = defined.variants.first(where: { $0.id == variant }),
        let computation = formula.computation
      else { return [] }
      let indicator = defined.computed(by: formula)
      let finest = series.finestStep
      let different = series.points.compactMap { point -> Difference? in
        guard let measure = measures(point.period),
          let found = computation.value(isPercentage: indicator.isPercentage, of: measure)
        else { return nil }
        func agrees(_ value: Rational) -> Bool {
          Self.agree(point.value, value, indicator, written: point.step.map { _ in finest })
        }
        guard !agrees(found) else { return nil }
        let others = indicator.variants.filter { other in
          other.id != variant && other.unit == formula.unit
            && other.computation?.value(isPercentage: indicator.isPercentage, of: measure).map(agrees) ?? false
        }
        return Difference(point: point, found: found, others: others.map(\.id))
      }
      return different.count <= Self.mostNamed
        ? different.map { named($0, series, indicator, base) } : [counted(different, series, indicator, base)]
    }
  }

  private func named(
    _ difference: Difference, _ series: IndicatorSeries, _ indicator: IndicatorDefinition, _ base: Base
  ) -> IndicatorFinding {
    let (title, period) = (catalogue.title(of: series.key.subject), difference.point.period)
    let numbers = Self.numbers(difference, indicator.unit)
    let guess = guess(difference.others.first, indicator)
    return IndicatorFinding(
      .reportedDiffers, in: file, line: difference.point.line,
      chinese:
        "\(title.chinese)：\(period.printed) 报 \(numbers.reported.chinese)，\(base.title.chinese)是 \(numbers.found.chinese)。"
        + (guess?.chinese ?? "请核对口径与取数范围。"),
      english:
        "\(title.english): \(numbers.reported.english) reported for \(period), \(numbers.found.english) \(base.title.english)."
        + (guess.map { " " + $0.english } ?? ""))
  }

  private func counted(
    _ differences: [Difference], _ series: IndicatorSeries, _ indicator: IndicatorDefinition, _ base: Base
  ) -> IndicatorFinding {
    let (title, first) = (catalogue.title(of: series.key.subject), differences[0])
    let count = first.point.period.length.counted(differences.count)
    let numbers = Self.numbers(first, indicator.unit)
    let common = first.others.first { other in differences.allSatisfy { $0.others.contains(other) } }
    let guess = guess(common, indicator)
    return IndicatorFinding(
      .reportedDiffers, in: file, line: first.point.line,
      chinese:
        "\(title.chinese)：有 \(count.chinese)的报数与基础量对不上，如 \(first.point.period.printed) 报 \(numbers.reported.chinese)，\(base.title.chinese)是 \(numbers.found.chinese)。"
        + (guess?.chinese ?? "请核对口径与取数范围。"),
      english:
        "\(title.english): \(count.english) are reported otherwise than measured, such as \(first.point.period): \(numbers.reported.english) reported, \(numbers.found.english) \(base.title.english)."
        + (guess.map { " " + $0.english } ?? ""))
  }

  private func guess(_ variant: String?, _ indicator: IndicatorDefinition) -> LocalizedText? {
    indicator.variants.first { $0.id == variant }.map { other in
      LocalizedText(
        chinese: "报数像是按“\(other.title.chinese)”算的。", english: "The report looks like “\(other.title.english)”.")
    }
  }

  /// Both numbers with their unit, the measured one with as many decimals as it takes to differ.
  private static func numbers(
    _ difference: Difference, _ unit: String
  ) -> (reported: LocalizedText, found: LocalizedText) {
    let (reported, found) = (difference.point.value, difference.found)
    let decimals = (1...12).first { found.display(decimals: $0) != reported.display(decimals: $0) } ?? 12
    return (UnitName.quantity(decimal(reported), unit), UnitName.quantity(found.typeset(decimals: decimals), unit))
  }

  /// Whether a report is what the measures give, but for what is allowed and what its own rounding leaves.
  ///
  /// - Parameter step: what the last digit of the report counts; nil where it was computed.
  private static func agree(
    _ reported: Rational, _ found: Rational, _ indicator: IndicatorDefinition, written step: Rational?
  ) -> Bool {
    let allowed =
      indicator.isPercentage ? min(pointsAllowed, found.magnitude * tenth) : found.magnitude * shareAllowed
    return (reported - found).magnitude <= allowed + (step ?? 0) / 2
  }
}
