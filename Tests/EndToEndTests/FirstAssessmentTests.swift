import Foundation
import Testing

/// The README's walk: scaffold, check, fill in, break, mend by the messages, score, explain, report.
@Suite struct FirstAssessmentTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func anAssessmentGrowsFromScaffoldToReport() async throws {
    try await scaffold()
    try await fillIn()
    try await breakAndReadTheMessages()
    try await mendAndScore()
    try await report()
  }

  private func scaffold() async throws {
    let made = try await Pingxing.run(
      "new", "--organisation", "华东客户联络中心", "--date", "2025-12-20", "-o", "centre.yml", in: folder.url)
    #expect(made.status == 0)
    #expect(made.output.isEmpty)
    #expect(made.messages.contains("已写出 centre.yml，共 132 个评审项"))
    let text = try folder.text("centre.yml")
    #expect(text.contains("name: 华东客户联络中心\n"))
    #expect(text.contains("date: 2025-12-20"))

    let checked = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(checked.status == 0, "\(checked.everything)")
    #expect(!checked.output.contains("错误"))
    #expect(checked.output.contains("尚未评完"))

    let again = try await Pingxing.run("new", "-o", "centre.yml", in: folder.url)
    #expect(again.status == 73)
    #expect(again.messages.contains("--force"))
    #expect(try folder.text("centre.yml") == text, "an existing file is left alone")
  }

  private func fillIn() async throws {
    let scaffold = try folder.text("centre.yml")
    try folder.write("2025年规划\n", to: "evidence/plan.txt")
    let filled =
      scaffold
      .replacing(
        "    # positioning.vision: {approach: , deployment: , results: , evidence: [], note: }",
        with: "    positioning.vision: {approach: 4, deployment: 3, results: 3, evidence: [E01], note: 愿景已发布}"
      )
      .replacing(
        "    # customer.marketing: {approach: , deployment: , results: , evidence: [], note: }",
        with: "    customer.marketing: {not-applicable: 本中心不承担营销职能}"
      )
      .replacing(
        "evidence:\n", with: "evidence:\n  E01: {title: 战略规划书, file: evidence/plan.txt, collected: 2025-10-08}\n")
    #expect(filled != scaffold)
    try folder.write(filled, to: "centre.yml")
    let checked = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(checked.status == 0, "\(checked.everything)")
    #expect(checked.lines.contains { $0.contains("定位与方向") && $0.contains(/1 +0 +0 +8 +9$/) })
    #expect(checked.lines.contains { $0.contains("客户") && $0.contains(/0 +0 +1 +8 +9$/) })
  }

  private func breakAndReadTheMessages() async throws {
    let whole = try folder.text("centre.yml")
    let broken =
      whole
      .replacing(
        "{approach: 4, deployment: 3, results: 3, evidence: [E01]",
        with: "{approach: 4, deployment: 6, results: 3, evidence: [E02]"
      )
      .replacing("    customer.marketing:", with: "    customer.marketng:")
      .replacing("collected: 2025-10-08", with: "collected: 2025-02-30")
    try folder.write(broken, to: "centre.yml")
    let checked = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(checked.status == 1)
    let expected = [
      try place(of: "6, results", in: broken) + ": 错误: 等级只能是 1 到 5 的整数，这里写的是 6 [wrong-mark]",
      try place(of: "E02]", in: broken) + ": 错误: 没有证据 E02 [unknown-evidence]",
      try place(of: "customer.marketng", in: broken) + ": 错误: 准则 cccs-op-2008 没有评审项 customer.marketng [unknown-item]",
      try place(of: "2025-02-30", in: broken) + ": 错误: collected：日历上没有 2025-02-30 这一天 [wrong-date]",
    ]
    #expect(checked.lines.filter { $0.contains(": 错误: ") } == expected)
    #expect(checked.output.contains("提示：是不是 E01？"))
    #expect(checked.output.contains("提示：是不是 customer.marketing？"))
    #expect(checked.output.contains("4 个错误"))
    #expect(checked.messages.isEmpty, "what check finds is its result")

    let caret = try #require(checked.lines.firstIndex { $0.contains("unknown-item") })
    #expect(checked.lines[caret + 1] == "      customer.marketng: {not-applicable: 本中心不承担营销职能}")
    #expect(checked.lines[caret + 2] == "      ^~~~~~~~~~~~~~~~~")
    try folder.write(whole, to: "centre.yml")
  }

  private func mendAndScore() async throws {
    let scored = try await Pingxing.run("score", "centre.yml", in: folder.url)
    #expect(scored.status == 0, "\(scored.messages)")
    #expect(scored.output.contains("华东客户联络中心"))
    #expect(scored.output.contains("自评参考，非官方评分"))
    #expect(scored.output.contains("未通过～"), "an incomplete assessment gives a range of results")

    let explained = try await Pingxing.run("explain", "centre.yml", "cccs-op-2008/positioning.vision", in: folder.url)
    #expect(explained.status == 0)
    #expect(explained.output.contains("方法 approach，权重 1（占同级的 33.33%）：80.00（等级 4 完全符合"))
    #expect(explained.output.contains("展开 deployment，权重 1（占同级的 33.33%）：60.00（等级 3 基本符合）"))
    #expect(explained.output.contains("66.67"), "(80 + 60 + 60) ÷ 3")
  }

  private func report() async throws {
    let made = try await Pingxing.run("report", "centre.yml", "-o", "report.pdf", in: folder.url)
    #expect(made.status == 0, "\(made.messages)")
    #expect(made.output.contains(#/^report\.pdf  \d+ 页  cccs-op-2008 /#))
    #expect(try folder.data("report.pdf").starts(with: Data("%PDF-".utf8)))
    #expect(try folder.names() == ["centre.yml", "evidence", "report.pdf"])
  }

  /// `centre.yml:line:column` of the only place where a text stands.
  private func place(of part: String, in text: String) throws -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains(part) })
    let start = try #require(lines[line].range(of: part)).lowerBound
    return "centre.yml:\(line + 1):\(lines[line].unicodeScalars.distance(from: lines[line].startIndex, to: start) + 1)"
  }

  /// A name that `check` or a report would refuse is refused when it is given, by option, place and code point.
  @Test(arguments: [
    ("华东💥中心", "--organisation 的第 3 个字符（在“华东”之后） U+1F4A5"), ("甲\u{7}", "第 2 个字符（在“甲”之后） U+0007"),
    ("\u{202E}甲", "第 1 个字符 U+202E"), ("甲\n乙", "U+000A"), ("  ", "--organisation 后面没有名称"),
    (String(repeating: "甲", count: 101), "最多 100 个"),
  ])
  func aNameThatNoReportCanShowIsRefused(name: String, message: String) async throws {
    let made = try await Pingxing.run("new", "--organisation", name, "-o", "centre.yml", in: folder.url)
    #expect(made.status == 64)
    #expect(made.messages.contains(message), "\(made.everything)")
    #expect(made.messages.contains("提示："))
    #expect(try folder.names().isEmpty)
  }

  @Test(arguments: ["yes", "# 甲: {乙}", "𠮷野家", "O'Neill \"A\" & B", "甲\u{200B}乙"])
  func aNameThatIsTakenPassesCheck(name: String) async throws {
    let made = try await Pingxing.run(
      "new", "--organisation", name, "--schema", "https://example.org/assessment.schema.json", "-o", "centre.yml",
      in: folder.url)
    #expect(made.status == 0, "\(made.everything)")
    #expect(try folder.text("centre.yml").hasPrefix("# yaml-language-server: $schema=https://example.org/assessment"))
    let checked = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(checked.status == 0, "\(checked.everything)")
  }
}
