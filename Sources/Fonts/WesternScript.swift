/// What tells a Western font from a Chinese one.
enum WesternScript {
  /// Han characters that any Chinese font has.
  static let commonHan: [Unicode.Scalar] = ["一", "的", "中"]

  /// Whether Chinese text writes a mark a Han character wide that Western fonts have too, but narrow (CLREQ 3.1.1).
  static func isChineseMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB7, 0x2010...0x2027, 0x2030...0x203B, 0x2E3A...0x2E3B, 0x3000...0x303F, 0xFF00...0xFFEF: true
    default: false
    }
  }
}
