import Foundation
import Testing

/// How full the pages of the examples are.
@Suite struct PageFillTests {
  /// A page: where its lowest word ends, and the height of its first word below the running head.
  private struct Extent {
    var bottom: Double
    var firstHeight: Double
  }

  /// The text block of the standard theme, in points from the top of the sheet.
  private static let textTop = 28 / 25.4 * 72
  private static let textBottom = (297 - 25) / 25.4 * 72
  /// The words of a heading that opens a chapter are higher than this, and no others are.
  private static let chapterHeight = 25.0

  private func extents(of file: URL) async throws -> [Extent] {
    let text = try await Pingxing.tool("pdftotext", "-bbox", file.path, "-").output
    return text.split(separator: "<page ").dropFirst().map { page in
      let words = page.matches(of: #/yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)"/#).compactMap { match in
        Double(match.1).flatMap { top in Double(match.2).map { (top: top, bottom: $0) } }
      }
      let body = words.filter { $0.bottom > Self.textTop && $0.bottom < Self.textBottom + 12 }
      return Extent(
        bottom: body.map(\.bottom).max() ?? Self.textTop, firstHeight: body.first.map { $0.bottom - $0.top } ?? 0)
    }
  }

  /// Only the last page before a chapter that begins a page, and the end of the report, may leave more than a fifth of
  /// the text block empty.
  @Test(arguments: ExampleReport.names)
  func noPageEndsEarlyButBeforeAChapter(name: String) async throws {
    let pages = try await extents(of: ExampleReport.of(name).file)
    #expect(pages.count >= 20)
    var emptiest = (share: 0.0, page: 0)
    for index in pages.indices.dropLast() where index > 0 && pages[index + 1].firstHeight < Self.chapterHeight {
      let share = (Self.textBottom - pages[index].bottom) / (Self.textBottom - Self.textTop)
      if share > emptiest.share { emptiest = (share, index + 1) }
    }
    print("\(name): page \(emptiest.page) leaves most empty, \((emptiest.share * 100).rounded()) % of its text block")
    #expect(emptiest.share <= 0.2, "page \(emptiest.page)")
  }

  /// Chapters go on below one another, so that no more than the contents, the summary and the first chapter begin a page
  /// with much left on the one before.
  @Test(arguments: ExampleReport.names)
  func fewPagesEndEarlyBeforeAChapter(name: String) async throws {
    let pages = try await extents(of: ExampleReport.of(name).file)
    let early = pages.indices.dropFirst(6).dropLast().filter { index in
      (Self.textBottom - pages[index].bottom) / (Self.textBottom - Self.textTop) > 0.2
    }
    #expect(early.isEmpty, "pages \(early.map { $0 + 1 })")
  }
}
