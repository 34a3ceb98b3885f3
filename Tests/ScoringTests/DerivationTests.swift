import AssessmentModel
import Diagnostics
import Scoring
import TestSupport
import Testing

@Suite struct DerivationTests {
  static let card: Scorecard = {
    var item = Build.item("a.vision", weight: 2)
    item.title = LocalizedText(chinese: "远景", english: "Vision")
    let rubric = Build.rubric(
      [
        Build.domain("a", weight: 3, [item, Build.item("a.duty")]),
        Build.domain(
          "b", groups: [Build.group("b1", [Build.item("b.one")]), Build.group("b2", [Build.item("b.two")])]),
      ],
      facetSets: [Build.facetSet("process", [("approach", 1), ("results", 2)])],
      results: [
        Build.result("no"), Build.result("yes", [.total(credit: 80), .everyFacet(credit: 10)]),
        Build.result(
          "high", [.itemShareInEveryDomain(share: Rational(1, 2), credit: 90), .evidence(share: 1)]),
      ], profile: Build.profile)
    return Scorecard(
      assessment: Build.assessment(
        [
          "a.vision": Build.answer(["approach": 4, "results": 3], evidence: ["E01"]),
          "a.duty": .notApplicable(reason: "不承担"), "b.one": Build.answer(["approach": 3]),
        ], evidence: [Build.evidence("E01", expires: Build.day(12, 1))]),
      rubrics: [rubric])
  }()

  @Test func explainsAnItemDownToItsMarks() throws {
    let expected = """
      远景 a.vision
        远景 a.vision，自称：66.67 = 200/3（加权平均 (1×80 + 2×60) ÷ 3）
          approach（中） approach，权重 1（占同级的 33.33%）：80.00（等级 4 完全符合）
          results（中） results，权重 2（占同级的 66.67%）：60.00（等级 3 基本符合）
        远景 a.vision，有据：60.00（加权平均 (1×60 + 2×60) ÷ 3）
          approach（中） approach，权重 1（占同级的 33.33%）：60.00（等级 4，无有效证据，按 3 计；E01 已过有效期）
          results（中） results，权重 2（占同级的 66.67%）：60.00（等级 3 基本符合）

      """
    #expect(try Self.card.derivation(at: "test/a.vision").text(.chinese) == expected)
  }

  @Test func explainsAGateInEnglish() throws {
    let text = try Self.card.derivation(at: "test/gate/yes.1").text(.english)
    #expect(text.contains("yes.1 (en) yes.1 (total credit ≥ 80.00)\n"))
    #expect(text.contains("  yes.1 (en), evidenced: not met\n"))
    #expect(
      text.contains("    found: 47.50 to 68.33 (weighted mean)\n      a (en) a, weight 3 (75.00% of its level): 60.00"),
      "\(text)")
    #expect(text.contains("    needs: 80.00\n"))
    #expect(text.contains("    held back by: 3\n      Vision a.vision: 60.00\n"), "\(text)")
  }

  @Test func sharesDifferByPercentagePoints() throws {
    let rubric = Build.rubric(
      [Build.domain("a", [Build.item("i"), Build.item("j"), Build.item("k")])],
      results: [Build.result("no"), Build.result("yes", [.evidence(share: 1)])])
    let answers = ["i": Build.answer(["approach": 3, "deployment": 3, "results": 3], evidence: ["E01"])]
      .merging(["j", "k"].map { ($0, Build.answer(["approach": 3, "deployment": 3, "results": 3])) }) { first, _ in
        first
      }
    let card = Scorecard(
      assessment: Build.assessment(answers, evidence: [Build.evidence("E01")]), rubrics: [rubric])
    let derivation = try card.derivation(at: "test/gate/yes.1")
    #expect(derivation.text(.chinese).contains("差距：−66.67 个百分点 = −2/3\n"), "\(derivation.text(.chinese))")
    #expect(derivation.text(.english).contains("margin: −66.67 points = −2/3\n"))
  }

  @Test func saysWhatMissingAnswersAreTakenFor() throws {
    let text = try Self.card.derivation(at: "test/b.one/results").text(.chinese)
    #expect(text.contains("results（中） results，自称：0.00～100.00（未评：最低按 1，最高按 5）"))
    #expect(text.contains("results（中） results，有据：0.00～100.00（未评：最低按 1，最高按 5）"))
  }
}
