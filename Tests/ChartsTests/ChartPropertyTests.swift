import Canvas
import Charts
import DocumentModel
import TestSupport
import Testing

/// What holds for every chart, whatever its data: labels keep apart and inside, nothing but finite places, the same drawing
/// every time.
@Suite struct ChartPropertyTests {
  /// Names and values of every odd kind.
  struct Oddities {
    var random: SeededGenerator

    static let longName = "面向老年客户与听障客户的多渠道无障碍服务流程设计、试运行、评估与持续改进的管理办"

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &random)] }

    mutating func name() -> String {
      pick([
        "绩效", "客户体验与关系", Self.longName, "", "Service Level (SL)", "2025 年", "一", "投诉处理、回访与闭环",
        "7777 年 7777 月末的复核",
      ])
    }

    mutating func text() -> String {
      pick(["", "68.0", "−12.5%", "100.00", "—", "1,234,567.89 万元", "7,777,777.77 万元", "0"])
    }

    /// Values of one size for a whole chart, so that some charts are flat, huge, tiny or negative throughout.
    mutating func values(_ count: Int) -> [Double?] {
      let kind = Int.random(in: 0..<9, using: &random)
      let flat = Double.random(in: -100...100, using: &random)
      return (0..<count).map { index in
        switch kind {
        case 0: flat
        case 1: pick([0, 100])
        case 2: Double.random(in: -1e30...1e30, using: &random)
        case 3: Double.random(in: -1e-20...1e-20, using: &random)
        case 4: pick([nil, 50, .nan, .infinity, -.infinity, 1e308, -1e308, 1e-300])
        case 5: nil
        case 6: 1e15 + Double(index) * 0.01
        case 7: Double.random(in: -80...80, using: &random)
        default: Double.random(in: 0...100, using: &random)
        }
      }
    }

    mutating func points(_ count: Int) -> [ChartPoint] {
      values(count).map { ChartPoint(value: $0, text: text()) }
    }

    mutating func count() -> Int { pick([1, 2, 3, 7, 12, 31, 100]) }
    mutating func end() -> Double? { pick([nil, nil, nil, 0, 100, -5, .nan, .infinity]) }
    mutating func date() -> PlanDate? {
      pick([
        nil, PlanDate(day: Int.random(in: 20_000...20_900, using: &random)), PlanDate(day: 20_000),
        PlanDate(day: 2_000_000),
      ])
    }
  }

  static let kinds = [
    "radar", "bars", "gauge", "slope", "trend", "waterfall", "control", "gantt", "small multiples", "scatter", "pareto",
    "intervals",
  ]

  static func chart(_ kind: String, _ odd: inout Oddities) -> ChartSpecification {
    let count = odd.count()
    switch kind {
    case "radar":
      let axes = min(max(count, 3), 12)
      let values = odd.values(axes)
      let outlines = (0..<odd.pick([0, 1, 3, 5])).map {
        RadarChart.Outline(label: "\(2024 - $0) 年", values: odd.values(axes))
      }
      return .radar(
        RadarChart(
          axes: values.map { .init(label: String(odd.name().prefix(12)), value: $0, text: $0 == nil ? "" : "68.0") },
          minimum: 0, maximum: 100, rings: [20, 40, 60, 80, 100], ringLabels: ["20", "40", "60", "80", "100"],
          emphasisedRing: 60, label: "今年", earlier: outlines))
    case "bars":
      let bars = odd.values(count).map {
        BarChart.Bar(label: odd.name(), value: $0, text: odd.text(), reference: odd.end())
      }
      let thresholds = odd.values(odd.pick([0, 1, 3, 5])).map {
        BarChart.Threshold(label: odd.name(), value: $0 ?? .nan)
      }
      return .bar(BarChart(bars: bars, thresholds: thresholds, minimum: 0, maximum: 100))
    case "gauge":
      let gates = odd.values(odd.pick([0, 1, 3, 6])).map {
        Gauge.Gate(label: odd.name(), value: $0 ?? 60, text: odd.text(), stars: odd.pick([0, 4, 5, 99]))
      }
      return .gauge(
        Gauge(
          value: odd.end(), text: odd.text(), reference: odd.end(), referenceText: odd.name(), low: odd.end(),
          high: odd.end(), gates: gates, minimum: 0, maximum: odd.pick([100, 1000, 0, .nan])))
    case "slope":
      let (from, to) = (odd.points(count), odd.points(count))
      let lines = zip(from, to).map { SlopeChart.Line(label: odd.name(), from: $0, to: $1) }
      return .slope(
        SlopeChart(
          from: odd.name(), to: odd.name(), lines: lines, unit: odd.name(), note: odd.name(), minimum: odd.end(),
          maximum: odd.end()))
    case "trend":
      let series = (0..<odd.pick([0, 1, 2, 4, 9])).map { _ in
        TrendChart.Series(label: odd.name(), points: odd.points(count))
      }
      return .trend(
        TrendChart(
          periods: (0..<count).map { _ in odd.name() }, series: series,
          levels: odd.values(odd.pick([0, 1, 3])).map { ChartLevel(label: odd.name(), value: $0 ?? .nan) },
          unit: odd.name(), note: odd.name(), minimum: odd.end(), maximum: odd.end()))
    case "waterfall":
      let steps = odd.values(count).map {
        WaterfallChart.Step(label: odd.name(), kind: odd.pick([.total, .change, .change]), value: $0, text: odd.text())
      }
      return .waterfall(WaterfallChart(steps: steps, unit: odd.name(), note: odd.name()))
    case "control":
      let (values, limits) = (odd.values(count), odd.values(count))
      let samples = values.indices.map { index in
        ControlChart.Sample(
          label: odd.name(), value: values[index], center: limits[index], lower: limits[index].map { $0 - 3 },
          upper: limits[index].map { $0 + 3 }, size: odd.pick(["", "n = 412"]), rules: odd.pick(["", "", "1", "1、5"]))
      }
      let phases = (0..<odd.pick([0, 1, 2, 6])).map { ControlChart.Phase(label: odd.name(), start: $0 * 3 - 3) }
      return .control(
        ControlChart(
          samples: samples, phases: phases, centerLabel: odd.name(), lowerLabel: odd.name(), upperLabel: odd.name(),
          unit: odd.name(), note: odd.name(), minimum: odd.end(), maximum: odd.end()))
    case "gantt":
      let tasks = (0..<count).map { _ in
        GanttChart.Task(
          label: odd.name(), owner: odd.name(), from: odd.date(), to: odd.date(), isMilestone: odd.pick([true, false]),
          remark: odd.text())
      }
      let lines = (0..<odd.pick([0, 1, 4])).map { _ in
        GanttChart.DateLine(label: odd.name(), date: odd.date() ?? PlanDate(day: 20_400))
      }
      return .gantt(
        GanttChart(tasks: tasks, lines: lines, taskHead: "任务", ownerHead: odd.name(), remarkHead: odd.name()))
    case "small multiples":
      let panels = (0..<min(count, 31)).map { _ in
        SmallMultiples.Panel(
          label: odd.name(), points: odd.points(odd.count()), remark: odd.name(),
          target: odd.pick([nil, ChartLevel(label: odd.name(), value: 80)]),
          otherTarget: odd.pick([nil, nil, ChartLevel(label: odd.name(), value: 82)]))
      }
      return .smallMultiples(
        SmallMultiples(
          periods: (0..<odd.pick([0, 1, 8])).map { _ in odd.name() }, panels: panels,
          columns: odd.pick([nil, 1, 3, 99]),
          unit: odd.name(), note: odd.name(), minimum: odd.end(), maximum: odd.end()))
    case "scatter":
      let dots = zip(odd.values(count), odd.values(count)).map {
        ScatterChart.Dot(
          label: odd.name(), x: $0, y: $1, isEmphasised: odd.pick([true, false]), count: odd.pick([1, 1, 3, 900]))
      }
      return .scatter(
        ScatterChart(
          dots: dots, trend: .init(intercept: odd.end() ?? 3, slope: odd.end() ?? 1, label: odd.name()),
          horizontal: .init(label: odd.name(), minimum: odd.end()),
          vertical: .init(label: odd.name(), maximum: odd.end()),
          note: odd.name(), unnamedNote: odd.pick(["", "；{count} 个没有位置"])))
    case "intervals":
      let (values, reaches) = (odd.values(count), odd.values(count))
      let rows = values.indices.map { index in
        IntervalChart.Row(
          label: odd.name(), value: values[index], text: odd.text(), low: values[index].map { $0 - 2 },
          high: values[index].map { $0 + 2 }, outerLow: reaches[index], outerHigh: odd.end())
      }
      return .intervals(
        IntervalChart(
          rows: rows, reference: odd.pick([nil, ChartLevel(label: odd.name(), value: 0)]), lowSide: odd.name(),
          highSide: odd.name(), innerLabel: odd.name(), outerLabel: odd.name(), unit: odd.name(), note: odd.name(),
          minimum: odd.end(), maximum: odd.end()))
    default:
      let categories = odd.values(count).map {
        ParetoChart.Category(label: odd.name(), value: $0, text: odd.text(), cumulative: $0, cumulativeText: odd.text())
      }
      return .pareto(
        ParetoChart(
          categories: categories, level: odd.pick([nil, ChartLevel(label: odd.name(), value: 80)]),
          cumulativeLabel: odd.name(), unit: odd.name(), note: odd.name()))
    }
  }

  @Test(arguments: kinds, [453.0, 320, 220])
  func labelsKeepApartAndPlacesAreFinite(kind: String, width: Points) {
    for seed in 0..<24 {
      var odd = Oddities(random: SeededGenerator(seed: UInt64(seed)))
      let chart = Self.chart(kind, &odd)
      let drawing = Drawing.draw(chart, width: width)
      #expect(Drawing.faults(drawing) == [], "seed \(seed)")
      #expect(drawing.size.height.isFinite)
      for (path, _) in Drawing.shapes(drawing) {
        for place in Drawing.places(path) {
          let isInside =
            place.x >= -12 && place.x <= width + 12 && place.y >= -12 && place.y <= drawing.size.height + 12
          #expect(isInside, "seed \(seed): \(place)")
        }
      }
      if seed < 3 { #expect(Drawing.draw(chart, width: width) == drawing, "seed \(seed)") }
    }
  }

  /// A number in two parts reads as two numbers: labels turn beside it, get smaller, or are left out.
  @Test(arguments: kinds, [453.0, 360])
  func numbersInLabelsStayWhole(kind: String, width: Points) {
    for seed in 0..<40 {
      var odd = Oddities(random: SeededGenerator(seed: UInt64(seed)))
      for label in Drawing.labels(Drawing.draw(Self.chart(kind, &odd), width: width)) {
        let numbers = label.text.split { !$0.isNumber && !",.".contains($0) }
        // No scale has a number of several sevens alone.
        let parts = numbers.filter { $0.count > 1 && $0.contains("7") && $0.allSatisfy { "7,.".contains($0) } }
        #expect(parts.allSatisfy { ["7777", "7,777,777.77"].contains($0) }, "seed \(seed): \(label.text)")
      }
    }
  }

  @Test(arguments: [3, 8, 12, 16, 30], ["100.00", "−1,234.5"])
  func numbersInCellsStayWhole(columns: Int, text: String) {
    let rows = (0..<4).map { row in
      HeatMap.Row(
        label: Oddities.longName,
        cells: (0..<columns).map { HeatMap.Cell(level: ($0 + row) % 5 + 1, text: $0 == 1 ? "未评" : text) })
    }
    let drawing = Drawing.draw(
      .heatMap(HeatMap(columns: (0..<columns).map { "2025 年 \($0 % 12 + 1) 月" }, rows: rows, key: [])))
    #expect(Drawing.faults(drawing) == [])
    let numbers = Drawing.labels(drawing).map(\.text).filter { $0.contains("0.") || $0.contains("34") || $0 == "100" }
    #expect(numbers.allSatisfy { $0 == text }, "\(numbers)")
    // With room for them they are all there, in one size.
    if columns <= 8 { #expect(numbers.count == 4 * (columns - 1)) }
    #expect(Set(Drawing.labels(drawing).filter { $0.text == text }.map(\.style.size)).count <= 1)
  }

  @Test(arguments: kinds)
  func chartsWithoutDataAreDrawn(kind: String) {
    let empty: ChartSpecification =
      switch kind {
      case "radar": .radar(RadarChart(axes: [], minimum: 0, maximum: 1, rings: [], emphasisedRing: nil))
      case "bars": .bar(BarChart(bars: [], thresholds: [], minimum: 0, maximum: 1))
      case "gauge": .gauge(Gauge(value: nil, text: "", gates: [], minimum: 0, maximum: 1000))
      case "slope": .slope(SlopeChart(from: "", to: "", lines: []))
      case "trend": .trend(TrendChart(periods: [], series: []))
      case "waterfall": .waterfall(WaterfallChart(steps: []))
      case "control": .control(ControlChart(samples: []))
      case "gantt": .gantt(GanttChart(tasks: []))
      case "small multiples": .smallMultiples(SmallMultiples(periods: [], panels: []))
      case "intervals": .intervals(IntervalChart(rows: []))
      case "scatter": .scatter(ScatterChart(dots: [], horizontal: .init(label: ""), vertical: .init(label: "")))
      default: .pareto(ParetoChart(categories: []))
      }
    let drawing = Drawing.draw(empty)
    #expect(Drawing.faults(drawing) == [])
    #expect(drawing.size.height < 300)
  }
}
