internal import AssessmentModel
internal import Diagnostics
internal import Statistics

/// Looks at each series of weeks, months, quarters or years for what a real operation does not produce.
struct SeriesChecks {
  let catalogue: IndicatorCatalogue
  /// The last day that counts.
  let date: CalendarDate

  /// How often in a row a value may come back.
  private static let longestRun = 3

  func findings(_ data: IndicatorData) -> [IndicatorFinding] {
    var findings: [IndicatorFinding] = []
    // A month that several series lack is said once, where the first of them stands.
    var gaps: [Gap.Key: (place: Int, gap: Gap)] = [:]
    for whole in data.series {
      guard let grain = PeriodGrain.of(whole, on: date) else {
        findings += [unitMix(whole)].compactMap(\.self)
        continue
      }
      let series = IndicatorSeries(key: whole.key, points: whole.points.filter { grain.holds($0.period) })
      findings += [
        partAboveWhole(series), unitMix(series), allEqual(series, grain) ?? repeated(series, grain),
        LastDigits(catalogue: catalogue).finding(series),
      ].compactMap(\.self)
      let known = IndicatorSeries(key: series.key, points: series.points.filter { grain.counts($0.period, on: date) })
      for gap in self.gaps(known, grain) {
        if let (place, said) = gaps[gap.key] {
          var said = said
          said.names += gap.names
          gaps[gap.key] = (place, said)
          findings[place] = finding(said)
        } else {
          gaps[gap.key] = (findings.count, gap)
          findings.append(finding(gap))
        }
      }
    }
    return findings
  }

  /// A stretch of periods that series lack between others.
  private struct Gap {
    struct Key: Hashable {
      var before: IndicatorPeriod, after: IndicatorPeriod
      /// What comes of it, in Chinese.
      var effect: String
    }

    var key: Key
    var missing: IndicatorPeriod
    var effect: LocalizedText
    /// Of which series, in order.
    var names: [LocalizedText]
    var line: Int
  }

  /// How many series are named of those that lack the same periods.
  private static let mostSeries = 3

  private func finding(_ gap: Gap) -> IndicatorFinding {
    let named = gap.names.prefix(Self.mostSeries)
    let (count, rest) = (gap.names.count, gap.names.count > Self.mostSeries)
    let names = LocalizedText(
      chinese: named.map(\.chinese).joined(separator: "、") + (rest ? "等 \(count) 项" : ""),
      english: named.map(\.english).joined(separator: ", ") + (rest ? " and others, \(count) in all" : ""))
    return IndicatorFinding(
      .gap, line: gap.line,
      chinese:
        "\(names.chinese)：\(gap.key.before) 之后缺 \(gap.missing)，下一个是 \(gap.key.after)。\(gap.effect.chinese)请补上或说明原因。",
      english:
        "\(names.english): \(gap.missing) is missing between \(gap.key.before) and \(gap.key.after); \(gap.effect.english)add it or say why."
    )
  }

  private func name(_ series: IndicatorSeries) -> LocalizedText { catalogue.name(of: series.key) }

  private func gaps(_ series: IndicatorSeries, _ grain: PeriodGrain) -> [Gap] {
    let name = name(series)
    let effect = effect(ofGapsIn: series, grain)
    return zip(series.points, series.points.dropFirst()).compactMap { left, right in
      guard let expected = left.period.next, expected < right.period else { return nil }
      return Gap(
        key: Gap.Key(before: left.period, after: right.period, effect: effect.chinese), missing: expected,
        effect: effect, names: [name], line: right.line)
    }
  }

  /// What comes of a missing period: the centre has not met its target, teams are not compared in it, and a measure is
  /// held against nothing.
  private func effect(ofGapsIn series: IndicatorSeries, _ grain: PeriodGrain) -> LocalizedText {
    guard case .indicator = series.key.subject else { return LocalizedText(chinese: "", english: "") }
    let period = grain == .month ? "月份" : grain.title.chinese
    return series.key.group.isEmpty
      ? LocalizedText(chinese: "缺的\(period)按未达标计，", english: "it counts as not met; ")
      : LocalizedText(chinese: "缺的\(period)不用来检验各组的差别，", english: "the teams are not tested by it; ")
  }

  /// More successes than trials, which no share of counted things has.
  private func partAboveWhole(_ series: IndicatorSeries) -> IndicatorFinding? {
    guard case .indicator(let id, _) = series.key.subject,
      let indicator = catalogue[id], indicator.countsTrials, indicator.isPercentage,
      let (odd, top, bottom) = series.points.lazy.compactMap({ point in
        if let top = point.numerator, let bottom = point.denominator, top > bottom { (point, top, bottom) } else { nil }
      }).first
    else { return nil }
    let name = name(series)
    return IndicatorFinding(
      .impossible, line: odd.line,
      chinese:
        "\(name.chinese)：\(odd.period) 的分子 \(decimal(top)) 大于分母 \(decimal(bottom))，请核对两数是不是写反，或取数范围不同；改正前不给区间。",
      english:
        "\(name.english): in \(odd.period) the numerator, \(decimal(top)), is larger than the denominator, \(decimal(bottom)); are they exchanged, or of different scope? Until then there is no interval."
    )
  }

