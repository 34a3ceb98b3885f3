import Canvas
import Fonts

/// The pieces of a paragraph as one text, with marks where something stands that is not text.
struct ParagraphText: Sendable {
  /// What a stretch of the text is.
  enum Span: Sendable {
    case text(style: Int)
    case object(InlineObject)
    case lineBreak
    case fill
  }

  /// The text as UTF-8; an object, a fill and a forced break each stand as one marker character.
  private(set) var bytes: [UInt8] = []
  /// The same as scalars.
  private(set) var scalars: [Unicode.Scalar] = []
  /// The styles in use.
  private(set) var styles: [TextStyle] = []
  /// The stretches, in order, with their bytes.
  private(set) var spans: [(range: Range<Int>, span: Span)] = []
  /// The indices of the scalars that follow a fill: a fill moves to the next line with what it pushes to the right.
  private(set) var fillEnds: [Int] = []

  /// The object replacement character and the line separator, which carry the right breaking classes.
  private static let objectMarker: Unicode.Scalar = "\u{FFFC}"
  private static let breakMarker: Unicode.Scalar = "\u{2028}"

  /// Gathers the pieces.
  init(_ pieces: [TextParagraph.Piece]) {
    for piece in pieces {
      switch piece {
      case .text(let text, let style): append(text, style)
      case .object(let object): append(Self.objectMarker, .object(object))
      case .lineBreak: append(Self.breakMarker, .lineBreak)
      case .fill:
        append(Self.objectMarker, .fill)
        fillEnds.append(scalars.count)
      }
    }
  }

  /// A slice of another text in one style, which becomes style 0.
  init(slice: Range<Int>, of text: ParagraphText, style: Int) {
    append(String(decoding: text.bytes[slice], as: UTF8.self), text.styles[style])
  }

  private mutating func append(_ text: String, _ style: TextStyle) {
    guard !text.isEmpty else {
      if styles.isEmpty { styles.append(style) }  // an empty paragraph has the height of its style
      return
    }
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    scalars.append(contentsOf: text.unicodeScalars)
    if styles.last != style { styles.append(style) }
    spans.append((start..<bytes.count, .text(style: styles.count - 1)))
  }

  private mutating func append(_ marker: Unicode.Scalar, _ span: Span) {
    let start = bytes.count
    bytes.append(contentsOf: UTF8.encode(marker).map { Array($0) } ?? [])
    scalars.append(marker)
    spans.append((start..<bytes.count, span))
  }
}
