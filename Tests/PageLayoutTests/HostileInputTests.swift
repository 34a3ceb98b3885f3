import Canvas
import DocumentModel
import Fonts
import PageLayout
import TestSupport
import Testing

/// Documents that no composer writes; each must end in pages that can be painted.
@Suite struct HostileInputTests {
  static let long = String(repeating: "名", count: 10_000)

  static let cases: [(name: String, blocks: [Block])] = [
    ("a heading of 10,000 characters", [Layout.heading(1, long, "a"), Layout.paragraph("文")]),
    (
      "a cover of 10,000 characters",
      [
        .cover(
          Cover(
            overline: long, title: Array(repeating: long, count: 9), organisation: long, subtitle: long,
            facts: Array(repeating: .init(label: long, value: long), count: 99), statement: long))
      ]
    ),
    ("contents of a long heading", [.contents(title: long, depth: 9), Layout.heading(-3, long, "a")]),
    ("contents of nothing", [.contents(title: "", depth: -1)]),
    ("an empty table", [.table(Table(number: nil, caption: [], columns: [], rows: []))]),
    (
      "a table without rows",
      [.table(Table(number: "表 1", caption: [], columns: [.init(head: [])], rows: []))]
    ),
    (
      "thirty columns",
      [
        .table(
          Table(
            number: "表 2", caption: [.plain(long)],
            columns: (0..<30).map {
              .init(head: [.plain("第\($0)列")], alignment: $0 % 2 == 0 ? .decimal : .left)
            },
            rows: (0..<20).map { row in Table.Row((0..<30).map { [.plain("\(row * $0).5 长文本")] }) }))
      ]
    ),
    (
      "sixty ruled columns and a group of 10,000 characters",
      [
        .table(
          Table(
            number: "表 3", caption: [.plain("宽")], columns: (0..<60).map { .init(head: [.plain("长列名\($0)")]) },
            rows: [Table.Row([[.plain(long)]] + Array(repeating: [], count: 59), kind: .group)]
              + (0..<90).map { _ in Table.Row((0..<60).map { [.plain("值\($0)")] }) }, isRuled: true))
      ]
    ),
    (
      "a detail taller than a page below a group",
      [
        .table(
          Table(
            number: nil, caption: [], columns: [.init(head: []), .init(head: [])],
            rows: [
              Table.Row([[.plain("组")], []], kind: .group), Table.Row([[.plain("一")], [.plain(long)]]),
              Table.Row([[.plain(long)]], kind: .detail), Table.Row([[.plain("二")], []]),
            ]))
      ]
    ),
    (
      "boxes to tick in boxes to tick",
      [.list(List(marker: .tickBox, items: [[.list(List(marker: .tickBox, items: [[Layout.paragraph(long)], []]))]]))]
    ),
    (
      "a cell of 10,000 characters in a narrow column",
      [
        .table(
          Table(
            number: nil, caption: [],
            columns: [.init(head: [], width: .ems(0)), .init(head: [], width: .share(0))],
            rows: [Table.Row([[.plain(long)], [.plain(long)]])], note: [.plain(long)]))
      ]
    ),
    (
      "columns of no width",
      [
        .columns(
          Columns(
            [
              .init(share: 0, blocks: [Layout.paragraph("甲乙丙")]),
              .init(share: .nan, blocks: [Layout.paragraph("丁")]),
              .init(share: -1, blocks: []), .init(share: .infinity, blocks: [Layout.paragraph("戊")]),
            ], gap: 1e9))
      ]
    ),
    ("no columns", [.columns(Columns([]))]),
    ("a panel taller than a page", [.panel([Layout.paragraph(long)])]),
    ("columns taller than a page", [.columns(Columns([.init(share: 1, blocks: [Layout.paragraph(long)])]))]),
    (
      "an empty panel and list",
      [.panel([]), .list(List(marker: .number, items: [[], []])), .keepTogether([])]
    ),
    ("spaces that are no numbers", [.space(lines: .nan), .space(lines: -4), .space(lines: 1e12), .rule]),
    (
      "a key figure of 10,000 characters",
      [.keyFigure(.init(label: long, value: long, unit: long, remark: long, isHeadline: true))]
    ),
    (
      "a chart of long names",
      [
        .figure(
          .init(
            chart: .bar(
              BarChart(
                bars: (0..<200).map { _ in .init(label: long, value: 1, text: long) },
                thresholds: [.init(label: long, value: 0)], minimum: 0, maximum: 0)), number: nil,
            caption: [.plain(long)]))
      ]
    ),
    ("fifty headings in a row", (0..<50).map { Layout.heading(2, "题", "h-\($0)") }),
    (
      "odd character styles",
      [
        .paragraph(
          Paragraph([
            .text("大", CharacterStyle(scale: 1e9)), .text("小", CharacterStyle(scale: -1)),
            .text("无", CharacterStyle(scale: .nan)), .mark(MarkSquare(mark: 99, isCapped: true)), .fill,
            .fill,
            .lineBreak, .lineBreak, .link(url: "不是地址 '\\", "链", .plain),
          ]))
      ]
    ),
    (
      "nested lists",
      [
        .list(
          List(marker: .bullet, items: [[.list(List(marker: .number, items: [[Layout.paragraph("内")]]))]]))
      ]
    ),
  ]

