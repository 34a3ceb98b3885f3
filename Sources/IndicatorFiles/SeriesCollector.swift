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
      if merged[part.key]?.points.append(contentsOf: part.points) == nil { merged[part.key] = part }
    }
    series = []
    return IndicatorData(merged.values.sorted { $0.key < $1.key }.map { ordered($0, problems) })
  }

  private func ordered(_ series: IndicatorSeries, _ problems: DiagnosticCollector) -> IndicatorSeries {
    let points = series.points
    // Nearly every file is in order.
    if points.indices.dropFirst().allSatisfy({ points[$0 - 1].period < points[$0].period }) { return series }
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
      problems.add(
        RepeatedPeriod.finding(
          point, after: last, of: series.key, titled: catalogue.title(of: series.key.subject), path: path))
    }
    return kept
  }

  private func name(_ series: IndicatorSeries) -> String {
    let title = catalogue.title(of: series.key.subject).chinese
    return series.key.group.isEmpty ? title : "\(title)·\(shown(series.key.group))"
  }
}
