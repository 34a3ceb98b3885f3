internal import AssessmentModel
internal import Diagnostics

/// The catalogue of indicators: formulas have names of their own, and what a standard is said to demand names it.
struct IndicatorValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    (library.indicators ?? []).flatMap { formulas($0) + sources($0, library) }
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
      let isName = typical.source.utf8.allSatisfy { $0 < 0x80 }
      return (typical.kind == .standard || isName) && !sources.contains(typical.source)
    }.map { typical in
      Diagnostic(
        .error, "dangling-reference",
        wording(
          "sources.yml 里没有 \(excerpt(typical.source))，指标 \(indicator.id) 的典型值 \(excerpt(typical.value)) 引用了它",
          "sources.yml has no \(excerpt(typical.source)), which the typical value \(excerpt(typical.value)) of \(indicator.id) cites"
        ),
        at: indicator.location,
        hint: SuggestedName.nearest(to: typical.source, among: sources).map {
          wording("是不是 \($0)？", "did you mean \($0)?")
        })
    }
  }
}
