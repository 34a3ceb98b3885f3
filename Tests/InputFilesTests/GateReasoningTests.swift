import AssessmentModel
import Testing

@testable import InputFiles

@Suite struct GateReasoningTests {
  /// Checks each claimed implication, and each denied one by a counterexample, on all small assessments: two domains
  /// with two items each, credits from a coarse grid.
  @Test func implicationsHoldOnEverySmallAssessment() {
    let credits: [Rational] = [0, 40, 60, 80, 100]
    let conditions: [Gate.Condition] = [40, 60, 80].flatMap { (credit: Int) -> [Gate.Condition] in
      let value = Rational(credit)
      return [
        .total(credit: value), .everyDomain(credit: value), .domain(DomainID("d0"), credit: value),
        .domain(DomainID("d1"), credit: value), .everyItem(credit: value), .item(ItemID("i0"), credit: value),
        .item(ItemID("i3"), credit: value), .itemShare(share: (Rational(1) / Rational(2)), credit: value),
        .itemShare(share: 1, credit: value),
        .itemShareInEveryDomain(share: (Rational(1) / Rational(2)), credit: value),
        .itemShareInEveryDomain(share: 1, credit: value),
      ]
    }
    var passing = Array(repeating: [Bool](), count: conditions.count)
    for code in 0..<625 {
      let items = [code % 5, code / 5 % 5, code / 25 % 5, code / 125].map { credits[$0] }
      for (index, condition) in conditions.enumerated() {
        passing[index].append(Self.passes(items, condition))
      }
    }
    for (first, left) in conditions.enumerated() {
      for (second, right) in conditions.enumerated() where GateReasoning.implies(left, right) {
        for code in 0..<625 where passing[first][code] { #expect(passing[second][code], "\(left) \(right)") }
      }
    }
  }

  private static func passes(_ items: [Rational], _ condition: Gate.Condition) -> Bool {
    let domains = [
      items[0] * (Rational(1) / Rational(3)) + items[1] * (Rational(2) / Rational(3)),
      items[2] * (Rational(1) / Rational(2)) + items[3] * (Rational(1) / Rational(2)),
    ]
    let total = domains[0] * (Rational(1) / Rational(4)) + domains[1] * (Rational(3) / Rational(4))
    func share(_ items: [Rational], _ credit: Rational) -> Rational {
      Rational(items.count { $0 >= credit }) / Rational(items.count)
    }
    switch condition {
    case .total(let credit): return total >= credit
    case .everyDomain(let credit): return domains.allSatisfy { $0 >= credit }
    case .domain(let id, let credit): return domains[id.rawValue == "d0" ? 0 : 1] >= credit
    case .everyItem(let credit): return items.allSatisfy { $0 >= credit }
    case .item(let id, let credit): return items[id.rawValue == "i0" ? 0 : 3] >= credit
    case .itemShare(let needed, let credit): return share(items, credit) >= needed
    case .itemShareInEveryDomain(let needed, let credit):
      return share(Array(items[..<2]), credit) >= needed && share(Array(items[2...]), credit) >= needed
    case .everyFacet, .evidence: return true
    }
  }
}
