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
      ])
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
      远景
        远景，自称：66.67 = 200/3（加权平均 (1×80 + 2×60) ÷ 3）
          approach（中），权重 1：80.00（等级 4 完全符合）
          results（中），权重 2：60.00（等级 3 基本符合）
        远景，有据：60.00（加权平均 (1×60 + 2×60) ÷ 3）
          approach（中），权重 1：60.00（等级 4，无有效证据，按 3 计；E01 在评估日已过有效期）
          results（中），权重 2：60.00（等级 3 基本符合）

      """
    #expect(try Self.card.derivation(at: "test/a.vision").text(.chinese) == expected)
  }

  @Test func explainsAGateInEnglish() throws {
    let text = try Self.card.derivation(at: "test/gate/yes.1").text(.english)
    #expect(text.contains("yes.1 (en) (total ≥ 80.00)\n"))
    #expect(text.contains("  yes.1 (en), evidenced: not met\n"))
    #expect(text.contains("    needs: 80.00\n"))
  }

  @Test func saysWhatMissingAnswersAreTakenFor() throws {
    let text = try Self.card.derivation(at: "test/b.one/results").text(.chinese)
    #expect(text.contains("results（中），自称：0.00～100.00（未评：最低按 1，最高按 5）"))
    #expect(text.contains("results（中），有据：0.00～100.00（未评：最低按 1，最高按 5）"))
  }

  /// Every path there is leads to a number, in both languages.
  @Test func explainsEveryPath() throws {
    let score = Self.card.rubrics[0]
    var paths = ["test", "test/total", "test/result"]
    paths += score.gates.map { "test/gate/\($0.gate.id)" } + score.facets.map { "test/facet/\($0.id)" }
    for domain in score.domains {
      paths += ["test/\(domain.id)"] + domain.groups.map { "test/\(domain.id)/\($0.id)" }
      paths += domain.facets.map { "test/\(domain.id)/\($0.id)" }
      for item in domain.items where item.score != nil {
        paths += ["test/\(item.id)"] + item.facets.map { "test/\(item.id)/\($0.id)" }
      }
    }
    #expect(paths.count > 20)
    for path in paths {
      let derivation = try Self.card.derivation(at: path)
      for language in Language.allCases {
        let lines = derivation.lines(language)
        #expect(lines.first?.depth == 0 && lines.count > 1, "\(path)")
        #expect(derivation.lines(language, maximumDepth: 0).count == 1)
      }
    }
  }

  @Test func namesTheCandidatesForAnUnknownPath() {
    func candidates(_ path: String) -> [String]? {
      do throws(UnknownPath) {
        _ = try Self.card.derivation(at: path)
        return nil
      } catch { return error.candidates }
    }
    #expect(candidates("tset") == ["test"])
    #expect(candidates("") == ["test"])
    #expect(candidates("test/a.visoin")?.contains("a.vision") == true)
    #expect(candidates("test/a.vision/aproach") == ["approach", "results"])
    #expect(candidates("test/gate/yes") == ["yes.1", "yes.2", "high.1", "high.2"])
    #expect(candidates("test/b/b3") == ["b1", "b2", "approach", "results"])
    #expect(candidates("test/a.vision/results/more") == [])
  }
}
