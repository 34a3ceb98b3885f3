import Canvas
import DocumentModel
import PageLayout
import TestSupport
import Testing

/// Whole pages as text, one small document for each thing that they show; text is set in boxes.
@Suite struct GoldenTests {
  static let cases: [(name: String, blocks: [Block])] = [
    (
      "paragraphs",
      [
        .heading(Heading(level: 2, number: "1.1", title: [.plain("标题")], anchor: Anchor("sec-1-1"))),
        Layout.paragraph("首行缩进两个字，行末自然折行到下一行。"),
        .list(
          List(
            marker: .number,
            items: [
              [Layout.paragraph("甲", .flush)],
              [Layout.paragraph("乙", .flush), Layout.paragraph("续", .flush)],
            ])),
        .paragraph(
          Paragraph(
            [
              .plain("见"), .reference(to: Anchor("sec-1-1"), "前文", .bold),
              .link(url: "https://example.org/?q=评", "网页", .plain), .plain("，等级"), .mark(MarkSquare(mark: 4)),
              .mark(MarkSquare(mark: 5, isCapped: true)), .mark(MarkSquare(mark: nil)),
            ], style: .flush)),
      ]
    ),
    (
      "table",
      [
        .table(
          Table(
            number: "表 1-1", caption: [.plain("门槛")],
            columns: [
              .init(head: [.plain("名")]), .init(head: [.plain("值")], alignment: .decimal),
              .init(head: [.plain("注")], width: .share(1)),
            ],
            rows: [
              Table.Row([[.plain("组")]], kind: .group), Table.Row([[.plain("甲")], [.plain("9.5")], []]),
              Table.Row([[.plain("乙")], [.plain("10")], [.plain("长")]]),
              Table.Row([[.plain("计")], [.plain("19.5")], []], kind: .total),
            ], note: [.plain("说明")], anchor: Anchor("tab-1")))
      ]
    ),
    (
      "figure",
      [
        .panel([Layout.paragraph("提示")]),
        .figure(
          Figure(
            chart: .ladder(
              Ladder(
                steps: [.init(label: "通过", stars: 0), .init(label: "四星", stars: 4)], present: 0)),
            number: "图 1-1",
            caption: [.plain("结果")], anchor: Anchor("fig-1"))),
      ]
    ),
    (
      "contents",
      [
        .contents(title: "目录", depth: 2),
        .heading(Heading(level: 1, number: "1", title: [.plain("章")], anchor: Anchor("a"))),
        Layout.paragraph("文"), Layout.heading(2, "节", "b"),
        .columns(
          Columns([
            .init(share: 1, blocks: [Layout.paragraph("左", .flush)]),
            .init(
              share: 1,
              blocks: [.keyFigure(KeyFigure(label: "总分", value: "758.4", unit: "/1000", remark: "有证据"))]),
          ])),
      ]
    ),
  ]

  @Test(arguments: cases.indices)
  func pagesAreAsRecorded(index: Int) throws {
    let (name, blocks) = Self.cases[index]
    let document = try Layout.pages(blocks, theme: Layout.smallTheme)
    #expect(Golden.compare(RecordingCanvas.dump(document), with: "\(name).txt") == .equal)
  }
}
