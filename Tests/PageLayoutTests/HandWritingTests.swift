import Canvas
import DocumentModel
import PageLayout
import TestSupport
import Testing
import Typesetting

/// Room to write on by hand, and pages that must hold everything.
@Suite struct HandWritingTests {
  private static func shapes(_ page: Page) -> [(bounds: Rect, y: Points)] {
    var found: [(bounds: Rect, y: Points)] = []
    func walk(_ items: [Placed], _ base: Point) {
      for placed in items {
        let origin = Point(x: base.x + placed.origin.x, y: base.y + placed.origin.y)
        switch placed.item {
        case .shape(let path, _):
          let points = path.elements.flatMap { element -> [Point] in
            switch element {
            case .move(let point), .line(let point): [point]
            case .curve(let first, let second, let end): [first, second, end]
            case .close: []
            }
          }
          let xs = points.map(\.x)
          let ys = points.map(\.y)
          let bounds = Rect(
            x: origin.x + (xs.min() ?? 0), y: origin.y + (ys.min() ?? 0),
            width: (xs.max() ?? 0) - (xs.min() ?? 0), height: (ys.max() ?? 0) - (ys.min() ?? 0))
          found.append((bounds, origin.y))
        case .group(let items), .structure(_, let items), .rotated(_, let items): walk(items, origin)
        case .text, .image, .link, .destination: break
        }
      }
    }
    walk(page.items, .zero)
    return found
  }

