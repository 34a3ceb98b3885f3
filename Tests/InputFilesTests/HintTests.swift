import Diagnostics
import Foundation
import Testing

@testable import InputFiles

/// Slips that people make, and what they are told to write instead.
@Suite struct HintTests {
  /// The hints of the errors, in Chinese.
  private func hints(_ text: String) -> [String] {
    check(text).report.diagnostics.filter { $0.severity == .error }.map { $0.hint?.chinese ?? "" }
  }

  @Test(arguments: [
    ("vision: {approach: 4}", "是不是 positioning.vision？"),
    ("positioning_vision: {approach: 4}", "是不是 positioning.vision？"),
    ("Positioning.Vision: {approach: 4}", "是不是 positioning.vision？"),
    ("远景: {approach: 4}", "是不是 positioning.vision？"),
    ("愿景: {approach: 4}", "是不是 positioning.vision？"),
    ("positioning.vision: {方法: 4}", "是不是 approach？"),
    ("positioning.vision: {approach: 4, 备注: 甲}", "是不是 note？"),
    ("positioning.vision: {approach: \"4\"}", "请去掉引号：4"),
    ("positioning.vision: {approach: ４}", "请写成 4"),
    ("positioning.vision: {approach: 4级}", "请写成 4"),
    ("positioning.vision: {approach: 四}", "请写成 4"),
    ("positioning.vision: {approach: 完全符合}", "请写成 4"),
    ("positioning.vision: {approach: 3.5}", "没有半级，请按描述取 3 或 4"),
    ("positioning.vision: {approach: 4.0}", "请写成 4"),
    ("positioning.vision: {approach: 0}", "没有做就是 1；尚未评审的请删去这个维度"),
    ("positioning.vision: {approach: 不适用}", "不适用的写成 {not-applicable: 理由}；尚未评审的请删去这个维度"),
    ("positioning.vision: {approach：4}", "冒号要用半角，后面加一个空格，即“approach: ”"),
    ("positioning.vision: {approach:4}", "冒号后面要加一个空格，即“approach: ”"),
    ("positioning.vision:\n  approach：4", "冒号要用半角，后面加一个空格，即“approach: ”"),
    ("positioning.vision: {approach: 4}\napproach: 4", "approach 写在评审项之下，要比评审项多缩进两格"),
    ("positioning.vision: {approach: 4, evidence: E01}", "写成 [E01]，或每行一个“- ”"),
    ("positioning.vision: {approach: ④}", "请写成 4"),
    ("positioning.vision: {approach: ★★★★☆}", "请写成 4"),
    ("positioning.vision: {approach: 4分}", "请写成 4"),
    ("positioning.vision: {approach: “4”}", "请写成 4"),
    ("positioning.vision: {approach: 3-4}", "没有半级，请按描述取 3 或 4"),
    ("positioning.vision: {approach: 80}", "等级不是分数或百分数，最高是 5；请按这一项各级的描述取 1 到 5"),
    ("positioning.vision: {approach: 良好}", "1 不具备、2 具备雏形、3 基本符合、4 完全符合、5 超越；尚未评审的请删去这个维度"),
    ("positioning.vision: 4 3 3", "写成 {approach: 4, deployment: 3, results: 3}"),
    ("positioning.vision: 4\t3\t3", "写成 {approach: 4, deployment: 3, results: 3}"),
    ("positioning.vision: [4, 3, 3]", "写成 {approach: 4, deployment: 3, results: 3}"),
    ("positioning.vision: 4", "每个维度各写一个等级，例如 {approach: 4, deployment: 4, results: 4}"),
    ("positioning.vision: 不适用", "这一项不允许不适用；没有做就是 1"),
    ("customer.marketing: 不适用", "写成 {not-applicable: 理由}"),
    ("customer.marketing: {not-applicable: true}", "例如 not-applicable: 本中心不承担营销职能"),
    (
      "- positioning.vision: {approach: 4}",
      "去掉每行前面的“- ”，写成 positioning.vision: {approach: 4, deployment: 3, results: 3}"
    ),
    ("＃ positioning.vision: {approach: 4}", "注释要以半角的 # 开头；不是注释就写 positioning.vision"),
    ("“positioning.vision”: {approach: 4}", "键不加引号，写成 positioning.vision: "),
    ("positioning.vision: {approach: 4, evidence: 【E01】}", "写成 [E01]，或每行一个“- ”"),
    ("positioning.vision: {approach: 4, evidence: E01、E02}", "写成 [E01, E02]，或每行一个“- ”"),
    ("positioning.vision: {approach: 4, evidence: [E01，E02]}", "每个编号之间用半角逗号：[E01, E02]"),
    ("positioning.vision: {approach: 4, evidence: [E01;E02]}", "每个编号之间用半角逗号：[E01, E02]"),
    ("positioning.vision: {approach: 4, evidence: [“E01”]}", "只写编号，外面用半角方括号：[E01]"),
    ("positioning.vision: {approach: 4, evidence: [Ｅ０１]}", "只写编号，外面用半角方括号：[E01]"),
    ("positioning.vision: {approach: 4, evidence: [规划]}", "是不是 E01？"),
    ("positioning.vision: {approach：4，deployment：3}", "冒号、逗号要用半角，后面加一个空格，即“approach: 4, deployment: 3”"),
    ("positioning.vision: {approach: 4, note: 已发布, 待修订}", "若它属于前面的文字，整段要加引号：文字里的半角逗号会把它分开"),
    ("customer.marketing: {不适用: 不承担}", "是不是 not-applicable？"),
    ("customer.marketing: {n/a: 不承担}", "是不是 not-applicable？"),
  ])
  func inAnswers(answer: String, hint: String) {
    #expect(hints(assessment(answer, evidence: "E01: {title: 规划, location: 乙}")) == [hint])
  }

