/// A mapping in braces, taken apart into its entries without reading what they say, to write it with a line for each.
///
/// Only the structure is looked at: quotes, brackets and comments (YAML 1.2.2, 7.4). What comes out is read again by whoever
/// uses it, so nothing depends on a form that this does not know.
struct FlowMapping {
  /// The mapping from its opening to its closing brace, in the characters of the text.
  let range: ClosedRange<Int>
  private let text: [Character]
  private var entries: [Entry] = []

  /// An entry, with the comments around it.
  private struct Entry {
    var above: [String] = []
    var text = ""
    /// Where in the text its value begins: behind the colon.
    var colon: Int?
    var behind: String?
  }

  /// Looks at the mapping that begins at a character; nil where there is none, or where it has no end.
  init?(_ text: [Character], at start: Int) {
    guard text.indices.contains(start), text[start] == "{" else { return nil }
    self.text = text
    var entries: [Entry] = []
    var current = Entry()
    var depth = 0
    var index = start
    var end: Int?
    /// Whether only blanks, comments and line ends have come since the last comma on this line.
    var isAfterComma = false
    while index < text.count {
      let character = text[index]
      switch character {
      case "#" where index > start && (text[index - 1].isWhitespace || "{}[],".contains(text[index - 1])):
        let comment = String(text[index...].prefix { !$0.isNewline })
        if isAfterComma, !entries.isEmpty, entries[entries.count - 1].behind == nil {
          entries[entries.count - 1].behind = comment
        } else if depth == 1, current.text.allSatisfy(\.isWhitespace) {
          current.above.append(comment)
        } else {
          current.text += comment
        }
        index += comment.count
        continue
      case "\"" where Self.beginsScalar(text, index), "'" where Self.beginsScalar(text, index):
        guard let close = Self.end(of: character, in: text, from: index) else { return nil }
        current.text += String(text[index...close])
        index = close + 1
        isAfterComma = false
        continue
      case "{", "[":
        depth += 1
        if depth > 1 { current.text.append(character) }
      case "}", "]":
        depth -= 1
        if depth == 0 { end = index } else { current.text.append(character) }
      case "," where depth == 1:
        entries.append(current)
        current = Entry()
        isAfterComma = true
        index += 1
        continue
      case ":" where depth == 1 && current.colon == nil:
        current.colon = current.text.count
        current.text.append(character)
      default: current.text.append(character)
      }
      if end != nil { break }
      if character.isNewline || !character.isWhitespace { isAfterComma = false }
      index += 1
    }
    guard let end else { return nil }
    if !current.text.allSatisfy(\.isWhitespace) || !current.above.isEmpty { entries.append(current) }
    (range, self.entries) = (start...end, entries)
  }

  /// The entries, a line or more for each, set in by some blanks.
  func lines(indentation: Int) -> [String] {
    let margin = String(repeating: " ", count: indentation)
    return entries.flatMap { entry -> [String] in
      let above = entry.above.map { margin + $0 }
      var written = entry.text
      // Behind a quoted key a value may follow at once in braces, and not outside.
      if let colon = entry.colon {
        let value = written.index(written.startIndex, offsetBy: colon + 1)
        if value < written.endIndex, !written[value].isWhitespace { written.insert(" ", at: value) }
      }
      let parts = written.split(whereSeparator: \.isNewline).map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
      guard let first = parts.first else { return above }
      var lines = [margin + first] + parts.dropFirst().map { margin + "  " + $0 }
      if let behind = entry.behind {
        lines[lines.count - 1] += "  " + behind
      }
      return above + lines
    }
  }

  /// Whether a quotation mark begins a scalar, as opposed to standing inside a plain one.
  private static func beginsScalar(_ text: [Character], _ index: Int) -> Bool {
    guard let before = text[..<index].last(where: { !$0.isWhitespace }) else { return true }
    return "{[,:".contains(before)
  }

  private static func end(of quote: Character, in text: [Character], from start: Int) -> Int? {
    var index = start + 1
    while index < text.count {
      if text[index] == "\\", quote == "\"" {
        index += 2
        continue
      }
      if text[index] == quote {
        guard quote == "'", index + 1 < text.count, text[index + 1] == "'" else { return index }
        index += 1
      }
      index += 1
    }
    return nil
  }
}
