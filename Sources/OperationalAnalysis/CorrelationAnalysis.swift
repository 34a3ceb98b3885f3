internal import AssessmentModel
internal import Diagnostics
public import Statistics

/// Do two measures go together? Such as the performance formula and the indicator that the strategy names.
public struct CorrelationAnalysis: Sendable {
  /// The two measures, with a value for each label where both have one.
  public let first: Observations, second: Observations
  /// The labels that only the first has a value for, and those that only the second has; neither are used.
  public let onlyFirst: [String], onlySecond: [String]
  /// Whether the labels are periods, not rows.
  public let isSeries: Bool
  /// Of the values, and of their ranks.
  public let pearson: Correlation, spearman: Correlation
  /// The least-squares line of the second by the first.
  public let intercept: Double, slope: Double
  /// The correlation of the changes from one period to the next, both of which have both sides; common trends alone do
  /// not show in it. Nil where there are too few.
  public let ofChanges: Correlation?
  /// The period without which the values, or the changes, would not be correlated as they are; nil where no single one
  /// decides, or where they are not significantly correlated.
  public let decisive: String?, decisiveChange: String?
  /// How results are judged.
  public let significance: Significance

  /// Compares two measures of one length, label by label.
  ///
  /// - Parameters:
  ///   - further: labels that the second has a value for and the first does not know; those before its own, and those behind.
  ///   - isSeries: whether the labels are periods in order, so that changes mean something.
  public init(
    _ first: Observations, _ second: Observations, further: (before: [String], behind: [String]) = ([], []),
    isSeries: Bool = true, significance: Significance = .usual
  ) throws(AnalysisRefusal) {
    let both = first.values.indices.filter { first.values[$0] != nil && second.values[$0] != nil }
    func kept(_ series: Observations) -> Observations {
      Observations(
        name: series.name, unit: series.unit, labels: both.map { series.labels[$0] },
        values: both.map { series.values[$0] })
    }
    let (left, right) = (kept(first), kept(second))
    let subject = LocalizedText(
      chinese: "\(first.name.chinese) × \(second.name.chinese)",
      english: "\(first.name.english) × \(second.name.english)")
    for side in [left, right] where side.known.count > 2 {
      guard let value = side.known.first, side.known.allSatisfy({ $0 == value }) else { continue }
      let text = NumberText.decimal(value, NumberText.decimals(of: [value]) - 1)
      throw AnalysisRefusal(
        "no-variation",
        "\(subject.chinese)：“\(side.name.chinese)”的 \(side.known.count) 个值都是 \(text)，没有波动，不能算相关；请核对是不是取错了列",
        "\(subject.english): all \(side.known.count) values of “\(side.name.english)” are \(text), so there is no correlation; is it the right column?"
      )
    }
    func correlation(_ kind: Correlation.Kind) throws(AnalysisRefusal) -> Correlation {
      try required(subject) { () throws(StatisticsError) in
        try Correlation(kind, left.known, right.known, confidence: significance.confidence)
      }
    }
    (pearson, spearman) = (try correlation(.pearson), try correlation(.spearman))
    let line = try required(subject) { () throws(StatisticsError) in
      try LinearRegression(response: right.known, design: [left.known.map { _ in 1 }, left.known])
    }
    (intercept, slope) = (line.coefficients[0].nearestDouble, line.coefficients[1].nearestDouble)
    // A change is from one period to the next: where one lacks a side there is none.
    let steps = both.indices.dropFirst().filter { both[$0] == both[$0 - 1] + 1 }
    func changes(_ values: [Rational]) -> [Rational] { steps.map { values[$0] - values[$0 - 1] } }
    ofChanges =
      isSeries
      ? try? Correlation(
        .pearson, changes(left.known), changes(right.known), confidence: significance.confidence) : nil
    decisive =
      significance.isMet(by: pearson.probability)
      ? Correlation.decisivePair(left.known, right.known, level: significance.level).map { left.labels[$0] } : nil
    decisiveChange =
      significance.isMet(by: ofChanges?.probability ?? 1)
      ? Correlation.decisivePair(changes(left.known), changes(right.known), level: significance.level)
        .map { left.labels[steps[$0]] } : nil
    (self.first, self.second) = (left, right)
    func only(_ own: Observations, not other: Observations) -> [String] {
      first.labels.indices.filter { own.values[$0] != nil && other.values[$0] == nil }.map { first.labels[$0] }
    }
    onlyFirst = only(first, not: second)
    onlySecond = further.before + only(second, not: first) + further.behind
    self.isSeries = isSeries
    self.significance = significance
  }
}

/// Does a measure rise or fall over time?
public struct TrendAnalysis: Sendable {
  /// The series.
  public let series: Observations
  /// The test, with the slope by period.
  public let test: MannKendall
  /// The height of the line at the first period: the median of what remains without the slope.
  public let intercept: Double
  /// The correlation of each value with the one before, without the trend; nil where nothing is left to correlate. Above
  /// `2 / √n` the test takes neighbours for independent that are not, and finds trends too easily.
  public let dependence: Double?
  /// How results are judged.
  public let significance: Significance

  /// Looks for a trend. A series with a missing value is refused: steps of different length are no steps.
  public init(_ series: Observations, significance: Significance = .usual) throws(AnalysisRefusal) {
    let gaps = series.values.indices.filter { series.values[$0] == nil }.map { series.labels[$0] }
    guard gaps.isEmpty else {
      let more = gaps.count > 5
      throw AnalysisRefusal(
        "gap",
        "\(series.name.chinese)：\(gaps.prefix(5).joined(separator: "、"))\(more ? " 等 \(gaps.count) 期" : "") 没有值；趋势检验要求各期连续",
        "\(series.name.english): no value in \(gaps.prefix(5).joined(separator: ", "))\(more ? " and others, \(gaps.count) in all" : ""); a trend needs every period"
      )
    }
    let values = series.known
    guard values.count <= MannKendall.longestSeries else {
      let most = MannKendall.longestSeries
      throw AnalysisRefusal(
        "too-many", "\(series.name.chinese)：趋势检验最多 \(most) 期，这里有 \(values.count) 期；请先按天、周或月汇总",
        "\(series.name.english): a trend takes at most \(most) periods, not \(values.count); add them up by day, week or month"
      )
    }
    let test = try required(series.name) { () throws(StatisticsError) in
      try MannKendall(values, confidence: significance.confidence)
    }
    let rests = values.enumerated().map { $1.nearestDouble - test.slope * Double($0) }
    intercept = Self.median(rests)
    dependence = Self.dependence(rests)
    (self.series, self.test, self.significance) = (series, test, significance)
  }

  /// Whether neighbours hang together more than chance allows.
  public var isDependent: Bool { (dependence ?? 0) > 2 / Double(series.values.count).squareRoot() }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private static func dependence(_ rests: [Double]) -> Double? {
    let mean = rests.reduce(0, +) / Double(rests.count)
    let squares = rests.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let scale = rests.map(\.magnitude).max() ?? 0
    guard squares > 1e-18 * scale * scale else { return nil }
    return zip(rests, rests.dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / squares
  }
}
