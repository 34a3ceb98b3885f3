// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import TestSupport

extension SeededGenerator {
  /// True with the given percentage.
  mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// A random small rubric with a random assessment of it.
struct RandomCase {
  let rubric: Rubric
  var assessment: Assessment

  /// What a case may look like.
  struct Shape {
    /// The largest number of domains, of groups in a domain and of items in a group.
    var domains = 3, groups = 2, items = 4
    /// The largest number of facets in a set.
    var facets = 3
    /// Percentages of facets without mark and of items without answer or not applicable.
    var missingFacets = 0, unanswered = 0, notApplicable = 12
  }

  init(rubric: Rubric, assessment: Assessment) {
    self.rubric = rubric
    self.assessment = assessment
  }

  init(_ shape: Shape, using random: inout SeededGenerator) {
    rubric = Self.rubric(shape, using: &random)
    assessment = Self.assessment(of: rubric, shape, using: &random)
  }

  // MARK: - Rubrics

  private static func rubric(_ shape: Shape, using random: inout SeededGenerator) -> Rubric {
    // Both sets may have a facet called `results`: facets of different sets are different.
    let sets = [
      ("process", ["approach", "deployment", "results"]), ("result", ["results", "trend", "comparison"]),
    ]
    .map { id, names in
      Build.facetSet(
        id,
        names.prefix(Int.random(in: 1...shape.facets, using: &random)).map { ($0, weight(using: &random)) })
    }
    var number = 0
    let domains = (1...Int.random(in: 1...shape.domains, using: &random)).map { domain in
      Build.domain(
        "d\(domain)", weight: weight(using: &random),
        groups: (1...Int.random(in: 1...shape.groups, using: &random)).map { group in
          Build.group(
            "d\(domain)g\(group)", weight: weight(using: &random),
            (1...Int.random(in: 1...shape.items, using: &random)).map { _ in
              number += 1
              return Build.item(
                "i\(number)", weight: weight(using: &random),
                facets: random.happens(65) ? "process" : "result",
                indicators: random.happens(20) ? ["kpi"] : [],
                notApplicable: random.happens(10) ? .forbidden : .withReason(when: ""))
            })
        })
    }
    let credits = (0..<5).map { _ in Int.random(in: 0...20, using: &random) * 5 }.sorted()
    return Build.rubric(
      domains, facetSets: sets, results: results(for: domains, using: &random),
      scale: Build.scale(random.happens(50) ? [0, 40, 60, 80, 100] : credits),
      highestMarkWithoutEvidence: random.happens(60)
        ? .mostly : Mark(rawValue: Int.random(in: 1...5, using: &random))!,
      profile: random.happens(50) ? profile(using: &random) : nil,
      consistency: ConsistencyPolicy(
        processAgainstResults: random.happens(70)
          ? .init(
            processDomains: domains.filter { _ in random.happens(60) }.map(\.id),
            resultGroup: domains.flatMap(\.groups).randomElement(using: &random)!.id,
            maximumDifference: Rational(Int.random(in: 0...40, using: &random)), provenance: Build.provenance)
          : nil,
        evidenceUse: Build.evidenceUse(Int.random(in: 1...4, using: &random))),
      notApplicableLimit: Rational(Int.random(in: 0...4, using: &random), 10))
  }

  private static func weight(using random: inout SeededGenerator) -> Int {
    random.happens(5) ? Int.random(in: 50...1_000, using: &random) : Int.random(in: 1...4, using: &random)
  }

  private static func profile(using random: inout SeededGenerator) -> ProcessProfile {
    var profile = Build.profile
    profile.conformingItemCredit = credit(using: &random)
    profile.conformingFacetCredit = credit(using: &random)
    profile.partialCredit = credit(using: &random)
    profile.maturityItemTolerance = Rational(Int.random(in: 0...3, using: &random), 2)
    return profile
  }

