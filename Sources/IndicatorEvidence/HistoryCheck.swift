internal import AssessmentModel
internal import Diagnostics

/// Holds data beside an earlier file of the same centre: what was reported for a month once stays, or somebody says why not.
struct HistoryCheck {
  let catalogue: IndicatorCatalogue

  func findings(_ data: IndicatorData, earlier: IndicatorData) -> [IndicatorFinding] {
    earlier.series.flatMap { then -> [IndicatorFinding] in
      guard let now = data[then.key] else { return otherFormula(then, data).map { [$0] } ?? [] }
      return restated(then, now) + missing(then, now)
    }
  }

  private func name(_ series: IndicatorSeries) -> LocalizedText { catalogue.name(of: series.key) }

  private func restated(_ then: IndicatorSeries, _ now: IndicatorSeries) -> [IndicatorFinding] {
    let name = name(then)
    let unit = catalogue.unit(of: then.key.subject)
    let before = Dictionary(uniqueKeysWithValues: then.points.map { ($0.period, $0) })
    let (finestThen, finestNow) = (then.finestStep, now.finestStep)
    return now.points.compactMap { point in
      guard let first = before[point.period] else { return nil }
      // The value that is written with fewer decimals cannot tell more apart, and may have rounded a half up or to the even
      // digit.
      let (old, new) = (first.step ?? finestThen, point.step ?? finestNow)
      let spare = old == new ? 0 : max(old, new) / 2
      guard (first.value - point.value).magnitude > spare else { return nil }
      let numbers = Self.apart(first.value, point.value)
      let (was, isNow) = (UnitName.quantity(numbers.0, unit), UnitName.quantity(numbers.1, unit))
      return IndicatorFinding(
        .restated, line: point.line,
        chinese:
          "\(name.chinese)：\(point.period) 原来报 \(was.chinese)（原文件第 \(first.line) 行），现在是 \(isNow.chinese)。请写明为什么改、谁批准。",
        english:
          "\(name.english): \(point.period) was \(was.english) (line \(first.line) of the earlier file) and is \(isNow.english) now; say why and who agreed."
      )
    }
  }

  /// Two numbers that differ, as they are usually printed, or with as many decimals as it takes to tell them apart.
  private static func apart(_ left: Rational, _ right: Rational) -> (String, String) {
    let usual = (decimal(left), decimal(right))
    guard usual.0 == usual.1 else { return usual }
    let decimals = (4...15).first { left.display(decimals: $0) != right.display(decimals: $0) } ?? 15
    return (left.typeset(decimals: decimals), right.typeset(decimals: decimals))
  }

  /// Months that the earlier file had and that are missing between those of the present one.
  private func missing(_ then: IndicatorSeries, _ now: IndicatorSeries) -> [IndicatorFinding] {
    guard let first = now.points.first, let last = now.points.last else { return [] }
    let present = Set(now.points.map(\.period))
    let name = name(then)
    return then.points.filter { $0.period > first.period && $0.period < last.period && !present.contains($0.period) }
      .map {
        let old = UnitName.quantity(decimal($0.value), catalogue.unit(of: then.key.subject))
        // It should stand before the next that there is.
        let period = $0.period
        let next = now.points.first { $0.period > period } ?? last
        return IndicatorFinding(
          .restated, line: next.line,
          chinese: "\(name.chinese)：\($0.period) 原来报 \(old.chinese)（原文件第 \($0.line) 行），现在没有了。请补上，或写明为什么删去。",
          english:
            "\(name.english): \($0.period) was \(old.english) (line \($0.line) of the earlier file) and is missing now; add it or say why."
        )
      }
  }

  /// An indicator of which the months that were reported by one formula are reported by another now.
  private func otherFormula(_ then: IndicatorSeries, _ data: IndicatorData) -> IndicatorFinding? {
    guard case .indicator(let id, let variant) = then.key.subject else { return nil }
    let periods = Set(then.points.map(\.period))
    let now = data.series.first { series in
      guard case .indicator(id, let other) = series.key.subject, series.key.group == then.key.group else {
        return false
      }
      return other != variant && series.points.contains { periods.contains($0.period) }
    }
    guard let now, let point = now.points.first(where: { periods.contains($0.period) }) else { return nil }
    let (old, new) = (name(then), name(now))
    return IndicatorFinding(
      .restated, line: point.line,
      chinese: "\(old.chinese)：原文件按这一公式报，现在从 \(point.period) 起改用“\(new.chinese)”，前后不可比。请两种公式都报，或注明何时改的。",
      english:
        "\(old.english): the earlier file used this formula, since \(point.period) it is “\(new.english)”; give both, or say when it changed."
    )
  }
}
