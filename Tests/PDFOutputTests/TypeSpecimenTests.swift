import Canvas
import DocumentModel
import Fonts
import Foundation
import PDFOutput
import PageLayout
import TestSupport
import Testing

/// A page that exercises the rules of Docs/typesetting.md in the installed fonts.
///
/// With `SAMPLE_REPORT_FOLDER` in the environment it is kept there as `specimen.pdf`, to be looked at.
@Suite struct TypeSpecimenTests {
  static let paragraphs: [String] = [
    "本中心在过去12个月内，依据CCCS标准（第二版）对“服务水平”指标进行了自评：接通率达到96.5%，平均应答时长为20秒；与上一年度相比，提升了3.2个百分点。评审员认为，现场管理、人员培训与流程改进等方面仍有提升空间——尤其是夜间时段的排班。",
    "（一）“以客户为中心”（《服务宣言》，2025年版）；（二）“一次解决”；（三）“谁受理、谁负责”。真的做到了吗？！请看第3页的表2-1：满意度≥ 60分的占比为 83.4 %，投诉率≤0.5‰，室温 20 ℃，费用￥1,200，时段8:30～18:00，差−3.5个百分点。",
    "史蒂夫·乔布斯与比尔·盖茨，北京—上海，2023—2025年，10～20人，ISO/IEC 27001与GB/T 15834—2011；客服／投诉，是／否。省略……省略，破折——破折，单个…号，⸺二字线。",
    "见 https://www.example.com.cn/knowledge/articles/2025/07/how-to-handle-complaints?id=12345&lang=zh-CN#top，或文件 evidence/2025-03/interview_with_supervisor_final_v2.pdf，编号 CCCS-2025-07-0012-A，校验值 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08。",
    "罕见字𠮷野家、䶮、㙍、𡐓、葛\u{E0100}城；“引号‘嵌套’引号”，（括号［方括号］括号），《书名〈篇名〉书名》。The quick “brown” fox doesn’t jump over C++ or A/B tests 24/7.",
  ]

  static let blocks: [Block] =
    [.heading(Heading(level: 2, number: "3", title: [.plain("KPI管理与AI应用（2025年）")], anchor: Anchor("a")))]
    + paragraphs.map { .paragraph(Paragraph([.plain($0)])) }
    + [
      .paragraph(
        Paragraph([
          .plain("变换样式："), .text("（粗体）", .bold), .plain("。"), .text("“粗”", .bold), .plain("，第"),
          .text("3", .bold), .plain("章"), .link(url: "https://example.com/", "链接CCCS标准", .bold), .plain("2025年。"),
        ])),
      .columns(
        Columns(
          (0..<3).map { index in
            Columns.Column(share: 1, blocks: [.paragraph(Paragraph([.plain(paragraphs[index])], style: .flush))])
          })),
      .table(
        Table(
          number: nil, caption: [.plain("“表头”（单位：%）")],
          columns: [
            .init(head: [.plain("项目")]), .init(head: [.plain("居中（全角）")], alignment: .center),
            .init(head: [.plain("说明。")], alignment: .right),
          ],
          rows: [
            .init([[.plain("（一）接通率")], [.plain("“好”")], [.plain("已达标。")]]),
            .init([[.plain("《制度》")], [.plain("96.5%")], [.plain("待改进；")]]),
          ])),
    ]

  @Test func theSpecimenIsSetAndComesBackAsItWas() throws {
    let fonts = try Installed.library.get()
    let pages = try PageLayouter(fonts: fonts).layout(
      Document(
        title: "题", author: "", subject: "", keywords: "", date: nil, runningHead: "", footer: "", footerCenter: "",
        watermark: nil, pageNumberForm: "{page}", blocks: Self.blocks))
    let text = pages.pages.flatMap { $0.texts.map(\.text) }.joined()
    for paragraph in Self.paragraphs { #expect(text.contains(paragraph)) }
    guard let folder = ProcessInfo.processInfo.environment["SAMPLE_REPORT_FOLDER"] else { return }
    try Data(PDFPainter().render(pages, fonts: fonts)).write(to: URL(filePath: folder).appending(path: "specimen.pdf"))
  }
}