  private static func credit(using random: inout SeededGenerator) -> Rational {
    Rational(Int.random(in: 4...20, using: &random) * 5)
  }

  private static func results(for domains: [Domain], using random: inout SeededGenerator) -> [ResultDefinition] {
    [Build.result("r0")]
      + (1...Int.random(in: 1...3, using: &random)).map { level in
        Build.result(
          "r\(level)",
          (0..<Int.random(in: 0...4, using: &random)).map { _ in condition(for: domains, using: &random) })
      }
  }

  private static func condition(for domains: [Domain], using random: inout SeededGenerator) -> Gate.Condition {
    let credit = credit(using: &random)
    let share = Rational(Int.random(in: 0...6, using: &random), 6)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return .total(credit: credit)
    case 1: return .everyDomain(credit: credit)
    case 2: return .domain(domains.randomElement(using: &random)!.id, credit: credit)
    case 3: return .everyItem(credit: credit)
    case 4: return .item(domains.flatMap(\.items).randomElement(using: &random)!.id, credit: credit)
    case 5: return .itemShare(share: share, credit: credit)
    case 6: return .itemShareInEveryDomain(share: share, credit: credit)
    case 7: return .everyFacet(credit: credit)
    default: return .evidence(share: share)
    }
  }

  // MARK: - Assessments

  private static func assessment(
    of rubric: Rubric, _ shape: Shape, using random: inout SeededGenerator
  ) -> Assessment {
    let evidence = (1...4).map { piece("E\($0)", using: &random) } + [Build.evidence("valid")]
    let everyoneOut = random.happens(2) && shape.notApplicable > 0
    var answers: [String: Answer] = [:]
    for item in rubric.items {
      if everyoneOut || random.happens(shape.notApplicable) {
        answers[item.id.rawValue] = .notApplicable(reason: "无此业务")
      } else if !random.happens(shape.unanswered) {
        answers[item.id.rawValue] = answer(to: item, of: rubric, shape, using: &random)
      }
    }
    return Build.assessment(answers, evidence: evidence)
  }

  private static func answer(
    to item: Item, of rubric: Rubric, _ shape: Shape, using random: inout SeededGenerator
  ) -> Answer {
    var marks: [String: Int] = [:]
    for facet in rubric.facetSets[item.facetSet]!.facets where !random.happens(shape.missingFacets) {
      marks[facet.id.rawValue] = Int.random(in: 1...5, using: &random)
    }
    let names = ["E1", "E2", "E3", "E4", "valid", "gone"]
    return Build.answer(
      marks,
      evidence: (0..<Int.random(in: 0...3, using: &random)).map { _ in names.randomElement(using: &random)! })
  }

  /// Days around the ends of the assessment period, the year 2025: some within, some without, some on its ends.
  private static func covered(using random: inout SeededGenerator) -> DatePeriod {
    let days = [
      Build.day(1, 1, year: 2024), Build.day(12, 31, year: 2024), Build.day(1, 1), Build.day(12, 31),
      Build.day(1, 1, year: 2026),
    ]
    let from = Int.random(in: 0..<days.count, using: &random)
    return DatePeriod(from: days[from], to: days[Int.random(in: from..<days.count, using: &random)])!
  }

  /// Evidence around the assessment date 2025-12-20.
  private static func piece(_ id: String, using random: inout SeededGenerator) -> Evidence {
    func day() -> CalendarDate { Build.day(12, Int.random(in: 17...23, using: &random)) }
    let states: [Evidence.FileState] = [.none, .present(sha256: "00", bytes: 1), .unusable]
    return Build.evidence(
      id, state: states[random.happens(10) ? 2 : Int.random(in: 0...1, using: &random)],
      collected: random.happens(10) ? nil : random.happens(60) ? Build.day(6, 1) : day(),
      covers: random.happens(60) ? nil : covered(using: &random), received: random.happens(50) ? nil : day(),
      expires: random.happens(50) ? nil : day())
  }
}
