import Canvas
import DocumentModel

/// Inlines as plain text, and names as PDF knows them.
enum FlowText {
  /// The words of inlines, as bookmarks and messages show them.
  static func plain(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text, _), .reference(_, let text, _), .link(_, let text, _): text
      case .mark(let mark): mark.mark.map(String.init) ?? "…"
      case .lineBreak, .fill: " "
      case .pageNumber: ""
      }
    }.joined()
  }

  /// The PDF name of an anchor.
  static func destination(_ anchor: Anchor) throws(LayoutError) -> DestinationName {
    guard let name = DestinationName(anchor.name) else { throw .invalidAnchor(anchor) }
    return name
  }
}
