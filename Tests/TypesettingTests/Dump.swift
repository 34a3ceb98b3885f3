import Canvas
import Fonts
import TestSupport
import Typesetting

/// Text and lines as a person reads them.
enum Dump {
  static let style = TextStyle(font: FontRole(.serif, .regular), size: 10, color: .black)

  static func paragraph(
    _ text: String, _ lineStyle: LineStyle = LineStyle(leading: 17), style: TextStyle = style
  ) -> TextParagraph {
    TextParagraph(pieces: [.text(text, style)], style: lineStyle)
  }

  /// The rows of a text set in box glyphs, in a column of some ems.
  static func rows(_ text: String, _ ems: Double, _ lineStyle: LineStyle = LineStyle(leading: 17)) -> String {
    rows(of: paragraph(text, lineStyle), ems)
  }

  /// The rows of a paragraph set in box glyphs.
  static func rows(of paragraph: TextParagraph, _ ems: Double) -> String {
    do {
      return rows(of: try Typesetter(library: BoxFace.library()).lines(of: paragraph, width: ems * 10))
    } catch { return "\(error)" }
  }

  /// One row a line: its width in ems of 10 points, then the text, with the space after a character where it
  /// is not what the box font gives: `[-0.5]` taken off, `[+0.25]` added.
  static func rows(of fragments: [LineFragment]) -> String {
    fragments.map { line in
      let runs = line.runs.map { "@\(number($0.x / 10)) \(row($0.run))" }.joined(separator: " ")
      return "\(number(line.width / 10))\(line.endsParagraph ? "." : "") \(runs)"
    }.joined(separator: "\n")
  }

  /// A run's text with every origin that differs from the running sum of box widths.
  private static func row(_ run: GlyphRun) -> String {
    var result = ""
    var scalars = run.text.unicodeScalars[...]
    var pen = 0.0
    var glyph = 0
    for cluster in run.clusters {
      var text = ""
      var bytes = 0
      while bytes < cluster.byteCount, let scalar = scalars.popFirst() {
        bytes += UTF8.width(scalar)
        text.unicodeScalars.append(scalar)
      }
      let x = run.glyphs[glyph].x / run.size
      if abs(x - pen) > 0.0005 { result += "[\(x > pen ? "+" : "")\(number(x - pen))]" }
      result += text
      pen = x + width(of: text)
      glyph += cluster.glyphCount
    }
    let end = run.advance / run.size
    if abs(end - pen) > 0.0005 { result += "[\(end > pen ? "+" : "")\(number(end - pen))]" }
    return result
  }

  static func width(of text: String) -> Double {
    let face = BoxFace()
    var glyphs: [ShapedGlyph] = []
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer {
      face.shape($0, 0..<bytes.count, features: ShapingFeatures(), with: ShapingBuffer(), into: &glyphs)
    }
    return glyphs.reduce(0) { $0 + $1.advance }
  }

  static func number(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    var fraction = String(thousandths % 1000 + 1000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    return sign + String(thousandths / 1000) + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
