public import AssessmentModel
public import Diagnostics

extension IndicatorCatalogue {
  /// What a name in a data file turned out to mean.
  public enum Resolution: Sendable, Equatable {
    /// An indicator by a formula, or a measure.
    case found(IndicatorSeries.Subject)
    /// Nothing in the catalogue.
    case unknown
    /// An indicator whose formula is not told, or is none of its own.
    case needsVariant(IndicatorDefinition)
  }

  /// The indicator or measure that is called `name`, by its id (`service-level`, `service-level/of-offered`), its
  /// Chinese or English title or another name of it. The formula may be left out where there is only one.
  public func resolve(_ name: String, variant: String? = nil) -> Resolution {
    let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let variant = parts.count == 2 ? parts[1] : variant.flatMap { $0.isEmpty ? nil : $0 }
    let base = parts[0]
    if variant == nil,
      let measure = measures.first(where: {
        $0.id.rawValue == base || $0.title.chinese == base || $0.title.english == base
      })
    {
      return .found(.measure(measure.id))
    }
    guard let indicator = indicators.first(where: { $0.isCalled(base) }) else { return .unknown }
    let formulas = indicator.variants
    guard let variant else {
      return formulas.count == 1
        ? .found(.indicator(indicator.id, variant: formulas[0].id)) : .needsVariant(indicator)
    }
    guard
      let formula = formulas.first(where: {
        $0.id == variant || $0.title.chinese == variant || $0.title.english == variant
      })
    else { return .needsVariant(indicator) }
    return .found(.indicator(indicator.id, variant: formula.id))
  }

  /// The names that a writer most likely meant.
  public func suggestion(for name: String) -> LocalizedText {
    let candidates =
      indicators.map {
        SuggestedName.Candidate($0.id.rawValue, titles: [$0.title.chinese, $0.title.english] + $0.otherNames)
      }
      + measures.map { SuggestedName.Candidate($0.id.rawValue, titles: [$0.title.chinese, $0.title.english]) }
    return SuggestedName.question(SuggestedName.likely(to: name, among: candidates))
      ?? LocalizedText(
        chinese: "用 pingxing kpi list 查看指标与基础量的编号",
        english: "`pingxing kpi list` shows the indicators and measures")
  }
}

extension IndicatorDefinition {
  /// The formulas with their ids and titles, for a message that asks for one.
  public var variantList: LocalizedText {
    LocalizedText(
      chinese: variants.map { "\($0.id)（\($0.title.chinese)）" }.joined(separator: "、"),
      english: variants.map { "\($0.id) (\($0.title.english))" }.joined(separator: ", "))
  }
}

/// Units that mean the same or differ by a factor.
public enum UnitConversion {
  private static let seconds = ["秒": 1, "s": 1, "sec": 1, "分钟": 60, "分": 60, "min": 60, "小时": 3600, "h": 3600]
  private static let shares = ["%": 1, "％": 1, "百分比": 1, "比率": 100, "ratio": 100, "1": 100]
  private static let counts = ["通", "次", "个", "件", "份", "人", "席", "条"]

  /// Whether a unit counts calls, people or other things that are whole.
  public static func counts(_ unit: String) -> Bool { counts.contains(unit) }

  /// What a value in one unit is multiplied with to be in another; nil where the two are of different kinds.
  public static func factor(from unit: String, to kept: String) -> Rational? {
    if unit == kept || unit.isEmpty { return 1 }
    // 分 is a minute beside minutes and a point beside points; points have no other unit.
    if let from = seconds[unit], let to = seconds[kept], kept != "分" { return Rational(from, to) }
    if let from = shares[unit], let to = shares[kept] { return Rational(from, to) }
    if counts.contains(unit), counts.contains(kept) { return 1 }
    return nil
  }
}
