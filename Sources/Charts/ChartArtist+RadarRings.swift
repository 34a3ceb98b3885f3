import Canvas
import DocumentModel

extension ChartArtist {
  /// The values of the rings, to the left of the upward axis, each on its ring and with paper behind it. A value is
  /// left out where an outline or a band runs through it, or where it would meet another label.
  ///
  /// `lines` are the strokes of the data; `frames` is the room that other labels take.
  func ringLabels(
    _ chart: RadarChart, center: Point, radius: Points, avoiding lines: [(Point, Point)], _ frames: [Rect]
  ) throws(Measurer.Failure) -> (grounds: [ChartDrawing.Item], texts: [ChartDrawing.Item]) {
    var taken = frames
    var grounds: [ChartDrawing.Item] = []
    var texts: [ChartDrawing.Item] = []
    for (value, text) in zip(chart.rings, chart.ringLabels) where !text.isEmpty && text.count <= 8 {
      let box = try box(text, LabelStyle(size: LabelStyle.smallest), limit: .greatestFiniteMagnitude)
      let share = share(value, chart.minimum, chart.maximum)
      let right = center.x - 6
      let middle = center.y - radius * share
      let frame = Rect(
        x: right - box.width - 1, y: middle - box.height / 2, width: box.width + 2, height: box.height)
      let isNearCenter = middle + box.height / 2 > center.y - 3
      guard !isNearCenter, !taken.contains(where: { $0.overlaps(frame) }),
        !lines.contains(where: { frame.isCrossed(from: $0.0, to: $0.1) })
      else { continue }
      taken.append(frame)
      grounds.append(.shape(Path(frame), Paint(fill: colors.paper)))
      texts += labels(box, x: right, top: frame.origin.y, .end, colors.muted)
    }
    return (grounds, texts)
  }

  // MARK: - Earlier periods

  /// The earlier periods that are drawn, each with one value an axis.
  func earlier(_ chart: RadarChart) -> [RadarChart.Outline] {
    chart.earlier.prefix(3).map { outline in
      var outline = outline
      outline.values = chart.axes.indices.map { index in
        outline.values.indices.contains(index) ? AxisScale.plain(outline.values[index]) : nil
      }
      return outline
    }
  }

  /// A piece of each outline with the period that it shows, in the middle below the radar.
  func key(of chart: RadarChart, top: Points, width: Points) throws(Measurer.Failure) -> Band {
    let periods = earlier(chart).enumerated().map { (label: $0.element.label, look: look(ofSeries: $0.offset + 1)) }
    let present = periods.isEmpty || chart.label.isEmpty ? [] : [(label: chart.label, look: look(ofSeries: 0))]
    let sample: Points = 24
    var rows: [[(text: TextBox, look: SeriesLook)]] = []
    var end: Points = 0
    for period in present + periods where !period.label.isEmpty {
      let text = try box(period.label, scaleStyle, limit: max(width - sample - 5, 1))
      if rows.isEmpty || end + 16 + sample + 5 + text.width > width {
        rows.append([])
        end = -16
      }
      rows[rows.count - 1].append((text, period.look))
      end += 16 + sample + 5 + text.width
    }
    var band = Band()
    for row in rows {
      var x = (width - row.map { sample + 5 + $0.text.width }.reduce(16 * Points(row.count - 1), +)) / 2
      for (text, look) in row {
        let middle = top + band.height + text.lineHeight / 2
        let line = [Point(x: x, y: middle), Point(x: x + sample, y: middle)]
        band.items.append(self.line(line, look.color, look.width, dashes: look.dashes))
        band.items.append(mark(look, at: Point(x: x + sample / 2, y: middle), radius: 1.8))
        band.items += labels(text, x: x + sample + 5, top: top + band.height, .start, colors.muted)
        x += sample + 5 + text.width + 16
      }
      band.height += (row.map(\.text.height).max() ?? 0) + 2
    }
    return band
  }
}
