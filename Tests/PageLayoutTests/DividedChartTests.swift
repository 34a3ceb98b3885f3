import Canvas
import DocumentModel
import PageLayout
import TestSupport
import Testing

/// Charts of more rows than a page holds.
@Suite struct DividedChartTests {
  static let day = PlanDate(year: 2026, month: 3, day: 2)

  static let charts: [ChartSpecification] = [
    .bar(
      BarChart(
        bars: (101...200).map { .init(label: "行\($0)", value: Double($0 - 100), text: "\($0)") },
        thresholds: [.init(label: "门槛", value: 60)], minimum: 0, maximum: 100)),
    .heatMap(
      HeatMap(
        columns: ["列"], rows: (101...200).map { .init(label: "行\($0)", cells: [.init(level: 3, text: "\($0)")]) },
        key: ["一", "二", "三", "四", "五"])),
    .gantt(
      GanttChart(
        tasks: (101...200).map {
          .init(
            label: "行\($0)", from: PlanDate(day: day.day + $0 - 100), to: PlanDate(day: day.day + $0 - 94),
            remark: "\($0)")
        }, taskHead: "任务")),
    .waterfall(
      WaterfallChart(
        steps: (101...200).map {
          .init(
            label: "行\($0)", kind: $0 == 101 ? .total : .change, value: $0 == 101 ? 500 : Double($0 % 7) - 3, text: "")
        })),
    .smallMultiples(
      SmallMultiples(
        periods: ["一", "二"],
        panels: (101...200).map { row in
          .init(label: "行\(row)", points: [ChartPoint(value: 1, text: ""), ChartPoint(value: Double(row), text: "")])
        }, columns: 3)),
    .pareto(
      ParetoChart(
        categories: (101...200).map {
          .init(label: "行\($0)", value: Double(300 - $0), text: "", cumulative: Double($0 - 100), cumulativeText: "")
        })),
    .slope(
      SlopeChart(
        from: "前", to: "后",
        lines: (101...200).map { row in
          .init(
            label: "行\(row)", from: ChartPoint(value: Double(row), text: ""),
            to: ChartPoint(value: 300 - Double(row), text: ""))
        })),
    .intervals(
      IntervalChart(
        rows: (101...200).map {
          .init(label: "行\($0)", value: Double($0), text: "", low: Double($0) - 5, high: Double($0) + 5)
        })),
    .trend(
      TrendChart(
        periods: ["一", "二"],
        series: (101...200).map { row in
          .init(label: "行\(row)", points: [ChartPoint(value: 1, text: ""), ChartPoint(value: Double(row), text: "")])
        })),
    .trend(
      TrendChart(
        periods: ["一", "二"],
        series: (101...200).map { row in
          .init(label: "行\(row)", points: [ChartPoint(value: 1, text: ""), ChartPoint(value: Double(row), text: "")])
        }, levels: [ChartLevel(label: "低", value: 50), ChartLevel(label: "高", value: 150)])),
  ]

  @Test(arguments: charts.indices)
  func everyRowStandsOnceAndNothingShrinks(index: Int) throws {
    let figure = Figure(chart: Self.charts[index], number: "图 1", caption: [.plain("长图")], anchor: Anchor("long"))
    let pages = try Layout.pages([.figure(figure)]).pages
    #expect(pages.count > 1)
    let texts = pages.flatMap(\.texts)
    // A line of a slope chart has its name at both ends.
    var times = 1
    if case .slope = Self.charts[index] { times = 2 }
    for row in 101...200 { #expect(texts.count { $0.text == "行\(row)" } == times, "\(row)") }
    #expect(texts.allSatisfy { $0.size >= 7.5 })
    #expect(texts.count { $0.text.contains("长图") } == 1)
    let block = Theme().textBlock
    for page in pages {
      #expect(
        Layout.bodyTexts(page, Theme()).allSatisfy { $0.y <= block.origin.y + block.size.height + 0.01 })
    }
  }

  /// No page holds nothing but headings, whatever opens the section.
  @Test(arguments: charts.indices)
  func aDividedChartBeginsBelowItsHeadings(index: Int) throws {
    let figure = Figure(chart: Self.charts[index], number: "图 1", caption: [.plain("长图")])
    let blocks = [Layout.heading(1, "章", "a"), Layout.heading(2, "节", "b"), Block.figure(figure)]
    let pages = try Layout.pages(blocks).pages
    let texts = pages.map { Layout.bodyTexts($0, Theme()).map(\.text) }
    #expect(texts[0].contains("章") && texts[0].contains("行101"))
    for row in 101...200 { #expect(texts.joined().contains("行\(row)"), "\(row)") }
    let block = Theme().textBlock
    for page in pages {
      #expect(Layout.bodyTexts(page, Theme()).allSatisfy { $0.y <= block.origin.y + block.size.height + 0.01 })
    }
  }

  @Test func aChartThatCannotBePartedIsDrawnForWhatItsHeadingLeaves() throws {
    let radar = ChartSpecification.radar(
      RadarChart(
        axes: ["甲", "乙", "丙"].map { .init(label: $0, value: 100, text: "100") }, minimum: 0, maximum: 100,
        rings: [50], emphasisedRing: nil, label: "今年", earlier: []))
    let blocks = [Layout.heading(1, "章", "a"), Block.figure(Figure(chart: radar, number: "图 1", caption: []))]
    #expect(try Layout.pages(blocks, theme: Layout.smallTheme).pages.count == 1)
  }

  @Test(arguments: ["columns", "panel"])
  func boxesTallerThanAPageBeginBelowTheirHeading(kind: String) throws {
    let long = Array(repeating: Layout.paragraph("文", .flush), count: 200)
    let box: Block =
      kind == "panel" ? .panel(long) : .columns(Columns([.init(share: 1, blocks: long), .init(share: 1, blocks: [])]))
    let pages = try Layout.pages([Layout.heading(1, "章", "a"), box], theme: Layout.smallTheme).pages
    let texts = pages.map { Layout.bodyTexts($0, Layout.smallTheme).map(\.text) }
    #expect(texts[0].contains("章") && texts[0].contains("文"))
    #expect(texts.joined().count { $0 == "文" } == 200)
    let block = Layout.smallTheme.textBlock
    for page in pages {
      #expect(
        Layout.bodyTexts(page, Layout.smallTheme).allSatisfy { $0.y <= block.origin.y + block.size.height + 0.01 })
    }
  }

  @Test(arguments: [3, 4])
  func partsHaveTheTicksOfTheWhole(index: Int) throws {
    let pages = try Layout.pages([.figure(Figure(chart: Self.charts[index], number: nil, caption: []))]).pages
    let ticks = pages.map { page in Set(page.texts.map(\.text).filter { Int($0) != nil }) }
    #expect(ticks[0].count >= 3)
    #expect(ticks.allSatisfy { $0 == ticks[0] }, "\(ticks)")
  }

  @Test func partsKeepTheScaleOfTheWhole() throws {
    let pages = try Layout.pages([.figure(Figure(chart: Self.charts[2], number: nil, caption: []))]).pages
    let months = pages.map { page in page.texts.filter { $0.text.hasSuffix("月") }.map { "\($0.text) \($0.x)" } }
    #expect(months[0].count == 4)
    #expect(months.allSatisfy { $0 == months[0] })
  }
}
