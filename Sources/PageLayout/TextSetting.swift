public import Canvas
public import DocumentModel
public import Fonts
public import Typesetting

/// The widths between which a paragraph can be set.
public struct TextWidths: Hashable, Sendable {
  /// The width that it takes without breaking, but at forced ends of lines.
  public var natural: Points
  /// The width of the widest part that should not be broken.
  public var minimum: Points

  /// Names the widths.
  public init(natural: Points, minimum: Points) {
    self.natural = natural
    self.minimum = minimum
  }
}

/// Who makes lines of paragraphs: the typesetter, or a plain setter in tests.
public protocol TextSetting {
  /// The lines of a paragraph in a column; at least one character a line, however narrow the column.
  func lines(of paragraph: TextParagraph, width: Points) throws(MissingGlyphs) -> [LineFragment]
  /// The widths between which the paragraph can be set.
  func widths(of paragraph: TextParagraph) throws(MissingGlyphs) -> TextWidths
}

extension Typesetter: TextSetting {
  /// The widths between which the paragraph can be set.
  public func widths(of paragraph: TextParagraph) throws(MissingGlyphs) -> TextWidths {
    let widths = try naturalAndMinimumWidth(of: paragraph)
    return TextWidths(natural: widths.natural, minimum: widths.minimum)
  }
}

extension PageLayouter where Setter == Typesetter {
  /// A layouter with a design and fonts; it belongs to one task, as its typesetter does.
  public init(theme: Theme = Theme(), fonts: FontLibrary) {
    self.init(theme: theme, setter: Typesetter(library: fonts))
  }

  /// Lays a document out, as for any setter. Where the type of the setter is known, the compiler makes all that follows for
  /// it alone; in other modules, which name the type, it knows nothing of what follows.
  public func layout(_ document: Document) throws(LayoutError) -> PagedDocument { try laidOut(document) }
}
