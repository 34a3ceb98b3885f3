internal import AssessmentModel

/// The values of one row in the order of its columns: handed on together, or not at all where something in the row is
/// wrong, so that no sum has half a row.
struct RowValues: ~Copyable {
  /// Values without more beside them, which are nearly all.
  private let plain: UnsafeMutablePointer<PlainValue>
  private let capacity: Int
  private var plainCount = 0
  /// The others, each with the number of plain ones before it.
  private var points: [(point: IndicatorSeries.Point, series: Int, plainBefore: Int)] = []

  /// Makes room for as many plain values as a row may have.
  init(capacity: Int) {
    self.capacity = capacity
    plain = UnsafeMutablePointer.allocate(capacity: capacity)
  }

  deinit { plain.deallocate() }

  @inline(__always)
  mutating func add(_ value: PlainDecimal, series: Int) {
    precondition(plainCount < capacity)
    plain[plainCount] = PlainValue(series: series, value: value)
    plainCount += 1
  }

  mutating func add(_ point: IndicatorSeries.Point, series: Int) {
    points.append((point, series, plainCount))
  }

  mutating func discard() {
    plainCount = 0
    points.removeAll(keepingCapacity: true)
  }

  /// Hands the values on and says how many they were; none are left.
  mutating func handOn(to sink: any IndicatorSink, in period: IndicatorPeriod, line: Int) -> Int {
    let plain = plain
    var done = 0
    func handOnPlain(to end: Int) {
      guard end > done else { return }
      sink.take(UnsafeBufferPointer(start: plain + done, count: end - done), in: period, line: line)
      done = end
    }
    for (point, series, plainBefore) in points {
      handOnPlain(to: plainBefore)
      sink.take(point, series: series)
    }
    handOnPlain(to: plainCount)
    let count = plainCount + points.count
    discard()
    return count
  }
}
