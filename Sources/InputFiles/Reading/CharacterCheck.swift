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
  /// U+FFFD, which a program puts where it could not read what stood there.
  case replacement

  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    // Nearly every character is of ASCII, an ideograph or a full-width mark.
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x4E00...0x9FFF, 0x3000...0x3002, 0xFF01...0xFF5E: return nil
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF: self = .control
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: self = .direction
    case 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B...0x200D, 0x2060...0x2065, 0x206A...0x206F,
      0x3164, 0xFFA0, 0xFFF9...0xFFFB, 0xE0001, 0xE0020...0xE007F:
      self = .invisible
    case 0xE000...0xF8FF: self = .privateUse
    case 0xFFFD: self = .replacement
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
      "\(diagnostic.message.chinese)，共 \(count) 处", "\(diagnostic.message.english) (\(count) times)")
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
    case .replacement:
      return Diagnostic(
        .error, "damaged-text",
        wording(
          "有替代字符 \(name)：原来的字在转换编码时丢失了",
          "there is the replacement character \(name): what stood here was lost when the file was converted"),
        at: location, hint: wording("请从原来的文件重新录入这段文字", "type the text again from its source"))
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
  /// What a look through a text gave.
  enum Outcome {
    /// Nothing that keeps it from being read.
    case sound
    /// Something to refuse it for; with blanks in its place the rest has the same lines, columns and structure.
    case mendable
    /// Something that leaves the structure in doubt.
    case unreadable
  }

  let path: String
  let problems: DiagnosticCollector

  /// Reports what it finds.
  func run(_ lines: SourceLines, _ traits: TextTraits) -> Outcome {
    guard traits.mayHoldSuspects || traits.holdsTabs else { return .sound }
    var tabs: [(line: Int, column: Int)] = []
    var isSound = true
    for number in 1...lines.count {
      guard let line = lines[line: number] else { continue }
      if let column = Self.indentationTab(line) { tabs.append((number, column)) }
      if !check(line, number: number) { isSound = false }
    }
    report(tabs: tabs, in: lines)
    guard tabs.isEmpty else { return Self.isIndentedByTabsOnly(lines) ? .mendable : .unreadable }
    return isSound ? .sound : .mendable
  }

  /// The text with a blank for each character that keeps it from being read.
  static func mended(_ text: String) -> String {
    var isIndentation = true
    var mended = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isTab = isIndentation && scalar == "\t"
      isIndentation = scalar == "\n" || scalar == "\r" || (isIndentation && (scalar == " " || scalar == "\t"))
      mended.append(isTab || SuspectCharacter(scalar)?.isFatal == true ? " " : scalar)
    }
    return String(mended)
  }

  // MARK: - Characters

  private func check(_ line: Substring, number: Int) -> Bool {
    let scalars = line.unicodeScalars
    // Nearly every line is clean, so columns are only counted where one is not.
    guard scalars.contains(where: { Self.isRefused($0) || $0 == Self.lostText.first }) else { return true }
    reportLostText(in: line, number: number)
    var found: [(scalar: Unicode.Scalar, column: Int, count: Int)] = []
    for (offset, scalar) in scalars.enumerated() where Self.isRefused(scalar) {
      if let index = found.firstIndex(where: { $0.scalar == scalar }) {
        found[index].count += 1
      } else {
        found.append((scalar, offset + 1, 1))
      }
    }
    var isSound = true
    for (scalar, column, count) in found {
      guard let suspect = SuspectCharacter(scalar) else { continue }
      if suspect.isFatal { isSound = false }
      problems.add(
        suspect.diagnostic(scalar, at: SourceLocation(file: path, line: number, column: column), count: count))
    }
    return isSound
  }

  /// What U+FFFD in UTF-8, twice, looks like where it is read as GBK.
  private static let lostText = "锟斤拷".unicodeScalars

  private func reportLostText(in line: Substring, number: Int) {
    guard let range = line.unicodeScalars.firstRange(of: Self.lostText) else { return }
    let column = line.unicodeScalars.distance(from: line.startIndex, to: range.lowerBound) + 1
    problems.add(
      Diagnostic(
        .warning, "damaged-text",
        wording(
          "“锟斤拷”是转换编码出错留下的乱码，原来的字已丢失", "“锟斤拷” is what a failed conversion leaves; the text is lost"),
        at: SourceLocation(file: path, line: number, column: column, length: 3),
        hint: wording("请从原来的文件重新录入这段文字", "type the text again from its source")))
  }

  /// Whether a character is an error wherever in a file it stands.
  static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch SuspectCharacter(scalar) {
    case .control, .noncharacter, .direction, .replacement: true
    case .invisible, .privateUse, nil: false
    }
  }

  // MARK: - Tabs

  /// The column of the first tab in the indentation of a line that has more than that.
  private static func indentationTab(_ line: Substring) -> Int? {
    let indentation = line.unicodeScalars.prefix { $0 == " " || $0 == "\t" }
    guard indentation.endIndex < line.unicodeScalars.endIndex else { return nil }
    return indentation.firstIndex(of: "\t").map { indentation.distance(from: indentation.startIndex, to: $0) + 1 }
  }

  /// Whether no line is indented by a space, so that each tab can stand for one.
  private static func isIndentedByTabsOnly(_ lines: SourceLines) -> Bool {
    (1...lines.count).allSatisfy { number in
      let scalars = lines[line: number]?.unicodeScalars ?? Substring().unicodeScalars
      let indentation = scalars.prefix { $0 == " " || $0 == "\t" }
      return indentation.endIndex == scalars.endIndex || !indentation.contains(" ")
    }
  }

  /// One error for lines that follow each other, blank ones between them aside: a file is seldom indented by hand.
  private func report(tabs: [(line: Int, column: Int)], in lines: SourceLines) {
    var runs: [(first: (line: Int, column: Int), last: Int, count: Int)] = []
    for tab in tabs {
      if let run = runs.last,
        ((run.last + 1)..<max(run.last + 1, tab.line)).allSatisfy({ Self.isBlank(lines[line: $0]) })
      {
        runs[runs.count - 1].last = tab.line
        runs[runs.count - 1].count += 1
      } else {
        runs.append((tab, tab.line, 1))
      }
    }
    for run in runs {
      let message =
        run.count == 1
        ? wording("缩进里有制表符", "there is a tab in the indentation")
        : wording(
          "第 \(run.first.line) 至 \(run.last) 行的缩进里有制表符，共 \(run.count) 行",
          "the indentation of lines \(run.first.line) to \(run.last) has tabs, \(run.count) lines")
      problems.add(
        Diagnostic(
          .error, "tab-indentation", message,
          at: SourceLocation(file: path, line: run.first.line, column: run.first.column),
          hint: wording(
            "YAML 只用空格缩进，请把制表符换成空格（每级两个）；编辑器的“全部替换”一次就能换完",
            "YAML is indented with spaces only; replace each tab by two, all at once in your editor")))
    }
  }

  private static func isBlank(_ line: Substring?) -> Bool {
    line?.unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" } ?? true
  }
}
