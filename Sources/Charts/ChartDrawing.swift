public import Canvas

/// A drawn chart: outlines and labels in painting order, before anyone has set the labels in a font.
public struct ChartDrawing: Hashable, Sendable {
  /// A part of a drawing.
  public enum Item: Hashable, Sendable {
    /// An outline, relative to the top left corner of the drawing.
    case shape(Path, Paint)
    /// A label.
    case label(ChartLabel)
  }

  /// The room it takes.
  public var size: Size
  /// Its parts, in painting order.
  public var items: [Item]

  /// Gathers the parts of a drawing.
  public init(size: Size, items: [Item]) {
    self.size = size
    self.items = items
  }
}

/// One line of text in a chart.
public struct ChartLabel: Hashable, Sendable {
  /// Which point of the text the anchor is.
  public enum Alignment: Hashable, Sendable {
    case start, center, end
  }

  /// The text, which no chart makes up or formats.
  public var text: String
  /// The place of the start, middle or end of the baseline.
  public var anchor: Point
  /// Which point of the text the anchor is.
  public var alignment: Alignment
  /// How it looks.
  public var style: LabelStyle
  /// The colour.
  public var color: Color

  /// Gathers the parts of a label.
  public init(text: String, anchor: Point, alignment: Alignment, style: LabelStyle, color: Color) {
    self.text = text
    self.anchor = anchor
    self.alignment = alignment
    self.style = style
    self.color = color
  }
}

/// The size and weight of a label; always in the sans family.
public struct LabelStyle: Hashable, Sendable {
  /// The size of an em, at least 7.5 points so that print stays readable.
  public var size: Points
  /// Whether it is bold.
  public var isBold: Bool

  /// Names a style.
  public init(size: Points, isBold: Bool = false) {
    self.size = max(size, LabelStyle.smallest)
    self.isBold = isBold
  }

  /// The smallest size that any label has.
  public static let smallest: Points = 7.5
}

/// The room that a label takes.
public struct LabelExtent: Hashable, Sendable {
  /// From the start to the end.
  public var width: Points
  /// Above the baseline.
  public var ascent: Points
  /// Below the baseline.
  public var descent: Points

  /// Names an extent.
  public init(width: Points, ascent: Points, descent: Points) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }
}

/// Who knows how wide text is.
public protocol LabelMeasurer {
  /// What can go wrong, such as a glyph that no font has.
  associatedtype Failure: Error
  /// The room that one line of text takes.
  func extent(of text: String, in style: LabelStyle) throws(Failure) -> LabelExtent
}

/// The colours of charts.
public struct ChartColors: Hashable, Sendable {
  /// Names and numbers.
  public var text: Color
  /// Second-rank labels.
  public var muted: Color
  /// The present value.
  public var primary: Color
  /// Earlier or claimed values, and grounds of bars.
  public var primaryLight: Color
  /// Stars, and nothing else.
  public var star: Color
  /// A shaded ground.
  public var ground: Color
  /// Thin lines.
  public var hairline: Color
  /// Paper.
  public var paper: Color
  /// The ordered scale, from 1 to 5.
  public var marks: [Color]

  /// Gathers the colours.
  public init(
    text: Color, muted: Color, primary: Color, primaryLight: Color, star: Color, ground: Color,
    hairline: Color,
    paper: Color, marks: [Color]
  ) {
    self.text = text
    self.muted = muted
    self.primary = primary
    self.primaryLight = primaryLight
    self.star = star
    self.ground = ground
    self.hairline = hairline
    self.paper = paper
    self.marks = marks
  }
}
