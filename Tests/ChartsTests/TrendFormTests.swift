import Canvas
import Charts
import DocumentModel
import Testing

/// Lines of a trend that are no joined data: fitted lines and shares that stay.
@Suite struct TrendFormTests {
  private func shapes(_ chart: TrendChart) -> [(path: Path, paint: Paint)] {
    Drawing.shapes(Drawing.draw(.trend(chart)))
  }

  /// The marks of data are circles; a fitted line has none, is dashed, and both have a sample before their names.
  @Test func aFittedLineHasNoMarks() throws {
    let values = [3.0, 5, 4, 7, 6]
    let chart = TrendChart(
      periods: values.indices.map { "\($0)" },
      series: [
        .init(label: "接通率", points: values.map { ChartPoint(value: $0) }),
        .init(label: "Sen 斜率", points: values.indices.map { ChartPoint(value: 3.2 + 0.8 * Double($0)) }, form: .line),
      ])
    let drawn = shapes(chart)
    #expect(drawn.count { $0.paint.fill == Drawing.colors.primary } == values.count + 1)
    // Squares are the marks of a second series of data.
    #expect(!drawn.contains { $0.paint.fill == Drawing.colors.paper && $0.path.elements.count == 5 })
    let dashed = drawn.filter { $0.paint.stroke?.dashes == [5, 2.5] }
    #expect(dashed.count == 2)
    let line = try #require(dashed.max { $0.path.elements.count < $1.path.elements.count })
    #expect(line.path.elements.count == values.count)
    let labels = Drawing.labels(Drawing.draw(.trend(chart)))
    let name = try #require(labels.first { $0.text == "Sen 斜率" })
    let sample = try #require(dashed.compactMap(\.path.bounds).min { $0.size.width < $1.size.width })
    #expect(sample.origin.x + sample.size.width < name.anchor.x)
    #expect(abs(sample.origin.y - (name.anchor.y - 3)) < 4)
    #expect(Drawing.faults(Drawing.draw(.trend(chart))) == [])
  }

  /// Samples tell what names stand for: no line leads from the edge, where the last points do not lie, to names that moved.
  @Test func noLineLeadsToANameWithASample() {
    func leaders(_ count: Int) -> Int {
      let series = (0..<count).map { TrendChart.Series(label: "线\($0)", points: [.init(value: 1), .init(value: 1)]) }
      let chart = TrendChart(periods: ["一", "二"], series: series)
      return shapes(chart).count { $0.paint.stroke?.width == 0.5 && $0.paint.stroke?.color == Drawing.colors.hairline }
    }
    #expect(leaders(2) == 0 && leaders(3) == 0)
  }

  /// A gap tells where a name of several lines ends and the next one begins.
  @Test func namesOfSeveralLinesStandApart() throws {
    let chart = TrendChart(
      periods: ["一", "二"],
      series: ["甲", "乙", "丙"].map { name in
        .init(label: String(repeating: name, count: 24), points: [ChartPoint(value: 1), ChartPoint(value: 2)])
      })
    let labels = Drawing.labels(Drawing.draw(.trend(chart)))
    let lines = ["甲", "乙", "丙"].map { name in labels.filter { $0.text.contains(name) }.map(\.anchor.y).sorted() }
    #expect(lines.allSatisfy { $0.count > 1 })
    let step = lines[0][1] - lines[0][0]
    let gaps = zip(lines.sorted { $0[0] < $1[0] }, lines.sorted { $0[0] < $1[0] }.dropFirst()).map {
      $1[0] - $0[$0.count - 1]
    }
    #expect(gaps.allSatisfy { $0 >= step + 3.9 }, "\(gaps) against \(step)")
  }

  /// A share that stays is level until the next leaves, with its interval behind it and a stroke where somebody was last seen.
  @Test func stepsAreLevelAndUpright() throws {
    let shares: [Double] = [100, 100, 90, 90, 70, 70]
    let points = shares.enumerated().map { index, share in
      ChartPoint(
        value: share, low: index < 2 ? nil : share - 20, high: index < 2 ? nil : share + 5, isTicked: index == 3)
    }
    let chart = TrendChart(
      periods: ["0", "", "", "1", "", ""], sizes: ["40 人", "", "", "31 人", "", ""],
      series: [.init(label: "仍在岗", points: points, form: .steps)], minimum: 0, maximum: 100)
    let drawn = shapes(chart)
    let curve = try #require(drawn.first { $0.paint.stroke?.width == 1.6 })
    let places = Drawing.places(curve.path)
    #expect(places.count == 6)
    for (from, to) in zip(places, places.dropFirst()) { #expect(from.x == to.x || from.y == to.y) }
    // It falls at the place of the third and the fifth period.
    let columns = Drawing.labels(Drawing.draw(.trend(chart))).filter { $0.text == "0" || $0.text == "1" }
    let first = try #require(columns.last { $0.text == "0" }), fourth = try #require(columns.last { $0.text == "1" })
    let pitch = (fourth.anchor.x - first.anchor.x) / 3
    #expect(abs(places[1].x - (first.anchor.x + 2 * pitch)) < 0.01)
    #expect(abs(places[3].x - (first.anchor.x + 4 * pitch)) < 0.01)
    let band = try #require(drawn.first { $0.paint.fill == Drawing.colors.primaryLight })
    for place in Drawing.places(band.path) { #expect(place.x > places[1].x - 0.01) }
    let stroke = try #require(drawn.first { $0.paint.stroke?.width == 0.8 && $0.path.bounds?.size.height == 6 })
    #expect(abs(try #require(stroke.path.bounds).origin.x - fourth.anchor.x) < 0.01)
    #expect(!drawn.contains { $0.paint.fill == Drawing.colors.primary })
    #expect(Drawing.labels(Drawing.draw(.trend(chart))).map(\.text).filter { $0.hasSuffix("人") } == ["40 人", "31 人"])
  }

  /// Marks that stand close leave the line between them to be seen.
  @Test func crowdedMarksAreSmall() throws {
    let chart = TrendChart(
      periods: (0..<400).map { "\($0)" },
      series: [.init(label: "量", points: (0..<400).map { ChartPoint(value: Double($0 % 7)) })])
    let marks = shapes(chart).filter { $0.paint.fill == Drawing.colors.primary }.compactMap(\.path.bounds)
    #expect(marks.count == 400 && marks.allSatisfy { $0.size.width < 2 })
  }
}
