import AnalysisReports
import AssessmentModel
import Diagnostics
import DocumentModel
import OperationalAnalysis
import Statistics
import TestSupport
import Testing

/// Analyses of more data than a page can show: figures are drawn with fewer parts and say so, results rest on all data.
@Suite struct CrowdedFigureTests {
  private static func series(_ name: String, _ values: [Int]) -> Observations {
    Observations(name: .same(name), labels: values.indices.map { "R\($0)" }, values: values.map { Rational($0) })
  }

  @Test func aCrowdedScatterCountsEveryPairOnce() throws {
    var random = SeededGenerator(seed: 7)
    let first = (0..<12_000).map { _ in Int.random(in: 0...1_000, using: &random) }
    let second = first.map { $0 + Int.random(in: -300...300, using: &random) }
    let analysis = try CorrelationAnalysis(Self.series("甲", first), Self.series("乙", second), isSeries: false)
    let picture = try #require(AnalysisReport(analysis).figures.first)
    guard case .scatter(let chart) = picture.chart else {
      Issue.record("a correlation is drawn as a scatter")
      return
    }
    #expect(chart.dots.count < 3_400 && chart.dots.reduce(0) { $0 + $1.count } == 12_000)
    #expect(chart.note.hasPrefix("n = 12000") && chart.trend?.intercept == analysis.intercept)
    #expect(picture.caption.chinese == "甲与乙（12000 对，相近的合为 \(chart.dots.count) 个点）")
    // No dot stands where no pair is, and the means of all are kept.
    let sum = chart.dots.reduce(0.0) { $0 + ($1.x ?? .nan) * Double($1.count) }
    #expect(abs(sum - Double(first.reduce(0, +))) < 1)
    #expect(chart.dots.allSatisfy { (0...1_000).contains($0.x ?? -1) && (-300...1_300).contains($0.y ?? -999) })
    guard case .scatter(let english) = picture.englishChart else { return }
    #expect(english.dots == chart.dots && english.note.contains("10 to 99"))
  }

  @Test func fewPairsKeepTheirDots() throws {
    let analysis = try CorrelationAnalysis(
      Self.series("甲", Array(0..<1_500)), Self.series("乙", (0..<1_500).map { $0 % 7 }))
    let picture = try #require(AnalysisReport(analysis).figures.first)
    guard case .scatter(let chart) = picture.chart else { return }
    #expect(chart.dots.count == 1_500 && chart.dots.allSatisfy { $0.count == 1 } && picture.caption.chinese == "甲与乙")
  }

  /// Pairs that are the same have one dot, which says how many they are; no pair is hidden behind another.
  @Test func equalPairsAreOneDotWithTheirNumber() throws {
    let analysis = try CorrelationAnalysis(
      Self.series("甲", [1, 2, 1, 4, 2, 1]), Self.series("乙", [5, 6, 5, 9, 6, 5]), isSeries: false)
    let picture = try #require(AnalysisReport(analysis).figures.first)
    guard case .scatter(let chart) = picture.chart, case .scatter(let english) = picture.englishChart else {
      Issue.record("a correlation is drawn as a scatter")
      return
    }
    #expect(chart.dots.map(\.count) == [3, 2, 1] && chart.dots.map(\.x) == [1, 2, 4])
    #expect(chart.dots.map(\.label) == ["R0 等 ×3", "R1、R4", "R3"])
    #expect(english.dots.map(\.label) == ["R0 etc. ×3", "R1, R4", "R3"])
    // The sign is explained as it stands in the chart.
    #expect(chart.note == "n = 6；大点是重合的几对，×3 为 3 对")
    #expect(english.note == "n = 6; large dots are equal pairs, ×3 stands for 3")
    #expect(picture.caption.chinese == "甲与乙（6 对，重合的合为 3 个点）")
    #expect(picture.caption.english == "甲 and 乙 (6 pairs, equal ones as one of 3 dots)")
    #expect(chart.unnamedNote.contains("{count}"))
  }

  /// A sign that is not drawn is not explained.
  @Test func twoEqualPairsAreNamedAndNotCounted() throws {
    let analysis = try CorrelationAnalysis(
      Self.series("甲", [1, 2, 1, 4, 2]), Self.series("乙", [5, 6, 5, 9, 6]), isSeries: false)
    guard case .scatter(let chart)? = AnalysisReport(analysis).figures.first?.chart else {
      Issue.record("a correlation is drawn as a scatter")
      return
    }
    #expect(chart.dots.map(\.label) == ["R0、R2", "R1、R4", "R3"] && chart.note == "n = 5；大点是重合的几对")
  }

