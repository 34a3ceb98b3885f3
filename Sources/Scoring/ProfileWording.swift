public import AssessmentModel
public import Diagnostics

extension ProcessProfile {
  /// The rule of conformity in words with its cut-offs, without a full stop.
  public var conformityText: LocalizedText {
    let (item, facet, partial) = (conformingItemCredit.brief, conformingFacetCredit.brief, partialCredit.brief)
    return LocalizedText(
      chinese: "每个适用评审项的得分率都达到 \(item)、每个步骤的平均得分率也都达到 \(facet) 的为符合，"
        + "此外平均得分率达到 \(partial) 的为部分符合，其余为不符合",
      english: "conforming: every applicable item reaches \(item) and the mean of every facet \(facet); "
        + "partly conforming: the mean reaches \(partial); else not conforming")
  }

  /// The rule of maturity levels (参考星级) in words with its tolerance, without a full stop.
  public var levelText: LocalizedText {
    let tolerance = maturityItemTolerance.brief
    return LocalizedText(
      chinese: "1～5 级中，平均等级达到该级、而且每个评审项的平均等级都不低于该级减 \(tolerance) 的最高一级",
      english: "the highest of levels 1 to 5 that the mean mark reaches and that no item's mean mark "
        + "falls short of by more than \(tolerance)")
  }
}

extension Rational {
  /// The number with no more decimals than it has, at most six, for a cut-off inside a sentence.
  public var brief: String {
    let decimals = (0..<6).first { (self * Self.powerOfTen($0)).isWhole } ?? 6
    return display(decimals: decimals)
  }

  private static func powerOfTen(_ exponent: Int) -> Rational {
    (0..<exponent).reduce(Rational(1)) { power, _ in power * 10 }
  }
}
