import Canvas
import Fonts
import LineBreaking
import TestSupport
import Testing
import Typesetting

/// What holds for every paragraph, tried on random texts with fixed seeds.
struct LinePropertyTests {
  private static let alphabet = Array(
    "评审服务中心的。，、！？；：（）“”‘’《》—…·/-+ %￥0123abcISO\n\u{3000}\u{301}\u{200B}℃～".unicodeScalars)

  /// Random text, with marks and Latin more often than in real text.
  private func text(_ generator: inout SeededGenerator, upTo length: Int = 80) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...length, using: &generator) {
      text.unicodeScalars.append(Self.alphabet.randomElement(using: &generator) ?? "评")
    }
    return text
  }

  /// A paragraph of one to three styles.
  private func paragraph(_ generator: inout SeededGenerator, _ style: LineStyle) -> (TextParagraph, String) {
    var pieces: [TextParagraph.Piece] = []
    var whole = ""
    for index in 0..<Int.random(in: 1...3, using: &generator) {
      let part = text(&generator, upTo: 40)
      let look = TextStyle(
        font: FontRole(index == 1 ? .sans : .serif, .regular), size: index == 2 ? 12 : 10, color: .black)
      pieces.append(.text(part, look))
      whole += part
    }
    return (TextParagraph(pieces: pieces, style: style), whole)
  }

  @Test func everyByteAppearsOnceAndAdvancesAddUp() throws {
    var generator = SeededGenerator(seed: 1)
    for alignment in [LineStyle.Alignment.left, .center, .right, .justified] {
      for _ in 0..<300 {
        let style = LineStyle(leading: 17, firstLineIndent: 20, alignment: alignment)
        let (paragraph, text) = paragraph(&generator, style)
        let width = Double.random(in: 5...300, using: &generator)
        let lines = try Typesetter(library: BoxFace.library()).lines(of: paragraph, width: width)
        #expect(Array(lines.flatMap(\.runs).map(\.run.text).joined().utf8) == Array(text.utf8))
        #expect(lines.filter(\.endsParagraph).count == 1 && lines.last?.endsParagraph == true)
        for line in lines { check(line, width) }
      }
    }
  }

  private func check(_ line: LineFragment, _ column: Points) {
    var end = line.runs.first?.x ?? 0
    for placed in line.runs {
      let run = placed.run
      #expect(abs(placed.x - end) < 1e-6)
      end = placed.x + run.advance
      #expect(run.clusters.reduce(0) { $0 + $1.byteCount } == run.text.utf8.count)
      #expect(run.clusters.reduce(0) { $0 + $1.glyphCount } == run.glyphs.count)
      #expect(run.clusters.allSatisfy { $0.byteCount > 0 && $0.glyphCount > 0 })
      #expect(run.advance.isFinite && run.advance >= -1e-9)
    }
    #expect(abs(line.runs.reduce(0) { $0 + $1.run.advance } - line.width) < 1e-6)
  }

  @Test func noLineBeginsOrEndsWithAForbiddenMark() throws {
    var generator = SeededGenerator(seed: 2)
    for level in [ProhibitionLevel.basic, .gb, .strict] {
      for _ in 0..<300 {
        let style = LineStyle(leading: 17, prohibition: level)
        let (paragraph, _) = paragraph(&generator, style)
        let typesetter = Typesetter(library: BoxFace.library())
        // Wide enough for every unbreakable unit, so that no break is forced.
        let width = max(60, try typesetter.minimumWidth(of: paragraph))
        let lines = try typesetter.lines(of: paragraph, width: width)
        for (line, next) in zip(lines, lines.dropFirst()) {
          let before = line.runs.map(\.run.text).joined().unicodeScalars
          let after = next.runs.map(\.run.text).joined().unicodeScalars
          guard let last = before.last, let first = after.first, last != "\n" else { continue }
          #expect(!level.forbidsAtLineEnd(last), "\(before) | \(after)")
          // An apostrophe before a letter or a digit begins a word.
          if first == "’", let second = after.dropFirst().first, ("0"..."z").contains(second) { continue }
          #expect(!level.forbidsAtLineStart(first), "\(before) | \(after)")
        }
      }
    }
  }

  @Test func noLineIsWiderThanTheColumnUnlessAUnitIs() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<600 {
      let (paragraph, _) = paragraph(&generator, LineStyle(leading: 17))
      let typesetter = Typesetter(library: BoxFace.library())
      let width = max(
        Double.random(in: 30...300, using: &generator), try typesetter.minimumWidth(of: paragraph))
      for line in try typesetter.lines(of: paragraph, width: width) { #expect(line.width <= width + 0.002) }
    }
  }

  @Test func justifiedLinesOfHanFillTheMeasureExactly() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<300 {
      // Around connectors and solidi nothing may be stretched, so that a short line of them stays short; before an ideographic
      // space a line may.
      let text = String(self.text(&generator, upTo: 200).map { "\n-/～\u{3000}".contains($0) ? "评" : $0 })
      let typesetter = Typesetter(library: BoxFace.library())
      let paragraph = Dump.paragraph(text, LineStyle(leading: 17, firstLineIndent: 20))
      // So wide that no line is short by more than half an em for each of its places.
      let width = max(120, try typesetter.minimumWidth(of: paragraph) * 3)
      let lines = try typesetter.lines(of: paragraph, width: width)
      for (index, line) in lines.dropLast().enumerated() {
        #expect(abs(line.width + (index == 0 ? 20 : 0) - width) < 0.002, "\(Dump.rows(of: [line]))")
      }
    }
  }

  @Test func theNaturalWidthHoldsTheParagraphWithoutFurtherBreaks() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let text = self.text(&generator)
      let paragraph = Dump.paragraph(text, LineStyle(leading: 17, alignment: .left))
      let typesetter = Typesetter(library: BoxFace.library())
      let width = try typesetter.naturalWidth(of: paragraph)
      let forced = text.unicodeScalars.dropLast().filter { $0 == "\n" }.count
      let lines = try typesetter.lines(of: paragraph, width: width)
      #expect(lines.count == forced + 1, "\(Dump.rows(of: lines))")
      #expect(try typesetter.minimumWidth(of: paragraph) <= width + 1e-9)
    }
  }

  @Test func theSameInputGivesTheSameLines() throws {
    var generator = SeededGenerator(seed: 6)
    let typesetter = Typesetter(library: BoxFace.library())
    for _ in 0..<50 {
      let (paragraph, _) = paragraph(&generator, LineStyle(leading: 17))
      let once = try typesetter.lines(of: paragraph, width: 97)
      let again = try Typesetter(library: BoxFace.library()).lines(of: paragraph, width: 97)
      #expect(once.map { $0.runs.map(\.run) } == again.map { $0.runs.map(\.run) })
    }
  }
}
