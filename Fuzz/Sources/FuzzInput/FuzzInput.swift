/// The bytes of one run of a fuzzer, read as settings and text.
public struct FuzzInput {
  private var bytes: ArraySlice<UInt8>

  /// Reads a buffer that the fuzzer owns.
  public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    bytes = Array(UnsafeBufferPointer(start: start, count: count))[...]
  }

  /// Whether nothing is left.
  public var isEmpty: Bool { bytes.isEmpty }

  /// The next byte; 0 at the end.
  public mutating func byte() -> Int { Int(bytes.popFirst() ?? 0) }

  /// A number from a range, by the next byte.
  public mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(byte()) / 255
  }

  /// All bytes that are left.
  public mutating func rest() -> [UInt8] {
    defer { bytes = [] }
    return Array(bytes)
  }

  /// The next `count` bytes as text: one byte a character of ``alphabet``, or UTF-8 with repairs.
  public mutating func text(count: Int) -> String {
    let part = bytes.prefix(count)
    bytes = bytes.dropFirst(count)
    guard let first = part.first, first < 0x40 else {
      return String(String.UnicodeScalarView(part.map { Self.alphabet[Int($0) % Self.alphabet.count] }))
    }
    return String(decoding: part.dropFirst(), as: UTF8.self)
  }

  /// Characters that have rules of their own, and a few of every other kind.
  public static let alphabet = Array(
    """
    一的第年月秒人日。．，、！？；：（）［］“”‘’《》〈〉【】—⸺…⋯·・‧-–～〜/／\\ +%‰￥$№≥≤≈−±℃°0123456789abcABCISO.,:;!?()[]&=_@#~'"\
    \u{3000}\u{A0}\u{AD}\u{200B}\u{200D}\u{200E}\u{200F}\u{202E}\u{2028}\u{2029}\u{2060}\u{FEFF}\u{FFFC}\u{FFFD}\
    \n\r\t\u{B}\u{85}\u{301}\u{20DD}\u{FE0F}\u{FE00}\u{E0100}葛𠮷䶮あアｱ각😀👨🇨é①Ω▲☆ﬁאع\u{E000}\u{10FFFF}\u{7}\u{0}
    """.unicodeScalars)
}
