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
    return withChecksums(data)
  }

  /// Where a table of a font lies in its bytes; nil where it has none of the name.
  public static func table(_ name: String, of font: Data) -> Range<Int>? {
    records(of: font).first { font[$0..<$0 + 4].elementsEqual(name.utf8) }.map { record in
      let offset = number(font, record + 8)
      return offset..<offset + number(font, record + 12)
    }
  }

  /// The font with the checksums of its tables as they now are.
  public static func withChecksums(_ font: Data) -> Data {
    var sealed = font
    for record in records(of: font) {
      let offset = number(font, record + 8)
      let bytes = [UInt8](font[offset..<offset + number(font, record + 12)])
      var sum: UInt32 = 0
      for start in stride(from: 0, to: bytes.count, by: 4) {
        sum &+= (0..<4).reduce(UInt32(0)) { $0 << 8 | (start + $1 < bytes.count ? UInt32(bytes[start + $1]) : 0) }
      }
      for (index, shift) in [24, 16, 8, 0].enumerated() {
        sealed[record + 4 + index] = UInt8(truncatingIfNeeded: sum >> UInt32(shift))
      }
    }
    return sealed
  }

  /// Where the records of the tables stand.
  private static func records(of font: Data) -> [Int] {
    (0..<(Int(font[4]) << 8 | Int(font[5]))).map { 12 + 16 * $0 }
  }

  private static func number(_ font: Data, _ offset: Int) -> Int {
    font[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func replace(_ old: [UInt8], by new: [UInt8], in data: inout Data) {
    var start = data.startIndex
    while let range = data.range(of: Data(old), in: start..<data.endIndex) {
      data.replaceSubrange(range, with: new)
      start = range.upperBound
    }
  }
}
