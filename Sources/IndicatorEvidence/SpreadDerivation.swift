public import AssessmentModel
public import Diagnostics
internal import Statistics

/// Works out the variances of the catalogue from the days or the teams of data: how far an indicator lies apart within a month.
public struct SpreadDerivation {
  /// A variance by month.
  public struct Spread: Sendable, Equatable {
    /// The months of which two days or teams and more are told; numerator and denominator are the sum of the squared
    /// deviations and the count less one.
    public let series: IndicatorSeries
    /// By which formula the days or teams were computed.
    public let base: LocalizedText
  }

  private let catalogue: IndicatorCatalogue

  /// Takes the catalogue that says which variances there are.
  public init(catalogue: IndicatorCatalogue) { self.catalogue = catalogue }

  /// The variances that follow from data and are not told in them, in the order of the catalogue.
  public func spreads(of data: IndicatorData) -> [Spread] {
    catalogue.indicators.flatMap { indicator in
      indicator.variants.compactMap { variant -> Spread? in
        let subject = IndicatorSeries.Subject.indicator(indicator.id, variant: variant.id)
        guard let spread = variant.spread, data[subject] == nil, let base = catalogue[spread.of] else { return nil }
        return self.spread(of: base, among: spread.among, in: data, as: subject)
      }
    }
  }

  /// By the formula that the data report where they report one, else by the first that their measures allow.
  private func spread(
    of base: IndicatorDefinition, among parts: IndicatorVariant.Spread.Parts, in data: IndicatorData,
    as subject: IndicatorSeries.Subject
  ) -> Spread? {
    let reported = Set(data.series.map(\.key.subject))
    func name(_ variant: IndicatorVariant) -> IndicatorSeries.Subject { .indicator(base.id, variant: variant.id) }
    // A formula in another unit, as of points beside shares, has another variance.
    let formulas = base.variants.filter { $0.unit == nil || $0.unit == base.unit }
    let told = formulas.filter { reported.contains(name($0)) }
    for variant in told + formulas.filter({ !reported.contains(name($0)) }) {
      let values =
        switch parts {
        case .days: days(name(variant), base, variant, data)
        case .groups: groups(name(variant), base, variant, data)
        }
      let points = values.sorted { $0.key < $1.key }.compactMap(point)
      guard !points.isEmpty else { continue }
      return Spread(
        series: IndicatorSeries(key: .init(subject), points: points), base: catalogue.title(of: name(variant)))
    }
    return nil
  }

  private func point(_ month: IndicatorPeriod, _ values: [Rational]) -> IndicatorSeries.Point? {
    // Quotients of many counts would grow without end.
    let sample = ExactSample(values.map { $0.rounded(decimals: 9) })
    guard let variance = try? sample.variance() else { return nil }
    return IndicatorSeries.Point(
      period: month, value: variance, numerator: sample.sumOfSquaredDeviations,
      denominator: Rational(sample.count - 1))
  }

  // MARK: - Days

  /// The values of the days by month: as they are told, else from the measures of days or intervals.
  private func days(
    _ subject: IndicatorSeries.Subject, _ base: IndicatorDefinition, _ variant: IndicatorVariant, _ data: IndicatorData
  ) -> [IndicatorPeriod: [Rational]] {
    let told = (data[subject]?.points ?? []).filter { $0.period.length == .day }
    guard told.isEmpty else { return Dictionary(grouping: told, by: \.period.month).mapValues { $0.map(\.value) } }
    guard let computation = variant.computation, addsUp(computation) else { return [:] }
    var values: [IndicatorPeriod: [Rational]] = [:]
    for month in IntervalMonth.months(of: data) {
      let days = Dictionary(grouping: month.intervals.indices) { month.intervals[$0].period.start }
      values[month.month] = days.values.compactMap { rows in
        computation.value(isPercentage: base.isPercentage) { measure in
          let parts = rows.compactMap { month.table.value(measure, at: $0) }
          return parts.count == rows.count ? parts.sum() : nil
        }
      }
    }
    return values
  }

  /// Whether all that a formula takes are quantities that add up over a day.
  private func addsUp(_ computation: IndicatorComputation) -> Bool {
    (computation.numerator + computation.denominator).allSatisfy { catalogue[$0.measure]?.aggregation == .sum }
  }

  // MARK: - Teams

  /// The values of the teams or agents by month: as they are told, else from their measures.
  private func groups(
    _ subject: IndicatorSeries.Subject, _ base: IndicatorDefinition, _ variant: IndicatorVariant, _ data: IndicatorData
  ) -> [IndicatorPeriod: [Rational]] {
    var values: [IndicatorPeriod: [Rational]] = [:]
    for own in data.teams.values {
      let told = (own[subject]?.points ?? []).filter { $0.period.length == .month }
      if told.isEmpty {
        for (month, value) in months(variant, base, own) { values[month, default: []].append(value) }
      } else {
        for point in told { values[point.period, default: []].append(point.value) }
      }
    }
    return values
  }

  /// The months of one team by the measures of its months, else of its days or intervals.
  private func months(
    _ variant: IndicatorVariant, _ base: IndicatorDefinition, _ data: IndicatorData
  ) -> [(IndicatorPeriod, Rational)] {
    guard let computation = variant.computation, addsUp(computation) else { return [] }
    if let table = MeasureTable(data, of: .month) {
      return table.rows.indices.compactMap { row in
        computation.value(isPercentage: base.isPercentage) { table.value($0, at: row) }
          .map { (table.rows[row].period, $0) }
      }
    }
    return IntervalMonth.months(of: data).compactMap { month in
      computation.value(isPercentage: base.isPercentage) { month.sum($0) }.map { (month.month, $0) }
    }
  }
}
