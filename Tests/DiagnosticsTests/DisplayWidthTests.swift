import Diagnostics
import TestSupport
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

  /// However narrow the lines, a closing mark follows what it closes and an opening one goes with what it opens.
  @Test func marksStayWithTheirWords() {
    var random = SeededGenerator(seed: 5)
    let letters = Array("评审范畴等级ab7。，、；：！？）》」』】”’（《「『【“‘")
    for _ in 0..<500 {
      let text = "评" + String((0..<30).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }) + "审"
      let lines = DisplayWidth.wrapped(text, to: Int.random(in: 2...20, using: &random))
      #expect(lines.joined() == text)
      for line in lines.dropFirst() { #expect(!"。，、；：！？）》」』】”’".contains(line.first ?? " "), "\(lines)") }
      for line in lines.dropLast() { #expect(!"（《「『【“‘".contains(line.last ?? " "), "\(lines)") }
    }
  }

  @Test func aQuotationMarkStaysWithItsEnglishWord() {
    #expect(DisplayWidth.wrapped("it would be “Passed”.", to: 14) == ["it would be", "“Passed”."])
  }

  /// A year is no year without its character, however narrow the column.
  @Test(arguments: [1, 4, 7, 8])
  func aNumberKeepsItsUnit(columns: Int) {
    #expect(DisplayWidth.wrapped("2023 年 2024 年", to: columns) == ["2023 年", "2024 年"])
    #expect(DisplayWidth.wrapped("共 12 个月", to: columns).contains { $0.hasSuffix("12 个") || $0.contains("12 个月") })
    #expect(DisplayWidth.wrapped("in 2023 alone", to: 6) == ["in", "2023", "alone"])
  }
}
