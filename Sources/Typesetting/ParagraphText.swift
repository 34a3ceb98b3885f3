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
  /// The indices of the scalars before which no line ends: those behind a word joiner, and those that follow a fill, as
  /// it moves to the next line with what it pushes to the right.
  private(set) var joined: [Int] = []
  /// The scalars of each part in which no line ends.
  private(set) var unbroken: [Range<Int>] = []
  /// Bytes at which shaping starts anew inside a style: after line ends, and inside absurd heaps of marks.
  private(set) var cuts: [Int] = []

  /// The object replacement character and the line separator, which carry the right breaking classes.
  private static let objectMarker: Unicode.Scalar = "\u{FFFC}"
  private static let breakMarker: Unicode.Scalar = "\u{2028}"
  /// Forbids a line end (UAX #14 LB11) and is nothing else: it would come along when the text is copied.
  private static let wordJoiner: Unicode.Scalar = "\u{2060}"

  /// Gathers the pieces; neighbouring texts of one style become one span, so that the way in which a text is divided
  /// changes nothing.
  init(_ pieces: [TextParagraph.Piece]) {
    var pending: (text: String, style: TextStyle)?
    var depth = 0
    var start = 0
    for piece in pieces {
      // What keeps a line from ending does not part the text around it.
      if piece == .startTogether || piece == .endTogether {
        depth += piece == .startTogether ? 1 : -1
        let place = scalars.count + (pending?.text.unicodeScalars.count ?? 0)
        if depth == 1, piece == .startTogether { start = place }
        if depth == 0, start < place { unbroken.append(start..<place) }
        continue
      }
      if case .text(let words, let style) = piece {
        let text = withoutJoiners(words, from: scalars.count + (pending?.text.unicodeScalars.count ?? 0))
        if let held = pending, held.style == style || text.isEmpty {
          pending?.text.unicodeScalars.append(contentsOf: text.unicodeScalars)
          continue
        }
        if let held = pending { append(held.text, held.style) }
        pending = (text, style)
        continue
      }
      if let held = pending { append(held.text, held.style) }
      pending = nil
      switch piece {
      case .text, .startTogether, .endTogether: break
      case .object(let object): append(Self.objectMarker, .object(object))
      case .lineBreak: append(Self.breakMarker, .lineBreak)
      case .fill:
        append(Self.objectMarker, .fill)
        joined.append(scalars.count)
      }
    }
    if let held = pending { append(held.text, held.style) }
  }

  /// A slice of another text in one style, which becomes style 0.
  init(slice: Range<Int>, of text: ParagraphText, style: Int) {
    append(String(decoding: text.bytes[slice], as: UTF8.self), text.styles[style])
  }

  /// A text that begins at a scalar without its word joiners, whose places are noted.
  private mutating func withoutJoiners(_ text: String, from start: Int) -> String {
    guard text.unicodeScalars.contains(Self.wordJoiner) else { return text }
    var kept = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if scalar == Self.wordJoiner {
        joined.append(start + count)
      } else {
        kept.append(scalar)
        count += 1
      }
    }
    return String(kept)
  }

  private mutating func append(_ text: String, _ style: TextStyle) {
    guard !text.isEmpty else {
      if styles.isEmpty { styles.append(style) }  // an empty paragraph has the height of its style
      return
    }
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    appendScalars(of: text, from: start)
    if styles.last != style { styles.append(style) }
    spans.append((start..<bytes.count, .text(style: styles.count - 1)))
  }

  /// HarfBuzz takes time that grows with the square of the marks on one base, so such a heap is cut into
  /// pieces.
  private static let mostJoined = 64

  private mutating func appendScalars(of text: String, from start: Int) {
    var offset = start
    var joined = 0
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      scalars.append(scalar)
      if scalar.value >= 0x300 {
        joined = Self.joins(scalar) || previous == "\u{200D}" ? joined + 1 : 0
        if joined > Self.mostJoined {
          cuts.append(offset)
          joined = 0
        }
      } else if joined > 0, previous != "\u{200D}" {
        joined = 0
      }
      // A mark after a line end must not join it: the next line begins with the mark.
      if Self.isLineEnd(previous), !(previous == "\r" && scalar == "\n"), offset > start {
        cuts.append(offset)
      }
      previous = scalar
      offset += UTF8.width(scalar)
    }
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3000...0x3029, 0x3030...0x3098, 0x309B...0x9FFF, 0xFF00...0xFF9D: false
    case 0x2000...0x206F: scalar == "\u{200D}"
    default: scalar.properties.isGraphemeExtend
    }
  }

  private mutating func append(_ marker: Unicode.Scalar, _ span: Span) {
    let start = bytes.count
    bytes.append(contentsOf: UTF8.encode(marker).map { Array($0) } ?? [])
    scalars.append(marker)
    spans.append((start..<bytes.count, span))
  }
}
