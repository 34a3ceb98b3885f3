import Canvas
import DocumentModel

/// Estimates with their intervals.
extension ChartArtist {
  func draw(_ chart: IntervalChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let places = chart.rows.flatMap { [$0.value, $0.low, $0.high, $0.outerLow, $0.outerHigh] } + chart.reach
    let scale = AxisScale(
      over: (places + [chart.reference?.value]).compactMap(AxisScale.plain), minimum: chart.minimum,
      maximum: chart.maximum, mostTicks: 7, numerals: numerals)
    let printed = chart.rows.map { (name: $0.label, value: $0.text) }
    var rows = try rows(printed, top: 0, width: width, tightness: proportion < 0.8 ? 1 : 0)
    func place(_ value: Double) -> Points { rows.left + (rows.right - rows.left) * scale.share(value) }
    let zero = AxisScale.plain(chart.reference?.value).map(place)
    let head = try head(of: chart, over: rows, zero: zero, width: width)
    rows.top = head.height
    var items = head.items
    let ticks = scale.ticks.map { place($0.value) }
    for x in ticks {
      items.append(line([Point(x: x, y: rows.top), Point(x: x, y: rows.bottom)], colors.hairline, 0.4))
    }
    let middles = rows.middles
    for (row, middle) in zip(chart.rows, middles) {
      guard let range = Self.range(row.outerLow, row.outerHigh) else { continue }
      let (from, to) = (place(range.lowerBound), place(range.upperBound))
      let band = Rect(x: from, y: middle - 4.5, width: max(to - from, 1), height: 9)
      items.append(.shape(Path(band), Paint(fill: colors.primaryLight)))
    }
    // The reference runs through the ranges and below the estimates.
    if let zero {
      items.append(line([Point(x: zero, y: rows.top - 2), Point(x: zero, y: rows.bottom)], colors.text, 0.8))
    }
    for (row, middle) in zip(chart.rows, middles) {
      guard let value = AxisScale.plain(row.value) else { continue }
      let ends = Self.range(row.low, row.high).map { (place($0.lowerBound), place($0.upperBound)) }
      items += estimate(at: place(value), ends: ends, middle: middle)
    }
    for (index, middle) in middles.enumerated() {
      let (name, value) = (rows.names[index], rows.values[index])
      items += labels(name, x: 0, top: middle - name.height / 2, .start, colors.text)
      items += labels(value, x: width, top: middle - value.height / 2, .end, colors.primary)
    }
    let below = try columnLabels(scale.ticks.map { [$0.label] }, centers: ticks, top: rows.bottom + 3, width: width)
    let key = try key(of: chart, top: rows.bottom + 3 + below.height + 3, width: width)
    return ChartDrawing(
      size: Size(width: width, height: rows.bottom + 3 + below.height + key.height),
      items: items + below.items + key.items)
  }

  private static func range(_ low: Double?, _ high: Double?) -> ClosedRange<Double>? {
    guard let low = AxisScale.plain(low), let high = AxisScale.plain(high) else { return nil }
    return min(low, high)...max(low, high)
  }

  /// A dot on a line with a stroke at both ends.
  private func estimate(
    at x: Points, ends: (Points, Points)?, middle: Points
  ) -> [ChartDrawing.Item] {
    var items: [ChartDrawing.Item] = []
    if let (from, to) = ends {
      items.append(line([Point(x: from, y: middle), Point(x: to, y: middle)], colors.primary, 1.4))
      for end in [from, to] {
        items.append(line([Point(x: end, y: middle - 3.5), Point(x: end, y: middle + 3.5)], colors.primary, 1.4))
      }
    }
    let dot = Path(center: Point(x: x, y: middle), radius: 2.8)
    items.append(.shape(dot, Paint(fill: colors.primary, stroke: .init(color: colors.paper, width: 0.6))))
    return items
  }

