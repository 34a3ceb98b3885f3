import AnalysisReports
import AssessmentModel
import Diagnostics
import Foundation
import OperationalAnalysis
import ResultDocument
import Scoring
import TestSupport
import Testing

/// Objects at the same place of the JSON have the same keys, however far the answers go and whatever the rubric asks.
@Suite struct KeySetTests {
  /// The key sets found at each path, with the place of one card that has it.
  private struct KeySets {
    private(set) var found: [String: [Set<String>: String]] = [:]

    mutating func add(_ value: Any, path: String = "", card: String) {
      if let object = value as? [String: Any] {
        let keys = Set(object.keys)
        if found[path, default: [:]][keys] == nil { found[path, default: [:]][keys] = card }
        for (key, value) in object { add(value, path: "\(path)/\(key)", card: card) }
      } else if let list = value as? [Any] {
        for value in list { add(value, path: path + "[]", card: card) }
      }
    }

    /// What differs, in words; empty where nothing does.
    var differences: [String] {
      found.sorted { $0.key < $1.key }.compactMap { path, sets in
        guard sets.count > 1, let first = sets.keys.first else { return nil }
        let all = sets.keys.reduce(Set()) { $0.union($1) }
        let common = sets.keys.reduce(first) { $0.intersection($1) }
        return "\(path): \(all.subtracting(common).sorted()) in \(sets.values.sorted())"
      }
    }
  }

  /// An answer of any kind that an item takes: none, in part, in full, with or without evidence, not applicable.
  private func answer(_ item: Item, of rubric: Rubric, using generator: inout SeededGenerator) -> Answer? {
    let kind = Int.random(in: 0..<6, using: &generator)
    if kind == 0 { return nil }
    if kind == 1, item.notApplicable != .forbidden { return .notApplicable(reason: "无") }
    var marks: [String: Int] = [:]
    for facet in rubric.facetSets[item.facetSet]?.facets ?? [] where kind > 2 || Bool.random(using: &generator) {
      marks[facet.id.rawValue] = Int.random(in: 1...5, using: &generator)
    }
    return Build.answer(marks, evidence: [[], ["E01"], ["E02"]][Int.random(in: 0..<3, using: &generator)])
  }

  /// Analyses of every kind of chart, and one that gives no result.
  private static func analyses() throws -> [AnalysisReport] {
    let months = (1...12).map { "2025-\($0)" }
    func series(_ name: String, _ factor: Int) -> Observations {
      Observations(name: .same(name), labels: months, values: (1...12).map { Rational($0 * factor % 13) })
    }
    let teams = (0..<12).map { TeamComparison.Value(team: $0 < 6 ? "甲" : "乙", unit: nil, value: Rational($0 * 5 % 7)) }
    return [
      AnalysisReport(try ControlAnalysis(.individuals(series("a", 5)), changes: ["2025-7"])),
      AnalysisReport(try TrendAnalysis(series("a", 5))),
      AnalysisReport(try CorrelationAnalysis(series("a", 5), series("b", 7))),
      AnalysisReport(try TeamComparison(name: .same("分"), unit: "", values: teams)),
      AnalysisReport(try ComplaintAnalysis([.init(cause: "甲", count: 3), .init(cause: "乙", count: 2)])),
      AnalysisReport(refused: AnalysisRefusal("too-few", "太少", "too few"), kind: .trend, title: Build.text("none")),
    ]
  }

  @Test func areTheSameAtOnePath() throws {
    var generator = SeededGenerator(seed: 36)
    var cards = [
      ("complete", Sample.complete()), ("incomplete", Sample.incomplete()), ("nothing", Sample.notApplicable()),
      ("hair", Sample.byAHair()),
    ]
    for number in 0..<60 {
      var rubric = Sample.rubric()
      if number % 3 == 0 { rubric.processProfile = nil }
      var answers: [String: Answer] = [:]
      for item in rubric.items { answers[item.id.rawValue] = answer(item, of: rubric, using: &generator) }
      var assessment = Build.assessment(answers, evidence: Sample.evidence)
      assessment.findings = [number % 2, number % 5].map { kind in
        Finding(
          id: FindingID("F\(kind)"), rubric: rubric.id, item: rubric.items[kind].id, text: "甲", severity: .minor,
          owner: kind == 0 ? nil : "某人", raised: Build.day(3, 1), due: kind < 2 ? nil : Build.day(6, 30),
          status: kind == 3 ? .closed : .open, closed: kind == 3 ? Build.day(5, 1) : nil, action: nil)
      }
      cards.append(("random \(number)", Scorecard(assessment: assessment, rubrics: [rubric])))
    }
    var analysed = Sample.complete()
    analysed.analyses = try Self.analyses()
    cards.append(("analysed", analysed))
    var sets = KeySets()
    for (name, card) in cards {
      sets.add(try JSONSerialization.jsonObject(with: Data(ResultDocument(card).json.utf8)), card: name)
    }
    #expect(sets.found.count > 100, "the walk went through the documents")
    #expect(sets.differences.isEmpty, "\(sets.differences.joined(separator: "\n"))")
  }
}
