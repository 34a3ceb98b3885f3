import Canvas
import Charts
import DocumentModel
import Foundation
import TestSupport
import Testing

@Suite struct RadarTests {
  static func radar(
    axes: Int, name: String, text: String = "100.0", values: (Int) -> Double?
  ) -> ChartSpecification {
    .radar(
      RadarChart(
        axes: (0..<axes).map { index in
          .init(
            label: "\(name.prefix(max(0, name.count - 1)))\(index % 10)", value: values(index),
            text: values(index) == nil ? "…" : text, reference: values(index).map { 100 - $0 })
        }, minimum: 0, maximum: 100, rings: [20, 40, 60, 80, 100],
        ringLabels: ["20", "40", "60", "80", "100"], emphasisedRing: 60))
  }

  @Test(arguments: 3...12, [453.0, 250, 180])
  func longNamesNeverOverlapNorLeaveTheDrawing(axes: Int, width: Points) {
    let name = "投诉处理与客户关系维护管"
    #expect(name.count == 12)
    for values in [{ _ in 0 }, { _ in 100 }, { Double($0 % 2) * 100 }, { $0 == 1 ? nil : 50 }]
      as [(Int) -> Double?]
    {
      let drawing = Drawing.draw(Self.radar(axes: axes, name: name, values: values), width: width)
      #expect(Drawing.faults(drawing) == [])
    }
  }

  @Test func aMissingValueLeavesAGapInsteadOfAZero() {
    let drawing = Drawing.draw(Self.radar(axes: 5, name: "名", values: { $0 == 2 ? nil : 100 }))
    let strong = Drawing.shapes(drawing).filter { $0.paint.stroke?.width == 1.6 }
    #expect(strong.count == 3)
    #expect(Drawing.shapes(drawing).allSatisfy { ($0.paint.fill?.alpha ?? 1) == 1 })
  }

  @Test func valuesLieOnTheirAxes() throws {
    let drawing = Drawing.draw(
      Self.radar(axes: 4, name: "名", values: { [0, 100, 50, 150][$0] }))
    let outline = try #require(Drawing.shapes(drawing).first { $0.paint.stroke?.width == 1.6 })
    let dots = outline.path.elements.compactMap { element -> Point? in
      switch element {
      case .move(let point), .line(let point): point
      default: nil
      }
    }
    let center = dots[0]
    let radius = dots[1].x - center.x
    #expect(radius > 100)
    #expect(abs(dots[2].y - center.y - radius / 2) < 1e-9)
    #expect(abs(center.x - dots[3].x - radius) < 1e-9, "a value beyond the scale is drawn at its end")
  }

  @Test func ringsHaveTheirValuesWhereNoOutlineRunsThroughThem() {
    func rings(_ value: Double) -> [String] {
      Drawing.labels(Drawing.draw(Self.radar(axes: 8, name: "名", values: { _ in value })))
        .filter { $0.style.size == LabelStyle.smallest }.map(\.text)
    }
    #expect(rings(50) == ["20", "40", "60", "80", "100"])
    // The outlines of the value and of the earlier one, 100 less the value, take the room of two rings.
    #expect(rings(80) == ["40", "60", "100"])
  }

  /// Their values stand beside one axis, so that they read as one scale.
  @Test func ringsHaveTheirValuesOnOneAxis() throws {
    for axes in 3...12 {
      for value in stride(from: 0.0, through: 100, by: 5) {
        let labels = Drawing.labels(Drawing.draw(Self.radar(axes: axes, name: "名", values: { _ in value })))
          .filter { $0.style.size == LabelStyle.smallest }
        guard labels.count > 2 else { continue }
        let (first, last) = (labels[0].anchor, labels[labels.count - 1].anchor)
        for label in labels.dropFirst().dropLast() {
          let cross =
            (last.x - first.x) * (label.anchor.y - first.y) - (last.y - first.y) * (label.anchor.x - first.x)
          #expect(abs(cross) / max(hypot(last.x - first.x, last.y - first.y), 1) < 6, "\(axes) axes of \(value)")
        }
      }
    }
  }

