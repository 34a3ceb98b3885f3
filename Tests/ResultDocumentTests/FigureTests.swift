import AnalysisReports
import AssessmentModel
import Diagnostics
import DocumentModel
import OperationalAnalysis
import Statistics
import TestSupport
import Testing

/// What figures of analyses show and say of their data.
@Suite struct FigureTests {
  /// The day so many days after 2016 began.
  private static func day(_ number: Int) throws -> CalendarDate {
    let (year, month, day) = PlanDate(day: try #require(PlanDate(iso8601: "2016-01-01")).day + number).civil
    return try #require(CalendarDate(year: year, month: month, day: day))
  }

  /// The curve of those who stay falls on the very days on which somebody leaves, and nowhere else.
  @Test(arguments: [340, 2_900])
  func sharesThatStayFallOnTheirDays(length: Int) throws {
    var random = SeededGenerator(seed: 17)
    let people = try (0..<60).map { _ in
      let hired = Int.random(in: 0...(length / 2), using: &random)
      let stay = Int.random(in: 1...length, using: &random)
      return AttritionAnalysis.Person(
        team: "", hired: try Self.day(hired), left: hired + stay <= length ? try Self.day(hired + stay) : nil)
    }
    let period = try #require(DatePeriod(from: try Self.day(0), to: try Self.day(length)))
    let analysis = try AttritionAnalysis(people, period: period)
    let tenure = try #require(analysis.tenure)
    let figure = try #require(AnalysisReport(analysis).figures.last)
    guard case .trend(let chart) = figure.chart, let series = chart.series.first else {
      Issue.record("the share that stays is drawn as a trend")
      return
    }
    #expect(chart.series.count == 1 && series.form == .steps)
    let pitch = length < 360 ? 1 : 10
    #expect(series.points.count == (tenure.longest + pitch - 1) / pitch + 1)
    #expect(chart.periods.count == series.points.count)
    for (index, point) in series.points.enumerated() {
      let wanted = try #require(tenure.share(after: min(index * pitch, tenure.longest)))
      #expect(point.value == wanted.share * 100)
      #expect(point.low == wanted.interval.map { $0.low * 100 } && point.high == wanted.interval.map { $0.high * 100 })
      #expect(point.isTicked == tenure.censored.contains { ($0 + pitch - 1) / pitch == index })
      guard let month = Int(chart.periods[index]) else { continue }
      #expect(month * 30 == index * pitch)
      #expect(chart.sizes[index] == "\(tenure.present(at: month * 30)) 人")
    }
    #expect(chart.periods.count { !$0.isEmpty } <= 13 && chart.periods[0] == "0")
    #expect(chart.note.hasPrefix("n = \(tenure.count)，离职 \(tenure.leavers)；") && chart.note.contains("95% 区间"))
  }

  @Test func aFittedLineIsNoData() throws {
    let series = Observations(
      name: .same("接通率"), unit: "%", labels: (1...12).map { "\($0) 月" }, values: (1...12).map { Rational($0 * 5 % 13) })
    guard case .trend(let chart)? = AnalysisReport(try TrendAnalysis(series)).figures.first?.chart else {
      Issue.record("a trend is drawn")
      return
    }
    #expect(chart.series.map(\.form) == [.marks, .line])
  }

  /// Bars say their unit and how many values they rest on.
  @Test func barsSayTheirUnitAndTheirSample() throws {
    var random = SeededGenerator(seed: 3)
    let values = (0..<30).map { index in
      TeamComparison.Value(
        team: index % 2 == 0 ? "甲" : "乙", unit: nil, value: Rational(Int.random(in: 100...400, using: &random)))
    }
    let teams = AnalysisReport(try TeamComparison(name: .same("处理时长"), unit: "秒", values: values))
    let plan = AnalysisReport(try SamplePlan(.share(expected: 0.5), margin: 0.03, population: 12_000))
    let heads = try [teams, plan].map { report in
      guard case .bar(let chart) = try #require(report.figures.first).chart,
        case .bar(let english) = try #require(report.figures.first).englishChart
      else { return ["no bars"] }
      return [chart.unit, chart.note, english.unit, english.note]
    }
    #expect(heads[0] == ["秒", "n = 30", "s", "n = 30"])
    #expect(heads[1] == ["有效样本（份）", "置信水平 95%，总数 N = 12000", "answers", "confidence 95%, population N = 12000"])
    #expect(teams.figures.first?.caption.chinese == "各班组的处理时长：平均与 95% 区间")
  }
}
