import Foundation
import TestSupport
import Testing

/// `rubric list`, `rubric show`, `rubric check` and `doctor`.
@Suite struct RubricCommandTests {
  @Test func theEditionsAreListed() async throws {
    let run = try await Pingxing.run("rubric", "list")
    #expect(run.status == 0)
    for (id, items) in [("cccs-op-2008", "68"), ("cccs-op-2010", "7"), ("ccom-2019", "64")] {
      let row = try #require(run.lines.first { $0.hasPrefix(id) })
      #expect(row.split(separator: " ").dropFirst(3).first?.hasPrefix(items) == true, "\(row)")
    }
  }

  @Test func anEditionIsShown() async throws {
    let run = try await Pingxing.run("rubric", "show", "cccs-op-2008")
    #expect(run.status == 0)
    #expect(run.output.contains(/sha256 [0-9a-f]{64}/))
    #expect(run.lines.filter { $0.contains(/^    positioning\./) }.count == 9)
    #expect(run.output.contains("four-star.total"))
  }

  @Test func anItemIsShownInFull() async throws {
    let run = try await Pingxing.run("rubric", "show", "cccs-op-2008", "positioning.vision")
    #expect(run.status == 0)
    for mark in ["1 不具备", "2 具备雏形", "3 基本符合", "4 完全符合", "5 超越"] { #expect(run.output.contains("\n\(mark)  ")) }
    #expect(run.output.contains("评审员会要看："))
  }

  /// The rubrics' own texts are Chinese, which English output says once; what the program says itself is English.
  @Test func anEnglishReaderIsToldThatTextsAreChinese() async throws {
    let remark = "The rubric holds its own texts"
    let english = try await Pingxing.run("rubric", "show", "ccom-2019", "workforce.forecast", "--lang", "en")
    #expect(english.output.components(separatedBy: remark).count == 2, "\(english.output)")
    let outline = try await Pingxing.run("rubric", "show", "cccs-op-2008", "--lang", "en")
    #expect(outline.output.components(separatedBy: remark).count == 2)
    let chinese = try await Pingxing.run("rubric", "show", "ccom-2019", "workforce.forecast")
    #expect(!chinese.output.contains(remark))
  }

  @Test(arguments: [
    (["rubric", "show", "cccs-op-2009"], "cccs-op-2009"),
    (["rubric", "show", "cccs-op-2008", "positioning.visoin"], "是不是 positioning.vision？"),
    (["new", "--rubric", "cccs"], "cccs"),
  ])
  func aNameThatNothingHasIsRefused(arguments: [String], word: String) async throws {
    let run = try await Pingxing.run(arguments: arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.messages.contains(word))
  }

  @Test func theRubricsPassTheirOwnCheck() async throws {
    let run = try await Pingxing.run("rubric", "check")
    #expect(run.status == 0, "\(run.output)")
    #expect(!run.output.contains("错误:"))
  }

  @Test func aBrokenRubricIsRefusedWithItsPlace() async throws {
    let folder = try TemporaryFolder()
    let rubrics = folder["Rubrics"]
    try FileManager.default.copyItem(
      at: RepositoryFiles.root.appending(path: "Rubrics").resolvingSymlinksInPath(), to: rubrics)
    let text = try folder.text("Rubrics/cccs-op-2008.yml")
    let weight = try #require(text.firstMatch(of: /weight: (\d+)/))
    let broken = text.replacingCharacters(in: weight.range, with: "weight: -5")
    let line = text[..<weight.range.lowerBound].count { $0 == "\n" } + 1
    try folder.write(broken, to: "Rubrics/cccs-op-2008.yml")

    let checked = try await Pingxing.run("rubric", "check", rubrics.path)
    #expect(checked.status == 1)
    #expect(checked.output.contains("Rubrics/cccs-op-2008.yml:\(line):"), "\(checked.output)")

    try folder.write(SampleAssessment.text, to: "centre.yml")
    let scored = try await Pingxing.run("score", "centre.yml", "--data", ".", in: folder.url)
    #expect(scored.status == 65)
    #expect(scored.messages.contains("centre.yml:7:18: 错误: "))
    #expect(scored.messages.contains("[broken-rubric]"))
  }

  @Test func theListGoesOnBehindABrokenEdition() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: RepositoryFiles.root.appending(path: "Rubrics").resolvingSymlinksInPath(), to: folder["Rubrics"])
    try folder.write("format: pingxing/rubric/1\nid: ccom-2019\nweight: [\n", to: "Rubrics/broken.yml")
    let text = try folder.text("Rubrics/cccs-op-2010.yml")
    try folder.write(text.replacing("family: cccs", with: "family: CCCS"), to: "Rubrics/cccs-op-2010.yml")
    let run = try await Pingxing.run("rubric", "list", "--data", ".", in: folder.url)
    #expect(run.status == 65)
    let rows = run.lines.dropFirst().map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
    #expect(rows.contains("cccs-op-2008 1.0.0") && rows.contains("ccom-2019 1.0.0"))
    #expect(rows.contains("cccs-op-2010 —"))
    #expect(run.messages.contains("Rubrics/cccs-op-2010.yml:"))
  }

  @Test func everyFaultOfEveryFileIsFoundAtOnce() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: RepositoryFiles.root.appending(path: "Rubrics").resolvingSymlinksInPath(), to: folder["Rubrics"])
    for (file, original, fault) in [
      ("cccs-op-2008.yml", "standard:", "standart:"), ("items/ccom/monitoring.yml", "role:", "rolle:"),
      ("items/cccs/customer.yml", "question:", "questoin:"), ("roles.yml", "zh:", "zhh:"),
    ] {
      let text = try folder.text("Rubrics/\(file)")
      let range = try #require(text.range(of: original))
      try folder.write(text.replacingCharacters(in: range, with: fault), to: "Rubrics/\(file)")
    }
    let run = try await Pingxing.run("rubric", "check", "Rubrics", in: folder.url)
    #expect(run.status == 1)
    for hint in ["standard", "role", "question", "zh"] { #expect(run.output.contains("是不是 \(hint)？"), "\(hint)") }
  }

  @Test(arguments: [
    (["roles"], "不是准则，是各准则共用的目录文件"), (["indicators.yml"], "不是准则，是各准则共用的目录文件"),
    (["cccs"], "是不是 cccs-op-2008、cccs-op-2010？"), (["ccom"], "是不是 ccom-2019？"),
    (["cccs-op-2008", "远景"], "是不是 positioning.vision？"),
    (["positioning.vision"], "是不是 pingxing rubric show cccs-op-2008 positioning.vision？"),
  ])
  func whatIsNoRubricGetsAnOffer(arguments: [String], message: String) async throws {
    let run = try await Pingxing.run(arguments: ["rubric", "show"] + arguments)
    #expect([64, 65].contains(run.status))
    #expect(run.messages.contains(message), "\(run.messages)")
  }

  @Test func aCrosswalkShowsWhatAnEarlierStandardLeavesOpen() async throws {
    let run = try await Pingxing.run("rubric", "crosswalk", "cccs-op-2008", "ccom-2019")
    #expect(run.status == 0, "\(run.everything)")
    let alone = try #require(run.output.range(of: "ccom-2019 问、cccs-op-2008 不问的"))
    #expect(run.output[alone.upperBound...].contains("data-security."))
    #expect(run.output.contains("⊃ 包含"))
    for line in run.lines {
      #expect(line.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 2 : 1) } <= 80, "\(line)")
    }
    let json = try await Pingxing.run("rubric", "crosswalk", "ccom-2019", "cccs-op-2008", "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])
    #expect((object["relations"] as? [Any])?.isEmpty == false)
    #expect((object["crosswalk"] as? [String: Any])?["reversed"] as? Bool == true)
  }

  /// The answers of a centre, against an edition and an outline, and against what they were not given to.
  @Test func aCrosswalkSaysWhatAnswersProve() async throws {
    let file = RepositoryFiles.root.appending(path: "Examples/lanchuan-history/2024.yml").path
    for (to, title) in [("ccom-2019", "自评参考"), ("copc-2000", "copc-2000")] {
      let run = try await Pingxing.run("rubric", "crosswalk", "cccs-op-2008", to, "--assessment", file)
      #expect(run.status == 0 && run.output.contains(title), "\(run.everything)")
      #expect(run.output.contains("达到 部分"), "\(run.output)")
      #expect(run.lines.allSatisfy { $0.count <= 80 })
    }
    let json = try await Pingxing.run(
      "rubric", "crosswalk", "cccs-op-2008", "ccom-2019", "--assessment", file, "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])
    #expect(object["format"] as? String == "pingxing/crosswalk-proof/1")
    let requirements = try #require(object["requirements"] as? [[String: Any]])
    #expect(Set(requirements.compactMap { $0["proved"] as? String }).isSuperset(of: ["met", "nothing"]))
    let other = try await Pingxing.run("rubric", "crosswalk", "ccom-2019", "cccs-op-2008", "--assessment", file)
    #expect(other.status == 64 && other.messages.contains("[not-assessed]"), "\(other.everything)")
  }

  @Test(arguments: [
    (["cccs-op-2088", "ccom-2019"], Int32(64), "是不是 cccs-op-2008"),
    (["copc-2000", "cc-cmm"], 66, "没有对照"),
    (["copc-2000", "ccom-2019"], 66, "pingxing rubric crosswalk ccom-2019 copc-2000"),
  ])
  func aCrosswalkThatIsNotThereIsRefused(names: [String], status: Int32, message: String) async throws {
    let run = try await Pingxing.run(arguments: ["rubric", "crosswalk"] + names)
    #expect(run.status == status)
    #expect(run.output.isEmpty)
    #expect(run.messages.contains(message), "\(run.messages)")
  }

  @Test func aFolderWithoutRubricsIsNoSuccess() async throws {
    let run = try await Pingxing.run("rubric", "check", "/nonexistent/rubrics")
    #expect(run.status != 0)
    #expect(run.everything.contains("/nonexistent/rubrics"))
  }

  @Test func theDoctorFindsThisMachineSound() async throws {
    let run = try await Pingxing.run("doctor")
    #expect(run.status == 0, "\(run.output)")
    for name in ["cairo 1.", "FreeType 2.", "HarfBuzz ", "libxml2 2.", "NotoSerifCJKsc-Regular", "cccs-op-2008 1.0.0"] {
      #expect(run.output.contains(name), "\(name)")
    }
    #expect(run.output.contains("一切就绪"))
  }

  @Test func theDoctorSaysWhatInstallsAMissingFont() async throws {
    let folder = try TemporaryFolder()
    let fonts = RepositoryFiles.root.appending(path: "Fonts/stack.json")
    let stack = try String(contentsOf: fonts, encoding: .utf8)
    try folder.write(stack.replacing("NotoSerifCJK-Regular.ttc", with: "NoSuchFont.ttc"), to: "Fonts/stack.json")
    let run = try await Pingxing.run("doctor", "--data", folder.url.path)
    #expect(run.status == 1, "\(run.output)")
    #expect(run.output.contains("NoSuchFont.ttc"))
    #expect(run.output.contains("apt-get install fonts-noto-cjk"))

    try folder.write(SampleAssessment.text, to: "centre.yml")
    let report = try await Pingxing.run("report", "centre.yml", "-o", "out.pdf", "--data", ".", in: folder.url)
    #expect(report.status == 66, "\(report.everything)")
    #expect(report.messages.contains("NoSuchFont.ttc"))
    #expect(!(try folder.names().contains("out.pdf")))
  }
}
