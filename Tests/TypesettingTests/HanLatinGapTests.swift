import Fonts
import TestSupport
import Testing
import Typesetting

/// The gap between Han and Latin or digits (CLREQ, mixed text composition), on box glyphs of 10 points.
struct HanLatinGapTests {
  @Test(arguments: [
    ("用CCCS标准", "5.5. @0 用[+0.25]CCCS[+0.25]标准"),
    ("共96%的占比", "6. @0 共[+0.25]96%[+0.25]的占比"),
    ("约20℃左右", "5. @0 约[+0.25]20℃[+0.25]左右"),
    ("得α值", "3. @0 得[+0.25]α[+0.25]值"),
  ])
  func standsBetweenHanAndLatin(_ text: String, _ expected: String) throws {
    #expect(Dump.rows(text, 30) == expected)
  }

  @Test(arguments: [
    ("“ISO”，A；（3）。", "7. @0 [-0.5]“ISO”[-0.5]，A；[-0.5]（3）[-0.5]。[-0.5]"),
    ("字，ISO。", "4. @0 字，ISO。[-0.5]"),
    ("评(A)审/B", "4.5. @0 评(A)审/B"),
  ])
  func isAbsentNextToMarks(_ text: String, _ expected: String) throws {
    #expect(Dump.rows(text, 30) == expected)
  }

  // The one space that many authors type there is the gap, no more; two spaces are meant.
  @Test func aTypedSpaceBecomesTheGap() throws {
    #expect(Dump.rows("用 CCCS 标准", 30) == "5.5. @0 用 [-0.25]CCCS [-0.25]标准")
    #expect(Dump.rows("用  CCCS", 30) == "4. @0 用  CCCS")
    #expect(Dump.rows("评 审", 30) == "2.5. @0 评 审")
  }

  // Defects "Han-Latin spacing at a line break" of the Typst community's list.
  @Test func isAbsentAtLineEdges() throws {
    #expect(Dump.rows("一二三四ABCD", 4) == "4 @0 一二三四\n2. @0 ABCD")
    #expect(Dump.rows("一二三四 ABCD", 4) == "4 @0 一二三四 [-0.5]\n2. @0 ABCD")
    #expect(Dump.rows("一二\nABCD", 4) == "2 @0 一二\n[-0.5]\n2. @0 ABCD")
  }

  // Defect "headings with Han and Latin mixed": the gap stands across a change of style, face and size.
  @Test func standsAcrossStyles() throws {
    var bold = Dump.style
    bold.font = FontRole(.sans, .bold)
    let paragraph = TextParagraph(
      pieces: [.text("第", Dump.style), .text("3", bold), .text("章", Dump.style)],
      style: LineStyle(leading: 17))
    #expect(Dump.rows(of: paragraph, 20) == "3. @0 第[+0.25] @1.25 3[+0.25] @2 章")
  }
}
