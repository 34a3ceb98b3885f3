public import Typesetting

/// Where in a document something stands, for messages.
public struct LayoutPlace: Hashable, Sendable {
  /// A part of the page.
  public enum Part: Hashable, Sendable {
    /// The cover, the flow of the text, the head, the foot, the words across the page.
    case cover, body, runningHead, foot, watermark
  }

  /// The part of the page.
  public var part: Part
  /// In the body, the headings above from the chapter down, then the number and caption of the table or figure.
  public var path: [String]

  /// Names a place.
  public init(_ part: Part = .body, path: [String] = []) {
    self.part = part
    self.path = path
  }
}

extension LayoutPlace {
  /// The place of a block in this one, by the words of its caption; the same place where there are none.
  func below(_ caption: [String?]) -> LayoutPlace {
    let name = caption.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    return name.isEmpty ? self : LayoutPlace(part, path: path + [name])
  }
}

/// A character that no font of its role has, and where it stands.
public struct MissingGlyphPlace: Hashable, Sendable {
  /// The character.
  public var glyph: MissingGlyph
  /// Where it stands.
  public var place: LayoutPlace

  /// Pairs the two.
  public init(_ glyph: MissingGlyph, at place: LayoutPlace) {
    self.glyph = glyph
    self.place = place
  }
}

/// Collects missing characters while the rest of a document is set without them, so that one run names them all.
///
/// A class, because every copy of a builder reports to the same list; it belongs to the task that lays the document out.
final class MissingGlyphs {
  /// What is named at most; a document in a wrong encoding has thousands.
  static let limit = 200

  /// What was found, in the order of the document, each character once a place.
  private(set) var found: [MissingGlyphPlace] = []
  private var known: Set<Key> = []

  private struct Key: Hashable {
    var scalars: [Unicode.Scalar]
    var place: LayoutPlace
  }

  /// Whether no more are collected.
  var isFull: Bool { found.count >= Self.limit }

  /// Adds a character unless its place has it already.
  func add(_ glyph: MissingGlyph, at place: LayoutPlace) {
    guard known.insert(Key(scalars: glyph.scalars, place: place)).inserted else { return }
    found.append(MissingGlyphPlace(glyph, at: place))
  }
}

extension TextParagraph {
  /// The paragraph without a character; nil where it does not hold it.
  func removing(_ scalars: [Unicode.Scalar]) -> TextParagraph? {
    guard !scalars.isEmpty else { return nil }
    var copy = self
    var isChanged = false
    for (index, piece) in pieces.enumerated() {
      guard case .text(let text, let style) = piece else { continue }
      let kept = text.unicodeScalars.split(separator: scalars, omittingEmptySubsequences: false)
      guard kept.count > 1 else { continue }
      isChanged = true
      copy.pieces[index] = .text(kept.map { String($0) }.joined(), style)
    }
    return isChanged ? copy : nil
  }
}
