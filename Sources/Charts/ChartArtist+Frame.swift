import Canvas
import DocumentModel

/// What charts with scales have in common.
extension ChartArtist {
  /// Labels with the room they take.
  struct Band {
    var items: [ChartDrawing.Item] = []
    var height: Points = 0
  }

  /// Numbers and names of scales.
  var scaleStyle: LabelStyle { LabelStyle(size: 8) }

  /// The unit at the left and the note at the right, above a chart.
  func header(unit: String, note: String, width: Points) throws(Measurer.Failure) -> Band {
    let (left, right) = try headerEnds(unit: unit, note: note, width: width)
    guard !left.lines.isEmpty || !right.lines.isEmpty else { return Band() }
    let items =
      labels(left, x: 0, top: 0, .start, colors.muted) + labels(right, x: width, top: 0, .end, colors.muted)
    return Band(items: items, height: max(left.height, right.height) + 5)
  }

  /// Unit and note in lines that leave each other room: half of the width for each, and for one what the other leaves.
  func headerEnds(
    unit: String, note: String, width: Points
  ) throws(Measurer.Failure) -> (unit: TextBox, note: TextBox) {
    let ends = (unit: try box(unit, scaleStyle, limit: width), note: try box(note, scaleStyle, limit: width))
    let half = width / 2 - 6
    guard !unit.isEmpty, !note.isEmpty else { return ends }
    let isOneLine = max(ends.unit.lines.count, ends.note.lines.count) <= 1
    guard !isOneLine || ends.unit.width + ends.note.width + 12 > width else { return ends }
    if isOneLine || ends.unit.lines.count <= 1, ends.unit.width <= half {
      return (ends.unit, try box(note, scaleStyle, limit: width - ends.unit.width - 12))
    }
    if isOneLine || ends.note.lines.count <= 1, ends.note.width <= half {
      return (try box(unit, scaleStyle, limit: width - ends.note.width - 12), ends.note)
    }
    return (try box(unit, scaleStyle, limit: half), try box(note, scaleStyle, limit: half))
  }

  // MARK: - A scale of values at the left

  /// An area with a scale of values that rises.
  struct ValuePlot {
    var area: Rect
    var scale: AxisScale

    func y(_ value: Double) -> Points {
      area.origin.y + area.size.height * (1 - scale.share(value))
    }
    var right: Points { area.origin.x + area.size.width }
    var bottom: Points { area.origin.y + area.size.height }
    /// The width of one of several equal columns.
    func pitch(of count: Int) -> Points { area.size.width / Points(max(count, 1)) }
    /// The centre of one of several equal columns.
    func center(_ index: Int, of count: Int) -> Points {
      area.origin.x + (Points(index) + 0.5) * area.size.width / Points(max(count, 1))
    }
  }

  /// The room that the labels of a scale take at its left, with the gap to the area.
  func tickRoom(_ scale: AxisScale) throws(Measurer.Failure) -> Points {
    var room: Points = 0
    for tick in scale.ticks {
      room = max(room, try box(tick.label, scaleStyle, limit: .greatestFiniteMagnitude).width)
    }
    return room > 0 ? room + 6 : 0
  }

  /// Thin lines at the ticks with their labels at the left; the lowest end is drawn stronger. Ticks that crowd are not
  /// labelled.
  func grid(_ plot: ValuePlot) throws(Measurer.Failure) -> [ChartDrawing.Item] {
    var items: [ChartDrawing.Item] = []
    var lastTop = Points.infinity
    for tick in plot.scale.ticks {
      let y = plot.y(tick.value)
      let isZero = tick.value == 0 && plot.scale.minimum < 0
      items.append(
        line(
          [Point(x: plot.area.origin.x, y: y), Point(x: plot.right, y: y)], isZero ? colors.muted : colors.hairline,
          isZero ? 0.6 : 0.4))
      let label = try box(tick.label, scaleStyle, limit: .greatestFiniteMagnitude)
      guard y + label.height / 2 <= lastTop else { continue }
      lastTop = y - label.height / 2
      items += labels(label, x: plot.area.origin.x - 6, top: lastTop, .end, colors.muted)
    }
    let base = [Point(x: plot.area.origin.x, y: plot.bottom), Point(x: plot.right, y: plot.bottom)]
    items.append(line(base, plot.scale.minimum < 0 && plot.scale.maximum > 0 ? colors.hairline : colors.muted, 0.6))
    return items
  }

  // MARK: - Labels below columns

  /// Labels below columns, each with its lines of text; where they crowd, every second, third, … is shown, always with
  /// the last, and with a stroke at `base` at each that is shown.
  func columnLabels(
    _ texts: [[String]], centers: [Points], top: Points, width: Points, base: Points? = nil
  ) throws(Measurer.Failure) -> Band {
    guard texts.count == centers.count, let last = texts.indices.last else { return Band() }
    let pitch = texts.count > 1 ? abs(centers[1] - centers[0]) : width
    var stride = 1
    while true {
      let shown = texts.indices.filter { (last - $0).isMultiple(of: stride) }
      let isLastTry = shown.count == 1
      let room = isLastTry ? min(width, 160) : pitch * Points(stride) - 5
      if var band = try columnLabels(shown.map { (texts[$0], centers[$0]) }, room, top, width, isLastTry) {
        if let base, stride > 1 {
          for index in shown {
            let ends = [Point(x: centers[index], y: base), Point(x: centers[index], y: base + 3)]
            band.items.append(line(ends, colors.muted, 0.6))
          }
        }
        return band
      }
      stride += 1
    }
  }

