import Diagnostics
import Testing

@testable import InputFiles

@Suite struct YAMLReaderTests {
  private func read(_ text: String) -> (node: YAMLNode?, problems: [Diagnostic]) {
    let problems = DiagnosticCollector()
    return (YAMLReader.read(SourceText(path: "a.yml", text: text), problems: problems), problems.diagnostics)
  }

  private func entries(_ text: String) -> [YAMLEntry] {
    guard case .mapping(let entries)? = read(text).node?.content else { return [] }
    return entries
  }

  @Test(arguments: [
    ("", YAMLScalar.Kind.null), ("~", .null), ("Null", .null), ("nULL", .text), ("true", .boolean),
    ("FALSE", .boolean),
    ("yes", .text), ("on", .text), ("4", .integer), ("-4", .integer), ("+4", .integer), ("007", .integer),
    ("0x1F", .integer), ("0o17", .integer), ("0o18", .text), ("4_000", .text), ("-", .text), ("0x", .text),
    ("3.5", .decimal), ("3.", .decimal), (".5", .decimal), (".", .text), ("1e5", .decimal), ("1e", .text),
    ("1.0.0", .text),
    ("-.inf", .decimal), (".nan", .decimal), ("2025-01-01", .text), ("80%", .text), ("四", .text),
  ])
  func plainScalarsHaveTheCoreSchemasKinds(text: String, kind: YAMLScalar.Kind) {
    #expect(YAMLScalar(text: text, style: .plain).kind == kind)
    #expect(YAMLScalar(text: text, style: .doubleQuoted).kind == .text)
  }

  @Test func placesCountUnicodeScalars() {
    let text = "甲: {乙: 1, \"丙😀\": '丁'}\nb:\n  - 远景\n  - c: |\n      多行\n"
    let top = entries(text)
    #expect(top.map(\.keyLocation.column) == [1, 1] && top.map(\.keyLocation.line) == [1, 2])
    guard case .mapping(let inner) = top[0].value.content, case .sequence(let list) = top[1].value.content
    else {
      Issue.record("wrong kinds")
      return
    }
    #expect(inner.map(\.keyLocation.column) == [5, 11])
    #expect(inner.map(\.value.location.column) == [8, 17])
    #expect(inner[1].value.location.length == 3)
    #expect(list.map(\.location.line) == [3, 4] && list[0].location.length == 2)
    // A collection on the lines below has the place of its key.
    #expect(top[1].value.location == top[1].keyLocation)
  }

  @Test func everyDuplicateKeyIsReportedWithBothPlaces() {
    let text = "a: 1\nb: {c: 1, 'c': 2, \"c\": 3}\na: 2\n\"d e\": 1\nd e: 2\nf: 1\n"
    let (node, problems) = read(text)
    #expect(
      problems.map { "\($0.location!.line):\($0.location!.column)" }.sorted() == [
        "2:11", "2:19", "3:1", "5:1",
      ])
    #expect(
      problems.map { "\($0.notes[0].location!.line):\($0.notes[0].location!.column)" }.sorted() == [
        "1:1", "2:5", "2:5", "4:1",
      ])
    for problem in problems { #expect(problem.code == "duplicate-key") }
    guard case .mapping(let entries)? = node?.content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.map(\.key) == ["a", "b", "a", "d e", "d e", "f"])
  }

  @Test(arguments: ["{[a]: 1}", "? {a: 1}\n: 2", "? - a\n: 1"])
  func aKeyHasToBeAText(text: String) {
    #expect(read(text).problems.map(\.code) == ["complex-key"])
  }

  @Test(arguments: [
    "a: b: c", "a\nb: 1", "a: [1, 2", "a: {b: 1", "a: 'b", "a: \"b", "a: @b", "a: `b`", "a: %b", "- a\nb: 1",
    "a: 1\n - b",
    "a: \"\\q\"", "a: \"\\x1\"", "a: |x\n  b", "a: ]", "a: 1\n  b: 2", "%YAML 9.9\n---\na", "a: !<x", "&a",
    "*a", "--- a\n--- b",
    "[a, b]]", "a: - b", "?", "{a: 1}}", "a: \"b\" c", "\"a", "'",
  ])
  func everySyntaxErrorIsExplainedInChinese(text: String) throws {
    let (node, problems) = read(text)
    guard node == nil || !problems.isEmpty else { return }
    let problem = try #require(problems.first)
    let hasHan = problem.message.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    #expect(hasHan && problem.hint != nil, "\(problem)")
    #expect(!problem.message.chinese.contains("YAML 语法错误："), "\(text): \(problem.message.english)")
    let line = try #require(SourceLines(text)[line: problem.location?.line ?? 0])
    #expect((1...line.unicodeScalars.count + 1).contains(problem.location?.column ?? 0), "\(text)")
  }

  /// Yams keeps a pointer to its text; texts that Swift stores inside the value must be safe too.
  @Test func shortTextsAreReadAsTheyAre() {
    for length in 1...40 {
      let text = "a: " + String(repeating: "x", count: length)
      guard case .scalar(let scalar)? = entries(text).first?.value.content else {
        Issue.record("no scalar")
        continue
      }
      #expect(scalar.text.utf8.count == length)
    }
  }
}
