import AssessmentModel
import Diagnostics
import Foundation
import IndicatorFiles
import InputFiles
import Statistics
import TestSupport
import Testing

@testable import IndicatorEvidence

private let library = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path])
private let catalogue = library.catalogue().catalogue

/// Monthly values of an indicator up to November 2025, the last one last.
private func months(
  _ id: String, _ variant: String, _ values: [String], samples: [Int]? = nil, endingAt last: String = "2025-11"
) throws -> IndicatorSeries {
  var period = try #require(IndicatorPeriod(year: Int(last.prefix(4)) ?? 0, month: Int(last.suffix(2)) ?? 0))
  var points: [IndicatorSeries.Point] = []
  for (index, text) in values.enumerated().reversed() {
    if let value = exact(text) {
      points.append(
        IndicatorSeries.Point(
          period: period, value: value, sample: Rational(samples?[index] ?? 100_000),
          step: text.contains(".") ? Rational(1, 10) : 1, line: index + 2))
    }
    period = try #require(period.previousMonth)
  }
  return IndicatorSeries(key: .init(.indicator(IndicatorID(id), variant: variant)), points: points.reversed())
}

/// `80.6` as an exact number; nil for an empty text, a month that is missing.
private func exact(_ text: String) -> Rational? {
  guard !text.isEmpty else { return nil }
  let parts = text.split(separator: ".")
  let fraction = parts.count == 2 ? parts[1] : ""
  let scale = fraction.reduce(Rational(1)) { product, _ in product * 10 }
  return Int(parts[0] + fraction).map { Rational($0) / scale }
}

private func evaluate(
  _ series: [IndicatorSeries], intervals: IndicatorData? = nil, settings: IndicatorSettings = IndicatorSettings(),
  marks: [String: Int] = [:]
) throws -> IndicatorEvidence {
  let date = try #require(CalendarDate(iso8601: "2025-12-20"))
  let rubric = try #require(library.load(RubricID("cccs-op-2008")).rubric)
  let answers = Dictionary(
    uniqueKeysWithValues: marks.map { item, mark in
      (
        ItemID(item),
        Answer.marked(
          MarkedAnswer(marks: [FacetID("level"): Mark(rawValue: mark) ?? .absent], evidence: [], note: nil, action: nil)
        )
      )
    })
  return IndicatorEvidence(
    IndicatorData(series), intervals: intervals, catalogue: catalogue, settings: settings, date: date,
    rubrics: [(rubric, answers)])
}

private let steady = ["80.1", "81.2", "80.4", "82.6", "81.5", "80.9", "83.0", "80.2", "81.8", "80.7", "82.2", "80.3"]

@Suite struct IndicatorEvidenceTests {
  @Test func aStandingCountsWhatMetTheTarget() throws {
    var values = steady
    (values[5], values[6]) = ("76.3", "72.8")
    let evidence = try evaluate([months("service-level", "of-offered", values)])
    let standing = try #require(evidence.standings.first)
    #expect((standing.metPeriods, standing.sustainedPeriods, standing.periods.count) == (10, 5, 12))
    #expect((standing.target, standing.targetOrigin) == (.bound(80), .rubric))
    #expect(standing.level == values.compactMap(exact).reduce(0, +) / 12)
    #expect(standing.previousLevel == nil)
    #expect(standing.sample == .init(total: 1_200_000, minimum: 1_000, shortPeriods: 0, untoldPeriods: 0))
    let interval = try #require(standing.interval)
    #expect(interval.contains(standing.level.nearestDouble))
    #expect(interval.high - interval.low < 0.2)
  }

  @Test func theLevelIsWeightedBySamples() throws {
    let series = try months("service-level", "of-offered", ["90", "80"], samples: [1_000, 3_000])
    #expect(try evaluate([series]).standings[0].level == Rational(165, 2))
  }

