import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

/// One fault put into the shipped rubrics, and what `rubric check` has to find.
struct RubricFault: Sendable, CustomTestStringConvertible {
  let file: String
  let replace: String
  let by: String
  /// `severity code text-at-the-place`: the place is where that text stands in the changed file.
  let expected: [String]

  var testDescription: String { "\(file): \(expected)" }

  init(_ file: String, _ replace: String, _ by: String, _ expected: String...) {
    self.file = file
    self.replace = replace
    self.by = by
    self.expected = expected
  }
}

/// A copy of the shipped rubric folder that a test may change.
struct RubricCopy {
  let folder: URL

  init(in folder: URL) throws {
    self.folder = folder.appending(path: "Rubrics")
    // The folder itself, where the repository reaches it through a link: what is changed here is a copy.
    let shipped = URL(filePath: rubricFolder).resolvingSymlinksInPath()
    try FileManager.default.copyItem(at: shipped, to: self.folder)
  }

  func change(_ file: String, _ change: (String) throws -> String) throws {
    let url = folder.appending(path: file)
    let text = try String(contentsOf: url, encoding: .utf8)
    try change(text).write(to: url, atomically: true, encoding: .utf8)
  }

  /// Replaces the first occurrence, which has to be there.
  func replace(_ text: String, by other: String, in file: String) throws {
    try change(file) { content in
      let range = try #require(content.firstRange(of: text), "\(file) has no \(text)")
      return content.replacingCharacters(in: range, with: other)
    }
  }

  func hash(of rubric: String) throws -> String {
    try #require(RubricLibrary(folders: [folder.path]).load(RubricID(rubric)).rubric).contentHash
  }
}

@Suite struct RubricValidatorTests {
  static let edition = "cccs-op-2008.yml"
  static let results = "parts/cccs-results.yml"
  static let items = "items/cccs/positioning.yml"
  static let thresholds = "parts/cccs-thresholds.yml"

