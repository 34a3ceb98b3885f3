import Canvas
import Fonts
import TestSupport
import Testing
import Typesetting

/// Text that nobody means well with, on the installed fonts: it ends in lines or in an error, never in a
/// crash or a hang.
struct HostileTextTests {
  private func lines(_ text: String, width: Points = 200) throws -> [LineFragment] {
    try InstalledFonts.typesetter().lines(of: Dump.paragraph(text), width: width)
  }

  private func joined(_ lines: [LineFragment]) -> String { lines.flatMap(\.runs).map(\.run.text).joined() }

  @Test func aWordOfTenThousandLettersIsCut() throws {
    let word = String(repeating: "a", count: 10_000)
    let lines = try lines(word)
    #expect(joined(lines) == word)
    #expect(lines.count > 100)
    #expect(lines.allSatisfy { $0.width <= 200.001 })
  }

  @Test func aHeapOfMarksOnOneLetterTakesLinearTime() throws {
    let heap = "a" + String(repeating: "\u{301}", count: 100_000)
    #expect(joined(try lines(heap)).utf8.count == heap.utf8.count)
  }

  @Test func anEndlessRowOfMarksThatMayNotBeginALineIsCut() throws {
    let row =
      String(repeating: "，", count: 2_000) + String(repeating: "（", count: 2_000)
      + String(repeating: "…", count: 2_000)
    let lines = try lines(row)
    #expect(joined(lines) == row)
    #expect(lines.allSatisfy { $0.width <= 200.001 })
  }

  @Test func controlsAreMissingGlyphs() throws {
    for scalar in ["\u{0}", "\u{7}", "\u{1B}", "\u{7F}", "\u{9B}"] {
      let error = #expect(throws: MissingGlyphs.self) { try lines("评\(scalar)审") }
      #expect(error?.glyphs.map(\.scalars) == [Array(scalar.unicodeScalars)])
    }
  }

  @Test func tabsAndLineEndsAreSpaceAndForcedBreaks() throws {
    let text = "一\t二\n三\r\n四\u{2028}五\u{85}六\u{B}七\u{C}八\n\u{301}九"
    let lines = try lines(text)
    #expect(joined(lines).unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(lines.count == 8)
  }

  @Test func directionMarksAndJoinersAreInvisible() throws {
    let text = "评\u{200F}审\u{202E}准\u{2066}则\u{200B}一\u{FEFF}二\u{200D}三\u{FE0F}四\u{AD}五"
    let lines = try lines(text)
    #expect(joined(lines).unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(lines.count == 1)
    #expect(abs(lines[0].width - 90) < 0.001)
  }

  @Test(arguments: ["\u{301}", "\u{FE0F}", "\u{E0100}", "\u{200D}\u{200D}", "\u{301}\u{301}字", "字\u{2028}\u{301}"])
  func strayMarksAndSelectorsKeepTheirBytes(_ text: String) throws {
    let lines = try Typesetter(library: BoxFace.library()).lines(of: Dump.paragraph(text), width: 100)
    #expect(joined(lines).unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(lines.allSatisfy { $0.width.isFinite && $0.width >= 0 })
  }

  @Test func variationSequencesAndRareCharactersKeepTheirBytes() throws {
    let text = "葛\u{E0100}城\u{20BB7}野家"
    let runs = try #require(try lines(text).first?.runs.map(\.run))
    #expect(runs.map(\.text).joined().unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(runs.flatMap(\.clusters).map(\.byteCount) == [7, 3, 4, 3, 3])
    #expect(abs(runs.map(\.advance).reduce(0, +) - 50) < 0.001)
  }

  @Test func aVariantThatALaterFontHasIsTakenFromIt() throws {
    final class Variant: Face {
      let id = FontID("Variant")
      let metrics = BoxFace().metrics
      let widestDigit = 0.5
      func glyph(for scalar: Unicode.Scalar, variation: Unicode.Scalar?) -> UInt32? { 77 }
      func shape(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, features: ShapingFeatures,
        with buffer: ShapingBuffer, into glyphs: inout [ShapedGlyph]
      ) { glyphs.append(ShapedGlyph(index: 77, cluster: range.lowerBound, advance: 1)) }
    }
    let typesetter = Typesetter(library: BoxFace.library(of: [BoxFace(), Variant()]))
    let lines = try typesetter.lines(of: Dump.paragraph("葛\u{E0100}城葛"), width: 100)
    #expect(lines[0].runs.map(\.run.font.name) == ["Variant", "Box"])
  }

