import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

/// Libraries that hold the same files read them once, and say of their own files what is wrong with them.
@Suite struct SharedReadingTests {
  /// A copy's files in memory, each with its text for a digest.
  private func library(_ copy: RubricCopy, sharing readings: SharedReadings) throws -> RubricLibrary {
    var kept: [String: [UInt8]] = [:]
    let files = FileManager.default.enumerator(at: copy.folder, includingPropertiesForKeys: nil)
    let root = copy.folder.resolvingSymlinksInPath().path + "/"
    for case let file as URL in try #require(files) where file.pathExtension == "yml" {
      let name = file.resolvingSymlinksInPath().path.replacing(root, with: "")
      kept[name] = try Array(Data(contentsOf: file))
    }
    return RubricLibrary(
      folder: copy.folder.path, files: kept, digests: kept.mapValues { String(decoding: $0, as: UTF8.self) },
      readings: readings)
  }

  /// Two copies, of which the second may be changed, read one after the other.
  private func read(
    _ edition: String, then other: String, _ change: (RubricCopy) throws -> Void
  ) throws -> (first: RubricLibrary.Loaded, second: RubricLibrary.Loaded, alone: RubricLibrary.Loaded, root: String) {
    try TemporaryFolder.use { temporary in
      let folders = [temporary.appending(path: "a"), temporary.appending(path: "b")]
      for folder in folders { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
      let copies = try folders.map { try RubricCopy(in: $0) }
      try change(copies[1])
      let readings = SharedReadings()
      let libraries = try copies.map { try library($0, sharing: readings) }
      return (
        libraries[0].load(RubricID(edition)), libraries[1].load(RubricID(other)),
        RubricLibrary(folders: [copies[1].folder.path]).load(RubricID(other)), copies[1].folder.path
      )
    }
  }

  @Test func theSameFilesGiveTheSameEdition() throws {
    let read = try read("cccs-op-2008", then: "cccs-op-2008") { _ in }
    #expect(read.first.rubric != nil && read.first.rubric == read.second.rubric)
  }

  @Test func twoEditionsShareTheirItems() throws {
    let read = try read("cccs-op-2008", then: "cccs-op-2010") { _ in }
    #expect(read.alone.rubric != nil && read.alone.rubric == read.second.rubric)
    #expect(read.second.report.diagnostics.isEmpty)
  }

  /// Another wording in one file, whatever the others share, is another edition.
  @Test(arguments: [
    "items/cccs/floor.yml", "parts/cccs-results.yml", "cccs-op-2008.yml", "roles.yml", "indicators.yml",
  ])
  func aFileThatDiffersIsReadItself(file: String) throws {
    let read = try read("cccs-op-2008", then: "cccs-op-2008") { copy in
      try copy.change(file) { text in
        let title = try #require(text.firstMatch(of: #/zh: "?[\p{Han}]/#))
        return text.replacingCharacters(in: title.range, with: title.output + "新")
      }
    }
    #expect(read.second.report.diagnostics.isEmpty)
    #expect(read.second.rubric == read.alone.rubric)
    if file != "indicators.yml" { #expect(read.second.rubric != read.first.rubric) }
  }

  /// An edition whose weights are wrong rests on items that the other folder has alike: places are its own.
  @Test func aFaultIsToldOfTheFolderThatHasIt() throws {
    let read = try read("cccs-op-2010", then: "cccs-op-2008") { copy in
      try copy.replace("- {id: positioning.vision,", by: "- {id: positioning.vsion,", in: "cccs-op-2008.yml")
    }
    #expect(read.second.rubric == nil)
    #expect(read.second.report.diagnostics == read.alone.report.diagnostics)
    #expect(read.second.report.diagnostics.allSatisfy { $0.location?.file.hasPrefix(read.root) ?? true })
    let line = try #require(read.second.report.diagnostics.first?.location)
    #expect(read.second.report.sources[line.file]?[line: line.line] != nil)
  }

  /// A finding is told each time, not only of the folder that was read first.
  @Test func aWarningIsToldOfEachFolder() throws {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      try copy.change("items/cccs/floor.yml") { "\u{FEFF}" + $0 }
      let readings = SharedReadings()
      for _ in 0..<2 {
        let library = try library(copy, sharing: readings)
        #expect(library.load(RubricID("cccs-op-2008")).report.diagnostics.map(\.code) == ["byte-order-mark"])
      }
    }
  }
}
