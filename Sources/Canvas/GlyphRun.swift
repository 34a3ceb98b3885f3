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

  /// What copies share: pages are put together from runs that are copied many times, and each copy would retain the text,
  /// the glyphs, the clusters and the font's name one by one.
  private final class Shape: Hashable, Sendable {
    let font: FontID
    let size: Points
    let text: String
    let glyphs: [Glyph]
    let clusters: [Cluster]
    let advance: Points

    init(font: FontID, size: Points, text: String, glyphs: [Glyph], clusters: [Cluster], advance: Points) {
      (self.font, self.size, self.text) = (font, size, text)
      (self.glyphs, self.clusters, self.advance) = (glyphs, clusters, advance)
    }

    static func == (left: Shape, right: Shape) -> Bool {
      left === right
        || left.font == right.font && left.size == right.size && left.text == right.text && left.glyphs == right.glyphs
          && left.clusters == right.clusters && left.advance == right.advance
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(font)
      hasher.combine(text)
      hasher.combine(advance)
    }
  }

  private let shape: Shape
  /// The colour.
  public var color: Color

  /// The face.
  public var font: FontID { shape.font }
  /// The size of an em.
  public var size: Points { shape.size }
  /// The text shown.
  public var text: String { shape.text }
  /// The glyphs, in visual order.
  public var glyphs: [Glyph] { shape.glyphs }
  /// The clusters, in the order of the text; their byte and glyph counts add up to the whole.
  public var clusters: [Cluster] { shape.clusters }
  /// The distance from the origin of the run to its end.
  public var advance: Points { shape.advance }

  /// Gathers the parts of a run.
  public init(
    font: FontID, size: Points, color: Color, text: String, glyphs: [Glyph], clusters: [Cluster],
    advance: Points
  ) {
    shape = Shape(font: font, size: size, text: text, glyphs: glyphs, clusters: clusters, advance: advance)
    self.color = color
  }

  /// The run, larger or smaller.
  public func scaled(by factor: Double) -> GlyphRun {
    GlyphRun(
      font: font, size: size * factor, color: color, text: text,
      glyphs: glyphs.map { Glyph(index: $0.index, x: $0.x * factor, y: $0.y * factor) }, clusters: clusters,
      advance: advance * factor)
  }
}