  @Test(arguments: cases.indices)
  func everyDocumentEndsInSoundPages(index: Int) throws {
    let (name, blocks) = Self.cases[index]
    let theme = Theme()
    let document = try Layout.pages(blocks, watermark: Self.long, theme: theme)
    #expect(!document.pages.isEmpty)
    let block = theme.textBlock
    for page in document.pages {
      #expect(page.items.count > 0)
      for text in page.texts where !Self.isWatermark(text.text) {
        let isInPage = text.x >= 0 && text.x + text.advance <= theme.pageSize.width + 1
        #expect(
          isInPage && text.y > 0 && text.y < theme.pageSize.height, "\(name): \(text.text.prefix(9)) \(text)")
      }
    }
    // Flowing text stays in its block; wide glyphs in narrow columns may not.
    if name.contains("10,000 characters") && name.contains("heading") {
      for text in document.pages.flatMap({ Layout.bodyTexts($0, theme) }) where !Self.isWatermark(text.text) {
        #expect(text.x >= block.origin.x - 0.01)
        #expect(text.x + text.advance <= block.origin.x + block.size.width + 0.01)
      }
    }
  }

  private static func isWatermark(_ text: String) -> Bool {
    text.count == 40 && text.allSatisfy { $0 == "名" }
  }

  @Test func randomDocumentsKeepTheirTextInTheBlockAndLoseNothing() throws {
    var random = FixedRandom(state: 2025)
    let theme = Layout.smallTheme
    for round in 0..<60 {
      var expected = 0
      let blocks = (0..<Int.random(in: 1...12, using: &random)).map { index -> Block in
        let count = Int.random(in: 1...120, using: &random)
        expected += count
        let text = String(repeating: "字", count: count)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return Layout.heading(Int.random(in: 1...4, using: &random), text, "h-\(index)")
        case 1: return .list(List(marker: .none, items: [[Layout.paragraph(text)]]))
        case 2: return .panel([Layout.paragraph(text)])
        case 3: return .keepTogether([Layout.paragraph(text, .note)])
        case 4:
          return .table(
            Table(
              number: nil, caption: [], columns: [.init(head: []), .init(head: [])],
              rows: [Table.Row([[.plain(text)], []])]))
        default: return Layout.paragraph(text)
        }
      }
      let document = try Layout.pages(blocks, theme: theme)
      let block = theme.textBlock
      var found = 0
      for page in document.pages {
        let texts = Layout.bodyTexts(page, theme)
        #expect(!texts.isEmpty, "round \(round): an empty page")
        for text in texts {
          found += text.text.filter { $0 == "字" }.count
          #expect(text.x >= block.origin.x - 0.01)
          #expect(text.x + text.advance <= block.origin.x + block.size.width + 0.01, "round \(round)")
          #expect(text.y <= block.origin.y + block.size.height + 0.01, "round \(round)")
        }
      }
      #expect(found == expected, "round \(round)")
    }
  }
}
