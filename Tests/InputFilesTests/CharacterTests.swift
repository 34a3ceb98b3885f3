import Diagnostics
import TestSupport
import Testing

@testable import InputFiles

/// Characters that a reader does not see as the program does, with the column of each.
@Suite struct CharacterTests {
  /// The findings for an answer line in which `▶` stands before the place that is expected.
  private func findings(_ marked: String) -> (found: [String], place: String) {
    let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.firstIndex { $0.contains("▶") } ?? 0
    let column = lines[line].unicodeScalars.prefix { $0 != "▶" }.count + 1
    let text = assessment("").replacing(
      "  cccs-op-2008:\n", with: "  cccs-op-2008:\n" + marked.replacing("▶", with: ""))
    return (check(text).summary, "\(line + 10):\(column)")
  }

  @Test(arguments: [
    ("{approach: 4, note: 甲▶\u{202E}乙}", "error", "direction-control"),
    ("{approach: 4, note: \"甲\\t▶\\u202E乙\"}", "error", "direction-control"),
    ("{approach: 4}  # 注释▶\u{2066}", "error", "direction-control"),
    ("{approach: 4, note: \"甲▶\\a乙\"}", "error", "control-character"),
    ("{approach: 4, note: \"甲\\\\▶\\x7F乙\"}", "error", "control-character"),
    ("{approach: 4, note: \"甲▶\\uFDD0\"}", "error", "control-character"),
    ("{approach: 4, note: \"甲▶\\U0001FFFE\"}", "error", "control-character"),
    ("{approach: 4, note: 甲▶\u{200B}乙\u{200B}丙}", "warning", "invisible-character"),
    ("{approach: 4, note: '甲''乙▶\u{AD}'}", "warning", "invisible-character"),
    ("{approach: 4, note: ▶\u{E000}}", "warning", "private-use-character"),
    ("{approach: 4, note: 甲\n        乙  丙▶\u{2060}丁}", "warning", "invisible-character"),
    ("\n      approach: 4\n      note: |\n        甲\n\n        乙▶\u{200B}", "warning", "invisible-character"),
    ("\n      approach: 4\n      note: >- # 折行\n        甲\n        乙▶\u{200B}", "warning", "invisible-character"),
  ])
  func isNamedWhereItStands(answer: String, severity: String, code: String) {
    let (found, place) = findings("    positioning.vision: \(answer)\n")
    #expect(found == ["\(severity) \(place) \(code)"])
  }

  @Test func itIsSeenInKeysToo() {
    let (found, place) = findings("    positioning.▶\u{200B}vision: {approach: 4}\n")
    #expect(found.contains("warning \(place) invisible-character"))
    #expect(found.contains("error 10:5 unknown-item"))
  }

  /// Variants of Han characters and joined marks are what people write.
  @Test func whatBelongsToTextIsNoFault() {
    #expect(findings("    positioning.vision: {approach: 4, note: 葛\u{E0104}城 ☎\u{FE0F} e\u{301}▶}\n").found == [])
  }

  @Test func noncharactersDoNotHideOtherFaults() {
    let plane = String(UnicodeScalar(0x1FFFE as UInt32)!)
    #expect(
      findings("    positioning.vision: {approach: 9, note: 甲▶\(plane)}\n").found
        == ["error 10:36 wrong-mark", "error 10:46 control-character"])
  }

  /// Wherever a value is folded, quoted or escaped, each of its characters is found again in the file.
  @Test func everyCharacterOfAValueHasItsPlace() throws {
    var generator = SeededGenerator(seed: 11)
    let alphabet: [Unicode.Scalar] = ["甲", "乙", "a", "'", "\"", "\\", "#", "\u{301}", "𠮷", "\t", "é", "-", "%"]
    for round in 0..<400 {
      let words = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        String(
          String.UnicodeScalarView(
            (0..<Int.random(in: 1...5, using: &generator)).compactMap { _ in alphabet.randomElement(using: &generator) }
          ))
      }
      let style = YAMLScalar.Style.all[round % YAMLScalar.Style.all.count]
      let text = "a:\n  b: " + style.written(words)
      let source = SourceText(path: "a.yml", text: text)
      let problems = DiagnosticCollector()
      let root = try #require(YAMLReader.read(source, problems: problems), "\(text)")
      let texts = UserTexts(root, lines: source.lines)
      let wanted = texts.scalars.filter { !ScalarPlaces.isBlank($0) }
      for occurrence in texts.occurrences(of: wanted) {
        let line = Array(try #require(source.lines[line: occurrence.location.line]).unicodeScalars)
        let raw = line[(occurrence.location.column - 1)...].prefix(occurrence.location.length)
        let first = try #require(occurrence.character.unicodeScalars.first { !ScalarPlaces.isBlank($0) })
        #expect(raw.first == first || raw.first == "\\", "\(occurrence) in \(text)")
        if raw.count == 1 { #expect(raw.first == first, "\(occurrence) in \(text)") }
      }
      #expect(Set(texts.occurrences(of: wanted).map(\.location)).count == texts.occurrences(of: wanted).count)
    }
  }
}

