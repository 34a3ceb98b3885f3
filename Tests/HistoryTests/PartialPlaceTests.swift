import Foundation
import History
import Testing

/// What a killed run left beside an archive goes with the next run, and nothing else does.
@Suite struct PartialPlaceTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// More than processes can have.
  private static let gone = 99_999_999

  @Test func theNextRunRemovesWhatAKilledOneLeft() throws {
    let stale = ["", "-wal", "-shm"].map { ".pingxing-\(Self.gone)-3-archive.part\($0)" }
    let kept = [
      ".pingxing-1-1-archive.part", ".pingxing-\(Self.gone)-3-backup.part", ".pingxing-\(Self.gone)-archive.part",
      ".pingxing-\(Self.gone)-3-archive.part.yml", ".pingxing-\(Self.gone)-x-archive.part",
      ".pingxing-notes-archive.part", "pingxing-\(Self.gone)-3-archive.part",
    ]
    for name in stale + kept { try Data("x".utf8).write(to: URL(filePath: folder[name])) }
    let linked = ".pingxing-\(Self.gone)-4-archive.part"
    try FileManager.default.createSymbolicLink(atPath: folder[linked], withDestinationPath: folder[kept[6]])
    try Archive.create(at: folder["history.sqlite"])
    #expect(try folder.names() == (kept + [linked, "history.sqlite"]).sorted())
    let archive = try Archive(folder["history.sqlite"], for: .reading)
    #expect(try archive.backup(to: folder["copy.sqlite"]).differences.isEmpty)
    #expect(try !folder.names().contains(kept[1]), "a backup's is removed by the next backup")
  }

  @Test func whatIsHeldIsLeftAlone() throws {
    let first = try PartialPlace(.export, beside: folder["entry-1"])
    #expect(FileManager.default.createFile(atPath: first.path + "/centre.yml", contents: nil))
    let second = try PartialPlace(.export, beside: folder["entry-2"])
    #expect(FileManager.default.fileExists(atPath: first.path + "/centre.yml") && first.path != second.path)
    second.discard()
    #expect(try folder.names().count == 1)
    // A process of the same number, which is no more, held a lock that went with it.
    let left = folder[".pingxing-\(getpid())-77-export.part"]
    try FileManager.default.createDirectory(atPath: left + "/Rubrics", withIntermediateDirectories: true)
    let third = try PartialPlace(.export, beside: folder["entry-3"])
    #expect(!FileManager.default.fileExists(atPath: left))
    third.discard()
    first.discard()
    #expect(try folder.names().isEmpty)
  }
}