  static let faults = [
    // Form
    RubricFault(
      edition, "total-points: 1000", "total-point: 1000", "error missing-key format",
      "error unknown-key total-point"),
    RubricFault(edition, "total-points: 1000", "total-points: viel", "error wrong-number viel"),
    RubricFault(edition, "total-points: 1000", "total-points:", "error empty-value total-points"),
    RubricFault(edition, "version: 1.0.0", "version: 1.0.0-beta", "error malformed-version 1.0.0-beta"),
    RubricFault(
      edition, "scale: parts/five-marks.yml", "scale: ../secret.yml", "error path-outside ../secret.yml"),
    RubricFault("roles.yml", "roles:", "roles: [", "error yaml-syntax strategy"),
    RubricFault(items, "family: cccs", "family: cccs]", "error malformed-id cccs]"),
    RubricFault(
      edition, "  - items/cccs/floor.yml", "  - items/cccs/flour.yml",
      "error dangling-file items/cccs/flour.yml"),
    RubricFault(
      edition, "scale: parts/five-marks.yml", "scale: parts/six-marks.yml",
      "error dangling-file parts/six-marks.yml"),
    RubricFault(
      "roles.yml", "head: {zh: 中心负责人, en:", "head:\n    zh: #中心负责人\n    en: \"x\" #", "error empty-value zh"),
    // Ids
    RubricFault(
      edition, "{id: positioning.mandate, weight: 10}", "{id: positioning.vision, weight: 10}",
      "error duplicate-id positioning.vision, weight: 8"),
    RubricFault(
      results, "id: four-star.total", "id: four-star.beyond",
      "error duplicate-id four-star.beyond\n        title: {zh: 超越项占比"),
    RubricFault(edition, "id: cccs-op-2008", "id: cccs-op-2009", "error file-name cccs-op-2009"),
    // References
    RubricFault(
      edition, "{id: positioning.mandate,", "{id: positioning.mandat,",
      "error dangling-reference positioning.mandat"),
    RubricFault(items, "role: head", "role: heads", "error dangling-reference heads"),
    RubricFault(items, "facets: process", "facets: processes", "error dangling-reference processes"),
    RubricFault(
      edition, "process-domains: [people,", "process-domains: [peopel,", "error dangling-reference peopel"),
    RubricFault(
      edition, "result-group: performance-results", "result-group: results",
      "error dangling-reference results\n"),
    RubricFault(
      items, "family: cccs", "family: ccom", "error wrong-family ccom",
      "error dangling-reference positioning.organisation@cccs-op-2008.yml",
      "warning unused-item positioning.organisation"),
    // Weights
    RubricFault(
      edition, "{id: positioning.vision, weight: 8}", "{id: positioning.vision, weight: 0}",
      "error zero-weight 0}"),
    RubricFault(edition, "weight: 280", "weight: 281", "warning weight-sum 1000"),
    RubricFault("parts/cccs-facets.yml", "weight: 1}", "weight: 0}", "error zero-weight 0}"),
    // Scale and results
    RubricFault("parts/five-marks.yml", "credit: 60", "credit: 30", "error falling-credit 30"),
    RubricFault(
      results, "gates: []",
      "gates:\n      - {id: not-passed.total, title: {zh: 总分, en: Total}, kind: total, credit: 10, interprets: 无, provenance: {kind: interpretation, note: 自定}}",
      "error first-result-gated not-passed"),
    RubricFault(
      "parts/five-marks.yml", "  2: {title:", "  # 2: {title:", "error incomplete-scale format"),
    // Empty fields
    RubricFault(items, "question: ", "question: 待定 # ", "error empty-field 待定"),
    RubricFault(items, "        lacking: ", "        lacking: 略 # ", "error empty-field 略"),
    RubricFault(
      "items/cccs/performance.yml", "indicators: [first-contact-resolution]", "indicators: []",
      "error empty-field performance.results-resolution",
      "error dangling-reference first-contact-resolution@parts/cccs-thresholds.yml"),
    // Gates
    RubricFault(
      results, "kind: every-domain\n        credit: 85", "kind: every-domain\n        credit: 101",
      "error unreachable-result five-star\n", "error gate-never-passes five-star.every-domain"),
    RubricFault(
      results, "kind: every-item\n        credit: 40", "kind: every-item\n        credit: 0",
      "error gate-never-fails passed.every-item"),
    RubricFault(
      results, "kind: item-share\n        share: 20%", "kind: item-share\n        share: 0%",
      "error gate-never-fails four-star.beyond"),
    RubricFault(
      results, "kind: total\n        credit: 80", "kind: total\n        credit: 70",
      "warning redundant-gate four-star.total"),
    RubricFault(
      results, "kind: total\n        credit: 80", "kind: total\n        credit: 80\n        share: 5%",
      "error unknown-key share: 5%"),
    RubricFault(
      results, "kind: total\n        credit: 80", "kind: totals\n        credit: 80",
      "error unknown-word totals"),
    // Thresholds
    RubricFault(
      thresholds, "item: performance.results-access", "item: performance.results-acess",
      "error dangling-reference performance.results-acess"),
    RubricFault(thresholds, "facet: level", "facet: levels", "error dangling-reference levels"),
    RubricFault(
      thresholds, "indicator: service-level", "indicator: occupancy", "error dangling-reference occupancy",
      "error dangling-reference of-offered", "error unfit-threshold target"),
    RubricFault(thresholds, "variant: of-offered", "variant: of-offer", "error dangling-reference of-offer"),
    RubricFault(
      thresholds, "indicator: interval-attainment", "indicator: service-level",
      "error duplicate-id performance.results-access", "error dangling-reference half-hour"),
    RubricFault(thresholds, "target: 80", "target: {from: 70, to: 80}", "error unfit-threshold target"),
    RubricFault(thresholds, "target: 80", "target: {from: 80, to: 70}", "error wrong-number 70}"),
    RubricFault(thresholds, "target: {from: 75, to: 85}", "target: 75", "error unfit-threshold target"),
    RubricFault(
      thresholds, "4: {periods-met: 100%, months-sustained: 12}", "4: {periods-met: 70%, months-sustained: 12}",
      "error falling-threshold 4: {periods-met: 70%"),
    RubricFault(
      thresholds, "5: {level: 90, months-sustained: 12}", "5: {months-sustained: 12}",
      "error falling-threshold 5: {months-sustained: 12}"),
    RubricFault(
      thresholds, "5: {level: 3, periods-met: 100%,", "4: {level: 3, periods-met: 100%,", "error duplicate-key 4"),
    RubricFault(thresholds, "3: {periods-met: 75%}", "3: {}", "error empty-field 3: {}"),
    RubricFault(thresholds, "3: {periods-met: 75%}", "1: {periods-met: 75%}", "error unknown-key 1: "),
    RubricFault(
      "indicators.yml", "direction: higher", "direction: context", "error unfit-threshold service-level@\(thresholds)"),
    // Indicators
    RubricFault(
      "indicators.yml", "- id: of-answered", "- id: all-within", "error duplicate-id service-level:"),
    RubricFault(
      "indicators.yml", "source: gbt-33358-2016", "source: gbt-33358", "error dangling-reference connection-rate:"),
    RubricFault(
      "indicators.yml", "source: csg-95598-star-sheet", "source: csg-95598", "error dangling-reference satisfaction:"),
    RubricFault("indicators.yml", "period: month", "period: monthly", "error unknown-word monthly"),
    // Wordings and provenance
    RubricFault(items, "      1: ", "      # 1: ", "error missing-mark-wording marks"),
    RubricFault(items, "        in-place: ", "        # in-place: ", "error missing-key 2:"),
    RubricFault(items, "        lacking: ", "        # lacking: ", "error missing-key 2:"),
    RubricFault(items, "        lacking: ", "        lacking: # ", "error empty-value lacking"),
    RubricFault(items, "        lacking: ", "        lacking: \"  \" # ", "error empty-value \"  \""),
    RubricFault(items, "        lacking: ", "        lacks: ", "error missing-key 2:", "error unknown-key lacks"),
    RubricFault(
      items, "      5: ", "      5:\n        lacking: 没有量化。\n        in-place: ", "error unknown-key lacking"),
    RubricFault(items, "      5: ", "      5: {in-place: 做到了。} # ", "error wrong-type {in-place"),
    RubricFault(
      items, "      1: ", "      1: 架构图上有中心的位置。 # ", "error repeated-mark-wording 架构图上有中心的位置。"),
    RubricFault(
      items, "provenance: {kind: published, source: cccs-standard-system, note:",
      "provenance: {kind: published, note:",
      "error missing-provenance provenance"),
    RubricFault(
      items, "source: cccs-standard-system", "source: cccs-standart-system",
      "error dangling-reference cccs-standart-system"),
    RubricFault(
      edition, "weights-provenance: {kind: interpretation, note:",
      "weights-provenance: {kind: interpretation, source: cccs-standard-system, note:",
      "error missing-provenance cccs-standard-system, note: 来源只说"),
    // Retired ids
    RubricFault(
      "retired.yml", "retired: []",
      "retired:\n  - {family: cccs, kind: item, id: positioning.vision, retired: 2026-01-31, reason: 合并, successors: [positioning.mission]}",
      "error retired-id positioning.vision@items/cccs/positioning.yml"),
    RubricFault(
      "retired.yml", "retired: []",
      "retired:\n  - {family: cccs, kind: item, id: positioning.dream, retired: 2026-01-31, reason: 合并, successors: [positioning.visions]}",
      "error dangling-reference positioning.visions"),
  ]

