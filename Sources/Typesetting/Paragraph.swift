public import Canvas
public import Fonts
public import LineBreaking

/// Text for the typesetter: runs of one style each, and how lines are made of them.
public struct TextParagraph: Hashable, Sendable {
  /// A piece of a paragraph.
  public enum Piece: Hashable, Sendable {
    /// Text in one style.
    case text(String, TextStyle)
    /// Something that is not text but stands in the line, unbreakable, on the baseline.
    case object(InlineObject)
    /// A forced end of line.
    case lineBreak
    /// Space up to the right edge, so that what follows stands flush right.
    case fill
    /// From here to ``endTogether`` no line ends, unless the column is too narrow; pairs may lie inside each other.
    case startTogether
    /// The end of what ``startTogether`` began.
    case endTogether
  }

  /// The pieces, in order.
  public var pieces: [Piece]
  /// How lines are made.
  public var style: LineStyle

  /// Gathers the parts of a paragraph.
  public init(pieces: [Piece], style: LineStyle) {
    self.pieces = pieces
    self.style = style
  }
}

/// The looks of a run.
public struct TextStyle: Hashable, Sendable {
  /// Which fonts serve it, with their fallbacks.
  public var font: FontRole
  /// The size of an em.
  public var size: Points
  /// The colour.
  public var color: Color
  /// Digits of equal width.
  public var isTabular: Bool
  /// Ligatures; off for codes and ids.
  public var hasLigatures: Bool
  /// A number that the caller gives, returned with the fragments of this run so that links can be laid over
  /// them.
  public var tag: Int?

  /// Names a style.
  public init(
    font: FontRole, size: Points, color: Color, isTabular: Bool = false, hasLigatures: Bool = true,
    tag: Int? = nil
  ) {
    self.font = font
    self.size = size
    self.color = color
    self.isTabular = isTabular
    self.hasLigatures = hasLigatures
    self.tag = tag
  }
}

/// Something that stands in a line like a character.
public struct InlineObject: Hashable, Sendable {
  /// The number by which the caller knows it.
  public var id: Int
  /// Its width.
  public var width: Points
  /// Its height above the baseline.
  public var ascent: Points
  /// Its depth below the baseline.
  public var descent: Points

  /// Gathers the parts of an object.
  public init(id: Int, width: Points, ascent: Points, descent: Points) {
    self.id = id
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }
}

/// How the lines of a paragraph are made.
public struct LineStyle: Hashable, Sendable {
  /// How lines stand between the edges.
  public enum Alignment: Hashable, Sendable {
    /// Flush left.
    case left
    /// Centred.
    case center
    /// Flush right.
    case right
    /// Both edges, the last line natural.
    case justified
  }

  /// The level that GB/T 15834—2011 asks for.
  public static let standardProhibition: ProhibitionLevel = .gb

  /// The distance from baseline to baseline.
  public var leading: Points
  /// The indent of the first line; two ems for Chinese body text.
  public var firstLineIndent: Points
  /// The indent of turned lines: those that follow neither the start of the paragraph nor a forced line end.
  public var hangingIndent: Points = 0
  /// How lines stand between the edges.
  public var alignment: Alignment
  /// Which marks may not begin or end a line (CLREQ, line-start and line-end prohibition).
  public var prohibition: ProhibitionLevel

  /// Names a style.
  public init(
    leading: Points, firstLineIndent: Points = 0, alignment: Alignment = .justified,
    prohibition: ProhibitionLevel = LineStyle.standardProhibition
  ) {
    self.leading = leading
    self.firstLineIndent = firstLineIndent
    self.alignment = alignment
    self.prohibition = prohibition
  }
}

/// A level of CLREQ's line-start and line-end prohibition; the table is in LineBreaking.
public typealias ProhibitionLevel = LineBreaking.ProhibitionLevel
