public import AssessmentModel
public import Diagnostics

/// Sums rows up to days or months, in memory that grows with the days or months and not with the rows.
public final class PeriodTotals: IndicatorSink {
  /// To which length periods are summed up.
  public enum Length: String, Sendable, CaseIterable {
    /// A day.
    case day
    /// A month.
    case month
  }

  /// Why a series cannot be summed up.
  public enum Obstacle: Error, Hashable, Sendable {
    /// Its values have neither numerator and denominator nor a sample.
    case noWeights
    /// A period, such as a week, does not lie within one day or month.
    case longPeriod
    /// Its periods lie one in the other, such as a day beside its half-hours, so that they would count twice: what is said
    /// of it.
    case overlap(LocalizedText)
    /// Its percentages stand partly as ratios, such as 0.95 in one period beside 96 in others: what is said of it.
    case unitMix(LocalizedText)

    /// What to do about periods that lie one in the other.
    public static var overlapAdvice: LocalizedText { PeriodCoverage.advice }
  }

  /// A total whose values did not come by time, rising or falling, so that one of its periods may stand twice.
  struct Unsorted: Hashable {
    var key: IndicatorSeries.Key
    /// The number of its first day.
    var day: Int
  }

  /// What the values of a series and a period add up to. There may be many, so they are small.
  private struct Total {
    /// The first series of its key.
    var series: Int
    /// The number of the first day of its period.
    var day: Int
    /// The line of its first value.
    var line: Int
    /// The earliest and the latest period that was added, as ``IndicatorPeriod/moment``.
    var earliest = Int.max
    var latest = Int.min
    /// Whether every value is compared with those before, since its periods do not come in order.
    var isCompared: Bool
    /// What its first value told of, and how long its intervals are, in minutes; 0 while it has none.
    var firstKind = PeriodCoverage.Kind.interval
    var minutes: Int16 = 0
    /// The days that its values tell of.
    var coverage: UInt64 = 0
    /// What plain values add up to.
    var plain = PlainSum()
    /// The place of what other values add up to, or -1.
    var exact = -1

    /// Whether a period comes after or before all that were added, as it does in a file in order; it then is the last of
    /// its side.
    @inline(__always)
    mutating func isNew(_ moment: Int) -> Bool {
      guard moment > latest || moment < earliest else { return false }
      (earliest, latest) = (min(earliest, moment), max(latest, moment))
      return true
    }
  }

  private struct ExactTotal {
    /// What is counted and what it is divided by; for a measure that is averaged the number of values.
    var top = Rational(0)
    var bottom = Rational(0)
    var sample: Rational? = 0
  }

  private let length: Length
  private let catalogue: IndicatorCatalogue
  private var series: [(key: IndicatorSeries.Key, rule: Rule, first: Int)] = []
  /// The first series of each key: what has one key is summed up together.
  private var firstOfKey: [IndicatorSeries.Key: Int] = [:]
  private var totals: [Total] = []
  private var exact: [ExactTotal] = []
  /// For each series the total that was added to last.
  private var current: [Current] = []
  private var places: [SIMD2<Int>: Int] = [:]
  /// The first line of values of another kind than the first of their total.
  private var laterKinds: [SIMD2<Int>: Int] = [:]
  /// The period of the last row and the one that it is summed up to.
  private var last: (period: IndicatorPeriod, whole: IndicatorPeriod?)?
  /// The series that cannot be summed up, with the first line on which that shows.
  private var obstructed: [IndicatorSeries.Key: (obstacle: Obstacle, line: Int)] = [:]
  /// How the percentages of each series are written.
  private var scales: [Int: ShareScale<(period: IndicatorPeriod, line: Int)>] = [:]
  /// The totals whose values did not come in order.
  private(set) var unsorted: Set<Unsorted> = []
  /// Those of an earlier pass: their values are compared one by one.
  private let compared: Set<Unsorted>
  private let repeats: RepeatedValues?

  private enum Rule { case sum, mean, quotient(percent: Bool) }

  /// What the values of one row have in common.
  private struct PlainPart {
    /// The first day of their total.
    let day: Int
    let moment: Int
    let minutes: Int16
    let coverage: PeriodCoverage

    init(day: Int, moment: Int, minutes: Int16, _ coverage: PeriodCoverage) {
      (self.day, self.moment, self.minutes, self.coverage) = (day, moment, minutes, coverage)
    }
  }

  private struct Current {
    /// The number of the first day of its period.
    var day = Int.min
    var place = 0
    /// Whether plain values may be added: those of measures, which need no weights.
    var isMeasure: Bool
  }

  /// Sums up to a length. A period that stands twice counts twice; ``IndicatorFile`` has the summing up that looks for it.
  public convenience init(_ length: Length, catalogue: IndicatorCatalogue) {
    self.init(length, catalogue: catalogue, comparing: [], repeats: nil)
  }

  /// Sums up to a length, and compares the values of some totals one by one.
  init(_ length: Length, catalogue: IndicatorCatalogue, comparing compared: Set<Unsorted>, repeats: RepeatedValues?) {
    self.length = length
    self.catalogue = catalogue
    self.compared = compared
    self.repeats = repeats
  }

