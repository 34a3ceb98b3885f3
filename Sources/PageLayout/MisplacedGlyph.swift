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

/// A character that no font has, and where in the document it stands.
public struct MisplacedGlyph: Hashable, Sendable, CustomStringConvertible {
  /// The character with its place in its paragraph.
  public var missing: MissingGlyph
  /// Where the paragraph stands.
  public var place: LayoutPlace

  /// Gathers the parts.
  public init(_ missing: MissingGlyph, place: LayoutPlace) {
    self.missing = missing
    self.place = place
  }

  /// What is missing and where, in English, for a log.
  public var description: String {
    let codes = missing.scalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
    let place = place.path.joined(separator: " > ")
    return "no font of \(missing.font) has \(codes.joined(separator: " ")) in “\(missing.context)” (\(place))"
  }
}

/// Gathers what no font has while a document is laid out, so that one run names all of it.
///
/// A class, since the methods that set text do not change the builder that they belong to; it belongs to the task that
/// lays the document out.
final class MissingGlyphLog {
  /// How many are named; a text in a wrong encoding has thousands.
  static let limit = 200

  private var found: [MisplacedGlyph] = []
  private var known: Set<Key> = []

  private struct Key: Hashable {
    var scalars: [Unicode.Scalar]
    var place: LayoutPlace
  }

  /// Whether nothing is missing.
  var isEmpty: Bool { found.isEmpty }

  /// Adds the characters that the log does not have at that place.
  func add(_ missing: MissingGlyphs, place: LayoutPlace) {
    for glyph in missing.glyphs where found.count < Self.limit {
      guard known.insert(Key(scalars: glyph.scalars, place: place)).inserted else { continue }
      found.append(MisplacedGlyph(glyph, place: place))
    }
  }

  /// Throws what was found.
  func check() throws(LayoutError) {
    guard !found.isEmpty else { return }
    throw .missingGlyphs(found)
  }
}
