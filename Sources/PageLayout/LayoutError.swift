public import DocumentModel
public import Typesetting

/// Why a document could not be laid out.
public enum LayoutError: Error, Hashable, Sendable {
  /// Characters that no font has, in the order of the document, each named once; never empty.
  case missingGlyphs([MisplacedGlyph])
  /// Page numbers still changed after so many passes.
  case unsettledPageNumbers(passes: Int)
  /// An anchor with characters that a PDF name cannot have.
  case invalidAnchor(Anchor)
  /// Two blocks of one name.
  case duplicateAnchor(Anchor)
  /// A reference to a name that no block has.
  case danglingReference(Anchor)
  /// A row with more cells than the table has columns; rows count from 1.
  case tooManyCells(place: String, row: Int)
  /// A cover inside another block.
  case nestedCover
  /// More blocks inside each other than a report ever has.
  case nestedTooDeeply
}

extension LayoutError: CustomStringConvertible {
  /// What is wrong and where, in English, for a log.
  public var description: String {
    switch self {
    case .missingGlyphs(let glyphs): return glyphs.map(\.description).joined(separator: "; ")
    case .unsettledPageNumbers(let passes): return "page numbers still change after \(passes) passes"
    case .invalidAnchor(let anchor): return "the anchor “\(anchor.name)” is not made of a–z, 0–9 and -"
    case .duplicateAnchor(let anchor): return "the anchor “\(anchor.name)” is used twice"
    case .danglingReference(let anchor): return "a reference leads to “\(anchor.name)”, which does not exist"
    case .tooManyCells(let place, let row):
      return "row \(row) has more cells than the table has columns (\(place))"
    case .nestedCover: return "a cover stands inside another block"
    case .nestedTooDeeply: return "blocks are nested more than \(FlowLimits.depth) deep"
    }
  }
}

/// Limits that a sound report never meets.
enum FlowLimits {
  /// Blocks inside blocks.
  static let depth = 16
  /// Passes until page numbers have to stand.
  static let passes = 5
}

/// A character that no font has, and where in the document it stands.
public struct MisplacedGlyph: Hashable, Sendable, CustomStringConvertible {
  /// The character with its place in its paragraph.
  public var missing: MissingGlyph
  /// The heading or caption under which the paragraph stands.
  public var place: String

  /// Gathers the parts.
  public init(_ missing: MissingGlyph, place: String) {
    self.missing = missing
    self.place = place
  }

  /// What is missing and where, in English, for a log.
  public var description: String {
    let codes = missing.scalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
    return
      "no font of \(missing.font) has \(codes.joined(separator: " ")) in “\(missing.context)” (\(place))"
  }
}

/// Gathers what no font has while a document is laid out, so that one run names all of it.
///
/// A class, since the methods that set text do not change the builder that they belong to.
final class MissingGlyphLog {
  private var found: [MisplacedGlyph] = []
  private var known: Set<[Unicode.Scalar]> = []

  /// Adds the characters that are not in the log.
  func add(_ missing: MissingGlyphs, place: String) {
    for glyph in missing.glyphs where known.insert(glyph.scalars).inserted {
      found.append(MisplacedGlyph(glyph, place: place))
    }
  }

  /// Throws what was found.
  func check() throws(LayoutError) {
    guard !found.isEmpty else { return }
    throw .missingGlyphs(found)
  }
}
