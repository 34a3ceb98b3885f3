import Canvas
import Charts
import DocumentModel
import TestSupport
import Testing

/// The rules that samples of a control chart break stand with their points, whether alarms are few or many.
@Suite struct AlarmTests {
  static func chart(_ count: Int, share: Double, seed: UInt64) -> ControlChart {
    var random = SeededGenerator(seed: seed)
    var samples: [ControlChart.Sample] = []
    var isRun = false
    for index in 0..<count {
      // Alarms come in runs, as points on one side of the centre do.
      isRun = Double.random(in: 0..<1, using: &random) < (isRun ? 0.6 + share * 0.4 : share)
      let rules = isRun ? ["1", "2", "2", "1、5", "2、6", "1、2、5"][Int.random(in: 0..<6, using: &random)] : ""
      samples.append(
        .init(
          label: "\(index)", value: Double.random(in: 40...60, using: &random) + (isRun ? 12 : 0), center: 50,
          lower: 38, upper: 62, rules: rules))
    }
    return ControlChart(samples: samples, upperLabel: "UCL 62", ruleLabel: "规则")
  }

  static func numbers(_ drawing: ChartDrawing) -> [ChartLabel] {
    Drawing.labels(drawing).filter { $0.style.isBold && $0.style.size == 7.5 }
  }

  /// The middles of the marks of samples that break a rule, from left to right.
  static func diamonds(_ drawing: ChartDrawing) -> [Point] {
    let diamonds = Drawing.shapes(drawing).filter {
      $0.path.elements.count == 5 && $0.paint.fill == Drawing.colors.paper
        && $0.paint.stroke?.color == Drawing.colors.text
    }
    return diamonds.compactMap(\.path.bounds).map {
      Point(x: $0.origin.x + $0.size.width / 2, y: $0.origin.y + $0.size.height / 2)
    }
  }

  static func distance(_ point: Point, _ room: Rect) -> Double {
    let across = max(room.origin.x - point.x, point.x - room.origin.x - room.size.width, 0)
    let along = max(room.origin.y - point.y, point.y - room.origin.y - room.size.height, 0)
    return (across * across + along * along).squareRoot()
  }

  @Test(arguments: [4, 12, 24, 60, 150, 400], [0.02, 0.15, 0.5, 1])
  func everyRuleStandsWithItsPoint(count: Int, share: Double) throws {
    for (seed, width) in [(1, 453.0), (2, 453), (3, 300)] {
      let chart = Self.chart(count, share: share, seed: UInt64(seed))
      let drawing = Drawing.draw(.control(chart), width: width)
      #expect(Drawing.faults(drawing) == [])
      let alarms = chart.samples.filter { !$0.rules.isEmpty }
      let points = Self.diamonds(drawing)
      try #require(points.count == alarms.count)
      let numbers = Self.numbers(drawing)
      if numbers.contains(where: { $0.text.hasPrefix("规则") }) {
        try check(alarms, points, in: drawing)
        continue
      }
      #expect(numbers.count == alarms.count)
      for (alarm, point) in zip(alarms, points) {
        let near = numbers.filter { $0.text == alarm.rules }.map { Self.distance(point, Drawing.frame($0)) }.min()
        #expect(try #require(near) < 8, "seed \(seed)")
      }
      let rooms = numbers.map { label in
        let frame = Drawing.frame(label)
        return Rect(
          x: frame.origin.x - label.style.size / 8 + 0.01, y: frame.origin.y,
          width: frame.size.width + label.style.size / 4 - 0.02, height: frame.size.height)
      }
      for first in rooms.indices {
        for second in rooms.indices where second > first { #expect(!Drawing.overlaps(rooms[first], rooms[second])) }
      }
    }
  }

  /// Each rule has its row, in which there is a mark above each point that breaks it and above no other.
  private func check(_ alarms: [ControlChart.Sample], _ points: [Point], in drawing: ChartDrawing) throws {
    let marks = Drawing.shapes(drawing).filter { $0.paint.fill == Drawing.colors.text && $0.path.elements.count == 5 }
      .compactMap(\.path.bounds)
    for rule in Set(alarms.flatMap { $0.rules.split(separator: "、") }) {
      let name = try #require(Self.numbers(drawing).first { $0.text == "规则 \(rule)" })
      let frame = Drawing.frame(name)
      let middle = frame.origin.y + frame.size.height / 2
      let row = marks.filter { abs($0.origin.y + $0.size.height / 2 - middle) < 2 }
      for (alarm, point) in zip(alarms, points) {
        let isMarked = row.contains { $0.origin.x <= point.x && point.x <= $0.origin.x + $0.size.width }
        #expect(isMarked == alarm.rules.split(separator: "、").contains(rule))
        #expect(point.y > middle)
      }
    }
  }

  /// Few alarms have no strip: their numbers stand where the eye is.
  @Test func fewNumbersStandBesideTheirPoints() {
    var chart = Self.chart(24, share: 0, seed: 5)
    for (index, rules) in [(3, "1"), (9, "1、5"), (10, "2"), (11, "2"), (23, "1")] { chart.samples[index].rules = rules }
    #expect(Self.numbers(Drawing.draw(.control(chart))).map(\.text) == ["1", "1、5", "2", "2", "1"])
    // Without a name for rules the strip has their bare numbers; of more than eight rules there is none.
    var crowd = Self.chart(150, share: 1, seed: 6)
    crowd.ruleLabel = ""
    #expect(Self.numbers(Drawing.draw(.control(crowd))).map(\.text) == ["1", "2", "5", "6"])
    for index in crowd.samples.indices { crowd.samples[index].rules = "R\(index)" }
    let left = Drawing.draw(.control(crowd))
    #expect(Drawing.faults(left) == [] && Self.numbers(left).count < 150)
  }
}
