import Canvas

/// A paragraph that is shaped and measured, from which lines of any width are made.
///
/// A table prepares each cell once, asks for its widths, and then for its lines.
public struct PreparedParagraph: Sendable {
  /// How lines are made.
  let style: LineStyle
  /// The text with its markers.
  var text: ParagraphText
  /// The characters, in order.
  var clusters: [Cluster]
  /// The same as they are where parts that stand together are broken like other text; nil where there are none.
  var looseClusters: [Cluster]?
  /// The glyphs, in the order in which they were shaped; clusters name them by their indices.
  var glyphs: [PositionedGlyph]
  /// The inline objects.
  var objects: [InlineObject]
}

/// A glyph with its place inside its cluster, in points.
struct PositionedGlyph: Sendable {
  var index: UInt32
  /// The distance from the left edge of the cluster.
  var x: Points
  /// The shift downwards.
  var y: Points
}
