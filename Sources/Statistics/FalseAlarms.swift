/// How often a stable process raises alarms on a chart like the one that is drawn: of as many points, in the same phases
/// and sample sizes, with limits that come from the points themselves.
public struct FalseAlarms: Hashable, Sendable {
  /// The share of charts of a stable process on which some rule raises an alarm, on the chart of ranges too where there is
  /// one; by simulation of `charts` charts with a fixed seed, so that it is the same every time.
  public let share: Double
  /// How many charts were simulated: the error of `share` is about 1/(2√charts).
  public let charts: Int
  /// The mean count expected in a sample of the phase where it is smallest, of what was counted or of the rest of the
  /// sample, whichever is rarer; nil of measured values. Below 5 limits at three standard deviations mean little.
  public let leastExpected: Double?
  /// By phase, the chance of each rule at one place, by the distributions of the samples; empty of measured values.
  private let places: [[RunRule: Double]]
  private let chart: ControlChart
  private let ranges: ControlChart?

  /// Looks at a chart.
  ///
  /// - Parameters:
  ///   - ranges: the chart of ranges beside it; nil where there is none.
  ///   - sizes: the sizes of the samples of shares and rates, and of subgroups; nil of single values.
  public init(of chart: ControlChart, ranges: ControlChart? = nil, sizes: [Int]? = nil) {
    (self.chart, self.ranges) = (chart, ranges)
    let phases = Self.phases(of: chart)
    switch chart.kind {
    case .shares, .rates:
      let samples = phases.map { CountedPhase(chart, $0, sizes ?? []) }
      places = samples.map(\.chances)
      leastExpected = samples.map(\.meanExpected).min()
      (share, charts) = Self.simulate(draws: chart.points.count) { generator in
        samples.contains { $0.raises(&generator) }
      }
    case .individuals, .movingRange, .means, .ranges:
      (places, leastExpected) = ([], nil)
      let size = chart.kind == .means || chart.kind == .ranges ? sizes?.first ?? 2 : 1
      let constants = try? RangeConstants(subgroupSize: max(2, size))
      let present = phases.map { $0.map { chart.points[$0].value != nil } }
      (share, charts) = Self.simulate(draws: chart.points.count * size) { generator in
        guard let constants else { return false }
        return present.contains { MeasuredPhase(size: size, isPresent: $0, constants: constants).raises(&generator) }
      }
    }
  }

  /// How often one place of a stable process with known limits shows the pattern of an alarm, by the distribution of what
  /// is drawn: normal, that of ranges, binomial or Poisson.
  public func chance(of alarm: RunRule.Alarm, onRanges: Bool) -> Double {
    if onRanges, let ranges { return ranges.falseAlarmChance(of: alarm.rule) }
    return chance(of: alarm.rule, at: alarm.points.first ?? 0)
  }

  /// The chance of a rule in the phase of a point of the chart itself.
  public func chance(of rule: RunRule, at point: Int) -> Double {
    guard chart.points.indices.contains(point), places.indices.contains(chart.points[point].phase) else {
      return chart.falseAlarmChance(of: rule)
    }
    return places[chart.points[point].phase][rule] ?? rule.falseAlarmChance
  }

  /// The positions of the points of each phase.
  private static func phases(of chart: ControlChart) -> [[Int]] {
    chart.points.indices.reduce(into: [[Int]]()) { phases, index in
      let phase = chart.points[index].phase
      while phases.count <= phase { phases.append([]) }
      phases[phase].append(index)
    }
  }

  /// The numbers that one simulation draws at most, and the charts that it makes: 6,000 tell a share to 0.6 points.
  private static let mostDraws = 250_000
  private static let chartCounts = 100...6_000

  private static func simulate(draws: Int, _ raises: (inout SplitMix64) -> Bool) -> (share: Double, charts: Int) {
    let charts = min(chartCounts.upperBound, max(chartCounts.lowerBound, mostDraws / max(1, draws)))
    var generator = SplitMix64(seed: 20_251_101)
    let raised = (0..<charts).count { _ in raises(&generator) }
    return (Double(raised) / Double(charts), charts)
  }
}

