import Foundation
import Testing

/// `pingxing batch`: one report for each assessment under a folder, whatever becomes of the others.
@Suite struct BatchTests {
  private static let faulty = SampleAssessment.text.replacing("approach: 4", with: "approach: 9")

  /// Three assessments that differ in the characters they need, and one with a fault.
  private func clients() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "clients/north/centre.yml")
    try folder.write(
      SampleAssessment.text.replacing("华东客户联络中心", with: "龘靐齉爨客服中心"), to: "clients/south/deep/centre.yaml")
    try folder.write(
      SampleAssessment.text.replacing("华东客户联络中心", with: "蔚澜云枢联络中心"), to: "clients/west.yml")
    try folder.write(Self.faulty, to: "clients/east/centre.yml")
    try folder.write("format: pingxing/brand/1\n", to: "clients/brand.yml")
    try folder.write(SampleAssessment.text, to: "clients/.old/centre.yml")
    return folder
  }

  @Test func makesTheSameReportsAsReportDoes() async throws {
    let folder = try clients()
    let one = try await Pingxing.run(
      "batch", "clients", "-o", "one", "--jobs", "1", in: folder.url, environment: ["TZ": "Asia/Tokyo"])
    let three = try await Pingxing.run(
      "batch", folder["clients"].path, "-o", folder["new/three"].path, "--jobs", "3",
      environment: ["LC_ALL": "en_US.UTF-8", "TZ": "America/New_York"])
    #expect(one.status == 1)
    #expect(three.status == 1)
    let names = ["north-centre.pdf", "south-deep-centre.pdf", "west.pdf"]
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["one"].path).sorted() == names)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["new/three"].path).sorted() == names)
    for (input, name) in zip(["north/centre.yml", "south/deep/centre.yaml", "west.yml"], names) {
      let report = try await Pingxing.run("report", "clients/\(input)", "-o", name, in: folder.url)
      #expect(report.status == 0, "\(report.messages)")
      let expected = try folder.data(name)
      #expect(try folder.data("one/\(name)") == expected, "\(name)")
      #expect(try folder.data("new/three/\(name)") == expected, "\(name)")
    }
  }

  @Test func listsWhatFailedAndGoesOn() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.faulty, to: "a/faulty.yml")
    try folder.write("format: pingxing/assessment/1\n  broken: [", to: "a/unreadable.yml")
    try folder.write(SampleAssessment.text, to: "a/z.yml")
    let run = try await Pingxing.run("batch", "a", "-o", "out", in: folder.url)
    #expect(run.status == 1)
    #expect(run.messages.contains(/a\/faulty\.yml:\d+:\d+: 错误: .*\n/))
    #expect(run.messages.contains("a/unreadable.yml:"))
    let rows = run.lines.dropFirst().prefix(3)
    #expect(rows.filter { $0.hasPrefix("失败") }.count == 2)
    #expect(rows.contains { $0.hasSuffix("z.yml") && !$0.hasPrefix("失败") })
    #expect(run.output.contains("写出 1 份报告"))
    #expect(!run.everything.contains("\r"), "progress is for terminals")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["out"].path) == ["z.pdf"])
  }

  @Test func namesThatWouldBeEqualAreToldApart() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.faulty, to: "a/north/one.yml")
    try folder.write(SampleAssessment.text, to: "a/north-one.yml")
    try folder.write(SampleAssessment.text, to: "a/north/one.yaml")
    let run = try await Pingxing.run("batch", "a", "-o", "out", in: folder.url)
    #expect(run.status == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder["out"].path)
    #expect(names.count == 2)
    #expect(names.allSatisfy { $0.contains(/^north-one-[0-9a-f]{8}\.pdf$/) }, "\(names)")
  }

  @Test func writesNowhereElse() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "a/one.yml")
    try folder.write("evidence", to: "precious.pdf")
    try folder.link("out/one.pdf", to: "../precious.pdf")
    let run = try await Pingxing.run("batch", "a", "-o", "out", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    #expect(try folder.text("precious.pdf") == "evidence")
    #expect(try folder.data("out/one.pdf").starts(with: Data("%PDF".utf8)))
  }

  @Test func evidenceIsNotReplaced() async throws {
    let folder = try TemporaryFolder()
    let evidence = "E01: {title: 规划, file: one.pdf, collected: 2025-06-01}"
    let answers = "positioning.vision: {approach: 4, deployment: 3, results: 3, evidence: [E01]}"
    try folder.write(SampleAssessment.assessment(answers: answers, evidence: evidence), to: "a/one.yml")
    try folder.write("evidence", to: "a/one.pdf")
    let run = try await Pingxing.run("batch", "a", "-o", "a", in: folder.url)
    #expect(run.status == 1)
    #expect(run.messages.contains("output-is-input"))
    #expect(try folder.text("a/one.pdf") == "evidence")
  }

  @Test func saysWhatIsWrongWithTheRequest() async throws {
    let folder = try TemporaryFolder()
    try folder.write("format: pingxing/rubric/1\n", to: "a/rubric.yml")
    #expect(try await Pingxing.run("batch", "nowhere", "-o", "out", in: folder.url).status == 66)
    let empty = try await Pingxing.run("batch", "a", "-o", "out", in: folder.url)
    #expect(empty.status == 66)
    #expect(empty.messages.contains("没有评估文件"))
    #expect(try await Pingxing.run("batch", "a", "-o", "out", "--jobs", "0", in: folder.url).status == 64)
    try folder.write(SampleAssessment.text, to: "a/one.yml")
    for list in ["full，board", "full,board", "full、board"] {
      let several = try await Pingxing.run("batch", "a", "-o", "out", "--template", list, in: folder.url)
      #expect(several.status == 64)
      #expect(several.messages.contains("--template full -o out-full"), "\(several.messages)")
    }
    #expect(try folder.names() == ["a"], "nothing is made before the request is known to be sound")
  }

  @Test func theDateOfTheSourceIsHonoured() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "a/one.yml")
    let environment = ["SOURCE_DATE_EPOCH": "1000000000"]
    let run = try await Pingxing.run("batch", "a", "-o", "out", in: folder.url, environment: environment)
    #expect(run.status == 0, "\(run.messages)")
    let facts = try await Pingxing.tool("pdfinfo", "-isodates", folder["out/one.pdf"].path).output
    #expect(facts.contains(/CreationDate: +2001-09-09T00:00:00/))
    let wrong = try await Pingxing.run(
      "batch", "a", "-o", "other", in: folder.url, environment: ["SOURCE_DATE_EPOCH": "soon"])
    #expect(wrong.status == 64)
  }

  /// The tests may run as root, whom no mode keeps out; a link that leads nowhere cannot be opened by anyone.
  @Test func whatCannotBeOpenedFails() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "a/one.yml")
    try folder.write(SampleAssessment.text, to: "a/closed.yml")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder["a/closed.yml"].path)
    try folder.link("a/lost.yml", to: "nowhere.yml")
    let run = try await Pingxing.run("batch", "a", "-o", "out", in: folder.url)
    #expect(run.status == 1)
    #expect(run.messages.contains("a/lost.yml: 错误"))
    let failed = run.lines.filter { $0.hasPrefix("失败") }
    #expect(failed.contains { $0.hasSuffix("lost.yml") })
    #expect(getuid() == 0 || failed.contains { $0.hasSuffix("closed.yml") })
  }

  @Test func whatOnlyLooksLikeAnAssessmentIsNamed() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "a/UP.YML")
    let slips = ["formt: pingxing/assessment/1", "format: pingxing/assesment/1"]
    for (index, slip) in slips.enumerated() {
      let text = SampleAssessment.text.replacing("format: pingxing/assessment/1", with: slip)
      #expect(text != SampleAssessment.text)
      try folder.write(text, to: "a/slip\(index).yml")
    }
    try folder.write("format: pingxing/rubric/1\nanswers: {}\n", to: "a/rubric.yml")
    try folder.write("colour: red\n", to: "a/other.yml")
    let run = try await Pingxing.run("batch", "a", "-o", "out", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["out"].path) == ["UP.pdf"])
    #expect(run.messages.contains("a/slip0.yml: 警告"))
    #expect(run.messages.contains("a/slip1.yml: 警告"))
    #expect(run.messages.components(separatedBy: "[not-an-assessment]").count == 3)
    try FileManager.default.removeItem(at: folder["a/UP.YML"])
    let none = try await Pingxing.run("batch", "a", "-o", "out", in: folder.url)
    #expect(none.status == 66)
    #expect(none.messages.contains("a/slip0.yml: 警告"))
  }

  /// The same template warns of the same for many: that is said once, and each of them named.
  @Test func aWarningNamesEveryAssessmentThatItIsAbout() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "a/one.yml")
    try folder.write(SampleAssessment.text, to: "a/two/centre.yml")
    try folder.write(
      "<template format=\"pingxing/template/1\" id=\"own\" title=\"空\"><body></body></template>", to: "own.xml")
    let run = try await Pingxing.run("batch", "a", "-o", "out", "--template", "own.xml", in: folder.url)
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.messages.components(separatedBy: "[empty-report]").count == 2, "\(run.messages)")
    for name in ["a/one.yml", "a/two/centre.yml"] { #expect(run.messages.contains("\(name): "), "\(run.messages)") }
  }

  @Test func namesWithLineEndsBreakNothing() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "a/new\nline.yml")
    let run = try await Pingxing.run("batch", "a", "-o", "out", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.lines.contains { $0.hasSuffix("new\u{FFFD}line.yml") })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["out"].path) == ["new_line.pdf"])
  }
}
