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

  /// The causes, the largest first, what is gathered as a rest (其他) last.
  public let causes: [Cause]
  /// The causes that have a name of their own, the largest first.
  public let named: [Cause]
  /// How many complaints.
  public let count: Int
  /// How many causes make up the first 80 % of what has a cause of its own.
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
    if vitalFew * 2 <= named.count { return Array(named.prefix(vitalFew)) }
    let equal = (named.last?.rank.cumulativeShare ?? 1) / Rational(named.count)
    return named.filter { $0.rank.share > equal }
  }

  /// What is gathered without a cause of its own, and its part of the whole; nil where there is none.
  public var rest: (names: [String], count: Rational, share: Rational)? {
    let rest = causes.dropFirst(named.count)
    guard !rest.isEmpty else { return nil }
    return (rest.map(\.rank.name), rest.map(\.rank.amount).sum(), rest.map(\.rank.share).sum())
  }

  /// Whether the rest is so large that what lies in it may matter more than the causes do: above the largest of them, or a
  /// fifth of the whole.
  public var hasLargeRest: Bool {
    guard let rest else { return false }
    return rest.share >= 1 - Self.share || rest.share > (named.first?.rank.share ?? 0)
  }

  private static let restNames: Set = [
    "其他", "其它", "其他原因", "其它原因", "其他投诉", "其它投诉", "其他类", "其它类", "其余", "杂项", "未分类", "未注明", "不详",
    "other", "others", "other causes", "other reasons", "miscellaneous", "misc", "uncategorised", "uncategorized",
    "not stated", "unknown",
  ]

  /// Whether a name gathers what has no cause of its own.
  static func isRest(_ name: String) -> Bool { restNames.contains(name.lowercased().filter { $0 != "." }) }

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
      try Pareto(entries.map { ($0.cause, Rational($0.count)) }, isRest: Self.isRest)
    }
    let byCause = Dictionary(grouping: entries, by: \.cause)
    causes = pareto.causes.map { cause in
      let members = byCause[cause.name] ?? []
      return Cause(
        rank: cause, repeated: Self.proportion(members, \.isRepeated),
        escalated: Self.proportion(members, \.isEscalated))
    }
    named = Array(causes.prefix(pareto.namedCount))
    count = entries.reduce(0) { $0 + $1.count }
    vitalFew = pareto.vitalFew(share: Self.share).count
    let amounts = pareto.causes.prefix(pareto.namedCount).map { byCause[$0.name]?.reduce(0) { $0 + $1.count } ?? 0 }
    equality =
      amounts.count < 2 || amounts.allSatisfy { $0 == 0 }
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