  @Test(arguments: [
    ("role: self", "role: 自评", "是不是 self？"), ("role: self", "role: 评审员", "是不是 auditor？"),
    ("role: self", "role: slef", "是不是 self？"),
    ("name: 华东客户联络中心", "name: 华东客户联络中心, seats: 320席", "只写数字：320"),
    ("name: 华东客户联络中心", "name: 华东客户联络中心, seats: \"320\"", "请去掉引号：320"),
    ("name: 华东客户联络中心", "name: 华东客户联络中心, seats: 1,200", "可以写的有：name、industry、seats、scope"),
    ("name: 华东客户联络中心", "name: 华东客户联络中心, 行业: 银行", "是不是 industry？"),
    ("date: 2025-12-20", "date: 2025/12/20", "写成 2025-12-20"),
    ("date: 2025-12-20", "date: 2025年12月20日", "写成 2025-12-20"),
    ("date: 2025-12-20", "date: 20251220", "写成 2025-12-20"),
    ("date: 2025-12-20", "date: 2025-2-30", "2025 年 2 月只有 28 天，最后一天是 2025-02-28"),
    ("date: 2025-12-20", "date: 2024-02-30", "2024 年 2 月只有 29 天，最后一天是 2024-02-29"),
    ("date: 2025-12-20", "date: 2025-13-01", "月份是 01 到 12，没有 13 月"),
    ("date: 2025-12-20", "date: 31/12/2025", "写成 2025-12-31"),
    ("date: 2025-12-20", "date: 2025-12", "还要写明哪一天，例如 2025-12-31"),
    ("date: 2025-12-20", "date: 46011", "写成 2025-12-20"),
    ("date: 2025-12-20", "date: 二〇二五年十二月二十日", "写成 2025-12-20"),
    ("date: 2025-12-20", "date: ２０２５年１２月２０日", "写成 2025-12-20"),
    ("{name: 华东客户联络中心}", "文字", "写成 organisation: {name: 文字}"),
    ("{role: self, name: 运营管理部}", "运营管理部", "写成 assessor: {role: self, name: 运营管理部}"),
    ("{from: 2025-01-01, to: 2025-12-31}", "2025年", "写成 {from: 2025-01-01, to: 2025-12-31}"),
    ("{from: 2025-01-01, to: 2025-12-31}", "2025.1.1至2025.6.30", "写成 {from: 2025-01-01, to: 2025-06-30}"),
    ("{from: 2025-01-01, to: 2025-12-31}", "2024-02", "写成 {from: 2024-02-01, to: 2024-02-29}"),
    (
      "from: 2025-01-01, to: 2025-12-31", "from: 2025-12-31, to: 2025-01-01",
      "是不是写反了：{from: 2025-01-01, to: 2025-12-31}？"
    ),
    ("name: 华东客户联络中心", "name: 甲, seats: 一百", "只写数字：100"),
    ("name: 华东客户联络中心", "name: 甲, seats: 三百二", "只写数字：320"),
    ("name: 华东客户联络中心", "name: 甲, seats: 一千零五", "只写数字：1005"),
    ("name: 华东客户联络中心", "name: 甲, seats: 1.2万", "只写数字：12000"),
    ("name: 华东客户联络中心", "name: 甲, seats: 约３００人", "只写数字：300"),
    ("version: 1.0.0", "version: 1.0", "现有的是 1.0.0 版：写成 1.0.0"),
    ("version: 1.0.0", "version: v1.0.0", "只写 1.0.0"),
    ("{id: cccs-op-2008, version: 1.0.0}", "cccs-op-2008", "写成 {id: cccs-op-2008, version: 1.0.0}"),
    (
      "[{id: cccs-op-2008, version: 1.0.0}]", "cccs-op-2008", "写成 [{id: cccs-op-2008, version: 1.0.0}]，或每行一个“- ”"
    ),
    ("role: self", "role: “self”", "是不是 self？"),
    ("name: 运营管理部", "“name”: 运营管理部", "键不加引号，写成 name: "),
    ("id: cccs-op-2008", "id: cccs-2008", "是不是 cccs-op-2008？"),
    ("id: cccs-op-2008", "id: CCCS_OP_2008", "是不是 cccs-op-2008？"),
    ("id: cccs-op-2008", "id: ccom", "是不是 ccom-2019？"),
    ("id: cccs-op-2008", "id: cccs", "是不是 cccs-op-2008、cccs-op-2010？"),
    ("id: cccs-op-2008", "id: roles", "用 pingxing rubric list 查看准则"),
    ("id: cccs-op-2008", "id: iso-18295", "可用的有 cccs-op-2008、cccs-op-2010、ccom-2019"),
    ("    date: 2025-12-20\n", "", "例如 date: 2025-12-20".replacing("  ", with: "")),
    (", version: 1.0.0", "", "例如 version: 1.0.0"),
  ])
  func aroundTheAnswers(original: String, written: String, hint: String) {
    // Indentation is that of the text below, which begins two columns to the left.
    let text = assessment("").replacing("  cccs-op-2008:\n", with: "")
    let original = original.hasPrefix("    ") ? String(original.dropFirst(2)) : original
    #expect(text.contains(original))
    let found = hints(text.replacing(original, with: written))
    #expect(found.contains(hint), "\(found)")
  }

