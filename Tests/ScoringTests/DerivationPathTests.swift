// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Diagnostics
import Scoring
import TestSupport
import Testing

@Suite struct DerivationPathTests {
  static let card = DerivationTests.card

  /// Every number there is has a path, and every path leads to a derivation, in both languages.
  @Test func explainsEveryPath() throws {
    let score = Self.card.rubrics[0]
    var expected = ["test", "test/total", "test/result", "test/not-applicable", "test/total/without-respread"]
    expected += score.gates.map { "test/gate/\($0.gate.id)" }
    var places = score.facets.map { "test/facet/\($0.id)" }
    for domain in score.domains {
      places += ["test/\(domain.id)"] + domain.facets.map { "test/\(domain.id)/\($0.id)" }
      guard domain.groups.count > 1 else { continue }
      for group in domain.groups {
        places += ["test/\(domain.id)/\(group.id)"]
        places += group.facets.map { "test/\(domain.id)/\(group.id)/\($0.id)" }
      }
    }
    for item in score.items where item.score != nil {
      expected += ["test/\(item.id)", "test/\(item.id)/mean-mark"]
      expected += item.facets.map { "test/\(item.id)/\($0.id)" }
    }
    let aspects = ["mean-mark", "level", "conformity", "without-respread"]
    expected += places + places.flatMap { place in aspects.map { "\(place)/\($0)" } }
    let paths = Set(Self.card.derivationPaths.map(\.path))
    #expect(Set(expected).subtracting(paths) == [])
    for path in paths.sorted() {
      let derivation = try Self.card.derivation(at: path)
      for language in Language.allCases {
        let lines = derivation.lines(language)
        #expect(lines.first?.depth == 0 && lines.count > 1, "\(path)")
        #expect(derivation.lines(language, maximumDepth: 0).count == 1)
      }
    }
  }

  /// Whatever is called a weighted mean is the weighted mean of what stands below it, whatever is called a minimum the
  /// smallest of it: at both ends, in every derivation.
  @Test func operandsGiveWhatStandsAboveThem() throws {
    var random = SeededGenerator(seed: 30_307)
    var counts = (means: 0, minima: 0)
    for number in 0..<40 {
      var shape = AgreementTests.shapes[number % 4].shape
      (shape.domains, shape.items) = (2, 3)
      let trial = RandomCase(shape, using: &random)
      let card = Scorecard(assessment: trial.assessment, rubrics: [trial.rubric])
      for path in card.derivationPaths {
        check(try card.derivation(at: path.path), path.path, &counts)
      }
    }
    #expect(counts.means > 5_000 && counts.minima > 100)
  }

  private func check(_ derivation: Derivation, _ path: String, _ counts: inout (means: Int, minima: Int)) {
    for operand in derivation.operands { check(operand, path, &counts) }
    guard let value = ends(derivation.value) else { return }
    let parts = derivation.operands.compactMap { part in ends(part.value).map { (weight: part.weight, ends: $0) } }
    guard !parts.isEmpty else { return }
    switch derivation.operation {
    case .weightedMean:
      let weights = parts.reduce(Rational(0)) { $0 + $1.weight! }
      let sums = parts.reduce((Rational(0), Rational(0))) {
        ($0.0 + $1.weight! * $1.ends.worst, $0.1 + $1.weight! * $1.ends.best)
      }
      #expect(value == Interval(worst: sums.0 / weights, best: sums.1 / weights), "\(path)")
      counts.means += 1
    case .minimum:
      // Only the smallest may be shown, or those that miss a cut-off.
      #expect(parts.map(\.ends.worst).min() == value.worst, "\(path)")
      counts.minima += 1
    default: break
    }
  }

  private func ends(_ value: Derivation.Value?) -> Interval<Rational>? {
    switch value {
    case .credit(let number), .share(let number): Interval(worst: number, best: number)
    case .credits(let interval), .shares(let interval): interval
    default: nil
    }
  }

