import Canvas
import Charts
import DocumentModel
import TestSupport
import Testing

/// Names and sizes of the dots of a scatter.
@Suite struct ScatterTests {
  static func chart(_ dots: [ScatterChart.Dot]) -> ChartSpecification {
    .scatter(
      ScatterChart(
        dots: dots, horizontal: .init(label: "横", minimum: 0, maximum: 100),
        vertical: .init(label: "纵", minimum: 0, maximum: 100), note: "n = \(dots.count)", unnamedNote: "；{count} 个没有位置")
    )
  }

  /// A crowd of dots around the middle, each with the name of a month.
  static func crowd(_ count: Int, spread: Double) -> [ScatterChart.Dot] {
    var random = SeededGenerator(seed: 5)
    return (0..<count).map { index in
      ScatterChart.Dot(
        label: "20\(20 + index / 12)-\(index % 12 + 1)", x: 50 + Double.random(in: -spread...spread, using: &random),
        y: 50 + Double.random(in: -spread...spread, using: &random))
    }
  }

  @Test(arguments: [18.0, 25, 40])
  func crowdedDotsAreNamedFromADistance(spread: Double) {
    let drawing = Drawing.draw(Self.chart(Self.crowd(24, spread: spread)))
    let labels = Drawing.labels(drawing)
    #expect(labels.count { $0.text.contains("-") } == 24)
    #expect(labels.contains { $0.text == "n = 24" })
    #expect(Drawing.faults(drawing) == [])
    let leaders = Drawing.shapes(drawing).filter { $0.paint.stroke?.color == Drawing.colors.muted }
      .map { Drawing.places($0.path) }.filter { $0.count == 2 && $0[0].x != $0[1].x && $0[0].y != $0[1].y }
    // No line runs through a name: it ends at its own.
    for leader in leaders {
      for label in labels where label.text.contains("-") {
        let frame = Drawing.frame(label)
        let middle = Point(x: (leader[0].x + leader[1].x) / 2, y: (leader[0].y + leader[1].y) / 2)
        let isOutside =
          middle.x < frame.origin.x || middle.x > frame.origin.x + frame.size.width || middle.y < frame.origin.y
          || middle.y > frame.origin.y + frame.size.height
        #expect(isOutside, "\(label.text)")
      }
    }
  }

  /// Where a crowd is too dense for all names, most have one, and lines lead to some.
  @Test func mostOfADenseCrowdIsNamed() {
    let drawing = Drawing.draw(Self.chart(Self.crowd(24, spread: 13)))
    let named = Drawing.labels(drawing).count { $0.text.contains("-") }
    #expect(named >= 20, "\(named)")
    #expect(Drawing.labels(drawing).contains { $0.text == "n = 24；\(24 - named) 个没有位置" })
    #expect(
      Drawing.shapes(drawing).contains {
        $0.paint.stroke?.color == Drawing.colors.muted && $0.paint.stroke?.width == 0.4
      })
  }

  @Test func namesWithoutRoomAreCounted() throws {
    let dots = Self.crowd(200, spread: 6)
    let labels = Drawing.labels(Drawing.draw(Self.chart(dots)))
    let named = labels.count { $0.text.contains("-") }
    #expect(named > 5 && named < 200)
    #expect(labels.contains { $0.text == "n = 200；\(200 - named) 个没有位置" }, "\(named)")
  }

  @Test func dotsGrowByTheNumberOfPairs() throws {
    func radii(_ counts: [Int]) -> [Points] {
      let dots = counts.enumerated().map {
        ScatterChart.Dot(label: "", x: Double($0.offset) * 20 + 5, y: 50, count: $0.element)
      }
      let circles = Drawing.shapes(Drawing.draw(Self.chart(dots))).filter { $0.paint.fill == Drawing.colors.primary }
      return circles.compactMap { $0.path.bounds }.sorted { $0.origin.x < $1.origin.x }.map { $0.size.width / 2 }
    }
    let few = radii([1, 4, 2])
    #expect(few.count == 3 && abs(few[1] - 2 * few[0]) < 0.1, "four pairs have four times the area of one: \(few)")
    #expect(few[2] > few[0] && few[2] < few[1])
    let many = radii([1, 1_000, 20])
    #expect(many[0] > 2 && many[1] < 9 && many[2] > many[0])
    // In a cloud of thousands single pairs are points.
    #expect(radii([1, 2_000, 20])[0] < 1)
  }
}

/// Estimates with their intervals.
@Suite struct IntervalTests {
  static let chart = IntervalChart(
    rows: [
      .init(label: "甲 − 乙", value: 2, text: "2.0", low: 1, high: 3, outerLow: -4, outerHigh: 8),
      .init(label: "甲 − 丙", value: nil, text: "—"),
      .init(label: "乙 − 丙", value: -5, text: "−5.0", low: -7, high: -3, outerLow: -12, outerHigh: 2),
    ], reference: ChartLevel(label: "0（一样）", value: 0), lowSide: "前者打分低", highSide: "前者打分高", innerLabel: "95% 区间",
    outerLabel: "录音之差", unit: "平均差（分）", note: "n = 40")

