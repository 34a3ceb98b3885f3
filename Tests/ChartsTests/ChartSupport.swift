import Canvas
import Charts
import DocumentModel

/// A font of boxes: Han one em wide, everything else a little more than half.
struct BoxMeasurer: LabelMeasurer {
  typealias Failure = Never

  func extent(of text: String, in style: LabelStyle) -> LabelExtent {
    let ems = text.reduce(0.0) { $0 + ($1.isASCII ? 0.55 : 1) }
    return LabelExtent(width: ems * style.size, ascent: style.size * 0.88, descent: style.size * 0.12)
  }
}

enum Drawing {
  static let colors = ChartColors(
    text: Color(rgb: 0x1F2933), muted: Color(rgb: 0x52606D), primary: Color(rgb: 0x1F3F66),
    primaryLight: Color(rgb: 0xC9D6E6), star: Color(rgb: 0xB7791F), ground: Color(rgb: 0xF1F4F8),
    hairline: Color(rgb: 0xB8C2CC), paper: .white,
    marks: [0xE3ECF5, 0xB5CBE2, 0x7FA3CB, 0x3C6EA8, 0x173A66].map { Color(rgb: $0) })

  static func draw(_ chart: ChartSpecification, width: Points = 453) -> ChartDrawing {
    ChartArtist(colors: colors, measurer: BoxMeasurer()).draw(chart, width: width)
  }

  static func labels(_ drawing: ChartDrawing) -> [ChartLabel] {
    drawing.items.compactMap { if case .label(let label) = $0 { label } else { nil } }
  }

  static func shapes(_ drawing: ChartDrawing) -> [(path: Path, paint: Paint)] {
    drawing.items.compactMap { if case .shape(let path, let paint) = $0 { (path, paint) } else { nil } }
  }

  /// Every end and control point of an outline.
  static func places(_ path: Path) -> [Point] {
    path.elements.flatMap { element -> [Point] in
      switch element {
      case .move(let point), .line(let point): [point]
      case .curve(let control1, let control2, let end): [control1, control2, end]
      case .close: []
      }
    }
  }

  /// The ink of a label.
  static func frame(_ label: ChartLabel) -> Rect {
    let extent = BoxMeasurer().extent(of: label.text, in: label.style)
    let share: Double =
      switch label.alignment {
      case .start: 0
      case .center: 0.5
      case .end: 1
      }
    return Rect(
      x: label.anchor.x - extent.width * share, y: label.anchor.y - extent.ascent, width: extent.width,
      height: extent.ascent + extent.descent)
  }

  static func overlaps(_ first: Rect, _ second: Rect) -> Bool {
    let slack = 0.01
    return first.origin.x + slack < second.origin.x + second.size.width
      && second.origin.x + slack < first.origin.x + first.size.width
      && first.origin.y + slack < second.origin.y + second.size.height
      && second.origin.y + slack < first.origin.y + first.size.height
  }

  /// What is wrong with the labels: pairs that overlap, labels outside the drawing, labels too small to read.
  static func faults(_ drawing: ChartDrawing, checkSides: Bool = true) -> [String] {
    let labels = labels(drawing)
    let frames = labels.map(frame)
    var faults: [String] = []
    for first in frames.indices {
      if labels[first].style.size < LabelStyle.smallest { faults.append("small: \(labels[first].text)") }
      let frame = frames[first]
      let isInside =
        frame.origin.y >= -0.01 && frame.origin.y + frame.size.height <= drawing.size.height + 0.01
        && frame.origin.x >= -0.01 && frame.origin.x + frame.size.width <= drawing.size.width + 0.01
      if checkSides, !isInside { faults.append("outside: \(labels[first].text) \(frame)") }
      for second in frames.indices where second > first && overlaps(frame, frames[second]) {
        faults.append("overlap: \(labels[first].text) / \(labels[second].text)")
      }
    }
    return faults
  }
}
