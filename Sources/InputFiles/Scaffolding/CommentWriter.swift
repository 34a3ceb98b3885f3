internal import Diagnostics

/// Writes commented lines that no editor has to wrap.
///
/// Chinese breaks between any two characters, except that a closing mark does not begin a line and an opening mark
/// does not end one; Latin words and numbers stay whole.
struct CommentWriter {
  /// The columns of a line, its indentation and mark included.
  static let width = 100

  private let indentation: String
  private(set) var lines: [String] = []

  /// - Parameter indentation: how many blanks stand before the `#`.
  init(indentation: Int) { self.indentation = String(repeating: " ", count: indentation) }

  /// A line without text.
  mutating func blank() { lines.append("") }

  /// A line as it is.
  mutating func line(_ text: String) { lines.append(text) }

  /// A paragraph that begins with a label; its further lines are set in as far as the label is wide.
  mutating func paragraph(_ label: String, _ text: String) {
    let hang = DisplayWidth.of(label)
    let prefix = indentation + "# "
    let room = Self.width - DisplayWidth.of(prefix) - hang
    for (index, part) in Self.wrapped(text, width: room).enumerated() {
      lines.append(prefix + (index == 0 ? label : String(repeating: " ", count: hang)) + part)
    }
  }

  /// A paragraph without a label.
  mutating func paragraph(_ text: String) { paragraph("", text) }

  /// A heading between two rules that fill the line.
  mutating func heading(_ text: String, rule: Character) {
    let prefix = indentation + "# " + String(repeating: rule, count: 2) + " " + text + " "
    let room = Self.width - DisplayWidth.of(prefix)
    lines.append(prefix + String(repeating: rule, count: max(2, room)))
  }

  // MARK: - Wrapping

  private static let closing = Set("，。；：！？、）】》”’…—％%,.;:!?)]}".unicodeScalars)
  private static let opening = Set("（【《“‘([{".unicodeScalars)

  /// Breaks a text into lines of at most `width` columns; a single word that is wider stands alone.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in pieces(text) {
      let columns = DisplayWidth.of(piece)
      if used > 0, used + columns > width {
        lines.append(line.trimmingBlanks)
        (line, used) = ("", 0)
        if piece == " " { continue }
      }
      line += piece
      used += columns
    }
    lines.append(line.trimmingBlanks)
    return lines
  }

  /// The smallest parts between which a line may break.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var current = ""
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      let scalar: Unicode.Scalar = scalar == "\n" ? " " : scalar
      if let last, breaks(between: last, scalar) {
        pieces.append(current)
        current = ""
      }
      current.unicodeScalars.append(scalar)
      last = scalar
    }
    if !current.isEmpty { pieces.append(current) }
    return pieces
  }

  private static func breaks(between left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    if left == " " || right == " " { return left != right }
    if closing.contains(right) || opening.contains(left) { return false }
    if DisplayWidth.of(right) == 0 { return false }
    let isWord = { (scalar: Unicode.Scalar) in DisplayWidth.of(scalar) < 2 && !opening.contains(scalar) }
    return !(isWord(left) && isWord(right))
  }
}

/// Writes a text as a YAML scalar that reads back as the same text.
enum YAMLText {
  /// Plain where that is safe in block and flow style, else in double quotes.
  static func scalar(_ text: String) -> String {
    isSafePlain(text) ? text : JSONText.string(text).compact
  }

  private static func isSafePlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.trimmingBlanks == text,
      YAMLScalar(text: text, style: .plain).kind == .text
    else { return false }
    // Letters may begin a plain scalar; what else may is not worth the doubt.
    guard first.properties.isAlphabetic || first.properties.numericType != nil else { return false }
    // YAML 1.1 readers take these for truth values and dates.
    guard !["yes", "no", "on", "off", "y", "n"].contains(text.lowercased()) else { return false }
    return !text.unicodeScalars.contains { scalar in
      "#:,[]{}&*!|>'\"%@`\\?".unicodeScalars.contains(scalar) || SuspectCharacter(scalar) != nil
        || scalar == "\t"
        || scalar == "\n" || scalar == "\r"
    }
  }
}
