import Canvas
import DocumentModel

extension ChartArtist {
  private var thickness: Points { 11 }
  private var pitch: Points { 21 }

  func draw(_ chart: BarChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let nameStyle = LabelStyle(size: 9)
    let valueStyle = LabelStyle(size: 9.5, isBold: true)
    var names: [TextBox] = []
    for bar in chart.bars { names.append(try box(bar.label, nameStyle, limit: width * 0.3)) }
    let values = try boxes(chart.bars.map(\.text), valueStyle, limit: width * 0.2)
    let nameWidth = names.map(\.width).max() ?? 0
    let valueWidth = values.map(\.width).max() ?? 0
    let left = nameWidth > 0 ? nameWidth + 8 : 0
    let scale = max(width - left - (valueWidth > 0 ? valueWidth + 8 : 0), 20)
    let thresholds = chart.thresholds.filter { AxisScale.plain($0.value) != nil }
    var gates: [TextBox] = []
    for threshold in thresholds {
      gates.append(try box(threshold.label, LabelStyle(size: 8), limit: min(width, 110)))
    }
    let head = try head(
      of: chart, gates: gates, at: thresholds.map { left + scale * share($0.value, chart.minimum, chart.maximum) },
      width: width)
    let (rows, above) = (head.rows, head.band.height)
    var heights: [Points] = []
    for (name, value) in zip(names, values) { heights.append(max(pitch, name.height + 4, value.height + 4)) }
    let body = heights.reduce(0, +)
    var items = head.band.items
    var tracks: [Rect] = []
    var top = above
    for (index, bar) in chart.bars.enumerated() {
      let middle = top + heights[index] / 2
      tracks.append(Rect(x: left, y: middle - thickness / 2, width: scale, height: thickness))
      items += draw(bar, chart, tracks[index])
      items += labels(names[index], x: 0, top: middle - names[index].height / 2, .start, colors.text)
      let value = values[index]
      items += labels(value, x: width, top: middle - value.height / 2, .end, colors.primary)
      top += heights[index]
    }
    for (gate, label) in zip(gates, rows.labels) {
      let path = label.leader.map { Point(x: $0.x, y: above - $0.distance) }
      let line = Path(through: path.reversed() + [Point(x: label.x, y: above + body - 2.5)], closed: false)
      // A light edge keeps the line visible on a dark bar.
      items.append(.shape(line, Paint(stroke: .init(color: colors.paper, width: 2.1))))
      items.append(.shape(line, Paint(stroke: .init(color: colors.text, width: 0.7))))
      items += labels(gate, x: label.center, top: above - label.distance - gate.height, .center, colors.muted)
    }
    // What belongs to a bar lies above the thresholds, which often run through it: their light edges would cut into it.
    for (bar, track) in zip(chart.bars, tracks) {
      items += reference(bar, chart, track) + interval(bar, chart, track)
    }
    let track = Rect(x: left, y: above, width: scale, height: body)
    let below = try scaleRow(of: chart, below: track)
    return ChartDrawing(
      size: Size(width: width, height: above + body + below.height), items: items + below.items)
  }

  // MARK: - Head

  /// Unit and note with the names of the thresholds below them, or between them on their line where they have room there.
  private func head(
    of chart: BarChart, gates: [TextBox], at places: [Points], width: Points
  ) throws(Measurer.Failure) -> (band: Band, rows: MarkRows) {
    let (widths, heights) = (gates.map(\.width), gates.map(\.height))
    let head = try header(unit: chart.unit, key: key(of: chart), note: chart.note, width: width)
    var band = head.band
    let rows = markRows(places, widths: widths, heights: heights, in: 0...width, gap: 9)
    let low = head.left > 0 ? head.left + 9 : 0
    let high = head.right > 0 ? width - head.right - 9 : width
    if band.height > 0, !gates.isEmpty, low < high, head.isOneLine {
      let between = markRows(places, widths: widths, heights: heights, in: low...high, gap: 9)
      let isInside = zip(between.labels, widths).allSatisfy { label, width in
        label.center - width / 2 >= low - 0.01 && label.center + width / 2 <= high + 0.01
      }
      // The row furthest from the bars begins where unit and note do.
      if isInside, between.depth <= rows.depth, between.depth >= band.height - 1 {
        band.height = between.depth - 2
        return (band, between)
      }
    }
    band.height += rows.depth
    return (band, rows)
  }

  /// What a hollow tick stands for; empty where there is none. Beside the unit, it is taken for no value, as it would be
  /// among the numbers of the scale.
  private func key(of chart: BarChart) -> String {
    chart.bars.contains { AxisScale.plain($0.reference) != nil } ? chart.referenceLabel : ""
  }

