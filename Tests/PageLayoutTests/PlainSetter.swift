import Canvas
import Fonts
import PageLayout
import Typesetting

/// Sets text without any art: clusters from left to right, a new line where one does not fit. With a font of boxes
/// every place can be reckoned by hand, and no rule of the typesetter moves a golden of the layout.
struct PlainSetter: TextSetting {
  let library: FontLibrary
  private let buffer = ShapingBuffer()

  init(library: FontLibrary) { self.library = library }

  private enum Part {
    case glyphs([GlyphRun.Glyph], text: String, width: Points, style: TextStyle, font: FontID, piece: Int)
    case object(InlineObject)
    case end
    case fill

    var width: Points {
      switch self {
      case .glyphs(_, _, let width, _, _, _): width
      case .object(let object): object.width
      case .end, .fill: 0
      }
    }
  }

  func widths(of paragraph: TextParagraph) throws(MissingGlyphs) -> TextWidths {
    let widest = try parts(of: paragraph).map(\.width).max() ?? 0
    return TextWidths(natural: try naturalWidth(of: paragraph), minimum: widest)
  }

  private func naturalWidth(of paragraph: TextParagraph) throws(MissingGlyphs) -> Points {
    var widest: Points = 0
    var width: Points = paragraph.style.firstLineIndent
    for part in try parts(of: paragraph) {
      if case .end = part { width = 0 }
      width += part.width
      widest = max(widest, width)
    }
    return widest
  }

  func lines(of paragraph: TextParagraph, width: Points) throws(MissingGlyphs) -> [LineFragment] {
    var lines: [[Part]] = [[]]
    var used = paragraph.style.firstLineIndent
    for part in try parts(of: paragraph) {
      if case .end = part {
        lines.append([])
        used = 0
        continue
      }
      if used + part.width > width + 0.01, !(lines.last?.isEmpty ?? true) {
        lines.append([])
        used = 0
      }
      lines[lines.count - 1].append(part)
      used += part.width
    }
    return lines.enumerated().map { index, parts in
      fragment(
        parts, indent: index == 0 ? paragraph.style.firstLineIndent : 0, width: width, style: paragraph.style,
        isLast: index == lines.count - 1)
    }
  }

  private func fragment(
    _ parts: [Part], indent: Points, width: Points, style: LineStyle, isLast: Bool
  ) -> LineFragment {
    let natural = indent + parts.reduce(0) { $0 + $1.width }
    let share: Double =
      switch style.alignment {
      case .left, .justified: 0
      case .center: 0.5
      case .right: 1
      }
    var x = indent + max(width - natural, 0) * share
    var line = LineFragment(
      runs: [], objects: [], width: natural - indent, ascent: 0, descent: 0, endsParagraph: isLast)
    var lastStyle: Int?
    for part in parts {
      switch part {
      case .glyphs(let glyphs, let text, let advance, let style, let font, let number):
        let index = line.runs.count - 1
        if lastStyle == number, index >= 0 {
          let run = line.runs[index].run
          line.runs[index].run = GlyphRun(
            font: run.font, size: run.size, color: run.color, text: run.text + text,
            glyphs: run.glyphs + glyphs.map { .init(index: $0.index, x: $0.x + run.advance, y: $0.y) },
            clusters: run.clusters + [.init(byteCount: text.utf8.count, glyphCount: glyphs.count)],
            advance: run.advance + advance)
        } else {
          let run = GlyphRun(
            font: font, size: style.size, color: style.color, text: text, glyphs: glyphs,
            clusters: [.init(byteCount: text.utf8.count, glyphCount: glyphs.count)], advance: advance)
          line.runs.append(.init(x: x, run: run, tag: style.tag))
        }
        lastStyle = number
      case .object(let object):
        line.objects.append(.init(x: x, object: object))
        lastStyle = nil
      case .fill:
        x += max(width - natural, 0)
        lastStyle = nil
      case .end: break
      }
      x += part.width
    }
    return line
  }

  private func parts(of paragraph: TextParagraph) throws(MissingGlyphs) -> [Part] {
    var parts: [Part] = []
    for (number, piece) in paragraph.pieces.enumerated() {
      switch piece {
      case .text(let text, let style):
        for character in text { parts.append(try part(character, style, number)) }
      case .object(let object): parts.append(.object(object))
      case .lineBreak: parts.append(.end)
      case .fill: parts.append(.fill)
      case .startTogether, .endTogether: break
      }
    }
    return parts
  }

  private func part(_ character: Character, _ style: TextStyle, _ number: Int) throws(MissingGlyphs) -> Part {
    let scalars = Array(character.unicodeScalars)
    guard
      let face = library.faces(for: style.font).first(where: {
        $0.glyph(for: scalars[0], variation: nil) != nil
      })
    else {
      throw MissingGlyphs(glyphs: [
        MissingGlyph(scalars: scalars, font: style.font, position: 1, context: String(character))
      ])
    }
    let bytes = Array(String(character).utf8)
    var shaped: [ShapedGlyph] = []
    bytes.withUnsafeBufferPointer {
      face.shape($0, 0..<bytes.count, features: ShapingFeatures(), with: buffer, into: &shaped)
    }
    var x: Points = 0
    var glyphs: [GlyphRun.Glyph] = []
    for glyph in shaped {
      glyphs.append(
        .init(index: glyph.index, x: x + glyph.xOffset * style.size, y: -glyph.yOffset * style.size))
      x += glyph.advance * style.size
    }
    return .glyphs(glyphs, text: String(character), width: x, style: style, font: face.id, piece: number)
  }
}
