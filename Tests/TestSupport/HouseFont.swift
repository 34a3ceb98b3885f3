import Fonts
public import Foundation

/// A small font file with a name of its own, cut from an installed font when tests run: no font is committed.
public enum HouseFont {
  /// The PostScript name of the files that are made.
  public static let name = "HausSansCJKsc-Bold"

  /// The bytes of a font with the characters of a text.
  ///
  /// - Throws: where Noto Sans CJK is not installed.
  public static func bytes(with text: String) throws -> Data {
    let face = try FontFace(
      path: "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", faceIndex: 2, postScriptName: nil)
    let glyphs = text.unicodeScalars.compactMap { face.glyph(for: $0, variation: nil) }
    let subset = try face.subset(glyphs: glyphs, hasCharacterMap: true)
    var data = Data(subset.data)
    // The name stands in the table of names, two bytes a character, and in the outlines, one.
    let (old, new) = ("NotoSans", "HausSans")
    replace(Array(old.utf8), by: Array(new.utf8), in: &data)
    replace(old.utf8.flatMap { [0, $0] }, by: new.utf8.flatMap { [0, $0] }, in: &data)
    return data
  }

  private static func replace(_ old: [UInt8], by new: [UInt8], in data: inout Data) {
    var start = data.startIndex
    while let range = data.range(of: Data(old), in: start..<data.endIndex) {
      data.replaceSubrange(range, with: new)
      start = range.upperBound
    }
  }
}
