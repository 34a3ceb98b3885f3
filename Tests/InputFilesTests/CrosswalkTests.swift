import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

@Suite struct CrosswalkTests {
  static let ccom = "crosswalks/cccs--ccom-2019.yml"
  static let editions = "crosswalks/cccs-op-2008--cccs-op-2010.yml"
  static let copc = "crosswalks/cccs--copc-2000.yml"
  static let outline = "outlines/copc-2000.yml"

  /// One fault each; the place is where the text behind the code stands in the changed file.
  static let faults = [
    RubricFault(
      ccom, "from: [positioning.vision]", "from: [positioning.visoin]", "error dangling-reference positioning.visoin"),
    RubricFault(
      ccom, "to: [planning.direction]", "to: [planning.directon]", "error dangling-reference planning.directon"),
    RubricFault(
      copc, "from: [domain/strategy]", "from: [domain/strategies]", "error dangling-reference domain/strategies"),
    RubricFault(copc, "to: [people]", "to: [peopel]", "error dangling-reference peopel"),
    RubricFault(
      ccom, "{id: ccom-2019, version: 1.0.0}", "{id: ccom-2020, version: 1.0.0}", "error dangling-reference ccom-2020"),
    RubricFault(ccom, "{id: ccom-2019, version: 1.0.0}", "{id: ccom-2019, version: 9.0.0}", "warning stale-pin 9.0.0"),
    RubricFault(
      copc, "{id: copc-2000, version: 1.0.0}", "{id: copc-2001, version: 1.0.0}", "error dangling-reference copc-2001"),
    RubricFault(
      ccom, "{id: cccs-op-2010, version: 1.0.0}", "{id: ccom-2019, version: 1.0.0}", "error wrong-family ccom-2019"),
    RubricFault(
      ccom, "from: [positioning.vision]\n    to: []\n    relation: none",
      "from: [positioning.values]\n    to: []\n    relation: none", "error uncovered-item from",
      "error duplicate-relation positioning.values"),
    RubricFault(
      copc, "from: [domain/customer]", "from: [domain/strategy]", "error uncovered-item from",
      "error contradictory-relation none"),
    RubricFault(
      ccom, "from: [positioning.vision]\n    to: []\n    relation: none",
      "from: [positioning.vision]\n    to: [service-quality.policy]\n    relation: none", "error unfit-relation none"),
    RubricFault(copc, "relation: intersects", "relation: equivalent", "error unfit-relation equivalent"),
    RubricFault(copc, "to: [people]", "to: [people, items]", "error unfit-relation items"),
    RubricFault(copc, "direction: one-way", "direction: both", "error unfit-relation to:"),
    RubricFault(
      editions, "status: {met-from: 80, unmet-below: 60}", "status: {met-from: 50, unmet-below: 60}",
      "error unfit-status 60"),
    RubricFault(ccom, "carries: {met: partial}", "carries: {met: full}", "error unfit-strength met"),
    RubricFault(ccom, "id: cccs--ccom-2019", "id: cccs--ccom", "error file-name cccs--ccom"),
    RubricFault(ccom, "provenance:", "# provenance:", "error missing-provenance cccs--ccom-2019"),
    RubricFault(outline, "sources: [copc-in-cccs-material]", "sources: [copc]", "error dangling-reference copc"),
    RubricFault(outline, "sources: [copc-in-cccs-material]", "sources: []", "error empty-field sources"),
    RubricFault(outline, "- id: process", "- id: planning", "error duplicate-id planning"),
    RubricFault(
      outline, "provenance: {kind: unknown,", "provenance: {kind: published,", "error missing-provenance provenance"),
  ]

