internal import Diagnostics

/// Weights are at least 1, and those of the domains add up to the points of the whole.
struct WeightValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    library.rubrics.flatMap(findings)
  }

  private func findings(in rubric: RubricDraft) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for domain in rubric.domains {
      findings += zero(domain.weight, domain.id.value)
      for group in domain.groups {
        findings += zero(group.weight, group.id.value)
        for use in group.uses { findings += zero(use.weight, use.id.value) }
      }
    }
    for set in rubric.facetSets {
      for facet in set.facets { findings += zero(facet.weight, facet.id.value) }
    }
    let weights = rubric.domains.compactMap(\.weight?.value)
    let sum = weights.reduce(0, +)
    if let total = rubric.totalPoints, weights.count == rubric.domains.count, !weights.isEmpty,
      sum != total.value
    {
      findings.append(
        Diagnostic(
          .warning, "weight-sum",
          wording(
            "各范畴权重之和是 \(sum)，总分是 \(total.value)：得分按比例计算，但读者会以为权重就是分值",
            "the domains' weights add up to \(sum), the total is \(total.value): scores are proportional, but readers take weights for points"
          ),
          at: total.location))
    }
    return findings
  }

  private func zero(_ weight: Located<Int>?, _ name: String) -> [Diagnostic] {
    guard let weight, weight.value < 1 else { return [] }
    return [
      Diagnostic(
        .error, "zero-weight",
        wording("\(name) 的权重是 0，它不会影响得分", "the weight of \(name) is 0, so it never changes a score"),
        at: weight.location,
        hint: wording("权重至少为 1；不评的内容请从准则中移出", "a weight is at least 1; take out what is not assessed"))
    ]
  }
}
