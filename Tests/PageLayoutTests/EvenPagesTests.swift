import Canvas
import DocumentModel
import PageLayout
import TestSupport
import Testing

/// Pages that would stay nearly empty: forms with room to write on, contents, panels and tables that end a report.
@Suite struct EvenPagesTests {
  private static let small = Layout.smallTheme

  private static func text(_ count: Int) -> [Block] { (0..<count).map { Layout.paragraph("第\($0)行", .flush) } }

  /// How many ruled lines stand on each page.
  private static func ruled(_ document: PagedDocument) -> [Int] {
    func count(_ items: [Placed]) -> Int {
      items.reduce(0) { sum, placed in
        switch placed.item {
        case .shape(let path, let paint):
          sum
            + (paint.stroke?.color == small.color(.hairline) && path.elements.count == 2 && placed.origin.y > 15
              ? 1 : 0)
        case .group(let items), .structure(_, let items), .rotated(_, let items): sum + count(items)
        case .text, .image, .link, .destination: sum
        }
      }
    }
    // The line below the running head is one of them.
    let none = (try? Layout.pages([], theme: small)).map { count($0.pages[0].items) } ?? 0
    return document.pages.map { count($0.items) - none }
  }

  @Test func roomToWriteOnTakesWhatThePageHas() throws {
    let lines = Block.writingLines(count: 3, least: 2)
    let tall = Block.keepTogether(Self.text(9))
    #expect(Self.ruled(try Layout.pages([lines], theme: Self.small)) == [3], "the usual number")
    #expect(Self.ruled(try Layout.pages(Self.text(7) + [lines], theme: Self.small)) == [2], "the least")
    let early = try Layout.pages(Self.text(1) + [lines, tall], theme: Self.small)
    #expect(Self.ruled(early) == [6, 0], "twice the usual")
    let late = try Layout.pages(Self.text(4) + [lines, tall], theme: Self.small)
    #expect(Self.ruled(late) == [5, 0], "all that fits")
    #expect(Self.ruled(try Layout.pages([lines, .pageBreak] + Self.text(1), theme: Self.small)) == [3, 0])
    let fixed = try Layout.pages(Self.text(1) + [.writingLines(count: 3), tall], theme: Self.small)
    #expect(Self.ruled(fixed) == [3, 0], "a fixed number")
  }

  @Test func linesBelowRoomToWriteOnMoveDown() throws {
    let form: [Block] = [.writingLines(count: 3, least: 2), Layout.paragraph("签名", .flush)]
    let page = try #require(try Layout.pages(Self.text(1) + form, theme: Self.small).pages.first)
    let texts = Layout.bodyTexts(page, Self.small)
    let distance = try #require(texts.last).y - (try #require(texts.first)).y
    #expect(distance > 3 * Self.small.writingPitch + Self.small.body.leading - 1)
  }

  @Test func aFormGoesOnBelowItsHeadingWhereMuchWouldStayEmpty() throws {
    let form: [Block] = [
      Layout.heading(3, "题", "form"), Layout.paragraph("问一", .flush), Layout.paragraph("问二", .flush),
      Layout.paragraph("所见", .label), .writingLines(count: 3, least: 2), Layout.paragraph("签名", .flush),
    ]
    func firstLines(_ blocks: [Block]) throws -> [String] {
      try Layout.pages(blocks, theme: Self.small).pages.map { page in
        let texts = Layout.bodyTexts(page, Self.small)
        return texts.filter { $0.y == texts[0].y }.map(\.text).joined()
      }
    }
    let after = Self.text(1)
    let parted = try firstLines(Self.text(4) + [.keepTogether(form)] + after)
    #expect(parted == ["第0行", "题（续）"])
    let last = try firstLines(Self.text(4) + [.keepTogether(form)])
    #expect(last == ["第0行", "题"], "the last of a chapter stays whole")
    let nearlyFull = try firstLines(Self.text(7) + [.keepTogether(form)] + after)
    #expect(nearlyFull == ["第0行", "题"], "little stays empty")
    let fixed = form.map { if case .writingLines = $0 { Block.writingLines(count: 2) } else { $0 } }
    let whole = try firstLines(Self.text(4) + [.keepTogether(fixed)] + after)
    #expect(whole == ["第0行", "题"], "no form")
  }

  /// Contents of any length end in a page that holds more than one entry.
  @Test func contentsLeaveNoEntryOver() throws {
    for count in 2...24 {
      let headings = (0..<count).map { Layout.heading($0 % 4 == 0 ? 1 : 2, "题\($0)", "h\($0)") }
      let pages = try Layout.pages([.contents(title: "目录", depth: 2)] + headings, theme: Self.small).pages
      let contents = pages.map { Layout.bodyTexts($0, Self.small).count { $0.size < 11 && $0.text.hasPrefix("题") } }
        .prefix { $0 > 0 }
      #expect(contents.reduce(0, +) == count)
      #expect(contents.count == 1 || contents.last ?? 0 > 1, "\(count): \(contents)")
    }
  }

  @Test func aTableThatEndsAReportTakesRowsAlong() throws {
    let theme = Theme()
    for count in 38...90 {
      let table = Table(
        number: nil, caption: [], columns: [.init(head: [.plain("甲")])],
        rows: (0..<count).map { Table.Row([[.plain("行\($0)")]]) })
      let pages = try Layout.pages([.table(table)], theme: theme).pages
      let rows = pages.map { Layout.bodyTexts($0, theme).count { $0.text.hasPrefix("行") } }
      #expect(rows.reduce(0, +) == count)
      #expect(rows.count == 1 || rows.last ?? 0 > 6, "\(rows)")
    }
  }

  @Test func aPanelBeginsOnThePageOfItsHeading() throws {
    let items = (0..<9).map { [Layout.paragraph("结论\($0)", .flush)] }
    let panel = Block.panel([.list(List(marker: .bullet, items: items))])
    let pages = try Layout.pages(Self.text(3) + [panel], theme: Self.small).pages
    let conclusions = pages.map { page in
      Layout.bodyTexts(page, Self.small).map(\.text).filter { $0.hasPrefix("结论") }
    }
    #expect(conclusions.flatMap(\.self) == (0..<9).map { "结论\($0)" })
    #expect(conclusions.count == 2 && conclusions[0].count > 3, "\(conclusions)")
    let little = try Layout.pages(Self.text(7) + [panel], theme: Self.small).pages
    #expect(Layout.bodyTexts(little[0], Self.small).count == 7, "a panel is not divided for the sake of a little room")
  }
}
