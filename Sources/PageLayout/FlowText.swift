import Canvas
import DocumentModel

/// Inlines as plain text, and names as PDF knows them.
enum FlowText {
  /// The words of inlines, as bookmarks and messages show them.
  static func plain(_ inlines: [Inline]) -> String {
    withoutMarks(inlines).map { inline in
      switch inline {
      case .text(let text, _), .reference(_, let text, _), .link(_, let text, _): text
      case .lineBreak, .fill: " "
      case .pageNumber, .mark, .tickBox, .blank: ""
      case .together(let inlines): plain(inlines)
      }
    }.joined()
  }

  /// The words of a heading without marks and the blanks before them, as contents show them.
  static func withoutMarks(_ inlines: [Inline]) -> [Inline] {
    var words = inlines.filter { if case .mark = $0 { false } else { true } }
    while case .text(let text, _) = words.last, text.allSatisfy(\.isWhitespace) { words.removeLast() }
    return words
  }

  /// Words with spaces for line ends.
  static func withoutLineEnds(_ words: String) -> String {
    words.contains(where: \.isNewline) ? String(words.map { $0.isNewline ? " " : $0 }) : words
  }

  /// Words with a phrase that stands somewhere among them put first, parted from the rest.
  static func leading(_ phrase: String, in words: String, separator: String) -> String {
    guard let range = words.firstRange(of: phrase) else { return words }
    func isEdge(_ character: Character) -> Bool { character.isWhitespace || "·。，；".contains(character) }
    var before = words[..<range.lowerBound]
    while before.last.map(isEdge) == true { before.removeLast() }
    let after = words[range.upperBound...].drop(while: isEdge)
    return [phrase[...], before, after].filter { !$0.isEmpty }.joined(separator: separator)
  }

  /// The number of a continued table: 续表 and 表 3-2 give 续表 3-2.
  static func continued(_ continuation: String, _ number: String?) -> String? {
    guard let number else { return continuation.isEmpty ? nil : continuation }
    guard let last = continuation.last else { return number }
    return number.first == last ? continuation + number.dropFirst() : "\(continuation) \(number)"
  }

  /// The PDF name of an anchor.
  static func destination(_ anchor: Anchor) throws(LayoutError) -> DestinationName {
    guard let name = DestinationName(anchor.name) else { throw .invalidAnchor(anchor) }
    return name
  }
}
