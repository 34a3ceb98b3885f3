import Canvas
import DocumentModel

extension ChartArtist {
  func draw(_ chart: GanttChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    guard !chart.tasks.isEmpty else { return ChartDrawing(size: Size(width: width, height: 0), items: []) }
    let columns = try columns(chart, width: width)
    let area = Rect(x: columns.left, y: 0, width: columns.right - columns.left, height: 0)
    let calendar = DayScale(chart, area: area)
    let lines = try dateLines(chart, calendar: calendar, width: width)
    let heads = try calendarHeads(calendar)
    let top = max(heads.height, columns.headHeight) + 3
    let bottom = top + columns.heights.reduce(0, +)
    var items = columns.heads(top - 3, colors.muted)
    items += heads.items(top, bottom)
    items.append(line([Point(x: 0, y: top), Point(x: width, y: top)], colors.muted, 0.6))
    var y = top
    for (index, task) in chart.tasks.enumerated() {
      let height = columns.heights[index]
      let middle = y + height / 2
      for column in columns.texts {
        let text = column.boxes[index]
        items += labels(text, x: column.x, top: middle - text.height / 2, column.alignment, column.color)
      }
      if index > 0 { items.append(line([Point(x: 0, y: y), Point(x: width, y: y)], colors.hairline, 0.3)) }
      items += bar(task, calendar, middle: middle)
      y += height
    }
    items.append(line([Point(x: 0, y: bottom), Point(x: width, y: bottom)], colors.muted, 0.6))
    items += lines.items(top, bottom)
    return ChartDrawing(size: Size(width: width, height: bottom + max(lines.height, 1)), items: items)
  }

  // MARK: - Columns of text

  private struct TextColumn {
    var head: TextBox
    var boxes: [TextBox]
    var x: Points
    var alignment: ChartLabel.Alignment
    var color: Color
    var width: Points { max(head.width, boxes.map(\.width).max() ?? 0) }
  }

  private struct GanttColumns {
    var texts: [TextColumn]
    var heights: [Points]
    var left: Points
    var right: Points
    var headHeight: Points
    /// The heads on a common bottom line.
    var heads: (Points, Color) -> [ChartDrawing.Item]
  }

  private func columns(_ chart: GanttChart, width: Points) throws(Measurer.Failure) -> GanttColumns {
    let tasks = chart.tasks
    var name = try column(chart.taskHead, tasks.map(\.label), limit: width * 0.32, colors.text)
    var owner = try column(chart.ownerHead, tasks.map(\.owner), limit: width * 0.14, colors.muted)
    var remark = try column(chart.remarkHead, tasks.map(\.remark), limit: width * 0.15, colors.text)
    name.x = 0
    owner.x = name.width + (owner.width > 0 ? 10 : 0)
    (remark.x, remark.alignment) = (width, .end)
    let texts = [name, owner, remark]
    let heights = tasks.indices.map { index in max(19, (texts.map { $0.boxes[index].height }.max() ?? 0) + 7) }
    let left = owner.x + owner.width + 10
    return GanttColumns(
      texts: texts, heights: heights, left: left,
      right: max(width - (remark.width > 0 ? remark.width + 10 : 0), left + 20),
      headHeight: texts.map(\.head.height).max() ?? 0,
      heads: { bottom, color in
        texts.flatMap { labels($0.head, x: $0.x, top: bottom - $0.head.height, $0.alignment, color) }
      })
  }

  private func column(
    _ head: String, _ texts: [String], limit: Points, _ color: Color
  ) throws(Measurer.Failure) -> TextColumn {
    TextColumn(
      head: try box(head, scaleStyle, limit: limit),
      boxes: try boxes(texts, LabelStyle(size: 8.5), limit: limit), x: 0, alignment: .start, color: color)
  }

  // MARK: - Bars

  /// The width of the shortest task, as wide as a milestone is to the eye.
  private var leastBar: Points { 4 }

  private func bar(_ task: GanttChart.Task, _ calendar: DayScale, middle: Points) -> [ChartDrawing.Item] {
    guard let from = task.from ?? task.to else { return [] }
    let to = max(task.to ?? from, from)
    if task.isMilestone {
      let center = Point(x: (calendar.x(to.day) + calendar.x(to.day + 1)) / 2, y: middle)
      return [.shape(MarkShape.diamond.path(center: center, radius: 3.8), Paint(fill: colors.text))]
    }
    let (begin, end) = (calendar.x(from.day), calendar.x(to.day + 1))
    // A day in a plan of years is still seen, around where it lies.
    let width = max(end - begin, leastBar)
    let left = max(min((begin + end - width) / 2, calendar.right - width), calendar.left)
    let area = Rect(x: left, y: middle - 4.5, width: width, height: 9)
    return [.shape(Path(area, radius: 1.5), Paint(fill: colors.primary))]
  }

  // MARK: - The calendar

  private struct CalendarHeads {
    var height: Points
    /// The parts, given the top and bottom of the rows.
    var items: (Points, Points) -> [ChartDrawing.Item]
  }

