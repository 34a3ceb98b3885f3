import Diagnostics
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
    ("customer.marketing: {不适用: 不承担}", "是不是 not-applicable？"),
    ("customer.marketing: {n/a: 不承担}", "是不是 not-applicable？"),
  ])
  func inAnswers(answer: String, hint: String) {
    #expect(hints(assessment(answer, evidence: "E01: {title: 甲, location: 乙}")) == [hint])
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
    ("date: 2025-12-20", "date: 2025-2-30", "写成 年-月-日，例如 2025-12-31"),
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
