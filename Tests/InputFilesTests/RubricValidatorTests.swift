import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

@Suite struct RubricValidatorTests {
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
      let findings = RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.forUse).diagnostics
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
