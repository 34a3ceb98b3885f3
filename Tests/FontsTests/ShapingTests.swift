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
