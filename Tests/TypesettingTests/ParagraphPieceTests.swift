import Canvas
import Fonts
import TestSupport
import Testing
import Typesetting

/// Pieces other than plain text, and what fragments tell of them; box glyphs of 10 points.
struct ParagraphPieceTests {
  private let typesetter = Typesetter(library: BoxFace.library())

  private func paragraph(_ pieces: [TextParagraph.Piece], _ style: LineStyle = LineStyle(leading: 17))
    -> TextParagraph
  {
    TextParagraph(pieces: pieces, style: style)
  }

  @Test func aFillPushesTheRestToTheRightEdge() {
    let contents = paragraph([.text("第一章", Dump.style), .fill, .text("12", Dump.style)])
    #expect(Dump.rows(of: contents, 10) == "10. @0 第一章 @9 12")
  }

  @Test func twoFillsShareTheRoom() {
    let foot = paragraph([
      .text("左", Dump.style), .fill, .text("中", Dump.style), .fill, .text("右", Dump.style),
    ])
    #expect(Dump.rows(of: foot, 9) == "9. @0 左 @4 中 @8 右")
  }

  @Test func aFillThatDoesNotFitGoesToTheNextLineWithItsText() {
    let contents = paragraph(
      [.text("一二三四", Dump.style), .fill, .text("12", Dump.style)], LineStyle(leading: 17, alignment: .left))
    #expect(Dump.rows(of: contents, 4) == "4 @0 一二三四\n4. @3 12")
  }

  @Test func noLineEndsInsideWhatStandsTogether() {
    for width in 5...12 {
      let pieces: [TextParagraph.Piece] = [
        .text("一二三四", Dump.style), .startTogether, .text("打算", Dump.style), .text("：", Dump.style),
        .object(InlineObject(id: 0, width: 10, ascent: 8, descent: 2)), .endTogether, .text("五六七八九", Dump.style),
      ]
      let lines = Dump.rows(of: paragraph(pieces, LineStyle(leading: 17, alignment: .left)), Double(width))
      #expect(lines.split(separator: "\n").count { $0.contains("打算") } == 1, "\(width): \(lines)")
      #expect(!lines.contains("打\n"))
    }
    // Where the column is too narrow, the part is divided like a long word.
    let narrow = paragraph([.startTogether, .text("一二三四", Dump.style), .endTogether])
    #expect(Dump.rows(of: narrow, 2) == "2 @0 一二\n2. @0 三四")
  }

  /// What stands together and is wider than a line is broken as it would be without: words, numbers and marks stay whole.
  @Test func whatStandsTogetherBeyondTheMeasureIsBrokenLikeOtherText() {
    let words = "质检平台 Power BI dashboard 导出，共1,284,560通（ISO/IEC 27001:2022）–F，已过有效期"
    for width in 8...24 {
      for alignment in [LineStyle.Alignment.left, .justified] {
        let style = LineStyle(leading: 17, alignment: alignment)
        let plain = paragraph([.text(words, Dump.style)], style)
        let kept = paragraph([.startTogether, .text(words, Dump.style), .endTogether], style)
        #expect(Dump.rows(of: kept, Double(width)) == Dump.rows(of: plain, Double(width)))
      }
    }
  }

  @Test func aWordJoinerForbidsALineEndAndIsNotSet() {
    let joined = paragraph([.text("一二三　\u{2060}四五", Dump.style)], LineStyle(leading: 17, alignment: .left))
    #expect(Dump.rows(of: joined, 4) == "2 @0 一二\n4. @0 三　四五")
  }

  @Test func aPartThatStandsTogetherDoesNotChangeTheShapesAroundIt() {
    let plain = paragraph([.text("三四Wave五", Dump.style)])
    let parted = paragraph([
      .text("三四W", Dump.style), .startTogether, .text("av", Dump.style), .endTogether, .text("e五", Dump.style),
    ])
    #expect(Dump.rows(of: plain, 30) == Dump.rows(of: parted, 30))
  }

