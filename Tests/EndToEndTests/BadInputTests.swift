import Foundation
import TestSupport
import Testing

/// Every wrong input gets its message with its place and the documented exit status from each command that reads it.
@Suite struct BadInputTests {
  @Test(arguments: BadInput.marks + BadInput.names + BadInput.values + BadInput.evidence + BadInput.files)
  func everyCommandNamesThePlace(input: BadInput) async throws {
    let folder = try Self.folder(input.bytes)
    let checked = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(checked.status == input.checkStatus, "check: \(checked.everything)")
    Self.expect(checked.output, names: input.findings)

    for arguments in [["score", "centre.yml"], ["report", "centre.yml", "-o", "out.pdf"]] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 65, "\(arguments[0]): \(run.everything)")
      #expect(run.output.isEmpty)
      Self.expect(run.messages, names: input.findings)
    }
    #expect(try folder.names() == ["centre.yml", "evidence"], "no report, nor a part of one")
  }

  @Test func anUnknownRubricIsNamed() async throws {
    let marked = MarkedText(SampleAssessment.text.replacing("id: cccs-op-2008", with: "id: ▶cccs-op-2009"))
    let folder = try Self.folder(Data(marked.text.utf8))
    for (arguments, status) in Self.commands {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == status, "\(run.everything)")
      #expect(run.everything.contains("centre.yml:\(marked.places[0]): 错误: 没有准则 cccs-op-2009 [unknown-rubric]"))
    }
  }

  @Test func aByteOrderMarkIsOnlyAWarning() async throws {
    let folder = try Self.folder(Data([0xEF, 0xBB, 0xBF]) + Data(SampleAssessment.text.utf8))
    let checked = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(checked.status == 0)
    #expect(checked.output.contains("centre.yml:1:1: 警告: "))
    #expect(checked.output.contains("[byte-order-mark]"))
    let scored = try await Pingxing.run("score", "centre.yml", in: folder.url)
    #expect(scored.status == 0)
    #expect(scored.messages.contains("1 条提醒"))
  }

  @Test func linesMayEndAsOnWindows() async throws {
    let plain = try Self.folder(Data(SampleAssessment.text.utf8))
    let windows = try Self.folder(Data(SampleAssessment.text.replacing("\n", with: "\r\n").utf8))
    let expected = try await Pingxing.run("score", "centre.yml", "--format", "json", in: plain.url)
    let found = try await Pingxing.run("score", "centre.yml", "--format", "json", in: windows.url)
    #expect(expected.status == 0)
    #expect(found.outputBytes == expected.outputBytes)

    let marked = MarkedText(SampleAssessment.assessment(answers: "positioning.vision: {approach: ▶9}"))
    let broken = try Self.folder(Data(marked.text.replacing("\n", with: "\r\n").utf8))
    let checked = try await Pingxing.run("check", "centre.yml", in: broken.url)
    #expect(checked.status == 1)
    Self.expect(checked.output, names: ["\(marked.places[0]) wrong-mark"])
  }

  @Test func twoHundredMegabytesAreRefusedUnread() async throws {
    let folder = try Self.folder(Data())
    let file = try FileHandle(forWritingTo: folder["centre.yml"])
    try file.truncate(atOffset: 200 << 20)
    try file.close()
    for (arguments, status) in Self.commands {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == (status == 1 ? 65 : status))
      #expect(run.everything.contains("centre.yml: 错误: 文件有 209715200 字节，超过上限 16 MiB [file-too-large]"))
    }
  }

  @Test(arguments: ["nothing.yml", "folder", "dangling.yml", "file.yml/centre.yml"])
  func whatIsMissingIsMissing(path: String) async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("folder")
    try folder.link("dangling.yml", to: "nowhere.yml")
    try folder.write(SampleAssessment.text, to: "file.yml")
    for arguments in [
      ["check", path], ["score", path], ["explain", path, "cccs-op-2008"], ["report", path, "-o", "out.pdf"],
    ] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 66, "\(arguments[0]): \(run.everything)")
      #expect(run.everything.contains("\(path): 错误: "))
    }
  }

  @Test func allFindingsComeAtOnce() async throws {
    let marked = MarkedText(
      SampleAssessment.assessment(
        answers: """
          positioning.vision: {approach: ▶0, deployment: ▶6, results: ▶3.5}
          ▶positioning.visoin: {approach: 3}
          customer.marketing: {▶not-applicable: }
          """,
        evidence: "E01: {title: 记录, file: ▶evidence/none.txt, collected: ▶2025-02-30}"
      ).replacing("to: 2025-12-31", with: "to: ▶2025-13-01"))
    let folder = try Self.folder(Data(marked.text.utf8))
    let checked = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(checked.status == 1)
    let codes = [
      "wrong-date", "wrong-mark", "wrong-mark", "wrong-mark", "unknown-item", "missing-reason",
      "evidence-missing", "wrong-date",
    ]
    Self.expect(checked.output, names: zip(marked.places, codes).map { "\($0) \($1)" })
    #expect(checked.output.contains("8 个错误"))
  }

  @Test func everyCharacterThatNoFontHasIsNamedWithItsPlaces() async throws {
    let marked = MarkedText(
      SampleAssessment.assessment(
        answers: """
          positioning.vision: {approach: 3, deployment: 3, results: 3, note: "愿景▶\u{12000}已\\t发布▶\\U0001F600"}
          positioning.mission:
            approach: 3
            note: 两行文字
              第二行有▶\u{12000}和\u{12000}
          customer.marketing: {not-applicable: '不''承担▶\u{12001}营销'}
          """, evidence: "E01: {title: 记录, location: 档案柜, note: 报告里没有的 \u{12002}}"
      ).replacing("华东客户", with: "华▶\u{12003}东客户"))
    let folder = try Self.folder(Data(marked.text.utf8))
    try folder.write("the last report", to: "out.pdf")
    for arguments in [["check", "centre.yml"], ["report", "centre.yml", "-o", "out.pdf"]] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == (arguments[0] == "check" ? 1 : 65))
      let found = run.everything.matches(
        of: /(?m)^centre\.yml:(\d+:\d+): 错误: 没有字体能显示字符“.+”（(.+)）(，共 \d 处)? \[missing-glyph\]$/
      )
      .map { "\($0.1) \($0.2)\($0.3 ?? "")" }
      #expect(
        found == [
          "\(marked.places[0]) U+12003", "\(marked.places[1]) U+12000，共 3 处", "\(marked.places[2]) U+1F600",
          "\(marked.places[4]) U+12001",
        ])
      #expect(run.everything.contains("centre.yml:\(marked.places[3]): 说明: 这一行也有"))
      #expect(!run.everything.contains("\u{FFFD}"))
    }
    #expect(try folder.text("out.pdf") == "the last report")
    #expect(try folder.names() == ["centre.yml", "evidence", "out.pdf"])
  }

  /// `check` is of use on a machine without the fonts too, and says what it has not looked for.
  @Test func withoutFontsTheCheckGoesOn() async throws {
    let folder = try Self.folder(Data(SampleAssessment.text.replacing("远景", with: "\u{12000}").utf8))
    let stack = try String(contentsOf: RepositoryFiles.root.appending(path: "Fonts/stack.json"), encoding: .utf8)
    try folder.write(stack.replacing("NotoSerifCJK-Regular.ttc", with: "NoSuchFont.ttc"), to: "data/Fonts/stack.json")
    let run = try await Pingxing.run(
      "check", "centre.yml", "--data", "data", in: folder.url,
      environment: ["PINGXING_DATA": RepositoryFiles.root.path])
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.output.contains("说明: 没有查找缺字：") && run.output.contains("NoSuchFont.ttc"))
    #expect(run.output.contains("没有发现问题"))
  }

  // MARK: - Support

  /// Each command with its status for a file that can be read but is wrong.
  private static let commands: [(arguments: [String], status: Int32)] = [
    (["check", "centre.yml"], 1), (["score", "centre.yml"], 65), (["explain", "centre.yml", "cccs-op-2008"], 65),
    (["report", "centre.yml", "-o", "out.pdf"], 65),
  ]

  /// A folder with an assessment and evidence of all sorts beside it.
  private static func folder(_ assessment: Data) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(assessment, to: "centre.yml")
    try folder.write("a\n", to: "evidence/a.txt")
    try folder.link("evidence/link.txt", to: "/etc/hostname")
    try folder.link("evidence/folder", to: "/etc")
    try folder.link("evidence/loop", to: "loop")
    return folder
  }

  /// Expects exactly these findings, in this order.
  private static func expect(
    _ text: String, names findings: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = text.split(separator: "\n").compactMap { line -> (place: String, code: String)? in
      guard let match = line.firstMatch(of: /^centre\.yml(?::(\d+:\d+))?: (?:错误|警告): .*\[([a-z0-9-]+)\]$/) else {
        return nil
      }
      return (String(match.1 ?? ""), String(match.2))
    }
    let shown = found.enumerated().map { index, finding in
      let placeMatters = index < findings.count && findings[index].contains(" ")
      return placeMatters ? "\(finding.place) \(finding.code)" : finding.code
    }
    #expect(shown == findings, sourceLocation: sourceLocation)
  }
}