  /// The Chinese faces have no variants at all, the Japanese ones of the same files have those of Adobe-Japan1.
  @Test(arguments: [FontRole.Family.serif, .sans])
  func theShippedFontsHaveVariants(family: FontRole.Family) throws {
    var style = Dump.style
    style.font.family = family
    let lines = try InstalledFonts.typesetter().lines(
      of: Dump.paragraph("葛葛\u{E0100}葛", style: style), width: 100)
    let runs = lines.flatMap(\.runs).map(\.run)
    #expect(runs.map { Array($0.text.unicodeScalars).count } == [1, 2, 1])
    #expect(runs.map { $0.font.name.contains("jp") } == [false, true, false])
  }

  @Test(arguments: [0, -5, 0.001, 3, Double.nan, Double.infinity])
  func anyWidthGivesLines(_ width: Double) throws {
    let style = LineStyle(leading: 17, firstLineIndent: 21)
    let lines = try InstalledFonts.typesetter().lines(
      of: Dump.paragraph("评审（准则），第1章 AVAVA。", style), width: width)
    #expect(joined(lines) == "评审（准则），第1章 AVAVA。")
    #expect(lines.allSatisfy { $0.width.isFinite })
  }

  @Test func unknownCharactersNameTheirCodePoint() throws {
    let error = #expect(throws: MissingGlyphs.self) { try lines("负责人：张\u{E000}明") }
    let role = FontRole(.serif, .regular)
    #expect(
      error?.glyphs
        == [MissingGlyph(scalars: ["\u{E000}"], font: role, position: 6, context: "负责人：张\u{E000}明")])
  }

  @Test func everyUnknownCharacterIsNamedOnce() throws {
    let error = #expect(throws: MissingGlyphs.self) {
      try lines("张\u{E000}明\u{E001}李\u{E000}\u{7}😀👨‍👩‍👧葛\u{E000}")
    }
    #expect(
      error?.glyphs.map { $0.scalars.map(\.value) } == [
        [0xE000], [0xE001], [7], [0x1F600], [0x1F468, 0x200D, 0x1F469, 0x200D, 0x1F467],
      ])
    #expect(error?.glyphs.map(\.position) == [2, 4, 7, 8, 9])
  }

  @Test func aTextInAScriptWithoutAFontGivesAShortList() throws {
    let text = String(String.UnicodeScalarView((0xE000...0xF000).compactMap { Unicode.Scalar($0) }))
    let error = #expect(throws: MissingGlyphs.self) { try lines(text) }
    #expect(error?.glyphs.count == MissingGlyphs.mostNamed)
  }

  /// Any scalars at all: half of them from the blocks that have rules of their own.
  private func anyText(_ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...60, using: &generator) {
      let range: ClosedRange<UInt32> =
        Bool.random(using: &generator)
        ? 0x2000...0x30FF : Bool.random(using: &generator) ? 0...0x7FF : 0...0x10FFFF
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  @Test func anyScalarsGiveLinesThatKeepEveryByte() throws {
    var generator = SeededGenerator(seed: 7)
    let typesetter = Typesetter(library: BoxFace.library())
    var set = 0
    for _ in 0..<2_000 {
      let text = anyText(&generator).unicodeScalars.filter {
        $0.value > 0x9F && $0 != "\u{2060}" || (0x20...0x7E).contains($0.value)
      }
      let paragraph = Dump.paragraph(String(String.UnicodeScalarView(text)))
      let lines = try typesetter.lines(of: paragraph, width: Double.random(in: 1...200, using: &generator))
      #expect(joined(lines).unicodeScalars.elementsEqual(text))
      set += lines.count
    }
    #expect(set > 5_000)
  }

  @Test func anyScalarsOnInstalledFontsGiveLinesOrNameTheMissingOne() throws {
    var generator = SeededGenerator(seed: 8)
    let typesetter = try InstalledFonts.typesetter()
    var missing = 0
    for _ in 0..<300 {
      let text = anyText(&generator)
      do {
        let lines = try typesetter.lines(of: Dump.paragraph(text), width: 100)
        #expect(joined(lines).unicodeScalars.elementsEqual(text.unicodeScalars))
      } catch {
        missing += 1
        #expect(!error.glyphs.isEmpty)
        for glyph in error.glyphs {
          #expect(glyph.scalars.allSatisfy { text.unicodeScalars.contains($0) } && !glyph.scalars.isEmpty)
        }
      }
    }
    #expect(missing > 0)
  }
}
