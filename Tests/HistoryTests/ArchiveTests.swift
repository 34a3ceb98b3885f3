import Foundation
import History
import Sealing
import Testing

@Suite("Archives")
struct ArchiveTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  @Test func entriesAreReadAsTheyWereAdded() throws {
    let path = try folder.archive(entries: 3)
    let archive = try Archive(path, for: .reading)
    let entries = try archive.entries(.init())
    #expect(entries.map(\.number) == [3, 2, 1])
    #expect(entries[1].previous == entries[2].hash)
    let entry = try archive.entry(2)
    let sample = try SampleEntries.entry(2)
    #expect(try archive.content(entry.assessment) == sample.assessment)
    #expect(try archive.content(entry.result) == sample.result)
    #expect(try archive.manifest(of: entry) == sample.manifest)
    #expect(try archive.content(Digest(of: SampleEntries.rubric)) == SampleEntries.rubric)
    #expect(try archive.head() == ArchiveHead(count: 3, hash: entries[0].hash))
    try archive.close()
    let report = try Archive.verify(path)
    #expect(report.differences.isEmpty, "\(report.differences)")
  }
}