  @Test func linesToWriteOnAreEvenAndAsWideAsTheColumn() throws {
    let theme = Theme()
    let page = try #require(try Layout.pages([.writingLines(count: 4)]).pages.first)
    let lines = Self.shapes(page).filter { $0.bounds.size.height == 0 && $0.y > theme.textBlock.origin.y }
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { abs($0.bounds.size.width - theme.textBlock.size.width) < 0.01 })
    let gaps = zip(lines.dropFirst(), lines).map { $0.y - $1.y }
    #expect(gaps.allSatisfy { abs($0 - theme.writingPitch) < 0.01 })
  }

  private static func ruled(_ page: Page, _ theme: Theme) -> [Points] {
    shapes(page).filter { $0.bounds.size.height == 0 && $0.y > theme.textBlock.origin.y }.map(\.y)
  }

  @Test func linesFillThePageWhereWhatFollowsFindsNoRoom() throws {
    let theme = Layout.smallTheme
    let text = (0..<4).map { Layout.paragraph("第\($0)行", .flush) }
    let tall = Block.keepTogether((0..<8).map { Layout.paragraph("后\($0)", .flush) })
    let pages = try Layout.pages(text + [.fillingLines(label: "补充", least: 1), tall], theme: theme).pages
    #expect(pages.count == 2)
    #expect(Layout.bodyTexts(pages[0], theme).map(\.text).last == "补充")
    let lines = Self.ruled(pages[0], theme)
    let bottom = theme.textBlock.origin.y + theme.textBlock.size.height
    #expect(!lines.isEmpty && lines.allSatisfy { $0 <= bottom })
    #expect(bottom - (lines.last ?? 0) < theme.writingPitch, "the page is full")
    #expect(Self.ruled(pages[1], theme).isEmpty)
  }

  /// Lines that fill the page without a label go on with those above, as far apart.
  @Test func linesThatGoOnHaveTheSamePitch() throws {
    let theme = Theme()
    let lines: [Block] = [.writingLines(count: 6, least: 3), .fillingLines(label: "", least: 1)]
    let found = Self.ruled(try #require(try Layout.pages(lines, theme: theme).pages.first), theme)
    #expect(found.count > 20)
    for (next, line) in zip(found.dropFirst(), found) { #expect(abs(next - line - theme.writingPitch) < 0.01) }
  }

  /// Turned lines of a paragraph that hangs stand behind its label, those of another at the margin.
  @Test func aParagraphHangsBehindItsLabel() throws {
    let theme = Layout.smallTheme
    let boxes = (0..<8).map { Inline.together([.plain("甲乙丙丁\($0)")]) }
    let content = [.together([.plain("证据")]), .plain("\u{3000}")] + boxes
    func begins(hangs: Bool) throws -> [Points] {
      let block = Block.paragraph(Paragraph(content, style: .cell, hangs: hangs))
      let layouter = PageLayouter(theme: theme, setter: Typesetter(library: BoxFace.library()))
      let texts = Layout.bodyTexts(try #require(try layouter.layout(Layout.document([block])).pages.first), theme)
      return Dictionary(grouping: texts, by: \.y).sorted { $0.key < $1.key }.map { line in
        line.value.map(\.x).min() ?? 0
      }
    }
    let (plain, hanging) = (try begins(hangs: false), try begins(hangs: true))
    #expect(plain.count > 1 && hanging.count > 1)
    #expect(plain.dropFirst().allSatisfy { abs($0 - plain[0]) < 0.01 })
    let label = 3 * theme.cell.size
    #expect(hanging.dropFirst().allSatisfy { abs($0 - hanging[0] - label) < 0.01 })
  }

  @Test func linesThatFillAPageAreLeftOutWhereTextGoesOnOrTooFewHaveRoom() throws {
    let theme = Layout.smallTheme
    let before = Layout.paragraph("前", .flush)
    let after = Layout.paragraph("后", .flush)
    let goesOn = try Layout.pages([before, .fillingLines(label: "补充", least: 1), after], theme: theme).pages
    #expect(goesOn == (try Layout.pages([before, after], theme: theme).pages))
    let tooFew = try Layout.pages([before, .fillingLines(label: "补充", least: 60)], theme: theme).pages
    #expect(tooFew == (try Layout.pages([before], theme: theme).pages))
    let alone = try Layout.pages([.pageBreak, .fillingLines(label: "补充", least: 1), before], theme: theme).pages
    #expect(alone == (try Layout.pages([before], theme: theme).pages))
  }

  @Test func manyLinesGoOnAndNoneIsLostOrAlone() throws {
    let theme = Layout.smallTheme
    for count in [7, 8, 9, 15, 40] {
      let pages = try Layout.pages([.writingLines(count: count)], theme: theme).pages
      let counts = pages.map { page in
        Self.shapes(page).count { $0.bounds.size.height == 0 && $0.y > theme.textBlock.origin.y }
      }
      #expect(counts.reduce(0, +) == count)
      #expect(counts.allSatisfy { $0 >= 2 }, "\(counts)")
    }
  }

  /// A cell of things to tick: every box and every first letter in a column of their own, turned lines behind the box.
  @Test func aCellOfThingsToTickStaysRaggedAndHangsBehindItsBoxes() throws {
    let entries = ["投诉台账、重复投诉与越级投诉的清单，逐月、逐渠道", "查因单"]
    let inlines = entries.flatMap { [Inline.lineBreak, .tickBox(label: ""), .plain("\u{A0}\($0)")] }.dropFirst()
    let table = Table(
      number: nil, caption: [],
      columns: [.init(head: [.plain("甲")], width: .ems(3)), .init(head: [.plain("资料")], width: .share(1))],
      rows: [Table.Row([[.plain("投诉")], Array(inlines)])])
    let layouter = PageLayouter(theme: Layout.smallTheme, setter: Typesetter(library: BoxFace.library()))
    let page = try #require(try layouter.layout(Layout.document([.table(table)])).pages.first)
    let lines = Layout.bodyTexts(page, Layout.smallTheme).drop { !$0.text.contains("投诉台账") }
      .filter { $0.text != "投诉" }
    let text = lines.map(\.text).joined().replacing("\u{A0}", with: "")
    #expect(text == entries.joined())
    #expect(lines.count == 3, "\(lines)")
    let first = try #require(lines.first), space = Layout.smallTheme.cell.size / 2
    let turned = try #require(lines.first { !$0.text.hasPrefix("\u{A0}") })
    #expect(abs(turned.x - first.x - space) < 0.01, "\(lines)")
    #expect(abs(try #require(lines.last).x - first.x) < 0.01)
  }

  /// What begins with the sign of its state turns behind it, in every column, whether the words are a text of their own or not.
  @Test(arguments: ["●", "○", "…", "•"], [" ", "\u{A0}", "\u{3000}"])
  func aCellThatBeginsWithAStateHangsBehindItsSign(sign: String, space: String) throws {
    let words = "每个范畴的有据得分率都不低于要求，也没有一项未评"
    let contents: [[Inline]] = [[.plain(sign + space + words)], [.plain(sign), .plain(space + words)]]
    for (content, column) in contents.flatMap({ content in [(content, 0), (content, 1)] }) {
      var cells: [[Inline]] = [[.plain("甲")], [.plain("乙")]]
      cells[column] = content
      let table = Table(
        number: nil, caption: [],
        columns: [.init(head: [.plain("门槛")], width: .ems(9)), .init(head: [.plain("卡在")], width: .ems(9))],
        rows: [Table.Row(cells)])
      let layouter = PageLayouter(theme: Layout.smallTheme, setter: Typesetter(library: BoxFace.library()))
      let page = try #require(try layouter.layout(Layout.document([.table(table)])).pages.first)
      let lines = Layout.bodyTexts(page, Layout.smallTheme).filter { !["门槛", "卡在", "甲", "乙"].contains($0.text) }
      #expect(lines.map(\.text).joined().replacing(space, with: "") == sign + words)
      // The first word of the first line and all of the lines below begin at one place, and that is behind the sign.
      let first = try #require(lines.first).x
      let turned = Set(lines.filter { !$0.text.hasPrefix(sign) && !$0.text.hasPrefix(space) }.map { ($0.x - first) })
      #expect(turned.count == 1 && turned.allSatisfy { $0 > Layout.smallTheme.cell.size * 0.6 }, "\(lines)")
    }
  }

  @Test func aTickBoxIsDrawnAndHoldsOnlyItsLabel() throws {
    let page = try #require(
      try Layout.pages([
        .paragraph(Paragraph([.tickBox(label: ""), .plain("有"), .tickBox(label: "3"), .blank(ems: 5)], style: .cell))
      ]).pages.first)
    #expect(Layout.bodyTexts(page, Theme()).map(\.text).joined() == "有3")
    let shapes = Self.shapes(page).filter { $0.y > Theme().textBlock.origin.y }
    let boxes = shapes.filter { $0.bounds.size.height > 5 }
    #expect(boxes.count == 2)
    #expect(boxes.allSatisfy { abs($0.bounds.size.width - $0.bounds.size.height) < 0.01 })
    let blank = try #require(shapes.first { $0.bounds.size.height == 0 })
    #expect(abs(blank.bounds.size.width - 5 * Theme().cell.size) < 0.01)
  }

  @Test func whatFitsKeepsItsSize() throws {
    let blocks = [Layout.heading(1, "题", "a"), Layout.paragraph("文")]
    let plain = try Layout.pages(blocks).pages
    let fitted = try Layout.pages([.onePage(blocks)]).pages
    #expect(fitted == plain)
  }

  @Test func whatIsALittleTooLongGetsSmaller() throws {
    let theme = Layout.smallTheme
    let blocks = (0..<12).map { Layout.paragraph("第\($0)行", .flush) }
    #expect(try Layout.pages(blocks, theme: theme).pages.count == 2)
    let pages = try Layout.pages([.onePage(blocks)], theme: theme).pages
    #expect(pages.count == 1)
    let texts = Layout.bodyTexts(pages[0], theme)
    #expect(texts.count == 12, "nothing is lost")
    #expect(texts.allSatisfy { $0.size < theme.body.size && $0.size > theme.body.size * 0.7 })
  }

  @Test func itsNeighboursKeepTheirSizeAndStandOnOtherPages() throws {
    let theme = Layout.smallTheme
    let long = (0..<12).map { Layout.paragraph("第\($0)行", .flush) }
    let pages = try Layout.pages(
      [Layout.paragraph("前"), .onePage(long), Layout.paragraph("后")], theme: theme
    ).pages
    #expect(pages.count == 3)
    #expect(Layout.bodyTexts(pages[0], theme).map(\.size) == [theme.body.size])
    #expect(Layout.bodyTexts(pages[2], theme).map(\.size) == [theme.body.size])
  }

  @Test func whatCannotFitGoesOnRatherThanVanish() throws {
    let theme = Layout.smallTheme
    let blocks = (0..<60).map { Layout.paragraph("第\($0)行", .flush) }
    let pages = try Layout.pages([.onePage(blocks)], theme: theme).pages
    #expect(pages.count > 1)
    let texts = pages.flatMap { Layout.bodyTexts($0, theme) }
    #expect(texts.count == 60)
    #expect(texts.allSatisfy { $0.size == theme.body.size }, "smaller type would not have helped")
  }
}
