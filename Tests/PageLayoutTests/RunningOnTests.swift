import Canvas
import DocumentModel
import PageLayout
import TestSupport
import Testing

/// Chapters that go on below the one before.
@Suite struct RunningOnTests {
  static let theme = Layout.smallTheme

  private func lines(_ count: Int) -> Block {
    .paragraph(
      Paragraph(Array((0..<count).map { _ in [Inline.plain("行")] }.joined(separator: [.lineBreak])), style: .flush))
  }

  private func chapter(_ title: String, _ anchor: String, runsOn: Bool) -> Block {
    .heading(Heading(level: 1, number: nil, title: [.plain(title)], anchor: Anchor(anchor), runsOn: runsOn))
  }

  /// The opening takes the space above, the heading and one line: less is left after few lines than the room asks.
  @Test func aChapterBeginsAPageOnlyWhereItsRoomIsNotLeft() throws {
    var counts: [Int] = []
    for above in 1...9 {
      let blocks = [lines(above), chapter("章", "z", runsOn: true), Layout.paragraph("文")]
      let document = try Layout.pages(blocks, theme: Self.theme)
      counts.append(document.pages.count)
      let end = document.pages.last.map { Layout.bodyTexts($0, Self.theme).suffix(2).map(\.text) }
      #expect(end == ["章", "文"], "\(above)")
      let apart = [lines(above), chapter("章", "z", runsOn: false), Layout.paragraph("文")]
      #expect(try Layout.pages(apart, theme: Self.theme).pages.count == 2)
    }
    #expect(counts == counts.sorted())
    #expect(Set(counts) == [1, 2])
  }

  @Test func theRunningHeadIsThatOfThePagesTop() throws {
    for runsOn in [false, true] {
      let blocks = [
        Layout.heading(1, "甲", "a"), Layout.paragraph("文"), chapter("乙", "b", runsOn: runsOn), lines(12),
      ]
      let heads = try Layout.pages(blocks, theme: Self.theme).pages.map { page in
        page.texts.first { $0.y < 30 }?.text
      }
      #expect(heads.count >= 2)
      #expect(heads.first == "甲" && heads.dropFirst().allSatisfy { $0 == "乙" })
    }
  }

  /// A line or two below a heading are no company for it at the end of a page, unless much of it stayed empty.
  @Test(arguments: [0.15, 1])
  func aShortOpeningStaysWithWhatFollows(mostEmpty: Double) throws {
    var theme = Self.theme
    theme.mostEmptyBelowHeading = mostEmpty
    for above in 1...9 {
      let blocks = [
        lines(above), Layout.heading(2, "节", "s"), Layout.paragraph("引"), TableTests.table(rows: TableTests.rows(3)),
      ]
      let document = try Layout.pages(blocks, theme: theme)
      let first = Layout.bodyTexts(document.pages[0], theme)
      guard document.pages.count > 1 else { continue }
      if mostEmpty == 1 {
        #expect(first.last?.text == "行", "\(above)")
      } else {
        let empty = theme.textBlock.origin.y + theme.textBlock.size.height - first.last!.y
        // The heading and the line below it take 60 points.
        #expect(first.last?.text != "行" || empty < 65, "\(above): \(empty)")
      }
    }
  }

  /// A figure without room waits for the top of the next page, and the text after it fills this one.
  @Test func aFigureWithoutRoomLetsTextGoBefore() throws {
    let bars = ChartSpecification.bar(
      BarChart(
        bars: (0..<3).map { .init(label: "条\($0)", value: 50, text: "") }, thresholds: [], minimum: 0, maximum: 100))
    let figure = Block.figure(Figure(chart: bars, number: "图 1", caption: [.plain("条形")]))
    for above in 1...9 {
      let document = try Layout.pages([lines(above), figure, lines(12)], theme: Self.theme)
      let texts = document.pages.map { Layout.bodyTexts($0, Self.theme).map(\.text) }
      #expect(texts.joined().count { $0 == "行" } == above + 12)
      #expect(texts.joined().count { $0 == "条形" } == 1)
      if !texts[0].contains("条形") {
        #expect(texts[1].first?.hasPrefix("条") == true, "\(texts)")
        #expect(texts[0].count { $0 == "行" } >= 9, "\(texts)")
      }
    }
  }

  /// A figure that waits does not stand between two parts of a table, but below its end.
  @Test func aTableGoesOnBeforeAFigureThatWaits() throws {
    let bars = ChartSpecification.bar(
      BarChart(
        bars: (0..<3).map { .init(label: "条\($0)", value: 50, text: "") }, thresholds: [], minimum: 0, maximum: 100))
    let figure = Block.figure(Figure(chart: bars, number: "图 1", caption: [.plain("条形")]))
    var divided = 0
    for above in 1...9 {
      let blocks = [lines(above), figure, TableTests.table(rows: TableTests.rows(9)), lines(3)]
      let pages = try Layout.pages(blocks, theme: Self.theme).pages
      let texts = pages.map { Layout.bodyTexts($0, Self.theme).map(\.text) }
      #expect(texts.joined().count { $0 == "条形" } == 1)
      #expect(texts.joined().count { $0.hasPrefix("E") } == 9)
      guard let first = texts.firstIndex(where: { $0.contains { $0.hasPrefix("E") } }), first + 1 < texts.count,
        texts[first + 1].contains(where: { $0.hasPrefix("E") }), !texts[first].contains("条形")
      else { continue }
      divided += 1
      let page = texts[first + 1]
      let lastRow = try #require(page.lastIndex { $0.hasPrefix("E") })
      #expect(page.firstIndex(of: "条形").map { $0 > lastRow } ?? true, "\(above): \(page)")
    }
    #expect(divided > 0)
  }

