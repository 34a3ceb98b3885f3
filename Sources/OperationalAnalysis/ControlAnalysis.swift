public import AssessmentModel
public import Diagnostics
public import Statistics

/// Is a process stable, and did a change change it? A control chart with the five rules.
public struct ControlAnalysis: Sendable {
  /// What the values are.
  public enum Data: Sendable {
    /// One value a period.
    case individuals(Observations)
    /// Several values a period, the same number each.
    case subgroups(
      name: LocalizedText, unit: String, labels: [String], values: [[Rational]], range: PossibleRange? = nil)
    /// So many out of so many.
    case shares(name: LocalizedText, labels: [String], counts: [Int], sizes: [Int])
    /// So many events over so much opportunity, such as complaints by 1,000 calls.
    case rates(name: LocalizedText, labels: [String], counts: [Int], sizes: [Int])
  }

  /// A stretch with limits of its own.
  public struct Phase: Sendable {
    /// Its points, by position.
    public let range: Range<Int>
    /// How many of them have a value.
    public let count: Int
    /// The centre line.
    public let centre: Double
    /// The limits; nil where they differ from point to point.
    public let limits: Interval?
  }

  /// Whether a phase differs from the one before.
  public enum Step: Hashable, Sendable {
    /// Welch's test of single values, or of the means of subgroups, of which each counts as one observation.
    case means(TTest)
    /// Fisher's exact test of two shares.
    case shares(ShareComparison)
    /// The exact test of two rates.
    case rates(RateComparison)

    /// How often chance alone would give as much.
    public var probability: Double {
      switch self {
      case .means(let test): test.probability
      case .shares(let comparison): comparison.probability
      case .rates(let comparison): comparison.probability
      }
    }
  }

  /// What was measured, and its unit; shares are given in per cent.
  public let name: LocalizedText, unit: String
  /// The period of each point.
  public let labels: [String]
  /// The chart that is read, and the one of ranges where the method has one.
  public let chart: ControlChart, ranges: ControlChart?
  /// The size of each sample, where samples have one.
  public let sizes: [Int]?
  /// The phases in order.
  public let phases: [Phase]
  /// The test of each phase against the one before.
  public let steps: [Result<Step, AnalysisRefusal>]
  /// The test of the ranges of subgroups in each phase against those before: whether the spread inside them changed. Nil
  /// on other charts; moving ranges are not tested, as neighbours share a value.
  public let rangeSteps: [Result<TTest, AnalysisRefusal>]?
  /// How many decimals a value, a mean and a limit are printed with.
  public let decimals: Int
  /// How often a stable process raises alarms on a chart like this one.
  public let falseAlarms: FalseAlarms
  /// How steps are judged.
  public let significance: Significance

  /// Below this mean count a sample is too small for limits at three standard deviations (Montgomery, chapter 7.2.1).
  public static let enoughCounts = 5.0

  /// Above this ratio of what neighbours differ to what sampling makes them, counts are plainly not independent: stable processes
  /// of 24 points exceed it in fewer than one chart of a hundred.
  public static let evidentDispersion = 1.5

  /// Below this, limits are provisional (Montgomery, chapter 5.4.2: 20 to 25 samples).
  public static let enoughPoints = 20

