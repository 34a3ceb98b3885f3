public import Canvas
public import Fonts

/// Text for the typesetter: runs of one style each, and how lines are made of them.
public struct TextParagraph: Sendable {
  /// A piece of a paragraph.
  public enum Piece: Sendable {
    /// Text in one style.
    case text(String, TextStyle)
    /// Something that is not text but stands in the line, unbreakable, on the baseline.
    case object(InlineObject)
    /// A forced end of line.
    case lineBreak
    /// Space up to the right edge, so that what follows stands flush right.
    case fill
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
  /// A number that the caller gives, returned with the fragments of this run so that links can be laid over them.
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

  /// The distance from baseline to baseline.
  public var leading: Points
  /// The indent of the first line; two ems for Chinese body text.
  public var firstLineIndent: Points
  /// How lines stand between the edges.
  public var alignment: Alignment
  /// Which marks may not begin or end a line (CLREQ, line-start and line-end prohibition).
  public var prohibition: ProhibitionLevel

  /// Names a style.
  public init(
    leading: Points, firstLineIndent: Points = 0, alignment: Alignment = .justified,
    prohibition: ProhibitionLevel = .gb
  ) {
    self.leading = leading
    self.firstLineIndent = firstLineIndent
    self.alignment = alignment
    self.prohibition = prohibition
  }
}

/// A level of CLREQ's line-start and line-end prohibition.
public enum ProhibitionLevel: String, Hashable, Sendable, CaseIterable {
  /// Marks may stand anywhere.
  case none
  /// What CLREQ recommends.
  case basic
  /// The national standard: a solidus may not end a line either.
  case gb
  /// Also no dash or ellipsis at a line start.
  case strict
}

/// A finished line: what stands where, relative to its left edge and baseline.
public struct LineFragment: Sendable {
  /// A run with its place.
  public struct PlacedRun: Sendable {
    /// The distance of the run's origin from the left edge of the column.
    public var x: Points
    /// The run.
    public var run: GlyphRun
    /// The tag of the run's style.
    public var tag: Int?

    /// Gathers the parts.
    public init(x: Points, run: GlyphRun, tag: Int?) {
      self.x = x
      self.run = run
      self.tag = tag
    }
  }

  /// An inline object with its place.
  public struct PlacedObject: Sendable {
    /// The distance of its left edge from the left edge of the column.
    public var x: Points
    /// The object.
    public var object: InlineObject

    /// Gathers the parts.
    public init(x: Points, object: InlineObject) {
      self.x = x
      self.object = object
    }
  }

  /// The runs, from left to right.
  public var runs: [PlacedRun]
  /// The inline objects, from left to right.
  public var objects: [PlacedObject]
  /// The width from the first to the last visible edge, without the indent.
  public var width: Points
  /// The greatest height above the baseline.
  public var ascent: Points
  /// The greatest depth below the baseline.
  public var descent: Points
  /// Whether the line ends its paragraph.
  public var endsParagraph: Bool

  /// Gathers the parts of a line.
  public init(
    runs: [PlacedRun], objects: [PlacedObject], width: Points, ascent: Points, descent: Points,
    endsParagraph: Bool
  ) {
    self.runs = runs
    self.objects = objects
    self.width = width
    self.ascent = ascent
    self.descent = descent
    self.endsParagraph = endsParagraph
  }
}

/// A character that no font of its role has.
public struct MissingGlyph: Error, Hashable, Sendable {
  /// The code points that belong together, such as a base and its variation selector.
  public var scalars: [Unicode.Scalar]
  /// The role that was asked.
  public var font: FontRole
  /// The words around it, for the reader of the message.
  public var context: String

  /// Gathers the parts.
  public init(scalars: [Unicode.Scalar], font: FontRole, context: String) {
    self.scalars = scalars
    self.font = font
    self.context = context
  }
}
