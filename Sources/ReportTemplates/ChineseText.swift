/// Tells Chinese writing from the rest, for the white space of templates.
public enum ChineseText {
  /// Whether a scalar is a Han character, Bopomofo, or a full-width mark (CLREQ §2.2, §3.1), next to which a line end in
  /// a source file means nothing.
  ///
  /// Quotation marks, the dash and the ellipsis count as full-width: in Chinese text they are.
  public static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2018, 0x2019, 0x201C, 0x201D, 0x2014, 0x2026: true  // ‘ ’ “ ” — …
    case 0x2E80...0x2FDF: true  // Radicals.
    case 0x3000...0x303F: true  // Ideographic space, CJK symbols and punctuation.
    case 0x3100...0x312F, 0x31A0...0x31BF: true  // Bopomofo.
    case 0x31C0...0x31EF: true  // Strokes.
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: true  // Han.
    case 0xFE30...0xFE4F, 0xFF01...0xFF60, 0xFFE0...0xFFE6: true  // Full-width forms.
    default: false
    }
  }
}
