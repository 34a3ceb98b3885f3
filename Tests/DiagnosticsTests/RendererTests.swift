import Diagnostics
import Foundation
import Testing

@Suite struct TextRendererTests {
  static let message = LocalizedText(
    chinese: "等级只能是 1 到 5 的整数", english: "a mark is a whole number from 1 to 5")

  /// The lines that show a place in a source line.
  private func excerpt(_ line: String, column: Int, length: Int = 1, width: Int = 80) -> [String] {
    let place = SourceLocation(file: "a.yml", line: 1, column: column, length: length)
    let report = DiagnosticReport(
      [Diagnostic(.error, "wrong-mark", Self.message, at: place)], sources: ["a.yml": SourceLines(line)])
    let text = TextRenderer(language: .chinese, width: width).text(report)
    return text.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func writesHeadLineCaretNotesAndHint() {
    let diagnostic = Diagnostic(
      .error, "duplicate-key", LocalizedText(chinese: "“甲”写了两次", english: "“甲” is given twice"),
      at: SourceLocation(file: "中心.yml", line: 2, column: 1),
      notes: [
        .init(
          LocalizedText(chinese: "第一次写在这里", english: "the first one is here"),
          at: SourceLocation(file: "中心.yml", line: 1, column: 1))
      ],
      hint: LocalizedText(chinese: "请只保留一处", english: "keep only one of them"))
    let report = DiagnosticReport([diagnostic], sources: ["中心.yml": SourceLines("甲: 1\n甲: 2\n")])
    #expect(
      TextRenderer(language: .chinese).text(report) == """
        中心.yml:2:1: 错误: “甲”写了两次 [duplicate-key]
          甲: 2
          ^~
        中心.yml:1:1: 说明: 第一次写在这里
          甲: 1
          ^~
          提示：请只保留一处

        """)
    #expect(
      TextRenderer(language: .english).text(report).hasPrefix(
        "中心.yml:2:1: error: “甲” is given twice [duplicate-key]\n"))
  }

  @Test func wholeFilesAndNoPlaceHaveNoExcerpt() {
    let file = Diagnostic(.warning, "empty-file", Self.message, at: SourceLocation(file: "a.yml"))
    let nowhere = Diagnostic(.note, "hint", Self.message)
    let text = TextRenderer(language: .english).text(
      DiagnosticReport([file, nowhere], sources: ["a.yml": SourceLines("x")]))
    #expect(
      text == """
        a.yml: warning: a mark is a whole number from 1 to 5 [empty-file]
        note: a mark is a whole number from 1 to 5 [hint]

        """)
  }

  @Test func theCaretStandsUnderTheColumn() {
    #expect(excerpt("名称：六", column: 4) == ["  名称：六", "        ^~"])
    #expect(excerpt("a: 6", column: 4) == ["  a: 6", "     ^"])
    #expect(excerpt("e\u{301}: 6", column: 5) == ["  e\u{301}: 6", "     ^"])
    #expect(excerpt("a:\t6", column: 4) == ["  a:  6", "      ^"])
    #expect(excerpt("a: 六六", column: 4, length: 2) == ["  a: 六六", "     ^~~~"])
    #expect(excerpt("a:", column: 3) == ["  a:", "    ^"])
    #expect(excerpt("a:", column: 99) == ["  a:", "    ^"])
    #expect(excerpt("", column: 1) == ["  ", "  ^"])
  }

  @Test func aTerminalIsNotSteeredByTheInput() {
    #expect(excerpt("a\u{1B}[31mb\u{202E}c", column: 7) == ["  a\u{FFFD}[31mb\u{FFFD}c", "        ^"])
    let diagnostic = Diagnostic(.error, "x", LocalizedText(chinese: "甲\u{1B}[2J\n乙", english: "x"))
    #expect(
      TextRenderer(language: .chinese).text(DiagnosticReport([diagnostic]))
        == "错误: 甲\u{FFFD}[2J\u{FFFD}乙 [x]\n")
  }

  @Test(arguments: [40, 80, 120])
  func aLongLineIsShownAroundTheCaretWithinTheWidth(width: Int) {
    let line = String(repeating: "远景ab", count: 400)
    for column in [1, 2, 3, 40, 777, 1_599, 1_600, 1_601] {
      let lines = excerpt(line, column: column, width: width)
      #expect(lines.count == 2)
      for line in lines { #expect(DisplayWidth.of(line) <= width) }
      // What stands above the caret is the scalar at the column.
      let scalars = Array(line.unicodeScalars)
      guard column <= scalars.count else { continue }
      var offset = DisplayWidth.of(lines[1].prefix { $0 == " " })
      var shown = lines[0].unicodeScalars[...]
      while offset > 0 { offset -= DisplayWidth.of(shown.removeFirst()) }
      #expect(offset == 0 && shown.first == scalars[column - 1])
    }
  }

  @Test func coloursAreOnlyWrittenWhereAsked() {
    let report = DiagnosticReport([Diagnostic(.error, "x", Self.message)])
    #expect(
      TextRenderer(language: .chinese, usesColour: true).text(report)
        == "\u{1B}[1;31m错误: \u{1B}[0m等级只能是 1 到 5 的整数 [x]\n")
  }

  @Test func countsAtTheEnd() {
    let report = DiagnosticReport([
      Diagnostic(.error, "x", Self.message), Diagnostic(.error, "y", Self.message),
      Diagnostic(.warning, "z", Self.message),
    ])
    #expect(TextRenderer(language: .chinese).summary(report) == "2 个错误，1 个警告")
    #expect(TextRenderer(language: .english).summary(report) == "2 errors, 1 warning")
    #expect(TextRenderer(language: .english).summary(DiagnosticReport([])) == "")
  }
}

