public import AssessmentModel

/// One quantity of one period, as it comes out of a data file.
public struct IndicatorRow: Sendable, Equatable {
  /// What it is of.
  public var key: IndicatorSeries.Key
  /// The number of the key within one reading of a file, from 0: cheaper to look up than the key.
  public var series: Int
  /// The value with its time and its line.
  public var point: IndicatorSeries.Point
}

/// Takes rows one after the other; what it keeps is its own affair.
public protocol IndicatorSink: AnyObject {
  /// Takes a row.
  func take(_ row: IndicatorRow)
}

/// What reading a file from end to end came to.
public struct IndicatorFileSummary: Sendable, Equatable {
  /// Records below the head.
  public var records = 0
  /// Records that were refused in part or whole.
  public var refused = 0
  /// Quantities handed on.
  public var values = 0
  /// Records that were passed over: totals, and names that a mapping does not mention.
  public var ignored = 0
}
