internal import AssessmentModel
internal import Diagnostics

/// Gathers rows into series, and finds periods that stand twice or out of order.
final class SeriesCollector: IndicatorSink {
  private let path: String
  private let catalogue: IndicatorCatalogue
  private var series: [IndicatorSeries] = []
  private var count = 0

  init(path: String, catalogue: IndicatorCatalogue) {
    self.path = path
    self.catalogue = catalogue
  }

  func begin(_ key: IndicatorSeries.Key, series number: Int) {
    series.append(IndicatorSeries(key: key, points: []))
  }

  func take(_ point: IndicatorSeries.Point, series number: Int) {
    count += 1
    guard count <= IndicatorFile.valueLimit else { return }
    series[number].points.append(point)
  }

  /// The series by key, each by time.
  func finish(_ problems: DiagnosticCollector) -> IndicatorData {
    if count > IndicatorFile.valueLimit {
      problems.add(
        Diagnostic(
          .error, "too-many-values",
          LocalizedText(
            chinese: "文件有 \(count) 个数，超过 \(IndicatorFile.valueLimit) 个",
            english: "the file has \(count) values, more than \(IndicatorFile.valueLimit)"),
          at: SourceLocation(file: path),
          hint: LocalizedText(
            chinese: "先用 pingxing kpi import --by month 汇总到月",
            english: "sum it up by month with `pingxing kpi import --by month`")))
    }
    // Two names in a file may mean the same series.
    var merged: [IndicatorSeries.Key: IndicatorSeries] = [:]
    for part in series where !part.points.isEmpty {
      merged[part.key, default: IndicatorSeries(key: part.key, points: [])].points += part.points
    }
    return IndicatorData(merged.values.sorted { $0.key < $1.key }.map { ordered($0, problems) })
  }

  private func ordered(_ series: IndicatorSeries, _ problems: DiagnosticCollector) -> IndicatorSeries {
    let points = series.points
    if let index = points.indices.dropFirst().first(where: { points[$0].period < points[$0 - 1].period }) {
      problems.add(
        Diagnostic(
          .warning, "unsorted-time",
          LocalizedText(
            chinese: "\(name(series))：时间没有按先后排列，\(points[index].period) 在 \(points[index - 1].period) 之后；已按时间重排",
            english:
              "\(series.key.subject.name): \(points[index].period) follows \(points[index - 1].period); the values were sorted"
          ),
          at: SourceLocation(file: path, line: points[index].line, column: 0)))
    }
    var kept = series
    kept.points = []
    // The sort is stable, so that of equal periods the one that stands first comes first.
    for point in points.enumerated().sorted(by: {
      $0.element.period == $1.element.period ? $0.offset < $1.offset : $0.element.period < $1.element.period
    }).map(\.element) {
      guard let last = kept.points.last, last.period == point.period else {
        kept.points.append(point)
        continue
      }
      problems.add(repeated(point, after: last, series))
    }
    return kept
  }

  private func name(_ series: IndicatorSeries) -> String {
    let title = catalogue.title(of: series.key.subject).chinese
    return series.key.group.isEmpty ? title : "\(title)·\(shown(series.key.group))"
  }

  private func repeated(
    _ point: IndicatorSeries.Point, after first: IndicatorSeries.Point, _ series: IndicatorSeries
  ) -> Diagnostic {
    let isSame = first.value == point.value
    let note = Diagnostic.Note(
      LocalizedText(chinese: "第一次在这里", english: "the first one is here"),
      at: SourceLocation(file: path, line: first.line, column: 0))
    return Diagnostic(
      isSame ? .warning : .error, isSame ? "repeated-period" : "restated-period",
      isSame
        ? LocalizedText(
          chinese: "\(name(series))：\(point.period) 写了两次，数相同，只计一次",
          english: "\(series.key.subject.name): \(point.period) stands twice with one value; it counts once")
        : LocalizedText(
          chinese: "\(name(series))：\(point.period) 有两个不同的数",
          english: "\(series.key.subject.name): \(point.period) has two different values"),
      at: SourceLocation(file: path, line: point.line, column: 0), notes: [note],
      hint: isSame
        ? nil : LocalizedText(chinese: "请保留正确的一个，并记下为什么改过", english: "keep the right one, and note why it was changed"))
  }
}
