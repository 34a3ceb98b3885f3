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

/// Hands values on as they come, and notes those whose period may have stood before in their series, or may overlap another.
final class RepeatWatch: IndicatorSink {
  /// What came of a series so far.
  private struct Watched {
    var seen = SeenPeriods()
    /// The last period as a number, and its length in minutes; 0 while there was no interval.
    var last = Int.min
    var minutes: Int16 = 0
    /// Whether its intervals differ in length.
    var isMixed = false

    /// Whether the intervals of the day have to be looked at for overlaps: one differs in length from that before it, or, in
    /// a series in which one did, does not come by time.
    @inline(__always)
    mutating func mayOverlap(_ moment: Int, minutes now: Int16) -> Bool {
      defer { (last, minutes) = (moment, now) }
      if minutes == now { return isMixed && moment <= last }
      guard minutes > 0 else { return false }
      isMixed = true
      return true
    }
  }

  private let sink: any IndicatorSink
  private var series = SeriesKeys()
  private var watched: [Watched] = []
  /// The values to compare in a second reading: every period that stands twice is among them.
  private(set) var suspects: Set<ValuePlace> = []
  /// The days of series, by number, of which all intervals are compared in a second reading: every interval that overlaps one
  /// of another length lies in one of them.
  private(set) var mixedDays: Set<ValuePlace> = []
  /// The line from which on no more are noted, as they are too many; nil where all are.
  private(set) var unwatchedLine: Int?

  init(_ sink: any IndicatorSink) { self.sink = sink }

  func begin(_ key: IndicatorSeries.Key, series number: Int) {
    series.add(key, number)
    watched.append(Watched())
    sink.begin(key, series: number)
  }

  func take(_ point: IndicatorSeries.Point, series number: Int) {
    let place = ValuePlace(series.first[number], point.period.moment)
    if !watched[place.x].seen.isNew(place.y) { suspect(place, point.line) }
    let minutes = point.period.length.minutes
    if minutes > 0, watched[place.x].mayOverlap(place.y, minutes: minutes) {
      note(ValuePlace(place.x, point.period.start.dayNumber), in: &mixedDays, point.line)
    }
    sink.take(point, series: number)
  }

  func take(_ values: UnsafeBufferPointer<PlainValue>, in period: IndicatorPeriod, line: Int) {
    let (moment, minutes) = (period.moment, period.length.minutes)
    watched.withUnsafeMutableBufferPointer { watched in
      for value in values {
        let number = series.first[value.series]
        if !watched[number].seen.isNew(moment) { suspect(ValuePlace(number, moment), line) }
        if minutes > 0, watched[number].mayOverlap(moment, minutes: minutes) {
          note(ValuePlace(number, period.start.dayNumber), in: &mixedDays, line)
        }
      }
    }
    sink.take(values, in: period, line: line)
  }

  private func suspect(_ place: ValuePlace, _ line: Int) { note(place, in: &suspects, line) }

  private func note(_ place: ValuePlace, in places: inout Set<ValuePlace>, _ line: Int) {
    if places.count < IndicatorFile.valueLimit {
      places.insert(place)
    } else if unwatchedLine == nil, !places.contains(place) {
      unwatchedLine = line
    }
  }
}

/// Hands values on but for those of a period that stood before in their series, which it reports.
final class RepeatFilter: IndicatorSink {
  private let suspects: Set<ValuePlace>
  private let mixedDays: Set<ValuePlace>
  private let repeats: RepeatedValues
  private let sink: any IndicatorSink
  private var series = SeriesKeys()
  /// The lines of the rows of which values were left out, as their period had another value before.
  var contradictoryLines: Set<Int> { repeats.contradictoryLines }

  init(after watch: RepeatWatch, repeats: RepeatedValues, sink: any IndicatorSink) {
    (suspects, mixedDays) = (watch.suspects, watch.mixedDays)
    (self.repeats, self.sink) = (repeats, sink)
  }

  /// Of each series the first interval that overlaps one of another length.
  var overlaps: [(key: IndicatorSeries.Key, first: RepeatedValues.Overlap)] {
    var found: [Int: RepeatedValues.Overlap] = [:]
    for overlap in repeats.overlaps() where found[overlap.place] == nil { found[overlap.place] = overlap }
    return found.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }.map { (series.keys[$0.key], $0.value) }
  }

  private func isCompared(_ place: ValuePlace, _ period: IndicatorPeriod) -> Bool {
    suspects.contains(place)
      || (!mixedDays.isEmpty && period.length.minutes > 0
        && mixedDays.contains(ValuePlace(place.x, period.start.dayNumber)))
  }

  func begin(_ key: IndicatorSeries.Key, series number: Int) {
    series.add(key, number)
    sink.begin(key, series: number)
  }

  func take(_ point: IndicatorSeries.Point, series number: Int) {
    let place = ValuePlace(series.first[number], point.period.moment)
    if !isCompared(place, point.period) || isFirst(point, place) { sink.take(point, series: number) }
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
      guard isCompared(place, period) else { continue }
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
