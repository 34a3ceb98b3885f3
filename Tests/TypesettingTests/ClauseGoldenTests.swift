import Fonts
import LineBreaking
import TestSupport
import Testing
import Typesetting

/// One golden for each clause of CLREQ and GB/T 15834—2011: the text, the measure in ems, and the lines as `Dump` prints
/// them on box glyphs of 10 points (`@x` where a run begins, `[-0.5]` half an em taken away, `[+0.25]` added).
struct ClauseGoldenTests {
  /// A text and how it is set.
  struct Case: Sendable {
    var text: String
    var ems: Double
    var alignment = LineStyle.Alignment.justified
    var levels: [ProhibitionLevel] = [.gb]
    var indent: Double = 0
  }

  /// The clause that a golden is named after, and its cases.
  static let clauses: [(name: String, cases: [Case])] = [
    (
      "clreq-prohibition_rules_for_line_start_end",
      [
        Case(text: "一二三四。五六七", ems: 4, alignment: .left, levels: ProhibitionLevel.allCases),
        Case(text: "一二三（四五六", ems: 4, alignment: .left, levels: ProhibitionLevel.allCases),
        Case(text: "一二三四·五六七", ems: 4.4, alignment: .left, levels: ProhibitionLevel.allCases),
        Case(text: "一二三四～五六七", ems: 4, alignment: .left, levels: ProhibitionLevel.allCases),
        Case(text: "一二三／四五六", ems: 4, alignment: .left, levels: ProhibitionLevel.allCases),
        Case(text: "一二三四——五六七", ems: 4, alignment: .left, levels: ProhibitionLevel.allCases),
        Case(text: "一二三四……五六七", ems: 4, alignment: .left, levels: ProhibitionLevel.allCases),
        Case(text: "一二三“四五”六七。”八", ems: 4, alignment: .left, levels: ProhibitionLevel.allCases),
      ]
    ),
    (
      "clreq-prohibition_rules_for_unbreakable_marks",
      [
        Case(text: "一二三——四五六", ems: 4, alignment: .left), Case(text: "一二三⸺四五六", ems: 4, alignment: .left),
        Case(text: "一二三……四五六", ems: 4, alignment: .left), Case(text: "一二………………三四", ems: 6, alignment: .left),
        Case(text: "一二三…四五六", ems: 4, alignment: .left),
      ]
    ),
    (
      "clreq-h-digits_and_their_prefix_and_suffix",
      [
        "占比96%的中心", "时长30秒以内", "共3.5 人日完成", "价￥1,200左右", "保持20 ℃上下", "见第3页的表", "于2025年3月完成", "须≥ 60分才过",
        "差−3.5个点", "在1:30以前", "约10～20人在岗", "约10–20人在岗", "№ 5号文件",
      ].flatMap { text in [3.0, 4, 5].map { Case(text: text, ems: $0, alignment: .left) } }
    ),
    (
      "clreq-h-adjustment_of_adjacent_punctuation_marks",
      [
        "字“（一）”字", "字《一》《二》字", "字）。字", "字。”字", "字，“字", "字：“字", "字）、（字", "字。（字", "字》·《字", "字”——字", "字——“字",
        "字；（一）字",
      ].map { Case(text: $0, ems: 20) }
    ),
    (
      "clreq-exclamatory_question_marks-gbt15834-5.1.2",
      ["字？！字", "字！！字", "字！！！字", "字？！！字", "“字？！”字", "字？字！"].map { Case(text: $0, ems: 20) }
    ),
    (
      "clreq-h-compression_of_punctuation_marks_at_line_start-gbt15834-5.1.10",
      [
        Case(text: "“一”二", ems: 9), Case(text: "（一）二三四", ems: 9, indent: 2), Case(text: "一二三“四五六”七八九", ems: 3.5),
        Case(text: "一二三。四五六", ems: 3.5), Case(text: "一二三。", ems: 9, alignment: .right),
        Case(text: "一二三。", ems: 9, alignment: .center), Case(text: "（一二三）", ems: 9, alignment: .center),
        Case(text: "一二\n（三）", ems: 9, alignment: .right),
      ]
    ),
    (
      "clreq-handling_western_text_in_chinese_text_using_proportional_western_fonts",
      [
        Case(text: "用CCCS标准", ems: 20), Case(text: "第3章", ems: 20), Case(text: "占96%的", ems: 20),
        Case(text: "用 CCCS 标准", ems: 20),
        Case(text: "“ISO”，A。", ems: 20), Case(text: "A一（B）二C", ems: 20), Case(text: "一二三四ABCD", ems: 4),
        Case(text: "ABCD一二三四", ems: 4), Case(text: "一二\nAB三", ems: 4, alignment: .right),
        Case(text: "一certification二", ems: 5, alignment: .left),
      ]
    ),
    (
      "clreq-procedures_for_inter-character_spacing_reduction",
      [
        Case(text: "a b 《一》二，三 C四。五六七八，九十", ems: 12.9), Case(text: "（一）二，三。四五六七八，九十", ems: 11),
        Case(text: "一，二。三四五六七，八九", ems: 9), Case(text: "用A和B与C或D一二三四，五六", ems: 12.1),
        Case(text: "一·二，三四五六七八，九十", ems: 9.1),
      ]
    ),
    (
      "clreq-procedures_for_inter-character_space_expansion",
      [
        Case(text: "一a b c二三（四五", ems: 7.4), Case(text: "用A一二三四五六七", ems: 6.15), Case(text: "用A一二——三四五", ems: 5.2),
        Case(text: "一二～三四五六——七八", ems: 6.6), Case(text: "一96 %二第3页四五——六", ems: 8.7),
      ]
    ),
    (
      "clreq-adjustments_of_orphans_and_widows",
      [
        Case(text: "一二三四五六七八九十一", ems: 10), Case(text: "一（二）三，四五六七八。", ems: 11),
        Case(text: "一二三四五六七八九十一。”", ems: 10, alignment: .left), Case(text: "一二三四五", ems: 4),
        Case(text: "一二三四五", ems: 4, alignment: .center),
      ]
    ),
    (
      "gbt15834-5.1.6-connectors",
      [
        Case(text: "北京—上海", ems: 2, alignment: .left), Case(text: "一二三－四五", ems: 3.2, alignment: .left),
        Case(text: "一二三～四五", ems: 3.2, alignment: .left), Case(text: "2023—2025年", ems: 3, alignment: .left),
      ]
    ),
    (
      "gbt15834-5.1.7-interpuncts",
      [Case(text: "卡尔·马克思", ems: 20), Case(text: "卡尔·马克思", ems: 2, alignment: .left), Case(text: "5 kW·h", ems: 20)]
    ),
    (
      "codes-and-addresses",
      [
        Case(text: "见https://example.com/a/b?id=1。", ems: 8), Case(text: "见evidence/2025-03/interview_01.pdf。", ems: 8),
        Case(text: "值0123456789abcdef0123456789abcdef0123456789abcdef", ems: 8),
        Case(text: "见ISO/IEC 27001与GB/T 15834", ems: 7),
      ]
    ),
  ]

  @Test(arguments: clauses.indices)
  func linesAreAsRecorded(index: Int) throws {
    let (name, cases) = Self.clauses[index]
    var text = "\(name)\n"
    for one in cases {
      for level in one.levels {
        let style = LineStyle(
          leading: 17, firstLineIndent: one.indent * 10, alignment: one.alignment, prohibition: level)
        let shown = one.text.replacing("\n", with: "⏎")
        text += "\n\(shown)  (\(Dump.number(one.ems)) em, \(one.alignment), \(level))\n"
        text += Dump.rows(one.text, one.ems, style) + "\n"
      }
    }
    let outcome = Golden.compare(text, with: "\(name).txt")
    #expect(outcome == .equal)
  }
}
