internal import AssessmentModel
internal import IndicatorEvidence

/// Indicators of the invented centre on which templates are tried: two years of months, one of them missing.
enum SampleIndicators {
  /// What they prove, with data up to a day, that of the assessment unless another is given: some indicators meet their targets, some do not, some cannot be judged.
  static func evidence(
    for assessment: Assessment, _ rubrics: [Rubric], _ catalogue: IndicatorCatalogue, until last: CalendarDate? = nil
  ) -> IndicatorEvidence {
    let end = last ?? assessment.date
    var settings = IndicatorSettings()
    for indicator in catalogue.indicators where indicator.direction == .higher && indicator.isPercentage {
      settings.targets[indicator.id] = .bound(80)
    }
    let series = catalogue.indicators.filter { $0.direction != .context }.prefix(9).enumerated().map {
      number, indicator in
      IndicatorSeries(
        key: IndicatorSeries.Key(.indicator(indicator.id, variant: indicator.variants[0].id)),
        points: points(number, sample: indicator.minimumSample, until: end))
    }
    // Three teams of the first indicator, and one of the second.
    let teams = [(0, "一组"), (0, "二组"), (0, "三组"), (1, "一组")].enumerated().map { number, team in
      IndicatorSeries(
        key: IndicatorSeries.Key(series[team.0].key.subject, group: team.1),
        points: points(team.0 + number + 2, sample: 400, until: end))
    }
    return IndicatorEvidence(
      IndicatorData(series + teams), intervals: nil, catalogue: catalogue, settings: settings, date: assessment.date,
      rubrics: rubrics.map { ($0, assessment.answers[$0.id] ?? [:]) })
  }

  /// Values that go up and down, in tenths; of the second indicator a month is missing.
  private static func points(_ number: Int, sample: Int, until date: CalendarDate) -> [IndicatorSeries.Point] {
    (0..<24).compactMap { index in
      guard number != 1 || index != 17 else { return nil }
      let month = date.year * 12 + date.month - 1 - (23 - index)
      guard let period = IndicatorPeriod(year: month / 12, month: month % 12 + 1) else { return nil }
      let tenths = 780 + (index * 37 + number * 53) % 71
      return IndicatorSeries.Point(
        period: period, value: Rational(tenths, 10), sample: Rational(sample + index), line: index + 2)
    }
  }
}
