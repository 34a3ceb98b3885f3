import Canvas
import DocumentModel
import PageLayout
import TestSupport
import Testing

@Suite struct PaginationTests {
  static let theme = Layout.smallTheme

  /// Numbered lines of one character each.
  private func tall(_ count: Int) -> Block {
    .paragraph(
      Paragraph((0..<count).flatMap { [Inline.plain("\($0 % 10)"), .lineBreak] }.dropLast(), style: .flush))
  }

  private func lines(_ document: PagedDocument) -> [[String]] {
    document.pages.map { Layout.bodyTexts($0, Self.theme).map(\.text) }
  }

  /// How full a page is follows from its own text, not from its head and foot.
  @Test func aPageSaysHowFullItIs() throws {
    let layouter = PageLayouter(theme: Self.theme, setter: PlainSetter(library: BoxFace.library()))
    var last = 0.0
    for count in 1...10 {
      let page = try #require(try Layout.pages([tall(count)], theme: Self.theme).pages.first)
      let fill = layouter.fill(of: page)
      #expect(fill > last && fill <= 1)
      last = fill
    }
    #expect(last > 0.9)
    #expect(layouter.fill(of: Page(size: Self.theme.pageSize, label: "1", items: [])) == 0)
  }

  @Test func aParagraphKeepsTwoLinesOnBothSidesOfABreak() throws {
    for above in 1...12 {
      for length in 2...9 {
        let document = try Layout.pages([tall(above), .space(lines: 0), tall(length)], theme: Self.theme)
        let pages = lines(document)
        #expect(pages.flatMap(\.self).count == above + length)
        for (index, page) in pages.enumerated() where index > 0 {
          let before = pages[index - 1]
          // A page of one line is a widow unless the paragraph begins or ends there.
          #expect(page.count != 1, "\(above)+\(length): \(pages)")
          #expect(before.count != 1, "\(above)+\(length): \(pages)")
          #expect(
            before.last != "0" || before.count + page.count < 3 || length == 1, "\(above)+\(length): \(pages)"
          )
        }
      }
    }
  }

  @Test func linesAreTheSameWhereverPagesBreak() throws {
    let text = String(repeating: "评星自评报告按页排版", count: 30)
    var theme = Self.theme
    let reference = try Layout.pages([Layout.paragraph(text)], theme: Theme())
    #expect(reference.pages.count == 1)
    theme.pageSize.width = Theme().pageSize.width
    theme.sideMargin = Theme().sideMargin
    for height in stride(from: 90.0, through: 400, by: 17) {
      theme.pageSize.height = height
      let document = try Layout.pages([Layout.paragraph(text)], theme: theme)
      let joined = document.pages.flatMap { Layout.bodyTexts($0, theme).map(\.text) }
      #expect(joined == Layout.bodyTexts(reference.pages[0], Theme()).map(\.text))
    }
  }

  @Test(arguments: [ParagraphStyleName.label, .lead])
  func aLabelAndALeadSentenceAreNeverTheLastOfAPage(_ style: ParagraphStyleName) throws {
    for before in 0...12 {
      let blocks =
        Array(repeating: Layout.paragraph("段"), count: before) + [Layout.paragraph("首", style), Layout.paragraph("文")]
      let document = try Layout.pages(blocks, theme: Layout.smallTheme)
      for page in document.pages { #expect(Layout.bodyTexts(page, Layout.smallTheme).last?.text != "首") }
    }
  }

  @Test func aLabelBelowAHeadingIsNeverTheLastOfAPage() throws {
    for before in 0...12 {
      let blocks =
        Array(repeating: Layout.paragraph("段"), count: before) + [
          Layout.heading(2, "题", "a"), Layout.paragraph("首", .label), tall(4),
        ]
      let document = try Layout.pages(blocks, theme: Self.theme)
      for page in document.pages { #expect(Layout.bodyTexts(page, Self.theme).last?.text != "首") }
    }
  }

  @Test func textStandsAtOneDistanceBelowItsLabel() throws {
    let list = Block.list(List(marker: .number, items: [[Layout.paragraph("文", .flush)]]))
    for text in [Layout.paragraph("文", .flush), Layout.paragraph("文"), list] {
      var distances: [Points] = []
      var gaps: [Points] = []
      for space in stride(from: 0.0, to: 2, by: 0.13) {
        let blocks = [
          Layout.paragraph("段"), .space(lines: space), Layout.paragraph("标", .label), text,
          Layout.paragraph("后", .flush),
        ]
        let texts = Layout.bodyTexts(try Layout.pages(blocks).pages[0], Theme())
        let label = try #require(texts.first { $0.text == "标" })
        let first = try #require(texts.first { $0.text == "文" })
        let second = try #require(texts.first { $0.text == "后" })
        distances.append(first.y - label.y)
        if text != list { gaps.append(second.y - first.y) }
      }
      #expect(distances.allSatisfy { abs($0 - distances[0]) < 0.01 }, "\(distances)")
      #expect(gaps.allSatisfy { abs($0 - gaps[0]) < 0.01 }, "\(gaps)")
    }
  }

  @Test func aHeadingIsNeverTheLastOfAPage() throws {
    for count in 1...14 {
      let blocks = [tall(count), Layout.heading(2, "题", "a"), Layout.heading(3, "目", "b"), tall(3)]
      for page in lines(try Layout.pages(blocks, theme: Self.theme)) {
        #expect(page.last != "题" && page.last != "目")
      }
    }
  }

  @Test func chaptersBeginPagesAndLeaveNoneEmpty() throws {
    let blocks: [Block] = [
      .pageBreak, .pageBreak, Layout.heading(1, "甲", "a"), .pageBreak, .space(lines: 5),
      Layout.heading(1, "乙", "b"),
      Layout.paragraph("文"), .pageBreak, .space(lines: 3), .pageBreak,
    ]
    let document = try Layout.pages(blocks, theme: Self.theme)
    #expect(lines(document) == [["甲"], ["乙", "文"]])
    #expect(document.bookmarks.map(\.page) == [0, 1])
  }

  @Test func anEmptyDocumentHasOnePage() throws {
    #expect(try Layout.pages([]).pages.count == 1)
  }

  @Test func theRunningHeadIsThatOfThePageTop() throws {
    let blocks: [Block] = [
      Layout.heading(1, "甲", "a"), tall(4), .runningHead("中途"), tall(20), Layout.heading(1, "乙", "b"),
      tall(1),
    ]
    let document = try Layout.pages(blocks, theme: Self.theme)
    let heads = document.pages.map { page in page.texts.first { $0.y < 30 }?.text }
    #expect(heads == ["甲", "中途", "中途", "乙"])
  }

  @Test func blocksKeptTogetherMoveAsOneUnlessTheyAreTallerThanAPage() throws {
    let together = try Layout.pages([tall(6), .keepTogether([tall(3), tall(3)])], theme: Self.theme)
    #expect(lines(together).map(\.count) == [6, 6])
    let tooTall = try Layout.pages([tall(6), .keepTogether([tall(8), tall(8)])], theme: Self.theme)
    #expect(lines(tooTall).flatMap(\.self).count == 22)
    #expect(lines(tooTall)[0].count > 6)
  }

  @Test func bodyTextStandsOnHalfLinesOfTheGrid() throws {
    let blocks = [
      Layout.heading(2, "题", "a"), Layout.paragraph("甲"), Layout.paragraph("注", .note), Layout.paragraph("乙"),
    ]
    let theme = Theme()
    let page = try Layout.pages(blocks).pages[0]
    for text in Layout.bodyTexts(page, theme) where text.size == 10.5 {
      let top = text.y - theme.textBlock.origin.y - theme.grid / 2 - 10.5 * 0.38
      let steps = top / (theme.grid / 2)
      #expect(abs(steps - steps.rounded()) < 1e-6, "\(text.text) at \(steps)")
    }
  }

  @Test func aWatermarkLiesBeneathEveryPage() throws {
    let cover = Cover(
      overline: "", title: ["题"], organisation: "", subtitle: "", facts: [], statement: "")
    let document = try Layout.pages([.cover(cover), tall(3)], watermark: "草稿")
    #expect(document.pages.count == 2)
    for page in document.pages {
      let texts = page.texts.map(\.text)
      #expect(texts.first == "草稿")
    }
  }
}

@Suite struct ContentsTests {
  @Test func entriesShowThePagesAndLeadThere() throws {
    var blocks: [Block] = [.contents(title: "目录", depth: 2)]
    for number in 1...40 {
      blocks.append(Layout.heading(number % 4 == 1 ? 1 : 2, "第\(number)节", "sec-\(number)"))
      blocks.append(Layout.paragraph(String(repeating: "文", count: number * 20)))
    }
    let document = try Layout.pages(blocks, theme: Layout.smallTheme)
    var pageOf: [String: String] = [:]
    for bookmark in document.bookmarks { pageOf[bookmark.title] = "\(bookmark.page + 1)" }
    #expect(pageOf.count == 40)
    // Entries fill the pages before the first heading's; each is a title, then its page.
    let first = try #require(document.bookmarks.first?.page)
    let texts = document.pages[..<first].flatMap { Layout.bodyTexts($0, Layout.smallTheme).map(\.text) }
      .dropFirst()
    let entries = Array(texts)
    #expect(entries.count == 80)
    for index in stride(from: 0, to: entries.count - 1, by: 2) {
      #expect(pageOf[entries[index]] == entries[index + 1], "\(entries[index])")
    }
    let targets = document.pages[..<first].flatMap { Layout.links($0).map(\.target) }
    #expect(targets == (1...40).compactMap { DestinationName("sec-\($0)").map(LinkTarget.destination) })
  }

  @Test func pageNumbersInTheTextAreThoseOfTheirPages() throws {
    let blocks: [Block] = [
      .paragraph(
        Paragraph([.plain("见第"), .pageNumber(of: Anchor("b"), .plain), .plain("页")], style: .flush)),
      .pageBreak, Layout.paragraph("中"), Layout.heading(1, "乙", "b"),
    ]
    let document = try Layout.pages(blocks)
    #expect(Layout.bodyTexts(document.pages[0], Theme()).map(\.text) == ["见第", "3", "页"])
  }

  @Test func wrongNamesAreErrors() {
    let reference = Block.paragraph(Paragraph([.reference(to: Anchor("gone"), "无", .plain)]))
    #expect(throws: LayoutError.danglingReference(Anchor("gone"))) { try Layout.pages([reference]) }
    #expect(throws: LayoutError.duplicateAnchor(Anchor("a"))) {
      try Layout.pages([Layout.heading(2, "一", "a"), Layout.heading(2, "二", "a")])
    }
    #expect(throws: LayoutError.invalidAnchor(Anchor("第一章"))) {
      try Layout.pages([Layout.heading(2, "一", "第一章")])
    }
    let cover = Cover(overline: "", title: [], organisation: "", subtitle: "", facts: [], statement: "")
    #expect(throws: LayoutError.nestedCover) { try Layout.pages([.panel([.cover(cover)])]) }
    var nested = Layout.paragraph("深")
    for _ in 0..<40 { nested = .panel([nested]) }
    #expect(throws: LayoutError.nestedTooDeeply) { try Layout.pages([nested]) }
  }
}