  /// Makes the chart.
  ///
  /// - Parameters:
  ///   - changes: the labels of the first periods after a change; limits begin anew there.
  ///   - significance: how the steps between phases are judged.
  public init(
    _ data: Data, changes: [String] = [], significance: Significance = .usual
  ) throws(AnalysisRefusal) {
    let starts = try Self.starts(data, changes)
    let places: Int
    switch data {
    case .individuals(let series):
      (name, unit, labels, sizes) = (series.name, series.unit, series.labels, nil)
      places = NumberText.decimals(of: series.known)
      let charts = try required(series.name) { () throws(StatisticsError) in
        try ControlChart.individuals(series.values, phases: starts, within: series.range)
      }
      (chart, ranges) = (charts.individuals, charts.movingRange)
    case .subgroups(let name, let unit, let labels, let values, let range):
      (self.name, self.unit, self.labels, sizes) = (name, unit, labels, values.map(\.count))
      places = NumberText.decimals(of: values.flatMap { $0 })
      let charts = try required(name) { () throws(StatisticsError) in
        try ControlChart.means(values, phases: starts, within: range)
      }
      (chart, ranges) = (charts.means, charts.ranges)
    case .shares(let name, let labels, let counts, let sizes):
      (self.name, unit, self.labels, self.sizes) = (name, "%", labels, sizes)
      (places, ranges) = (2, nil)
      try Self.refuseMissingBase(name, labels, sizes, starts)
      chart = try required(name) { () throws(StatisticsError) in
        try ControlChart.shares(counts: counts, sizes: sizes, phases: starts)
      }
    case .rates(let name, let labels, let counts, let sizes):
      (self.name, unit, self.labels, self.sizes) = (name, "", labels, sizes)
      (places, ranges) = (4, nil)
      try Self.refuseMissingBase(name, labels, sizes, starts)
      chart = try required(name) { () throws(StatisticsError) in
        try ControlChart.rates(counts: counts, sizes: sizes, phases: starts)
      }
    }
    guard chart.points.contains(where: { $0.deviation > 0 }) else {
      throw AnalysisRefusal(
        "no-variation", "\(name.chinese)：同一段里的值都相同，没有波动，画不出控制限",
        "\(name.english): all values of a phase are equal, so there are no control limits")
    }
    phases = Self.phases(of: chart)
    falseAlarms = FalseAlarms(of: chart, ranges: ranges, sizes: sizes)
    decimals = Self.decimals(telling: chart, phases, from: places)
    steps = Self.steps(data, phases, significance)
    rangeSteps = Self.rangeSteps(data, phases, significance)
    self.significance = significance
  }

  /// The alarms of the chart that is read, and those of its ranges.
  public var alarms: [RunRule.Alarm] { chart.alarms }

  /// The points of the chart, in the unit that is printed: shares in per cent.
  public func shown(_ value: Double) -> Double { chart.kind == .shares ? value * 100 : value }

  /// As many decimals as tell the limits of each phase from its centre line.
  private static func decimals(telling chart: ControlChart, _ phases: [Phase], from decimals: Int) -> Int {
    let unit = chart.kind == .shares ? 100.0 : 1
    return phases.reduce(decimals) { decimals, phase in
      guard let point = chart.points[phase.range].first(where: { $0.value != nil }) else { return decimals }
      return NumberText.decimals(
        telling: [point.lower, point.centre, point.upper].map { $0 * unit }, from: decimals)
    }
  }

  /// Refuses a phase in which nothing was counted from, so that it has no share and no rate.
  private static func refuseMissingBase(
    _ name: LocalizedText, _ labels: [String], _ sizes: [Int], _ starts: PhaseStarts
  ) throws(AnalysisRefusal) {
    for range in starts.ranges(count: sizes.count) where sizes[range].allSatisfy({ $0 == 0 }) {
      guard let first = labels[range].first, let last = labels[range].last else { continue }
      throw AnalysisRefusal(
        "no-base", "\(name.chinese)：\(first) 至 \(last) 的基数都是 0，算不出比例；请换一段有基数的时期，或核对基数列",
        "\(name.english): all bases from \(first) to \(last) are 0, so there is nothing to divide by; take periods with a base, or check the column of bases"
      )
    }
  }

  private static func starts(_ data: Data, _ changes: [String]) throws(AnalysisRefusal) -> PhaseStarts {
    let labels =
      switch data {
      case .individuals(let series): series.labels
      case .subgroups(_, _, let labels, _, _), .shares(_, let labels, _, _), .rates(_, let labels, _, _): labels
      }
    var positions: [Int] = []
    for change in changes {
      guard let position = labels.firstIndex(of: change) else {
        throw AnalysisRefusal("unknown-period", "数据里没有 \(change) 这一期", "the data have no period \(change)")
      }
      guard position > 0 else {
        throw AnalysisRefusal(
          "change-at-start", "\(change) 是第一期，它之前没有数据", "\(change) is the first period, nothing comes before it")
      }
      positions.append(position)
    }
    return PhaseStarts(positions)
  }

