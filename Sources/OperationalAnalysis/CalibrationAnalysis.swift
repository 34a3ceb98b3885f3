public import AssessmentModel
public import Diagnostics
public import Statistics

/// Do quality checkers score alike? The same recordings, scored by two or more.
public struct CalibrationAnalysis: Sendable {
  /// How scores become the marks that agreement is counted on.
  public enum Scale: Sendable {
    /// The scores are marks from 1 to so many.
    case marks(Int)
    /// Scores below the first boundary are the lowest mark, from there on the next, and so on; ascending.
    case bands([Rational])
  }

  /// Two checkers, recording by recording.
  public struct Pair: Sendable {
    /// Who they are.
    public let first: String, second: String
    /// How many recordings both scored.
    public let count: Int
    /// Whether one scores higher than the other throughout; its interval is one of as many as there are tests, which all
    /// hold at once (Bonferroni).
    public let test: Result<TTest, AnalysisRefusal>
    /// The probability of `test` by Bonferroni's method, which finds something just where the interval leaves out 0; nil
    /// where there is no test.
    public let adjustedProbability: Double?
    /// Mean difference ± 1.96 standard deviations: where 95 % of the differences lie (Bland, Altman 1986).
    public let limitsOfAgreement: Interval?
    /// The share of recordings on which both gave the same mark; nil without a scale or a recording.
    public let sameShare: Double?
    /// Agreement beyond chance on the marks, each difference alike; nil where no scale is given.
    public let agreement: Result<ScorerAgreement, AnalysisRefusal>?
    /// The same with differences by their square; nil where there are only two marks.
    public let weightedAgreement: Result<ScorerAgreement, AnalysisRefusal>?
    /// Wilson's interval of the share of equal marks, which full agreement has too; nil without a scale or a recording.
    public let sameShareInterval: Interval?

    /// Whether so few recordings were scored by both that no grade of agreement rests on them.
    public var isTooSmallToGrade: Bool { count < CalibrationAnalysis.fewestGraded }
  }

  /// The fewest recordings on which agreement is graded; ours, as the sources name none. Of 20 that agree throughout, the
  /// interval of the share of equal marks still begins at 84 %.
  public static let fewestGraded = 20

  /// The checkers' scores, one for each recording.
  public let scorers: [Observations]
  /// Each two of them.
  public let pairs: [Pair]
  /// How scores became marks; nil for none.
  public let scale: Scale?
  /// How results are judged.
  public let significance: Significance

  /// Why nothing at all could be computed; nil where any pair has a test or a share of equal marks.
  public var refusal: AnalysisRefusal? {
    var refusals: [AnalysisRefusal] = []
    for pair in pairs {
      if pair.sameShare != nil { return nil }
      switch pair.test {
      case .success: return nil
      case .failure(let refusal): refusals.append(refusal)
      }
    }
    return refusals.first
  }

  /// The most checkers that are compared pair by pair.
  public static let mostScorers = 12

  /// Compares checkers.
  ///
  /// - Parameter scorers: two or more, each with a value (or none) for every recording.
  public init(
    scorers: [Observations], scale: Scale? = nil, significance: Significance = .usual
  ) throws(AnalysisRefusal) {
    guard (2...Self.mostScorers).contains(scorers.count) else {
      throw AnalysisRefusal(
        "number-of-scorers", "要比较 2 至 \(Self.mostScorers) 位质检员，这里有 \(scorers.count) 位",
        "2 to \(Self.mostScorers) checkers can be compared, not \(scorers.count)")
    }
    func pairs(_ joint: Confidence, of tests: Int) -> [Pair] {
      scorers.enumerated().flatMap { place, first in
        scorers[(place + 1)...].map { second in
          Self.pair(first, second, scale: scale, significance: significance, joint: joint, tests: tests)
        }
      }
    }
    let single = pairs(significance.confidence, of: 1)
    let tests = single.count { (try? $0.test.get()) != nil }
    self.pairs =
      tests < 2 ? single : pairs(MultipleTests.joint(significance.confidence, of: tests), of: tests)
    self.scorers = scorers
    self.scale = scale
    self.significance = significance
  }

