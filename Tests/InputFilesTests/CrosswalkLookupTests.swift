import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

/// Looking a crosswalk up reads only what it rests on, and says what reading everything would say.
@Suite struct CrosswalkLookupTests {
  static let editions = "crosswalks/cccs-op-2008--cccs-op-2010.yml"
  static let names = ["cccs-op-2008", "cccs-op-2010", "ccom-2019"]

  @Test func onlyWhatACrosswalkRestsOnIsRead() throws {
    let known = try Self.names.map { try #require(sharedLibrary.load(RubricID($0)).rubric) }
    let draft = CrosswalkSelection(
      files: RubricFiles(.folders([rubricFolder]), problems: DiagnosticCollector()), from: "cccs-op-2010",
      to: "cccs-op-2008", known: known
    ).draft()
    #expect(draft.crosswalks.map(\.id.value) == ["cccs-op-2008--cccs-op-2010"])
    #expect(draft.rubrics.isEmpty && draft.itemFiles.isEmpty && draft.outlines.isEmpty)
  }

  /// Of each pair of names, editions and outlines, in both directions.
  @Test func aReadingIsThatOfTheWholeLibrary() throws {
    let whole = LibraryReader(files: RubricFiles(.folders([rubricFolder]), problems: DiagnosticCollector()))
      .everything()
    for from in Self.names {
      for to in Self.names + sharedLibrary.outlineNames() where to != from {
        guard case .found(let reading, _, _) = sharedLibrary.crosswalk(from: from, to: to).outcome else {
          Issue.record("\(from) and \(to) have no crosswalk")
          continue
        }
        let file = try #require(whole.crosswalks.first { $0.id.value == reading.crosswalk.id })
        var resolved = file.resolved
        resolved.fileDigest = reading.crosswalk.fileDigest
        #expect(reading.crosswalk.fileDigest?.contains(/^[0-9a-f]{64}$/) == true)
        #expect(resolved == reading.crosswalk)
        let subjects = CrosswalkIndex(whole).pairs(of: file).flatMap { [$0.from, $0.to] }
        #expect(subjects.first { $0.id == from }?.requirements == reading.from.requirements)
        #expect(subjects.first { $0.id == to }?.requirements == reading.to.requirements)
      }
    }
  }

  private func lookup(_ change: (RubricCopy) throws -> Void, known: Bool = true) throws -> CrosswalkLookup {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try change(copy)
      let rubrics = try Self.names.prefix(2).map { try #require(sharedLibrary.load(RubricID($0)).rubric) }
      return RubricLibrary(folders: [copy.folder.path])
        .crosswalk(from: "cccs-op-2008", to: "cccs-op-2010", known: known ? rubrics : [])
    }
  }

  @Test(arguments: [true, false])
  func aFaultOfTheFileThatIsUsedIsToldWithItsPlace(known: Bool) throws {
    let found = try lookup(
      { try $0.replace("from: [floor.knowledge]", by: "from: [floor.knowlege]", in: Self.editions) }, known: known)
    guard case .broken = found.outcome else {
      Issue.record("it was used")
      return
    }
    let fault = try #require(found.report.diagnostics.first { $0.code == "dangling-reference" })
    #expect(fault.location?.file.hasSuffix(Self.editions) == true)
    #expect(fault.location?.line == 24 && fault.location?.column == 12)
    #expect(fault.hint?.chinese.contains("floor.knowledge") == true)
  }

  @Test func aFaultElsewhereIsNoMatter() throws {
    let found = try lookup {
      try $0.replace("from: [positioning.vision]", by: "from: [positioning.visoin]", in: CrosswalkTests.ccom)
      try $0.replace("title:", by: "titel:", in: "crosswalks/cccs--copc-2000.yml")
    }
    guard case .found = found.outcome else {
      Issue.record("\(found.report.diagnostics.map(\.code))")
      return
    }
    #expect(found.report.diagnostics.isEmpty)
  }

  /// An escape hides the name from who looks for it in the text.
  @Test func aPinWrittenWithAnEscapeCounts() throws {
    let found = try lookup {
      try $0.replace("{id: cccs-op-2008,", by: "{id: \"cccs-op\\x2d2008\",", in: Self.editions)
    }
    guard case .found = found.outcome else {
      Issue.record("\(found.report.diagnostics.map(\.code))")
      return
    }
  }

  /// The keys of a file may stand in any order.
  @Test func aPinBehindTheRelationsCounts() throws {
    let found = try lookup { copy in
      try copy.change(Self.editions) { text in
        let side = "to:\n  family: cccs\n  editions: [{id: cccs-op-2010, version: 1.0.0}]\n"
        return try #require(text.contains(side) ? text : nil).replacing(side, with: "") + side
      }
    }
    guard case .found = found.outcome else {
      Issue.record("\(found.report.diagnostics.map(\.code))")
      return
    }
  }

  /// A third edition with an item that is equal to one item of 2008 and to another one of 2010.
  @Test func aCycleThroughOtherFilesIsToldWhereItCloses() throws {
    let found = try lookup { copy in
      try copy.change("cccs-op-2010.yml") { text in
        try text.replacing("id: cccs-op-2010", with: "id: cccs-op-1999")
          .write(to: copy.folder.appending(path: "cccs-op-1999.yml"), atomically: true, encoding: .utf8)
        return text
      }
      let shipped = try String(contentsOf: copy.folder.appending(path: Self.editions), encoding: .utf8)
      let head = String(try #require(shipped.firstRange(of: "shared:").map { shipped[..<$0.lowerBound] }))
      /// From an item of 1999 to one of another edition.
      func write(_ to: String, _ item: String) throws {
        let text = head.replacing("id: cccs-op-2008--cccs-op-2010", with: "id: cccs-op-1999--\(to)")
          .replacing("{id: cccs-op-2010,", with: "{id: \(to),")
          .replacing(
            "from:\n  family: cccs\n  editions: [{id: cccs-op-2008,",
            with: "from:\n  family: cccs\n  editions: [{id: cccs-op-1999,"
          )
          .replacing("complete: [from, to]\n", with: "")
        try (text + "relations:\n  - {from: [positioning.mission], to: [\(item)], relation: equal, reason: 甲}\n")
          .write(
            to: copy.folder.appending(path: "crosswalks/cccs-op-1999--\(to).yml"), atomically: true, encoding: .utf8)
      }
      // Both come before the file that is used, in the order of names.
      try write("cccs-op-2008", "positioning.vision")
      try write("cccs-op-2010", "positioning.mission")
    }
    guard case .broken = found.outcome else {
      Issue.record("the cycle went unseen")
      return
    }
    let cycle = try #require(found.report.diagnostics.first { $0.code == "equal-cycle" })
    #expect(cycle.location?.file.hasSuffix(Self.editions) == true)
  }

  /// The version that counts is that of the edition at hand, not of the one that is installed.
  @Test func anEditionAtHandIsTheOneThatIsJudged() throws {
    var rubrics = try Self.names.prefix(2).map { try #require(sharedLibrary.load(RubricID($0)).rubric) }
    rubrics[1].version = "0.9.0"
    let found = RubricLibrary(folders: [rubricFolder])
      .crosswalk(from: "cccs-op-2008", to: "cccs-op-2010", known: rubrics)
    guard case .found(_, _, let to) = found.outcome else {
      Issue.record("\(found.report.diagnostics.map(\.code))")
      return
    }
    #expect(to.version == "0.9.0")
    #expect(found.report.diagnostics.map(\.code) == ["stale-pin"])
  }
}