  /// The names of the spans in one or two rows, with thin lines where they begin. Names that do not fit their span are
  /// left out evenly.
  private func calendarHeads(_ calendar: DayScale) throws(Measurer.Failure) -> CalendarHeads {
    var rows: [[(box: TextBox, span: DayScale.Span)]] = []
    for spans in [calendar.outer, calendar.inner] where !spans.isEmpty {
      var boxes: [(box: TextBox, span: DayScale.Span)] = []
      for span in spans {
        boxes.append((try box(span.label, scaleStyle, limit: .greatestFiniteMagnitude), span))
      }
      rows.append(boxes)
    }
    let rowHeight = scaleStyle.size * 1.3 + 2
    let height = Points(rows.count) * rowHeight
    return CalendarHeads(height: height) { areaTop, bottom in
      var items: [ChartDrawing.Item] = []
      for (index, row) in rows.enumerated() {
        let top = areaTop - 3 - height + Points(index) * rowHeight
        let isInner = index == rows.count - 1
        if isInner {
          items += row.dropFirst().map { entry in
            let x = entry.span.from
            return self.line([Point(x: x, y: areaTop), Point(x: x, y: bottom)], colors.hairline, 0.3)
          }
        }
        items +=
          isInner
          ? names(of: row, top: top, right: calendar.right, colors.muted)
          : outerNames(of: row, top: top, right: calendar.right)
      }
      return items
    }
  }

  /// The names of spans above others, such as years above months. None may vanish as long as its span has room for it: one
  /// whose span begins below the name before moves on in its span, or takes the place of the one before where that has the
  /// shorter span.
  private func outerNames(
    of spans: [(box: TextBox, span: DayScale.Span)], top: Points, right: Points
  ) -> [ChartDrawing.Item] {
    var placed: [(box: TextBox, left: Points, length: Points)] = []
    for (box, span) in spans {
      let (begin, length) = (span.from + 2.5, span.to - span.from)
      let end = placed.last.map { $0.left + $0.box.width + 4 } ?? begin
      let left = max(begin, end)
      if left + box.width <= min(span.to, right) + 0.5 || left == begin && left + box.width <= right + 0.5 {
        placed.append((box, left, length))
      } else if let last = placed.last, last.length < length, begin + box.width <= right + 0.5 {
        placed.removeLast()
        placed.append((box, max(begin, placed.last.map { $0.left + $0.box.width + 4 } ?? begin), length))
      }
    }
    return placed.flatMap { labels($0.box, x: $0.left, top: top, .start, colors.text) }
  }

  /// The names of spans at their beginnings: every one that fits, or where they crowd every second, third, ….
  private func names(
    of spans: [(box: TextBox, span: DayScale.Span)], top: Points, right: Points, _ color: Color
  ) -> [ChartDrawing.Item] {
    let widest = spans.map(\.box.width).max() ?? 0
    // The first and last span may be cut short, so the longest tells how far apart names stand.
    let pitch = spans.map { $0.span.to - $0.span.from }.max() ?? 1
    let stride = max(Int(((widest + 4) / max(pitch, 0.01)).rounded(.up)), 1)
    var items: [ChartDrawing.Item] = []
    var end = -Points.infinity
    for (box, span) in Swift.stride(from: 0, to: spans.count, by: stride).map({ spans[$0] }) {
      let left = span.from + 2.5
      guard left >= end, left + box.width <= right + 0.5 else { continue }
      end = left + box.width + 4
      items += labels(box, x: left, top: top, .start, color)
    }
    return items
  }

  // MARK: - Marked days

  private struct DateLines {
    var height: Points
    var items: (Points, Points) -> [ChartDrawing.Item]
  }

  private func dateLines(
    _ chart: GanttChart, calendar: DayScale, width: Points
  ) throws(Measurer.Failure) -> DateLines {
    guard !chart.lines.isEmpty else { return DateLines(height: 0) { _, _ in [] } }
    var names: [TextBox] = []
    for line in chart.lines {
      names.append(try box(line.label, LabelStyle(size: 8, isBold: true), limit: min(width, 140)))
    }
    let places = chart.lines.map { calendar.x($0.date.day) }
    let rows = markRows(places, widths: names.map(\.width), heights: names.map(\.height), in: 0...width)
    return DateLines(height: rows.depth) { top, bottom in
      zip(names, rows.labels).flatMap { name, label in
        let path = label.leader.map { Point(x: $0.x, y: bottom + $0.distance) }
        return [
          line(path, colors.text, 0.7),
          // A light edge keeps the line visible on a dark bar.
          line([Point(x: label.x, y: top), Point(x: label.x, y: bottom)], colors.paper, 2),
          line([Point(x: label.x, y: top), Point(x: label.x, y: bottom)], colors.text, 0.9, dashes: [3, 2]),
        ] + labels(name, x: label.center, top: bottom + label.distance, .center, colors.text)
      }
    }
  }
}
