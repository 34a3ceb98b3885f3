public import Canvas
public import Typesetting

/// Who makes lines of paragraphs: the typesetter, or a font of boxes in tests.
public protocol TextSetting {
  /// The lines of a paragraph in a column; at least one character a line, however narrow the column.
  func lines(of paragraph: TextParagraph, width: Points) throws(MissingGlyph) -> [LineFragment]
  /// The width that the paragraph takes without breaking, but at forced ends of lines.
  func naturalWidth(of paragraph: TextParagraph) throws(MissingGlyph) -> Points
  /// The width of the widest part that should not be broken.
  func minimumWidth(of paragraph: TextParagraph) throws(MissingGlyph) -> Points
}
