public import DocumentModel

/// Why a document could not be laid out.
public enum LayoutError: Error, Hashable, Sendable {
  /// Characters that no font has, in the order of the document, each once a place; never empty.
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
  /// A table whose head fills a page, so that no row would stand below it.
  case tableHeadTooTall(place: String)
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
    case .tableHeadTooTall(let place):
      return "the head of a table is taller than a page: make it shorter or its columns wider (\(place))"
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