  /// The series that cannot be summed up, with the first line on which that shows.
  public var obstacles: [IndicatorSeries.Key: (obstacle: Obstacle, line: Int)] {
    var obstacles = obstructed
    for (number, scale) in scales where obstacles[series[number].key] == nil {
      let isHigh = catalogue.isUsuallyHighShare(series[number].key.subject)
      guard let mix = scale.mix(isUsuallyHigh: isHigh) else { continue }
      let wording = mix.wording(at: mix.place.period.printed, printed)
      obstacles[series[number].key] = (.unitMix(wording), mix.place.line)
    }
    return obstacles
  }

  /// Makes ready for the values of a series.
  public func begin(_ key: IndicatorSeries.Key, series number: Int) {
    let rule = Self.rule(of: key, catalogue)
    let first = firstOfKey[key] ?? number
    firstOfKey[key] = first
    series.append((key, rule, first))
    if case .quotient = rule {
      current.append(Current(isMeasure: false))
    } else {
      current.append(Current(isMeasure: true))
    }
  }

  /// Adds a value.
  public func take(_ point: IndicatorSeries.Point, series number: Int) {
    guard let period = whole(point.period) else { return obstruct(number, .longPeriod, point.line) }
    let place = place(of: number, period.start.dayNumber, line: point.line)
    if isFirst(point, number, place), cover(point, place) { add(point, number, to: place) }
  }

  /// Notes the days that a value tells of; false where others have told of them by longer or shorter periods.
  private func cover(_ point: IndicatorSeries.Point, _ place: Int) -> Bool {
    let part = PeriodCoverage(point.period)
    if totals[place].coverage == 0 {
      totals[place].firstKind = part.kind
    } else if part.kind != totals[place].firstKind, totals[place].coverage & part.sameKind == 0 {
      laterKinds[SIMD2(place, part.kind.rawValue)] = point.line
    }
    guard totals[place].coverage & part.conflict != 0 else {
      totals[place].coverage |= part.mark
      return true
    }
    let others = PeriodCoverage.Kind.allCases.filter { $0 != part.kind }
    let lines = others.compactMap { kind in
      kind == totals[place].firstKind ? totals[place].line : laterKinds[SIMD2(place, kind.rawValue)]
    }
    obstructed[series[totals[place].series].key] =
      obstructed[series[totals[place].series].key] ?? (.overlap(part.wording(beside: lines.first)), point.line)
    return false
  }

  /// Refuses to sum up what a second pass found to overlap.
  func refuseOverlaps() {
    for overlap in repeats?.overlaps() ?? [] {
      let key = series[totals[overlap.place].series].key
      if obstructed[key] == nil { obstructed[key] = (.overlap(overlap.wording), overlap.line) }
    }
  }

  /// Whether a value has not stood before in its period. Where values come in order that is seen at once; a total of which
  /// they do not is noted for a second pass, which compares them.
  private func isFirst(_ point: IndicatorSeries.Point, _ number: Int, _ place: Int) -> Bool {
    let isNew = totals[place].isNew(point.period.moment)
    let minutes = point.period.length.minutes
    if minutes > 0, totals[place].minutes != minutes {
      // Intervals of two lengths may overlap, which a second pass looks into.
      if totals[place].minutes > 0, !totals[place].isCompared {
        unsorted.insert(Unsorted(key: series[number].key, day: totals[place].day))
      }
      totals[place].minutes = minutes
    }
    guard totals[place].isCompared, let repeats else {
      if !isNew { unsorted.insert(Unsorted(key: series[number].key, day: totals[place].day)) }
      return true
    }
    return repeats.isFirst(point, of: series[number].key, place: place, moment: point.period.moment)
  }

  /// Adds plain values.
  public func take(_ values: UnsafeBufferPointer<PlainValue>, in period: IndicatorPeriod, line: Int) {
    guard let whole = whole(period) else {
      for value in values { obstruct(value.series, .longPeriod, line) }
      return
    }
    let day = whole.start.dayNumber
    let part = PlainPart(day: day, moment: period.moment, minutes: period.length.minutes, PeriodCoverage(period))
    var done = addPlain(values, from: 0, part)
    while done < values.count {
      // A total that is not the one last added to, or a value that does not go there as it is.
      let value = values[done]
      let place = place(of: value.series, day, line: line)
      let point = IndicatorSeries.Point(period: period, value: value.value.rational, line: line)
      if isFirst(point, value.series, place), cover(point, place),
        !current[value.series].isMeasure || !totals[place].plain.add(value.value)
      {
        add(point, value.series, to: place)
      }
      done = addPlain(values, from: done + 1, part)
    }
  }

