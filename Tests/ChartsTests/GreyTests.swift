import Canvas
import DocumentModel
import Testing

@testable import Charts

/// Charts are read by colour-blind readers and in grey print.
@Suite struct GreyTests {
  let artist = ChartArtist(colors: Drawing.colors, measurer: BoxMeasurer())

  @Test func seriesDifferByDashesAndShapeAndStandOutOnPaper() {
    let looks = (0..<4).map(artist.look(ofSeries:))
    #expect(Set(looks.map(\.dashes)).count == 4)
    #expect(Set(looks.map(\.mark)).count == 4)
    // WCAG 2.2, 1.4.11: graphics have a contrast of 3 to 1.
    #expect(looks.allSatisfy { $0.color.contrast(with: Drawing.colors.paper) >= 3 })
  }

  @Test func marksOfFiveStepsDarkenInOrder() {
    let steps = Drawing.colors.marks.map(\.relativeLuminance)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 > $1 * 1.3 })
  }

  @Test func aFallIsHatchedAndHasAnotherSign() {
    func shapes(_ value: Double) -> [(path: Path, paint: Paint)] {
      let steps = [
        WaterfallChart.Step(label: "", kind: .total, value: 0, text: ""),
        WaterfallChart.Step(label: "", kind: .change, value: value, text: "7"),
      ]
      return Drawing.shapes(Drawing.draw(.waterfall(WaterfallChart(steps: steps))))
    }
    func isHatching(_ path: Path) -> Bool {
      path.elements.count { if case .move = $0 { true } else { false } } > 1
    }
    #expect(!shapes(7).contains { isHatching($0.path) })
    #expect(shapes(-7).contains { isHatching($0.path) })
    func texts(_ value: Double, _ text: String) -> [String] {
      let step = WaterfallChart.Step(label: "", kind: .change, value: value, text: text)
      return Drawing.labels(Drawing.draw(.waterfall(WaterfallChart(steps: [step])))).map(\.text)
    }
    #expect(texts(7, "7").contains("+7") && texts(-7, "7").contains("−7") && texts(-7, "-7").contains("−7"))
    #expect(texts(7, "+7").contains("+7") && texts(0, "0").contains("0") && texts(7, "约 7").contains("约 7"))
  }

  @Test func aSampleThatBreaksARuleHasAnotherShapeAndItsNumber() {
    func drawing(_ rules: String) -> ChartDrawing {
      Drawing.draw(
        .control(ControlChart(samples: [.init(label: "一月", value: 3, center: 3, lower: 1, upper: 5, rules: rules)])))
    }
    #expect(Drawing.labels(drawing("1、5")).contains { $0.text == "1、5" })
    #expect(
      Drawing.shapes(drawing("1")).contains {
        $0.path.elements.count == 5 && $0.paint.fill == Drawing.colors.paper && $0.paint.stroke?.width == 1.2
      })
    #expect(!Drawing.shapes(drawing("")).contains { $0.paint.stroke?.width == 1.2 })
  }

  @Test func starsAreTheOnlyGold() {
    let gauge = Gauge(
      value: 700, text: "700", gates: [.init(label: "通过", value: 600), .init(label: "四星", value: 800, stars: 4)],
      minimum: 0, maximum: 1000)
    let gold = Drawing.shapes(Drawing.draw(.gauge(gauge))).filter { $0.paint.fill == Drawing.colors.star }
    #expect(gold.count == 4)
    #expect(gold.allSatisfy { $0.path.elements.count == 11 })
  }

  @Test func fallsAreDashedAndWhatStaysIsThin() {
    let lines = [(60.0, 80.0), (60, 50), (60, 60)].map {
      SlopeChart.Line(label: "", from: .init(value: $0.0), to: .init(value: $0.1))
    }
    let strokes = Drawing.shapes(Drawing.draw(.slope(SlopeChart(from: "", to: "", lines: lines)))).compactMap(
      \.paint.stroke)
    #expect(strokes.count { !$0.dashes.isEmpty } == 1)
    #expect(strokes.count { $0.width == 1.3 } == 2)
  }
}
