public import AssessmentModel
internal import Diagnostics

/// Sums rows up to days or months, in memory that grows with the days or months and not with the rows.
public final class PeriodTotals: IndicatorSink {
  /// To which length periods are summed up.
  public enum Length: String, Sendable, CaseIterable {
    /// A day.
    case day
    /// A month.
    case month
  }

  /// Why a series cannot be summed up.
  public enum Obstacle: Error, Hashable, Sendable {
    /// Its values have neither numerator and denominator nor a sample.
    case noWeights
    /// A period, such as a week, does not lie within one day or month.
    case longPeriod
  }

  private struct Totals {
    var key: IndicatorSeries.Key
    var period: IndicatorPeriod
    /// What is counted and what it is divided by; for a measure that is averaged the number of values.
    var top = Rational(0)
    var bottom = Rational(0)
    var sample: Rational? = 0
    var line: Int
  }

  private let length: Length
  private let catalogue: IndicatorCatalogue
  private var totals: [Totals] = []
  private var places: [SIMD2<Int>: Int] = [:]
  private var rules: [Int: Rule] = [:]
  private var last: (pair: SIMD2<Int>, place: Int)?
  /// The series that cannot be summed up, with the first line on which that shows.
  public private(set) var obstacles: [IndicatorSeries.Key: (obstacle: Obstacle, line: Int)] = [:]

  private enum Rule { case sum, mean, quotient(percent: Bool) }

  /// Sums up to a length.
  public init(_ length: Length, catalogue: IndicatorCatalogue) {
    self.length = length
    self.catalogue = catalogue
  }

  /// Adds a row.
  public func take(_ row: IndicatorRow) {
    guard let period = period(row.point.period) else {
      if obstacles[row.key] == nil { obstacles[row.key] = (.longPeriod, row.point.line) }
      return
    }
    let rule = rules[row.series] ?? newRule(row)
    let pair = SIMD2(row.series, period.start.dayNumber)
    let place: Int
    if let last, last.pair == pair {
      place = last.place
    } else if let known = places[pair] {
      place = known
    } else {
      place = totals.count
      places[pair] = place
      totals.append(Totals(key: row.key, period: period, line: row.point.line))
    }
    last = (pair, place)
    add(row, to: &totals[place], by: rule)
  }

  private func add(_ row: IndicatorRow, to totals: inout Totals, by rule: Rule) {
    let point = row.point
    switch rule {
    case .sum: totals.top += point.value
    case .mean:
      totals.top += point.value
      totals.bottom += 1
    case .quotient(let percent):
      if let numerator = point.numerator, let denominator = point.denominator {
        totals.top += numerator
        totals.bottom += denominator
      } else if let sample = point.sample {
        totals.top += percent ? point.value * sample / 100 : point.value * sample
        totals.bottom += sample
      } else if obstacles[row.key] == nil {
        obstacles[row.key] = (.noWeights, point.line)
      }
      totals.sample = totals.sample.flatMap { sum in point.sample.map { sum + $0 } }
    }
  }

  private func period(_ period: IndicatorPeriod) -> IndicatorPeriod? {
    switch (length, period.length) {
    case (.day, .minutes), (.day, .day): IndicatorPeriod(day: period.start)
    case (.month, .minutes), (.month, .day), (.month, .month): period.month
    default: nil
    }
  }

  private func newRule(_ row: IndicatorRow) -> Rule {
    let rule: Rule
    switch row.key.subject {
    case .measure(let id): rule = catalogue[id]?.aggregation == .mean ? .mean : .sum
    case .indicator(let id, _): rule = .quotient(percent: catalogue[id]?.isPercentage ?? false)
    }
    rules[row.series] = rule
    return rule
  }

  /// Hands the totals on, by period and key; what cannot be summed up is left out.
  public func handOn(to sink: any IndicatorSink) {
    let ordered = totals.filter { obstacles[$0.key] == nil }
      .sorted { ($0.period, $0.key) < ($1.period, $1.key) }
    var numbers: [IndicatorSeries.Key: Int] = [:]
    for total in ordered {
      let number = numbers[total.key] ?? numbers.count
      numbers[total.key] = number
      var point = IndicatorSeries.Point(period: total.period, value: total.top, line: total.line)
      switch rule(of: total.key) {
      case .sum: break
      case .mean: point.value = total.bottom > 0 ? total.top / total.bottom : 0
      case .quotient(let percent):
        // Nothing happened in the whole period.
        guard total.bottom > 0 else { continue }
        (point.numerator, point.denominator, point.sample) = (total.top, total.bottom, total.sample)
        point.value = total.top / total.bottom * (percent ? 100 : 1)
      }
      sink.take(IndicatorRow(key: total.key, series: number, point: point))
    }
  }

  private func rule(of key: IndicatorSeries.Key) -> Rule {
    switch key.subject {
    case .measure(let id): catalogue[id]?.aggregation == .mean ? .mean : .sum
    case .indicator(let id, _): .quotient(percent: catalogue[id]?.isPercentage ?? false)
    }
  }
}
