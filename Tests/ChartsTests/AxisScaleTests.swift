import Canvas
import DocumentModel
import Testing

@testable import Charts

@Suite struct AxisScaleTests {
  @Test(arguments: [
    ([0.0, 100], ["0", "20", "40", "60", "80", "100"]),
    ([72.4, 86.3], ["70", "75", "80", "85", "90"]),
    ([0.1, 0.42], ["0.1", "0.2", "0.3", "0.4", "0.5"]),
    ([-12.5, 30], ["−20", "−10", "0", "10", "20", "30"]),
    ([725.8, 758.4], ["720", "730", "740", "750", "760"]),
    ([0, 310_000_000], ["0", "1亿", "2亿", "3亿", "4亿"]),
    ([0, 480_000], ["0", "10万", "20万", "30万", "40万", "50万"]),
    ([0.0001, 0.0004], ["0.0001", "0.0002", "0.0003", "0.0004"]),
    ([0, 120], ["0", "25", "50", "75", "100", "125"]),
    ([1e-9, 3e-9], ["1.0×10^−9", "1.5×10^−9", "2.0×10^−9", "2.5×10^−9", "3.0×10^−9"]),
    ([0, 4e30], ["0", "1×10^30", "2×10^30", "3×10^30", "4×10^30"]),
  ])
  func ticksAreEvenAndWrittenWithTheDecimalsTheyShare(values: [Double], labels: [String]) {
    #expect(AxisScale(over: values).ticks.map(\.label) == labels)
  }

  /// A level far above the spread is no flat line.
  @Test(arguments: [(1e9, 1e-3), (5, 1e-11), (-1e9, 1e-3)])
  func aScaleSpansTheValues(level: Double, spread: Double) {
    let scale = AxisScale(over: [level - spread, level + spread])
    #expect(scale.maximum - scale.minimum < spread * 5)
    #expect(scale.share(level + spread) - scale.share(level - spread) > 0.4)
    #expect(scale.ticks.count > 2 && Set(scale.ticks.map(\.label)).count == scale.ticks.count)
    #expect(!scale.ticks.contains { $0.label.isEmpty })
  }

  @Test func largeNumbersAreNamedInTheLanguage() {
    let scale = AxisScale(over: [0, 310_000_000], numerals: .english)
    #expect(scale.ticks.map(\.label) == ["0", "100 m", "200 m", "300 m", "400 m"])
  }

  @Test func givenEndsAreKept() {
    let scale = AxisScale(over: [70, 90], minimum: 50, maximum: 97)
    #expect(scale.minimum == 50 && scale.maximum == 97)
    #expect(scale.ticks.map(\.label) == ["50", "60", "70", "80", "90"])
    #expect(scale.share(40) == 0 && scale.share(120) == 1 && scale.share(73.5) == 0.5)
  }

  @Test(arguments: [
    [], [5], [0, 0], [.nan, .infinity], [1e300, -1e300], [1e-280, 0], [1e15, 1e15 + 0.1], [-7, -7],
  ])
  func oddValuesMakeAScaleWithFiniteEnds(values: [Double]) {
    let scale = AxisScale(over: values)
    #expect(scale.minimum.isFinite && scale.maximum.isFinite && scale.minimum < scale.maximum)
    #expect(scale.ticks.count <= 8)
    for value in values { #expect((0...1).contains(scale.share(value))) }
    for (low, high) in zip(scale.ticks, scale.ticks.dropFirst()) { #expect(low.value < high.value) }
  }
}

@Suite struct LabelPartTests {
  /// A label that is too narrow for a period ends its line behind the hyphen; a sign stays with its number.
  @Test(arguments: [
    ("2025-W03", ["2025-", "W", "03"]), ("2025-09", ["2025-", "09"]), ("-12.5%", ["-12.5%"]),
    ("A-1", ["A-", "1"]), ("−3.5", ["−3.5"]),
  ])
  func hyphensStayWithWhatTheyFollow(unit: String, parts: [String]) {
    #expect(LabelFitting.parts(of: unit) == parts)
  }
}

@Suite struct LabelPlacementTests {
  @Test func labelsMoveAsLittleAsTheyMust() throws {
    func centers(_ wanted: [Double], _ extents: [Double]) -> [Double]? {
      LabelPlacement.centers(wanted: wanted, extents: extents, in: 0...100)
    }
    #expect(centers([20, 60], [10, 10]) == [20, 60])
    #expect(centers([50, 50], [10, 10]) == [45, 55])
    #expect(centers([50, 50, 50], [10, 10, 10]) == [40, 50, 60])
    #expect(centers([55, 45], [10, 10]) == [55, 45])
    #expect(centers([0, 2, 90], [10, 10, 10]) == [5, 15, 90])
    #expect(centers([99, 100], [20, 10]) == [80, 95])
    #expect(centers([50, 50], [60, 60]) == nil)
    #expect(centers([], []) == [])
  }

  /// Nothing else that keeps labels apart moves them less: checked against every arrangement on a fine grid.
  @Test func noArrangementOnAGridIsBetter() throws {
    let wanted = [30.0, 33, 31, 70]
    let extents = [12.0, 8, 10, 20]
    let centers = try #require(LabelPlacement.centers(wanted: wanted, extents: extents, in: 0...80))
    func cost(_ places: [Double]) -> Double { zip(places, wanted).map { ($0 - $1) * ($0 - $1) }.reduce(0, +) }
    let best = cost(centers)
    let order = [0, 2, 1, 3]
    var least = Double.infinity
    func search(_ index: Int, _ places: [Double], _ free: Double) {
      guard index < order.count else {
        var found = wanted
        for (place, label) in zip(places, order) { found[label] = place }
        least = min(least, cost(found))
        return
      }
      let half = extents[order[index]] / 2
      var center = free + half
      while center + half <= 80 {
        search(index + 1, places + [center], center + half)
        center += 1
      }
    }
    search(0, [], 0)
    #expect(best <= least + 1e-9)
    #expect(least - best < 4)
  }
}

@Suite struct DayScaleTests {
  @Test(arguments: [
    (28, ["2日", "9日", "16日", "23日", "30日"], ["2026年3月"]),
    (100, ["3月", "4月", "5月", "6月"], ["2026年"]),
    (300, ["3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"], ["2026年"]),
  ])
  func spansAreNamedByTheirLength(days: Int, inner: [String], outer: [String]) throws {
    let first = try #require(PlanDate(iso8601: "2026-03-03"))
    let task = GanttChart.Task(label: "", from: first, to: PlanDate(day: first.day + days))
    let scale = DayScale(GanttChart(tasks: [task]), area: Rect(x: 0, y: 0, width: 100, height: 0))
    #expect(scale.inner.map(\.label) == inner)
    #expect(scale.outer.map(\.label) == outer)
    #expect(scale.inner.first?.from == 0 && scale.inner.last?.to == 100)
  }

  @Test func datesCountDays() throws {
    #expect(PlanDate(iso8601: "1970-01-01")?.day == 0)
    #expect(PlanDate(iso8601: "2024-02-29")?.day == 19_782)
    #expect(PlanDate(iso8601: "2026-11-22")?.weekday == 6)
    for text in ["2025-02-29", "2025-13-01", "2025-1-01", "0000-01-01", "2025-01-00", "２025-01-01", ""] {
      #expect(PlanDate(iso8601: text) == nil, "\(text)")
    }
    for day in stride(from: -700_000, through: 2_900_000, by: 9973) {
      let date = PlanDate(day: day)
      #expect(PlanDate(iso8601: date.description) == date)
    }
  }
}