  @Test func aForcedBreakEndsALine() {
    #expect(
      Dump.rows(of: paragraph([.text("一二", Dump.style), .lineBreak, .lineBreak, .text("三", Dump.style)]), 9)
        == "2 @0 一二\n0 \n1. @0 三")
    #expect(Dump.rows(of: paragraph([.text("一", Dump.style), .lineBreak]), 9) == "1. @0 一")
  }

  @Test func turnedLinesHangButNotThoseAfterAForcedBreak() {
    var style = LineStyle(leading: 17, alignment: .left)
    style.hangingIndent = 10
    let list = paragraph([.text("一二三四五六", Dump.style), .lineBreak, .text("七八九十零一", Dump.style)], style)
    #expect(Dump.rows(of: list, 4) == "4 @0 一二三四\n2 @1 五六\n4 @0 七八九十\n2. @1 零一")
    style.firstLineIndent = 20
    #expect(Dump.rows(of: paragraph([.text("一二三四五六七", Dump.style)], style), 4) == "2 @2 一二\n3 @1 三四五\n2. @1 六七")
    // An indent as wide as the column leaves half of it.
    style.hangingIndent = 400
    #expect(Dump.rows(of: paragraph([.text("一二三四五六", Dump.style)], style), 4) == "2 @2 一二\n2 @2 三四\n2. @2 五六")
  }

  @Test func anObjectStandsInTheLineLikeACharacter() throws {
    let box = InlineObject(id: 7, width: 15, ascent: 30, descent: 4)
    let lines = try typesetter.lines(
      of: paragraph(
        [.text("一", Dump.style), .object(box), .text("，二", Dump.style)],
        LineStyle(leading: 17, alignment: .left)),
      width: 35)
    #expect(lines.count == 2)
    #expect(lines[0].objects.map(\.x) == [10])
    #expect(lines[0].objects.map(\.object) == [box])
    #expect(lines[0].ascent == 30)
    #expect(lines[0].width == 30)
    #expect(Dump.rows(of: lines) == "3 @0 一 @2.5 ，[-0.5]\n1. @0 二")
  }

  @Test func anEmptyParagraphHasOneLineOfItsStylesHeight() throws {
    let lines = try typesetter.lines(of: paragraph([.text("", Dump.style)]), width: 100)
    #expect(lines.count == 1)
    #expect(lines[0].endsParagraph && lines[0].runs.isEmpty && lines[0].width == 0)
    #expect(abs(lines[0].ascent - 8.8) < 1e-9)
    #expect(try typesetter.lines(of: paragraph([]), width: 100).count == 1)
  }

  @Test func runsCarryTheTagsOfTheirStyles() throws {
    var linked = Dump.style
    linked.tag = 3
    let lines = try typesetter.lines(
      of: paragraph([.text("见", Dump.style), .text("附录一二", linked), .text("。", Dump.style)]), width: 35)
    #expect(lines.map { $0.runs.map(\.tag) } == [[nil, 3], [3, nil]])
  }

  @Test func theTallestStyleGivesTheHeight() throws {
    var large = Dump.style
    large.size = 20
    let lines = try typesetter.lines(of: paragraph([.text("一", Dump.style), .text("二", large)]), width: 100)
    #expect(abs(lines[0].ascent - 17.6) < 1e-9)
    #expect(abs(lines[0].descent - 2.4) < 1e-9)
  }

  @Test func naturalAndMinimumWidthsAreThoseOfWholeLinesAndOfUnits() throws {
    let text = Dump.paragraph("一二（三）ABCD，五\n六")
    #expect(try typesetter.naturalWidth(of: text) == 90)
    #expect(try typesetter.minimumWidth(of: text) == 25)
    let indented = Dump.paragraph("一二", LineStyle(leading: 17, firstLineIndent: 20))
    #expect(try typesetter.naturalWidth(of: indented) == 40)
    #expect(try typesetter.lines(of: text, width: typesetter.naturalWidth(of: text)).count == 2)
  }

  @Test func aFallbackFaceServesWhatTheFirstLacks() throws {
    let first = BoxFace("First") { $0 != "評" && $0 != "\u{20BB7}" }
    let typesetter = Typesetter(library: BoxFace.library(of: [first, BoxFace("Second")]))
    let lines = try typesetter.lines(of: Dump.paragraph("自評\u{20BB7}表"), width: 100)
    #expect(lines[0].runs.map(\.run.font.name) == ["First", "Second", "First"])
    #expect(lines[0].runs.map(\.run.text) == ["自", "評\u{20BB7}", "表"])
  }

  @Test func aCharacterThatNoFaceHasIsNamedWithItsContext() throws {
    let typesetter = Typesetter(library: BoxFace.library(of: [BoxFace { $0 != "𠮷" }]))
    #expect(
      throws: MissingGlyphs(glyphs: [
        MissingGlyph(
          scalars: ["𠮷"], font: FontRole(.serif, .regular), position: 7, context: "中心负责人为𠮷野先生")
      ])
    ) { try typesetter.lines(of: Dump.paragraph("中心负责人为𠮷野先生"), width: 100) }
  }
}