  @Test func intervalsAreSmallSoThatTheRadarIsNot() throws {
    func radius(_ text: String) throws -> Points {
      let drawing = Drawing.draw(Self.radar(axes: 8, name: "名", text: text, values: { _ in 50 }), width: 250)
      let rim = try #require(Drawing.shapes(drawing).first { $0.paint.stroke?.width == 0.75 })
      return try #require(rim.path.bounds).size.width / 2
    }
    let label = "52.5～87.5"
    let labels = Drawing.labels(Drawing.draw(Self.radar(axes: 8, name: "名", text: label, values: { _ in 50 })))
    #expect(labels.filter { $0.text == label }.allSatisfy { $0.style.size == 8 })
    #expect(try radius(label) > radius("52.5～87.55～"))
  }

  @Test func emphasisedRingIsStronger() {
    let shapes = Drawing.shapes(Drawing.draw(Self.radar(axes: 7, name: "名", values: { _ in 70 })))
    #expect(shapes.count { $0.paint.stroke?.color == Drawing.colors.muted } == 1)
    #expect(shapes.count { $0.paint.stroke?.dashes.isEmpty == false } == 1)
  }
}

@Suite struct BarTests {
  @Test func thresholdsThatCrowdNeverOverlap() {
    var random = SeededGenerator(seed: 7)
    for count in 1...9 {
      for width in [120.0, 260, 453] {
        let thresholds = (0..<count).map { index in
          BarChart.Threshold(
            label: "第\(index)门槛 \(index * 7)", value: Double.random(in: 0...100, using: &random))
        }
        let bars = [BarChart.Bar(label: "绩效", value: 68, text: "68.0", reference: 73)]
        let chart = BarChart(bars: bars, thresholds: thresholds, minimum: 0, maximum: 100)
        #expect(Drawing.faults(Drawing.draw(.bar(chart), width: width)) == [])
      }
    }
  }