  /// Adds values to the totals last added to, up to the first that belongs elsewhere; gives its index.
  private func addPlain(
    _ values: UnsafeBufferPointer<PlainValue>, from first: Int, _ part: PlainPart
  ) -> Int {
    current.withUnsafeBufferPointer { current in
      totals.withUnsafeMutableBufferPointer { totals in
        for index in first..<values.count {
          let goal = current[values[index].series]
          guard goal.day == part.day, goal.isMeasure, part.moment > totals[goal.place].latest,
            !totals[goal.place].isCompared, totals[goal.place].minutes == part.minutes,
            totals[goal.place].coverage & part.coverage.conflict == 0,
            totals[goal.place].coverage & part.coverage.sameKind != 0,
            totals[goal.place].plain.add(values[index].value)
          else { return index }
          totals[goal.place].latest = part.moment
          totals[goal.place].coverage |= part.coverage.mark
        }
        return values.count
      }
    }
  }

  private func obstruct(_ number: Int, _ obstacle: Obstacle, _ line: Int) {
    if obstructed[series[number].key] == nil { obstructed[series[number].key] = (obstacle, line) }
  }

  private func place(of number: Int, _ day: Int, line: Int) -> Int {
    if current[number].day == day { return current[number].place }
    let pair = SIMD2(series[number].first, day)
    let place = places[pair] ?? totals.count
    if place == totals.count {
      places[pair] = place
      let isCompared = !compared.isEmpty && compared.contains(Unsorted(key: series[number].key, day: day))
      totals.append(Total(series: series[number].first, day: day, line: line, isCompared: isCompared))
    }
    (current[number].day, current[number].place) = (day, place)
    return place
  }

  private func add(_ point: IndicatorSeries.Point, _ number: Int, to place: Int) {
    if totals[place].exact < 0 {
      totals[place].exact = exact.count
      exact.append(ExactTotal())
    }
    let place = totals[place].exact
    switch series[number].rule {
    case .sum: exact[place].top += point.value
    case .mean:
      // A mean of several intervals, as of a day that was summed up before, says of how many.
      let count = point.sample ?? 1
      exact[place].top += point.value * count
      exact[place].bottom += count
    case .quotient(let percent):
      if let numerator = point.numerator, let denominator = point.denominator {
        exact[place].top += numerator
        exact[place].bottom += denominator
        if percent {
          scales[series[number].first, default: ShareScale()]
            .add(point.value, isProven: true, at: (point.period, point.line))
        }
      } else if let sample = point.sample {
        if percent {
          scales[series[number].first, default: ShareScale()].add(point.value, at: (point.period, point.line))
        }
        exact[place].top += percent ? point.value * sample / 100 : point.value * sample
        exact[place].bottom += sample
      } else {
        obstruct(number, .noWeights, point.line)
      }
      exact[place].sample = exact[place].sample.flatMap { sum in point.sample.map { sum + $0 } }
    }
  }

  /// The day or month that holds a period; nil where none does.
  private func whole(_ period: IndicatorPeriod) -> IndicatorPeriod? {
    if let last, last.period == period { return last.whole }
    let whole: IndicatorPeriod? =
      switch (length, period.length) {
      case (.day, .minutes), (.day, .day): IndicatorPeriod(day: period.start)
      case (.month, .minutes), (.month, .day), (.month, .month): period.month
      default: nil
      }
    last = (period, whole)
    return whole
  }

  /// Hands the totals on, by period and key; what cannot be summed up is left out.
  public func handOn(to sink: any IndicatorSink) {
    let obstacles = obstacles
    let ordered = totals.indices.filter { obstacles[series[totals[$0].series].key] == nil }
      .sorted {
        let (left, right) = (totals[$0], totals[$1])
        return left.day == right.day ? series[left.series].key < series[right.series].key : left.day < right.day
      }
    var numbers: [Int: Int] = [:]
    for place in ordered {
      guard let point = point(totals[place]) else { continue }
      let first = totals[place].series
      let number = numbers[first] ?? numbers.count
      if number == numbers.count {
        numbers[first] = number
        sink.begin(series[first].key, series: number)
      }
      sink.take(point, series: number)
    }
  }

  /// The value of a total; nil where nothing happened in the whole period.
  private func point(_ total: Total) -> IndicatorSeries.Point? {
    guard let start = CalendarDate(dayNumber: total.day) else { return nil }
    let exact = total.exact < 0 ? ExactTotal() : exact[total.exact]
    let top = exact.top + total.plain.rational
    let day = IndicatorPeriod(day: start)
    var point = IndicatorSeries.Point(period: length == .day ? day : day.month, value: top, line: total.line)
    switch series[total.series].rule {
    case .sum: break
    case .mean:
      let count = exact.bottom + Rational(total.plain.count)
      (point.value, point.sample) = (top / count, count)
    case .quotient(let percent):
      guard exact.bottom > 0 else { return nil }
      (point.numerator, point.denominator, point.sample) = (top, exact.bottom, exact.sample)
      point.value = top / exact.bottom * (percent ? 100 : 1)
    }
    return point
  }

  private static func rule(of key: IndicatorSeries.Key, _ catalogue: IndicatorCatalogue) -> Rule {
    switch key.subject {
    case .measure(let id): catalogue[id]?.aggregation == .mean ? .mean : .sum
    case .indicator: .quotient(percent: catalogue.unit(of: key.subject) == "%")
    }
  }
}
