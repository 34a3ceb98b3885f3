import Diagnostics
import Testing

private func diagnostic(_ code: String, _ severity: Severity = .error, line: Int = 1) -> Diagnostic {
  Diagnostic(
    severity, code, LocalizedText(chinese: "甲", english: "a"),
    at: SourceLocation(file: "a.yml", line: line, column: 1))
}

@Suite struct DiagnosticCollectorTests {
  @Test func keepsOrderAndDropsRepetitions() {
    let collector = DiagnosticCollector()
    for code in ["b", "a", "b", "c", "a"] { collector.add(diagnostic(code)) }
    #expect(collector.diagnostics.map(\.code) == ["b", "a", "c"])
  }

  @Test func closesWithTheCountPastTheLimit() {
    let collector = DiagnosticCollector(limit: 3)
    for line in 1...10 { collector.add(diagnostic("a", line <= 3 ? .warning : .error, line: line)) }
    collector.add(diagnostic("a", .warning, line: 1))
    #expect(collector.diagnostics.count == 4)
    let closing = collector.diagnostics[3]
    #expect(closing.code == "too-many-diagnostics" && closing.severity == .error)
    #expect(closing.message.chinese == "另有 7 个问题没有列出（其中错误 7 个）")
    #expect(collector.hasErrors && collector.errorCount == 7)
  }

  @Test func aReportCountsWhatItDoesNotShow() {
    let collector = DiagnosticCollector(limit: 3)
    for line in (1...10).reversed() { collector.add(diagnostic("a", line <= 4 ? .warning : .error, line: line)) }
    var report = DiagnosticReport(collector)
    #expect(report.count(.error) == 6 && report.count(.warning) == 4)
    #expect(report.diagnostics.map { $0.location?.line } == [8, 9, 10, nil])
    #expect(TextRenderer(language: .chinese).summary(report) == "6 个错误，4 个警告")
    report.add([diagnostic("b", .warning, line: 9)])
    #expect(report.diagnostics.map(\.code) == ["a", "a", "b", "a", "too-many-diagnostics"])
    #expect(report.count(.warning) == 5)
  }

  @Test func onlyWarningsLeftOutMakeNoError() {
    let collector = DiagnosticCollector(limit: 1)
    for line in 1...3 { collector.add(diagnostic("a", .warning, line: line)) }
    #expect(collector.diagnostics.last?.severity == .note)
    #expect(!collector.hasErrors)
  }
}

@Suite struct SuggestedNameTests {
  static let names = [
    "positioning.vision", "positioning.mission", "customer.needs", "customer.needs-segmentation", "id",
  ]

  @Test(arguments: [
    ("positioning.visoin", "positioning.vision"), ("positioning.mision", "positioning.mission"),
    ("customer.need", "customer.needs"), ("di", "id"), ("ids", "id"),
  ])
  func findsTheSlip(written: String, meant: String) {
    #expect(SuggestedName.nearest(to: written, among: Self.names) == meant)
  }

  @Test(arguments: ["", "xy", "completely.different", String(repeating: "a", count: 100_000), "远景"])
  func findsNothingFarAway(written: String) {
    #expect(SuggestedName.nearest(to: written, among: Self.names) == nil)
  }

  private static let candidates = [
    SuggestedName.Candidate("cccs-op-2008", titles: ["运营绩效标准"]), SuggestedName.Candidate("cccs-op-2010"),
    SuggestedName.Candidate("ccom-2019", titles: ["运营管理标准", "Operation management"]),
    SuggestedName.Candidate("customer.needs", titles: ["客户需求"]),
  ]

  @Test(arguments: [
    ("CCCS_OP_2008", ["cccs-op-2008"]), ("ｃｃｏｍ-2019", ["ccom-2019"]), ("cccs", ["cccs-op-2008", "cccs-op-2010"]),
    ("ccom", ["ccom-2019"]), ("needs", ["customer.needs"]), ("ccsc-op-2008", ["cccs-op-2008"]),
    ("客户需求", ["customer.needs"]),
    ("客户要求", ["customer.needs"]), ("运营", ["cccs-op-2008", "ccom-2019"]), ("operation management", ["ccom-2019"]),
    ("nothing", []), ("", []), (String(repeating: "a", count: 10_000), []),
  ])
  func findsWhatWasMeant(written: String, meant: [String]) {
    #expect(SuggestedName.likely(to: written, among: Self.candidates) == meant)
  }

  @Test func takesTheFirstInOrderOfEquallyNearOnes() {
    #expect(SuggestedName.nearest(to: "E03", among: ["E02", "E01"]) == "E01")
  }
}
