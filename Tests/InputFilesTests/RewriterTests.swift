// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

/// Assessments rewritten for another edition: nothing that anybody wrote is lost, whatever the layout.
@Suite struct RewriterTests {
  private static let library = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path])

  private func rubric(_ id: String) throws -> Rubric { try #require(Self.library.load(RubricID(id)).rubric) }

  private func load(_ text: String) throws -> (source: SourceText, loaded: LoadedAssessment) {
    let problems = DiagnosticCollector()
    let source = try #require(SourceText.checked(Array(text.utf8), path: "centre.yml", problems: problems))
    let load = AssessmentLoader.load(source, library: Self.library, problems: problems)
    return (source, try #require(load.loaded, "\(load.report.diagnostics)\n\(text)"))
  }

  /// How a file is written.
  private enum Layout: CaseIterable { case lines, rubricInBraces, answersInBraces, allInBraces }

  /// An assessment of some items in any order, with a numbered comment wherever one may stand.
  private struct Draft {
    var text = ""
    var items: [ItemID] = []
    /// The comments above each item.
    var above: [ItemID: [String]] = [:]
    var comments: [String] = []
    var notes: [ItemID: String] = [:]

    init(_ rubric: Rubric, _ layout: Layout, using random: inout SeededGenerator) {
      items = Array(rubric.items.map(\.id).shuffled(using: &random).prefix(Int.random(in: 1...7, using: &random)))
      func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
      func comment() -> String {
        comments.append("备注\(comments.count + 100)：{不是答案, \"引号' }")
        return "# " + comments[comments.count - 1]
      }
      let isFlow = layout != .lines
      var lines: [String] = []
      if happens(40) { lines.append(comment()) }
      if !lines.isEmpty || happens(20) { lines.append("") }
      for (number, item) in items.enumerated() {
        if happens(50) {
          for _ in 0...Int.random(in: 0...1, using: &random) {
            lines.append(comment())
            above[item, default: []].append(comments[comments.count - 1])
          }
        }
        let note = "看到的事实\(number)，{括号} # 与 '引号' 和 , 逗号"
        notes[item] = note
        let facets = rubric.facetSets[rubric.item(item)!.facetSet]!.facets.map { "\($0.id): 3" }
        let quoted = happens(50) ? "'" + note.replacing("'", with: "''") + "'" : "\"" + note + "\""
        let comma = isFlow ? (number + 1 < items.count || happens(30) ? "," : "") : ""
        if isFlow || happens(60) {
          let marks = facets.joined(separator: isFlow && happens(40) ? ",\n  " : ", ")
          let key = happens(20) ? "\"\(item)\":" + (isFlow ? "" : " ") : "\(item): "
          lines.append("\(key){\(marks), note: \(quoted)}\(comma)" + (happens(30) ? "  " + comment() : ""))
        } else {
          lines += ["\(item):" + (happens(30) ? "  " + comment() : "")] + facets.map { "  " + $0 }
          if happens(30) { lines.append("  " + comment()) }
          lines.append("  note: " + quoted)
          if happens(20) { lines += [comment(), ""] }
        }
        if happens(20) { lines.append("") }
      }
      if happens(40) { lines += [comment()] }
      write(
        lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }, rubric, layout)
    }

    private mutating func write(_ lines: [String], _ rubric: Rubric, _ layout: Layout) {
      func block(_ blanks: Int) -> String {
        lines.map { $0.isEmpty ? "" : String(repeating: " ", count: blanks) + $0 }.joined(separator: "\n") + "\n"
      }
      let pin = "{id: \(rubric.id), version: 1.0.0, hash: \"\(rubric.contentHash)\"}"
      switch layout {
      case .allInBraces:
        text = """
          # 全文写在花括号里
          {"format": "pingxing/assessment/1", organisation: {name: 华东客户联络中心},
           "assessment": {period: {from: 2025-01-01, to: 2025-12-31}, date: 2025-12-20,
             assessor: {role: self, name: 运营管理部}, rubrics: [\(pin)]},
           "answers": {"\(rubric.id)": {
          \(block(4))}}}

          """
      default:
        text = """
          format: pingxing/assessment/1
          organisation: {name: 华东客户联络中心}
          assessment:
            period: {from: 2025-01-01, to: 2025-12-31}
            date: 2025-12-20
            assessor: {role: self, name: 运营管理部}
            rubrics: [\(pin)]

          """
        switch layout {
        case .lines: text += "answers:\n  \(rubric.id):\n" + block(4)
        case .rubricInBraces: text += "answers:\n    \(rubric.id): {\n" + block(6) + "    }\n"
        default: text += "answers: {\(rubric.id): {\n" + block(2) + "}}\n"
        }
      }
    }
  }

  @Test func noAnswerAndNoCommentIsLost() throws {
    let (old, new) = (try rubric("cccs-op-2008"), try rubric("cccs-op-2010"))
    let order = Dictionary(uniqueKeysWithValues: new.items.enumerated().map { ($1.id, $0) })
    var random = SeededGenerator(seed: 2_010)
    for number in 0..<120 {
      let layout = Layout.allCases[number % Layout.allCases.count]
      let draft = Draft(old, layout, using: &random)
      let (source, loaded) = try load(draft.text)
      let answers = Dictionary(
        uniqueKeysWithValues: draft.items.map { item -> (ItemID, AnswerMove) in
          let isKept = order[item] != nil && Int.random(in: 0..<4, using: &random) > 0
          return (item, isKept ? .kept(as: item, remarks: []) : .parked(remarks: ["未带入"]))
        })
      let rewritten = AssessmentRewriter.rewrite(
        source, positions: loaded.positions, move: EditionMove(old: old, new: new, answers: answers),
        path: "centre.yml", library: Self.library)
      let text = try #require(rewritten, "\(number) \(layout):\n\(draft.text)")
      let again = try load(text).loaded
      let kept = draft.items.filter { if case .kept? = answers[$0] { true } else { false } }
      let context = Comment(rawValue: "\(number) \(layout):\n\(draft.text)\n-----\n\(text)")
      // Answers: those that are kept read as before, and those that are not stand in comments.
      let before = loaded.assessment.answers[old.id] ?? [:]
      #expect((again.assessment.answers[new.id] ?? [:]) == before.filter { kept.contains($0.key) }, context)
      for item in draft.items where !kept.contains(item) {
        let lines = text.split(separator: "\n").filter { $0.contains("看到的事实\(draft.items.firstIndex(of: item)!)，") }
        #expect(lines.count == 1 && lines[0].trimmingPrefix(while: { $0 == " " }).hasPrefix("#"), context)
      }
      // Comments: each once, and those above an item still above it, below the item before.
      for comment in draft.comments { #expect(text.ranges(of: comment).count == 1, "\(comment) \(context)") }
      let places = kept.map { item in (item, again.positions.answers[new.id]?[item]?.line ?? 0) }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (item, line) in places {
        let start = places.map(\.1).filter { $0 < line }.max() ?? 0
        for comment in draft.above[item] ?? [] {
          let place = lines.firstIndex { $0.contains(comment) }.map { $0 + 1 } ?? 0
          #expect((start..<line).contains(place), "\(comment) \(context)")
        }
      }
      // The order is that of the new edition.
      #expect(places.sorted { $0.1 < $1.1 }.map { order[$0.0]! } == kept.map { order[$0]! }.sorted(), context)
    }
  }

  /// A whole scaffold of one edition becomes one of the other, with what was written in it.
  @Test(arguments: [Language.chinese, .english])
  func aScaffoldBecomesOneOfTheNewEdition(language: Language) throws {
    let (old, new) = (try rubric("cccs-op-2008"), try rubric("cccs-op-2010"))
    func scaffold(_ rubric: Rubric) -> String {
      Scaffold.text(
        rubrics: [rubric], organisation: "甲中心", date: CalendarDate(year: 2025, month: 12, day: 20)!, language: language)
    }
    let (source, loaded) = try load(scaffold(old))
    let move = EditionMove(old: old, new: new, answers: [:])
    let text = try #require(
      AssessmentRewriter.rewrite(
        source, positions: loaded.positions, move: move, path: "centre.yml", library: Self.library))
    let (expected, found) = (scaffold(new).split(separator: "\n"), text.split(separator: "\n"))
    let missing = Set(expected).subtracting(found)
    #expect(missing.isEmpty, "\(missing.sorted())")
    // What is more are the items that the new edition lacks, under a heading.
    let more = found.filter { !expected.contains($0) }
    let lost = old.items.filter { item in new.item(item.id) == nil }
    #expect(more.filter { $0.contains("没有这一项") }.count == lost.count)
    #expect(more.first?.contains("以下来自 cccs-op-2008") == true, "\(more.prefix(3))")
  }
}
