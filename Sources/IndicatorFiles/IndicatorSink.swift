public import AssessmentModel

/// A value that is a plain decimal and has neither numerator, denominator nor sample: nearly every one of a large export.
public struct PlainValue: Sendable, Equatable {
  /// The number of its series.
  public var series: Int
  /// The value in the unit of the catalogue.
  public var value: PlainDecimal
}

/// Takes the values of a file one after the other, in its order; what it keeps is its own affair.
public protocol IndicatorSink: AnyObject {
  /// Says of what the values of a series will be. Series are numbered from 0 without a gap; two may have one key.
  func begin(_ key: IndicatorSeries.Key, series: Int)
  /// Takes a value.
  func take(_ point: IndicatorSeries.Point, series: Int)
  /// Takes values of one period, which stand in one line. The memory is theirs during the call only.
  func take(_ values: UnsafeBufferPointer<PlainValue>, in period: IndicatorPeriod, line: Int)
}

extension IndicatorSink {
  /// Takes plain values as points.
  public func take(_ values: UnsafeBufferPointer<PlainValue>, in period: IndicatorPeriod, line: Int) {
    for value in values {
      let point = IndicatorSeries.Point(
        period: period, value: value.value.rational, step: value.value.step, line: line)
      take(point, series: value.series)
    }
  }
}

/// What reading a file from end to end came to.
public struct IndicatorFileSummary: Sendable, Equatable {
  /// Records below the head.
  public var records = 0
  /// Records that are wrong in a cell or more; nothing of them was handed on.
  public var refused = 0
  /// Quantities handed on.
  public var values = 0
  /// Records that were passed over: totals, names that a mapping does not mention, and periods in which nothing happened.
  public var ignored = 0
  /// Whether the file was read to its end.
  public var isComplete = false
}
