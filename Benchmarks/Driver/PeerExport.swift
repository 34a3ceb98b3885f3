import Canvas
import Charts
import DocumentModel
import Fonts
import Foundation
import PageLayout
import ResultDocument
import Typesetting

/// Writes the report of an assessment for other typesetters: the same words, tables and charts in their own forms.
struct PeerExport {
  let maker: ReportMaker

  /// Writes `NAME.typ`, `NAME.html` and the charts as `NAME-N.svg`, where NAME is that of the assessment's folder.
  func write(assessment path: String, to folder: URL) throws {
    let file = URL(filePath: path)
    let name = file.deletingLastPathComponent().lastPathComponent
    let loaded = try maker.read(path)
    let scorecard = maker.score(
      loaded, indicators: maker.review(loaded, at: path), analyses: maker.analyses(loaded, at: path))
    let document = try maker.compose(maker.result(scorecard))
    var charts = ChartFiles(name: name, fonts: maker.fonts)
    var typst = TypstWriter(document: document)
    try Data(typst.text(charts: &charts).utf8).write(to: folder.appending(path: name + ".typ"))
    for (name, svg) in charts.files { try Data(svg.utf8).write(to: folder.appending(path: name)) }
    charts = ChartFiles(name: name, fonts: maker.fonts)
    var html = HTMLWriter(document: document)
    try Data(html.text(charts: &charts).utf8).write(to: folder.appending(path: name + ".html"))
  }
}

/// The charts of a report as SVG, with their labels as text.
struct ChartFiles {
  let name: String
  let fonts: FontLibrary
  private(set) var files: [(name: String, svg: String)] = []

  init(name: String, fonts: FontLibrary) {
    self.name = name
    self.fonts = fonts
  }

  /// Draws a chart as wide as the text block or a share of it; returns the file's name, the drawing's size and the SVG.
  mutating func add(_ chart: ChartSpecification, share: Double) throws -> (name: String, size: Size, svg: String) {
    let theme = Theme()
    let measurer = Measurer(setter: Typesetter(library: fonts))
    let drawing = try ChartArtist(colors: theme.chartColors, measurer: measurer).draw(
      chart, width: theme.textBlock.size.width * share)
    let file = "\(name)-\(files.count + 1).svg"
    let svg = SVG.text(drawing)
    files.append((file, svg))
    return (file, drawing.size, svg)
  }

  /// Measures labels as the layout does.
  private struct Measurer: LabelMeasurer {
    let setter: Typesetter

    func extent(of text: String, in style: LabelStyle) throws(MissingGlyphs) -> LabelExtent {
      let look = TextStyle(
        font: FontRole(.sans, style.isBold ? .bold : .regular), size: style.size, color: .black, isTabular: true)
      let paragraph = TextParagraph(pieces: [.text(text, look)], style: LineStyle(leading: style.size * 1.3))
      let width = try setter.widths(of: paragraph).natural
      return LabelExtent(width: width, ascent: style.size * 0.88, descent: style.size * 0.12)
    }
  }
}

/// Drawings as SVG.
enum SVG {
  static func text(_ drawing: ChartDrawing) -> String {
    let (width, height) = (number(drawing.size.width), number(drawing.size.height))
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)pt\" height=\"\(height)pt\""
        + " viewBox=\"0 0 \(width) \(height)\">"
    ]
    for item in drawing.items {
      switch item {
      case .shape(let path, let paint): lines.append(shape(path, paint))
      case .label(let label): lines.append(self.label(label))
      }
    }
    return (lines + ["</svg>"]).joined(separator: "\n")
  }

  static func color(_ color: Color) -> String {
    let parts = [color.red, color.green, color.blue].map { Int(($0 * 255).rounded()) }
    return "#" + parts.map { String(format: "%02x", $0) }.joined()
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  static func number(_ value: Double) -> String { DecimalText.string(value) }

  private static func shape(_ path: Path, _ paint: Paint) -> String {
    func pair(_ point: Point) -> String { "\(number(point.x)) \(number(point.y))" }
    let steps = path.elements.map { element in
      switch element {
      case .move(let point): "M\(pair(point))"
      case .line(let point): "L\(pair(point))"
      case .curve(let control1, let control2, let end): "C\(pair(control1)) \(pair(control2)) \(pair(end))"
      case .close: "Z"
      }
    }
    var attributes = "fill=\"\(paint.fill.map(color) ?? "none")\""
    if let fill = paint.fill, fill.alpha < 1 { attributes += " fill-opacity=\"\(number(fill.alpha))\"" }
    if let stroke = paint.stroke {
      attributes += " stroke=\"\(color(stroke.color))\" stroke-width=\"\(number(stroke.width))\""
      if stroke.color.alpha < 1 { attributes += " stroke-opacity=\"\(number(stroke.color.alpha))\"" }
      if !stroke.dashes.isEmpty {
        attributes += " stroke-dasharray=\"\(stroke.dashes.map(number).joined(separator: " "))\""
      }
    }
    return "<path d=\"\(steps.joined())\" \(attributes)/>"
  }

  private static func label(_ label: ChartLabel) -> String {
    let anchor =
      switch label.alignment {
      case .start: "start"
      case .center: "middle"
      case .end: "end"
      }
    return "<text x=\"\(number(label.anchor.x))\" y=\"\(number(label.anchor.y))\" text-anchor=\"\(anchor)\""
      + " font-family=\"Noto Sans CJK SC\" font-size=\"\(number(label.style.size))\""
      + (label.style.isBold ? " font-weight=\"bold\"" : "") + " fill=\"\(color(label.color))\">"
      + escaped(label.text) + "</text>"
  }
}