  @Test func intervalsLieOnTheScaleAroundTheirEstimates() throws {
    let drawing = Drawing.draw(.intervals(Self.chart))
    #expect(Drawing.faults(drawing) == [])
    let ticks = Dictionary(
      Drawing.labels(drawing).filter { ["−10", "0", "10", "−5", "5"].contains($0.text) }.map { ($0.text, $0.anchor.x) },
      uniquingKeysWith: { first, _ in first })
    let (zero, five) = (try #require(ticks["0"]), try #require(ticks["5"]))
    let unit = (five - zero) / 5
    let shapes = Drawing.shapes(drawing)
    let dots = shapes.filter { $0.paint.fill == Drawing.colors.primary }.compactMap { $0.path.bounds }
    // Two estimates, and the sample of the key.
    #expect(dots.count == 3)
    #expect(abs(dots[0].origin.x + dots[0].size.width / 2 - zero - 2 * unit) < 0.01)
    #expect(abs(dots[1].origin.x + dots[1].size.width / 2 - zero + 5 * unit) < 0.01)
    let bands = shapes.filter { $0.paint.fill == Drawing.colors.primaryLight }.compactMap { $0.path.bounds }
    #expect(bands.count == 3 && abs(bands[1].size.width - 14 * unit) < 0.01)
    let reference = try #require(shapes.first { $0.paint.stroke?.color == Drawing.colors.text })
    #expect(abs(Drawing.places(reference.path)[0].x - zero) < 0.01)
  }

  @Test func everyWordIsThere() {
    let texts = Drawing.labels(Drawing.draw(.intervals(Self.chart))).map(\.text)
    for word in ["甲 − 乙", "2.0", "—", "0（一样）", "前者打分低", "前者打分高", "95% 区间", "录音之差", "平均差（分）", "n = 40"] {
      #expect(texts.contains(word), "\(word)")
    }
  }

  /// Where the reference lies at the edge, nothing is said of a side that has no room.
  @Test func sidesWithoutRoomAreNotNamed() {
    var chart = Self.chart
    chart.rows = [.init(label: "甲 − 乙", value: 50, text: "50", low: 40, high: 60)]
    let drawing = Drawing.draw(.intervals(chart))
    #expect(Drawing.faults(drawing) == [])
    #expect(!Drawing.labels(drawing).contains { $0.text == "前者打分低" || $0.text == "录音之差" })
  }
}

/// What is small or near a line is still seen.
@Suite struct LegibilityTests {
  @Test(arguments: [0, 400, 1_000, 3_000])
  func aTaskOfOneDayIsSeen(day: Int) throws {
    let (first, last) = (PlanDate(day: 20_000), PlanDate(day: 23_000))
    let tasks: [GanttChart.Task] = [
      .init(label: "长", from: first, to: last),
      .init(label: "一天", from: PlanDate(day: 20_000 + day), to: PlanDate(day: 20_000 + day)),
    ]
    let bars = Drawing.shapes(Drawing.draw(.gantt(GanttChart(tasks: tasks, taskHead: "任务"))))
      .filter { $0.paint.fill == Drawing.colors.primary }.compactMap { $0.path.bounds }
    #expect(bars.count == 2 && bars[1].size.width >= 4 && bars[1].size.width < 5)
    // It lies around its day, as far as the calendar reaches.
    let expected = bars[0].origin.x + bars[0].size.width * (Double(day) + 0.5) / 3_001
    #expect(abs(bars[1].origin.x + bars[1].size.width / 2 - expected) <= 2.01 && bars[1].origin.x >= 0)
    #expect(bars[1].origin.x + bars[1].size.width <= 453.01)
  }