  private static func pair(
    _ first: Observations, _ second: Observations, scale: Scale?, significance: Significance, joint: Confidence,
    tests: Int
  ) -> Pair {
    let both = zip(first.values, second.values).compactMap { left, right -> (Rational, Rational)? in
      guard let left, let right else { return nil }
      return (left, right)
    }
    let subject = "\(first.name.chinese) × \(second.name.chinese)"
    let (left, right) = (both.map(\.0), both.map(\.1))
    let test = test(left, right, of: subject, joint)
    let differences = ExactSample(both.map { $0.0 - $0.1 })
    var limits: Interval?
    if let mean = try? differences.mean().nearestDouble, let spread = try? differences.standardDeviation(),
      spread > 0
    {
      limits = Interval(mean - 1.96 * spread, mean + 1.96 * spread)
    }
    func agreement(_ weighting: ScorerAgreement.Weighting) -> Result<ScorerAgreement, AnalysisRefusal>? {
      guard let scale else { return nil }
      let (one, other) = (marks(left, scale), marks(right, scale))
      if let refusal = oneMark(first.name.chinese, one, second.name.chinese, other, scale) { return .failure(refusal) }
      return Result(of: subject) { () throws(StatisticsError) in
        try ScorerAgreement(
          one, other, categories: categories(scale), weighting: weighting, confidence: significance.confidence)
      }
    }
    let same = scale.flatMap { scale in
      left.isEmpty
        ? nil : Double(zip(marks(left, scale), marks(right, scale)).count { $0 == $1 }) / Double(left.count)
    }
    let sameCount = scale.map { scale in zip(marks(left, scale), marks(right, scale)).count { $0 == $1 } }
    return Pair(
      first: first.name.chinese, second: second.name.chinese, count: both.count, test: test,
      adjustedProbability: (try? test.get()).map { MultipleTests.bonferroni($0.probability, of: tests) },
      limitsOfAgreement: limits, sameShare: same, agreement: agreement(.none),
      weightedAgreement: scale.map { categories($0) > 2 } == true ? agreement(.quadratic) : nil,
      sameShareInterval: sameCount.flatMap { count in
        try? Proportion(successes: count, trials: left.count).wilsonInterval(significance.confidence)
      })
  }

  /// The paired test; scorers whose scores differ by the same amount everywhere leave it nothing to go by.
  private static func test(
    _ left: [Rational], _ right: [Rational], of subject: String, _ confidence: Confidence
  ) -> Result<TTest, AnalysisRefusal> {
    let differences = zip(left, right).map { $0 - $1 }
    if differences.count > 1, let one = differences.first, differences.allSatisfy({ $0 == one }) {
      let text = NumberText.decimal(one, NumberText.decimals(of: [one]) - 1)
      return .failure(
        AnalysisRefusal(
          "no-variation", "\(subject)：每条录音的分差都是 \(text)，差没有波动，不能检验；请核对两列是不是各自独立打的分",
          "\(subject): the scores of every recording differ by \(text), which leaves nothing to test; check that both scored by themselves"
        ))
    }
    return Result(of: subject) { () throws(StatisticsError) in
      try TTest.paired(left, right, confidence: confidence)
    }
  }

  /// Why kappa means nothing where somebody gave one mark throughout: it is 0 by construction, and its error too.
  private static func oneMark(
    _ first: String, _ one: [Int], _ second: String, _ other: [Int], _ scale: Scale
  ) -> AnalysisRefusal? {
    guard (one + other).allSatisfy({ (1...categories(scale)).contains($0) }) else { return nil }
    let flat = [(first, one), (second, other)].filter { Set($0.1).count == 1 }.map(\.0)
    guard !flat.isEmpty else { return nil }
    let subject = "\(first) × \(second)"
    let (mark, english) =
      if case .marks = scale { ("级", "grade") } else { ("档", "band") }
    let reason =
      flat.count == 2
      ? ("两人给的分各自都只落在一\(mark)", "each of them used one \(english) only")
      : ("\(flat[0])给的分都落在同一\(mark)", "\(flat[0]) used one \(english) only")
    return AnalysisRefusal(
      "one-category",
      "\(subject)：\(reason.0)，一致与偶然分不开，kappa 不能算；要看一致性，请选分数拉得开的录音，或换一种分\(mark)",
      "\(subject): \(reason.1), so that agreement cannot be told from chance, and there is no kappa; choose recordings whose scores differ more, or other \(english)s"
    )
  }

  /// How many marks a scale has.
  public static func categories(_ scale: Scale) -> Int {
    switch scale {
    case .marks(let count): count
    case .bands(let boundaries): boundaries.count + 1
    }
  }

  /// The marks of scores; 0, which no scale has, for a score that is none.
  private static func marks(_ scores: [Rational], _ scale: Scale) -> [Int] {
    scores.map { score in
      switch scale {
      case .marks: score.machineParts.map { $0.denominator == 1 ? $0.numerator : 0 } ?? 0
      case .bands(let boundaries): boundaries.count { $0 <= score } + 1
      }
    }
  }
}

/// Do two independent groups differ? Such as two teams, or before and after a training.
public struct GroupComparison: Sendable {
  /// The groups.
  public let first: ObservedGroup, second: ObservedGroup
  /// What was measured, and its unit.
  public let name: LocalizedText, unit: String
  /// Welch's test of the means.
  public let test: TTest
  /// How results are judged.
  public let significance: Significance

  /// Compares two groups.
  public init(
    name: LocalizedText, unit: String, first: ObservedGroup, second: ObservedGroup, significance: Significance = .usual
  ) throws(AnalysisRefusal) {
    test = try required("\(first.name) × \(second.name)") { () throws(StatisticsError) in
      try TTest.welch(first.values, second.values, confidence: significance.confidence)
    }
    (self.name, self.unit, self.first, self.second) = (name, unit, first, second)
    self.significance = significance
  }
}