  /// The figure of a calibration shows the differences, their intervals and the limits of agreement of the text.
  @Test func aCalibrationShowsDifferencesWithTheirIntervals() throws {
    let scorers = [
      Self.series("甲", [80, 85, 90, 78, 88, 91]), Self.series("乙", [78, 84, 86, 77, 88, 88]),
      Self.series("丙", [81, 84, 91, 80, 86, 92]),
    ]
    let analysis = try CalibrationAnalysis(scorers: scorers)
    let report = AnalysisReport(analysis)
    let picture = try #require(report.figures.first)
    guard case .intervals(let chart) = picture.chart else {
      Issue.record("a calibration is drawn as intervals")
      return
    }
    #expect(picture.caption.chinese == "两两平均差与联合 95% 区间（浅色：约 95% 的录音之差）：不含 0 的有差别")
    #expect(chart.rows.map(\.label) == ["甲 − 乙", "甲 − 丙", "乙 − 丙"] && chart.note == "n = 6")
    #expect(chart.reference?.value == 0)
    let table = try #require(report.tables.first)
    for (row, pair) in zip(zip(chart.rows, table.rows), analysis.pairs) {
      let test = try pair.test.get()
      #expect(row.0.value == test.difference && row.0.low == test.interval.low && row.0.high == test.interval.high)
      #expect(row.0.outerLow == pair.limitsOfAgreement?.low && row.0.outerHigh == pair.limitsOfAgreement?.high)
      #expect(row.0.text == row.1[2].chinese)
    }
    #expect(report.facts.contains { $0.value.chinese == "甲 85.3、乙 83.5、丙 85.7" }, "\(report.facts)")
    // Of two checkers the scores themselves are shown before.
    let two = AnalysisReport(try CalibrationAnalysis(scorers: Array(scorers.prefix(2))))
    #expect(two.figures.count == 2)
    guard case .intervals(let one)? = two.figures.last?.chart else { return }
    #expect(one.rows.count == 1)
  }

  /// Where a relation may be parted, is left to the typesetter, which parts no other signs.
  @Test func relationsKeepTheirSpacesForTheTypesetter() {
    #expect(
      AnalysisReport.unbrokenForLines("（kappa = 0.74，r = −0.2，R² = 0.5，控制限 = p ± 3 倍，甲 − 乙 < 0，p < 0.001）")
        == "（kappa = 0.74，r = −0.2，R² = 0.5，控制限\u{A0}=\u{A0}p\u{A0}±\u{A0}3 倍，甲\u{A0}−\u{A0}乙\u{A0}<\u{A0}0，p < 0.001）")
  }

  /// The sizes below a control chart say that they are sizes.
  @Test func sizesOfSubgroupsAreNamed() throws {
    let counts = [5, 7, 4, 6, 5, 8, 3, 6]
    let analysis = try ControlAnalysis(
      .shares(
        name: LocalizedText(chinese: "不合格/抽检", english: "failed of checked"), labels: counts.indices.map { "W\($0)" },
        counts: counts, sizes: counts.indices.map { 100 + $0 }))
    guard case .control(let chart)? = AnalysisReport(analysis).figures.first?.chart else {
      Issue.record("a control analysis is drawn as a control chart")
      return
    }
    #expect(chart.samples.map(\.size) == counts.indices.map { "n = \(100 + $0)" })
  }

  @Test func aLongControlChartShowsItsLastPeriodsUnderTheLimitsOfAll() throws {
    var random = SeededGenerator(seed: 11)
    let values = (0..<12_000).map { $0 == 11_990 ? 900 : Int.random(in: 90...110, using: &random) }
    let analysis = try ControlAnalysis(
      .individuals(Self.series("量", values)), changes: ["R3000", "R11900"])
    let report = AnalysisReport(analysis)
    let picture = try #require(report.figures.first)
    guard case .control(let chart) = picture.chart else {
      Issue.record("a control analysis is drawn as a control chart")
      return
    }
    #expect(picture.caption.chinese.hasSuffix("（最近 400 期，共 12000 期）"))
    #expect(
      chart.samples.count == 400 && chart.samples.first?.label == "R11600" && chart.samples.last?.label == "R11999")
    #expect(chart.phases.map(\.start) == [0, 300] && chart.phases.map(\.label) == ["R3000 起", "R11900 起"])
    #expect(chart.samples[0].center == analysis.phases[1].centre)
    #expect(chart.samples[390].rules.contains("1"))
    let alarms = try #require(report.tables.first { $0.caption.chinese.hasPrefix("报警") })
    #expect(alarms.rows.count == 60 && alarms.caption.chinese.hasPrefix("报警（最近 60 处，共 "))
    #expect(alarms.rows.contains { $0[3].chinese == "R11990" })
  }

  /// A figure that no page can show is left out with a sentence in its place.
  @Test func aFigureOfTooManyPhasesIsLeftOut() throws {
    let values = (0..<700).map { [100, 104, 97, 101, 99][$0 % 5] }
    let analysis = try ControlAnalysis(
      .individuals(Self.series("量", values)), changes: stride(from: 305, to: 700, by: 5).map { "R\($0)" })
    let report = AnalysisReport(analysis)
    #expect(report.figures.isEmpty && !report.tables.isEmpty)
    #expect(report.conclusions.contains { $0.chinese.contains("没有画“量：单值") })
  }
}