  /// The head of a chart with a key.
  private struct Header {
    var band = Band()
    /// The room of unit and key, and that of the note.
    var left: Points = 0
    var right: Points = 0
    var isOneLine = true
  }

  /// The unit and a hollow tick with what it stands for at the left, or that below the unit where there is no room for it,
  /// and the note at the right.
  private func header(
    unit: String, key: String, note: String, width: Points
  ) throws(Measurer.Failure) -> Header {
    let ends = try headerEnds(unit: unit, note: note, width: width)
    var head = Header(band: try header(unit: unit, note: note, width: width))
    (head.left, head.right) = (ends.unit.width, ends.note.width)
    head.isOneLine = max(ends.unit.lines.count, ends.note.lines.count) <= 1
    guard !key.isEmpty else { return head }
    let sample: Points = 6
    let word = try box(key, scaleStyle, limit: max(width - sample, 1))
    let beside = ends.unit.width > 0 ? ends.unit.width + 12 : 0
    let isBeside =
      head.isOneLine && word.lines.count == 1
      && beside + sample + word.width + (ends.note.width > 0 ? ends.note.width + 12 : 0) <= width
    let (x, top) = isBeside ? (beside, 0) : (0, max(head.band.height - 5, 0))
    head.band.items.append(hollow(Rect(x: x + 0.5, y: top + word.lineHeight / 2 - 3.5, width: 2, height: 7)))
    head.band.items += labels(word, x: x + sample, top: top, .start, colors.muted)
    head.band.height = max(head.band.height, top + word.height + 5)
    head.left = isBeside ? x + sample + word.width : max(head.left, sample + word.width)
    head.isOneLine = isBeside
    return head
  }

  // MARK: - Scale

  /// A word below the bars, at what it names.
  private struct Word {
    var box: TextBox
    var place: Points
  }

  /// The ends of the scale, and between them zero and the ends of what is possible where there is a single bar.
  private func scaleRow(of chart: BarChart, below track: Rect) throws(Measurer.Failure) -> Band {
    guard !chart.bars.isEmpty else { return Band() }
    let (left, right) = (track.origin.x, track.origin.x + track.size.width)
    let top = track.origin.y + track.size.height - 3
    let low = try box(end(chart.minimum, of: chart), scaleStyle, limit: track.size.width / 3)
    let high = try box(end(chart.maximum, of: chart), scaleStyle, limit: track.size.width / 3)
    var band = Band()
    band.items += labels(low, x: left, top: top, .start, colors.muted)
    band.items += labels(high, x: right, top: top, .end, colors.muted)
    band.height = max(low.height, high.height)
    let (from, to) = (left + low.width + 6, right - high.width - 6)
    let words = try words(of: chart, left: left, width: track.size.width, room: max(to - from, 1))
    if let centers = LabelPlacement.centers(
      wanted: words.map(\.place), extents: words.map(\.box.width), in: from...max(to, from), gap: 6)
    {
      for (word, center) in zip(words, centers) {
        band.items += labels(word.box, x: center - word.box.width / 2, top: top, .start, colors.muted)
        band.height = max(band.height, word.box.height)
      }
    }
    band.height = max(band.height - 3, 0)
    return band
  }

  /// The printed end of a scale: where bars grow to both sides, each side has steps of its own.
  private func end(_ value: Double, of chart: BarChart) -> String {
    let (from, to) = growsBothWays(chart) ? (min(value, 0), max(value, 0)) : (chart.minimum, chart.maximum)
    let ticks = AxisScale(over: [], minimum: from, maximum: to, numerals: numerals).ticks
    return ticks.first { $0.value == value }?.label ?? ""
  }

  /// Whether zero lies inside of the scale: values below it are bars to its left.
  private func growsBothWays(_ chart: BarChart) -> Bool { chart.minimum < 0 && chart.maximum > 0 }

  private func words(
    of chart: BarChart, left: Points, width: Points, room: Points
  ) throws(Measurer.Failure) -> [Word] {
    var words: [Word] = []
    func place(_ value: Double) -> Points { left + width * share(value, chart.minimum, chart.maximum) }
    if growsBothWays(chart) {
      words.append(Word(box: try box("0", scaleStyle, limit: room), place: place(0)))
    }
    if chart.bars.count == 1, let bar = chart.bars.first, bar.value == nil, let range = bar.range {
      for (label, value) in [(chart.lowLabel, range.lowerBound), (chart.highLabel, range.upperBound)]
      where !label.isEmpty {
        words.append(Word(box: try box(label, scaleStyle, limit: room / 3), place: place(value)))
      }
    }
    return words
  }

  /// A light tick with a dark edge, which is seen on a bar and on its ground.
  private func hollow(_ tick: Rect) -> ChartDrawing.Item {
    .shape(Path(tick), Paint(fill: colors.paper, stroke: .init(color: colors.primary, width: 0.6)))
  }