  /// Where the chapter ends with the table, the figure stands below it, not on a page of its own.
  @Test(arguments: [false, true]) func aFigureThatWaitsStandsBelowTheTableAtTheEnd(hasNextChapter: Bool) throws {
    let bars = ChartSpecification.bar(
      BarChart(
        bars: (0..<3).map { .init(label: "条\($0)", value: 50, text: "") }, thresholds: [], minimum: 0, maximum: 100))
    let figure = Block.figure(Figure(chart: bars, number: "图 1", caption: [.plain("条形")]))
    let end = hasNextChapter ? [chapter("章", "z", runsOn: true), Layout.paragraph("文")] : []
    var theme = Self.theme
    theme.mostEmptyAboveShortTable = 0
    var below = 0
    for (above, count) in (1...9).flatMap({ above in (4...6).map { (above, $0) } }) {
      let table = TableTests.table(rows: TableTests.rows(count))
      let pages = try Layout.pages([lines(above), figure, table] + end, theme: theme).pages
      let texts = pages.map { Layout.bodyTexts($0, theme).map(\.text) }
      let rows = texts.map { page in page.count { $0.hasPrefix("E") } }
      // The page goes on with the table, whose last rows leave room for the figure.
      let last = try #require(rows.lastIndex { $0 > 0 })
      guard last > 0, rows[last - 1] > 0, rows[last] <= 2, !texts[..<last].joined().contains("条形") else { continue }
      #expect(texts[last].contains("条形"), "\(above), \(count): \(texts)")
      below += 1
    }
    #expect(below > 0)
  }

  /// The last table of a chapter waits for the figure before it where the figure would stand alone on a page otherwise,
  /// below much that stays empty.
  @Test func theLastTableWaitsForAFigureThatWouldLeaveAPageEmpty() throws {
    let bars = ChartSpecification.bar(
      BarChart(
        bars: (0..<4).map { .init(label: "条\($0)", value: 50, text: "") }, thresholds: [], minimum: 0, maximum: 100))
    let figure = Block.figure(Figure(chart: bars, number: "图 1", caption: [.plain("条形")]))
    var theme = Self.theme
    theme.mostEmptyAboveShortTable = 0
    var waited = 0
    for (above, count) in (1...9).flatMap({ above in (3...9).map { (above, $0) } }) {
      let blocks = [lines(above), figure, TableTests.table(rows: TableTests.rows(count))]
      let pages = try Layout.pages(blocks, theme: theme).pages
      let texts = pages.map { Layout.bodyTexts($0, theme).map(\.text) }
      #expect(texts.joined().count { $0.hasPrefix("E") } == count)
      guard above == 9, texts.last?.contains("条形") == false else { continue }
      #expect(texts[1].contains("条形"), "\(count): \(texts)")
      waited += 1
    }
    #expect(waited > 0)
  }

  /// A heading goes before a figure that waits only where more than a fifth of the page would stay empty otherwise.
  @Test func aHeadingDoesNotOvertakeAFigureForALittleRoom() throws {
    let bars = ChartSpecification.bar(
      BarChart(
        bars: (0..<3).map { .init(label: "条\($0)", value: 50, text: "") }, thresholds: [], minimum: 0, maximum: 100))
    let figure = Block.figure(Figure(chart: bars, number: "图 1", caption: [.plain("条形")]))
    var overtaken: [Bool] = []
    for above in 1...9 {
      let blocks = [lines(above), figure, Layout.heading(2, "节", "s"), lines(2), lines(12)]
      let pages = try Layout.pages(blocks, theme: Self.theme).pages
      let first = Layout.bodyTexts(pages[0], Self.theme)
      let texts = first.map(\.text)
      guard !texts.contains("条形") else { continue }
      overtaken.append(texts.contains("节"))
      guard let heading = first.first(where: { $0.text == "节" }) else { continue }
      let block = Self.theme.textBlock
      #expect(block.origin.y + block.size.height - heading.y > block.size.height * 0.2 - 30, "\(above)")
    }
    #expect(Set(overtaken) == [true, false])
  }

  /// What opens a page before a heading is never a line or two, even of two paragraphs.
  @Test func theEndOfATextIsNotLostAtThePageTop() throws {
    var theme = Self.theme
    theme.mostEmpty = 1
    for above in 1...9 {
      let blocks = [lines(above), lines(3), lines(1), Layout.heading(2, "节", "s"), lines(4)]
      let document = try Layout.pages(blocks, theme: theme)
      for page in document.pages.dropFirst() {
        let texts = Layout.bodyTexts(page, theme).map(\.text)
        if let heading = texts.firstIndex(of: "节"), heading > 0 { #expect(heading >= 4, "\(above): \(texts)") }
      }
    }
  }

  /// Much more of a page stays empty for a line that would stand alone than for three.
  @Test func aLineAloneCostsMost() throws {
    var theme = Self.theme
    theme.mostEmpty = 0.1
    for above in 1...9 {
      let blocks = [lines(above), lines(2), lines(1), Layout.heading(2, "节", "s"), lines(4)]
      for page in try Layout.pages(blocks, theme: theme).pages.dropFirst() {
        let texts = Layout.bodyTexts(page, theme).map(\.text)
        #expect(texts.firstIndex(of: "节") != 1, "\(above): \(texts)")
      }
    }
  }
}