  @Test(arguments: faults)
  func aFaultIsFoundAtItsPlace(fault: RubricFault) throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.replace(fault.replace, by: fault.by, in: fault.file)
      let report = RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.forUse)
      var found = report.diagnostics
      for expectation in fault.expected {
        let parts = expectation.split(separator: " ", maxSplits: 2).map(String.init)
        let target = parts[2].split(separator: "@").map(String.init)
        let file = target.count > 1 ? target[1] : fault.file
        let index = found.firstIndex { diagnostic in
          guard let place = diagnostic.location, diagnostic.severity.rawValue == parts[0],
            diagnostic.code == parts[1],
            place.file.hasSuffix("/" + file)
          else { return false }
          let text = try? String(contentsOf: copy.folder.appending(path: file), encoding: .utf8)
          let lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
          let rest =
            String(lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1))
            + "\n" + lines[place.line...].prefix(2).joined(separator: "\n")
          return rest.hasPrefix(target[0])
        }
        let all = found.map { "\($0.code) \($0.location?.line ?? 0):\($0.location?.column ?? 0)" }
        #expect(index != nil, "\(expectation) not among \(all.prefix(5))")
        if let index { found.remove(at: index) }
      }
      // A part that three editions read may be reported once for each; nothing else may come along.
      let codes = Set(fault.expected.map { $0.split(separator: " ")[1] })
      let others = found.filter { !codes.contains(Substring($0.code)) }
      #expect(others.isEmpty, "\(others.count): \(others[0])")
    }
  }

  /// Each code that the documentation promises is provoked by a test here.
  @Test func everyDocumentedFindingIsProvoked() throws {
    let text = try String(
      contentsOf: RepositoryFiles.root.appending(path: "Docs/rubric-format.md"), encoding: .utf8)
    let start = try #require(text.firstRange(of: "| validator | codes |")).upperBound
    let table = text[start...].prefix { $0 != "#" }.split(separator: "\n").filter { $0.hasPrefix("| ") }
    let documented = table.flatMap { row in
      row.split(separator: "|")[1].matches(of: #/`([a-z-]+)`/#).map { String($0.1) }
    }
    #expect(documented.count > 20)
    let elsewhere = ["similar-wording", "ineffective-item", "no-results", "unused-item"]
    let provoked = Set(Self.faults.flatMap(\.expected).map { String($0.split(separator: " ")[1]) } + elsewhere)
    #expect(Set(documented).subtracting(provoked).sorted() == [])
  }

  @Test func anItemThatNoEditionUsesIsAWarning() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      for edition in [Self.edition, "cccs-op-2010.yml"] {
        try copy.replace("      - {id: positioning.vision, weight: 8}\n", by: "", in: edition)
      }
      let findings = RubricChecker.check(folders: [copy.folder.path]).diagnostics
      #expect(findings.map(\.code) == ["unused-item"] && findings.first?.severity == .warning)
      #expect(findings.first?.message.english.contains("positioning.vision") == true)
    }
  }

  @Test func aRubricWithoutResultsIsFound() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.change(Self.results) { text in
        text[..<text.firstRange(of: "results:\n")!.lowerBound] + "results: []\n"
      }
      let findings = RubricChecker.check(folders: [copy.folder.path]).diagnostics
      // Both editions read the file; without results no gate looks at an item either.
      #expect(findings.count { $0.code == "no-results" } == 2)
      #expect(Set(findings.map(\.code)) == ["no-results", "ineffective-item"])
    }
  }

  @Test func wordingsThatAreTooAlikeAreFound() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.change(Self.items) { text in
        text.replacing(#/      4: .*/#) { _ in "      4: 本项已成文并由高层签发，每年复核一次，抽问知晓率八成以上，有改进记录。" }
      }
      let report = RubricChecker.check(folders: [copy.folder.path])
      let similar = report.diagnostics.filter { $0.code == "similar-wording" }
      #expect(similar.count == 9 * 8 / 2)
      #expect(report.diagnostics.count == similar.count)
    }
  }

  @Test func anEditionWithoutDecidingGatesHasIneffectiveItems() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.change("ccom-2019.yml") { text in
        let start = text.firstRange(of: "results:\n")!.lowerBound
        let end = text.firstRange(of: "process-profile:")!.lowerBound
        let provenance = "provenance: {kind: interpretation, note: 自定}"
        let results = """
          results:
            - {id: low, title: {zh: 低, en: Low}, stars: 0, published-wording: "", \(provenance), gates: []}
            - id: high
              title: {zh: 高, en: High}
              stars: 0
              published-wording: ""
              \(provenance)
              gates:
                - {id: high.domain, title: {zh: 规划, en: Planning}, kind: domain, domain: planning, credit: 60, interprets: 无, \(provenance)}
                - {id: high.item, title: {zh: 趋势, en: Trend}, kind: item, item: monitoring.trend, credit: 60, interprets: 无, \(provenance)}

          """
        return text.replacingCharacters(in: start..<end, with: results)
      }
      let findings = RubricChecker.check(folders: [copy.folder.path]).diagnostics
      // Of 64 items, the five of planning and one of monitoring can change the result.
      #expect(findings.count == 58)
      for finding in findings { #expect(finding.code == "ineffective-item") }
    }
  }

  @Test func aResultThatAsksForNothingMoreIsPassedThrough() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.change(Self.results) { text in
        let start = text.firstRange(of: "      - id: five-star.every-domain")!.lowerBound
        return String(text[..<start]).replacingOccurrences(
          of: "    gates:\n$", with: "    gates: []\n", options: .regularExpression)
      }
      let codes = RubricChecker.check(folders: [copy.folder.path]).diagnostics
      #expect(codes.map(\.code) == ["unreachable-result"])
      #expect(codes.first?.message.chinese.contains("four-star") == true)
    }
  }

  @Test func everyFindingComesAtOnce() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      let faults = ["total-point: 1000", "{id: positioning.mandat,", "share: 0%", "# 1:"].map { text in
        Self.faults.first { $0.by.contains(text) }!
      }
      for fault in faults { try copy.replace(fault.replace, by: fault.by, in: fault.file) }
      let codes = Set(RubricChecker.check(folders: [copy.folder.path]).diagnostics.map(\.code))
      let expected = Set(faults.flatMap(\.expected).map { String($0.split(separator: " ")[1]) })
      #expect(codes.isSuperset(of: expected.subtracting(["weight-sum"])))
    }
  }

  @Test func aBrokenEditionLeavesTheOthersUsable() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.replace("total-points: 1000", by: "total-points: [", in: Self.edition)
      let library = RubricLibrary(folders: [copy.folder.path])
      #expect(library.load(RubricID("cccs-op-2008")).rubric == nil)
      #expect(library.load(RubricID("ccom-2019")).rubric != nil)
      let load = check(BadInputTests.valid, library: library)
      #expect(load.summary == ["error 7:18 broken-rubric"])
      #expect(load.report.diagnostics[0].notes.count == 1)
    }
  }

  @Test func anEmptyFolderHasNoRubrics() throws {
    try TemporaryFolder.use { folder in
      let report = RubricChecker.check(folders: [folder.path])
      #expect(report.hasErrors)
      #expect(RubricLibrary(folders: [folder.path]).ids() == [])
    }
  }

  @Test func aFolderLaidOverAnotherChangesSingleFiles() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.replace("total-points: 1000", by: "total-points: 500", in: Self.edition)
      let over = temporary.appending(path: "mine")
      try FileManager.default.createDirectory(at: over, withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        at: copy.folder.appending(path: Self.edition), to: over.appending(path: Self.edition))
      let library = RubricLibrary(folders: [over.path, rubricFolder])
      #expect(library.load(RubricID("cccs-op-2008")).rubric?.totalPoints == 500)
      #expect(library.load(RubricID("cccs-op-2010")).rubric?.totalPoints == 1000)
      #expect(library.ids().count == 3)
    }
  }
}

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

