internal import AssessmentModel
internal import Diagnostics

/// The catalogue of indicators: formulas have names of their own and are computed from measures that exist, and what a standard
/// is said to demand names it. That no two entries share a name is seen to while it is read.
struct IndicatorValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    guard let catalogue = library.catalogue else { return [] }
    return catalogue.indicators.flatMap {
      formulas($0) + sources($0, library) + computations($0, catalogue) + spreads($0, catalogue)
    }
  }

  private func computations(_ indicator: IndicatorDefinition, _ catalogue: IndicatorCatalogue) -> [Diagnostic] {
    let measures = catalogue.measures.map(\.id.rawValue)
    return indicator.variants.flatMap { variant -> [Diagnostic] in
      guard let computation = variant.computation else { return [] }
      if computation.numerator.isEmpty || computation.denominator.isEmpty {
        return [
          Diagnostic(
            .error, "empty-field",
            wording(
              "指标 \(indicator.id) 的公式 \(variant.id) 缺分子或分母的基础量",
              "the variant \(variant.id) of \(indicator.id) lacks measures above or below the line"),
            at: indicator.location)
        ]
      }
      return (computation.numerator + computation.denominator).map(\.measure.rawValue)
        .filter { !measures.contains($0) }
        .map { name in
          Diagnostic(
            .error, "dangling-reference",
            wording(
              "没有名为 \(excerpt(name)) 的基础量，指标 \(indicator.id) 的公式 \(variant.id) 用到了它",
              "there is no measure \(excerpt(name)), which the variant \(variant.id) of \(indicator.id) uses"),
            at: indicator.location,
            hint: SuggestedName.nearest(to: name, among: measures).map {
              wording("是不是 \($0)？", "did you mean \($0)?")
            })
        }
    }
  }

  /// A variance is that of another indicator that the catalogue has, and not of a variance.
  private func spreads(_ indicator: IndicatorDefinition, _ catalogue: IndicatorCatalogue) -> [Diagnostic] {
    let others = catalogue.indicators.filter { $0.id != indicator.id && $0.variants.allSatisfy { $0.spread == nil } }
      .map(\.id.rawValue)
    return indicator.variants.compactMap { variant in
      guard let name = variant.spread?.of.rawValue, !others.contains(name) else { return nil }
      return Diagnostic(
        .error, "dangling-reference",
        wording(
          "没有名为 \(excerpt(name)) 的指标可求方差，指标 \(indicator.id) 的公式 \(variant.id) 用到了它",
          "there is no indicator \(excerpt(name)) to take the variance of, which the variant \(variant.id) of \(indicator.id) names"
        ),
        at: indicator.location,
        hint: SuggestedName.nearest(to: name, among: others).map { wording("是不是 \($0)？", "did you mean \($0)?") })
    }
  }

  private func formulas(_ indicator: IndicatorDefinition) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    if indicator.variants.isEmpty {
      findings.append(
        Diagnostic(
          .error, "empty-field",
          wording("指标 \(indicator.id) 没有公式", "the indicator \(indicator.id) has no formula"), at: indicator.location))
    }
    var seen: Set<String> = []
    for variant in indicator.variants where !seen.insert(variant.id).inserted {
      findings.append(
        Diagnostic(
          .error, "duplicate-id",
          wording(
            "指标 \(indicator.id) 的公式 \(variant.id) 出现了两次", "the indicator \(indicator.id) has two variants \(variant.id)"
          ),
          at: indicator.location))
    }
    return findings
  }

  /// A source is an id of `sources.yml`; only for what is customary may a description stand there instead.
  private func sources(_ indicator: IndicatorDefinition, _ library: LibraryDraft) -> [Diagnostic] {
    guard let sources = library.sources?.map(\.id.value) else { return [] }
    return indicator.typical.filter { typical in
      let isName = typical.source.chinese.utf8.allSatisfy { $0 < 0x80 }
      return (typical.kind == .standard || isName) && !sources.contains(typical.source.chinese)
    }.map { typical in
      Diagnostic(
        .error, "dangling-reference",
        wording(
          "sources.yml 里没有 \(excerpt(typical.source.chinese))，指标 \(indicator.id) 的典型值 \(excerpt(typical.value.chinese)) 引用了它",
          "sources.yml has no \(excerpt(typical.source.english)), which the typical value \(excerpt(typical.value.english)) of \(indicator.id) cites"
        ),
        at: indicator.location,
        hint: SuggestedName.nearest(to: typical.source.chinese, among: sources).map {
          wording("是不是 \($0)？", "did you mean \($0)?")
        })
    }
  }
}
