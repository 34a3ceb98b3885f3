public import AssessmentModel
internal import Diagnostics
public import Statistics

/// Which few causes make up most complaints, and which come back or are taken to the top.
public struct ComplaintAnalysis: Sendable {
  /// Complaints of one cause and kind.
  public struct Entry: Hashable, Sendable {
    /// The cause.
    public let cause: String
    /// How many.
    public let count: Int
    /// Whether the customer complained again about the same thing, and whether he went past the centre; nil where the
    /// data do not say.
    public let isRepeated: Bool?, isEscalated: Bool?

    /// Gathers the parts.
    public init(cause: String, count: Int = 1, isRepeated: Bool? = nil, isEscalated: Bool? = nil) {
      (self.cause, self.count) = (cause, count)
      (self.isRepeated, self.isEscalated) = (isRepeated, isEscalated)
    }
  }

  /// One cause.
  public struct Cause: Sendable {
    /// Its place by size.
    public let rank: Pareto.Cause
    /// How many of its complaints came back, and how many were escalated; nil where the data do not say.
    public let repeated: Proportion?, escalated: Proportion?
  }

  /// The causes, the largest first.
  public let causes: [Cause]
  /// How many complaints.
  public let count: Int
  /// How many causes make up the first 80 %.
  public let vitalFew: Int
  /// Whether some causes come more often than others; nil with one cause only.
  public let equality: Result<EqualShares, AnalysisRefusal>?
  /// Of all complaints; nil where the data do not say.
  public let repeated: Proportion?, escalated: Proportion?
  /// How results are judged.
  public let significance: Significance

  /// Whether the causes differ by more than chance would let them, and by enough to matter.
  public var isUneven: Bool {
    guard case .success(let test)? = equality else { return false }
    return significance.isMet(by: test.probability)
      && EffectMagnitude(departureOfShares: test.effectSize) != .negligible
  }

  /// Where to begin: the vital few where they are at most half of the causes, else those above an equal share. None where
  /// the causes are not known to differ.
  public var foremost: [Cause] {
    guard isUneven else { return [] }
    if vitalFew * 2 <= causes.count { return Array(causes.prefix(vitalFew)) }
    let equal = Rational(1, causes.count)
    return causes.filter { $0.rank.share > equal }
  }

  /// The share that the vital few make up (the usual 80 to 20).
  public static let share = Rational(4, 5)

  /// Orders causes.
  public init(_ entries: [Entry], significance: Significance = .usual) throws(AnalysisRefusal) {
    guard entries.isEmpty || entries.contains(where: { $0.count != 0 }) else {
      throw AnalysisRefusal(
        "no-volume", "投诉原因：各原因的件数都是 0，没有可排的；请换一段有投诉的时期，或核对件数列",
        "causes of complaints: all counts are 0, so there is nothing to order; take a period with complaints, or check the column of counts"
      )
    }
    let pareto = try required(LocalizedText(chinese: "投诉原因", english: "causes of complaints")) {
      () throws(StatisticsError) in
      try Pareto(entries.map { ($0.cause, Rational($0.count)) })
    }
    let byCause = Dictionary(grouping: entries, by: \.cause)
    causes = pareto.causes.map { cause in
      let members = byCause[cause.name] ?? []
      return Cause(
        rank: cause, repeated: Self.proportion(members, \.isRepeated),
        escalated: Self.proportion(members, \.isEscalated))
    }
    count = entries.reduce(0) { $0 + $1.count }
    vitalFew = pareto.vitalFew(share: Self.share).count
    let amounts = pareto.causes.map { byCause[$0.name]?.reduce(0) { $0 + $1.count } ?? 0 }
    equality =
      amounts.count < 2
      ? nil
      : Result(of: LocalizedText(chinese: "各原因的件数是否一样多", english: "whether causes are equally many")) {
        () throws(StatisticsError) in try EqualShares(amounts)
      }
    (repeated, escalated) = (Self.proportion(entries, \.isRepeated), Self.proportion(entries, \.isEscalated))
    self.significance = significance
  }

  private static func proportion(_ entries: [Entry], _ mark: (Entry) -> Bool?) -> Proportion? {
    let told = entries.filter { mark($0) != nil }
    return try? Proportion(
      successes: told.filter { mark($0) == true }.reduce(0) { $0 + $1.count },
      trials: told.reduce(0) { $0 + $1.count })
  }
}