@Suite struct ContentHashTests {
  private func hashes(_ change: (RubricCopy) throws -> Void) throws -> (before: String, after: String) {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      let before = try copy.hash(of: "cccs-op-2008")
      try change(copy)
      return (before, try copy.hash(of: "cccs-op-2008"))
    }
  }

  @Test func commentsOrderAndLayoutLeaveItAlone() throws {
    let (before, after) = try hashes { copy in
      try copy.change("cccs-op-2008.yml") {
        "# 说明\n" + $0.replacing("total-points: 1000\n", with: "") + "total-points: 1000 # 总分\n"
      }
      try copy.change("roles.yml") {
        $0.replacing(
          "  head: {zh: 中心负责人, en: Head of centre}", with: "  head:\n    en: 'Head of centre'\n    zh: 中心负责人")
      }
      try copy.change("retired.yml") { $0.replacing("\n", with: "\r\n") }
    }
    #expect(before == after)
  }

  @Test func thePartsMayStandInTheRubricItself() throws {
    let (before, after) = try hashes { copy in
      let scale = try String(contentsOf: copy.folder.appending(path: "parts/five-marks.yml"), encoding: .utf8)
      let body = scale.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("format") }
      try copy.replace(
        "scale: parts/five-marks.yml", by: "scale:\n" + body.map { "  " + $0 }.joined(separator: "\n"),
        in: "cccs-op-2008.yml")
    }
    #expect(before == after)
  }

  @Test func theVersionAndWhatTheEditionDoesNotNameStayOut() throws {
    let (before, after) = try hashes { copy in
      try copy.replace("version: 1.0.0", by: "version: 1.0.1", in: "cccs-op-2008.yml")
      try copy.change("roles.yml") { $0 + "  pilot: {zh: 试点负责人, en: Pilot}\n" }
      try copy.replace("weight: 260", by: "weight: 261", in: "cccs-op-2010.yml")
    }
    #expect(before == after)
  }

  @Test(arguments: [
    ("items/cccs/positioning.yml", "层级、汇报线", "层级与汇报线"), ("cccs-op-2008.yml", "weight: 130", "weight: 131"),
    ("parts/cccs-thresholds.yml", "periods-met: 75%", "periods-met: 70%"),
    (
      "indicators.yml", "numerator: Y秒内接听量\n        denominator: 接听总量＋放弃总量",
      "numerator: 接听量\n        denominator: 接听总量＋放弃总量"
    ),
    ("items/cccs/positioning.yml", "        lacking: ", "        lacking: 另外，"),
    ("parts/cccs-results.yml", "share: 20%", "share: 21%"), ("roles.yml", "中心负责人", "中心主任"),
    ("parts/five-marks.yml", "credit: 40", "credit: 41"),
    ("cccs-op-2008.yml", "number: \"1\"", "number: \"1.0\""),
    ("indicators.yml", "{zh: 服务水平, en: Service level}", "{zh: 服务水平率, en: Service level}"),
  ])
  func whatTheRubricSaysChangesIt(file: String, text: String, other: String) throws {
    let (before, after) = try hashes { try $0.replace(text, by: other, in: file) }
    #expect(before != after)
  }
}