  @Test func gatesStandOnOneLineAboveTheBarsAsLongAsTheyFit() {
    func labels(_ values: [Double]) -> [ChartLabel] {
      let thresholds = zip(["通过", "四星", "五星"], values).map {
        BarChart.Threshold(label: "\($0) \(Int($1))", value: $1)
      }
      let bars = [BarChart.Bar(label: "", value: 68, text: "")]
      let chart = BarChart(bars: bars, thresholds: thresholds, minimum: 0, maximum: 100)
      return Drawing.labels(Drawing.draw(.bar(chart))).filter { $0.text.contains(" ") }
    }
    let even = labels([60, 70, 85])
    #expect(even.map(\.text) == ["通过 60", "四星 70", "五星 85"])
    for (label, value) in zip(even, [60, 70, 85.0]) { #expect(abs(label.anchor.x - value * 4.53) < 1e-9) }
    for near in [labels([60, 62, 64]), labels([60, 60, 60])] {
      #expect(near.allSatisfy { $0.anchor.y == near[0].anchor.y })
    }
  }

  /// Bars below zero grow to its left, and the scale names zero and both its ends.
  @Test func barsGrowFromZero() throws {
    let bars = [("甲", -30.0), ("乙", 20)].map { BarChart.Bar(label: $0.0, value: $0.1, text: "") }
    let drawing = Drawing.draw(.bar(BarChart(bars: bars, thresholds: [], minimum: -40, maximum: 30)))
    #expect(Drawing.faults(drawing) == [])
    let filled = Drawing.shapes(drawing).filter { $0.paint.fill == Drawing.colors.primary }.compactMap(\.path.bounds)
    try #require(filled.count == 2, "\(filled)")
    #expect(abs(filled[0].origin.x + filled[0].size.width - filled[1].origin.x) < 1e-9, "both touch zero")
    #expect(abs(filled[0].size.width / filled[1].size.width - 1.5) < 1e-9)
    let scale = Drawing.labels(drawing).filter { !["甲", "乙"].contains($0.text) }.map(\.text)
    #expect(Set(scale) == ["−40", "0", "30"])
  }

  /// A line end in a name is no line of the label.
  @Test func lineEndsInNamesAreSpaces() {
    let name = "第一行文字\n第二行文字也很长"
    let drawing = Drawing.draw(
      .bar(BarChart(bars: [.init(label: name, value: 1, text: "")], thresholds: [], minimum: 0, maximum: 2)))
    #expect(Drawing.faults(drawing) == [])
    #expect(Drawing.labels(drawing).allSatisfy { !$0.text.contains("\n") })
  }

  /// Unit and note stand above the bars, on the line of the thresholds where these leave room between them.
  @Test(arguments: [([60.0, 70, 85], true), ([2, 70, 85], false), ([60, 70, 99], false), ([], false)])
  func unitAndNoteStandAboveTheBars(_ values: [Double], isShared: Bool) throws {
    let thresholds = values.map { BarChart.Threshold(label: "门槛 \(Int($0))", value: $0) }
    var chart = BarChart(
      bars: [.init(label: "绩效", value: 68, text: "68.0")], thresholds: thresholds, minimum: 0, maximum: 100)
    let bare = Drawing.draw(.bar(chart), width: 453)
    (chart.unit, chart.note) = ("单位：%", "n = 42")
    let drawing = Drawing.draw(.bar(chart), width: 453)
    #expect(Drawing.faults(drawing) == [])
    let labels = Drawing.labels(drawing)
    let unit = try #require(labels.first { $0.text == "单位：%" }),
      note = try #require(labels.first { $0.text == "n = 42" })
    #expect(unit.anchor.y == note.anchor.y && unit.anchor.x == 0 && note.anchor.x == 453)
    let names = labels.filter { $0.text.hasPrefix("门槛") }
    #expect(names.count == values.count)
    #expect(names.allSatisfy { (abs($0.anchor.y - unit.anchor.y) < 2) == isShared && $0.anchor.y > unit.anchor.y - 2 })
    // Sharing a line, the chart is no taller than without them.
    #expect((drawing.size.height <= bare.size.height) == isShared)
  }

  @Test func theScaleHasItsEndsAndTheHollowMarkItsName() throws {
    for (reference, width) in [(0.0, 453.0), (81, 453), (100, 453), (81, 90)] {
      let bars = [BarChart.Bar(label: "", value: 68, text: "", reference: reference)]
      let chart = BarChart(bars: bars, thresholds: [], minimum: 0, maximum: 100, referenceLabel: "自称")
      let drawing = Drawing.draw(.bar(chart), width: width)
      #expect(Set(Drawing.labels(drawing).map(\.text)) == ["0", "100", "自称"])
      #expect(Drawing.faults(drawing) == [])
    }
  }

  /// The tick of a second value stands whole above the line of a threshold that it meets, whose edge would cut into it.
  @Test func theHollowMarkIsNotCutByAThreshold() throws {
    let bars = [BarChart.Bar(label: "", value: 80, text: "", reference: 85.51)]
    let chart = BarChart(
      bars: bars, thresholds: [.init(label: "五星 85", value: 85)], minimum: 0, maximum: 100, referenceLabel: "自称")
    let shapes = Drawing.shapes(Drawing.draw(.bar(chart)))
    let ticks = shapes.indices.filter { shapes[$0].paint.stroke?.width == 0.6 && shapes[$0].paint.fill != nil }
    let gate = try #require(shapes.lastIndex { $0.paint.stroke?.width == 0.7 })
    let mark = try #require(
      ticks.max { (shapes[$0].path.bounds?.origin.x ?? 0) < (shapes[$1].path.bounds?.origin.x ?? 0) })
    #expect(mark > gate)
  }

