import Diagnostics
import Foundation
import TestSupport
import Testing

/// `rubric migrate` and `rubric compare`.
@Suite struct EditionCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let assessment = SampleAssessment.assessment(
    answers: """
      # 我们自己的备注
      positioning.vision: {approach: 4, deployment: 3, results: 3, evidence: [E1], note: 远景已发布}
      customer.marketing: {not-applicable: 本中心不承担营销职能}
      floor.knowledge:
        approach: 4
        deployment: 4
        results: 3
        note: |
          知识条目三千条，
          # 不是注释
          每月抽检。
      floor.environment: {approach: 3, deployment: 3, results: 2, note: 空调改造拖到十二月}
      """, evidence: "E1: {title: 战略规划书, location: 档案室, collected: 2025-10-08}  # 存放处待核")

  private func migrate(_ options: String...) async throws -> ProgramRun {
    try await Pingxing.run(
      arguments: ["rubric", "migrate", "centre.yml", "--to", "cccs-op-2010", "-o", "new.yml"] + options, in: folder.url)
  }

  @Test func everyAnswerIsReportedAndNoneIsLost() async throws {
    try folder.write(assessment, to: "centre.yml")
    let run = try await migrate()
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("共 4 个答案：带入 2，转换待复核 0，搁置 2"))
    #expect(run.output.contains("所问不同，等级不能照搬"))
    let text = try folder.text("new.yml")
    #expect(text.contains("rubrics: [{id: cccs-op-2010, version: 1.0.0}]"))
    #expect(text.contains("  # 我们自己的备注") && text.contains("# 存放处待核"))
    #expect(text.contains("# floor.environment: {approach: 3, deployment: 3, results: 2, note: 空调改造拖到十二月}"))
    #expect(text.contains("#     知识条目三千条，") && text.contains("每月抽检。"))
    #expect(text.contains("# infrastructure.security: {approach: "))
    let checked = try await Pingxing.run("check", "new.yml", in: folder.url)
    #expect(checked.status == 0, "\(checked.everything)")
    let compared = try await Pingxing.run("compare", "centre.yml", "new.yml", "--format", "json", in: folder.url)
    #expect(compared.status == 0, "\(compared.messages)")
    let crosswalk = /"crosswalk": "cccs-op-2008--cccs-op-2010 1.0.0",\s+"crosswalk-sha256": "[0-9a-f]{64}"/
    #expect(compared.output.contains(crosswalk))
  }

  /// Braces around nothing say as much as no line at all: there is nothing to carry.
  @Test func anAssessmentWithoutAnAnswerIsMigrated() async throws {
    let empty = SampleAssessment.assessment(answers: "  {}  # 还没有评").replacing("cccs-op-2008:\n", with: "cccs-op-2008:")
    for (text, kept) in [(empty, "# 还没有评"), (SampleAssessment.assessment(answers: "# 还没有评"), "# 还没有评")] {
      try folder.write(text, to: "centre.yml")
      let run = try await migrate("--force")
      #expect(run.status == 0, "\(text)\n\(run.messages)")
      #expect(run.output.contains("cccs-op-2008 下没有答案，没有要带的"), "\(run.output)")
      let migrated = try folder.text("new.yml")
      #expect(migrated.contains(kept) && migrated.contains("rubrics: [{id: cccs-op-2010, version: 1.0.0}]"))
      let checked = try await Pingxing.run("check", "new.yml", in: folder.url)
      #expect(checked.status == 0, "\(checked.everything)\n\(migrated)")
    }
  }

  @Test func findingsFollowTheirItemOrBecomeComments() async throws {
    let rest = "text: 抽查不合格, severity: observation, raised: 2025-03-01, status: open}"
    let findings = """
      findings:
        F1: {item: positioning.vision, rubric: cccs-op-2008, \(rest)
        F2:
          item: floor.knowledge
          text: 抽查不合格
          severity: observation
          raised: 2025-03-01
          status: open
        F3: {item: floor.environment, \(rest)

      """
    try folder.write(assessment + findings, to: "centre.yml")
    let run = try await migrate()
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("发现 3 条，搁置 1 条"))
    let text = try folder.text("new.yml")
    #expect(text.contains("  F1: {item: positioning.vision, rubric: cccs-op-2010, "))
    #expect(text.contains("  # 待复核（自 cccs-op-2008 的 floor.knowledge 转来）\n  F2:\n    item: infrastructure.knowledge\n"))
    #expect(text.contains("  # F3: {item: floor.environment, "))
    let checked = try await Pingxing.run("check", "new.yml", in: folder.url)
    #expect(checked.status == 0, "\(checked.everything)")
  }

  /// JSON and braces say the same as lines, findings too.
  @Test(arguments: [
    "findings: {F1: {item: positioning.vision, text: 甲, severity: minor, raised: 2025-03-01, status: open}, F2: {item: floor.environment, text: 乙, severity: minor, raised: 2025-03-01, status: open}}",
    """
    findings: {
      "F1": {
        "item": "positioning.vision", "text": "甲", "severity": "minor",
        "raised": "2025-03-01", "status": "open"
      },
      "F2": {"item": "floor.environment", "text": "乙", "severity": "minor", "raised": "2025-03-01", "status": "open"}
    }
    """,
  ])
  func findingsInBracesFollowToo(_ findings: String) async throws {
    try folder.write(assessment + findings + "\n", to: "centre.yml")
    let run = try await migrate()
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("发现 2 条，搁置 1 条"))
    let checked = try await Pingxing.run("check", "new.yml", in: folder.url)
    #expect(checked.status == 0, "\(checked.everything)")
  }

  /// An unmet answer proves that the other side is unmet, and that is what is said.
  @Test func whatAnUnmetAnswerProvesIsNamed() async throws {
    try folder.write(
      SampleAssessment.assessment(
        answers: """
          positioning.vision: {approach: 1, deployment: 1, results: 1}
          floor.environment: {approach: 1, deployment: 1, results: 1}
          """), to: "centre.yml")
    let run = try await migrate()
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("这边未达到，证明它未达到"), "\(run.output)")
  }

  @Test func theReportIsAlsoJSON() async throws {
    try folder.write(assessment, to: "centre.yml")
    let run = try await migrate("--format", "json")
    let root = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any])
    let answers = try #require(root["answers"] as? [[String: Any]])
    #expect(answers.map { $0["fate"] as? String } == ["carried", "carried", "parked", "parked"])
    let parked = try #require(answers.last { $0["item"] as? String == "floor.knowledge" })
    #expect((parked["answer"] as? [String: Any])?["note"] as? String == "知识条目三千条，\n# 不是注释\n每月抽检。")
  }

  @Test func aWholeScaffoldGoesOverAndBack() async throws {
    let scaffold = try await Pingxing.run("new", "--rubric", "cccs-op-2008", "--organisation", "甲中心", in: folder.url)
    try folder.write(SampleAssessment.complete(scaffold: scaffold.output, mark: 3), to: "centre.yml")
    let there = try await migrate()
    #expect(there.status == 0, "\(there.messages)")
    #expect(there.output.contains("共 68 个答案：带入 66，转换待复核 0，搁置 2"))
    let back = try await Pingxing.run(
      "rubric", "migrate", "new.yml", "--to", "cccs-op-2008", "-o", "back.yml", in: folder.url)
    #expect(back.status == 0, "\(back.messages)")
    #expect(back.output.contains("共 66 个答案：带入 66"))
    let score = try await Pingxing.run("score", "back.yml", in: folder.url)
    #expect(score.output.contains("66/68"))
  }

  /// The line ends of the file stay what they are, in every line that is kept, moved or made.
  @Test func lineEndsStayAsTheyAre() async throws {
    try folder.write(assessment, to: "centre.yml")
    #expect(try await migrate().status == 0)
    let plain = try folder.text("new.yml")
    try folder.write(assessment.replacing("\n", with: "\r\n"), to: "centre.yml")
    let run = try await migrate("--force")
    #expect(run.status == 0, "\(run.messages)")
    #expect(Array(try folder.data("new.yml")) == Array(plain.replacing("\n", with: "\r\n").utf8))
  }

  /// Before the first answer there is an edition already, which may be the wrong one.
  @Test(arguments: ["", "answers:\n", "answers: {}\n"])
  func aFileWithoutAnswersIsMigratedToo(answers: String) async throws {
    let start = try #require(assessment.range(of: "answers:"))
    try folder.write(assessment[..<start.lowerBound] + answers, to: "centre.yml")
    let run = try await migrate()
    #expect(run.status == 0, "\(run.everything)")
    #expect(try folder.text("new.yml").contains("rubrics: [{id: cccs-op-2010, version: 1.0.0}]"))
    let checked = try await Pingxing.run("check", "new.yml", in: folder.url)
    #expect(checked.status == 0, "\(checked.everything)")
  }

  @Test func nothingIsReplacedByMistake() async throws {
    try folder.write(assessment, to: "centre.yml")
    try folder.write("mine", to: "new.yml")
    let refused = try await migrate()
    #expect(refused.status == 73 && refused.messages.contains("file-exists"))
    #expect(try folder.text("new.yml") == "mine")
    let onto = try await Pingxing.run(
      "rubric", "migrate", "centre.yml", "--to", "cccs-op-2010", "-o", "centre.yml", in: folder.url)
    #expect(onto.status == 64 && onto.messages.contains("output-is-input"))
    #expect(try folder.text("centre.yml") == assessment)
  }

  @Test(arguments: [
    ("cccs-op-2008", "already-migrated"), ("ccom-2019", "other-family"), ("cccs-op-2009", "unknown-rubric"),
  ])
  func whatCannotBeMigratedIsRefused(_ edition: String, _ code: String) async throws {
    try folder.write(assessment, to: "centre.yml")
    let run = try await Pingxing.run(
      "rubric", "migrate", "centre.yml", "--to", edition, "-o", "new.yml", in: folder.url)
    #expect(run.status == 64 && run.messages.contains(code), "\(run.messages)")
    #expect(try folder.names() == ["centre.yml"])
  }

  /// Where nothing can be taken along there still is an assessment, with every answer and finding in it, and the report.
  @Test(arguments: ["  cccs-op-2008:\n", "  cccs-op-2008:  # 两项\n", ""])
  func everyAnswerMayBeParked(head: String) async throws {
    let braces = head.isEmpty
    let answers = [
      "floor.knowledge: {approach: 4, deployment: 4, results: 3, note: 条目三千条}",
      "floor.environment: {approach: 3, deployment: 3, results: 2, note: 空调拖到十二月}",
    ]
    let block =
      braces
      ? "answers: {cccs-op-2008: {\(answers.joined(separator: ", "))}}\n"
      : "answers:\n" + head + answers.map { "    \($0)\n" }.joined()
    let start = try #require(assessment.range(of: "answers:"))
    try folder.write(
      assessment[..<start.lowerBound] + block + """
        findings:
          F1:
            item: floor.knowledge
            text: 抽查不合格
            severity: observation
            raised: 2025-03-01
            status: open
        """, to: "centre.yml")
    let run = try await migrate()
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.output.contains("共 2 个答案：带入 0，转换待复核 0，搁置 2"), "\(run.output)")
    let text = try folder.text("new.yml")
    #expect(text.contains("条目三千条") && text.contains("空调拖到十二月") && text.contains("抽查不合格"))
    let checked = try await Pingxing.run("check", "new.yml", in: folder.url)
    #expect(checked.status == 0, "\(checked.everything)\n\(text)")
    let json = try await migrate("--force", "--format", "json")
    #expect(json.status == 0 && json.output.contains("\"parked\""))
  }

  @Test func aLayoutThatCannotBeRewrittenIsRefusedWhole() async throws {
    try folder.write(
      assessment.replacing("  cccs-op-2008:\n", with: "  \"cccs-op-\\u00322008\":\n").replacing(
        "u00322008", with: "u0032008"),
      to: "centre.yml")
    let run = try await migrate()
    #expect(run.status == 65 && run.messages.contains("[layout]"), "\(run.messages)")
    #expect(try folder.names() == ["centre.yml"])
  }

  @Test func answersInBracesGetLinesOfTheirOwn() async throws {
    let flow = assessment.replacing(
      /answers:\n(.|\n)*?\nevidence:/,
      with: """
        answers: {cccs-op-2008: {  # 全部写在一处
          floor.environment: {approach: 3, deployment: 3, results: 2, note: "空调改造, 拖到十二月"},
          # 远景的备注
          positioning.vision: {approach: 4, deployment: 3, results: 3, evidence: [E1]}}}
        evidence:
        """)
    try folder.write(flow, to: "centre.yml")
    let run = try await migrate()
    #expect(run.status == 0, "\(run.everything)")
    let text = try folder.text("new.yml")
    #expect(
      text.contains("    # 远景的备注\n    positioning.vision: {approach: 4, deployment: 3, results: 3, evidence: [E1]}\n"),
      "\(text)")
    #expect(text.contains("== 以下来自 cccs-op-2008，未带入 cccs-op-2010 =="))
    #expect(text.contains("# floor.environment: {approach: 3, deployment: 3, results: 2, note: \"空调改造, 拖到十二月\"}"))
    #expect(text.contains("# 全部写在一处"))
    #expect(try await Pingxing.run("check", "new.yml", in: folder.url).status == 0)
  }

  // MARK: - Editions

  @Test func everyItemOfTwoEditionsIsClassified() async throws {
    let run = try await Pingxing.run("rubric", "compare", "cccs-op-2008", "cccs-op-2010")
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("相同 66，题意改变 1，拆分 1，新设 6"))
    #expect(run.output.contains("现场知识支持  floor.knowledge"))
    let json = try await Pingxing.run("rubric", "compare", "cccs-op-2008", "cccs-op-2010", "--format", "json")
    let root = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])
    #expect((root["old-items"] as? [Any])?.count == 68 && (root["new-items"] as? [Any])?.count == 75)
  }

  @Test func otherCreditsWeightsAndQuestionsOfFacetsAreShown() async throws {
    let rubrics = folder["Rubrics"]
    try FileManager.default.copyItem(
      at: RepositoryFiles.root.appending(path: "Rubrics").resolvingSymlinksInPath(), to: rubrics)
    func change(_ file: String, _ text: String, _ other: String) throws {
      let before = try folder.text("Rubrics/\(file)")
      try #require(before.contains(text))
      try folder.write(before.replacing(text, with: other), to: "Rubrics/\(file)")
    }
    try change("parts/five-marks.yml", "credit: 80", "credit: 83.5")
    try change("parts/cccs-facets.yml", "有没有成文、合理、责任到岗的做法？", "有没有做法？")
    try change("cccs-op-2008.yml", "{id: customer.definition, weight: 10}", "{id: customer.definition, weight: 30}")
    let run = try await Pingxing.run(
      "rubric", "compare", "cccs-op-2008", folder["Rubrics/cccs-op-2008.yml"].path, in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    for words in [
      "等级 4 的得分率  80 → 83.5", "客户定义的权重  customer.definition  10 → 30", "方法的提问  有没有成文", "→ 有没有做法？",
    ] { #expect(run.output.contains(words), "\(words)\n\(run.output)") }
    let json = try await Pingxing.run(
      "rubric", "compare", "cccs-op-2008", folder["Rubrics/cccs-op-2008.yml"].path, "--format", "json", in: folder.url)
    let root = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])
    let settings = try #require(root["settings"] as? [[String: Any]])
    #expect(settings.map { $0["kind"] as? String } == ["mark-credit", "facet-question", "item-weight"])
  }

  /// Of a gate that moved it is said what it asked and what it asks, with both cut-offs.
  @Test func gatesThatMovedSayFromWhatToWhat() async throws {
    try FileManager.default.copyItem(
      at: RepositoryFiles.root.appending(path: "Rubrics").resolvingSymlinksInPath(), to: folder["Rubrics"])
    let gates = try folder.text("Rubrics/parts/cccs-results.yml")
    let start = try #require(gates.range(of: "id: four-star.total")).upperBound
    let credit = try #require(gates[start...].range(of: "credit: 80"))
    try folder.write(gates.replacingCharacters(in: credit, with: "credit: 78.5"), to: "Rubrics/parts/cccs-results.yml")
    let names = ["rubric", "compare", "cccs-op-2008", folder["Rubrics/cccs-op-2008.yml"].path]
    let run = try await Pingxing.run(arguments: names, in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("有变化的门槛\n  四星·总得分率  four-star.total\n"), "\(run.output)")
    #expect(run.output.contains(#/ {4}.*80.* → .*78\.5/#), "\(run.output)")
    let json = try await Pingxing.run(arguments: names + ["--format", "json"], in: folder.url)
    let root = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])
    let moved = try #require(root["moved-gates"] as? [[String: Any]])
    #expect(moved.map { $0["id"] as? String } == ["four-star.total"])
    for (side, cut) in [("old", "80"), ("new", "78.5")] {
      let texts = try #require(moved[0][side] as? [String: String])
      #expect(texts["zh"]?.contains(cut) == true && texts["en"]?.contains(cut) == true, "\(texts)")
    }
    let english = try await Pingxing.run(arguments: names + ["--lang", "en"], in: folder.url)
    #expect(english.output.contains(#/ {4}.*80.* → .*78\.5/#), "\(english.output)")
  }

  @Test(arguments: ["zh", "en"]) func longNamesGoOnBelow(language: String) async throws {
    try FileManager.default.copyItem(
      at: RepositoryFiles.root.appending(path: "Rubrics").resolvingSymlinksInPath(), to: folder["Rubrics"])
    func change(_ file: String, _ text: String, _ other: String) throws {
      let before = try folder.text("Rubrics/\(file)")
      try #require(before.contains(text))
      try folder.write(before.replacing(text, with: other), to: "Rubrics/\(file)")
    }
    let chinese = String(repeating: "很长的名称", count: 12) + "到此为止"
    let english = String(repeating: "a long name ", count: 12) + "ends here"
    try change(
      "cccs-op-2010.yml", "title: {zh: 客户联络中心运营绩效标准 CCCS-OP-2010, en: ", "title: {zh: \(chinese), en: \(english) ")
    let run = try await Pingxing.run(
      "rubric", "compare", "cccs-op-2008", "cccs-op-2010", "--lang", language, in: folder.url,
      environment: ["PINGXING_DATA": folder.url.path])
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.lines.allSatisfy { DisplayWidth.of($0) <= 80 }, "\(run.lines.filter { DisplayWidth.of($0) > 80 })")
    #expect(!run.output.contains("…"))
    let joined = run.output.split(whereSeparator: \.isWhitespace).joined(separator: language == "zh" ? "" : " ")
    #expect(joined.contains(language == "zh" ? chinese : english), "\(run.output.prefix(500))")
  }

  @Test(arguments: ["zh", "en"]) func nothingIsCutOrWiderThanATerminal(language: String) async throws {
    try folder.write(assessment, to: "centre.yml")
    let migrated = try await migrate("--lang", language)
    let crosswalk = try await Pingxing.run("rubric", "crosswalk", "cccs-op-2008", "ccom-2019", "--lang", language)
    for run in [migrated, crosswalk] {
      #expect(run.status == 0, "\(run.everything)")
      #expect(run.lines.allSatisfy { DisplayWidth.of($0) <= 80 }, "\(run.lines.filter { DisplayWidth.of($0) > 80 })")
      #expect(!run.output.contains("…"), "\(run.lines.filter { $0.contains("…") })")
    }
  }

  @Test func aChangedMeaningUnderAnUnchangedIdIsRefusedWithItsPlace() async throws {
    let rubrics = folder["Rubrics"]
    try FileManager.default.copyItem(
      at: RepositoryFiles.root.appending(path: "Rubrics").resolvingSymlinksInPath(), to: rubrics)
    let text = try folder.text("Rubrics/items/cccs/positioning.yml")
    let question = try #require(text.firstMatch(of: /question: (.*)/))
    try folder.write(
      text.replacingCharacters(in: question.range, with: "question: 问的已经是另一件事了吗？"),
      to: "Rubrics/items/cccs/positioning.yml")
    let run = try await Pingxing.run(
      "rubric", "compare", "cccs-op-2008", folder["Rubrics/cccs-op-2008.yml"].path, in: folder.url)
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.messages.contains(/positioning\.yml:\d+:\d+: 错误: .*题意变了：提问 \[changed-meaning\]/))
    let same = try await Pingxing.run("rubric", "compare", "cccs-op-2008", "cccs-op-2008")
    #expect(same.status == 0 && same.output.contains("相同 68"))
    #expect(same.output.contains("等级折算、权重、评审维度与证据上限没有变化"))
    let families = try await Pingxing.run("rubric", "compare", "cccs-op-2008", "ccom-2019")
    #expect(families.status == 64 && families.messages.contains("rubric crosswalk cccs-op-2008 ccom-2019"))
  }
}
