import Canvas
internal import Glibc

/// The six letters before the name of an embedded font (ISO 32000-1, 9.6.4).
///
/// Cairo derives them from the glyphs' indices in the face that it was handed. Those depend on what else that face was
/// cut for, and so on the documents before; derived from the indices in the whole font, the letters depend on the
/// document alone.
struct SubsetTag {
  /// The font's PostScript name.
  let name: [UInt8]
  /// Six capital letters.
  let letters: [UInt8]

  /// Derives the letters from a font and the glyphs used, in ascending order, by FNV-1a.
  init(font: FontID, glyphs: [UInt32]) {
    name = Array(font.name.utf8)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in font.name.utf8 { add(byte) }
    for glyph in glyphs {
      for shift in stride(from: UInt32(0), to: 32, by: 8) { add(UInt8(truncatingIfNeeded: glyph >> shift)) }
    }
    letters = (0..<6).map { _ in
      defer { hash /= 26 }
      return UInt8(ascii: "A") + UInt8(hash % 26)
    }
  }

  /// Writes the letters over Cairo's in a finished file: wherever `/ABCDEF+` stands before the name as a PDF name.
  ///
  /// The length stays the same, so that no place in the file moves.
  func write(over file: inout [UInt8]) {
    file.withUnsafeMutableBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      var index = letters.count + 1
      while index < bytes.count, let found = memchr(start + index, Int32(UInt8(ascii: "+")), bytes.count - index) {
        let plus = UnsafeRawPointer(found) - UnsafeRawPointer(start)
        index = plus + 1
        let end = index + name.count
        guard end < bytes.count, bytes[plus - letters.count - 1] == UInt8(ascii: "/"),
          bytes[(plus - letters.count)..<plus].allSatisfy({ (0x41...0x5A).contains($0) }),
          bytes[index..<end].elementsEqual(name), Self.endsName(bytes[end])
        else { continue }
        for (offset, letter) in letters.enumerated() { bytes[plus - letters.count + offset] = letter }
      }
    }
  }

  /// Whether a byte ends a PDF name: white space or a delimiter.
  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "()<>[]{}/%".utf8.contains(byte)
  }
}
