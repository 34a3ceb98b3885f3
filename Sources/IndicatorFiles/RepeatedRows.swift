internal import AssessmentModel

/// A value in a file by the number of its series, the first of its key, and its period as a number.
typealias ValuePlace = SIMD2<Int>

/// The series of a file by number, those of one key as one.
private struct SeriesKeys {
  private(set) var keys: [IndicatorSeries.Key] = []
  /// For each series the first of its key.
  private(set) var first: [Int] = []
  private var firstOfKey: [IndicatorSeries.Key: Int] = [:]

  mutating func add(_ key: IndicatorSeries.Key, _ number: Int) {
    keys.append(key)
    let first = firstOfKey[key] ?? number
    firstOfKey[key] = first
    self.first.append(first)
  }
}

/// Hands values on as they come, and notes those whose period may have stood before in their series.
final class RepeatWatch: IndicatorSink {
  private let sink: any IndicatorSink
  private var series = SeriesKeys()
  private var seen: [SeenPeriods] = []
  /// The values to compare in a second reading: every period that stands twice is among them.
  private(set) var suspects: Set<ValuePlace> = []
  /// The line from which on no more are noted, as they are too many; nil where all are.
  private(set) var unwatchedLine: Int?

  init(_ sink: any IndicatorSink) { self.sink = sink }

  func begin(_ key: IndicatorSeries.Key, series number: Int) {
    series.add(key, number)
    seen.append(SeenPeriods())
    sink.begin(key, series: number)
  }

  func take(_ point: IndicatorSeries.Point, series number: Int) {
    let place = ValuePlace(series.first[number], point.period.moment)
    if !seen[place.x].isNew(place.y) { suspect(place, point.line) }
    sink.take(point, series: number)
  }

  func take(_ values: UnsafeBufferPointer<PlainValue>, in period: IndicatorPeriod, line: Int) {
    let moment = period.moment
    seen.withUnsafeMutableBufferPointer { seen in
      for value in values {
        let number = series.first[value.series]
        if !seen[number].isNew(moment) { suspect(ValuePlace(number, moment), line) }
      }
    }
    sink.take(values, in: period, line: line)
  }

  private func suspect(_ place: ValuePlace, _ line: Int) {
    if suspects.count < IndicatorFile.valueLimit {
      suspects.insert(place)
    } else if unwatchedLine == nil, !suspects.contains(place) {
      unwatchedLine = line
    }
  }
}

/// Hands values on but for those of a period that stood before in their series, which it reports.
final class RepeatFilter: IndicatorSink {
  private let suspects: Set<ValuePlace>
  private let repeats: RepeatedValues
  private let sink: any IndicatorSink
  private var series = SeriesKeys()
  /// The lines of the rows of which values were left out, as their period had another value before.
  var contradictoryLines: Set<Int> { repeats.contradictoryLines }

  init(_ suspects: Set<ValuePlace>, repeats: RepeatedValues, sink: any IndicatorSink) {
    (self.suspects, self.repeats, self.sink) = (suspects, repeats, sink)
  }

  func begin(_ key: IndicatorSeries.Key, series number: Int) {
    series.add(key, number)
    sink.begin(key, series: number)
  }

  func take(_ point: IndicatorSeries.Point, series number: Int) {
    let place = ValuePlace(series.first[number], point.period.moment)
    if !suspects.contains(place) || isFirst(point, place) { sink.take(point, series: number) }
  }

  func take(_ values: UnsafeBufferPointer<PlainValue>, in period: IndicatorPeriod, line: Int) {
    let moment = period.moment
    var start = 0
    func handOn(to end: Int) {
      guard end > start else { return }
      sink.take(UnsafeBufferPointer(rebasing: values[start..<end]), in: period, line: line)
    }
    for (index, value) in values.enumerated() {
      let place = ValuePlace(series.first[value.series], moment)
      guard suspects.contains(place) else { continue }
      let point = IndicatorSeries.Point(period: period, value: value.value.rational, line: line)
      if !isFirst(point, place) {
        handOn(to: index)
        start = index + 1
      }
    }
    handOn(to: values.count)
  }

  private func isFirst(_ point: IndicatorSeries.Point, _ place: ValuePlace) -> Bool {
    repeats.isFirst(point, of: series.keys[place.x], place: place.x, moment: place.y)
  }
}
