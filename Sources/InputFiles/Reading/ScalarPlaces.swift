internal import Diagnostics

/// The lines of a file as arrays of scalars, for finding columns. The line used last is kept, so that what is read in
/// the order of the file costs no more than the file is long, even where it is one line.
final class LineScalars {
  private let lines: SourceLines
  private var number = 0
  private var scalars: [Unicode.Scalar] = []
  private var lastHash: Int?

  init(_ lines: SourceLines) { self.lines = lines }

  /// The index of the last `#` in a line, from 0.
  func lastHash(in line: Int) -> Int? { self[line] == nil ? nil : lastHash }

  /// The line with a number from 1; nil behind the last one.
  subscript(line: Int) -> [Unicode.Scalar]? {
    if line != number {
      guard let text = lines[line: line] else { return nil }
      scalars = Array(text.unicodeScalars)
      lastHash = scalars.lastIndex(of: "#")
      number = line
    }
    return scalars
  }
}

/// Walks over the characters of a scalar as they stand in the file: behind its tag and quotation mark, over line ends
/// and indentation, escapes as one.
///
/// Blanks are left out, since YAML folds them; what is left stands in the same order as in the value.
struct ScalarPlaces {
  private let lines: LineScalars
  private let style: YAMLScalar.Style
  private let file: String
  private var line: Int
  /// From 0.
  private var column: Int

  init(_ scalar: YAMLScalar, at start: SourceLocation, in lines: LineScalars) {
    self.lines = lines
    style = scalar.style
    file = start.file
    line = start.line
    column = max(0, start.column - 1)
    skipTag()
    switch style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: column += 1
    case .block: (line, column) = (line + 1, 0)
    }
  }

  /// Whether YAML may fold a character away.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }

  /// The next character that is no blank, with its place; nil at the end of the file.
  mutating func next() -> (scalar: Unicode.Scalar, location: SourceLocation)? {
    while let text = lines[line] {
      while column < text.count {
        let start = column
        let scalar = take(text)
        guard let scalar, !Self.isBlank(scalar) else { continue }
        return (
          scalar, SourceLocation(file: file, line: line, column: start + 1, length: column - start)
        )
      }
      (line, column) = (line + 1, 0)
    }
    return nil
  }

  private mutating func skipTag() {
    guard let text = lines[line], column < text.count, text[column] == "!" else { return }
    while column < text.count, !Self.isBlank(text[column]) { column += 1 }
    while column < text.count, Self.isBlank(text[column]) { column += 1 }
  }

  /// One character of the value, however it is spelt; nil for an escaped line end.
  private mutating func take(_ text: [Unicode.Scalar]) -> Unicode.Scalar? {
    let scalar = text[column]
    column += 1
    if style == .singleQuoted, scalar == "'" { column += 1 }
    guard style == .doubleQuoted, scalar == "\\" else { return scalar }
    guard column < text.count else { return nil }
    let escape = text[column]
    column += 1
    let digits = ["x": 2, "u": 4, "U": 8][escape] ?? 0
    guard digits > 0 else { return Self.escapes[escape] ?? escape }
    let end = min(text.count, column + digits)
    let code = String(String.UnicodeScalarView(text[column..<end]))
    column = end
    return UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
  }

  /// YAML 1.2, §5.7; all others stand for themselves.
  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}", "r": "\r",
    "e": "\u{1B}", "N": "\u{85}", "_": "\u{A0}", "L": "\u{2028}", "P": "\u{2029}",
  ]
}
