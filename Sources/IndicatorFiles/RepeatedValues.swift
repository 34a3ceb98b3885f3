internal import AssessmentModel
internal import Diagnostics

/// Compares values whose periods do not come in order, so that what stands twice counts once and what was restated is said.
final class RepeatedValues {
  private let path: String
  private let catalogue: IndicatorCatalogue
  private let problems: DiagnosticCollector
  private var first: [SIMD2<Int>: (value: Rational, line: Int)] = [:]
  private var isFull = false

  init(path: String, catalogue: IndicatorCatalogue, problems: DiagnosticCollector) {
    (self.path, self.catalogue, self.problems) = (path, catalogue, problems)
  }

  /// Whether a value is the first of its period; a later one is reported. Past the limit of values in memory none is
  /// compared any more, which is said.
  func isFirst(_ point: IndicatorSeries.Point, of key: IndicatorSeries.Key, place: Int, moment: Int) -> Bool {
    let at = SIMD2(place, moment)
    if let earlier = first[at] {
      let before = IndicatorSeries.Point(period: point.period, value: earlier.value, line: earlier.line)
      problems.add(
        RepeatedPeriod.finding(point, after: before, of: key, titled: catalogue.title(of: key.subject), path: path))
      return false
    }
    guard first.count < IndicatorFile.valueLimit else {
      if !isFull { problems.add(unchecked(point.line)) }
      isFull = true
      return true
    }
    first[at] = (point.value, point.line)
    return true
  }

  private func unchecked(_ line: Int) -> Diagnostic {
    Diagnostic(
      .warning, "unsorted-time",
      LocalizedText(
        chinese: "时间没有按先后排列的数超过 \(IndicatorFile.valueLimit) 个，从这里起没有核对同一时期是否写了两次",
        english:
          "more than \(IndicatorFile.valueLimit) values are not in the order of time; from here on nobody looked whether one stands twice"
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