@Suite struct MachineFormatTests {
  static let report = DiagnosticReport([
    Diagnostic(
      .error, "wrong-mark", LocalizedText(chinese: "等级是“6”\n", english: "mark \"6\""),
      at: SourceLocation(file: "客户/a b.yml", line: 4, column: 7, length: 2),
      notes: [
        .init(
          LocalizedText(chinese: "说明", english: "note"), at: SourceLocation(file: "b.yml", line: 1, column: 1)
        )
      ],
      hint: LocalizedText(chinese: "改正", english: "mend")),
    Diagnostic(
      .warning, "empty-file", LocalizedText(chinese: "空", english: "empty"),
      at: SourceLocation(file: "/tmp/c.yml")),
    Diagnostic(.note, "wrong-mark", LocalizedText(chinese: "无处", english: "nowhere")),
  ])

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func jsonHoldsEverything() throws {
    let json = try object(JSONRenderer().text(Self.report))
    #expect(json["errors"] as? Int == 1 && json["warnings"] as? Int == 1)
    let diagnostics = try #require(json["diagnostics"] as? [[String: Any]])
    #expect(diagnostics.map { $0["code"] as? String } == ["wrong-mark", "empty-file", "wrong-mark"])
    #expect(diagnostics[0]["message"] as? [String: String] == ["zh": "等级是“6”\n", "en": "mark \"6\""])
    let location = try #require(diagnostics[0]["location"] as? [String: Any])
    #expect(
      location["line"] as? Int == 4 && location["column"] as? Int == 7 && location["length"] as? Int == 2)
    #expect((diagnostics[1]["location"] as? [String: Any])?.keys.sorted() == ["file"])
    #expect(
      diagnostics[2]["location"] == nil && diagnostics[2]["hint"] == nil && diagnostics[2]["notes"] == nil)
  }

  /// The required members of the SARIF 2.1.0 schema along the path that is written.
  @Test func sarifHasTheStructureOfTheStandard() throws {
    let log = try object(SARIFRenderer(language: .chinese, toolVersion: "1.0.0").text(Self.report))
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "pingxing")
    let rules = try #require(driver["rules"] as? [[String: Any]]).map { $0["id"] as? String }
    #expect(rules == ["empty-file", "wrong-mark"])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 3)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index] == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      #expect(((result["message"] as? [String: Any])?["text"] as? String)?.isEmpty == false)
    }
    let physical = try #require(
      ((results[0]["locations"] as? [[String: Any]])?.first)?["physicalLocation"] as? [String: Any])
    #expect((physical["artifactLocation"] as? [String: String])?["uri"] == "%E5%AE%A2%E6%88%B7/a%20b.yml")
    #expect(physical["region"] as? [String: Int] == ["startLine": 4, "startColumn": 7, "endColumn": 9])
    #expect((results[0]["relatedLocations"] as? [Any])?.count == 1)
    let file = try #require(
      ((results[1]["locations"] as? [[String: Any]])?.first)?["physicalLocation"] as? [String: Any])
    #expect((file["artifactLocation"] as? [String: String])?["uri"] == "file:///tmp/c.yml")
    #expect(file["region"] == nil && results[2]["locations"] == nil)
  }

  @Test func jsonTextEscapesWhatItHasTo() throws {
    let text =
      (0..<0x2100).compactMap(Unicode.Scalar.init).reduce(into: "") { $0.unicodeScalars.append($1) } + "😀"
    let json = JSONText.object([
      ("a", .array([.string(text), .null, .bool(true), .integer(-5)])), ("b", .object([])),
    ])
    for written in [json.compact, json.indented] {
      let read = try object(written)
      #expect((read["a"] as? [Any])?[0] as? String == text)
    }
    #expect(JSONText.object([("b", .array([])), ("a", .integer(1))]).compact == "{\"b\":[],\"a\":1}")
  }
}