  @Test func explainsLevelAndConformity() throws {
    let level = try Self.card.derivation(at: "test/a/level").text(.chinese)
    #expect(level.contains("  a（中） a，有据：参考星级 3 level-3（中）（1～5 级中，平均等级达到该级"), "\(level)")
    #expect(level.contains("    平均等级：3.00（加权平均）\n      远景 a.vision，权重 3/4（占同级的 100.00%）：3.00"), "\(level)")
    #expect(level.contains("    最低的平均等级：3.00（取最小值）\n      远景 a.vision：3.00\n"), "\(level)")
    #expect(level.contains("    参考星级 4 level-4（中）：未达到（平均等级 ≥ 4，每项 ≥ 3）"), "\(level)")
    let conformity = try Self.card.derivation(at: "test/b/conformity").text(.english)
    #expect(
      conformity.contains("lowest item: 0.00 to 86.67 (smallest; needs ≥ 60: open, the missing answers decide)"),
      "\(conformity)")
  }

  @Test func explainsWhatDoesNotApply() throws {
    let share = try Self.card.derivation(at: "test/not-applicable").text(.chinese)
    #expect(share.contains("占评审项：25.00% = 1/4（1 ÷ 4）"), "\(share)")
    #expect(share.contains("a.duty（中） a.duty：25.00% = 1/4（不承担）"), "\(share)")
    let plain = try Self.card.derivation(at: "test/a/without-respread").text(.chinese)
    #expect(plain.contains("a.duty（中） a.duty，权重 1/4（占同级的 33.33%）：0.00（不适用，按 0 计）"), "\(plain)")
    #expect(plain.contains("a（中） a，有据：40.00（加权平均 ((1/2)×60 + (1/4)×0) ÷ 3/4）"), "\(plain)")
  }

  /// A name of the rubric means what the rubric calls so; the level has another word there.
  @Test func keepsTheNamesOfTheRubric() throws {
    let rubric = Build.rubric(
      [Build.domain("a", [Build.item("i")])],
      facetSets: [Build.facetSet("process", [("level", 1), ("trend", 1)])], profile: Build.profile)
    let card = Scorecard(
      assessment: Build.assessment(["i": Build.answer(["level": 2, "trend": 3])]), rubrics: [rubric])
    #expect(try card.derivation(at: "test/a/level").text(.chinese).contains("：40.00"))
    #expect(try card.derivation(at: "test/a/maturity-level").text(.chinese).contains("：参考星级 2"))
    #expect(try card.derivation(at: "test/a/level/level").text(.chinese).contains("：参考星级 2"))
  }

  // MARK: - Unknown paths

  private func failure(_ path: String) -> UnknownPath? {
    do throws(UnknownPath) {
      _ = try Self.card.derivation(at: path)
      return nil
    } catch { return error }
  }

  @Test func namesTheCandidatesForAnUnknownPath() {
    #expect(failure("tset")?.candidates == ["test"])
    #expect(failure("")?.candidates == ["test"])
    #expect(failure("test/a.visoin")?.candidates.contains("a.vision") == true)
    #expect(failure("test/a.vision/aproach")?.candidates == ["approach", "results", "mean-mark"])
    #expect(failure("test/gate/yes")?.candidates == ["yes.1", "yes.2", "high.1", "high.2"])
    #expect(failure("test/b/b3")?.candidates.prefix(4) == ["b1", "b2", "approach", "results"])
    #expect(failure("test/a.vision/results/more")?.candidates == [])
    #expect(failure("test/a.duty/results")?.candidates == [])
  }

  @Test(arguments: [
    ("test/a.visoin", "test/a.vision"), ("test/vision", "test/a.vision"), ("vision", "test/a.vision"),
    ("远景", "test/a.vision"), ("test/远景", "test/a.vision"), ("test/VISION", "test/a.vision"),
    ("a.duty", "test/a.duty"), ("test/yes.1", "test/gate/yes.1"), ("test/gate/yes.3", "test/gate/yes.1"),
    ("test/b/b1/levle", "test/b/b1/level"), ("b1", "test/b/b1"), ("tset/total", "test/total"),
  ])
  func saysWhatWasProbablyMeant(_ path: String, _ meant: String) {
    #expect(failure(path)?.suggestions.first == meant, "\(failure(path)?.suggestions ?? [])")
  }

  @Test func suggestsNothingForWhatIsLikeNothing() {
    #expect(failure("test/完全没有这个东西吧")?.suggestions == [])
    #expect(failure("test/完全没有这个东西吧")?.component == "完全没有这个东西吧")
  }
}