  /// A line that YAML cannot read, with `▶` before the place that is named, and the line as it should be.
  @Test(arguments: [
    ("▶　date: 2025-12-20", "用半角空格与同级的键对齐，这一行写成：date: 2025-12-20"),
    ("▶\u{A0}\u{A0}date: 2025-12-20", "用半角空格与同级的键对齐，这一行写成：date: 2025-12-20"),
    ("  date▶:2025-12-20", "这一行写成：date: 2025-12-20"), ("  date▶：2025-12-20", "这一行写成：date: 2025-12-20"),
    ("  ▶“date”：2025-12-20", "这一行写成：date: 2025-12-20"),

    ("  date: ▶｛a: 1，b：2｝", "这一行写成：date: {a: 1, b: 2}"), ("  date: {a: 1▶，b: 2}", "这一行写成：date: {a: 1, b: 2}"),
    ("  date: {a: ▶【E01】，b: 2}", "这一行写成：date: {a: [E01], b: 2}"),
    ("  date: {a: ▶“x, y: z”，b: 2}", "这一行写成：date: {a: \"x, y: z\", b: 2}"),
    ("  date: 制度▶: 已发布", "属于同一段文字就把它整段加引号：\"制度: 已发布\""),
    ("  date: {a: 制度▶: 已发布, b: 2}", "属于同一段文字就把它整段加引号：\"制度: 已发布\""),
    ("  date: {a: \"甲\"▶乙}", "把整段文字放在一对引号里，里面的引号改用“”"),
  ])
  func aLineThatYAMLCannotReadIsShownAsItShouldBe(marked: String, hint: String) throws {
    let text = assessment("").replacing("  date: 2025-12-20", with: marked.replacing("▶", with: ""))
    let found = check(text).report.diagnostics
    #expect(found.map(\.code) == ["yaml-syntax"], "\(found)")
    #expect(found.first?.location?.line == 5)
    #expect(found.first?.location?.column == marked.unicodeScalars.prefix { $0 != "▶" }.count + 1)
    #expect(found.first?.hint?.chinese == hint)
  }

  @Test(arguments: [
    ("－ {id", 5), ("• {id", 5), ("–  {id", 5), ("-{id", 5), ("－{id", 5),
  ])
  func aListMarkOfAWordProcessorIsNamed(mark: String, column: Int) {
    let text = assessment("").replacing("rubrics: [{id", with: "rubrics:\n    \(mark)").replacing(
      "1.0.0}]", with: "1.0.0}")
    let found = check(text).report.diagnostics
    #expect(found.map(\.code) == ["yaml-syntax"])
    #expect(found.first?.location?.line == 8 && found.first?.location?.column == column)
    #expect(found.first?.hint?.chinese == "这一行写成：- {id: cccs-op-2008, version: 1.0.0}")
  }

  @Test func slipsOfOneKindAreNamedInOneRun() {
    let text = assessment("positioning.vision：{approach: 4}\npositioning.mission：{approach: 4}")
      .replacing("format: ", with: "format：")
    #expect(check(text).summary == ["error 1:7 yaml-syntax", "error 10:23 yaml-syntax", "error 11:24 yaml-syntax"])
  }

