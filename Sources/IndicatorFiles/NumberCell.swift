internal import AssessmentModel

/// What a cell that should hold a number holds, as systems and Excel write it.
enum NumberCell: Equatable {
  /// Nothing: empty, or a mark for nothing such as `-`.
  case empty
  /// A number, with `%` or another unit behind it where there is one.
  case number(Rational, unit: String)
  /// A duration in two parts (`mm:ss` or `hh:mm`, the mapping says which) or three (`hh:mm:ss`).
  case clock(first: Int, second: Rational, third: Rational?)
  /// What a spreadsheet writes where it divided by 0.
  case divisionByZero
  /// Infinity or not a number.
  case notFinite
  /// Commas that do not part thousands.
  case strayComma
  /// Too many digits to be kept exactly.
  case tooLong
  /// Something else.
  case malformed

  /// Reads the bytes of a cell.
  init(_ bytes: UnsafeRawBufferPointer) {
    var (low, high) = (0, bytes.count)
    while low < high, bytes[low] == 0x20 || bytes[low] == 0x09 { low += 1 }
    while low < high, bytes[high - 1] == 0x20 || bytes[high - 1] == 0x09 { high -= 1 }
    guard low < high else {
      self = .empty
      return
    }
    let cell = UnsafeRawBufferPointer(rebasing: bytes[low..<high])
    self = Self.common(cell) ?? NumberText(String(decoding: cell, as: UTF8.self)).cell
  }

  /// What the last digit of a number counts, or of a duration in seconds, by the digits behind the point; nil with an exponent.
  static func step(_ bytes: UnsafeRawBufferPointer) -> Rational? {
    var places: Int?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      // Full-width forms are as many places behind the half-width ones.
      let code = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
      switch code {
      case 0x45, 0x65: return nil
      case 0x2E: places = 0
      case 0x30...0x39: places = places.map { $0 + 1 }
      default: continue
      }
    }
    return places ?? 0 <= PlainDecimal.mostDigits ? Rational(1, PlainDecimal.power(places ?? 0)) : nil
  }

  /// Whether a cell is written as numbers with a point before their thousands are: `1.204`, `1.204.500`.
  static func partsThousandsByPoints(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let groups = String(decoding: bytes, as: UTF8.self).trimmingSpaces
      .split(separator: ".", omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first, (1...3).contains(first.utf8.count), first != "0" else {
      return false
    }
    return groups.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
  }

  /// The forms of nearly all cells, read without a string.
  private static func common(_ cell: UnsafeRawBufferPointer) -> NumberCell? {
    if let number = PlainDecimal(cell) { return .number(number.rational, unit: "") }
    if cell.last == UInt8(ascii: "%"), let number = PlainDecimal(UnsafeRawBufferPointer(rebasing: cell.dropLast())) {
      return .number(number.rational, unit: "%")
    }
    return ClockParts(cell).map { parts in
      .clock(first: parts.first, second: Rational(parts.second), third: parts.third.map { Rational($0) })
    }
  }
}

/// The parts of `mm:ss`, `hh:mm` or `hh:mm:ss` in whole numbers, read without a string.
struct ClockParts {
  private(set) var first = 0, second = 0
  private(set) var third: Int?

  /// Reads a cell; nil for anything else, and where the second or third part is 60 or more.
  init?(_ cell: UnsafeRawBufferPointer) {
    var (part, digits) = (0, 0)
    for byte in cell {
      let digit = byte &- 0x30
      if digit < 10, digits < (part == 0 ? 5 : 2) {
        digits += 1
        switch part {
        case 0: first = first &* 10 &+ Int(digit)
        case 1: second = second &* 10 &+ Int(digit)
        default: third = (third ?? 0) &* 10 &+ Int(digit)
        }
      } else if byte == UInt8(ascii: ":"), digits > 0, part < 2 {
        (part, digits) = (part + 1, 0)
      } else {
        return nil
      }
    }
    guard part > 0, digits > 0, second < 60, third ?? 0 < 60 else { return nil }
  }

  /// How many seconds they are; of two parts, the first are hours or minutes.
  func seconds(readsHours: Bool) -> Int {
    if let third { return first * 3_600 + second * 60 + third }
    return readsHours ? first * 3_600 + second * 60 : first * 60 + second
  }
}

/// A number as a text: half-width first, then sign, digits, fraction, exponent and unit.
private struct NumberText {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  /// Longest text that can be a number.
  private static let limit = 60
  /// The most digits that are kept.
  private static let digitLimit = 30

  init(_ text: String) {
    scalars = text.unicodeScalars.prefix(Self.limit + 1).compactMap { scalar in
      switch scalar.value {
      case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
      case 0x3000, 0xA0, 0x202F: " "
      case 0x2212: "-"
      case 0x2236: ":"
      default: scalar
      }
    }
  }

  /// The text without what spreadsheets mark text with: `="120"`, `'120`.
  private var text: String {
    let text = whole
    if text.hasPrefix("=\"") { return String(text.dropFirst().filter { $0 != "\"" }).trimmingSpaces }
    return text.hasPrefix("'") ? String(text.dropFirst()) : text
  }

  private var whole: String { scalars.reduce(into: "") { $0.unicodeScalars.append($1) }.trimmingSpaces }

  var cell: NumberCell {
    guard scalars.count <= Self.limit else { return .malformed }
    let text = text
    if ["", "-", "--", "—", "——", "/", "N/A", "n/a", "无", "null", "NULL"].contains(text) { return .empty }
    if text == "#DIV/0!" { return .divisionByZero }
    let bare = text.lowercased().drop { $0 == "+" || $0 == "-" }
    if ["inf", "infinity", "∞", "nan", "#num!"].contains(String(bare)) { return .notFinite }
    if let clock = Self.clock(text) { return clock }
    if let clock = Self.spelledClock(text) { return clock }
    var reader = NumberText(text)
    return reader.number()
  }

