/// A font face by its PostScript name, such as `NotoSerifCJKsc-Regular`; the font library knows the file.
public struct FontID: Hashable, Sendable, CustomStringConvertible {
  /// The PostScript name.
  public let name: String

  /// Names a face.
  public init(_ name: String) { self.name = name }
  /// The PostScript name.
  public var description: String { name }
}

/// Shaped text in one face, size and colour, with the text that it stands for.
///
/// Clusters tie bytes of the text to glyphs, so that a painter can hand the exact text to whoever copies or searches.
public struct GlyphRun: Hashable, Sendable {
  /// One glyph.
  public struct Glyph: Hashable, Sendable {
    /// The index in the font file.
    public var index: UInt32
    /// Its origin relative to the origin of the run: to the right.
    public var x: Points
    /// Its origin relative to the baseline of the run: downwards.
    public var y: Points

    /// Names a glyph.
    public init(index: UInt32, x: Points, y: Points) {
      self.index = index
      self.x = x
      self.y = y
    }
  }

  /// Bytes of the text and the glyphs that show them; neither overlaps the next cluster's.
  public struct Cluster: Hashable, Sendable {
    /// How many bytes of UTF-8.
    public var byteCount: Int
    /// How many glyphs.
    public var glyphCount: Int

    /// Names a cluster.
    public init(byteCount: Int, glyphCount: Int) {
      self.byteCount = byteCount
      self.glyphCount = glyphCount
    }
  }

  /// The face.
  public var font: FontID
  /// The size of an em.
  public var size: Points
  /// The colour.
  public var color: Color
  /// The text shown.
  public var text: String
  /// The glyphs, in visual order.
  public var glyphs: [Glyph]
  /// The clusters, in the order of the text; their byte and glyph counts add up to the whole.
  public var clusters: [Cluster]
  /// The distance from the origin of the run to its end.
  public var advance: Points

  /// Gathers the parts of a run.
  public init(
    font: FontID, size: Points, color: Color, text: String, glyphs: [Glyph], clusters: [Cluster],
    advance: Points
  ) {
    self.font = font
    self.size = size
    self.color = color
    self.text = text
    self.glyphs = glyphs
    self.clusters = clusters
    self.advance = advance
  }
}