  @Test func marksInsideTextsAreNoSlips() {
    for line in ["name: 华东，2025：“甲”【乙】", "note: 共3，其余：见附件", "  - 甲：乙", "# ：，｛", "date: 10:30", "url: http://a.b/c"] {
      #expect(LineSlip.atStart(of: line) == nil, "\(line)")
    }
  }

  @Test func anUnreadablePinIsNotCountedAsMissing() {
    let text = assessment("positioning.vision: {approach: 4}").replacing(
      "{id: cccs-op-2008, version: 1.0.0}", with: "cccs-op-2008")
    #expect(check(text).summary == ["error 7:13 wrong-type"])
  }

  @Test(arguments: [
    ("file: C:/资料/战略.pdf", "path-absolute", "evidence/战略.pdf"),
    ("file: \"C:\\资料\\战略.pdf\"", "yaml-syntax", "evidence/战略.pdf"),
    ("location: \"C:\\资料\"", "yaml-syntax", "location 请把双引号改成单引号"),
    ("note: \"甲\\资料\"", "yaml-syntax", "反斜杠"),
    ("file: '\\\\server\\a.pdf'", "path-absolute", "evidence/a.pdf"),
    ("file: evidence\\a.pdf", "evidence-missing", "路径用正斜杠 / 分隔：evidence/a.pdf"),
    ("file: https://example.org/a.pdf", "evidence-missing", "location: https://example.org/a.pdf"),
    ("file: ~/a.pdf", "evidence-missing", "~ 不会展开"), ("file: PLAN.PDF", "evidence-missing", "是不是 plan.pdf？"),
  ])
  func pathsOfOtherKindsAreToldApart(field: String, code: String, hint: String) throws {
    try TemporaryFolder.use { folder in
      try Data("甲".utf8).write(to: folder.appending(path: "plan.pdf"))
      let text = assessment(
        "positioning.vision: {approach: 3, evidence: [E01]}",
        evidence: "E01: {title: 甲, \(field), collected: 2025-10-08}")
      let found = check(text, folder: folder.path).report.diagnostics
      #expect(found.map(\.code) == [code])
      #expect(found.first?.hint?.chinese.contains(hint) == true, "\(found)")
    }
  }

  @Test func aKeyTwiceInBracesOverManyLinesIsFoundInOnePass() {
    let pairs = (0..<500).map { "      k\($0 % 250): \($0)," }.joined(separator: "\n")
    let text = "a: {\n" + pairs + "\n  }\n"
    let problems = DiagnosticCollector()
    #expect(YAMLReader.read(SourceText(path: "a.yml", text: text), problems: problems) != nil)
    #expect(problems.diagnostics.count == 250)
    #expect(problems.diagnostics.allSatisfy { $0.code == "duplicate-key" && $0.notes.count == 1 })
  }

  @Test(arguments: [
    "!!str 甲", "!!map {a: b}", "! 甲", "!<tag:yaml.org,2002:str> 甲", "!!binary aGk=", "!custom {a: 1}",
  ])
  func everyTagIsRefused(value: String) {
    let found = check(assessment("positioning.vision: {approach: 4, note: \(value)}")).report.diagnostics
    #expect(found.filter { $0.code == "yaml-tag" }.map { $0.location?.column } == [45])
  }

  @Test func aTextThatBeginsWithAnExclamationMarkHasToBeQuoted() {
    let found = check(assessment("positioning.vision: {approach: 4, note: !重要}")).report.diagnostics
    #expect(found.map(\.code) == ["yaml-syntax"])
    #expect(found.first?.hint?.chinese.contains("以 ! 开头的文字要加引号") == true)
  }

  @Test func tagsOfKeysMarksAndCollectionsAreRefused() {
    let text = assessment("!!str positioning.vision: !!map\n  !!str approach: !!int 4\n  evidence: !!seq []")
    let tags = check(text).report.diagnostics.filter { $0.code == "yaml-tag" }
    #expect(tags.map { $0.location!.column } == [5, 31, 7, 23, 17])
  }

  @Test(arguments: [("\"甲\\uD83D\\uDE00\"", "😀"), ("\"甲\\uD800\"", "写出这个字符"), ("\"甲\\q\"", "单引号")])
  func aFaultyEscapeIsMarkedAsAWhole(value: String, hint: String) throws {
    let found = check(assessment("positioning.vision: {approach: 4, note: \(value)}")).report.diagnostics
    #expect(found.map(\.code) == ["yaml-syntax"])
    #expect(found.first?.location?.column == 47)
    #expect(found.first?.hint?.chinese.contains(hint) == true)
  }
}
