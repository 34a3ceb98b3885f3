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

  /// A line or two below a heading are no company for it at the end of a page.
  @Test func aShortOpeningStaysWithWhatFollows() throws {
    for above in 1...9 {
      let blocks = [
        lines(above), Layout.heading(2, "节", "s"), Layout.paragraph("引"), TableTests.table(rows: TableTests.rows(3)),
      ]
      for page in try Layout.pages(blocks, theme: Self.theme).pages {
        #expect(Layout.bodyTexts(page, Self.theme).last?.text != "引", "\(above)")
      }
    }
  }
}
