import Foundation
import TestSupport
import Testing

/// An output appears whole or not at all, and what stood there stays.
@Suite struct OutputFailureTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    try folder.write("the last report", to: "out.pdf")
  }

  @Test func aFolderThatTakesNoFilesIsNotCalledMissing() async throws {
    let run = try await Pingxing.run(arguments: ["new", "-o", "/proc/out.yml"], in: folder.url)
    #expect(run.status == 73)
    #expect(run.messages.contains("所在的文件夹里不能建立文件"), "\(run.messages)")
  }

  @Test(arguments: ["missing/out.pdf", "centre.yml/out.pdf", "/proc/out.pdf", "/dev/full", "."])
  func whereNothingCanBeWrittenTheRunFails(path: String) async throws {
    for arguments in [["report", "centre.yml", "-o", path], ["new", "--force", "-o", path]] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 73, "\(run.everything)")
      #expect(run.output.isEmpty)
      #expect(run.messages.contains(path))
      #expect(run.messages.contains(path == "." ? "[output-is-folder]" : "[output-failed]"))
      #expect(run.messages.contains(/\p{Han}/))
    }
    #expect(try folder.names() == ["centre.yml", "out.pdf"])
  }

  /// A limit on the size of files stops the writing in the middle, as a full disk does.
  @Test func aReportCutShortLeavesTheLastOne() async throws {
    let run = try await Pingxing.shell(
      "ulimit -f 32; exec \"$PINGXING\" report centre.yml -o out.pdf", in: folder.url)
    #expect(run.status == 73, "\(run.everything)")
    #expect(run.messages.contains("out.pdf"))
    #expect(try folder.text("out.pdf") == "the last report")
    #expect(try folder.names() == ["centre.yml", "out.pdf"], "no part stays behind")
  }

  @Test func aScaffoldCutShortLeavesNothing() async throws {
    let run = try await Pingxing.shell("ulimit -f 8; exec \"$PINGXING\" new -o new.yml", in: folder.url)
    #expect(run.status == 73, "\(run.everything)")
    #expect(try folder.names() == ["centre.yml", "out.pdf"])
  }

  @Test func aResultThatCannotBePrintedIsAFailure() async throws {
    let run = try await Pingxing.shell("exec \"$PINGXING\" score centre.yml --format json >/dev/full", in: folder.url)
    #expect(run.status == 73)
    #expect(run.messages.contains("不能写到标准输出"))
  }

  /// A result that goes to standard output whole waits in a file without a name; where that has no room, it is not
  /// standard output that fails.
  @Test func whereAResultWaitsIsNamedWhenItHasNoRoom() async throws {
    try folder.makeFolder("scratch")
    let data = RepositoryFiles.root.appending(path: "Examples/lanchuan-bank/kpi.csv").path
    let limited = try await Pingxing.shell(
      "(ulimit -f 0; TMPDIR=\"$PWD/scratch\" exec \"$PINGXING\" kpi import '\(data)' -o - 2>&1; echo status $?) | cat",
      in: folder.url)
    #expect(limited.output.contains("\(folder["scratch"].path) 里写不下"), "\(limited.everything)")
    #expect(limited.output.contains("[output-failed]") && limited.output.contains("TMPDIR"), "\(limited.everything)")
    #expect(try folder.names() == ["centre.yml", "out.pdf", "scratch"])
    let full = try await Pingxing.shell("exec \"$PINGXING\" kpi import '\(data)' -o - >/dev/full", in: folder.url)
    #expect(full.status == 73 && full.messages.contains("不能写到标准输出"), "\(full.everything)")
  }

  @Test func aReaderThatHasSeenEnoughIsNoFailure() async throws {
    let run = try await Pingxing.shell(
      "{ \"$PINGXING\" score centre.yml --format json; echo \"status $?\" >&2; } | head -c 10", in: folder.url)
    #expect(run.messages == "status 0\n")
  }

  @Test func aReaderThatIsGoneHidesNoError() async throws {
    try folder.write(SampleAssessment.text.replacing("date:", with: "dates:"), to: "wrong.yml")
    let run = try await Pingxing.shell(
      "{ \"$PINGXING\" check wrong.yml; echo \"status $?\" >&2; } | :", in: folder.url)
    #expect(run.messages.hasSuffix("status 1\n"), "\(run.messages)")
  }

  @Test(arguments: ["centre.yml", "./centre.yml", "link.yml"])
  func theAssessmentIsNeverReplacedByItsReport(path: String) async throws {
    try folder.link("link.yml", to: "centre.yml")
    let run = try await Pingxing.run("report", "centre.yml", "-o", path, in: folder.url)
    #expect(run.status == 64)
    #expect(run.messages.contains("[output-is-input]"))
    #expect(try folder.text("centre.yml") == SampleAssessment.text)
  }

  @Test func aReportReplacesTheLastOne() async throws {
    let run = try await Pingxing.run("report", "centre.yml", "-o", "out.pdf", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    #expect(try folder.data("out.pdf").starts(with: Data("%PDF-".utf8)))
    #expect(try folder.names() == ["centre.yml", "out.pdf"])
  }

  /// A link is written through, whether what it leads to is there or not; one that leads in a circle is refused.
  @Test func linksAreWrittenThrough() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    try folder.makeFolder("far")
    for target in ["far/new.pdf", "far/old.pdf"] {
      if target.hasSuffix("old.pdf") { try folder.write("old", to: target) }
      try? FileManager.default.removeItem(at: folder["link.pdf"])
      try folder.link("link.pdf", to: target)
      let run = try await Pingxing.run(
        "report", "centre.yml", "--template", "board", "-o", "link.pdf", in: folder.url)
      #expect(run.status == 0, "\(run.messages)")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["link.pdf"].path) == target)
      #expect(try folder.data(target).starts(with: Data("%PDF".utf8)))
    }
    try folder.link("loop.pdf", to: "loop.pdf")
    let run = try await Pingxing.run("report", "centre.yml", "--template", "board", "-o", "loop.pdf", in: folder.url)
    #expect(run.status == 73, "\(run.messages)")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["loop.pdf"].path) == "loop.pdf")
  }
}
