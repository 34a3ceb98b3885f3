import DocumentModel
import ReportTemplates

/// Builds a line of text, deciding what the white space of the template means.
///
/// White space that holds a line end vanishes beside Chinese and is one space elsewhere; other white space is one space;
/// at the ends of the line, at a forced break and at a fill both vanish. Text of the result document is kept as it is.
final class InlineBuilder {
  /// What stands at one side of white space.
  private enum Edge {
    case boundary, chinese, other
  }

  private enum Space {
    case none, space, fold
  }

  private var inlines: [Inline] = []
  private var last = Edge.boundary
  private var pending = Space.none
  private var pendingStyle = CharacterStyle.plain

  /// The finished line.
  var result: [Inline] { inlines }

  /// Adds text of the template.
  func addTemplateText(_ text: String, _ style: CharacterStyle) {
    var word = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\t", "\n", "\r":
        addWord(&word, style)
        note(scalar == " " || scalar == "\t" ? .space : .fold, style)
      default: word.append(scalar)
      }
    }
    addWord(&word, style)
  }

  /// Adds text of the result document: its line ends are forced breaks, but for those at its ends.
  func addValue(_ text: String, _ style: CharacterStyle) {
    // Nearly every value is one line; no line end has bytes other than these.
    let mayHoldLineEnd = text.utf8.contains { (0x0A...0x0D).contains($0) || $0 == 0xC2 || $0 == 0xE2 }
    guard mayHoldLineEnd else {
      if !text.isEmpty { addText(text, style) }
      return
    }
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    guard let first = lines.firstIndex(where: { !$0.isEmpty }),
      let end = lines.lastIndex(where: { !$0.isEmpty })
    else { return }
    for index in first...end {
      if index > first { add(.lineBreak) }
      if !lines[index].isEmpty { addText(String(lines[index]), style) }
    }
  }

  /// Adds one piece.
  func add(_ inline: Inline) {
    switch inline {
    case .text(let text, let style): addText(text, style)
    case .lineBreak, .fill: add(inline, first: .boundary, last: .boundary)
    // What a reference prints is known later; it begins with a Chinese word, and what follows it is Chinese text.
    case .reference: add(inline, first: .chinese, last: .chinese)
    case .link(_, let text, _):
      add(inline, first: Self.edge(text.unicodeScalars.first), last: Self.edge(text.unicodeScalars.last))
    case .mark, .tickBox, .blank, .pageNumber: add(inline, first: .other, last: .other)
    case .together(let inlines):
      let text = inlines.map(\.plainText).joined().unicodeScalars
      add(inline, first: Self.edge(text.first), last: Self.edge(text.last))
    }
  }

  /// Adds finished pieces.
  func add(contentsOf pieces: [Inline]) { for piece in pieces { add(piece) } }

  private func addWord(_ word: inout String.UnicodeScalarView, _ style: CharacterStyle) {
    if !word.isEmpty { addText(String(word), style) }
    word = String.UnicodeScalarView()
  }

  private func note(_ space: Space, _ style: CharacterStyle) {
    if pending == .none { pendingStyle = style }
    if pending != .fold { pending = space }
  }

  private func addText(_ text: String, _ style: CharacterStyle) {
    guard let first = text.unicodeScalars.first else { return }
    settle(before: Self.edge(first))
    append(text, style)
    last = Self.edge(text.unicodeScalars.last)
  }

  private func add(_ inline: Inline, first: Edge, last: Edge) {
    settle(before: first)
    inlines.append(inline)
    self.last = last
  }

  /// Decides about the white space before a piece.
  private func settle(before next: Edge) {
    defer { pending = .none }
    guard pending != .none, last != .boundary, next != .boundary else { return }
    if pending == .space || (last == .other && next == .other) { append(" ", pendingStyle) }
  }

  private func append(_ text: String, _ style: CharacterStyle) {
    if case .text(let before, style)? = inlines.last {
      inlines[inlines.count - 1] = .text(before + text, style)
    } else {
      inlines.append(.text(text, style))
    }
  }

  private static func edge(_ scalar: Unicode.Scalar?) -> Edge {
    scalar.map(ChineseText.contains) == true ? .chinese : .other
  }
}
