import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import IndicatorEvidence

private let library = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path])
private let catalogue = library.catalogue().catalogue

private func series(
  _ id: String, _ variant: String, _ periods: [IndicatorPeriod], _ values: [Rational], sample: Int? = 1_000,
  parts: Int? = nil
) -> IndicatorSeries {
  let points = zip(periods, values).enumerated().map { index, pair in
    IndicatorSeries.Point(
      period: pair.0, value: pair.1, numerator: parts.map { pair.1 * Rational($0, 100) },
      denominator: parts.map { Rational($0) }, sample: sample.map { Rational($0) }, line: index + 2)
  }
  return IndicatorSeries(key: .init(.indicator(IndicatorID(id), variant: variant)), points: points)
}

private func periods(from first: IndicatorPeriod?, _ count: Int) throws -> [IndicatorPeriod] {
  var periods = [try #require(first)]
  while periods.count < count { periods.append(try #require(periods[periods.count - 1].next)) }
  return periods
}

private func evaluate(
  _ series: IndicatorSeries..., targets: [String: IndicatorThreshold.Target] = [:], marks: [String: Int] = [:]
) throws -> IndicatorEvidence {
  let date = try #require(CalendarDate(iso8601: "2026-01-15"))
  let rubric = try #require(library.load(RubricID("cccs-op-2008")).rubric)
  let answers = marks.map { item, mark in
    (
      ItemID(item),
      Answer.marked(
        MarkedAnswer(marks: [FacetID("level"): Mark(rawValue: mark) ?? .absent], evidence: [], note: nil, action: nil))
    )
  }
  return IndicatorEvidence(
    IndicatorData(series), intervals: nil, catalogue: catalogue,
    settings: IndicatorSettings(
      targets: Dictionary(uniqueKeysWithValues: targets.map { (IndicatorID($0.key), $0.value) })),
    date: date, rubrics: [(rubric, Dictionary(uniqueKeysWithValues: answers))])
}

@Suite struct JudgedValueTests {
  /// 0.7 % a week are 3.1 % in a month of 31 days: below a target of 3 % by the week, above it by the month.
  @Test func leaversOfWeeksAddUpToThoseOfTheirMonth() throws {
    let weeks = try periods(from: IndicatorPeriod(year: 2025, week: 1), 52)
    let evidence = try evaluate(
      series("attrition-rate", "of-mean-headcount", weeks, Array(repeating: Rational(7, 10), count: 52)),
      targets: ["attrition-rate": .bound(3)])
    let standing = try #require(evidence.standings.first)
    #expect(standing.grain == .month && standing.periods.count == 12 && standing.gaps == [])
    #expect(standing.periods.map(\.point.value).prefix(2) == [Rational(31, 10), Rational(28, 10)])
    #expect(standing.metPeriods == 5, "February and the months of 30 days")
    #expect(evidence.findings.contains { $0.code == .converted && $0.message.chinese.contains("先折成每月") })
  }

  /// 9 % in a quarter are 3 % in a month.
  @Test(arguments: [(Rational(9), 4), (Rational(91, 10), 0)])
  func leaversOfQuartersAreThoseOfThreeMonths(value: Rational, met: Int) throws {
    let quarters = try periods(from: IndicatorPeriod(year: 2025, quarter: 1), 4)
    let evidence = try evaluate(
      series("attrition-rate", "of-mean-headcount", quarters, Array(repeating: value, count: 4), parts: 100),
      targets: ["attrition-rate": .bound(3)])
    let standing = try #require(evidence.standings.first)
    #expect(standing.level == value / 3 && standing.metPeriods == met)
  }

  /// Rates that do not grow with their period stay as they are.
  @Test func otherRatesOfWeeksStay() throws {
    let weeks = try periods(from: IndicatorPeriod(year: 2025, week: 1), 52)
    let evidence = try evaluate(series("absence-rate", "of-scheduled", weeks, Array(repeating: 4, count: 52)))
    #expect(evidence.standings.first?.grain == .week && evidence.standings.first?.level == 4)
    #expect(!evidence.findings.contains { $0.code == .converted })
    let growing = catalogue.indicators.flatMap(\.variants).filter(\.addsUp)
    #expect(growing.map(\.id) == ["of-mean-headcount"])
  }

  @Test func forecastsThatAreTooLowAreAsWrongAsThoseThatAreTooHigh() throws {
    let months = try periods(from: IndicatorPeriod(year: 2025, month: 1), 12)
    func standing(_ values: [Rational]) throws -> IndicatorStanding {
      let evidence = try evaluate(
        series("forecast-error", "interval-signed", months, values), targets: ["forecast-error": .bound(5)])
      #expect(evidence.findings.contains { $0.code == .converted })
      return try #require(evidence.standings.first)
    }
    let low = try standing([-12, -13, -14, -12, -13, -14, -12, -13, -14, -12, -13, -14])
    #expect(low.metPeriods == 0 && low.level == 13)
    #expect(try standing([-3, 4, -5, 3, -2, 6, 1, -1, 2, -2, 3, -3]).metPeriods == 11)
    // Errors of both signs do not make up for each other.
    #expect(try standing([-9, 9, -9, 9, -9, 9, -9, 9, -9, 9, -9, 9]).level == 9)
    guard case .worsening = try standing((1...12).map { Rational(-2 * $0) }).trend else {
      Issue.record("an error that grows below 0 gets worse")
      return
    }
  }

  /// Samples by agents have their own least size, which is less than that by calls.
  @Test func eachFormulaHasItsLeastSample() throws {
    let indicator = try #require(catalogue[IndicatorID("quality-pass-rate")])
    let least = indicator.variants.map { ($0.id, indicator.computed(by: $0).minimumSample) }
    #expect(least.map(\.0) == ["calls", "agents"] && least.map(\.1) == [200, 30])
  }

  /// 12 of 20 agents pass each month, where 30 are asked for: too few to say how many do, enough to say that 90 % do not.
  @Test func aTargetThatIsClearlyMissedLimitsWhateverTheSample() throws {
    let months = try periods(from: IndicatorPeriod(year: 2025, month: 1), 12)
    func evidence(_ share: Rational) throws -> IndicatorEvidence {
      try evaluate(
        series(
          "quality-pass-rate", "agents", months, Array(repeating: share, count: 12), sample: 20, parts: 20),
        targets: ["quality-pass-rate": .bound(90)])
    }
    func verdict(_ evidence: IndicatorEvidence) throws -> MarkProposal.Verdict {
      try #require(
        evidence.proposals.flatMap(\.parts).first { $0.threshold.indicator == IndicatorID("quality-pass-rate") }
      ).verdict
    }
    let missed = try evidence(60)
    guard case .allows(let mark) = try verdict(missed) else {
      Issue.record("a clear miss is judged")
      return
    }
    #expect(mark.rawValue < 5)
    #expect(missed.findings.contains { $0.code == .clearMiss && $0.message.chinese.contains("少于 30") })
    // An interval that holds the target leaves the question open.
    let unclear = try evidence(90)
    #expect(try verdict(unclear) == .open(.smallSample))
    #expect(!unclear.findings.contains { $0.code == .clearMiss })
  }

  /// Of a history in two units nobody knows the level, and every line is named.
  @Test func ratiosAmongPercentagesGiveNoLevelAndNoMark() throws {
    let months = try periods(from: IndicatorPeriod(year: 2025, month: 1), 12)
    let values = (0..<12).map { [2, 4, 6].contains($0) ? Rational(95, 100) : Rational(95) }
    let evidence = try evaluate(
      series("quality-pass-rate", "agents", months, values), targets: ["quality-pass-rate": .bound(90)])
    #expect(evidence.standings.isEmpty)
    let part = try #require(
      evidence.proposals.flatMap(\.parts).first { $0.threshold.indicator == IndicatorID("quality-pass-rate") })
    #expect(part.verdict == .open(.mixedUnits))
    #expect(evidence.findings.contains { $0.code == .unitMix && $0.message.chinese.contains("共 3 处（第 4、6、8 行）") })
  }
}