  @Test(arguments: faults)
  func aFaultIsFoundAtItsPlace(fault: RubricFault) throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.replace(fault.replace, by: fault.by, in: fault.file)
      let found = RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.crosswalks).diagnostics
      let lines = try String(contentsOf: copy.folder.appending(path: fault.file), encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      for expectation in fault.expected {
        let parts = expectation.split(separator: " ", maxSplits: 2).map(String.init)
        let isThere = found.contains { diagnostic in
          guard let place = diagnostic.location, place.file.hasSuffix(fault.file),
            diagnostic.severity.rawValue == parts[0], diagnostic.code == parts[1]
          else { return false }
          return lines[place.line - 1].dropFirst(place.column - 1).hasPrefix(parts[2])
        }
        #expect(
          isThere,
          "\(expectation) not among \(found.map { "\($0.code) \($0.location?.line ?? 0) \($0.message.english)" })")
      }
    }
  }

  @Test func theShippedFilesPass() {
    let report = RubricChecker.check(folders: [rubricFolder], validators: RubricValidators.crosswalks)
    #expect(
      report.diagnostics.isEmpty,
      "\(report.diagnostics.map { "\($0.location!.file):\($0.location!.line) \($0.code) \($0.message.english)" })")
  }

  @Test(arguments: [("    reason: CCOM没有远景条目", "missing-key"), ("    relation: none", "missing-key")])
  func aMissingKeyIsFoundWhereTheRelationStands(text: String, code: String) throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.replace(text, by: "    # " + text.drop { $0 == " " }, in: Self.ccom)
      let found = RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.crosswalks).diagnostics
      #expect(found.map(\.code) == [code])
      #expect((found.first?.location?.line ?? 0) > 20)
    }
  }

  @Test func twoFilesForOnePairAreFound() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      let text = try String(contentsOf: copy.folder.appending(path: Self.editions), encoding: .utf8)
      try text.write(
        to: copy.folder.appending(path: "crosswalks/second.yml"), atomically: true, encoding: .utf8)
      let codes = RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.crosswalks)
        .diagnostics.map(\.code)
      #expect(codes.sorted() == ["duplicate-crosswalk", "file-name"])
    }
  }

  /// A second family member whose `equal` relations lead from one item of 2008 through 2010 to another of 2008.
  @Test func equalRelationsThatLeadBackToAnotherItemAreFound() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.replace(
        "  - from: [floor.knowledge]\n    to: [infrastructure.knowledge]\n    relation: intersects",
        by: "  - from: [positioning.vision]\n    to: [positioning.mission]\n    relation: equal\n    reason: 甲\n"
          + "  - from: [floor.knowledge]\n    to: [infrastructure.knowledge]\n    relation: intersects",
        in: Self.editions)
      let codes = Set(
        RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.crosswalks)
          .diagnostics.map(\.code))
      #expect(codes.contains("equal-cycle"))
      #expect(codes.contains("unfit-relation"))
    }
  }

  /// Two items that both editions have cannot change places: each is the same as itself.
  @Test func anItemOfBothEditionsIsNoOtherItem() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      func relation(_ from: String, _ to: String, _ reason: String) -> String {
        "  - from: [\(from)]\n    to: [\(to)]\n    relation: equivalent\n    reason: \(reason)\n"
      }
      let floor = "  - from: [floor.knowledge]\n    to: [infrastructure.knowledge]\n"
      try copy.replace(
        floor,
        by: relation("floor.coaching", "floor.adherence", "前者在新版改用后者的编号。")
          + relation("floor.adherence", "floor.coaching", "反过来也一样，两者互换，其余照旧。") + floor, in: Self.editions)
      let found = RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.crosswalks).diagnostics
      #expect(found.map(\.code) == ["contradictory-relation", "contradictory-relation"])
      #expect(found.first?.notes.first?.location != nil, "where ids of both are related")
    }
  }

  @Test func aReasonThatIsCopiedIsFound() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.change(Self.copc) { text in
        text.replacing(#/    reason: .*/#) { _ in "    reason: 两边的主题相同，各自怎样要求没有公开，只按名称判断。" }
      }
      let codes = RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.crosswalks)
        .diagnostics.map(\.code)
      #expect(codes == Array(repeating: "similar-reason", count: 8))
    }
  }

  @Test func aRetiredItemIsNamedAsSuch() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.replace("from: [positioning.vision]", by: "from: [positioning.slogan]", in: Self.ccom)
      let record =
        "{family: cccs, kind: item, id: positioning.slogan, retired: 2026-01-01, reason: 并入远景, successors: []}"
      try copy.replace("retired: []", by: "retired: [\(record)]", in: "retired.yml")
      let codes = RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.crosswalks)
        .diagnostics.map(\.code)
      #expect(Set(codes) == ["retired-id", "uncovered-item"])
    }
  }

  /// Each code that the documentation promises is provoked by a test here.
  @Test func everyDocumentedFindingIsProvoked() throws {
    let text = try String(
      contentsOf: RepositoryFiles.root.appending(path: "Docs/crosswalk-format.md"), encoding: .utf8)
    let start = try #require(text.firstRange(of: "| codes | finds |")).upperBound
    let documented = text[start...].split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      row.split(separator: "|")[0].matches(of: #/`([a-z-]+)`/#).map { String($0.1) }
    }
    #expect(documented.count > 12)
    let elsewhere = ["duplicate-crosswalk", "equal-cycle", "similar-reason", "retired-id"]
    let provoked = Set(Self.faults.flatMap(\.expected).map { String($0.split(separator: " ")[1]) } + elsewhere)
    #expect(Set(documented).subtracting(provoked).sorted() == [])
  }

  @Test func everyFindingComesAtOnce() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      for fault in Self.faults.filter({
        ["error dangling-reference peopel", "error unfit-status 60"].contains($0.expected[0])
      }) {
        try copy.replace(fault.replace, by: fault.by, in: fault.file)
      }
      try copy.replace("author: Pingxing", by: "autor: Pingxing", in: Self.ccom)
      let codes = Set(
        RubricChecker.check(folders: [copy.folder.path], validators: RubricValidators.crosswalks)
          .diagnostics.map(\.code))
      #expect(codes.isSuperset(of: ["dangling-reference", "unfit-status", "unknown-key", "missing-key"]))
    }
  }

  // MARK: - Readings

  private func reading(_ from: String, _ to: String) throws -> CrosswalkReading {
    guard case .found(let reading, _, _) = sharedLibrary.crosswalk(from: from, to: to).outcome else {
      throw InputRejected([])
    }
    return reading
  }

  @Test func whatTheOlderLayoutDoesNotAskOfDataSecurityShows() throws {
    let old = try reading("cccs-op-2008", "ccom-2019").askedOnlyByTo.flatMap(\.to)
    let new = try reading("cccs-op-2010", "ccom-2019").askedOnlyByTo.flatMap(\.to)
    let gap = old.filter { $0.rawValue.hasPrefix("data-security.") }
    #expect(gap.count >= 4)
    #expect(gap.count > new.count { $0.rawValue.hasPrefix("data-security.") })
  }

  @Test func readBackwardsTheSidesAndTheirContainmentAreExchanged() throws {
    let forward = try reading("cccs-op-2008", "ccom-2019")
    let backward = try reading("ccom-2019", "cccs-op-2008")
    #expect(!forward.isReversed && backward.isReversed)
    #expect(backward.relations.map(\.inverted) == forward.relations)
    #expect(forward.askedOnlyByFrom.map(\.inverted) == backward.askedOnlyByTo)
    let superset = try #require(forward.relations.first { $0.kind == .superset })
    #expect(superset.proof.met == .full && superset.proofBack.met == .partial)
  }

  @Test func itemsThatEditionsShareAreEqual() throws {
    let reading = try reading("cccs-op-2008", "cccs-op-2010")
    let equal = reading.relations.filter { $0.kind == .equal }
    #expect(equal.count == 66)
    for relation in equal { #expect(relation.from == relation.to && relation.proof.met == .full) }
    #expect(reading.uncovered(.from) == [] && reading.uncovered(.to) == [])
  }

  @Test func notApplicableIsNeverCarriedToWhatAlwaysApplies() throws {
    let rubric = try #require(sharedLibrary.load(RubricID("ccom-2019")).rubric)
    let always = Set(rubric.items.filter { $0.notApplicable == .forbidden }.map(\.id.rawValue))
    #expect(!always.isEmpty)
    for relation in try reading("cccs-op-2008", "ccom-2019").relations
    where relation.to.contains(where: { always.contains($0.rawValue) }) {
      #expect(relation.proof.notApplicable == .nothing)
    }
  }

  @Test func whatIsNotThereIsTold() {
    guard case .unknownName("cccs-op-2009") = sharedLibrary.crosswalk(from: "cccs-op-2009", to: "ccom-2019").outcome
    else {
      Issue.record("the name is known")
      return
    }
    guard case .noCrosswalk(isOneWay: true) = sharedLibrary.crosswalk(from: "copc-2000", to: "ccom-2019").outcome
    else {
      Issue.record("an outline proves something")
      return
    }
    guard case .noCrosswalk(isOneWay: false) = sharedLibrary.crosswalk(from: "copc-2000", to: "cc-cmm").outcome else {
      Issue.record("two outlines are related")
      return
    }
  }
}