  private func columnLabels(
    _ shown: [(texts: [String], center: Points)], _ room: Points, _ top: Points, _ width: Points, _ mustFit: Bool
  ) throws(Measurer.Failure) -> Band? {
    var stacks: [[TextBox]] = []
    for label in shown {
      var stack: [TextBox] = []
      for text in label.texts where !text.isEmpty {
        let fitted =
          mustFit ? try box(text, scaleStyle, limit: room) : try unshrunkBox(text, scaleStyle, limit: room)
        // Lines of one or two characters are harder to read than every second label.
        let most = room < 3.5 * scaleStyle.size ? 1 : 2
        // A code such as 2025-W03 stays whole.
        let isCut = fitted.cutsNumber || fitted.lines.dropLast().contains { $0.hasSuffix("-") }
        guard mustFit || (!isCut && fitted.lines.count <= most && fitted.width <= room) else { return nil }
        stack.append(fitted)
      }
      stacks.append(stack)
    }
    let widths = stacks.map { $0.map(\.width).max() ?? 0 }
    let centers =
      LabelPlacement.centers(wanted: shown.map(\.center), extents: widths, in: 0...width, gap: 4)
    guard let centers = centers ?? (mustFit ? shown.map { _ in width / 2 } : nil) else { return nil }
    var band = Band()
    for (stack, center) in zip(stacks, centers) {
      var y = top
      for text in stack {
        band.items += labels(text, x: center, top: y, .center, colors.muted)
        y += text.height
      }
      band.height = max(band.height, y - top)
    }
    return band
  }

  // MARK: - Strokes and marks

  /// A label on a ground of paper, so that no line of the grid strikes it through.
  func onPaper(_ text: TextBox, in room: Rect, _ color: Color) -> [ChartDrawing.Item] {
    let ground = Rect(
      x: room.origin.x - 1, y: room.origin.y + 1, width: room.size.width + 2, height: room.size.height - 2)
    return [.shape(Path(ground), Paint(fill: colors.paper))]
      + labels(text, x: room.origin.x + room.size.width / 2, top: room.origin.y, .center, color)
  }

  func line(_ points: [Point], _ color: Color, _ width: Points, dashes: [Points] = []) -> ChartDrawing.Item {
    .shape(Path(through: points, closed: false), Paint(stroke: .init(color: color, width: width, dashes: dashes)))
  }

  /// How the series of a chart differ, in grey too: by dashes, shape and colour together.
  struct SeriesLook {
    var color: Color
    var width: Points
    var dashes: [Points]
    var mark: MarkShape
    var isFilled: Bool
  }

  /// The look of a series by its place.
  func look(ofSeries index: Int) -> SeriesLook {
    let second = colors.marks.indices.contains(3) ? colors.marks[3] : colors.primary
    let looks = [
      SeriesLook(color: colors.primary, width: 1.6, dashes: [], mark: .circle, isFilled: true),
      SeriesLook(color: second, width: 1.2, dashes: [5, 2.5], mark: .square, isFilled: false),
      SeriesLook(color: colors.muted, width: 1.2, dashes: [1.5, 2], mark: .triangle, isFilled: true),
      SeriesLook(color: colors.text, width: 1, dashes: [6, 2, 1.5, 2], mark: .diamond, isFilled: false),
    ]
    return looks[index % looks.count]
  }

  /// A mark in the look of a series.
  func mark(_ look: SeriesLook, at point: Point, radius: Points = 2.2) -> ChartDrawing.Item {
    let paint =
      look.isFilled
      ? Paint(fill: look.color) : Paint(fill: colors.paper, stroke: .init(color: look.color, width: 1))
    return .shape(look.mark.path(center: point, radius: radius), paint)
  }

  /// The line through values, broken where one is missing, as runs of neighbours.
  func runs(_ points: [Point?]) -> [[Point]] {
    points.split { $0 == nil }.map { $0.compactMap { $0 } }
  }

  /// The same, each run ending also before a point that stands apart from the one before it.
  func runs(_ points: [Point?], apart: [Bool]) -> [[Point]] {
    let starts = [0] + points.indices.filter { $0 > 0 && apart.indices.contains($0) && apart[$0] }
    return zip(starts, starts.dropFirst() + [points.count]).flatMap { runs(Array(points[$0..<$1])) }
  }
}

/// The shapes that mark points.
enum MarkShape: Hashable {
  case circle, square, triangle, diamond

  /// The outline, as large to the eye as a circle of the radius.
  func path(center: Point, radius: Points) -> Path {
    func through(_ corners: [(Points, Points)]) -> Path {
      Path(through: corners.map { Point(x: center.x + $0.0 * radius, y: center.y + $0.1 * radius) }, closed: true)
    }
    return switch self {
    case .circle: Path(center: center, radius: radius)
    case .square: through([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
    case .triangle: through([(0, -1.2), (1.1, 0.85), (-1.1, 0.85)])
    case .diamond: through([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])
    }
  }
}
