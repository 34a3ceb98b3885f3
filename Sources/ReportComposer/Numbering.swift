/// The counters of chapters, sections, tables and figures.
///
/// A value: a chapter that turns out to be empty gives its numbers back by putting the earlier value in place.
struct Numbering {
  private var chapters = 0
  private var appendices = 0
  private var sections: [Int] = []
  /// The number of the present chapter, such as `3` or `A`; nil in a chapter without a number and outside of chapters.
  private(set) var chapter: String?
  private var inChapter = Counts()
  private var unnumbered = Counts()

  private struct Counts {
    var tables = 0
    var figures = 0
  }

  /// Begins a chapter and gives its number: `1`, `2`, …
  mutating func beginChapter(isNumbered: Bool) -> String? {
    if isNumbered { chapters += 1 }
    begin(isNumbered ? String(chapters) : nil)
    return chapter
  }

  /// Begins an appendix and gives its letter: `A`, …, `Z`, `AA`, …
  mutating func beginAppendix() -> String? {
    appendices += 1
    begin(Self.letters(appendices))
    return chapter
  }

  private mutating func begin(_ number: String?) {
    chapter = number
    sections = []
    inChapter = Counts()
  }

  /// Ends the present chapter: blocks after it belong to none.
  mutating func endChapter() { chapter = nil }

  /// Begins a section at a level from 2 and gives its number below that of the heading above.
  mutating func beginSection(level: Int, below parent: String?, isNumbered: Bool) -> String? {
    guard isNumbered, let parent else { return nil }
    let index = level - 2
    while sections.count <= index { sections.append(0) }
    sections[index] += 1
    sections.removeSubrange((index + 1)...)
    return "\(parent).\(sections[index])"
  }

  /// The number of the next table, such as `表 3-2`; in a chapter without a number they are counted on their own.
  mutating func nextTable() -> String {
    guard let chapter else {
      unnumbered.tables += 1
      return "表 \(unnumbered.tables)"
    }
    inChapter.tables += 1
    return "表 \(chapter)-\(inChapter.tables)"
  }

  /// The number of the next figure, such as `图 3-1`.
  mutating func nextFigure() -> String {
    guard let chapter else {
      unnumbered.figures += 1
      return "图 \(unnumbered.figures)"
    }
    inChapter.figures += 1
    return "图 \(chapter)-\(inChapter.figures)"
  }

  private static func letters(_ number: Int) -> String {
    var rest = number
    var letters: [Character] = []
    while rest > 0 {
      rest -= 1
      letters.append(Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(rest % 26))))
      rest /= 26
    }
    return String(letters.reversed())
  }
}
