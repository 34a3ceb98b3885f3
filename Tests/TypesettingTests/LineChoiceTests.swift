import Canvas
import LineBreaking
import TestSupport
import Testing
import Typesetting

/// Where lines end and how they are filled, on box glyphs of 10 points.
struct LineChoiceTests {
  private func rows(
    _ text: String, _ ems: Double, _ alignment: LineStyle.Alignment = .justified,
    _ level: ProhibitionLevel = .gb
  ) -> String {
    Dump.rows(text, ems, LineStyle(leading: 17, alignment: alignment, prohibition: level))
  }

  // CLREQ #prohibition_rules_for_line_start_end: first squeeze in …
  @Test func aMarkThatMayNotBeginALineIsSqueezedIn() throws {
    #expect(
      rows("一二（三）四五六七，八九", 9) == "9 @0 一二[-0.25]（三）[-0.25]四五六七，[-0.5]\n2. @0 八九")
  }

  // … then push out, where there is nothing to squeeze.
  @Test func aMarkThatCannotBeSqueezedInTakesTheCharacterBeforeAlong() throws {
    #expect(rows("一二三四五六，七八", 6) == "6 @0 一[+0.25]二[+0.25]三[+0.25]四[+0.25]五\n4. @0 六，七八")
  }

  // CLREQ #line_adjustment, order of squeezing: brackets before pauses, pauses before stops.
  @Test func bracketsGiveWayBeforePausesAndPausesBeforeStops() throws {
    #expect(
      rows("一，（二）三。四五六七八，九十", 11.5)
        == "11.5 @0 一，[-0.5]（二）[-0.5]三。四五六七八，[-0.5]\n2. @0 九十")
    #expect(
      rows("一，二。三四五六七，八九", 9) == "9 @0 一，[-0.5]二。三四五六七，[-0.5]\n2. @0 八九")
  }

  // CLREQ #line_adjustment, order of stretching: word spaces to half an em, the Han-Latin gap (here to 0.35 em,
  // where CLREQ allows half an em), then all the others.
  @Test func theHanLatinGapGrowsBeforeTheOtherGaps() throws {
    #expect(rows("用A一二三四五六", 6.15) == "6.15 @0 用[+0.325]A[+0.325]一二三四\n2. @0 五六")
    #expect(
      rows("用A一二——三四", 5) == "5 @0 用[+0.617]A[+0.617]一[+0.267]二\n4. @0 ——三四")
  }

  /// A ratio is one number: nothing goes between its parts, on neither side of the sign.
  @Test func aRatioIsNotSpacedInside() throws {
    #expect(rows("一二比10∶1三四五六七", 7.6).hasPrefix("7.6 @0 一["))
    #expect(rows("一二比10∶1三四五六七", 7.6).contains("10∶1"))
  }

  /// Before a long code a line stays as it is, rather than that its characters stand half an em apart.
  @Test func aLineBeforeALongCodeStaysShort() throws {
    #expect(rows("一二三四五六七八九ABCDEFGHIJ", 12.6) == "9 @0 一二三四五六七八九\n5. @0 ABCDEFGHIJ")
  }

  // CLREQ #prohibition_rules_for_unbreakable_marks and GB/T 15834—2011 5.1.4, 5.1.5.
  @Test func dashesEllipsesAndNumbersStayWhole() throws {
    #expect(rows("一二三四——五", 5, .left) == "4 @0 一二三四\n3. @0 ——五")
    #expect(rows("一二三四……五", 5, .left) == "4 @0 一二三四\n3. @0 ……五")
    #expect(rows("一二三四五96 %六", 6.5, .left) == "5 @0 一二三四五\n3.25. @0 96 %[+0.25]六")
    #expect(rows("一二三四￥100", 5.5, .left) == "4 @0 一二三四\n2.5. @0 ￥100")
  }

  @Test func anIdeographicSpaceVanishesAtALineEnd() throws {
    #expect(rows("一二三四。　五六七八九", 4.5) == "4.5 @0 一二三四。[-0.5]　[-1]\n4.5 @0 五[+0.167]六[+0.167]七[+0.167]八\n1. @0 九")
    #expect(rows("　　一二三四", 6, .left) == "6. @0 　　一二三四", "one that the author put at the beginning stays")
  }

  // The number of a standard leaves its letters only where the line would be spaced out widely, a part of a code the
  // others only where it could not be justified.
  @Test func aLineEndsInsideACodeRatherThanBeSpacedOut() throws {
    #expect(
      rows("一二三四五六七八九十SJ/T 11739一二", 12)
        == "12 @0 一[+0.222]二[+0.222]三[+0.222]四[+0.222]五[+0.222]六[+0.222]七[+0.222]八[+0.222]九[+0.222]十\n"
        + "7.25. @0 SJ/T 11739[+0.25]一二", "nothing of it has room")
    let ten = "一二三四五六七八九十"
    #expect(!rows(ten + ten + "SJ/T 11739一二", 22.5).contains("SJ/T [-0.5]\n"), "the letters have room")
    #expect(rows(ten + "SJ/T 11739一二", 12.5).contains("SJ/T [-0.5]\n"), "the line would be spaced out")
    #expect(rows("一二三四五六七八九十SJ/T 11739一二", 13.5).contains("SJ/T [-0.5]\n"))
    #expect(rows("一二AB-CD-2010一", 5) == "3.75 @0 一二[+0.25]AB-\n4.75. @0 CD-2010[+0.25]一")
    #expect(rows("AB-CD-2010", 3, .left) == "3 @0 AB-CD-\n2. @0 2010", "a column that is too narrow for it")
  }

  // The number of a standard is one word with its letters: nothing is added between them.
  @Test func aStandardIsNotSpacedInside() {
    for ems in stride(from: 10.5, through: 14, by: 0.25) {
      let lines = rows("按SJ/T 11739-2019一二三四五六七八九十", ems).split(separator: "\n")
      #expect(lines[0].contains("SJ/T 11739-2019"), "\(lines)")
    }
  }

  // A relation is parted behind its sign where the line before it would be spaced out visibly, and not where the column
  // has room for it; its space keeps its width.
  @Test func aRelationIsPartedOnlyWhereTheLineWouldBeSpacedOut() {
    let before = String(repeating: "一二三四五六七八九十", count: 3)
    #expect(rows(before + "（kappa = 0.74，一", 36).split(separator: "\n").first?.contains("kappa =") == true)
    #expect(rows(before + "（kappa = 0.74，一", 31).split(separator: "\n").last?.contains("kappa = 0.74") == true)
  }

  // A date stays whole where that does not space the line out, or leave much of a ragged one empty; so does a range
  // whose ends have units each.
  @Test func aDateIsPartedOnlyWhereTheLineWouldBeSpacedOut() {
    let before = String(repeating: "一二三四五六七八九十", count: 4)
    #expect(rows(before + "12月31日五六", 42.8).hasSuffix("@0 12[+0.25]月[+0.25]31[+0.25]日五六"))
    #expect(rows(before + "2025 年 12 月", 43.9).split(separator: "\n").last?.contains("2025") == true)
    #expect(rows("一二三四五六" + "2025年12月五六", 10).contains("年\n"), "the line would be spaced out")
    #expect(rows(before + "10秒～20秒一", 44, .left).contains("10[+0.25]秒～20[+0.25]秒一"))
    #expect(rows("一2025年12月", 5, .left).contains("年\n"), "a ragged line would be nearly empty")
  }

  // A soft hyphen is seen where a line ends at it, and takes room there; nowhere else.
  @Test func aSoftHyphenIsSeenAtALineEndOnly() {
    let whole = rows("一inter\u{AD}national", 30, .left), plain = rows("一international", 30, .left)
    #expect(whole.filter { $0 != "\u{AD}" } == plain)
    let parted = rows("一inter\u{AD}national", 5, .left).split(separator: "\n")
    // A Han character, a gap, five letters and a hyphen.
    #expect(parted.count == 2 && parted[0].hasPrefix("4.25 "), "\(parted)")
    let narrow = rows("一inter\u{AD}national", 4.1, .left).split(separator: "\n")
    #expect(narrow[0].hasPrefix("1 "), "no room for the hyphen")
    #expect(rows("一inter\u{AD}", 5, .left).contains("3.75. "), "the end of a paragraph parts no word")
  }

  // A line that ends at the blank before the label of the next part stays short rather than be spaced out.
  @Test func aLineBeforeARunInLabelIsNotSpacedOut() {
    let paragraph = TextParagraph(
      pieces: [.text("一二三四五六七八。　", Dump.style), .startTogether, .text("甲乙丙丁", Dump.style), .endTogether],
      style: LineStyle(leading: 17, alignment: .justified))
    #expect(Dump.rows(of: paragraph, 11).hasPrefix("8.5 @0 一二三四五六七八。"))
  }

  @Test func dashesAreNotSpacedOut() throws {
    #expect(rows("一——二三四", 4.5) == "4.5 @0 一[+0.25]——[+0.25]二\n2. @0 三四")
  }

  // Defect "interpunct at a line beginning" of the Typst community's list; CLREQ
  // #prohibition_rules_for_line_start_end.
  @Test func anInterpunctNeverBeginsALine() throws {
    #expect(rows("一二三四·五六", 4, .left) == "3 @0 一二三\n3.5. @0 四[-0.25]·[-0.25]五六")
  }

  @Test func theProhibitionLevelIsObeyed() throws {
    #expect(rows("一二三四。五六", 4, .left, .none) == "4 @0 一二三四\n3. @0 。五六")
    #expect(rows("一二三／四五", 4, .left, .basic) == "4 @0 一二三／\n2. @0 四五")
    #expect(rows("一二三／四五", 4, .left, .gb) == "2 @0 一二\n4. @0 三／四五")
    #expect(rows("一二三四……", 4, .left, .gb) == "4 @0 一二三四\n2. @0 ……")
    #expect(rows("一二三四……", 4, .left, .strict) == "3 @0 一二三\n3. @0 四……")
  }

  // CLREQ, paragraph ends: no last line of one character, where a neighbour can join it or it can be squeezed
  // in.
  @Test func aParagraphDoesNotEndWithASingleCharacter() throws {
    #expect(
      rows("一二三四五六七八九十一", 10)
        == "10 @0 一[+0.125]二[+0.125]三[+0.125]四[+0.125]五[+0.125]六[+0.125]七[+0.125]八[+0.125]九\n2. @0 十一")
    #expect(
      rows("一（二）三，四五六七八。", 11)
        == "11. @0 一[-0.25]（二）[-0.25]三，四五六七八。[-0.5]")
  }

  // Nor does a line before a forced end, as that of a name above a place; and a mark of a note is no character.
  @Test func noTextBeforeAForcedEndEndsWithASingleCharacter() throws {
    for alignment in [LineStyle.Alignment.left, .justified] {
      func texts(_ text: String, _ ems: Double) throws -> [String] {
        try Typesetter(library: BoxFace.library()).lines(
          of: Dump.paragraph(text, LineStyle(leading: 17, alignment: alignment)), width: ems * 10
        ).map { $0.runs.map(\.run.text).joined() }
      }
      #expect(try texts("一二三四五六七八九\n十", 8) == ["一二三四五六七", "八九\n", "十"])
      #expect(try texts("一二三四五六七八 †", 7) == ["一二三四五六", "七八 †"])
      #expect(try texts("一二三四五六七八†", 7) == ["一二三四五六", "七八†"])
    }
  }

  /// A quantity that is wider than the line is cut where the next line does not begin with a mark.
  @Test func aCutQuantityLeavesNoMarkAtALineStart() {
    for ems in stride(from: 2.0, through: 12, by: 0.25) {
      for text in ["达到30个工作日，好", "1.2个百分点，共计", "20个自然日）。"] {
        let lines = rows(text, ems).split(separator: "\n").map { $0.drop { $0 != " " }.dropFirst().drop { $0 != " " } }
        #expect(lines.allSatisfy { !$0.starts(with: /\ (\[[^\]]*\])?[，。）]/) }, "\(ems): \(lines)")
      }
    }
  }

  /// A chain of numbers is cut between two of them.
  @Test func aChainOfNumbersIsCutBetweenTwo() throws {
    let chain = String(repeating: "1,234.56%", count: 6)
    for ems in stride(from: 5.0, through: 20, by: 0.5) {
      let lines = try Typesetter(library: BoxFace.library()).lines(
        of: Dump.paragraph(chain, LineStyle(leading: 17)), width: ems * 10)
      let texts = lines.map { $0.runs.map(\.run.text).joined() }
      #expect(texts.count > 1 && texts.allSatisfy { $0.hasPrefix("1,234") && $0.hasSuffix("%") }, "\(ems): \(texts)")
    }
  }

  @Test func alignmentMovesTheLine() throws {
    #expect(rows("一二", 5, .left) == "2. @0 一二")
    #expect(rows("一二", 5, .center) == "2. @1.5 一二")
    #expect(rows("一二", 5, .right) == "2. @3 一二")
    #expect(rows("一二", 5, .justified) == "2. @0 一二")
  }

  @Test func aLineBeforeAForcedBreakIsNotStretched() throws {
    #expect(rows("一二\n三四", 5) == "2 @0 一二\n[-0.5]\n2. @0 三四")
  }

  @Test func aWordWiderThanTheColumnIsCut() throws {
    #expect(rows("certification", 3) == "3 @0 certif\n3 @0 icatio\n0.5. @0 n")
  }

  @Test func theFirstLineIsIndented() throws {
    let style = LineStyle(leading: 17, firstLineIndent: 20)
    let lines = try Typesetter(library: BoxFace.library()).lines(
      of: Dump.paragraph("一二三四五六七", style), width: 50)
    #expect(Dump.rows(of: lines) == "3 @2 一二三\n4. @0 四五六七")
  }
}

