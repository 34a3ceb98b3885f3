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

  /// What a page says that goes on with a table, in the language of its report.
  public struct Continuation: Hashable, Sendable {
    /// What stands before the number in the caption, such as 续表; empty for nothing.
    public var caption: String
    /// What follows the name of a group, such as （续）; empty for nothing.
    public var group: String

    /// Nothing but the caption and the head again.
    public static let unmarked = Continuation(caption: "", group: "")
    /// 续表 3-2.
    public static let chinese = Continuation(caption: "续表", group: "（续）")
    /// Continued Table 3-2.
    public static let english = Continuation(caption: "Continued", group: " (continued)")
  }

  /// The printed number, such as `表 3-2`; nil for an uncounted table.
  public var number: String?
  /// The caption above the table; empty for none.
  public var caption: [Inline]
  /// The columns.
  public var columns: [Column]
  /// The rows.
  public var rows: [Row]
  /// What a page says that goes on with it.
  public var continuation: Continuation
  /// Whether a hairline stands below every row, for rows to write in.
  public var isRuled: Bool
  /// Whether it is narrower than the text where its cells need no more: half or two thirds as wide.
  public var isFitted: Bool
  /// A note below the table; empty for none.
  public var note: [Inline]
  /// The name that references use.
  public var anchor: Anchor?

  /// Gathers the parts of a table.
  public init(
    number: String?, caption: [Inline], columns: [Column], rows: [Row], continuation: Continuation = .unmarked,
    isRuled: Bool = false, isFitted: Bool = false, note: [Inline] = [], anchor: Anchor? = nil
  ) {
    self.isFitted = isFitted
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
