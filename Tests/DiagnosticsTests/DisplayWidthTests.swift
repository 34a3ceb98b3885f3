import Diagnostics
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("评星", 4), ("，。", 4), ("“”", 2), ("e\u{301}", 1), ("ｱ", 1), ("Ａ", 2), ("\u{200B}", 0),
    ("한국", 4),
    ("😀", 2), ("\u{20000}", 2), ("", 0), ("①", 1),
  ])
  func countsColumns(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }
}
