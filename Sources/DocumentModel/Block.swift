/// A part of a document from top to bottom; no geometry but proportions.
public indirect enum Block: Hashable, Sendable {
  /// A heading, which stays with what follows.
  case heading(Heading)
  /// A paragraph.
  case paragraph(Paragraph)
  /// A list.
  case list(List)
  /// A table.
  case table(Table)
  /// A chart or picture with its caption.
  case figure(Figure)
  /// The table of contents; layout fills it from the headings.
  case contents(title: String, depth: Int)
  /// Blocks side by side.
  case columns(Columns)
  /// Blocks on a shaded ground.
  case panel([Block])
  /// Blocks that stand on one page if they fit on one. Those that begin with a heading and hold writing lines of no fixed
  /// number may go on with these, below their heading again, where much of a page would stay empty otherwise.
  case keepTogether([Block])
  /// Blocks that take one page and no more: where they do not fit, type and space get smaller, down to a readable size.
  case onePage([Block])
  /// Ruled lines to write on by hand; where `least` is given, as few as that where the page is short of room, and some more
  /// where it would stay empty.
  case writingLines(count: Int, least: Int? = nil)
  /// Ruled lines below a label, down to the end of the page, where the page ends here and at least `least` lines have
  /// room; otherwise nothing.
  case fillingLines(label: String, least: Int)
  /// A large number with a label above and a remark below.
  case keyFigure(KeyFigure)
  /// The cover page.
  case cover(Cover)
  /// What follows begins a new page.
  case pageBreak
  /// Empty height, in lines of body text; dropped at the top of a page.
  case space(lines: Double)
  /// A rule across the column.
  case rule
  /// From here on the running head shows this text on the left.
  case runningHead(String)
}

/// A heading.
public struct Heading: Hashable, Sendable {
  /// The depth: 1 for a chapter, which begins a page unless it runs on; up to 4.
  public var level: Int
  /// The printed number, such as `5.1`; nil for none.
  public var number: String?
  /// The words.
  public var title: [Inline]
  /// The name that links and contents use.
  public var anchor: Anchor
  /// Whether contents and bookmarks list it.
  public var isListed: Bool
  /// Whether a chapter goes on below the one before it where enough of the page is left.
  public var runsOn: Bool

  /// Gathers the parts of a heading.
  public init(
    level: Int, number: String?, title: [Inline], anchor: Anchor, isListed: Bool = true, runsOn: Bool = false
  ) {
    self.level = level
    self.number = number
    self.title = title
    self.anchor = anchor
    self.isListed = isListed
    self.runsOn = runsOn
  }
}

/// A paragraph.
public struct Paragraph: Hashable, Sendable {
  /// The words.
  public var content: [Inline]
  /// The named style.
  public var style: ParagraphStyleName
  /// Whether turned lines stand behind the label that it begins with: what is set together there, and the space after it.
  public var hangs: Bool

  /// Gathers the parts of a paragraph.
  public init(_ content: [Inline], style: ParagraphStyleName = .body, hangs: Bool = false) {
    self.content = content
    self.style = style
    self.hangs = hangs
  }
}

/// The paragraph styles that a theme defines.
public enum ParagraphStyleName: String, Hashable, Sendable, CaseIterable {
  /// Justified body text with a first-line indent of two characters.
  case body
  /// Body text without the indent.
  case flush
  /// A lead sentence, a little larger.
  case lead
  /// Notes below tables and figures.
  case note
  /// A label above something.
  case label
  /// A large statement, such as the result on the board page.
  case display
  /// Text in table cells.
  case cell
  /// Heads of table columns.
  case cellHead = "cell-head"
  /// Fixed facts such as hashes, tabular and without ligatures.
  case code
}

/// A list.
public struct List: Hashable, Sendable {
  /// How items are counted.
  public enum Marker: String, Hashable, Sendable {
    /// 1 2 3
    case number
    /// •
    case bullet
    /// A box to tick.
    case tickBox = "tick-box"
    /// None.
    case none
  }

  /// How items are counted.
  public var marker: Marker
  /// The items, each with its blocks.
  public var items: [[Block]]

  /// Gathers the parts of a list.
  public init(marker: Marker, items: [[Block]]) {
    self.marker = marker
    self.items = items
  }
}

/// Blocks side by side.
public struct Columns: Hashable, Sendable {
  /// How the blocks of a shorter column stand.
  public enum VerticalAlignment: String, Hashable, Sendable {
    case top, center, bottom
  }

  /// A column and its share of the width.
  public struct Column: Hashable, Sendable {
    /// The share of the width, by weight.
    public var share: Double
    /// The blocks.
    public var blocks: [Block]

    /// Gathers the parts of a column.
    public init(share: Double, blocks: [Block]) {
      self.share = share
      self.blocks = blocks
    }
  }

  /// The columns, from left to right.
  public var columns: [Column]
  /// The gap between columns in ems of body text.
  public var gap: Double
  /// How the blocks of a shorter column stand.
  public var alignment: VerticalAlignment

  /// Gathers the parts.
  public init(_ columns: [Column], gap: Double = 2, alignment: VerticalAlignment = .top) {
    self.columns = columns
    self.gap = gap
    self.alignment = alignment
  }
}

/// A large number with a label above and a remark below.
public struct KeyFigure: Hashable, Sendable {
  /// The label above.
  public var label: String
  /// The number as displayed.
  public var value: String
  /// What follows the number in small type, such as `/1000`.
  public var unit: String
  /// The remark below; empty for none.
  public var remark: String
  /// Whether this is the headline among its neighbours.
  public var isHeadline: Bool

  /// Gathers the parts.
  public init(label: String, value: String, unit: String = "", remark: String = "", isHeadline: Bool = false) {
    self.label = label
    self.value = value
    self.unit = unit
    self.remark = remark
    self.isHeadline = isHeadline
  }
}
