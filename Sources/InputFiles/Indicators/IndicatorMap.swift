public import AssessmentModel
public import Diagnostics

/// What the columns of a data file mean: a mapping file that has been read and checked against the catalogue.
public struct IndicatorMap: Sendable {
  /// How the characters of a file are written.
  public enum Encoding: String, Sendable, CaseIterable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// GB 18030, which holds GBK and GB 2312.
    case gb18030
  }

  /// What parts the cells of a row.
  public enum Separator: String, Sendable, CaseIterable {
    case comma, semicolon, tab

    /// The character.
    public var byte: UInt8 {
      switch self {
      case .comma: UInt8(ascii: ",")
      case .semicolon: UInt8(ascii: ";")
      case .tab: UInt8(ascii: "\t")
      }
    }
  }

  /// What a column or a name in the file stands for.
  public struct Meaning: Sendable {
    /// The indicator or measure.
    public var subject: IndicatorSeries.Subject
    /// The unit of the file, where it is not that of the catalogue and no column tells.
    public var unit: String?
    /// Whether `03:25` is hours and minutes, not minutes and seconds.
    public var readsHours = false
    /// The column of what was counted, in the layout of one column a quantity.
    public var numerator: Located<String>?
    /// The column of what it was divided by.
    public var denominator: Located<String>?
    /// The column of the size of the sample.
    public var sample: Located<String>?

    /// Names a subject, in the unit of the catalogue.
    public init(_ subject: IndicatorSeries.Subject) { self.subject = subject }
  }

  /// One row a quantity: the columns that say which it is.
  public struct Rows: Sendable {
    /// The column that names the indicator or measure.
    public var indicator: Located<String>
    /// The column of its value; nil where numerator and denominator give it.
    public var value: Located<String>?
    /// The column of the formula, where the file has one.
    public var variant: Located<String>?
    /// The column of the unit, where the file has one.
    public var unit: Located<String>?
    /// The column of what was counted, where the file has one.
    public var numerator: Located<String>?
    /// The column of what it was divided by, where the file has one.
    public var denominator: Located<String>?
    /// The column of the size of the sample, where the file has one.
    public var sample: Located<String>?
    /// What the file's own names mean; other names are those of the catalogue where this is empty, and passed over where
    /// it is not.
    public var names: [String: Meaning]

    /// Names the column of the quantity and that of its value, where there is one.
    public init(indicator: Located<String>, value: Located<String>?) {
      self.indicator = indicator
      self.value = value
      names = [:]
    }
  }

  /// How the quantities lie in the file.
  public enum Layout: Sendable {
    /// One column a quantity.
    case columns([(name: Located<String>, meaning: Meaning)])
    /// One row a quantity.
    case rows(Rows)
  }

  /// The encoding, where it is not to be found out.
  public var encoding: Encoding?
  /// The separator, where it is not to be found out.
  public var separator: Separator?
  /// The line of the head, from 1.
  public var headLine = 1
  /// The column of the time, or two or three that make it up, such as 年份 and 月份.
  public var time: [Located<String>]
  /// The column of the interval of the day, where it stands apart.
  public var interval: Located<String>?
  /// How long the interval is that a time such as `2025-03-01 09:30` begins.
  public var intervalMinutes = 30
  /// The column of the team, agent or channel.
  public var group: Located<String>?
  /// What stands in the time column, that of intervals or that of groups, of rows to pass over, such as 合计.
  public var ignoredTimes: Set<String> = []
  /// How the quantities lie.
  public var layout: Layout

  /// Names the time columns and the layout.
  public init(time: [Located<String>], layout: Layout) {
    self.time = time
    self.layout = layout
  }
}

/// What loading a mapping file gave.
public struct IndicatorMapLoad: Sendable {
  /// The mapping, nil where one of the findings is an error.
  public let map: IndicatorMap?
  /// What was found, with the text.
  public let report: DiagnosticReport
  /// Whether the file could not be found or opened, as opposed to being wrong.
  public let isMissing: Bool
}
