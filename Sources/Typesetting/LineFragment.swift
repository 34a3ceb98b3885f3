public import Canvas

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
    /// How much of the run's advance follows its last character: the Han-Latin gap and what justification added. Lines
    /// and areas that mark the run leave it out.
    public var spaceAfter: Points

    /// Gathers the parts.
    public init(x: Points, run: GlyphRun, tag: Int?, spaceAfter: Points = 0) {
      self.x = x
      self.run = run
      self.tag = tag
      self.spaceAfter = spaceAfter
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
