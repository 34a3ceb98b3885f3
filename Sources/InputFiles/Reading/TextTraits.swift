/// What a text holds anywhere, told in one pass over its bytes, so that looking for what is rare is left out where there is
/// none of it. Every answer errs on the side of looking.
struct TextTraits {
  /// Whether it may hold a character that no input should: one of ``SuspectCharacter``, a mark of ``StackedMarks``, or the
  /// beginning of “锟斤拷”.
  private(set) var mayHoldSuspects = false
  /// Whether it holds a tab.
  private(set) var holdsTabs = false
  /// Whether it holds a backslash, with which an escape writes any character.
  private(set) var holdsBackslashes = false
  /// Whether it holds an exclamation mark, with which a tag begins.
  private(set) var holdsExclamationMarks = false
  /// Whether it holds an ampersand before a letter, a digit, `_` or `-`, which may be an anchor.
  private(set) var mayHoldAnchors = false
  /// How many marks of structure it has: line ends, `,`, `[`, `{`, `:`, `-` and `?`.
  private(set) var structureMarks = 0
  /// The numbers of the lines with a `#`, from 1, ascending.
  private(set) var linesWithHash: [Int] = []

  init(_ text: String) {
    var text = text
    text.withUTF8 { scan($0) }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    var line = 1
    var index = 0
    Self.isOrdinary.withUnsafeBufferPointer { isOrdinary in
      while index < bytes.count {
        let byte = bytes[index]
        if !isOrdinary[Int(byte)] { take(byte, before: bytes[(index + 1)...].prefix(2), line: &line) }
        index += 1
      }
    }
  }

  /// Takes a byte that is not ordinary. Of a character of several bytes that is its first.
  private mutating func take(_ byte: UInt8, before rest: Slice<UnsafeBufferPointer<UInt8>>, line: inout Int) {
    let next = rest.first ?? 0
    switch byte {
    case 0x0A: (structureMarks, line) = (structureMarks + 1, line + 1)
    case 0x0D:
      structureMarks += 1
      if next != 0x0A { line += 1 }
    case 0x09: holdsTabs = true
    case UInt8(ascii: "#"): if linesWithHash.last != line { linesWithHash.append(line) }
    case UInt8(ascii: "\\"): holdsBackslashes = true
    case UInt8(ascii: "!"): holdsExclamationMarks = true
    case UInt8(ascii: "&"): if Self.isAnchorByte(next) { mayHoldAnchors = true }
    case 0x20..<0x7F: structureMarks += 1
    // U+0080 to U+009F and the soft hyphen; not the middle dot and other marks of Latin-1.
    case 0xC2: if next < 0xA0 || next == 0xAD { mayHoldSuspects = true }
    // General punctuation but for the marks of direction, joiners and separators of lines; marks that combine with symbols,
    // Coptic and Cyrillic letters.
    case 0xE2:
      let last = rest.dropFirst().first ?? 0
      switch next {
      case 0x80: if (0x8B...0x8F).contains(last) || last >= 0xA8 && last <= 0xAE { mayHoldSuspects = true }
      case 0x81, 0x83, 0xB3...: mayHoldSuspects = true
      default: break
      }
    // Full-width forms up to U+FF7F.
    case 0xEF: if next != 0xBC && next != 0xBD { mayHoldSuspects = true }
    // Hangul letters, of which one is blank, and marks that combine with Han and kana.
    case 0xE3:
      let last = rest.dropFirst().first ?? 0
      let isMark = next == 0x80 && (0xAA...0xAD).contains(last) || next == 0x82 && (0x99...0x9A).contains(last)
      if next == 0x85 || isMark { mayHoldSuspects = true }
    // The first character of “锟斤拷”.
    case 0xE9: if next == 0x94, rest.dropFirst().first == 0x9F { mayHoldSuspects = true }
    default: mayHoldSuspects = true
    }
  }

  /// Whether one of some lines has a `#`.
  func holdsHash(inLines lines: ClosedRange<Int>) -> Bool {
    var (low, high) = (0, linesWithHash.count)
    while low < high {
      let middle = (low + high) / 2
      if linesWithHash[middle] < lines.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < linesWithHash.count && linesWithHash[low] <= lines.upperBound
  }

  /// Whether a byte stands for nothing that is looked for: letters, digits, most marks, bytes that continue a character,
  /// and the first bytes of the blocks that hold no suspect character.
  private static let isOrdinary: [Bool] = (0...255).map { (byte: UInt8) in
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ":"), UInt8(ascii: "-"),
      UInt8(ascii: "?"),
      UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "!"), UInt8(ascii: "&"):
      false
    case 0x20..<0x7F, 0x80...0xBF: true
    // U+0100 to U+02FF, U+0380 to U+047F, U+04C0 to U+057F; U+4000 to U+8FFF and U+B000 to U+CFFF. The others have marks
    // that combine, or a suspect.
    case 0xC3...0xCB, 0xCE...0xD1, 0xD3...0xD5, 0xE4...0xE8, 0xEB...0xEC: true
    default: false
    }
  }

  private static func isAnchorByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}

extension String {
  /// How many Unicode scalars it has.
  var scalarCount: Int {
    var text = self
    return text.withUTF8 { bytes in bytes.count { $0 & 0xC0 != 0x80 } }
  }
}