  @Test func theIntervalRestsOnTheCountsOfTheLevel() throws {
    func standing(_ change: (inout [IndicatorSeries.Point]) -> Void) throws -> IndicatorEvidence {
      var series = try months("service-level", "of-offered", ["90", "80"], samples: [1_000, 3_000])
      change(&series.points)
      return try evaluate([series])
    }
    func wilson(_ successes: Int, _ trials: Int) throws -> Interval {
      try Proportion(successes: successes, trials: trials).wilsonInterval().scaled(by: 100)
    }
    // One month tells its counts, the other its sample only: both count in level and interval.
    let mixed = try #require(
      try standing { points in
        (points[0].numerator, points[0].denominator, points[0].sample) = (900, 1_000, nil)
      }.standings.first)
    #expect(mixed.level == Rational(165, 2))
    #expect(try mixed.interval == wilson(3_300, 4_000))
    // Samples that say something else than the denominators do not weigh.
    let both = try #require(
      try standing { points in
        for index in points.indices {
          let base: Rational = index == 0 ? 100 : 300
          (points[index].numerator, points[index].denominator) = (points[index].value * base / 100, base)
          points[index].sample = index == 0 ? 50_000 : 1
        }
      }.standings.first)
    #expect(both.level == Rational(165, 2))
    #expect(try both.interval == wilson(330, 400))
    // More successes than trials give no interval, and are said to be so.
    let wrong = try standing { points in
      for index in points.indices { (points[index].numerator, points[index].denominator) = (1_200, 1_000) }
    }
    #expect(wrong.standings.first?.interval == nil)
    let finding = try #require(wrong.findings.first { $0.code == .impossible })
    #expect(finding.message.chinese.contains("2025-10 的分子 1200 大于分母 1000") && finding.line == 2)
  }

  /// Months that tell numerator and denominator beside one that tells its value and sample: each has its weight.
  @Test func monthsOfBothFormsAreWeightedAlike() throws {
    var series = try months("abandonment-rate", "including-drops", Array(repeating: "2", count: 11) + ["5"])
    for index in 0..<11 {
      (series.points[index].numerator, series.points[index].denominator) = (20, 1_000)
      series.points[index].sample = nil
    }
    var earlier = series
    earlier.points = try zip(
      series.points, months("a", "b", Array(repeating: "1", count: 12), endingAt: "2024-11").points
    )
    .map { point, before in
      var moved = point
      moved.period = before.period
      return moved
    }
    earlier.points += series.points
    let standing = try #require(try evaluate([earlier]).standings.first)
    let exact = Rational(100 * (11 * 20 + 5_000), 111_000)
    #expect(standing.level == exact && standing.previousLevel == exact)
    #expect(try #require(standing.interval).contains(exact.nearestDouble))
    // One that tells neither leaves the plain mean.
    series.points[0].numerator = nil
    series.points[0].denominator = nil
    #expect(try evaluate([series]).standings.first?.level == Rational(27, 12))
  }

  @Test func aMeanScoreIsInPointsAndHasNoIntervalOfAShare() throws {
    let standing = try #require(
      try evaluate([months("satisfaction", "survey-points", ["80", "81", "82", "83"])]).standings.first)
    #expect(standing.indicator.unit == "分" && standing.interval == nil)
    let share = try evaluate([months("satisfaction", "satisfied-share", ["80", "81", "82", "83"])]).standings.first
    #expect(share?.indicator.unit == "%" && share?.interval != nil)
  }

  @Test func theYearBeforeIsComparedWithTheSameSpan() throws {
    let series = try months("service-level", "of-offered", steady.map { _ in "75" } + steady)
    let standing = try #require(try evaluate([series]).standings.first)
    #expect(standing.previousLevel == 75)
    #expect(standing.periods.count == 12)
  }

  @Test(arguments: [
    ("higher", "service-level", "of-offered", true), ("lower", "abandonment-rate", "of-queued", false),
  ])
  func aTrendIsGoodOrBadByTheDirection(name: String, id: String, variant: String, risingIsGood: Bool) throws {
    let rising = (1...12).map { "\($0 + 4).5" }
    let up = try evaluate([months(id, variant, rising)]).standings[0].trend
    let down = try evaluate([months(id, variant, rising.reversed())]).standings[0].trend
    guard case .improving(let slope, let probability) = risingIsGood ? up : down else {
      Issue.record("no improvement in \(up), \(down)")
      return
    }
    #expect(slope == (risingIsGood ? 1 : -1) && probability < 0.001)
    guard case .worsening = risingIsGood ? down : up else {
      Issue.record("no worsening in \(up), \(down)")
      return
    }
    #expect(
      try evaluate([months(id, variant, Array(repeating: "5", count: 12))]).standings[0].trend
        == .unknown(.noVariation(what: .values)))
    #expect(
      try evaluate([months(id, variant, ["5", "6", "7"])]).standings[0].trend
        == .unknown(.tooFew(what: .values, needed: 4, found: 3)))
  }

  // MARK: - Marks

  private func allowed(_ values: [String], samples: [Int]? = nil, given: Int = 4) throws -> MarkProposal {
    let proposals = try evaluate(
      [months("service-level", "of-offered", values, samples: samples)], marks: ["performance.results-access": given]
    ).proposals
    return try #require(proposals.first { $0.item == ItemID("performance.results-access") })
  }

  @Test func theDataAllowAMarkByTheThresholdsOfTheRubric() throws {
    // Twelve months met: 4 and 5 ask for no more of this indicator.
    #expect(try allowed(steady).allowed == .beyond)
    var nine = steady
    for index in 0..<3 { nine[index] = "79.9" }
    #expect(try allowed(nine).allowed == .mostly)
    #expect(try allowed(nine).difference == .above)
    #expect(try allowed(nine, given: 3).difference == .equal)
    #expect(try allowed(nine, given: 2).difference == .below)
    nine[3] = "79.9"
    #expect(try allowed(nine).allowed?.rawValue == 2)
  }

  @Test func aMonthThatIsMissingHasNotMetTheTarget() throws {
    var values = steady
    values[4] = ""
    let proposal = try allowed(values)
    #expect(proposal.allowed == .mostly)
    #expect(proposal.limiting.map(\.indicator.rawValue) == ["service-level"])
  }

  @Test(
    arguments: [
      (Array(steady.suffix(5)), nil, MarkProposal.Obstacle.fewMonths),
      (steady, Array(repeating: 999, count: 12), .smallSample),
    ] as [([String], [Int]?, MarkProposal.Obstacle)])
  func tooLittleDataProposeNothing(values: [String], samples: [Int]?, obstacle: MarkProposal.Obstacle) throws {
    let proposal = try allowed(values, samples: samples)
    #expect(proposal.allowed == nil && proposal.difference == .open && !proposal.isComplete)
    #expect(proposal.parts[0].verdict == .open(obstacle))
  }

  @Test func anotherFormulaOrNoTargetProposeNothing() throws {
    let evidence = try evaluate([
      months("service-level", "of-answered", steady), months("satisfaction", "satisfied-share", steady),
    ])
    func verdict(_ indicator: String) -> MarkProposal.Verdict? {
      evidence.proposals.flatMap(\.parts).first { $0.threshold.indicator == IndicatorID(indicator) }?.verdict
    }
    #expect(verdict("service-level") == .open(.otherVariant))
    #expect(verdict("satisfaction") == .open(.noTarget))
    #expect(verdict("attrition-rate") == .open(.noData))
    let settings = IndicatorSettings(targets: [IndicatorID("satisfaction"): .bound(80)])
    let own = try evaluate([months("satisfaction", "satisfied-share", steady)], settings: settings)
    #expect(own.standings[0].targetOrigin == .centre)
    #expect(own.proposals.flatMap(\.parts).contains { $0.verdict == .allows(.beyond) })
  }

  /// Better figures never allow a lower mark.
  @Test func betterFiguresNeverAllowLess() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<60 {
      let values = (0..<12).map { _ in Int.random(in: 700...900, using: &random) }
      let raised = values.map { $0 + Int.random(in: 0...60, using: &random) }
      func mark(_ values: [Int]) throws -> Mark {
        try #require(try allowed(values.map { "\($0 / 10).\($0 % 10)" }).allowed)
      }
      #expect(try mark(values) <= mark(raised))
    }
  }

  // MARK: - Findings

  private func codes(_ values: [String], _ id: String = "service-level", _ variant: String = "of-offered") throws
    -> [String]
  {
    try evaluate([months(id, variant, values)]).seriesFindings.map(\.code.rawValue)
  }

  @Test func whatNoOperationProducesIsFound() throws {
    #expect(try codes(steady) == [])
    var values = steady
    values[4] = "0.95"
    #expect(try codes(values) == ["unit-mix"])
    values[4] = ""
    #expect(try codes(values) == ["data-gap"])
    #expect(try codes(Array(repeating: "80.0", count: 12)) == ["all-equal"])
    values = steady
    for index in 3...6 { values[index] = "82.6" }
    #expect(try codes(values) == ["repeated-value"])
    #expect(try codes((0..<24).map { "\(70 + $0 % 17).\($0 % 2 * 5)" }) == ["heaped-digits"])
    #expect(try codes((0..<24).map { "\(70 + $0 % 17).\($0 % 10)" }) == [])
    // Few different values come back by themselves.
    #expect(try codes(["0.04", "0.04", "0.04", "0.04", "0.05", "0.05"], "complaint-rate", "of-calls") == [])
  }
}
