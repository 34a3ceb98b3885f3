internal import AssessmentModel
internal import Diagnostics
internal import Statistics

/// How many customers to ask, or recordings to check.
public struct SamplePlan: Sendable {
  /// What is to be known.
  public enum Aim: Hashable, Sendable {
    /// A share, such as that of satisfied customers; half needs the most.
    case share(expected: Double)
    /// A mean, such as of scores that vary by this standard deviation.
    case mean(standardDeviation: Double)
  }

  /// A margin and what it needs.
  public struct Choice: Hashable, Sendable {
    /// Half the width of the interval; a share of 1 for shares.
    public let margin: Double
    /// How many answers or checks.
    public let size: Int
  }

  /// What is to be known.
  public let aim: Aim
  /// The margin asked for and what it needs.
  public let choice: Choice
  /// Other margins, from the widest to the narrowest.
  public let alternatives: [Choice]
  /// How many there are altogether; nil for many.
  public let population: Int?
  /// The share of those asked who answer; nil where everybody does.
  public let responseRate: Double?
  /// How sure the interval is.
  public let significance: Significance

  /// Plans a sample.
  public init(
    _ aim: Aim, margin: Double, population: Int? = nil, responseRate: Double? = nil,
    significance: Significance = .usual
  ) throws(AnalysisRefusal) {
    if let responseRate, !(responseRate > 0 && responseRate <= 1) {
      throw AnalysisRefusal("response-rate", "应答率应大于 0 且不超过 100%", "the response rate is more than 0 and at most 100%")
    }
    guard margin > 0, margin < 1 || !Self.isShare(aim) else {
      throw AnalysisRefusal(
        "margin", Self.isShare(aim) ? "误差应大于 0 且小于 100 个百分点" : "误差应大于 0",
        Self.isShare(aim) ? "the margin is more than 0 and less than 100 points" : "the margin is more than 0")
    }
    if case .mean(let deviation) = aim, !(deviation > 0) {
      throw AnalysisRefusal(
        "deviation", "标准差应大于 0：分数都一样就不必抽样；请用以往数据或试抽的标准差",
        "the standard deviation is more than 0: equal scores need no sample; take that of earlier data or of a trial")
    }
    func choice(_ margin: Double) throws(AnalysisRefusal) -> Choice {
      try required(LocalizedText(chinese: "样本量", english: "sample size")) { () throws(StatisticsError) in
        let size =
          switch aim {
          case .share(let expected):
            try SampleSize.forShare(
              expected: expected, margin: margin, population: population, confidence: significance.confidence)
          case .mean(let deviation):
            try SampleSize.forMean(
              standardDeviation: deviation, margin: margin, population: population,
              confidence: significance.confidence)
          }
        return Choice(margin: margin, size: size)
      }
    }
    self.choice = try choice(margin)
    var alternatives: [Choice] = []
    for factor in [2, 1.5, 1, 0.75, 0.5] where margin * factor < 1 || !Self.isShare(aim) {
      alternatives.append(try choice(margin * factor))
    }
    self.alternatives = alternatives
    (self.aim, self.population, self.responseRate) = (aim, population, responseRate)
    self.significance = significance
  }

  /// How many have to be asked for so many answers; nil without a response rate, and where even all are too few.
  public func invitations(for size: Int) -> Int? {
    guard let responseRate, !isOutOfReach(size) else { return nil }
    let needed = (Double(size) / responseRate - 1e-9).rounded(.up)
    guard needed < 1e15 else { return nil }
    return population.map { min($0, Int(needed)) } ?? Int(needed)
  }

  /// Whether even all of them give fewer answers than are needed.
  public func isOutOfReach(_ size: Int) -> Bool {
    guard let responseRate, let population else { return false }
    return Double(population) * responseRate + 1e-9 < Double(size)
  }

  /// Whether the interval reaches beyond what a share can be, so that it tells nothing on that side: 1 % ± 3 points.
  public var isMarginTooWide: Bool {
    guard case .share(let expected) = aim else { return false }
    return choice.margin > min(expected, 1 - expected) + 1e-12
  }

  /// Whether a share is to be known, not a mean.
  public var isShare: Bool { Self.isShare(aim) }

  private static func isShare(_ aim: Aim) -> Bool { if case .share = aim { true } else { false } }
}

/// A draw from the rows of a list, by strata, that anybody can repeat from its seed.
public struct SampleDraw: Sendable {
  /// The fewest that were wanted of every stratum, before the rest was shared out by size.
  public let minimum: Int
  /// One stratum.
  public struct Stratum: Sendable {
    /// The name, such as a team.
    public let name: String
    /// How many rows it has.
    public let size: Int
    /// The rows drawn, by their position in the whole list from 0, ascending.
    public let drawn: [Int]
  }

  /// The strata in the order of their names.
  public let strata: [Stratum]
  /// The seed.
  public let seed: UInt64
  /// How many rows there are.
  public let population: Int

  /// Draws rows in proportion to the strata.
  ///
  /// - Parameter keys: the stratum of each row of the list.
  public init(keys: [String], size: Int, atLeast minimum: Int = 0, seed: UInt64) throws(AnalysisRefusal) {
    self.minimum = minimum
    var members: [String: [Int]] = [:]
    for (row, key) in keys.enumerated() { members[key, default: []].append(row) }
    let groups = members.sorted { $0.key < $1.key }
    guard size <= keys.count else {
      throw AnalysisRefusal(
        "out-of-range", "要抽 \(size) 行，数据只有 \(keys.count) 行", "\(size) rows are wanted, the data have \(keys.count)")
    }
    guard size > 0 else {
      throw AnalysisRefusal("out-of-range", "要抽的行数应不小于 1，这里是 \(size)", "at least 1 row is to be drawn, not \(size)")
    }
    let least = groups.reduce(0) { $0 + min(minimum, $1.value.count) }
    guard size >= least else {
      throw AnalysisRefusal(
        "out-of-range", "\(groups.count) 层每层至少 \(minimum) 行，共要 \(least) 行，只抽 \(size) 行不够",
        "\(groups.count) strata with at least \(minimum) rows each take \(least), more than \(size)")
    }
    let sample = try required(LocalizedText(chinese: "抽样", english: "draw")) { () throws(StatisticsError) in
      try StratifiedSample(groupSizes: groups.map(\.value.count), size: size, atLeast: minimum, seed: seed)
    }
    strata = zip(groups, sample.drawn).map { group, drawn in
      Stratum(name: group.key, size: group.value.count, drawn: drawn.map { group.value[$0] })
    }
    self.seed = seed
    population = keys.count
  }

  /// All rows drawn, ascending.
  public var rows: [Int] { strata.flatMap(\.drawn).sorted() }
}
