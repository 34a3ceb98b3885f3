import Canvas
import Fonts
import Testing

/// What the layout rests on, checked on the installed Noto CJK.
struct ShapingTests {
  private func shape(
    _ text: String, _ role: FontRole = FontRole(.sans, .regular),
    _ features: ShapingFeatures = ShapingFeatures()
  ) throws -> [ShapedGlyph] {
    let face = try InstalledFonts.face(role)
    let bytes = Array(text.utf8)
    var glyphs: [ShapedGlyph] = []
    bytes.withUnsafeBufferPointer {
      face.shape($0, 0..<bytes.count, features: features, with: ShapingBuffer(), into: &glyphs)
    }
    return glyphs
  }

  @Test func chineseMarksAreOneEmWide() throws {
    for text in ["，", "。", "：", "？", "“", "”", "‘", "（", "》"] {
      #expect(try shape(text).map(\.advance) == [1], "\(text)")
    }
  }

  @Test func theTwoEmDashIsOneGlyphOfOneCluster() throws {
    let glyphs = try shape("字——字")
    #expect(glyphs.map(\.cluster) == [0, 3, 9])
    #expect(glyphs[1].advance == 2)
  }

  @Test func proportionalWidthsMakeQuotationMarksNarrow() throws {
    let glyphs = try shape("’", FontRole(.sans, .regular), ShapingFeatures(proportionalWidths: true))
    #expect(try #require(glyphs.first).advance < 0.5)
  }

  @Test func ligaturesCanBeSwitchedOff() throws {
    #expect(try shape("ffi").count == 1)
    #expect(try shape("ffi", FontRole(.sans, .regular), ShapingFeatures(ligatures: false)).count == 3)
  }

  @Test func kerningMarksWhereABreakChangesGlyphs() throws {
    #expect(try shape("AVA").map(\.isUnsafeToBreak) == [false, true, true])
    #expect(try shape("评审").map(\.isUnsafeToBreak) == [false, false])
  }

  @Test func everyByteStaysInAClusterWithAGlyph() throws {
    let glyphs = try shape("葛\u{E0100}\u{20BB7}a\u{301}\u{200B}x\u{200E}")
    #expect(glyphs.map(\.cluster) == [0, 0, 7, 11, 14, 17, 18])
    #expect(glyphs.allSatisfy { $0.index != 0 })
    #expect(glyphs[1].advance == 0)
  }

  /// Noto CJK has the letter and the accent, but neither the whole nor an anchor: the accent lay over the next letter.
  @Test(arguments: ["ć", "ř", "Ś", "İ", "ά", "q\u{301}", "k\u{304}"], ["Regular", "Serif"])
  func accentsStandOverTheirLetters(letter: String, design: String) throws {
    let role = FontRole(design == "Serif" ? .serif : .sans, .regular)
    let face = try InstalledFonts.face(role)
    let glyphs = try shape(letter + "x", role)
    #expect(glyphs.count == 3)
    let base = try ink(glyphs[0], face), accent = try ink(glyphs[1], face)
    #expect(abs(accent.middle - (base.middle - glyphs[0].advance)) < 0.1, "over the middle of \(letter)")
    #expect(accent.bottom > base.top - 0.02, "above \(letter)")
    #expect(glyphs[1].cluster == 0 && glyphs[2].cluster == letter.utf8.count)
  }

  /// Marks that the design itself puts over what precedes them stay where they are.
  @Test func marksThatLieRightStay() throws {
    for text in ["か\u{3099}\u{3099}", "字\u{302C}", "字\u{20DD}"] {
      let marks = try shape(text).dropFirst()
      #expect(!marks.isEmpty && marks.allSatisfy { $0.xOffset == 0 && $0.yOffset == 0 && $0.index != 0 }, "\(text)")
    }
  }

  private func ink(_ glyph: ShapedGlyph, _ face: any Face) throws -> (middle: Double, top: Double, bottom: Double) {
    let box = try #require((face as? FontFace)?.inkBox(of: glyph.index))
    return (
      box.left + box.width / 2 + glyph.xOffset, box.bottom + box.height + glyph.yOffset, box.bottom + glyph.yOffset
    )
  }

  @Test func aMissingCharacterIsGlyphZero() throws {
    #expect(try shape("\u{E000}").map(\.index) == [0])
  }

  @Test func shapesASliceInItsContext() throws {
    let face = try InstalledFonts.face(FontRole(.serif, .regular))
    let bytes = Array("评审准则".utf8)
    var glyphs: [ShapedGlyph] = []
    bytes.withUnsafeBufferPointer {
      face.shape($0, 3..<9, features: ShapingFeatures(), with: ShapingBuffer(), into: &glyphs)
    }
    #expect(glyphs.map(\.cluster) == [3, 6])
  }

  @Test func knowsTheWidestDigit() throws {
    let face = try InstalledFonts.face(FontRole(.serif, .regular))
    #expect(face.widestDigit > 0.55)
    let one = try #require(face.glyph(for: "1", variation: nil))
    #expect(face.advance(of: one) < face.widestDigit)
  }
}