extension SplitMix64 {
  /// A number above 0 and below 1.
  fileprivate mutating func share() -> Double { (Double(next() >> 11) + 0.5) / 0x1p53 }

  /// A normal number.
  fileprivate mutating func normal() -> Double { StandardNormal.quantile(share()) }
}

/// One phase of single values, or of subgroups.
private struct MeasuredPhase {
  /// How many values a point is the mean of.
  let size: Int
  let isPresent: [Bool]
  let constants: RangeConstants

  /// Whether a stable process raises an alarm.
  func raises(_ generator: inout SplitMix64) -> Bool {
    var values: [Double?] = []
    var ranges: [Double?] = []
    for isThere in isPresent {
      guard isThere else {
        values.append(nil)
        ranges.append(nil)
        continue
      }
      if size == 1 {
        let value = generator.normal()
        ranges.append(values.last.flatMap { $0 }.map { abs(value - $0) })
        values.append(value)
      } else {
        let group = (0..<size).map { _ in generator.normal() }
        values.append(group.reduce(0, +) / Double(size))
        ranges.append((group.max() ?? 0) - (group.min() ?? 0))
      }
    }
    let (known, spans) = (values.compactMap { $0 }, ranges.compactMap { $0 })
    let centre = known.reduce(0, +) / Double(known.count)
    let meanSpan = spans.reduce(0, +) / Double(spans.count)
    let reach = 3 * constants.deviation / constants.mean
    if spans.contains(where: { $0 > meanSpan * (1 + reach) || $0 < meanSpan * max(0, 1 - reach) }) { return true }
    let deviation = meanSpan / constants.mean / Double(size).squareRoot()
    var scan = RunRuleScan()
    for value in values {
      if let value { scan.take(value, distance: (value - centre) / deviation) } else { scan.skip() }
    }
    return scan.isRaised
  }
}

/// One phase of shares or rates.
private struct CountedPhase {
  private let isShare: Bool
  private let centre: Double
  /// The size of each sample; 0 of none.
  private let sizes: [Int]
  /// The distributions by size.
  private let distributions: [Int: CountDistribution]

  init(_ chart: ControlChart, _ points: [Int], _ sizes: [Int]) {
    isShare = chart.kind == .shares
    self.sizes = points.map { chart.points[$0].value == nil ? 0 : sizes[$0] }
    centre = points.first.map { chart.points[$0].centre } ?? 0
    var distributions: [Int: CountDistribution] = [:]
    let varies = centre > 0 && (!isShare || centre < 1)
    for size in Set(self.sizes) where size > 0 && varies && Self.variance(centre, size, isShare) <= Self.mostVariance {
      distributions[size] =
        isShare ? .binomial(size: size, chance: centre) : .poisson(mean: centre * Double(size))
    }
    self.distributions = distributions
  }

  /// Above this variance a count is as good as normal, and its table would be long.
  private static let mostVariance = 10_000.0

  private static func variance(_ centre: Double, _ size: Int, _ isShare: Bool) -> Double {
    Double(size) * centre * (isShare ? 1 - centre : 1)
  }

  private static func deviation(_ centre: Double, _ size: Int, _ isShare: Bool) -> Double {
    variance(centre, size, isShare).squareRoot() / Double(size)
  }

  /// How many events, or non-events where those are rarer, a sample has on average.
  var meanExpected: Double {
    let known = sizes.filter { $0 > 0 }.map(Double.init)
    return known.reduce(0, +) / Double(max(1, known.count)) * (isShare ? min(centre, 1 - centre) : centre)
  }

  /// Whether a stable process raises an alarm, with limits from the counts drawn.
  func raises(_ generator: inout SplitMix64) -> Bool {
    let counts = sizes.map { size -> Double in
      guard size > 0 else { return 0 }
      if let table = distributions[size] { return Double(table.quantile(generator.share())) }
      let mean = centre * Double(size)
      return max(0, (mean + generator.normal() * Self.variance(centre, size, isShare).squareRoot()).rounded())
    }
    let own = counts.reduce(0, +) / sizes.reduce(0) { $0 + Double($1) }
    var scan = RunRuleScan()
    for (count, size) in zip(counts, sizes) {
      guard size > 0 else {
        scan.skip()
        continue
      }
      let (value, deviation) = (count / Double(size), Self.deviation(own, size, isShare))
      // Where nothing was found, or everything, nothing varies and nothing is drawn.
      guard deviation > 0 else { return false }
      scan.take(value, distance: (value - own) / deviation)
    }
    return scan.isRaised
  }