  /// What the tick stands for is said beside the unit, above the bars, so that it is taken for no value of the scale; and
  /// not at all where no bar has a second value.
  @Test(arguments: [100.0, 200, 453])
  func theKeyOfTheHollowMarkStandsByTheUnit(width: Double) throws {
    var chart = BarChart(
      bars: [.init(label: "", value: 68, text: "", reference: 72)],
      thresholds: [("通过", 60.0), ("四星", 70), ("五星", 85)].map { .init(label: "\($0.0) \(Int($0.1))", value: $0.1) },
      minimum: 0, maximum: 100, referenceLabel: "自称", unit: "单位：%", note: "n = 42")
    let drawing = Drawing.draw(.bar(chart), width: width)
    #expect(Drawing.faults(drawing) == [])
    let labels = Drawing.labels(drawing)
    let key = try #require(labels.first { $0.text == "自称" }), unit = try #require(labels.first { $0.text == "单位：%" })
    let scale = try #require(labels.first { $0.text == "100" })
    #expect(key.anchor.y < scale.anchor.y - 20)
    if width > 400 { #expect(key.anchor.y == unit.anchor.y && key.anchor.x > unit.anchor.x) }
    let ticks = Drawing.shapes(drawing).filter { $0.paint.stroke?.width == 0.6 && $0.paint.fill != nil }
    let sample = try #require(ticks.compactMap(\.path.bounds).min { $0.size.height < $1.size.height })
    #expect(sample.origin.x + sample.size.width < key.anchor.x && key.anchor.x - sample.origin.x < 8)
    #expect(abs(sample.origin.y + 3.5 - (key.anchor.y - 0.38 * 8)) < 1.5)
    chart.bars[0].reference = nil
    #expect(!Drawing.labels(Drawing.draw(.bar(chart), width: width)).contains { $0.text == "自称" })
  }

  /// Most rings have their value, on another axis where an outline runs through the places beside the first.
  @Test func mostRingsKeepTheirValues() {
    for own in [20.0, 50, 95] {
      let axes = (0..<7).map { RadarChart.Axis(label: "第\($0)范畴", value: $0 == 0 ? own : 88, text: "88.00") }
      let chart = RadarChart(
        axes: axes, minimum: 0, maximum: 100, rings: [20, 40, 60, 80, 100],
        ringLabels: ["20", "40", "60", "80", "100"],
        emphasisedRing: 60)
      let drawing = Drawing.draw(.radar(chart), width: 280)
      let texts = Set(Drawing.labels(drawing).map(\.text))
      #expect(texts.intersection(["20", "40", "60", "80", "100"]).count >= 4, "\(own): \(texts)")
      #expect(Drawing.faults(drawing) == [])
    }
  }

  /// What is certain is a solid bar, what is possible hatched, and both ends are named where they are.
  @Test(arguments: [(0.0, 100.0), (0, 0), (51.33, 79.11), (60, 61), (98, 100), (100, 100)], [60.0, 186, 453])
  func aRangeHasItsWorstCaseAndItsEnds(_ range: (low: Double, high: Double), width: Double) throws {
    let bar = BarChart.Bar(label: "", value: nil, text: "", low: range.low, high: range.high)
    let chart = BarChart(
      bars: [bar], thresholds: [], minimum: 0, maximum: 100, lowLabel: "最差", highLabel: "最好")
    let drawing = Drawing.draw(.bar(chart), width: width)
    #expect(Drawing.faults(drawing) == [])
    let solid = try #require(Drawing.shapes(drawing).first { $0.paint.fill == Drawing.colors.primary })
    #expect(abs(try #require(solid.path.bounds).size.width - width * range.low / 100) < 0.01)
    let texts = Drawing.labels(drawing).map(\.text)
    if width > 100 { #expect(texts == ["0", "100", "最差", "最好"]) }
    // What is known has no worst and best.
    var known = chart
    known.bars[0].value = range.low
    #expect(Drawing.labels(Drawing.draw(.bar(known))).map(\.text) == ["0", "100"])
  }

  /// What is known with an interval is a light bar, so that the interval and its dot are seen on it, and above thresholds.
  @Test func anIntervalIsSeenOnItsBar() throws {
    let chart = BarChart(
      bars: [.init(label: "", value: 50, text: "", low: 40, high: 60)], thresholds: [.init(label: "", value: 52)],
      minimum: 0, maximum: 100)
    let shapes = Drawing.shapes(Drawing.draw(.bar(chart), width: 100))
    let bar = try #require(shapes.first { $0.path.bounds?.size.width == 50 })
    #expect(bar.paint.fill == Drawing.colors.primaryLight)
    let dot = try #require(shapes.firstIndex { $0.paint.fill == Drawing.colors.primary })
    #expect(abs(try #require(shapes[dot].path.bounds).origin.x + 2.6 - 50) < 0.01)
    let gate = try #require(shapes.firstIndex { $0.paint.stroke?.width == 0.7 })
    let whisker = try #require(shapes.firstIndex { $0.paint.stroke?.width == 1 && $0.path.bounds?.size.width == 20 })
    #expect(gate < whisker && whisker < dot)
  }

  /// A lower figure has a lower area; its labels keep their size.
  @Test func aProportionLowersTheAreaAlone() {
    let chart = ChartSpecification.trend(
      TrendChart(
        periods: ["1", "2", "3"],
        series: [.init(label: "甲", points: [1, 3, 2].map { ChartPoint(value: $0) })], unit: "%"))
    func drawing(_ proportion: Double) -> ChartDrawing {
      ChartArtist(colors: Drawing.colors, measurer: BoxMeasurer(), proportion: proportion).draw(chart, width: 453)
    }
    let (usual, low) = (drawing(1), drawing(0.7))
    #expect(abs(usual.size.height - low.size.height - 0.3 * 453 * 0.36) < 0.01)
    #expect(Set(Drawing.labels(usual).map(\.style)) == Set(Drawing.labels(low).map(\.style)))
    #expect(Drawing.faults(low) == [])
    #expect(drawing(.nan).size == usual.size)
  }

  /// Unit and note have half of the line each, and one of them what the other leaves.
  @Test func aLongNoteTakesTheRoomThatTheUnitLeaves() throws {
    func lines(_ unit: String, _ note: String) -> [String] {
      let chart = TrendChart(
        periods: ["1", "2"], series: [.init(label: "", points: [1, 3].map { ChartPoint(value: $0) })], unit: unit,
        note: note)
      let drawing = Drawing.draw(.trend(chart), width: 453)
      #expect(Drawing.faults(drawing) == [])
      return Drawing.labels(drawing).map(\.text).filter { $0.contains("甲") || $0.contains("乙") }
    }
    let (long, short) = (String(repeating: "甲", count: 32), String(repeating: "乙", count: 20))
    #expect(lines(short, long) == [short, long] && lines(long, short) == [long, short])
    #expect(lines(long, String(repeating: "乙", count: 30)).count == 4)
    #expect(lines("乙", String(repeating: "甲", count: 60)).count == 3)
  }

  @Test func hatchingStaysInsideTheInterval() throws {
    let bar = BarChart.Bar(label: "", value: nil, text: "", low: 40, high: 70)
    let chart = BarChart(bars: [bar], thresholds: [], minimum: 0, maximum: 100)
    let drawing = Drawing.draw(.bar(chart), width: 100)
    let hatching = try #require(Drawing.shapes(drawing).first { $0.paint.stroke?.width == 0.5 }?.path.bounds)
    #expect(hatching.origin.x >= 40 && hatching.origin.x + hatching.size.width <= 70.0001)
    #expect(abs(hatching.size.height - 11) < 0.01)
  }
}

@Suite struct HeatMapTests {
  static func map(columns: Int) -> HeatMap {
    HeatMap(
      columns: (0..<columns).map { ["定义", "收集", "明确", "改善", "执行", "评测"][$0 % 6] },
      rows: (0..<5).map { row in
        .init(
          label: "第\(row)个过程的名称相当长以至于必须折行显示才放得下",
          cells: (0..<columns).map { column in
            .init(level: column == 2 ? nil : (row + column) % 5 + 1, text: column == 2 ? "…" : "3.5")
          }, isNested: row % 2 == 1)
      }, key: ["不具备", "具备雏形", "基本符合", "完全符合", "超越"])
  }

  @Test(arguments: [(0, 453.0), (1, 453), (6, 453), (12, 453), (30, 453), (6, 200)])
  func labelsKeepApart(columns: Int, width: Points) {
    // Thirty columns leave less than a character a cell, where nothing can keep apart.
    guard columns < 30 else {
      #expect(Drawing.draw(.heatMap(Self.map(columns: columns)), width: width).size.height.isFinite)
      return
    }
    #expect(Drawing.faults(Drawing.draw(.heatMap(Self.map(columns: columns)), width: width)) == [])
  }

  @Test func numbersStandOutAgainstTheirCells() {
    let grounds = Drawing.colors.marks
    for ground in grounds {
      let color = ground.moreLegible(of: Drawing.colors.paper, Drawing.colors.text)
      #expect(color.contrast(with: ground) >= 4.5)
    }
    let luminances = grounds.map(\.relativeLuminance)
    #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 > $1 + 0.04 })
    let labels = Drawing.labels(Drawing.draw(.heatMap(Self.map(columns: 6))))
    let ellipses = labels.filter { $0.text == "…" }
    #expect(ellipses.count == 5)
    #expect(ellipses.allSatisfy { $0.color == Drawing.colors.muted })
  }
}

@Suite struct LadderTests {
  static let steps = [("未通过", 0), ("通过", 0), ("四星", 4), ("五星", 5)].map {
    Ladder.Step(label: $0.0, stars: $0.1)
  }

  @Test func onlyThePresentStepIsFilled() {
    let drawing = Drawing.draw(.ladder(Ladder(steps: Self.steps, present: 1)))
    #expect(Drawing.faults(drawing) == [])
    let shapes = Drawing.shapes(drawing)
    #expect(shapes.count { $0.paint.fill == Drawing.colors.primary } == 1)
    #expect(
      shapes.count { $0.paint.fill == Drawing.colors.star } == 9, "stars only where the sources give them")
    #expect(Drawing.labels(drawing).map(\.text) == ["未通过", "通过", "四星", "五星"])
  }

  @Test func starsAreOfOneSizeAndNamesOnOneLine() {
    let drawing = Drawing.draw(.ladder(Ladder(steps: Self.steps, present: 1)), width: 200)
    let stars = Drawing.shapes(drawing).filter { $0.paint.fill == Drawing.colors.star }.compactMap(\.path.bounds)
    #expect(stars.allSatisfy { abs($0.size.width - stars[0].size.width) < 1e-9 && $0.origin.y == stars[0].origin.y })
    let lines = Drawing.labels(drawing).map(\.anchor.y)
    #expect(lines.allSatisfy { $0 == lines[0] })
  }

  @Test func aFailureIsNoAchievement() {
    func outlined(_ steps: [Ladder.Step]) -> Int {
      Drawing.shapes(Drawing.draw(.ladder(Ladder(steps: steps, present: 2)))).count {
        $0.paint.stroke?.color == Drawing.colors.primary && $0.paint.fill == Drawing.colors.paper
      }
    }
    #expect(outlined(Self.steps) == 1, "未通过 is below 通过, but was not earned")
    #expect(outlined(Self.steps.map { Ladder.Step(label: $0.label, stars: 0) }) == 2)
  }

  @Test func possibleStepsAreDashedAndBracketed() throws {
    let drawing = Drawing.draw(.ladder(Ladder(steps: Self.steps, present: nil, possible: 1...3)))
    let shapes = Drawing.shapes(drawing)
    #expect(shapes.count { $0.paint.stroke?.dashes.isEmpty == false } == 3)
    #expect(shapes.allSatisfy { $0.paint.fill != Drawing.colors.primary })
  }

  @Test func oddInputsAreDrawnWithinTheirRoom() {
    let many = (0..<20).map { Ladder.Step(label: "第\($0)级", stars: 1000) }
    let charts: [ChartSpecification] = [
      .ladder(Ladder(steps: [], present: 3, possible: 5...9)),
      .ladder(Ladder(steps: many, present: 40, possible: 50...60)),
      .radar(RadarChart(axes: [], minimum: 0, maximum: 0, rings: [], emphasisedRing: nil)),
      .radar(
        RadarChart(
          axes: [.init(label: "一", value: .nan, text: "")], minimum: 1, maximum: 1, rings: [.infinity],
          emphasisedRing: .nan)),
      .bar(BarChart(bars: [], thresholds: [.init(label: "", value: .nan)], minimum: 5, maximum: -5)),
      .bar(
        BarChart(
          bars: [.init(label: String(repeating: "长", count: 10_000), value: 1, text: "")], thresholds: [],
          minimum: 0, maximum: 1)),
      .heatMap(HeatMap(columns: [], rows: [], key: [])),
    ]
    for chart in charts {
      for width in [-5.0, 0, 100, .nan] {
        let drawing = Drawing.draw(chart, width: width)
        #expect(drawing.size.height.isFinite && drawing.size.height >= 0 && drawing.size.height < 3000)
        for (path, _) in Drawing.shapes(drawing) {
          #expect(path.bounds.map { $0.size.width.isFinite && $0.origin.x > -100 } ?? true)
        }
      }
    }
  }

  /// In December a plan into the next year has a year of one narrow month.
  @Test(arguments: [220.0, 300, 453, 600])
  func aPlanAcrossTheNewYearNamesBothYears(width: Double) throws {
    let (from, to) = (try #require(PlanDate(iso8601: "2025-12-20")), try #require(PlanDate(iso8601: "2026-06-30")))
    let task = GanttChart.Task(label: "跨区域多语种客户投诉升级处理", owner: "运营总监", from: from, to: to, remark: "18 人日")
    let drawing = Drawing.draw(.gantt(GanttChart(tasks: [task], taskHead: "任务", ownerHead: "负责")), width: width)
    let years = Drawing.labels(drawing).filter { $0.text.hasSuffix("年") }
    #expect(years.map(\.text).contains("2026年"))
    let frames = years.map(Drawing.frame).sorted { $0.origin.x < $1.origin.x }
    for (left, right) in zip(frames, frames.dropFirst()) { #expect(left.origin.x + left.size.width < right.origin.x) }
  }

  /// What cannot be compared with the point before is drawn without a line to it.
  @Test func noLineLeadsToAPointThatStandsApart() {
    func lines(_ chart: ChartSpecification) -> Int {
      let muted = Drawing.colors
      return Drawing.shapes(Drawing.draw(chart)).count { shape in
        guard let stroke = shape.paint.stroke, shape.paint.fill == nil else { return false }
        return stroke.color == muted.primary && stroke.width > 1
      }
    }
    func slope(_ isApart: Bool) -> ChartSpecification {
      .slope(
        SlopeChart(
          from: "甲", to: "乙",
          lines: [
            SlopeChart.Line(label: "丙", from: ChartPoint(value: 40), to: ChartPoint(value: 60, isApart: isApart))
          ]))
    }
    func points(_ isApart: Bool) -> [ChartPoint] {
      [ChartPoint(value: 40), ChartPoint(value: 60, isApart: isApart), ChartPoint(value: 70)]
    }
    func trend(_ isApart: Bool) -> ChartSpecification {
      .trend(TrendChart(periods: ["1", "2", "3"], series: [TrendChart.Series(label: "丙", points: points(isApart))]))
    }
    func multiples(_ isApart: Bool) -> ChartSpecification {
      .smallMultiples(
        SmallMultiples(
          periods: ["1", "2", "3"], panels: [SmallMultiples.Panel(label: "丙", points: points(isApart))]))
    }
    #expect(lines(slope(false)) == 1 && lines(slope(true)) == 0)
    for chart in [trend, multiples] {
      let elements = { (isApart: Bool) in
        Drawing.shapes(Drawing.draw(chart(isApart))).filter {
          $0.paint.fill == nil && $0.paint.stroke?.color == Drawing.colors.primary && $0.path.elements.count > 1
        }.map(\.path.elements.count)
      }
      #expect(elements(false).max() == 3 && elements(true).max() == 2)
    }
  }
}