  // MARK: - Bars

  private func draw(_ bar: BarChart.Bar, _ chart: BarChart, _ track: Rect) -> [ChartDrawing.Item] {
    let left = track.origin.x
    let top = track.origin.y
    func place(_ value: Double) -> Points {
      left + track.size.width * share(value, chart.minimum, chart.maximum)
    }
    var items: [ChartDrawing.Item] = [.shape(Path(track), Paint(fill: colors.ground))]
    if bar.value == nil, let range = bar.range {
      let start = place(range.lowerBound)
      let band = Rect(x: start, y: top, width: place(range.upperBound) - start, height: thickness)
      items.append(.shape(Path(band), Paint(fill: colors.primaryLight)))
      items.append(.shape(hatching(band), Paint(stroke: .init(color: colors.primary, width: 0.5))))
    }
    // Where there is no value yet, the least that it will be is certain.
    if let value = bar.value ?? bar.range?.lowerBound {
      let (zero, end) = (place(min(max(0, chart.minimum), chart.maximum)), place(value))
      let filled = Rect(x: min(zero, end), y: top, width: abs(end - zero), height: thickness)
      // A dark bar would hide the interval that is what counts there.
      items.append(.shape(Path(filled), Paint(fill: bar.interval == nil ? colors.primary : colors.primaryLight)))
    }
    if growsBothWays(chart) {
      let zero = Rect(x: place(0) - 0.4, y: top - 2, width: 0.8, height: thickness + 4)
      items.append(.shape(Path(zero), Paint(fill: colors.text)))
    }
    return items
  }

  /// The second value of a bar as a hollow tick; nothing where there is none.
  private func reference(_ bar: BarChart.Bar, _ chart: BarChart, _ track: Rect) -> [ChartDrawing.Item] {
    guard let reference = bar.reference else { return [] }
    let x = track.origin.x + track.size.width * share(reference, chart.minimum, chart.maximum)
    return [hollow(Rect(x: x - 1, y: track.origin.y - 2.5, width: 2, height: thickness + 5))]
  }

  /// The interval of a value, a line with a stroke at both ends, and the value on it as a dot; edged, so that both are
  /// seen on a threshold. Nothing for a value without an interval.
  private func interval(_ bar: BarChart.Bar, _ chart: BarChart, _ track: Rect) -> [ChartDrawing.Item] {
    guard let interval = bar.interval, let value = AxisScale.plain(bar.value) else { return [] }
    func place(_ value: Double) -> Points {
      track.origin.x + track.size.width * share(value, chart.minimum, chart.maximum)
    }
    let (start, end) = (place(interval.lowerBound), place(interval.upperBound))
    let (top, middle) = (track.origin.y, track.origin.y + thickness / 2)
    let lines = [
      [Point(x: start, y: middle), Point(x: end, y: middle)],
      [Point(x: start, y: top + 1), Point(x: start, y: top + thickness - 1)],
      [Point(x: end, y: top + 1), Point(x: end, y: top + thickness - 1)],
    ].map { Path(through: $0, closed: false) }
    let dot = Path(center: Point(x: place(value), y: middle), radius: 2.6)
    return lines.map { .shape($0, Paint(stroke: .init(color: colors.paper, width: 2.6))) }
      + lines.map { .shape($0, Paint(stroke: .init(color: colors.text, width: 1))) }
      + [.shape(dot, Paint(fill: colors.primary, stroke: .init(color: colors.paper, width: 0.6)))]
  }

  /// Slanting lines that end at the edges of an area as high as a bar.
  func hatching(_ area: Rect) -> Path {
    var path = Path()
    let (left, right) = (area.origin.x, area.origin.x + area.size.width)
    let bottom = area.origin.y + area.size.height
    var start = left - area.size.height
    while start < right {
      let from = max(start, left)
      let to = min(start + area.size.height, right)
      if to > from {
        path.elements.append(.move(Point(x: from, y: bottom - (from - start))))
        path.elements.append(.line(Point(x: to, y: bottom - (to - start))))
      }
      start += 3.5
    }
    return path
  }
}

extension BarChart.Bar {
  /// What is possible, where both ends are numbers.
  fileprivate var range: ClosedRange<Double>? {
    guard let low = AxisScale.plain(low), let high = AxisScale.plain(high) else { return nil }
    return min(low, high)...max(low, high)
  }

  /// The interval of a value that is known; nil where it is a point.
  fileprivate var interval: ClosedRange<Double>? {
    guard AxisScale.plain(value) != nil, let range, range.lowerBound < range.upperBound else { return nil }
    return range
  }
}