  /// A point just above the lower limit has the number of its rule beside the line of the limit, not on it.
  @Test(arguments: [2.0, 2.2, 1.8, 8])
  func rulesKeepOffTheLimits(value: Double) throws {
    let samples = (0..<24).map { index in
      ControlChart.Sample(
        label: "\(index)", value: index == 12 ? value : 5, center: 5, lower: 2, upper: 8,
        rules: index == 12 ? "1、3" : "")
    }
    let drawing = Drawing.draw(.control(ControlChart(samples: samples, minimum: 0, maximum: 10)))
    let rule = Drawing.frame(try #require(Drawing.labels(drawing).first { $0.text == "1、3" }))
    let limits = Drawing.shapes(drawing).filter { $0.paint.stroke?.dashes.isEmpty == false }
      .compactMap { Drawing.places($0.path).first?.y }
    #expect(limits.count == 2)
    #expect(limits.allSatisfy { $0 < rule.origin.y || $0 > rule.origin.y + rule.size.height })
  }

  /// Numbers of rings of few sides stand on them, as on the lines of a map, so that none is taken for a neighbour's.
  @Test(arguments: [3, 4])
  func theValueOfARingOfFewSidesStandsOnIt(axes: Int) throws {
    let drawing = Drawing.draw(RadarTests.radar(axes: axes, name: "名", values: { _ in 50 }))
    let rims = Self.rims(drawing, axes)
    let labels = Drawing.labels(drawing).filter { $0.style.size == LabelStyle.smallest }
    #expect(labels.count >= 4)
    for label in labels {
      let middle = Self.middle(label)
      let distances = rims.flatMap { rim in rim.indices.map { Self.distance(middle, rim[$0], rim[($0 + 1) % axes]) } }
      #expect(try #require(distances.min()) < 1.5, "\(label.text)")
    }
    #expect(labels.first { $0.text == "60" }?.style.isBold == true)
  }

  /// The others stand level with their rings on an axis, so that none is read at the height of a lower value.
  @Test(arguments: [5, 7, 8, 12])
  func theValueOfARingIsLevelWithItOnTheAxis(axes: Int) throws {
    let drawing = Drawing.draw(RadarTests.radar(axes: axes, name: "名", values: { _ in 50 }))
    let rims = Self.rims(drawing, axes)
    let top = rims.joined().map(\.y).min() ?? 0
    let outer = try #require(rims.first { $0.contains { abs($0.y - top) < 1e-9 } })
    let center = Point(x: outer[0].x, y: outer.reduce(0) { $0 + $1.y } / Double(axes))
    let labels = Drawing.labels(drawing).filter { $0.style.size == LabelStyle.smallest }
    #expect(labels.count >= 4)
    for label in labels {
      let value = try #require(Double(label.text))
      let middle = Self.middle(label)
      // Along that axis which is nearest.
      let heights = outer.map { tip in
        let (dx, dy) = (tip.x - center.x, tip.y - center.y)
        return ((middle.x - center.x) * dx + (middle.y - center.y) * dy) / (dx * dx + dy * dy) * 100
      }
      #expect(heights.contains { abs($0 - value) < 1.5 }, "\(label.text): \(heights)")
    }
    #expect(labels.first { $0.text == "60" }?.style.isBold == true)
  }

  /// The emphasised ring, of which captions speak, has its value also where an outline runs closely above it.
  @Test func theEmphasisedRingKeepsItsValue() {
    let values = [71.33, 73.46, 69.93, 62.48, 74.04, 74.76, 71.89]
    let axes = values.map { RadarChart.Axis(label: "范畴", value: $0, text: "70.00", reference: $0 + 4) }
    let chart = RadarChart(
      axes: axes, minimum: 0, maximum: 100, rings: [20, 40, 60, 80, 100],
      ringLabels: ["20", "40", "60", "80", "100"], emphasisedRing: 60)
    let drawing = Drawing.draw(.radar(chart), width: 290)
    #expect(Drawing.labels(drawing).contains { $0.text == "60" && $0.style.isBold })
    #expect(Drawing.faults(drawing) == [])
  }

  private static func rims(_ drawing: ChartDrawing, _ axes: Int) -> [[Point]] {
    Drawing.shapes(drawing).filter { $0.paint.fill == nil && $0.paint.stroke?.dashes.isEmpty == true }
      .map { Drawing.places($0.path) }.filter { $0.count == axes }
  }

  private static func middle(_ label: ChartLabel) -> Point {
    let frame = Drawing.frame(label)
    return Point(x: frame.origin.x + frame.size.width / 2, y: frame.origin.y + frame.size.height / 2)
  }

  private static func distance(_ point: Point, _ start: Point, _ end: Point) -> Points {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let share = ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy)
    let near = min(max(share, 0), 1)
    let (x, y) = (start.x + dx * near - point.x, start.y + dy * near - point.y)
    return (x * x + y * y).squareRoot()
  }

  /// More lines than can be told apart become charts of their own, on one scale.
  @Test func aTrendOfManySeriesHasAPanelForEach() {
    let series = (101...112).map { index in
      TrendChart.Series(label: "班组\(index)", points: [.init(value: 1, text: "1"), .init(value: 7, text: "7.\(index)")])
    }
    let chart = TrendChart(periods: ["一月", "二月"], series: series, unit: "分", note: "n = 2")
    let labels = Drawing.labels(Drawing.draw(.trend(chart)))
    #expect(Drawing.faults(Drawing.draw(.trend(chart))) == [])
    for index in 101...112 {
      #expect(labels.contains { $0.text == "班组\(index)" } && labels.contains { $0.text == "7.\(index)" })
    }
    #expect(labels.count { $0.text == "一月" } == 12)
    var few = chart
    few.series.removeLast(4)
    #expect(Drawing.labels(Drawing.draw(.trend(few))).count { $0.text == "一月" } == 1)
  }
}
