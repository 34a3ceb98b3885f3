import Canvas
import Testing

@Suite struct DecimalTextTests {
  @Test(arguments: [
    (0.0, "0"), (-0.001, "0"), (1.005, "1"), (1.006, "1.01"), (-2.5, "-2.5"), (595.276, "595.28"),
    (0.05, "0.05"),
    (Double.nan, "nan"), (Double.infinity, "inf"), (-1e300, "-inf"), (100, "100"),
  ])
  func roundsToHundredths(value: Double, text: String) {
    #expect(DecimalText.string(value) == text)
  }

  @Test func keepsAsManyDecimalsAsAsked() {
    #expect(DecimalText.string(1.234567, decimals: 4) == "1.2346")
    #expect(DecimalText.string(1.6, decimals: 0) == "2")
  }
}

@Suite struct ColorTests {
  @Test func contrastOfBlackAndWhiteIs21() {
    #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
    #expect(Color.white.contrast(with: .white) == 1)
  }

  @Test func luminanceAgreesWithPublishedValues() {
    // #777777 on white is the well-known 4.48.
    #expect(abs(Color(rgb: 0x777777).contrast(with: .white) - 4.48) < 0.005)
    #expect(abs(Color(rgb: 0x0000FF).contrast(with: .white) - 8.59) < 0.005)
  }

  @Test func legibleTextIsChosenByContrast() {
    #expect(Color(rgb: 0x1F3F66).moreLegible(of: .black, .white) == .white)
    #expect(Color(rgb: 0xDCE6F2).moreLegible(of: .black, .white) == .black)
  }
}

@Suite struct PathTests {
  @Test func roundedRectangleStaysInItsBounds() {
    let rect = Rect(x: 3, y: 4, width: 20, height: 10)
    #expect(Path(rect, radius: 2).bounds == rect)
    #expect(Path(rect, radius: 500).bounds == rect)
    #expect(Path(rect, radius: 0) == Path(rect))
    #expect(Path().bounds == nil)
  }
}

@Suite struct GlyphRunTests {
  private static func run(text: String = "评", x: Points = 1, color: Color = .black) -> GlyphRun {
    GlyphRun(
      font: FontID("Song"), size: 10, color: color, text: text, glyphs: [.init(index: 7, x: x, y: 2)],
      clusters: [.init(byteCount: 3, glyphCount: 1)], advance: 10)
  }

  /// Runs are equal by what they hold, whether or not they are copies of one.
  @Test func equalityIsThatOfTheContent() {
    #expect(Self.run() == Self.run())
    #expect(Set([Self.run(), Self.run()]).count == 1)
    for other in [Self.run(text: "星"), Self.run(x: 2), Self.run(color: Color(rgb: 0x1F2933))] {
      #expect(Self.run() != other)
    }
    var copy = Self.run()
    copy.color = Color(rgb: 0x1F2933)
    #expect(copy == Self.run(color: Color(rgb: 0x1F2933)) && copy != Self.run())
  }

  @Test func scalingKeepsTheTextAndItsClusters() {
    let large = Self.run().scaled(by: 2)
    #expect((large.size, large.advance) == (20, 20))
    #expect(large.glyphs == [.init(index: 7, x: 2, y: 4)])
    #expect((large.text, large.clusters, large.color) == ("评", Self.run().clusters, .black))
  }
}

@Suite struct RecordingTests {
  @Test func writesOneItemALineWithPlacesOnThePage() throws {
    let name = try #require(DestinationName("sec-1"))
    let run = GlyphRun(
      font: FontID("Song"), size: 10.5, color: Color(rgb: 0x1F2933), text: "“评\u{200B}”\\", glyphs: [],
      clusters: [], advance: 21.004)
    let square = Path(Rect(x: 0, y: 0, width: 2, height: 2))
    let page = Page(
      size: Size(width: 100, height: 50), label: "iv",
      items: [
        Placed(
          .structure(
            .paragraph,
            [
              Placed(.text(run), at: Point(x: 1, y: 2)),
              Placed(
                .group([Placed(.link(.destination(name), Size(width: 3, height: 4)), at: .zero)]),
                at: Point(x: 5, y: 5)),
            ]), at: Point(x: 10, y: 10)),
        Placed(.destination(name), at: Point(x: 0, y: 7)),
        Placed(
          .rotated(
            degrees: -45,
            [
              Placed(
                .shape(
                  square, Paint(fill: .white, stroke: .init(color: .black, width: 0.5, dashes: [2, 1]))),
                at: Point(x: 1, y: 1))
            ]),
          at: Point(x: 50, y: 25)),
        Placed(.image(ImageID("logo"), Size(width: 8, height: 8)), at: Point(x: 1, y: 1)),
        Placed(.link(.uri("https://example.org/%28a%29"), Size(width: 1, height: 1)), at: .zero),
      ])
    let document = PagedDocument(
      properties: .init(title: "报告", author: "甲", subject: "", keywords: "", created: nil), pages: [page],
      bookmarks: [
        .init(title: "一", level: 1, page: 0, top: 10), .init(title: "二", level: 2, page: 0, top: 20.5),
      ])
    #expect(
      RecordingCanvas.dump(document) == #"""
        title "报告" author "甲"
        subject "" keywords ""
        created -
        page "iv" 100×50
          <P>
            text 11,12 Song 10.5 #1f2933 w=21 "“评\u{200B}”\\"
            link 15,15 3×4 #sec-1
          destination 0,7 #sec-1
          rotated -45° 50,25
            shape fill #ffffff stroke #000000 0.5 dashes 2-1 M1,1 L3,1 L3,3 L1,3 Z
          image 1,1 8×8 "logo"
          link 0,0 1×1 <https://example.org/%28a%29>
        bookmark "一" page 0 top 10
          bookmark "二" page 0 top 20.5

        """#)
  }
}
