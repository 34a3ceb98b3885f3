import Canvas
import Fonts
import FuzzInput
import LineBreaking
import Typesetting

/// Paragraphs of several styles, objects and fills: every byte stays, widths are finite, and no line with a place to
/// break is wider than its column.
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let options = input.byte()
  let style = LineStyle(
    leading: 17, firstLineIndent: input.number(0...40),
    alignment: [.left, .center, .right, .justified][options & 3],
    prohibition: ProhibitionLevel.allCases[options >> 2 & 3])
  let width = input.number(0...400)
  let library = options & 0x10 == 0 ? FuzzFonts.boxes : FuzzFonts.installed
  var pieces: [TextParagraph.Piece] = []
  var text = ""
  while !input.isEmpty {
    let kind = input.byte()
    switch kind & 7 {
    case 0: pieces.append(.fill)
    case 1: pieces.append(.lineBreak)
    case 2: pieces.append(.object(InlineObject(id: 0, width: input.number(0...90), ascent: 5, descent: 1)))
    default:
      let look = TextStyle(
        font: FontRole.allCases[kind >> 3 & 3], size: kind & 0x40 == 0 ? 10 : 7.3, color: .black,
        isTabular: kind & 0x20 != 0, hasLigatures: kind & 0x80 == 0)
      let part = input.text(count: input.byte())
      text += part
      pieces.append(.text(part, look))
    }
  }
  let paragraph = TextParagraph(pieces: pieces, style: style)
  let typesetter = Typesetter(library: library)
  do {
    let prepared = try typesetter.prepare(paragraph)
    let lines = try typesetter.lines(of: prepared, width: width)
    let joined = lines.flatMap(\.runs).flatMap { Array($0.run.text.utf8) }
    // A word joiner forbids a line end and is not set.
    let set = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{2060}" }))
    precondition(joined == Array(set.utf8))
    for line in lines {
      precondition(line.width.isFinite && line.ascent.isFinite && line.descent.isFinite)
      let isWhole = width - style.firstLineIndent >= prepared.minimumWidth
      precondition(!isWhole || line.width <= width + 0.01)
      for placed in line.runs {
        precondition(placed.run.clusters.reduce(0) { $0 + $1.byteCount } == placed.run.text.utf8.count)
        precondition(placed.run.clusters.reduce(0) { $0 + $1.glyphCount } == placed.run.glyphs.count)
        precondition(placed.run.glyphs.allSatisfy { $0.x.isFinite && $0.y.isFinite })
      }
    }
    precondition(lines.filter(\.endsParagraph).count == 1)
  } catch {
    precondition(!error.glyphs.isEmpty)
  }
  return 0
}
