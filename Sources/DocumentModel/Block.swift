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
  /// Blocks that stand on one page if they fit on one.
  case keepTogether([Block])
  /// Blocks that take one page and no more: where they do not fit, type and space get smaller, down to a readable size.
  case onePage([Block])
  /// Ruled lines to write on by hand.
  case writingLines(count: Int)
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

  /// Gathers the parts of a paragraph.
  public init(_ content: [Inline], style: ParagraphStyleName = .body) {
    self.content = content
    self.style = style
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

/// A table with rules above, below and under its head (三线表).
public struct Table: Hashable, Sendable {
  /// A column.
  public struct Column: Hashable, Sendable {
    /// How its cells stand.
    public enum Alignment: String, Hashable, Sendable {
      /// Flush left.
      case left
      /// Centred.
      case center
      /// Flush right.
      case right
      /// On the decimal point.
      case decimal
    }

    /// How wide it is.
    public enum Width: Hashable, Sendable {
      /// As its widest cell.
      case content
      /// A share of what is left, by weight.
      case share(Double)
      /// So many ems of the cell style.
      case ems(Double)
    }

    /// The head.
    public var head: [Inline]
    /// How its cells stand.
    public var alignment: Alignment
    /// How wide it is.
    public var width: Width

    /// Gathers the parts of a column.
    public init(head: [Inline], alignment: Alignment = .left, width: Width = .content) {
      self.head = head
      self.alignment = alignment
      self.width = width
    }
  }

  /// A row.
  public struct Row: Hashable, Sendable {
    /// What kind of row it is.
    public enum Kind: String, Hashable, Sendable {
      /// A plain row.
      case plain
      /// A row that names the group of rows below it; stays with the next row.
      case group
      /// A row of sums, bold under a hairline.
      case total
      /// Text on the row above, set across the whole width; its first cell is all it has.
      case detail
    }

    /// One cell a column; a cell may hold several paragraphs' worth of inlines, broken by `.lineBreak`.
    public var cells: [[Inline]]
    /// What kind of row it is.
    public var kind: Kind
    /// How a row of details stands; nil for both edges.
    public var alignment: Column.Alignment?

    /// Gathers the parts of a row.
    public init(_ cells: [[Inline]], kind: Kind = .plain, alignment: Column.Alignment? = nil) {
      self.cells = cells
      self.kind = kind
      self.alignment = alignment
    }
  }

  /// The printed number, such as `表 3-2`; nil for an uncounted table.
  public var number: String?
  /// The caption above the table; empty for none.
  public var caption: [Inline]
  /// The columns.
  public var columns: [Column]
  /// The rows.
  public var rows: [Row]
  /// The words that mark a continued table's caption, such as 续表.
  public var continuation: String
  /// What follows the name of a group that a page goes on with.
  public var groupContinuation = "（续）"
  /// Whether a hairline stands below every row, for rows to write in.
  public var isRuled: Bool
  /// A note below the table; empty for none.
  public var note: [Inline]
  /// The name that references use.
  public var anchor: Anchor?

  /// Gathers the parts of a table.
  public init(
    number: String?, caption: [Inline], columns: [Column], rows: [Row], continuation: String = "续表",
    isRuled: Bool = false, note: [Inline] = [], anchor: Anchor? = nil
  ) {
    self.number = number
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.continuation = continuation
    self.isRuled = isRuled
    self.note = note
    self.anchor = anchor
  }
}

/// How large numbers on the scales of a chart are written.
public enum AxisNumerals: Hashable, Sendable {
  /// In 万, 亿 and 万亿.
  case chinese
  /// In thousands (k), millions (m) and billions (bn).
  case english
}

/// A chart with its caption below.
public struct Figure: Hashable, Sendable {
  /// What is drawn.
  public var chart: ChartSpecification
  /// The printed number, such as `图 3-1`; nil for an uncounted figure.
  public var number: String?
  /// The caption; empty for none.
  public var caption: [Inline]
  /// The name that references use.
  public var anchor: Anchor?
  /// How high the area of a chart with two scales is against its usual height; what is written stays as large.
  public var proportion: Double
  /// How large numbers on the scales of a chart are written.
  public var numerals: AxisNumerals

  /// Gathers the parts of a figure.
  public init(
    chart: ChartSpecification, number: String?, caption: [Inline], anchor: Anchor? = nil, proportion: Double = 1,
    numerals: AxisNumerals = .chinese
  ) {
    self.chart = chart
    self.number = number
    self.caption = caption
    self.anchor = anchor
    self.proportion = proportion
    self.numerals = numerals
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

/// The cover page.
public struct Cover: Hashable, Sendable {
  /// The line above the title, such as the standards.
  public var overline: String
  /// The title, one entry a line.
  public var title: [String]
  /// The organisation.
  public var organisation: String
  /// The line below the organisation, such as the period.
  public var subtitle: String
  /// Labelled facts.
  public var facts: [Fact]
  /// The statement at the foot.
  public var statement: String

  /// A labelled fact.
  public struct Fact: Hashable, Sendable {
    /// The label.
    public var label: String
    /// The fact.
    public var value: String

    /// Pairs the two.
    public init(label: String, value: String) {
      self.label = label
      self.value = value
    }
  }

  /// Gathers the parts of a cover.
  public init(
    overline: String, title: [String], organisation: String, subtitle: String, facts: [Fact],
    statement: String
  ) {
    self.overline = overline
    self.title = title
    self.organisation = organisation
    self.subtitle = subtitle
    self.facts = facts
    self.statement = statement
  }
}

/// A document: content and what stands at the edge of every page; no geometry.
public struct Document: Hashable, Sendable {
  /// The title for the file's properties.
  public var title: String
  /// The author for the file's properties.
  public var author: String
  /// The subject for the file's properties.
  public var subject: String
  /// Key words for the file's properties.
  public var keywords: String
  /// The day of making, `yyyy-mm-dd`; nil for none.
  public var date: String?
  /// The right side of the running head.
  public var runningHead: String
  /// The left side of the foot.
  public var footer: String
  /// The middle of the foot.
  public var footerCenter: String
  /// The words that lie across every page, such as 草稿; nil for none.
  public var watermark: String?
  /// The form of the page number, with `{page}` and `{pages}`.
  public var pageNumberForm: String
  /// The content.
  public var blocks: [Block]

  /// Gathers the parts of a document.
  public init(
    title: String, author: String, subject: String, keywords: String, date: String?, runningHead: String,
    footer: String, footerCenter: String, watermark: String?, pageNumberForm: String, blocks: [Block]
  ) {
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.date = date
    self.runningHead = runningHead
    self.footer = footer
    self.footerCenter = footerCenter
    self.watermark = watermark
    self.pageNumberForm = pageNumberForm
    self.blocks = blocks
  }
}