/// Lines of Western text in which Chinese names stand.
struct WesternLineTests {
  private static let western = "the team of 质检甲 and 质检乙 gave the same marks in all of it and so on and on and on again"
  private static let chinese = "检查人员按标准逐条核对每一个录音并且记下 evidence of all 并逐条核对"

  /// The spaces that are added inside of Chinese words in lines with so many spaces between Western words at least, in
  /// columns of all these widths.
  private func spacesInsideHan(_ text: String, fewest: Int) -> (found: Int, widened: Int) {
    let between = /[a-z](\[[^\]]*\])?\ (\[[^\]]*\])?(?=[a-z])/
    var (found, widened) = (0, 0)
    for ems in stride(from: 16.0, through: 28, by: 0.1) {
      let rows = Dump.rows(text, ems)
      #expect(rows.split(separator: "\n").count > 1)
      for row in rows.split(separator: "\n") where row.matches(of: between).count >= fewest {
        found += row.matches(of: /\p{Han}\[\+[^\]]*\]\p{Han}/).count
        widened += row.matches(of: /\ \[\+/).count
      }
    }
    return (found, widened)
  }

  @Test func namesAreNotSetApartInWesternLines() {
    let western = spacesInsideHan(Self.western, fewest: 4)
    #expect(western.found == 0 && western.widened > 0, "\(western)")
    // Chinese lines with Western words in them still give way between all their characters.
    let chinese = spacesInsideHan(Self.chinese, fewest: 0)
    #expect(chinese.found > 0, "\(chinese)")
  }
}
