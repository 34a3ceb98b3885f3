import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import IndicatorEvidence

private let catalogue = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path]).catalogue()
  .catalogue

/// Half-hours in the steady state of Erlang A: 200 calls of 300 s, 27 agents, a mean patience of 60 s. The shares come from
/// the balance equations and the differential equations of the wait, solved apart from this program: 57.945 % are answered
/// within 20 s, 22.359 % hang up, 14.664 % do so within 20 s.
@Suite struct StaffingFormulaTests {
  private static let trueLevels = [
    "of-offered": 57.945, "of-answered": 74.632, "all-within": 72.610, "without-early-abandons": 67.903,
  ]

  private func month(agents: Rational = 27) throws -> IntervalMonth {
    let measures: [String: Rational] = [
      "offered": 200, "answered": Rational(155_281, 1_000), "abandoned": Rational(44_719, 1_000),
      "talk-time": Rational(155_281, 1_000) * 300, "agents": agents,
      // By Palm the mean wait is the share of those who hang up times their patience.
      "wait-time": Rational(44_719, 1_000) * 46, "abandoned-wait-time": Rational(44_719, 1_000) * 14,
    ]
    let start = try #require(CalendarDate(iso8601: "2025-12-01"))
    let periods = try (0..<31).map { day in
      try #require(start.adding(days: day).flatMap { IndicatorPeriod(day: $0, minute: 600, minutes: 30) })
    }
    let data = IndicatorData(
      measures.map { name, value in
        IndicatorSeries(
          key: .init(.measure(MeasureID(name))),
          points: periods.map { IndicatorSeries.Point(period: $0, value: value, line: 2) })
      })
    return IntervalMonth.months(of: data)[0]
  }

  private func findings(_ formula: String, _ value: Double, _ month: IntervalMonth) throws -> [IndicatorFinding] {
    let period = try #require(IndicatorPeriod(year: 2025, month: 12))
    let point = IndicatorSeries.Point(period: period, value: Rational(Int(value * 1_000), 1_000), line: 7)
    let key = IndicatorSeries.Key(.indicator(IndicatorID("service-level"), variant: formula))
    return StaffingCheck(catalogue: catalogue, answerWithin: 20)
      .findings([month], reported: IndicatorData([IndicatorSeries(key: key, points: [point])]))
  }

  @Test(arguments: Array(trueLevels.keys).sorted())
  func everyReportIsComparedByItsOwnFormula(formula: String) throws {
    let level = try #require(Self.trueLevels[formula])
    let (month, defined) = (try month(), try #require(catalogue[IndicatorID("service-level")]))
    let variant = try #require(defined.variants.first { $0.id == formula })
    let predicted = try StaffingCheck(catalogue: catalogue, answerWithin: 20).predict(month, within: 20)
    let computation = try #require(variant.computation)
    let share = try #require(predicted.erlangA?.share(computation))
    #expect(abs(share * 100 - level) < 0.01)
    #expect(try findings(formula, level, month) == [])
    #expect(try findings(formula, level + 9.98, month) == [])
    let found = try findings(formula, level + 10.02, month)
    #expect(found.map(\.code) == [.staffing])
    #expect(found[0].message.chinese.contains("服务水平（\(variant.title.chinese)）"))
    #expect(found[0].message.english.contains(variant.title.english))
  }

  /// Whoever calls while nobody is there is no answered call, so that all answered ones may have been answered in time.
  @Test func callsWithoutAgentsAreNotAmongTheAnswered() throws {
    let month = try month(agents: 0)
    #expect(try findings("of-answered", 90, month) == [])
    #expect(try findings("of-offered", 90, month).map(\.code) == [.staffing])
  }
}
