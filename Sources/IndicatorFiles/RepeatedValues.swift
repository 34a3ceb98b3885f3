internal import AssessmentModel
internal import Diagnostics

/// Compares values whose periods do not come in order, so that what stands twice counts once and what was restated is said.
final class RepeatedValues {
  private let path: String
  private let catalogue: IndicatorCatalogue
  private let problems: DiagnosticCollector
  private var first: [SIMD2<Int>: (value: Rational, line: Int)] = [:]
  private var isFull = false
  /// The lines of the values that contradict an earlier one of their period.
  private(set) var contradictoryLines: Set<Int> = []

  init(path: String, catalogue: IndicatorCatalogue, problems: DiagnosticCollector) {
    (self.path, self.catalogue, self.problems) = (path, catalogue, problems)
  }

  /// Whether a value is the first of its period; a later one is reported. Past the limit of values in memory none is
  /// compared any more, which is said.
  func isFirst(_ point: IndicatorSeries.Point, of key: IndicatorSeries.Key, place: Int, moment: Int) -> Bool {
    let at = SIMD2(place, moment)
    if let earlier = first[at] {
      if earlier.value != point.value { contradictoryLines.insert(point.line) }
      let before = IndicatorSeries.Point(period: point.period, value: earlier.value, line: earlier.line)
      problems.add(
        RepeatedPeriod.finding(point, after: before, of: key, titled: catalogue.title(of: key.subject), path: path))
      return false
    }
    guard first.count < IndicatorFile.valueLimit else {
      if !isFull { problems.add(Self.unchecked(path, line: point.line)) }
      isFull = true
      return true
    }
    first[at] = (point.value, point.line)
    return true
  }

  /// An interval that overlaps one of another length before it.
  struct Overlap {
    let place: Int
    let line: Int
    let wording: LocalizedText
  }

  /// The intervals of each total that overlap one of another length, by their lines: such as hours beside half-hours. Those of
  /// one length are left alone, as a time that only begins an interval does not tell how long it is.
  func overlaps() -> [Overlap] {
    let keys = first.keys.filter { $0.y % 2_048 <= 1_440 }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    var found: [Overlap] = []
    var last: (key: SIMD2<Int>, end: Int, line: Int)?
    for key in keys {
      let (start, length) = (key.y / 2_048, key.y % 2_048)
      let line = first[key]?.line ?? 0
      let isSameTotal = last?.key.x == key.x
      if let last, isSameTotal, start < last.end, length != last.key.y % 2_048 {
        // The row that stands further down is the one that is too many.
        let (later, other) = line > last.line ? (key, last.line) : (last.key, line)
        found += overlap(later, line: max(line, last.line), other: other).map { [$0] } ?? []
      }
      if !isSameTotal || start + length > last?.end ?? 0 { last = (key, start + length, line) }
    }
    return found.sorted { $0.line < $1.line }
  }

  private func overlap(_ key: SIMD2<Int>, line: Int, other: Int) -> Overlap? {
    let (start, length) = (key.y / 2_048, key.y % 2_048)
    let minute = (start % 1_440 + 1_440) % 1_440
    guard let day = CalendarDate(dayNumber: (start - minute) / 1_440),
      let period = IndicatorPeriod(day: day, minute: minute, minutes: length)
    else { return nil }
    let place = LocalizedText(chinese: "（第 \(other) 行）", english: " (line \(other))")
    return Overlap(place: key.x, line: line, wording: PeriodCoverage.wording(period, place))
  }

  /// What is said where there are more values out of order than are compared.
  static func unchecked(_ path: String, line: Int) -> Diagnostic {
    Diagnostic(
      .warning, "unsorted-time",
      LocalizedText(
        chinese: "时间没有按先后排列的数超过 \(IndicatorFile.valueLimit) 个，从这里起没有核对同一时期是否写了两次、时段是否重叠",
        english:
          "more than \(IndicatorFile.valueLimit) values are not in the order of time; from here on nobody looked whether one stands twice or overlaps another"
      ),
      at: SourceLocation(file: path, line: line, column: 0),
      hint: LocalizedText(chinese: "先按时间排序", english: "sort the rows by time"))
  }
}

/// What is said of a period that stands twice: with one value it counts once, with two somebody has to choose.
enum RepeatedPeriod {
  static func finding(
    _ point: IndicatorSeries.Point, after first: IndicatorSeries.Point, of key: IndicatorSeries.Key,
    titled title: LocalizedText, path: String
  ) -> Diagnostic {
    let isSame = first.value == point.value
    let name = key.group.isEmpty ? title.chinese : "\(title.chinese)·\(shown(key.group))"
    let note = Diagnostic.Note(
      LocalizedText(chinese: "第一次在这里", english: "the first one is here"),
      at: SourceLocation(file: path, line: first.line, column: 0))
    return Diagnostic(
      isSame ? .warning : .error, isSame ? "repeated-period" : "restated-period",
      isSame
        ? LocalizedText(
          chinese: "\(name)：\(point.period) 写了两次，数相同，只计一次",
          english: "\(key.subject.name): \(point.period) stands twice with one value; it counts once")
        : LocalizedText(
          chinese: "\(name)：\(point.period) 有两个不同的数",
          english: "\(key.subject.name): \(point.period) has two different values"),
      at: SourceLocation(file: path, line: point.line, column: 0), notes: [note],
      hint: isSame
        ? nil : LocalizedText(chinese: "请保留正确的一个，并记下为什么改过", english: "keep the right one, and note why it was changed"))
  }
}