extension YAMLScalar.Style {
  static let all: [Self] = [.plain, .singleQuoted, .doubleQuoted, .block]

  /// Words written in the style, over several lines.
  func written(_ words: [String]) -> String {
    func mapped(_ word: String, _ spelling: (Unicode.Scalar) -> String) -> String {
      word.unicodeScalars.map(spelling).joined()
    }
    switch self {
    case .plain: return words.map { "x" + mapped($0) { $0 == "#" ? "" : String($0) } }.joined(separator: "\n    ")
    case .singleQuoted:
      return "'" + words.map { mapped($0) { $0 == "'" ? "''" : String($0) } }.joined(separator: " \n    ") + "'"
    case .doubleQuoted:
      let escapes: [Unicode.Scalar: String] = [
        "\"": "\\\"", "\\": "\\\\", "\t": "\\t", "é": "\\xe9", "𠮷": "\\U00020BB7",
      ]
      return "\"" + words.map { mapped($0) { escapes[$0] ?? String($0) } }.joined(separator: "\\\n    ") + "\""
    case .block: return "|\n" + words.map { "    x" + $0 }.joined(separator: "\n")
    }
  }
}

/// A `#` behind a blank ends a plain text, and what stands behind it is lost.
@Suite struct LostTextTests {
  @Test(arguments: [
    ("positioning.vision:\n  approach: 4\n  note: 见工单 #1024", "12:17"),
    ("positioning.vision:\n  approach: 4\n  note: 见工单 # 1024", "12:17"),
    ("positioning.vision:\n  approach: 4\n  note: 见工单  #1024", "12:18"),
    ("positioning.vision:\n  approach: 4\n  action: 第一行\n    第二行 #3", "13:13"),
    ("customer.marketing:\n  not-applicable: 不承担 #营销", "11:27"),
    ("positioning.vision: {approach: 4, note: 甲 #乙\n  }", "10:47"),
  ])
  func isAWarningAtTheMark(answer: String, place: String) {
    let load = check(assessment(answer))
    #expect(load.summary == ["warning \(place) text-cut-by-comment"])
    #expect(load.loaded != nil)
  }

  @Test(arguments: [
    "positioning.vision:\n  approach: 4\n  note: 已发布  # 待复核",
    "positioning.vision:\n  approach: 4\n  note: 已发布   #",
    "positioning.vision:\n  approach: 4 # 待复核\n  note: \"见工单 #1024\" # 已核",
    "positioning.vision:\n  approach: 4\n  note: 见工单#1024",
    "positioning.vision: {approach: 4, note: 甲} # 乙",
    "positioning.vision:\n  approach: 4\n  note: |\n    甲 #1\n    乙",
  ])
  func aCommentThatIsMeantIsNone(answer: String) {
    #expect(check(assessment(answer)).summary == [])
  }

  @Test func whatIsLostIsQuotedAndSaidHowToKeep() throws {
    let diagnostic = try #require(
      check(assessment("positioning.vision:\n  approach: 4\n  note: 见工单 #1024 的记录")).report.diagnostics.first)
    #expect(diagnostic.message.chinese.contains("“1024 的记录”"))
    #expect(diagnostic.hint?.chinese.contains("引号") == true)
  }

  /// Inside braces the comment takes their end too; then the `#` is what to look at.
  @Test func insideBracesTheMarkIsPointedAt() throws {
    let diagnostic = try #require(
      check(assessment("positioning.vision: {note: 甲 #乙, approach: 4}")).report.diagnostics.first)
    #expect(diagnostic.code == "yaml-syntax")
    #expect(diagnostic.notes.contains { $0.location?.line == 10 && $0.location?.column == 34 })
  }
}
