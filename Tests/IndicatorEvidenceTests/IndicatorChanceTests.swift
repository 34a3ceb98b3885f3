import AssessmentModel
import Diagnostics
import IndicatorEvidence
import Statistics
import TestSupport
import Testing

/// Whether the change of an indicator is more than chance gives.
@Suite struct IndicatorChanceTests {
  /// The standing of months, each a value with its sample, that end in a month.
  private func standing(
    _ values: [Double], samples: Int = 100, isShare: Bool = true, endingAt last: (year: Int, month: Int)
  ) throws -> IndicatorStanding {
    let indicator = IndicatorDefinition(
      id: IndicatorID("x"), title: LocalizedText(chinese: "甲", english: "a"), unit: isShare ? "%" : "秒",
      direction: .higher, period: .month, minimumSample: 1, countsTrials: isShare,
      variants: [
        IndicatorVariant(
          id: "a", title: LocalizedText(chinese: "甲", english: "a"), numerator: .same("甲"), denominator: .same("乙"))
      ], typical: [], note: nil, location: SourceLocation(file: "indicators.yml", line: 1, column: 1))
    let points = try values.enumerated().map { index, value in
      let number = last.year * 12 + last.month - 1 - (values.count - 1 - index)
      return IndicatorSeries.Point(
        period: try #require(IndicatorPeriod(year: number / 12, month: number % 12 + 1)),
        value: Rational(Int((value * 1_000).rounded()), 1_000), sample: Rational(samples), line: index + 2)
    }
    let evidence = IndicatorEvidence(
      IndicatorData([IndicatorSeries(key: .init(.indicator(IndicatorID("x"), variant: "a")), points: points)]),
      intervals: nil, catalogue: IndicatorCatalogue(indicators: [indicator], measures: []),
      settings: IndicatorSettings(), date: try #require(CalendarDate(year: last.year + 1, month: 12, day: 31)),
      rubrics: [])
    return try #require(evidence.standings.first)
  }

  private func chance(
    _ then: [Double], _ now: [Double], samples: Int = 100, isShare: Bool = true,
    months: (then: Int, now: Int) = (12, 12)
  ) throws -> IndicatorChance {
    IndicatorChance(
      then: try standing(then, samples: samples, isShare: isShare, endingAt: (2024, months.then)),
      now: try standing(now, samples: samples, isShare: isShare, endingAt: (2025, months.now)))
  }

  private func told(_ chance: IndicatorChance) throws -> (method: IndicatorChance.Method, interval: Interval) {
    guard case .told(let method, let interval) = chance else {
      Issue.record("\(chance)")
      throw CancellationError()
    }
    return (method, interval)
  }

  private func year(_ value: Double) -> [Double] { Array(repeating: value, count: 12) }

  /// Months that do not vary leave the counts: 960 of 1,200, then 1,080. Newcombe's interval, computed by hand.
  @Test func sharesAreComparedByTheirCounts() throws {
    let (method, interval) = try told(try chance(year(80), year(90)))
    #expect(method == .counts)
    #expect(abs(interval.low - 7.1664) < 0.001 && abs(interval.high - 12.8333) < 0.001, "\(interval)")
    #expect(try chance(year(80), year(90)).isBeyond == true)
    #expect(try chance(year(80), year(81)).isBeyond == false)
    #expect(try chance(year(100), year(100)).isBeyond == false, "no failure at all is no difference")
  }

  /// Differences of 1 and 3 in turn: mean 2, standard error 0.30151, t(11) = 2.20099.
  @Test func monthsOfTheSameNameArePaired() throws {
    let then = [300.0, 310, 320, 290, 280, 305, 315, 330, 340, 300, 295, 285]
    let now = then.enumerated().map { $1 + ($0 % 2 == 0 ? 1 : 3) }
    let (method, interval) = try told(try chance(then, now, isShare: false))
    #expect(method == .paired)
    #expect(abs(interval.low - 1.33637) < 0.0001 && abs(interval.high - 2.66363) < 0.0001, "\(interval)")
  }

  /// The first half of one year and the second of the next have no month of the same name.
  @Test func monthsWithoutPairsAreTwoGroups() throws {
    let then = [300.0, 304, 302, 298, 301, 299], now = [310.0, 308, 312, 309, 311, 310]
    let found = try chance(then, now, isShare: false, months: (6, 12))
    #expect(try told(found).method == .welch && found.isBeyond == true)
    #expect(try chance(then, then, isShare: false, months: (6, 12)).isBeyond == false)
  }

  @Test func whatCannotBeToldIsNotTold() throws {
    let steady = [300.0, 304, 302, 298, 301]
    #expect(try chance(steady, steady, isShare: false) == .untold(.tooFew))
    #expect(try chance(year(300), year(310), isShare: false) == .untold(.noVariation))
    let then = try standing(year(80), endingAt: (2024, 12))
    let same = IndicatorChance(then: then, now: try standing(Array(year(80).suffix(3)), endingAt: (2024, 12)))
    #expect(same == .untold(.sharedPeriods) && same.isBeyond == nil)
  }

  /// What both count is left out: six months of 80 are left, and six of 90.
  @Test func sharedMonthsAreLeftOut() throws {
    let half = Array(repeating: 80.0, count: 6), other = Array(repeating: 85.0, count: 6)
    let found = IndicatorChance(
      then: try standing(half + other, endingAt: (2024, 12)),
      now: try standing(other + Array(repeating: 90.0, count: 6), endingAt: (2025, 6)))
    let alone = ShareComparison.interval(
      before: try Proportion(successes: 480, trials: 600), after: try Proportion(successes: 540, trials: 600))
    #expect(found == .told(.counts, alone.scaled(by: 100)))
  }

  /// Months vary more than ever so many cases would if they came independently; two years of one process are then not
  /// taken for a change more often than the 95 % promise, which counts alone would nearly always do.
  @Test(arguments: [(true, 100_000), (true, 200), (false, 100)]) func oneProcessSeldomSeemsToChange(
    isShare: Bool, samples: Int
  ) throws {
    var random = SeededGenerator(seed: 1_957)
    var beyond = 0
    for _ in 0..<300 {
      func months() -> [Double] {
        (0..<12).map { _ in 80 + (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0...1, using: &random) } * 2
        }
      }
      if try chance(months(), months(), samples: samples, isShare: isShare).isBeyond == true { beyond += 1 }
    }
    #expect(beyond < 24, "\(beyond) of 300")
  }
}