  /// The ratio among the percentages of a series, where there is one.
  func mix(_ series: IndicatorSeries) -> ShareScale<IndicatorSeries.Point>.Mix? {
    guard catalogue.unit(of: series.key.subject) == "%" else { return nil }
    var scale = ShareScale<IndicatorSeries.Point>()
    for point in series.points { scale.add(point.value, isProven: point.denominator != nil, at: point) }
    return scale.mix(isUsuallyHigh: catalogue.isUsuallyHighShare(series.key.subject))
  }

  /// How many lines of ratios are named.
  private static let mostNamed = 12

  /// Of a percentage that is 95 in most periods and 0.95 in one, the one was written in another unit.
  private func unitMix(_ series: IndicatorSeries) -> IndicatorFinding? {
    guard let mix = mix(series) else { return nil }
    let (name, found) = (name(series), mix.wording(at: mix.place.period.printed, decimal))
    let lines = series.points.filter { $0.value > 0 && $0.value <= 1 && $0.denominator == nil }.map { "\($0.line)" }
    let named = lines.prefix(Self.mostNamed)
    let rest = lines.count > named.count
    let advice = ShareScale<IndicatorSeries.Point>.Mix.advice
    return IndicatorFinding(
      .unitMix, line: mix.place.line,
      chinese:
        "\(name.chinese)：\(found.chinese)，共 \(lines.count) 处（第 \(named.joined(separator: "、")) 行\(rest ? "等" : "")）。请\(advice.chinese)；改正前不算水平，也不给等级。",
      english:
        "\(name.english): \(found.english) \(lines.count) in all (lines \(named.joined(separator: ", "))\(rest ? ", …" : "")): \(advice.english). Until then there is no level and no mark."
    )
  }

  private func allEqual(_ series: IndicatorSeries, _ grain: PeriodGrain) -> IndicatorFinding? {
    guard series.points.count >= 6, let first = series.points.first,
      series.points.allSatisfy({ $0.value == first.value })
    else { return nil }
    let name = name(series)
    return IndicatorFinding(
      .allEqual, line: first.line,
      chinese:
        "\(name.chinese)：\(grain.counted(series.points.count).chinese)都是 \(decimal(first.value))，请核对是不是目标值而不是实际值。",
      english:
        "\(name.english): all \(grain.counted(series.points.count).english) have \(decimal(first.value)); is it the target?"
    )
  }

  private func repeated(_ series: IndicatorSeries, _ grain: PeriodGrain) -> IndicatorFinding? {
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
        "\(name.chinese)：\(first.period) 至 \(last.period) 连续 \(grain.counted(run.count).chinese)都是 \(decimal(first.value))，请核对是不是照抄。",
      english:
        "\(name.english): \(decimal(first.value)) in \(grain.counted(run.count).english) in a row from \(first.period); copied?"
    )
  }

  /// A series of few different values, as 0.04 % and 0.05 %, comes back to them by itself, and so does a value of one digit
  /// such as 0 or 0.00005 in a series of those, half of which are of one digit.
  private func isCoarse(_ series: IndicatorSeries) -> Bool {
    let values = series.points.map(\.value)
    let digit = series.usualStep * 10
    guard let low = values.min(), let high = values.max() else { return true }
    return (high - low) < digit || values.count { $0.magnitude < digit } * 2 > values.count && digit <= 1
  }
}

extension IndicatorCatalogue {
  /// What a series is called: its indicator or measure, and the team where it is that of one.
  func name(of key: IndicatorSeries.Key) -> LocalizedText {
    let title = title(of: key.subject)
    guard !key.group.isEmpty else { return title }
    return LocalizedText(chinese: "\(title.chinese)·\(key.group)", english: "\(title.english), \(key.group)")
  }
}

/// A reported number rounded to three decimals, or to three significant figures where it is small, without the zeros
/// at its end, with a true minus sign.
func decimal(_ value: Rational) -> String {
  var (decimals, least) = (3, Rational(1, 10))
  while value != 0, value.magnitude < least, decimals < 15 { (decimals, least) = (decimals + 1, least / 10) }
  var text = value.typeset(decimals: decimals)
  while text.last == "0" { text.removeLast() }
  if text.last == "." { text.removeLast() }
  return text
}
