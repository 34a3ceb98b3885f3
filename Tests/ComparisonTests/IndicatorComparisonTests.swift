// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Comparison
import Diagnostics
import IndicatorEvidence
import Scoring
import TestSupport
import Testing

/// Indicators of two years are subtracted only where they are the same thing.
@Suite struct IndicatorComparisonTests {
  private static func variant(_ id: String, numerator: String = "甲") -> IndicatorVariant {
    IndicatorVariant(id: id, title: Build.text(id), numerator: Build.text(numerator), denominator: Build.text("乙"))
  }

  private static func indicator(
    _ direction: IndicatorDefinition.Direction, unit: String = "%", numerator: String = "甲"
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id: IndicatorID("x"), title: Build.text("x"), unit: unit, direction: direction, period: .month, minimumSample: 1,
      variants: [variant("a", numerator: numerator), variant("b")], typical: [], note: nil,
      location: SourceLocation(file: "indicators.yml", line: 1, column: 1))
  }

  /// A scorecard with twelve months of one value up to December, and a target.
  private static func card(
    _ year: Int, _ value: Int?, _ indicator: IndicatorDefinition, variant: String = "a",
    target: IndicatorThreshold.Target? = nil
  ) -> Scorecard {
    var assessment = Build.assessment(["i": Build.answer(["approach": 3, "deployment": 3, "results": 3])])
    assessment.date = Build.day(12, 31, year: year)
    let rubric = Build.rubric([Build.domain("d", [Build.item("i")])])
    let evidence = value.map { value in
      var settings = IndicatorSettings()
      settings.targets[indicator.id] = target
      let points = (1...12).map { month in
        IndicatorSeries.Point(
          period: IndicatorPeriod(year: year, month: month)!, value: Rational(value), sample: 100, line: month + 1)
      }
      let series = IndicatorSeries(
        key: IndicatorSeries.Key(.indicator(indicator.id, variant: variant)), points: points)
      return IndicatorEvidence(
        IndicatorData([series]), intervals: nil,
        catalogue: IndicatorCatalogue(indicators: [indicator], measures: []), settings: settings,
        date: assessment.date, rubrics: [])
    }
    return Scorecard(assessment: assessment, rubrics: [rubric], indicators: evidence)
  }

  private func compare(_ then: Scorecard, _ now: Scorecard) throws -> [IndicatorComparison] {
    try AssessmentComparison(then: then, now: now, crosswalk: { _, _ in nil }).indicators
  }

  @Test(arguments: [
    (IndicatorDefinition.Direction.higher, 80, 81, IndicatorComparison.Verdict.better), (.higher, 81, 80, .worse),
    (.lower, 80, 81, .worse), (.lower, 81, 80, .better), (.higher, 80, 80, .same), (.context, 80, 90, .unjudged),
    (.band, 70, 79, .better), (.band, 86, 96, .worse), (.band, 81, 84, .same), (.band, 84, 74, .worse),
  ])
  func theDirectionDecides(
    direction: IndicatorDefinition.Direction, then: Int, now: Int, verdict: IndicatorComparison.Verdict
  ) throws {
    let indicator = Self.indicator(direction)
    let target: IndicatorThreshold.Target? =
      direction == .band ? .band(80, 85) : direction == .context ? nil : .bound(80)
    let found = try compare(
      Self.card(2024, then, indicator, target: target), Self.card(2025, now, indicator, target: target))
    #expect(found.count == 1)
    #expect(found[0].verdict == verdict && found[0].obstacle == nil)
    #expect(found[0].change == Rational(now - then))
    #expect(found[0].isTargetMoved == false && found[0].sharedMonths == 0)
  }

  /// What stayed the same is said: the value, or only that it is inside the band; a change never is called none.
  @Test(arguments: [
    (IndicatorDefinition.Direction.higher, 80, 80, "持平"), (.higher, 80, 81, "变好"), (.band, 81, 84, "都在区间内"),
    (.band, 81, 81, "持平"), (.band, 78, 87, "离区间同样远"), (.context, 80, 90, "不判断"),
  ])
  func whatStaysTheSameIsNamed(
    direction: IndicatorDefinition.Direction, then: Int, now: Int, title: String
  ) throws {
    let indicator = Self.indicator(direction)
    let target: IndicatorThreshold.Target? =
      direction == .band ? .band(80, 85) : direction == .context ? nil : .bound(80)
    let found = try compare(
      Self.card(2024, then, indicator, target: target), Self.card(2025, now, indicator, target: target))
    #expect(found[0].verdictTitle?.chinese == title)
  }

  /// A change beyond chance stands beside a verdict that does not deny it.
  @Test func aChangeBeyondChanceIsNotCalledTheSame() throws {
    var band = Self.indicator(.band)
    band.countsTrials = true
    let target = IndicatorThreshold.Target.band(20, 85)
    let found = try compare(Self.card(2024, 40, band, target: target), Self.card(2025, 70, band, target: target))[0]
    #expect(found.chance?.isBeyond == true && found.verdict == .same)
    #expect(found.verdictTitle?.chinese == "都在区间内" && found.chanceTitle?.chinese == "变化超出偶然")
    var better = Self.indicator(.higher)
    better.countsTrials = true
    let risen = try compare(Self.card(2024, 40, better), Self.card(2025, 70, better))[0]
    #expect(risen.verdictTitle?.chinese == "变好" && risen.chanceTitle?.chinese == "超出偶然")
  }

  @Test func whatIsNotTheSameIsNotSubtracted() throws {
    let indicator = Self.indicator(.higher)
    let then = Self.card(2024, 80, indicator)
    let cases: [(Scorecard, [IndicatorComparison.Obstacle])] = [
      (Self.card(2025, nil, indicator), [.onlyThen]),
      (Self.card(2025, 80, indicator, variant: "b"), [.otherVariant, .otherVariant]),
      (Self.card(2025, 80, Self.indicator(.higher, unit: "秒")), [.otherUnit]),
      (Self.card(2025, 80, Self.indicator(.higher, numerator: "丙")), [.otherDefinition]),
      (Self.card(2025, 80, Self.indicator(.lower)), [.otherDefinition]),
      (Self.card(2024, 80, indicator), [.samePeriod]),
    ]
    for (now, obstacles) in cases {
      let found = try compare(then, now)
      #expect(found.map(\.obstacle) == obstacles)
      #expect(found.allSatisfy { $0.change == nil && $0.verdict == nil })
    }
    #expect(try compare(Self.card(2024, nil, indicator), Self.card(2025, 80, indicator)).map(\.obstacle) == [.onlyNow])
  }

  /// Exchanging the two assessments turns better into worse and the sign of the change, and nothing else.
  @Test func exchangingTheTwoTurnsTheVerdict() throws {
    var random = SeededGenerator(seed: 77)
    for _ in 0..<200 {
      let indicator = Self.indicator([.higher, .lower, .band].randomElement(using: &random)!)
      let target: IndicatorThreshold.Target = indicator.direction == .band ? .band(40, 60) : .bound(50)
      let values = (Int.random(in: 0...100, using: &random), Int.random(in: 0...100, using: &random))
      let there = try compare(
        Self.card(2024, values.0, indicator, target: target), Self.card(2025, values.1, indicator, target: target))[0]
      let back = try compare(
        Self.card(2024, values.1, indicator, target: target), Self.card(2025, values.0, indicator, target: target))[0]
      #expect(there.change! + back.change! == 0)
      let turned: [IndicatorComparison.Verdict: IndicatorComparison.Verdict] = [
        .better: .worse, .worse: .better, .same: .same,
      ]
      #expect(turned[there.verdict!] == back.verdict)
    }
  }
}
