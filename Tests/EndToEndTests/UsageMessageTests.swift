import Foundation
import Testing

/// What the command line says of slips in its own arguments.
@Suite struct UsageMessageTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    // With a byte order mark there is a warning, which is no matter while the command itself is wrong.
    try folder.write("\u{FEFF}" + SampleAssessment.text, to: "centre.yml")
    try folder.makeFolder("r")
  }

  @Test(
    arguments: [
      (["score", "centre.yml", "--require", "pass"], 64, "可用的有 passed（通过）、four-star（四星）、five-star（五星）"),
      (["score", "centre.yml", "--require", "不存在"], 64, "可用的有 passed（通过）、four-star（四星）、five-star（五星）"),
      (["report", "centre.yml", "-o", "r"], 73, "写成 -o r/（文件名取为 centre-full.pdf）"),
      (["report", "centre.yml", "-o", "r/", "--template", "full，board"], 64, "写成 --template full,board"),
      (
        ["report", "centre.yml", "-o", "r/", "--template", "full、board；workpaper"], 64,
        "写成 --template full,board,workpaper"
      ),
      (["report", "centre.yml", "-o", "a.pdf", "--sections", "summary，method"], 64, "写成 --sections summary,method"),
      (["explain", "centre.yml", "nowhere"], 64, "不存在"), (["new", "-o", "r"], 73, "写明文件名：-o r/centre.yml"),
    ] as [([String], Int32, String)])
  func saysWhatToWrite(arguments: [String], status: Int32, message: String) async throws {
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == status)
    #expect(run.messages.contains(message), "\(run.everything)")
    #expect(!run.messages.contains("条提醒"))
    #expect(run.output.isEmpty)
    #expect(try folder.names() == ["centre.yml", "r"])
  }

  /// Lines that were broken by hand and are broken again by the help leave single words on lines.
  @Test(arguments: [
    ["batch"], ["archive"], ["archive", "add"], ["archive", "export"], ["archive", "verify"], ["seal"], ["verify"],
    ["replay"], ["template", "check"], ["kpi", "import"],
  ])
  func englishHelpIsFilled(command: [String]) async throws {
    let run = try await Pingxing.run(arguments: command + ["--help", "--lang", "en"], in: folder.url)
    let text = run.output.components(separatedBy: "USAGE:")[0]
    for paragraph in text.components(separatedBy: "\n\n").dropFirst() {
      let lines = paragraph.split(separator: "\n").map(String.init)
      for (line, next) in zip(lines, lines.dropFirst()) where !(line + next).contains("  ") && !line.hasSuffix(":") {
        // A line ends with its sentence, or because the first word of the next has no room on it.
        let word = next.prefix { $0 != " " }
        #expect(line.hasSuffix(".") || line.count + 1 + word.count >= 80, "\(line)\n\(next)")
      }
    }
  }

  /// What nothing would come of is a mistake of somebody who expects something of it.
  @Test(arguments: [
    ["compare", "centre.yml", "centre.yml", "--brand", "b.yml"],
    ["compare", "centre.yml", "centre.yml", "--template", "compare", "--format", "json"],
    ["archive", "add", "h.sqlite", "centre.yml", "--template", "board"],
    ["archive", "add", "h.sqlite", "centre.yml", "--draft"],
  ])
  func optionsWithoutEffectAreRefused(arguments: [String]) async throws {
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == 64 && run.output.isEmpty, "\(run.everything)")
    #expect(arguments.contains { $0.hasPrefix("--") && run.messages.contains($0) }, "\(run.messages)")
  }

  /// A negative number behind an option looks like an option to the parser.
  @Test func aNegativeValueIsNotCalledMissingOnly() async throws {
    let run = try await Pingxing.run(arguments: ["kpi", "sample", "size", "--margin", "-2"], in: folder.url)
    #expect(run.status == 64 && run.messages.contains("-2 以 - 开头"), "\(run.everything)")
    #expect(run.messages.replacing(/\n */, with: "").contains("--margin=-2"), "\(run.everything)")
    let missing = try await Pingxing.run(arguments: ["kpi", "sample", "size", "--margin"], in: folder.url)
    #expect(missing.status == 64 && !missing.messages.contains("以 - 开头"), "\(missing.everything)")
  }

  @Test func warningsAreMentionedWhereTheCommandIsRight() async throws {
    let run = try await Pingxing.run("score", "centre.yml", in: folder.url)
    #expect(run.messages.contains("有 1 条提醒"))
  }

  /// A pipe under the folder would keep a batch waiting for ever.
  @Test func aBatchOpensNoPipesAndPassesByNoDamagedAssessment() async throws {
    try folder.write(SampleAssessment.text.replacing("format: ", with: "format："), to: "in/wide.yml")
    try folder.write(SampleAssessment.text.data(using: .utf16) ?? Data(), to: "in/utf16.yml")
    try folder.write("# format: pingxing/assessment/1\na: 1\n", to: "in/comment.yml")
    let made = try await Pingxing.shell("mkfifo in/pipe.yml && exec \"$PINGXING\" batch in -o out", in: folder.url)
    #expect(made.status == 1, "\(made.everything)")
    #expect(made.everything.contains("wide.yml") && made.everything.contains("utf16.yml"))
    #expect(!made.everything.contains("comment.yml") && !made.everything.contains("pipe.yml"))
  }
}
