public import Canvas

/// A face that can be measured and shaped: one of a font file, or a stand-in for tests.
///
/// Faces are immutable and shared between tasks; lengths are fractions of an em, so that they hold at any
/// size.
public protocol Face: AnyObject, Sendable {
  /// The name by which glyph runs refer to the face.
  var id: FontID { get }
  /// The lines that the design is drawn on.
  var metrics: FontMetrics { get }

  /// The advance of the widest of the digits 0 to 9, in ems.
  var widestDigit: Double { get }

  /// Whether the face has no Han characters; it then leaves the marks that Chinese and Western text share to other faces.
  var isWestern: Bool { get }

  /// The glyph of a character alone, or of a character with a variation selector; nil where the face has
  /// none.
  func glyph(for scalar: Unicode.Scalar, variation: Unicode.Scalar?) -> UInt32?

  /// Appends the glyphs of a slice of a text, left to right.
  ///
  /// - Parameters:
  ///   - text: a whole paragraph as UTF-8, so that shaping sees the context on both sides.
  ///   - range: the bytes to shape, on scalar boundaries.
  ///   - glyphs: receives the glyphs; their clusters are offsets into `text` and never decrease.
  func shape(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, features: ShapingFeatures,
    with buffer: ShapingBuffer,
    into glyphs: inout [ShapedGlyph])
}

extension Face {
  /// Stand-ins have what they are asked for.
  public var isWestern: Bool { false }
}

/// The lines that a face is drawn on, in ems, upwards positive.
public struct FontMetrics: Hashable, Sendable {
  /// The height of the line above the baseline.
  public var ascent: Double
  /// The depth of the line below the baseline, as a positive number.
  public var descent: Double
  /// The height of a flat capital letter.
  public var capHeight: Double
  /// The height of a flat small letter.
  public var xHeight: Double
  /// The upper edge of the box that a Han character fills.
  public var emBoxTop: Double
  /// The lower edge of that box, negative.
  public var emBoxBottom: Double

  /// Gathers the lines.
  public init(
    ascent: Double, descent: Double, capHeight: Double, xHeight: Double, emBoxTop: Double, emBoxBottom: Double
  ) {
    self.ascent = ascent
    self.descent = descent
    self.capHeight = capHeight
    self.xHeight = xHeight
    self.emBoxTop = emBoxTop
    self.emBoxBottom = emBoxBottom
  }
}

/// Variants of glyphs to ask for.
public struct ShapingFeatures: Hashable, Sendable {
  /// Digits of equal width (`tnum`).
  public var tabularDigits: Bool
  /// Standard ligatures (`liga`, `clig`).
  public var ligatures: Bool
  /// Narrow forms of quotation marks and the like, for Latin text (`pwid`).
  public var proportionalWidths: Bool

  /// Names a choice.
  public init(tabularDigits: Bool = false, ligatures: Bool = true, proportionalWidths: Bool = false) {
    self.tabularDigits = tabularDigits
    self.ligatures = ligatures
    self.proportionalWidths = proportionalWidths
  }
}

/// A glyph as the shaper gives it; lengths in ems.
public struct ShapedGlyph: Hashable, Sendable {
  /// The index in the font file; 0 where the face has no glyph.
  public var index: UInt32
  /// The byte of the text at which its cluster begins.
  public var cluster: Int
  /// The distance to the next glyph.
  public var advance: Double
  /// The shift to the right.
  public var xOffset: Double
  /// The shift upwards.
  public var yOffset: Double
  /// Whether a line that begins with this glyph must be shaped anew.
  public var isUnsafeToBreak: Bool

  /// Gathers the parts.
  public init(
    index: UInt32, cluster: Int, advance: Double, xOffset: Double = 0, yOffset: Double = 0,
    isUnsafeToBreak: Bool = false
  ) {
    self.index = index
    self.cluster = cluster
    self.advance = advance
    self.xOffset = xOffset
    self.yOffset = yOffset
    self.isUnsafeToBreak = isUnsafeToBreak
  }
}