  /// What is measured and the note, with the names of the reference and its sides on the same line where they have room.
  private func head(
    of chart: IntervalChart, over rows: RowLayout, zero: Points?, width: Points
  ) throws(Measurer.Failure) -> Band {
    let header = try header(unit: chart.unit, note: chart.note, width: width)
    guard let zero, let reference = chart.reference else { return header }
    let (unit, note) = (
      try box(chart.unit, scaleStyle, limit: width / 2), try box(chart.note, scaleStyle, limit: width / 2)
    )
    let name = try box(reference.label, scaleStyle, limit: max(rows.right - rows.left, 1))
    let between =
      max(rows.left, unit.width + 10)...max(rows.left, unit.width + 10, min(rows.right, width - note.width - 10))
    let fits = zero - name.width / 2 >= between.lowerBound && zero + name.width / 2 <= between.upperBound
    let isOneLine = fits && max(unit.lines.count, note.lines.count, name.lines.count) == 1
    let range = isOneLine ? between : rows.left...max(rows.left, rows.right)
    let sides = try sides(of: chart, name: name, in: range, zero: zero, top: isOneLine ? 0 : header.height)
    return Band(
      items: header.items + sides.items,
      height: isOneLine ? max(header.height, sides.height) : header.height + sides.height)
  }

  /// What the reference is above its line, and what lies on its sides. Where there is no room for all three, only the
  /// reference is named.
  private func sides(
    of chart: IntervalChart, name: TextBox, in range: ClosedRange<Points>, zero: Points, top: Points
  ) throws(Measurer.Failure) -> Band {
    let (left, right) = (range.lowerBound, range.upperBound)
    let limit = max(right - left, 1) * 0.4
    let (low, high) = (
      try box(chart.lowSide, scaleStyle, limit: limit), try box(chart.highSide, scaleStyle, limit: limit)
    )
    let isRoomy =
      low.width + 8 <= zero - left - name.width / 2 && high.width + 8 <= right - zero - name.width / 2
      && max(low.lines.count, high.lines.count) <= 1
    let all = [(box: low, place: (left + zero) / 2), (box: name, place: zero), (box: high, place: (zero + right) / 2)]
    let shown = (isRoomy ? all : [all[1]]).filter { !$0.box.lines.isEmpty }
    let centers = LabelPlacement.centers(
      wanted: shown.map(\.place), extents: shown.map(\.box.width), in: range, gap: 6)
    var band = Band()
    guard let centers else { return band }
    band.height = shown.map(\.box.height).max() ?? 0
    for (entry, center) in zip(shown, centers) {
      band.items += labels(entry.box, x: center, top: top + band.height - entry.box.height, .center, colors.muted)
    }
    band.height += band.height > 0 ? 4 : 0
    return band
  }

  /// A sample of the intervals and of the ranges with what they are, in the middle below the scale.
  private func key(of chart: IntervalChart, top: Points, width: Points) throws(Measurer.Failure) -> Band {
    let sample: Points = 24
    let hasRanges = chart.rows.contains { Self.range($0.outerLow, $0.outerHigh) != nil }
    var entries: [(text: TextBox, isRange: Bool)] = []
    for (label, isRange) in [(chart.innerLabel, false), (hasRanges ? chart.outerLabel : "", true)] where !label.isEmpty
    {
      entries.append((try box(label, scaleStyle, limit: max(width - sample - 5, 1)), isRange))
    }
    let whole = entries.map { sample + 5 + $0.text.width }.reduce(16 * Points(max(entries.count - 1, 0)), +)
    let isStacked = whole > width
    var x = isStacked ? 0 : (width - whole) / 2
    var band = Band()
    for (text, isRange) in entries {
      let middle = top + band.height + text.lineHeight / 2
      if isRange {
        let area = Rect(x: x, y: middle - 4, width: sample, height: 8)
        band.items.append(.shape(Path(area), Paint(fill: colors.primaryLight)))
      } else {
        band.items += estimate(at: x + sample / 2, ends: (x, x + sample), middle: middle)
      }
      band.items += labels(text, x: x + sample + 5, top: top + band.height, .start, colors.muted)
      if isStacked { band.height += text.height + 2 } else { x += sample + 5 + text.width + 16 }
    }
    if !isStacked { band.height = entries.map(\.text.height).max() ?? 0 }
    if band.height > 0 { band.height += 3 }
    return band
  }
}
