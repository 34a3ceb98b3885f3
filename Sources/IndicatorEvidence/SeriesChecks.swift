internal import AssessmentModel
internal import Diagnostics
internal import Statistics

/// Looks at each monthly series for what a real operation does not produce.
struct SeriesChecks {
  let catalogue: IndicatorCatalogue

  /// How often in a row a value may come back, and how many values the last digits are judged on.
  private static let longestRun = 3
  private static let fewestForDigits = 20

  func findings(_ data: IndicatorData) -> [IndicatorFinding] {
    data.series.filter { $0.points.first?.period.length == .month }.flatMap { series in
      [unitMix(series), allEqual(series) ?? repeated(series), heaped(series)].compactMap(\.self) + gaps(series)
    }
  }

  private func name(_ series: IndicatorSeries) -> LocalizedText {
    let title = catalogue.title(of: series.key.subject)
    guard !series.key.group.isEmpty else { return title }
    return LocalizedText(
      chinese: "\(title.chinese)·\(series.key.group)", english: "\(title.english), \(series.key.group)")
  }

  private func gaps(_ series: IndicatorSeries) -> [IndicatorFinding] {
    let name = name(series)
    return zip(series.points, series.points.dropFirst()).compactMap { left, right in
      guard let expected = left.period.next, expected < right.period else { return nil }
      return IndicatorFinding(
        .gap, line: right.line,
        chinese: "\(name.chinese)：\(left.period) 之后缺 \(expected)，下一个是 \(right.period)。缺的月份按未达标计，请补上或说明原因。",
        english:
          "\(name.english): \(expected) is missing between \(left.period) and \(right.period); it counts as not met.")
    }
  }

  /// Of a percentage that is 95 in most months and 0.95 in one, the one was written in another unit.
  private func unitMix(_ series: IndicatorSeries) -> IndicatorFinding? {
    guard catalogue.unit(of: series.key.subject) == "%", let most = series.points.map(\.value).max(), most >= 20,
      let odd = series.points.first(where: { $0.value > 0 && $0.value <= 1 })
    else { return nil }
    let name = name(series)
    return IndicatorFinding(
      .unitMix, line: odd.line,
      chinese: "\(name.chinese)：\(odd.period) 是 \(decimal(odd.value))，其余到 \(decimal(most))，像是比率与百分数混写。请统一写成百分数。",
      english:
        "\(name.english): \(decimal(odd.value)) in \(odd.period) beside \(decimal(most)); a ratio among percentages?")
  }

  private func allEqual(_ series: IndicatorSeries) -> IndicatorFinding? {
    guard series.points.count >= 6, let first = series.points.first,
      series.points.allSatisfy({ $0.value == first.value })
    else { return nil }
    let name = name(series)
    return IndicatorFinding(
      .allEqual, line: first.line,
      chinese: "\(name.chinese)：\(series.points.count) 个月都是 \(decimal(first.value))，请核对是不是目标值而不是实际值。",
      english: "\(name.english): \(series.points.count) months all have \(decimal(first.value)); is it the target?")
  }

  private func repeated(_ series: IndicatorSeries) -> IndicatorFinding? {
    var start = 0
    for index in series.points.indices.dropFirst() where series.points[index].value != series.points[start].value {
      if index - start > Self.longestRun { break }
      start = index
    }
    let run = series.points[start...].prefix { $0.value == series.points[start].value }
    guard run.count > Self.longestRun, let first = run.first, let last = run.last, !isCoarse(series) else { return nil }
    let name = name(series)
    return IndicatorFinding(
      .repeatedValue, line: first.line,
      chinese:
        "\(name.chinese)：\(first.period) 至 \(last.period) 连续 \(run.count) 个月都是 \(decimal(first.value))，请核对是不是照抄。",
      english: "\(name.english): \(decimal(first.value)) in \(run.count) months in a row from \(first.period); copied?")
  }

  /// A series of few different values, as 0.04 % and 0.05 %, comes back to them by itself.
  private func isCoarse(_ series: IndicatorSeries) -> Bool {
    let values = series.points.map(\.value)
    guard let low = values.min(), let high = values.max() else { return true }
    return (high - low) * Rational(power(places(series))) < Rational(10)
  }

  /// Estimated figures end in 0 and 5 more often than one in five.
  private func heaped(_ series: IndicatorSeries) -> IndicatorFinding? {
    let places = places(series)
    guard series.points.count >= Self.fewestForDigits, places > 0, !isCoarse(series) else { return nil }
    let round = series.points.count { ($0.value * Rational(power(places)) / 5).isWhole }
    guard let confidence = try? Confidence(0.999),
      let interval = try? Proportion(successes: round, trials: series.points.count).wilsonInterval(confidence),
      interval.low > 0.2
    else { return nil }
    let name = name(series)
    return IndicatorFinding(
      .heaped, line: series.points[0].line,
      chinese: "\(name.chinese)：\(series.points.count) 个数里有 \(round) 个末位是 0 或 5，按机会约五分之一，像是估计值。",
      english:
        "\(name.english): \(round) of \(series.points.count) values end in 0 or 5, by chance one in five; estimates?")
  }

  /// The most decimals that a value of the series has.
  private func places(_ series: IndicatorSeries) -> Int {
    series.points.map { point in (0...6).first { (point.value * Rational(power($0))).isWhole } ?? 6 }.max()
      ?? 0
  }

  private func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { product, _ in product * 10 } }
}

/// A number with as many decimals as it has, at most three.
func decimal(_ value: Rational) -> String {
  for decimals in 0..<3 {
    let scale = (0..<decimals).reduce(Rational(1)) { product, _ in product * 10 }
    if (value * scale).isWhole { return value.display(decimals: decimals) }
  }
  return value.display(decimals: 3)
}
