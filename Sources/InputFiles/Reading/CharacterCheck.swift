internal import Diagnostics

/// A character that an input should not hold.
enum SuspectCharacter {
  /// Outside YAML's `c-printable`, forbidden by XML 1.0, or a line end that editors do not show as one.
  case control
  /// A code point that will never be a character (Unicode 15.0, §23.7).
  case noncharacter
  /// Turns the direction of what follows, so that a reader sees another text than the program.
  case direction
  /// Takes no room and has no shape; usually pasted from a web page.
  case invisible
  /// Means something only together with one certain font.
  case privateUse

  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E: return nil
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF: self = .control
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: self = .direction
    case 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B...0x200D, 0x2060...0x2065, 0x206A...0x206F,
      0x3164, 0xFFA0, 0xFFF9...0xFFFB, 0xE0001, 0xE0020...0xE007F:
      self = .invisible
    case 0xE000...0xF8FF: self = .privateUse
    case 0xFDD0...0xFDEF: self = .noncharacter
    case let value where value & 0xFFFE == 0xFFFE: self = .noncharacter
    case 0xF0000...: self = .privateUse
    default: return nil
    }
  }

  /// Whether a file that holds it is not read any further: it is damaged, or no text.
  var isFatal: Bool { self == .control || self == .noncharacter }

  /// What to say of it.
  /// - Parameter count: how often the text has it; the place is the first one.
  func diagnostic(_ scalar: Unicode.Scalar, at location: SourceLocation, count: Int = 1) -> Diagnostic {
    var diagnostic = single(scalar, at: location)
    guard count > 1 else { return diagnostic }
    diagnostic.message = wording(
      "\(diagnostic.message.chinese)（这段文字里共 \(count) 处）", "\(diagnostic.message.english) (\(count) times in this text)")
    return diagnostic
  }

  private func single(_ scalar: Unicode.Scalar, at location: SourceLocation) -> Diagnostic {
    let name = Self.notation(scalar)
    let delete = wording("请删去这个字符", "delete the character")
    switch self {
    case .control:
      return Diagnostic(
        .error, "control-character", wording("有不可见的控制字符 \(name)", "there is the control character \(name)"),
        at: location, hint: delete)
    case .noncharacter:
      return Diagnostic(
        .error, "control-character",
        wording("\(name) 不是字符（Unicode 保留的码位）", "\(name) is no character (a code point that Unicode keeps free)"),
        at: location, hint: delete)
    case .direction:
      return Diagnostic(
        .error, "direction-control",
        wording("有改变书写方向的不可见字符 \(name)", "there is the invisible direction control \(name)"), at: location,
        hint: wording(
          "它让人看到的与程序读到的不同，请删去", "with it a reader sees another text than the program; delete it"))
    case .invisible:
      return Diagnostic(
        .warning, "invisible-character", wording("有看不见的字符 \(name)", "there is the invisible character \(name)"),
        at: location,
        hint: wording("多半是从网页或文档粘贴来的，请删去", "it usually comes with text pasted from elsewhere; delete it"))
    case .privateUse:
      return Diagnostic(
        .warning, "private-use-character",
        wording(
          "\(name) 是私用区的自造字，换一种字体就会变成别的字或空白",
          "\(name) is a private-use character, which another font shows as something else or not at all"),
        at: location, hint: wording("请换成通用的字", "use a character that all fonts share"))
    }
  }

  /// The usual notation of a code point, such as `U+0007`.
  static func notation(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// Looks through a whole file, comments included, for characters that no input may hold, and for tabs where YAML counts
/// spaces.
struct CharacterCheck {
  let path: String
  let problems: DiagnosticCollector

  /// Reports what it finds; false where the text is not to be read any further.
  func run(_ text: String) -> Bool {
    let lines = SourceLines(text)
    var isReadable = true
    for number in 1...lines.count {
      if let line = lines[line: number], !check(line, number: number) { isReadable = false }
    }
    return isReadable
  }

  private func check(_ line: Substring, number: Int) -> Bool {
    let scalars = line.unicodeScalars
    var isReadable = true
    let indentation = scalars.prefix { $0 == " " || $0 == "\t" }
    if indentation.count < scalars.count, let tab = indentation.firstIndex(of: "\t") {
      reportTab(line: number, column: scalars.distance(from: scalars.startIndex, to: tab) + 1)
      isReadable = false
    }
    // Nearly every line is clean, so columns are only counted where one is not.
    guard scalars.contains(where: Self.isRefused) else { return isReadable }
    for (offset, scalar) in scalars.enumerated() {
      guard Self.isRefused(scalar), let suspect = SuspectCharacter(scalar) else { continue }
      if suspect.isFatal { isReadable = false }
      problems.add(
        suspect.diagnostic(scalar, at: SourceLocation(file: path, line: number, column: offset + 1)))
    }
    return isReadable
  }

  /// Whether a character is an error wherever in a file it stands.
  static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch SuspectCharacter(scalar) {
    case .control, .noncharacter, .direction: true
    case .invisible, .privateUse, nil: false
    }
  }

  private func reportTab(line: Int, column: Int) {
    problems.add(
      Diagnostic(
        .error, "tab-indentation", wording("缩进里有制表符", "there is a tab in the indentation"),
        at: SourceLocation(file: path, line: line, column: column),
        hint: wording("YAML 只用空格缩进，请把制表符换成空格", "YAML is indented with spaces only; replace the tab")))
  }
}
