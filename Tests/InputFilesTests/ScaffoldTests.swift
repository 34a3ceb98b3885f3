import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

@Suite struct ScaffoldTests {
  static let library = RubricLibrary(folders: [rubricFolder])
  // swift-format-ignore: NeverForceUnwrap
  static let date = CalendarDate(year: 2025, month: 12, day: 20)!
  static let all = ["cccs-op-2008", "cccs-op-2010", "ccom-2019"].compactMap {
    library.load(RubricID($0)).rubric
  }

  static func scaffold(_ language: Language = .chinese) -> String {
    Scaffold.text(rubrics: all, organisation: "华东客户联络中心", date: date, language: language)
  }

  @Test(arguments: Language.allCases)
  func passesCheckAsAnAssessmentWithoutAnswers(language: Language) throws {
    let load = check(Self.scaffold(language), library: Self.library)
    #expect(Self.all.count == 3)
    #expect(load.report.diagnostics == [])
    let loaded = try #require(load.loaded)
    #expect(loaded.assessment.answers.isEmpty)
    let domains = load.completeness.flatMap(\.domains)
    #expect(domains.count == 19)
    for domain in domains { #expect(domain.open == domain.items) }
  }

  @Test func everyAnswerLineIsAnAnswerOnceItIsUncommentedAndFilledIn() throws {
    var lines = Self.scaffold().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var filled = 0
    for (index, line) in lines.enumerated() where line.hasPrefix("    # ") && line.hasSuffix("note: }") {
      lines[index] =
        "    "
        + line.dropFirst("    # ".count).replacing(": ,", with: ": 4,")
        .replacing("note: }", with: "note: 已核对}")
      filled += 1
    }
    #expect(filled == Self.all.flatMap(\.items).count)
    let load = check(lines.joined(separator: "\n"), library: Self.library)
    #expect(load.report.diagnostics == [])
    for rubric in load.completeness { #expect(rubric.isComplete) }
  }

  @Test(arguments: Language.allCases)
  func theFindingIsOneOnceItIsUncommented(language: Language) throws {
    var lines = Self.scaffold(language).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first = try #require(lines.firstIndex(of: "# findings:"))
    for index in lines.indices[first...].prefix(while: { lines[$0].hasPrefix("# ") }) { lines[index].removeFirst(2) }
    let load = check(lines.joined(separator: "\n"), library: Self.library)
    #expect(load.report.diagnostics == [])
    #expect(load.loaded?.assessment.findings.map(\.id.rawValue) == ["F01"])
  }

  @Test(arguments: Language.allCases)
  func theDataAreThoseOfTheAssessmentOnceTheyAreUncommented(language: Language) throws {
    var lines = Self.scaffold(language).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for head in ["# indicators:", "# analyses:"] {
      let first = try #require(lines.firstIndex(of: head))
      for index in lines.indices[first...].prefix(while: { lines[$0].hasPrefix("# ") }) { lines[index].removeFirst(2) }
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "pingxing-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["kpi.csv", "intervals.csv"] {
      try FileManager.default.copyItem(
        at: RepositoryFiles.root.appending(path: "Examples/lanchuan-bank/\(name)"), to: folder.appending(path: name))
    }
    let file = folder.appending(path: "centre.yml")
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    let load = AssessmentLoader.load(file.path, library: Self.library)
    #expect(load.report.diagnostics == [])
    #expect(load.loaded?.assessment.indicatorSettings.targets.count == 3)
    #expect(load.loaded?.assessment.analyses.map(\.method.kind) == [.control, .trend, .correlation, .sampleSize])
  }

  @Test func eachAnswerLineAloneIsAnAnswerEvenWithAnEmptyNote() throws {
    let lines = Self.scaffold().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let header = lines.prefix { $0 != "answers:" } + ["answers:"]
    var rubric = ""
    for line in lines.dropFirst(header.count) {
      if line.hasPrefix("  c") { rubric = line }
      guard line.hasPrefix("    # "), line.hasSuffix("note: }") else { continue }
      let answer = "    " + line.dropFirst("    # ".count).replacing(": ,", with: ": 3,")
      let load = check((header + [rubric, answer]).joined(separator: "\n"), library: Self.library)
      #expect(load.report.diagnostics.map(\.code) == ["empty-note"])
      #expect(load.loaded?.assessment.answers.values.flatMap(\.keys).count == 1)
    }
  }

  @Test(arguments: Language.allCases)
  func fitsIntoAHundredColumns(language: Language) {
    for line in Self.scaffold(language).split(separator: "\n") where !line.contains("note: }") {
      #expect(DisplayWidth.of(line) <= 100, "\(line)")
    }
  }

  @Test(arguments: all.indices)
  func showsEveryWording(index: Int) {
    let rubric = Self.all[index]
    let text = Scaffold.text(rubrics: [rubric], organisation: "甲", date: Self.date, language: .chinese)
    func joined(_ text: String) -> String { text.filter { !"#\n ".contains($0) } }
    // Item by item, so that a wording is found where it belongs.
    var rest = joined(text)[...]
    for item in rubric.items {
      let end = rest.firstRange(of: "note:}")!.upperBound
      let section = rest[..<end]
      for wording in item.markWordings.map(\.text) + [item.question, item.why, item.title.chinese, item.id.rawValue] {
        #expect(section.contains(joined(wording)), "\(item.id): \(wording)")
      }
      rest = rest[end...]
    }
  }

  @Test(arguments: [
    "yes", "甲: 乙", "- 甲", "# 甲", "12", "A\"B", "null", "甲#乙", "2025-01-01", "~", "\u{201C}甲\u{201D}",
  ])
  func namesReadBackAsTheyWere(name: String) {
    let text = Scaffold.text(rubrics: [Self.all[0]], organisation: name, date: Self.date, language: .chinese)
    #expect(check(text, library: Self.library).loaded?.assessment.organisation.name == name)
  }

  /// Whatever text is given as a name is either refused, with its place, or written so that `check` takes it.
  @Test func everyNameIsRefusedOrPassesCheck() throws {
    var generator = SeededGenerator(seed: 23)
    let odd: [Unicode.Scalar] = [
      "\0", "\u{7}", "\n", "\t", "\r", "\u{1B}", "\u{7F}", "\u{85}", "\u{A0}", "\u{AD}", "\u{200B}", "\u{202E}",
      "\u{2028}",
      "\u{3000}", "\u{E000}", "\u{FEFF}", "\u{FFFD}", "\u{10FFFD}", "💥", "𠮷", "e",
      "\u{301}",
      "甲", "\"", "'", "\\", "#", ":", " ", "-", "{", "]", "&", "*", "!", "|", ">", "%", "@", "`", "?", ",", "~", "=",
      "1", ".", "：", "“",
    ]
    var (refused, taken) = (0, 0)
    for _ in 0..<3_000 {
      let long = Int.random(in: 0..<40, using: &generator) == 0
      let length = long ? Int.random(in: 90...110, using: &generator) : Int.random(in: 0...6, using: &generator)
      let scalars = (0..<length).map { _ -> Unicode.Scalar in
        let any = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator)) ?? "乙"
        let isAny = Int.random(in: 0..<8, using: &generator) == 0
        return isAny ? any : odd.randomElement(using: &generator) ?? any
      }
      let name = String(String.UnicodeScalarView(scalars))
      let problems = OrganisationName.problems(of: name, givenBy: "--organisation")
      guard problems.isEmpty else {
        refused += 1
        #expect(problems.allSatisfy { $0.message.chinese.contains("--organisation") && $0.hint != nil })
        continue
      }
      taken += 1
      let text = assessment("").replacing("name: 华东客户联络中心", with: "name: \(YAMLText.scalar(name))")
      let load = check(text)
      #expect(!load.report.hasErrors, "\(scalars): \(load.summary)")
      #expect(load.loaded?.assessment.organisation.name == name.trimmingBlanks, "\(scalars)")
    }
    #expect(refused > 500 && taken > 500)
  }

  @Test func aRefusedCharacterIsNamedWithItsPlace() {
    #expect(OrganisationName.problems(of: "Z\(String(repeating: "\u{301}", count: 80))algo", givenBy: "-o").count == 1)
    #expect(OrganisationName.problems(of: "Za\u{328}\u{301}lgo", givenBy: "-o").isEmpty)
    let found = OrganisationName.problems(of: "华东\u{7}中心\u{202E}", givenBy: "--organisation").map(\.message.chinese)
    #expect(
      found == [
        "--organisation 的第 3 个字符（在“华东”之后） U+0007 是不可见的控制字符",
        "--organisation 的第 6 个字符（在“华东 中心”之后） U+202E 是改变书写方向的不可见字符",
      ])
  }

  @Test func linesBreakBeforeNoClosingMark() {
    let text = "这里有十个字，再来（十个字）。"
    for width in 6...30 {
      for line in CommentWriter.wrapped(text, width: width) {
        #expect(!"，）。".contains(line.first!) && line.last! != "（")
        #expect(DisplayWidth.of(line) <= width + 2)
      }
    }
    #expect(
      CommentWriter.wrapped("按SLA-20执行service level约定", width: 12) == ["按SLA-20执行", "service", "level约定"])
  }
}
