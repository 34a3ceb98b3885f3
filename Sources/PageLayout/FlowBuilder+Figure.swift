import Canvas
import Charts
import DocumentModel
import Fonts
import Typesetting

extension FlowBuilder {
  /// A chart with its caption below; both stand on one page, unless the chart consists of more rows than a page holds.
  ///
  /// A chart that has to stand below headings is drawn for what they leave of the page.
  mutating func flow(of figure: Figure, width: Points, roomLater: Points) throws(LayoutError) -> [FlowItem] {
    let outer = place
    place = place.below([figure.number, FlowText.plain(figure.caption)])
    defer { place = outer }
    let caption = try caption(number: figure.number, figure.caption, width: width, isCentered: true)
    let below = caption.reduce(0) { $0 + $1.height } + 8
    let rooms = (first: max(roomHere - below, 1), later: max(roomLater - below, 1))
    let artist = ChartArtist(
      colors: theme.chartColors, measurer: SetLabels(builder: self), proportion: figure.proportion,
      numerals: figure.numerals)
    let drawings = try drawings(of: figure.chart, by: artist, width: width, rooms: rooms)
    var element = [element(.figure)]
    var flow: [FlowItem] = []
    for (index, drawing) in drawings.enumerated() {
      let room = index == 0 ? rooms.first : rooms.later
      var items = try placed(drawing, room: room)
      if index == 0, let anchor = figure.anchor {
        items.insert(Placed(.destination(try FlowText.destination(anchor)), at: .zero), at: 0)
      }
      let isLast = index == drawings.count - 1
      flow.append(
        .strip(
          Strip(
            height: min(drawing.size.height, room), items: items, spaceBefore: theme.blockSpace,
            spaceAfter: isLast && !caption.isEmpty ? 0 : theme.blockSpace, keepsWithNext: isLast && !caption.isEmpty,
            elements: element)))
    }
    element.append(self.element(.caption))
    for (index, line) in caption.enumerated() {
      let isLast = index == caption.count - 1
      flow.append(
        .strip(
          Strip(
            height: line.height, items: line.items, spaceBefore: index == 0 ? 5 : 0,
            spaceAfter: isLast ? theme.blockSpace : 0, keepsWithNext: !isLast, baseline: line.baseline,
            elements: element)))
    }
    return flow
  }

  /// The chart in one drawing, or where no page holds it and it consists of rows, in several that pages hold.
  private func drawings(
    of chart: ChartSpecification, by artist: ChartArtist<SetLabels<Setter>>, width: Points,
    rooms: (first: Points, later: Points)
  ) throws(LayoutError) -> [ChartDrawing] {
    let whole = try artist.draw(chart, width: width)
    guard whole.size.height > rooms.first, let count = chart.divisibleRows, count > 1 else { return [whole] }
    var drawings: [ChartDrawing] = []
    var start = 0
    // What fills a page is about the same on every page, so parts far from that are never drawn.
    var guess = max(Int(Double(count) * rooms.first / whole.size.height), 1)
    while start < count {
      let room = start == 0 ? rooms.first : rooms.later
      var best: (rows: Int, drawing: ChartDrawing)?
      var tooMany = count - start + 1
      var rows = min(guess, count - start)
      while true {
        let drawing = try artist.draw(chart.part(start..<start + rows), width: width)
        // One row that no page holds stands alone.
        if drawing.size.height <= room || rows == 1 { best = (rows, drawing) } else { tooMany = rows }
        let known = best?.rows ?? 0
        guard tooMany - known > 1 else { break }
        let step = max(guess / 8, 1)
        if best == nil {
          rows = max(rows - step, 1)
        } else if tooMany <= count - start {
          rows = (known + tooMany) / 2
        } else {
          rows = min(known + step, count - start)
        }
      }
      guard let best else { break }
      drawings.append(best.drawing)
      start += best.rows
      guess = best.rows
    }
    return drawings
  }

  /// The parts of a drawing in their places, smaller where it is taller than its room.
  private func placed(_ drawing: ChartDrawing, room: Points) throws(LayoutError) -> [Placed] {
    var items: [Placed] = []
    for item in drawing.items {
      switch item {
      case .shape(let path, let paint): items.append(Placed(.shape(path, paint), at: .zero))
      case .label(let label): items += try placed(label)
      }
    }
    let height = drawing.size.height
    return height > room ? shrunk(items, by: room / height) : items
  }

  /// The lines of a caption: number, an em of space, words.
  func caption(
    number: String?, _ words: [Inline], width: Points, isCentered: Bool
  ) throws(LayoutError) -> [SetLine] {
    var look = theme.caption
    if isCentered { look.alignment = .center }
    var content = words
    if let number {
      let style = CharacterStyle(isBold: true, color: .text)
      content.insert(.text(words.isEmpty ? number : "\(number)\u{3000}", style), at: 0)
    }
    return try lines(content, look, width: width)
  }

  /// A label of a chart as shaped text.
  private func placed(_ label: ChartLabel) throws(LayoutError) -> [Placed] {
    let look = SetLabels<Setter>.look(label.style)
    guard !label.text.isEmpty else { return [] }
    let line = try oneLine(label.text, look, width: .greatestFiniteMagnitude)
    let share: Double =
      switch label.alignment {
      case .start: 0
      case .center: 0.5
      case .end: 1
      }
    let x = label.anchor.x - line.width * share
    return line.items.map { placed in
      guard case .text(var run) = placed.item else { return placed }
      run.color = label.color
      return Placed(.text(run), at: Point(x: x + placed.origin.x, y: label.anchor.y + placed.origin.y))
    }
  }

  private func shrunk(_ items: [Placed], by scale: Double) -> [Placed] {
    items.map { placed in
      var item = placed.item
      switch placed.item {
      case .text(let run): item = .text(run.scaled(by: scale))
      case .shape(let path, let paint): item = .shape(path.scaled(by: scale), paint)
      default: break
      }
      return Placed(item, at: Point(x: placed.origin.x * scale, y: placed.origin.y * scale))
    }
  }
}

/// Measures labels of charts by setting them.
struct SetLabels<Setter: TextSetting>: LabelMeasurer {
  typealias Failure = LayoutError

  let builder: FlowBuilder<Setter>

  func extent(of text: String, in style: LabelStyle) throws(LayoutError) -> LabelExtent {
    let width = try builder.naturalWidth([.plain(text)], SetLabels.look(style))
    return LabelExtent(width: width, ascent: style.size * 0.88, descent: style.size * 0.12)
  }

  static func look(_ style: LabelStyle) -> Theme.TextLook {
    Theme.TextLook(.sans, style.isBold ? .bold : .regular, size: style.size, leading: 1.3, isTabular: true)
  }
}
