import Fonts
import TestSupport
import Testing
import Typesetting

/// The widths of marks, on box glyphs of 10 points: `@x` is where a run begins, `[-0.5]` half an em taken
/// away.
struct PunctuationWidthTests {
  // CLREQ #h-adjustment_of_adjacent_punctuation_marks: where a bracket or quotation mark meets another mark,
  // two ems become one and a half.
  @Test(arguments: [
    ("说：“好。”（完）字", "8.5. @0 说：[-0.5]“好。[-0.5]”[-0.5]（完）字"),
    ("见《一》《二》字", "7.5. @0 见《一》[-0.5]《二》字"),
    ("字（“一”）字", "6. @0 字（[-0.5]“一”[-0.5]）字"),
    ("字（一）。字", "5.5. @0 字（一）[-0.5]。字"),
    ("字、“一”、字", "6. @0 字、[-0.5]“一”[-0.5]、字"),
    ("字《一》·《二》字", "8.5. @0 字《一》[-0.25]·[-0.25]《二》字"),
    ("字——“一”——字", "8. @0 字——[-0.5]“一”[-0.5]——字"),
    ("字，（一）；字", "6. @0 字，[-0.5]（一）[-0.5]；字"),
  ])
  func adjacentMarksShareTheirBlank(_ text: String, _ expected: String) throws {
    #expect(Dump.rows(text, 20) == expected)
  }

  // Pairs without a bracket keep their width.
  @Test func pairsWithoutABracketKeepTheirWidth() throws {
    #expect(Dump.rows("一，——好……。是", 20) == "9. @0 一，——好……。是")
  }

  // GB/T 15834—2011 5.1.2, CLREQ #exclamatory_question_marks: two take one em, three take two.
  @Test(arguments: [
    ("真的？！是", "4. @0 真的？[-0.5]！[-0.5]是"), ("真的！！是", "4. @0 真的！[-0.5]！[-0.5]是"),
    ("真的？？？是", "5. @0 真的？[-0.5]？[-0.5]？是"), ("真的？是", "4. @0 真的？是"),
    ("“真的？！”是", "5.5. @0 [-0.5]“真的？[-0.5]！[-0.5]”是"),
  ])
  func questionAndExclamationMarksShareAnEm(_ text: String, _ expected: String) throws {
    #expect(Dump.rows(text, 20) == expected)
  }

  // GB/T 15834—2011 5.1.10: a mark at the line end takes half an em.
  @Test func aMarkAtTheLineEndTakesHalfAnEm() throws {
    #expect(Dump.rows("一二三四五。六七", 5.5) == "5.5 @0 一二三四五。[-0.5]\n2. @0 六七")
    #expect(Dump.rows("一二（三四）五六", 5.5) == "5.5 @0 一二（三四）[-0.5]\n2. @0 五六")
    #expect(Dump.rows("完。", 9) == "1.5. @0 完。[-0.5]")
  }

  // CLREQ #punctuation_width_adjustment: an opening mark at a line beginning drops its blank half, at the
  // beginning of a paragraph and after its indent too.
  @Test func anOpeningMarkAtTheLineBeginningDropsItsBlank() throws {
    #expect(Dump.rows("“好", 9) == "1.5. @0 [-0.5]“好")
    #expect(Dump.rows("（一）二", 9, LineStyle(leading: 17, firstLineIndent: 20)) == "3.5. @2 [-0.5]（一）二")
    #expect(Dump.rows("一二三（四五", 3) == "3 @0 一二三\n2.5. @0 [-0.5]（四五")
    #expect(Dump.rows("一\n（二", 9) == "1 @0 一\n[-0.5]\n1.5. @0 [-0.5]（二")
  }

  // CLREQ #h-adjustment_of_adjacent_punctuation_marks, and the defect "compression interrupted by a style
  // change" of the Typst community's list.
  @Test func aChangeOfStyleDoesNotStopTheAdjustment() throws {
    var bold = Dump.style
    bold.font.weight = .bold
    let paragraph = TextParagraph(
      pieces: [.text("字（一）", Dump.style), .text("（二）", bold), .text("。字", Dump.style)],
      style: LineStyle(leading: 17))
    #expect(Dump.rows(of: paragraph, 20) == "8. @0 字（一） @4 [-0.5]（二）[-0.5] @6 。字")
  }

  // A quotation mark is Chinese or English by what stands around it, since both share a code point.
  @Test(arguments: [
    ("他说“hi”了", "6. @0 他说“hi”了"),
    ("say “hi” now", "6. @0 say “[-0.5]hi”[-0.5] now"),
    ("I don’t", "3.5. @0 I don’[-0.5]t"),
    ("“ISO”", "2.5. @0 [-0.5]“ISO”[-0.5]"),
    ("他说：I don’t了", "7.75. @0 他说：I don’[-0.5]t[+0.25]了"),
  ])
  func quotationMarksFollowTheirContext(_ text: String, _ expected: String) throws {
    #expect(Dump.rows(text, 20) == expected)
  }

  // GB/T 15834—2011 5.1.7, CLREQ #h-punctuation_adjustment_space: an interpunct takes half an em whatever the font
  // draws, an em in Noto Sans and a third of one in Noto Serif.
  @Test func anInterpunctTakesHalfAnEm() throws {
    #expect(Dump.rows("史蒂夫·乔布斯", 20) == "6.5. @0 史蒂夫[-0.25]·[-0.25]乔布斯")
    for family in FontRole.Family.allCases {
      var style = Dump.style
      style.font.family = family
      let lines = try InstalledFonts.typesetter().lines(
        of: Dump.paragraph("史蒂夫·乔布斯", style: style), width: 200)
      #expect(abs(lines[0].width - 65) < 0.001)
    }
  }
}