  // MARK: - Numbers

  private mutating func number() -> NumberCell {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    var digits = ""
    var groups: [Int] = []
    while position < scalars.count {
      if let digit = digit {
        digits.unicodeScalars.append(digit)
        if !groups.isEmpty { groups[groups.count - 1] += 1 }
        position += 1
      } else if scalars[position] == ",", !digits.isEmpty {
        // Nobody parts thousands behind a 0: 0,985 is a decimal of another country.
        if groups.isEmpty, digits.count > 3 || digits.hasPrefix("0") { return .strayComma }
        groups.append(0)
        position += 1
      } else {
        break
      }
    }
    guard groups.allSatisfy({ $0 == 3 }) else { return .strayComma }
    var places = 0
    if take(".") {
      while let digit {
        digits.unicodeScalars.append(digit)
        places += 1
        position += 1
      }
      if places == 0 { return .malformed }
    }
    guard !digits.isEmpty, let exponent = exponent() else { return .malformed }
    guard digits.count <= Self.digitLimit, abs(exponent) <= 30 else { return .tooLong }
    let unit = scalars[position...].reduce(into: "") { $0.unicodeScalars.append($1) }.trimmingSpaces
    // A control character, as the byte of 0 in a damaged file, is no unit either.
    guard unit.unicodeScalars.allSatisfy({ !("0"..."9").contains($0) && $0 != "." && $0 != "," && $0 >= " " }) else {
      return .malformed
    }
    guard let value = Self.exact(digits, places: places - exponent) else { return .tooLong }
    return .number(isNegative ? -value : value, unit: unit)
  }

  private var digit: Unicode.Scalar? {
    position < scalars.count && ("0"..."9").contains(scalars[position]) ? scalars[position] : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard position < scalars.count, scalars[position] == scalar else { return false }
    position += 1
    return true
  }

  /// 0 where there is none; nil where an `E` is followed by no number.
  private mutating func exponent() -> Int? {
    guard position < scalars.count, scalars[position] == "E" || scalars[position] == "e" else { return 0 }
    position += 1
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    var digits = ""
    while let digit {
      digits.unicodeScalars.append(digit)
      position += 1
    }
    return Int(digits).map { isNegative ? -$0 : $0 }
  }

  private static func exact(_ digits: String, places: Int) -> Rational? {
    // Digits come in two halves, each of which a machine integer holds.
    let tail = digits.suffix(15)
    guard let low = Int(tail), let high = Int(digits.dropLast(tail.count).isEmpty ? "0" : digits.dropLast(tail.count))
    else { return nil }
    let mantissa = Rational(high) * power(tail.count) + Rational(low)
    return places >= 0 ? mantissa / power(places) : mantissa * power(-places)
  }

  private static func power(_ exponent: Int) -> Rational {
    (0..<exponent).reduce(Rational(1)) { product, _ in product * 10 }
  }

  // MARK: - Durations

  /// `mm:ss`, `hh:mm:ss`, the last with a fraction.
  private static func clock(_ text: String) -> NumberCell? {
    // `:12` in reports of Avaya's CMS is 12 seconds.
    let parts = (text.hasPrefix(":") ? "0" + text : text).split(separator: ":", omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 2 || parts.count == 3, let first = part(parts[0], below: nil),
      let last = seconds(parts[parts.count - 1])
    else { return nil }
    guard parts.count == 3 else { return .clock(first: first, second: last, third: nil) }
    guard let middle = part(parts[1], below: 60) else { return nil }
    return .clock(first: first, second: Rational(middle), third: last)
  }

  private static func part(_ text: String, below limit: Int?) -> Int? {
    guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text)
    else { return nil }
    return limit.map { value < $0 && text.utf8.count <= 2 } ?? true ? value : nil
  }

  private static func seconds(_ text: String) -> Rational? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let whole = part(parts[0], below: 60) else { return nil }
    guard parts.count == 2 else { return Rational(whole) }
    guard (1...9).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let fraction = Int(parts[1])
    else { return nil }
    return Rational(whole) + Rational(fraction) / power(parts[1].utf8.count)
  }

  /// `1小时2分3秒`, `3分25秒`.
  private static func spelledClock(_ text: String) -> NumberCell? {
    var rest = text[...]
    func number(before unit: String) -> Int? {
      guard let range = rest.firstRange(of: unit),
        let value = part(rest[..<range.lowerBound].trimmingSpaces, below: nil)
      else { return nil }
      rest = rest[range.upperBound...]
      return value
    }
    let hours = number(before: "小时") ?? number(before: "时")
    let minutes = number(before: "分钟") ?? number(before: "分")
    let seconds = number(before: "秒")
    guard rest.isEmpty, [hours, minutes, seconds].count(where: { $0 != nil }) >= 2 else { return nil }
    return .clock(first: hours ?? 0, second: Rational(minutes ?? 0), third: Rational(seconds ?? 0))
  }
}

extension Unicode.Scalar {
  /// A space or tab that may stand around the text of a cell.
  fileprivate var isBlankOfCell: Bool { self == " " || self == "\t" || self == "\u{3000}" || self == "\u{A0}" }
}

extension StringProtocol {
  /// The text without spaces and tabs at its ends.
  var trimmingSpaces: String {
    // Nearly every cell has none, which its outermost scalars tell.
    guard let outer = unicodeScalars.first, let inner = unicodeScalars.last else { return "" }
    if !outer.isBlankOfCell, !inner.isBlankOfCell { return String(self) }
    func isBlank(_ character: Character) -> Bool {
      character.unicodeScalars.count == 1 && character.unicodeScalars.allSatisfy(\.isBlankOfCell)
    }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}
