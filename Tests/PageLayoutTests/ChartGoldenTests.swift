import Canvas
import DocumentModel
import PageLayout
import TestSupport
import Testing

/// One small chart of each kind as text, every line of which a person can check by hand; labels are set in boxes.
@Suite struct ChartGoldenTests {
  static let charts: [(name: String, chart: ChartSpecification)] = [
    (
      "gauge",
      .gauge(
        Gauge(
          value: 750, text: "750.0", reference: 800, referenceText: "自称 800.0",
          gates: [.init(label: "通过", value: 500, text: "500"), .init(label: "四星", value: 800, text: "800", stars: 4)],
          minimum: 0, maximum: 1000))
    ),
    (
      "slope",
      .slope(
        SlopeChart(
          from: "去年", to: "今年",
          lines: [
            .init(label: "甲", from: .init(value: 60, text: "60"), to: .init(value: 80, text: "80")),
            .init(label: "乙", from: .init(value: 60, text: "60"), to: .init(value: 50, text: "50")),
            .init(label: "丙", from: .init(value: nil, text: "—"), to: .init(value: 70, text: "70")),
          ]))
    ),
    (
      "trend",
      .trend(
        TrendChart(
          periods: ["一", "二", "三", "四"],
          series: [
            .init(
              label: "甲",
              points: [
                .init(value: 10, text: "10"), .init(value: 30, text: "30"), .init(value: nil),
                .init(value: 20, text: "20"),
              ])
          ], levels: [ChartLevel(label: "目标", value: 25)], unit: "分", note: "n = 4", minimum: 0, maximum: 40))
    ),
    (
      "waterfall",
      .waterfall(
        WaterfallChart(
          steps: [
            .init(label: "始", kind: .total, value: 20, text: "20"),
            .init(label: "升", kind: .change, value: 20, text: "20"),
            .init(label: "降", kind: .change, value: -10, text: "-10"),
            .init(label: "末", kind: .total, value: 30, text: "30"),
          ]))
    ),
    (
      "control",
      .control(
        ControlChart(
          samples: [
            .init(label: "1", value: 5, center: 5, lower: 2, upper: 8),
            .init(label: "2", value: 9, center: 5, lower: 2, upper: 8, rules: "1"),
            .init(label: "3", value: nil, center: 6, lower: 4, upper: 8),
            .init(label: "4", value: 6, center: 6, lower: 4, upper: 8),
          ], phases: [.init(label: "前", start: 0), .init(label: "后", start: 2)], centerLabel: "CL 6",
          lowerLabel: "LCL 4", upperLabel: "UCL 8", minimum: 0, maximum: 10))
    ),
    (
      "gantt",
      .gantt(
        GanttChart(
          tasks: [
            .init(
              label: "任务", owner: "甲", from: PlanDate(year: 2026, month: 3, day: 2),
              to: PlanDate(year: 2026, month: 3, day: 8), remark: "5 天"),
            .init(
              label: "完成", from: PlanDate(year: 2026, month: 3, day: 12), to: PlanDate(year: 2026, month: 3, day: 12),
              isMilestone: true),
          ], lines: [.init(label: "今天", date: PlanDate(year: 2026, month: 3, day: 9))], taskHead: "名"))
    ),
    (
      "small-multiples",
      .smallMultiples(
        SmallMultiples(
          periods: ["始", "", "末"],
          panels: [
            .init(
              label: "甲", points: [.init(value: 1), .init(value: nil), .init(value: 3, text: "3")], remark: "n = 9",
              target: ChartLevel(label: "目标", value: 2))
          ], minimum: 0, maximum: 4))
    ),
    (
      "scatter",
      .scatter(
        ScatterChart(
          dots: [
            .init(label: "甲", x: 2, y: 10, isEmphasised: true), .init(label: "", x: 4, y: 30),
            .init(label: "", x: nil, y: 1),
          ],
          trend: .init(intercept: -10, slope: 10, label: "r = 1"),
          horizontal: .init(label: "横", minimum: 0, maximum: 5), vertical: .init(label: "纵", minimum: 0, maximum: 40),
          note: "n = 2"))
    ),
    (
      "pareto",
      .pareto(
        ParetoChart(
          categories: [
            .init(label: "甲", value: 6, text: "6", cumulative: 60, cumulativeText: "60%"),
            .init(label: "乙", value: 4, text: "4", cumulative: 100, cumulativeText: "100%"),
          ], level: ChartLevel(label: "80%", value: 80), cumulativeLabel: "累计", unit: "件"))
    ),
    (
      "bars",
      .bar(
        BarChart(
          bars: [.init(label: "甲", value: 50, text: "50", reference: 75)],
          thresholds: [.init(label: "通过 60", value: 60), .init(label: "四星 62", value: 62)], minimum: 0, maximum: 100,
          referenceLabel: "自称"))
    ),
    (
      "radar",
      .radar(
        RadarChart(
          axes: ["甲", "乙", "丙"].map { .init(label: $0, value: 100, text: "100") }, minimum: 0, maximum: 100,
          rings: [50],
          emphasisedRing: nil, label: "今年",
          earlier: [.init(label: "去年", values: [50, 50, 50]), .init(label: "前年", values: [40, nil, 40])]))
    ),
  ]

  @Test(arguments: charts.indices)
  func chartsAreAsRecorded(index: Int) throws {
    let (name, chart) = Self.charts[index]
    var theme = Layout.smallTheme
    theme.pageSize = Size(width: 240, height: 330)
    let document = try Layout.pages([.figure(Figure(chart: chart, number: nil, caption: []))], theme: theme)
    let lines = RecordingCanvas.dump(document).split(separator: "\n").map(String.init)
    let figure = lines.drop { !$0.contains("<Figure>") }.dropFirst().prefix { $0.hasPrefix("    ") }
    #expect(!figure.isEmpty)
    #expect(Golden.compare(figure.map { $0.dropFirst(4) + "\n" }.joined(), with: "chart-\(name).txt") == .equal)
  }
}
