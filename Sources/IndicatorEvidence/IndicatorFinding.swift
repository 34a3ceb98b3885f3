public import Diagnostics

/// Something in the data that does not fit together; a reader of the figures should know it.
public struct IndicatorFinding: Sendable, Equatable {
  /// The stable English name of the kind.
  public enum Code: String, Sendable, CaseIterable {
    /// A month is missing between others.
    case gap = "data-gap"
    /// Shares of 0 to 1 stand beside percentages.
    case unitMix = "unit-mix"
    /// All values are equal.
    case allEqual = "all-equal"
    /// A value stands in several months in a row.
    case repeatedValue = "repeated-value"
    /// The last digits gather on 0 and 5.
    case heaped = "heaped-digits"
    /// Quantities that have to add up do not.
    case identity = "identity"
    /// A quantity is larger than another that holds it.
    case impossible = "impossible"
    /// What was reported differs from what the intervals add up to.
    case reportedDiffers = "reported-differs"
    /// The service level is out of reach with the volume, the handling time and the staff reported.
    case staffing = "staffing-impossible"
    /// An earlier file says something else of a month.
    case restated = "restated-history"
    /// The values were converted before they were held against a target.
    case converted = "converted"
    /// The samples are too small, and the target is missed all the same.
    case clearMiss = "clear-miss"
    /// A mark claims a trend, and more indicators got worse than better.
    case trendAboveData = "trend-above-data"
    /// A check could not run.
    case notChecked = "not-checked"
  }

  /// In which of the centre's files the lines stand.
  public enum File: String, Sendable, CaseIterable {
    /// The file of monthly figures.
    case months
    /// The file of intervals.
    case intervals
  }

  /// The kind.
  public var code: Code
  /// How grave: a warning, or a note where nothing may be wrong.
  public var severity: Severity
  /// What was found, with the numbers, and what to do.
  public var message: LocalizedText
  /// Which file it is about.
  public var file: File
  /// The line at which to look first; 0 where there is none.
  public var line: Int

  init(
    _ code: Code, _ severity: Severity = .warning, in file: File = .months, line: Int = 0, chinese: String,
    english: String
  ) {
    self.code = code
    self.severity = severity
    self.message = LocalizedText(chinese: chinese, english: english)
    self.file = file
    self.line = line
  }
}