  private static func steps(
    _ data: Data, _ phases: [Phase], _ significance: Significance
  ) -> [Result<Step, AnalysisRefusal>] {
    zip(phases, phases.dropFirst()).map { before, after in
      switch data {
      case .individuals(let series):
        means(series.values, before, after, series.labels, significance)
      case .subgroups(_, _, let labels, let values, _):
        means(values.map { try? ExactSample($0).mean() }, before, after, labels, significance)
      case .shares(_, let labels, let counts, let sizes):
        Result(of: labels[after.range.lowerBound]) { () throws(StatisticsError) in
          func share(_ range: Range<Int>) throws(StatisticsError) -> Proportion {
            try Proportion(successes: sum(counts[range]), trials: sum(sizes[range]))
          }
          return .shares(
            try ShareComparison(
              before: share(before.range), after: share(after.range), confidence: significance.confidence))
        }
      case .rates(_, let labels, let counts, let sizes):
        Result(of: labels[after.range.lowerBound]) { () throws(StatisticsError) in
          func rate(_ range: Range<Int>) throws(StatisticsError) -> EventRate {
            try EventRate(events: sum(counts[range]), base: sum(sizes[range]))
          }
          return .rates(
            try RateComparison(
              before: rate(before.range), after: rate(after.range), confidence: significance.confidence))
        }
      }
    }
  }

  /// Each range counts as one observation, as each mean does.
  private static func rangeSteps(
    _ data: Data, _ phases: [Phase], _ significance: Significance
  ) -> [Result<TTest, AnalysisRefusal>]? {
    guard case .subgroups(_, _, let labels, let values, _) = data else { return nil }
    let ranges = values.map { group in group.max().flatMap { most in group.min().map { most - $0 } } }
    return zip(phases, phases.dropFirst()).map { before, after in
      let start = labels[after.range.lowerBound]
      return Result(of: LocalizedText(chinese: "\(start) 起的极差", english: "ranges from \(start) on")) {
        () throws(StatisticsError) in
        try TTest.welch(
          ranges[after.range].compactMap { $0 }, ranges[before.range].compactMap { $0 },
          confidence: significance.confidence)
      }
    }
  }

  private static func sum(_ counts: ArraySlice<Int>) throws(StatisticsError) -> Int {
    var sum = 0
    for count in counts {
      let (next, overflows) = sum.addingReportingOverflow(count)
      guard !overflows else { throw .notRepresentable }
      sum = next
    }
    return sum
  }

  private static func means(
    _ values: [Rational?], _ before: Phase, _ after: Phase, _ labels: [String], _ significance: Significance
  ) -> Result<Step, AnalysisRefusal> {
    Result(of: labels[after.range.lowerBound]) { () throws(StatisticsError) in
      .means(
        try TTest.welch(
          values[after.range].compactMap { $0 }, values[before.range].compactMap { $0 },
          confidence: significance.confidence))
    }
  }

  private static func phases(of chart: ControlChart) -> [Phase] {
    var phases: [Phase] = []
    var start = 0
    for index in chart.points.indices {
      let isLast = index + 1 == chart.points.count || chart.points[index + 1].phase != chart.points[index].phase
      guard isLast else { continue }
      let points = chart.points[start...index].filter { $0.value != nil }
      if let first = points.first {
        let isSteady = points.allSatisfy { $0.lower == first.lower && $0.upper == first.upper }
        phases.append(
          Phase(
            range: start..<(index + 1), count: points.count, centre: first.centre,
            limits: isSteady ? Interval(first.lower, first.upper) : nil))
      }
      start = index + 1
    }
    return phases
  }
}
