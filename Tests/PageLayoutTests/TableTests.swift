import Canvas
import DocumentModel
import Fonts
import PageLayout
import Synchronization
import TestSupport
import Testing
import Typesetting

@testable import enum PageLayout.DecimalCell
@testable import struct PageLayout.TableColumns

@Suite struct TableTests {
  static let theme = Layout.smallTheme

  static func table(rows: [Table.Row], caption: String = "证据", note: [Inline] = []) -> Block {
    .table(
      Table(
        number: "表 1-1", caption: [.plain(caption)],
        columns: [.init(head: [.plain("编号")]), .init(head: [.plain("名称")], width: .share(1))], rows: rows,
        continuation: .chinese, note: note))
  }

  static func rows(_ count: Int) -> [Table.Row] {
    (0..<count).map { Table.Row([[.plain("E\($0)")], [.plain("第\($0)号")]]) }
  }

  private func texts(_ document: PagedDocument) -> [[String]] {
    document.pages.map { Layout.bodyTexts($0, Self.theme).map(\.text) }
  }

  @Test func aBrokenTableRepeatsItsHeadUnderAContinuedCaption() throws {
    let pages = texts(try Layout.pages([Self.table(rows: Self.rows(20))], theme: Self.theme))
    #expect(pages.count > 2)
    #expect(pages[0].prefix(4) == ["表 1-1\u{3000}", "证据", "编号", "名称"])
    for page in pages.dropFirst() { #expect(page.prefix(4) == ["续表 1-1\u{3000}", "证据", "编号", "名称"]) }
    #expect(pages.flatMap { $0.dropFirst(4) } == (0..<20).flatMap { ["E\($0)", "第\($0)号"] })
  }

  @Test func rowsAreTheSameWhereverPagesBreak() throws {
    var random = FixedRandom(state: 11)
    let rows = (0..<40).map { index in
      let length = Int.random(in: 0...60, using: &random)
      return Table.Row([[.plain("E\(index)")], [.plain(String(repeating: "长", count: length))]])
    }
    let reference = try Layout.pages([Self.table(rows: rows)], theme: Self.withHeight(5000))
    let expected = Layout.bodyTexts(reference.pages[0], Self.withHeight(5000)).map(\.text).dropFirst(4)
    #expect(reference.pages.count == 1)
    for height in stride(from: 250.0, through: 900, by: 61) {
      let document = try Layout.pages([Self.table(rows: rows)], theme: Self.withHeight(height))
      let pages = document.pages.map { Layout.bodyTexts($0, Self.withHeight(height)).map(\.text) }
      #expect(Self.withoutRepeatedNames(pages) == Array(expected), "height \(height)")
    }
  }

  /// What stands below the heads, without the names of rows that go on at the top of a page.
  private static func withoutRepeatedNames(_ pages: [[String]]) -> [String] {
    pages.reduce(into: []) { found, page in
      let body = page.dropFirst(4)
      let isRepeated = body.first == found.last { $0.hasPrefix("E") }
      found += body.dropFirst(isRepeated ? 1 : 0)
    }
  }

  static func withHeight(_ height: Points) -> Theme {
    var theme = theme
    theme.pageSize.height = height
    return theme
  }

  @Test func aRowTallerThanAPageIsDivided() throws {
    let long = (0..<60).map { "\($0)" }.joined(separator: "行")
    let row = Table.Row([[.plain("E0")], [.plain(String(repeating: long, count: 3))]])
    let pages = texts(try Layout.pages([Self.table(rows: [row] + Self.rows(2).dropFirst())], theme: Self.theme))
    #expect(pages.count > 2)
    // Every page says which row goes on.
    #expect(pages.dropFirst().dropLast().allSatisfy { $0.dropFirst(4).first == "E0" })
    #expect(Self.withoutRepeatedNames(pages).joined() == "E0" + String(repeating: long, count: 3) + "E1第1号")
  }

  @Test func aGroupRowStaysWithTheNextAndATotalWithTheOneBefore() throws {
    for count in 1...14 {
      var rows = Self.rows(count)
      rows.append(Table.Row([[.plain("组")]], kind: .group))
      rows.append(Table.Row([[.plain("末")], []]))
      rows.append(Table.Row([[.plain("计")], []], kind: .total))
      for page in texts(try Layout.pages([Self.table(rows: rows)], theme: Self.theme)) {
        #expect(page.last != "组")
        #expect(page.dropFirst(4).first != "计")
      }
    }
  }

  @Test func aPageThatGoesOnInAGroupRepeatsItsName() throws {
    var rows = Self.rows(2)
    rows.append(Table.Row([[.plain("组")]], kind: .group))
    rows += (0..<30).map { Table.Row([[.plain("M\($0)")], [.plain("员")]]) }
    let pages = texts(try Layout.pages([Self.table(rows: rows)], theme: Self.theme))
    #expect(pages.count > 2)
    #expect(pages[0].contains("组") && !pages[0].contains("（续）"))
    for page in pages.dropFirst() { #expect(page.dropFirst(4).prefix(2).joined() == "组（续）") }
    #expect(pages.joined().filter { $0.hasPrefix("M") } == (0..<30).map { "M\($0)" })
  }

  /// A short table goes to the next page rather than be divided, unless too much stayed empty for it.
  @Test func aShortTableStaysWhole() throws {
    for above in 0...9 {
      let blocks = Array(repeating: Layout.paragraph("段"), count: above) + [Self.table(rows: Self.rows(5))]
      let document = try Layout.pages(blocks, theme: Self.theme)
      let divided = texts(document).filter { page in page.contains { $0.hasPrefix("E") } }
      guard divided.count > 1 else { continue }
      let line = Self.theme.body.leading
      let left = Self.theme.textBlock.size.height - Double(above) * line
      #expect(left > Self.theme.textBlock.size.height * Self.theme.mostEmptyAboveShortTable, "\(above)")
    }
  }

  @Test func aRuledTableHasALineBelowEveryRow() throws {
    func lines(isRuled: Bool) throws -> Int {
      var table = Table(number: nil, caption: [], columns: [.init(head: [.plain("职责")])], rows: [])
      table.rows = ["组长", "组员"].map { Table.Row([[.plain($0)]]) }
      table.isRuled = isRuled
      let page = try Layout.pages([.table(table)]).pages[0]
      return String(describing: page.items).matches(of: #/shape\(/#).count
    }
    #expect(try lines(isRuled: true) == lines(isRuled: false) + 2)
  }

  @Test func noRowStandsAloneBeforeOrAfterABreak() throws {
    for before in 0...12 {
      for count in 2...9 {
        let blocks = Array(repeating: Layout.paragraph("段"), count: before) + [Self.table(rows: Self.rows(count))]
        for page in texts(try Layout.pages(blocks, theme: Self.theme)) {
          let rows = page.filter { $0.hasPrefix("E") }
          #expect(rows.count != 1, "\(before) paragraphs, \(count) rows: \(page)")
        }
      }
    }
  }

  /// A row goes on over the page rather than leave much of it empty, with two lines on both sides.
  @Test func aTallRowFillsTheEndOfAPage() throws {
    for above in 0...10 {
      let tall = [Inline.plain(String(repeating: "长", count: 120))]
      let rows = (0..<3).map { Table.Row([[.plain("E\($0)")], tall]) }
      let blocks = Array(repeating: Layout.paragraph("段"), count: above) + [Self.table(rows: rows)]
      let document = try Layout.pages(blocks, theme: Self.theme)
      #expect(texts(document).flatMap(\.self).joined().count { $0 == "长" } == 360)
      for page in document.pages.dropLast() {
        let body = Layout.bodyTexts(page, Self.theme)
        #expect(body.count { $0.text.hasPrefix("长") } != 1)
        let bottom = Self.theme.textBlock.origin.y + Self.theme.textBlock.size.height
        // The least that begins a table: its caption, its head and two lines of a row.
        #expect(bottom - body.last!.y < 0.1 * Self.theme.textBlock.size.height + 5 * 12.6)
      }
    }
  }

  @Test func theNoteIsNeverAlone() throws {
    for count in 1...12 {
      let table = Self.table(rows: Self.rows(count), note: [.plain("注")])
      for page in texts(try Layout.pages([table], theme: Self.theme)) { #expect(page.first != "注") }
    }
  }

  /// A report in another language says in that language that a table goes on.
  @Test(arguments: [(Table.Continuation.english, "Continued 1-1"), (.unmarked, "1-1")])
  func aContinuedTableSpeaksTheLanguageOfItsReport(continuation: Table.Continuation, caption: String) throws {
    let names = (0..<60).map { Table.Row([[.plain("E\($0)")]]) }
    let group = Table.Row([[.plain("Group")]], kind: .group)
    let table = Table(
      number: "1-1", caption: [.plain("Evidence")], columns: [.init(head: [.plain("No.")])], rows: [group] + names,
      continuation: continuation)
    let pages = texts(try Layout.pages([.table(table)], theme: Self.theme))
    let next = try #require(pages.dropFirst().first).joined()
    #expect(next.hasPrefix(caption) && !next.contains("续"), "\(next)")
    #expect(next.contains("Group (continued)") == (continuation == .english), "\(next)")
  }

  @Test func numbersStandOnTheDecimalPoint() throws {
    let values = ["68.0", "758.45", "−41.6", "7", "1,024.5 %", "100%", "—"]
    let table = Block.table(
      Table(
        number: nil, caption: [],
        columns: [
          .init(head: [.plain("值")], alignment: .decimal), .init(head: [.plain("注")], width: .share(1)),
        ],
        rows: values.map { Table.Row([[.plain($0)], [.plain("注")]]) }))
    let found = Layout.bodyTexts(try Layout.pages([table]).pages[0], Theme())
    var ends: [Points] = []
    for value in values.dropLast() {
      let text = try #require(found.first { $0.text == value })
      let whole = value.prefix { $0 == "−" || $0 == "," || $0.isNumber }
      // Boxes are half an em wide but for Han.
      ends.append(text.x + Points(whole.count) * 4.5)
    }
    #expect(ends.allSatisfy { abs($0 - ends[0]) < 0.01 }, "\(ends)")
  }

  @Test func aColumnWithAnIntervalStandsFlushRight() throws {
    let values = ["68.0", "52.5～87.55", "100%", "7", "—"]
    let table = Block.table(
      Table(
        number: nil, caption: [], columns: [.init(head: [.plain("值")], alignment: .decimal)],
        rows: values.map { Table.Row([[.plain($0)]]) }))
    let found = Layout.bodyTexts(try Layout.pages([table]).pages[0], Theme())
    let ends = try values.map { value in
      let text = try #require(found.first { $0.text == value })
      return text.x + text.advance
    }
    #expect(ends.allSatisfy { abs($0 - ends[0]) < 0.01 }, "\(ends)")
  }

  @Test func tooManyCellsAreAnError() {
    let row = Table.Row([[.plain("1")], [.plain("2")], [.plain("3")]])
    #expect(throws: LayoutError.tooManyCells(place: "表 1-1 证据", row: 2)) {
      try Layout.pages([Self.table(rows: Self.rows(1) + [row])])
    }
  }

  @Test func aHeadTallerThanAPageIsAnError() {
    func table(_ characters: Int) -> Block {
      let head = String(repeating: "长", count: characters)
      return .table(
        Table(
          number: "表 1", caption: [.plain("高")],
          columns: [.init(head: [.plain(head)], width: .ems(3)), .init(head: [], width: .share(1))],
          rows: [Table.Row([[.plain("1")]])]))
    }
    #expect(throws: LayoutError.tableHeadTooTall(place: "表 1 高")) { try Layout.pages([table(600)]) }
    #expect(throws: Never.self) { try Layout.pages([table(150)]) }
  }

  @Test func widthsFillTheRoomWhateverIsAsked() {
    var random = FixedRandom(state: 3)
    for _ in 0..<500 {
      let count = Int.random(in: 1...30, using: &random)
      let needs = (0..<count).map { _ -> TableColumns.Need in
        let natural = Double.random(in: 0...300, using: &random)
        let widths: [Table.Column.Width] = [
          .content, .share(Double.random(in: -1...3, using: &random)),
          .ems(Double.random(in: -5...50, using: &random)),
          .share(.infinity), .ems(.nan),
        ]
        return TableColumns.Need(
          natural: natural, minimum: natural * Double.random(in: 0...1, using: &random),
          width: widths[Int.random(in: 0..<widths.count, using: &random)],
          isFlexible: Bool.random(using: &random))
      }
      let widths = TableColumns.widths(needs, available: 450, em: 9)
      #expect(widths.allSatisfy { $0 >= 0.999 && $0.isFinite })
      #expect(abs(widths.reduce(0, +) - 450) < 0.01)
    }
  }

  /// One long word takes no more than half of the table, and ids and days beside it stay whole.
  @Test func aLongWordDoesNotPressTheOtherColumns() {
    let word = TableColumns.Need(natural: 900, minimum: 900, width: .share(1), isFlexible: true)
    let text = TableColumns.Need(natural: 500, minimum: 9, width: .share(1), isFlexible: true)
    #expect(TableColumns.widths([word, text], available: 200, em: 9) == [100, 100])
    let id = TableColumns.Need(natural: 30, minimum: 30, width: .content, isFlexible: true)
    let wide = TableColumns.Need(natural: 900, minimum: 900, width: .content, isFlexible: true)
    #expect(TableColumns.widths([id, wide, wide, id], available: 200, em: 9) == [30, 70, 70, 30])
  }

  @Test func aStatedWidthGrowsRatherThanBreakANumber() {
    func widths(_ minimum: Double) -> [Double] {
      let number = TableColumns.Need(natural: minimum, minimum: minimum, width: .ems(3), isFlexible: false)
      let text = TableColumns.Need(natural: 500, minimum: 20, width: .share(1), isFlexible: true)
      return TableColumns.widths([number, text], available: 200, em: 9)
    }
    #expect(widths(20) == [27, 173])
    #expect(widths(30) == [30, 170])
    #expect(widths(60) == [54, 146], "a word of more than twice the width is broken")
  }

  @Test func onlyAWideLastColumnIsJustified() throws {
    func alignments(_ width: Double) throws -> Set<String> {
      let table = Table(
        number: nil, caption: [],
        columns: [.init(head: [.plain("甲")], width: .share(1)), .init(head: [.plain("乙")], width: .ems(width))],
        rows: [Table.Row([[.plain("左")], [.plain(String(repeating: "右", count: 80))]])])
      let setter = AlignmentRecorder(PlainSetter(library: BoxFace.library()))
      _ = try PageLayouter(theme: Theme(), setter: setter).layout(Layout.document([.table(table)]))
      return Set(setter.seen.withLock { $0.filter { $0.count == 80 }.map { "\($0.alignment)" } })
    }
    #expect(try alignments(19) == ["left"])
    #expect(try alignments(21) == ["justified"])
  }

  @Test func detailsSpanTheTableAndStayWithTheirRow() throws {
    let theme = Layout.smallTheme
    let words = String(repeating: "说", count: 30)
    for above in 0...9 {
      let rows = (0..<4).flatMap { index in
        [Table.Row([[.plain("第\(index)")], [.plain("右")]]), Table.Row([[.plain(words)]], kind: .detail)]
      }
      let blocks = (0..<above).map { _ in Layout.paragraph("段") } + [Self.table(rows: rows)]
      let document = try Layout.pages(blocks, theme: theme)
      for page in document.pages {
        let texts = Layout.bodyTexts(page, theme).map(\.text)
        let titles = texts.count { $0.hasPrefix("第") }
        #expect(texts.joined().count { $0 == "说" } == titles * 30, "\(above): \(texts)")
        #expect(texts.last?.hasPrefix("第") != true)
      }
      let widths = document.pages.flatMap { Layout.bodyTexts($0, theme) }.filter { $0.text.hasPrefix("说") }.map(
        \.advance)
      #expect(widths.max()! > theme.textBlock.size.width * 0.8, "over both columns")
    }
  }

  @Test func aPageThatGoesOnWithADetailNamesItsRow() throws {
    var theme = Layout.smallTheme
    theme.mostEmptyBelowOpening = 0
    let rows = (0..<6).flatMap { index in
      [Table.Row([[.plain("第\(index)")], [.plain("右")]])]
        + (0..<3).map { _ in Table.Row([[.plain("说\(index)")]], kind: .detail) }
    }
    var repeated = 0
    for above in 0...9 {
      let blocks = (0..<above).map { _ in Layout.paragraph("段") } + [Self.table(rows: rows)]
      for page in try Layout.pages(blocks, theme: theme).pages.dropFirst() {
        let texts = Layout.bodyTexts(page, theme).map(\.text)
        let first = try #require(texts.firstIndex { $0.hasPrefix("说") })
        let name = try #require(texts[..<first].last { $0.hasPrefix("第") })
        #expect(name.dropFirst() == texts[first].dropFirst(), "\(above): \(texts)")
        if !texts[..<first].contains("右") { repeated += 1 }
      }
    }
    #expect(repeated > 0)
  }

  @Test func everyMissingGlyphIsNamedWithItsPlace() throws {
    let library = BoxFace.library(of: [BoxFace { $0 != "𠮷" && $0 != "龘" }])
    let layouter = PageLayouter(setter: PlainSetter(library: library))
    let document = Layout.document([
      Layout.heading(1, "客户", "customer"), Layout.heading(2, "需求", "needs"),
      Self.table(rows: [Table.Row([[.plain("吉𠮷𠮷")], [.plain("龘")]])]),
      Layout.paragraph("表下面的𠮷"), Layout.heading(1, "策略", "strategy"), Layout.paragraph("龘"),
    ])
    let error = #expect(throws: LayoutError.self) { try layouter.layout(document) }
    guard case .missingGlyphs(let missing) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    let found = missing.map {
      "\(String(String.UnicodeScalarView($0.missing.scalars))) \($0.place.path.joined(separator: "/"))"
    }
    #expect(
      found == ["𠮷 客户/需求/表 1-1 证据", "龘 客户/需求/表 1-1 证据", "𠮷 客户/需求", "龘 策略"])
    #expect("\(error!)".contains("U+20BB7"))
  }

  @Test func aMissingGlyphAtTheEdgeOfThePageIsNamed() throws {
    let library = BoxFace.library(of: [BoxFace { $0 != "脚" && $0 != "机" }])
    let layouter = PageLayouter(setter: PlainSetter(library: library))
    let error = #expect(throws: LayoutError.self) { try layouter.layout(Layout.document([Layout.paragraph("字")])) }
    guard case .missingGlyphs(let missing) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(missing.map(\.place.part) == [.runningHead, .foot])
  }
}