  // MARK: - One place

  /// The windows over which chances are averaged at most.
  private static let mostWindows = 500

  /// The chance of each rule at one place: the mean over the places where samples differ in size.
  var chances: [RunRule: Double] {
    var zones: [Int: Zones] = [:]
    for (size, table) in distributions {
      zones[size] = Zones(table, size: size, centre: centre, deviation: Self.deviation(centre, size, isShare))
    }
    var chances: [RunRule: Double] = [:]
    for rule in RunRule.allCases {
      let ends = sizes.indices.filter { end in
        end + 1 >= rule.window && sizes[(end + 1 - rule.window)...end].allSatisfy { $0 > 0 }
      }
      let step = max(1, ends.count / Self.mostWindows)
      var known: [[Int]: Double] = [:]
      var (sum, count) = (0.0, 0)
      for place in stride(from: 0, to: ends.count, by: step) {
        let window = Array(sizes[(ends[place] + 1 - rule.window)...ends[place]])
        let chance = known[window] ?? Self.chance(rule, window, zones, distributions)
        known[window] = chance
        sum += chance
        count += 1
      }
      if count > 0 { chances[rule] = sum / Double(count) }
    }
    return chances
  }

  /// The chances that one count lies on either side of the centre, and beyond one, two and three standard deviations.
  private struct Zones {
    let high: [Double], low: [Double]

    init(_ table: CountDistribution, size: Int, centre: Double, deviation: Double) {
      func distance(_ count: Int) -> Double { (Double(count) / Double(size) - centre) / deviation }
      high = (0...3).map { edge in table.chance { distance($0) > Double(edge) } }
      low = (0...3).map { edge in table.chance { distance($0) < -Double(edge) } }
    }

    /// A sample so large that its count is as good as normal.
    init() {
      high = (0...3).map { StandardNormal.upperTail(Double($0)) }
      low = high
    }
  }

  private static func chance(
    _ rule: RunRule, _ window: [Int], _ zones: [Int: Zones], _ tables: [Int: CountDistribution]
  ) -> Double {
    let members = window.map { zones[$0] ?? Zones() }
    func atLeast(_ needed: Int, _ edge: Int) -> Double {
      few(needed, members.map { $0.high[edge] }) + few(needed, members.map { $0.low[edge] })
    }
    switch rule {
    case .oneBeyondThree: return atLeast(1, 3)
    case .twoOfThreeBeyondTwo: return atLeast(2, 2)
    case .fourOfFiveBeyondOne: return atLeast(4, 1)
    case .eightOnOneSide: return atLeast(8, 0)
    case .sixInARow:
      let known = window.compactMap { tables[$0] }
      guard known.count == window.count else { return rule.falseAlarmChance }
      return rising(known, window) + rising(known.reversed(), window.reversed())
    }
  }

  /// The chance that at least so many of independent events happen.
  private static func few(_ needed: Int, _ chances: [Double]) -> Double {
    var counts = [1.0] + [Double](repeating: 0, count: chances.count)
    for (index, chance) in chances.enumerated() {
      for count in stride(from: index + 1, through: 0, by: -1) {
        counts[count] = counts[count] * (1 - chance) + (count > 0 ? counts[count - 1] * chance : 0)
      }
    }
    return counts[needed...].reduce(0, +)
  }

  /// The chance that each share is larger than the one before.
  private static func rising(_ tables: [CountDistribution], _ sizes: [Int]) -> Double {
    var before = tables[0].chances
    for place in tables.indices.dropFirst() {
      let (last, next) = (tables[place - 1], tables[place])
      var (position, sum) = (0, 0.0)
      before = next.chances.indices.map { index in
        let value = Double(next.lowest + index) / Double(sizes[place])
        while position < before.count, Double(last.lowest + position) / Double(sizes[place - 1]) < value {
          sum += before[position]
          position += 1
        }
        return sum * next.chances[index]
      }
    }
    return before.reduce(0, +)
  }
}
