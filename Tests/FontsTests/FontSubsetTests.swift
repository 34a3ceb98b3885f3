import Canvas
import Fonts
import Foundation
import Testing

struct FontSubsetTests {
  private func glyphs(of text: String, in face: FontFace) -> [UInt32] {
    text.unicodeScalars.compactMap { face.glyph(for: $0, variation: nil) }
  }

  @Test func keepsTheGlyphsAskedForUnderNewNumbers() throws {
    let face = try InstalledFonts.face(FontRole(.serif, .regular))
    let wanted = glyphs(of: "评星 自评参考", in: face)
    let subset = try face.subset(glyphs: wanted, hasCharacterMap: true)
    #expect(subset.data.count < 40_000)
    #expect(Set(wanted).isSubset(of: subset.newGlyphs.keys))
    #expect(subset.newGlyphs[0] == 0)
    #expect(Set(subset.newGlyphs.values).count == subset.newGlyphs.count)

    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).otf")
    try Data(subset.data).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let small = try FontFace(path: file.path, faceIndex: 0, postScriptName: "NotoSerifCJKsc-Regular")
    #expect(small.glyphCount == subset.newGlyphs.count)
    for glyph in wanted {
      #expect(small.advance(of: try #require(subset.newGlyphs[glyph])) == face.advance(of: glyph))
    }
  }

  @Test func doesNotDependOnTheOrderOrOnRepetition() throws {
    let face = try InstalledFonts.face(FontRole(.sans, .bold))
    let wanted = glyphs(of: "评分结果 0123", in: face)
    let first = try face.subset(glyphs: wanted)
    let second = try face.subset(glyphs: wanted.reversed() + wanted)
    #expect(first.data == second.data)
    #expect(first.newGlyphs == second.newGlyphs)
  }

  @Test func leavesOutGlyphsThatTheFaceDoesNotHave() throws {
    let face = try InstalledFonts.face(FontRole(.sans, .regular))
    #expect(try face.subset(glyphs: [UInt32.max]).newGlyphs == [0: 0])
  }
}
