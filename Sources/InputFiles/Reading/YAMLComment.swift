internal import Diagnostics

/// A comment that stands behind a plain scalar on its last line: it may be the rest of a text that had to be quoted.
///
/// A class, because few scalars have one and every scalar has room for it.
final class YAMLComment: Sendable {
  /// From the `#` to the end of the line.
  let location: SourceLocation
  /// What stands behind the `#`.
  let text: String
  /// Whether it looks like a comment that is meant: two blanks before the `#` and one behind it, as linters ask for.
  let isSetApart: Bool

  /// The comment that begins at or behind an index of a line, after blanks only.
  init?(behind index: Int, of line: [Unicode.Scalar], number: Int, file: String) {
    guard let mark = line[index...].firstIndex(where: { !ScalarPlaces.isBlank($0) }), mark > index,
      line[mark] == "#"
    else { return nil }
    location = SourceLocation(file: file, line: number, column: mark + 1, length: line.count - mark)
    let behind = line[(mark + 1)...]
    text = String(String.UnicodeScalarView(behind)).trimmingBlanks
    isSetApart = mark - index >= 2 && behind.first.map(ScalarPlaces.isBlank) ?? true
  }
}
