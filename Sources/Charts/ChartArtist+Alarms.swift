import Canvas
import DocumentModel

/// The rules that samples of a control chart break: each number beside its point where all have room there; else a strip
/// above the area with one row a rule, in which each sample that breaks it has a mark straight above its point.
extension ChartArtist {
  /// A number that stands beside its point.
  struct RuleLabel {
    var text: TextBox
    var room: Rect
  }

  /// A row of the strip.
  struct RuleRow {
    var name: TextBox
    /// The samples that break the rule, neighbours together.
    var stretches: [ClosedRange<Int>]
  }

  /// Rules are numbered from 1 to 8 in the field; a strip with more rows would be no shorter than a table.
  private var mostRuleRows: Int { 8 }
  private var ruleStyle: LabelStyle { LabelStyle(size: 7.5, isBold: true) }
  private var ruleRowHeight: Points { 10 }

  /// How large the mark of a sample that breaks a rule is, where samples are so far apart.
  func alarmRadius(pitch: Points) -> Points { min(max(pitch * 0.42, 1.6), 3.4) }

  // MARK: - Beside the points

  /// The numbers beside their points, a quarter em and more between them; nil where one finds no room there, unless those
  /// without room may be left out.
  func rulesBeside(
    _ chart: ControlChart, _ points: [Point?], _ space: LabelSpace, in plot: ValuePlot, leavingOut: Bool = false
  ) throws(Measurer.Failure) -> [RuleLabel]? {
    var space = space
    var placed: [RuleLabel] = []
    let away = alarmRadius(pitch: plot.pitch(of: points.count)) * 1.3 + 0.1
    for (index, point) in points.enumerated() {
      let rules = chart.samples[index].rules
      guard let point, !rules.isEmpty else { continue }
      let text = try box(rules, ruleStyle, limit: .greatestFiniteMagnitude)
      let gap = ruleStyle.size / 8
      let rooms = ruleRooms(text, at: point, away: away, in: plot).map {
        Rect(
          x: $0.origin.x - gap, y: $0.origin.y, width: $0.size.width + 2 * gap, height: $0.size.height)
      }
      guard let room = space.claim(rooms, evenOnFaintLines: true) else {
        if leavingOut { continue }
        return nil
      }
      placed.append(
        RuleLabel(
          text: text,
          room: Rect(x: room.origin.x + gap, y: room.origin.y, width: text.width, height: text.height)))
    }
    return placed
  }

  /// The places beside a point, on the side away from the middle of the chart first.
  private func ruleRooms(_ text: TextBox, at point: Point, away: Points, in plot: ValuePlot) -> [Rect] {
    let isHigh = point.y < plot.area.origin.y + plot.area.size.height / 2
    func room(_ share: Double, above: Bool) -> Rect {
      let top = above ? point.y - away - text.height : point.y + away
      return Rect(x: point.x - text.width * share, y: top, width: text.width, height: text.height)
    }
    let level = point.y - text.height / 2
    return [
      room(0.5, above: isHigh), room(0.8, above: isHigh), room(0.2, above: isHigh), room(0.5, above: !isHigh),
      room(0.8, above: !isHigh), room(0.2, above: !isHigh),
      Rect(x: point.x + away + 1, y: level, width: text.width, height: text.height),
      Rect(x: point.x - away - 1 - text.width, y: level, width: text.width, height: text.height),
    ]
  }

  // MARK: - Strip

  /// The rows of the strip, rules in the order of their numbers; nil where they are too many.
  func ruleRows(_ chart: ControlChart, width: Points) throws(Measurer.Failure) -> [RuleRow]? {
    var stretches: [String: [ClosedRange<Int>]] = [:]
    for (index, sample) in chart.samples.enumerated() where AxisScale.plain(sample.value) != nil {
      for rule in Set(sample.rules.split { !$0.isLetter && !$0.isNumber }.map(String.init)) {
        var start = index
        if let last = stretches[rule]?.last, last.upperBound == index - 1 {
          start = last.lowerBound
          stretches[rule]?.removeLast()
        }
        stretches[rule, default: []].append(start...index)
      }
      if stretches.count > mostRuleRows { return nil }
    }
    let order = stretches.keys.sorted { (Int($0) ?? .max, $0) < (Int($1) ?? .max, $1) }
    var rows: [RuleRow] = []
    for rule in order {
      let name = chart.ruleLabel.isEmpty ? rule : "\(chart.ruleLabel) \(rule)"
      let text = try unshrunkBox(name, ruleStyle, limit: width * 0.2)
      rows.append(RuleRow(name: text, stretches: stretches[rule] ?? []))
    }
    return rows
  }

  /// The height of the strip.
  func height(of rows: [RuleRow]) -> Points { rows.map { max($0.name.height, ruleRowHeight) }.reduce(0, +) }

  /// The strip with its top at `top`, and behind it and the area light columns that lead from the marks to their points.
  func strip(_ rows: [RuleRow], top: Points, of count: Int, in plot: ValuePlot) -> [ChartDrawing.Item] {
    let pitch = plot.pitch(of: count)
    var columns: [ChartDrawing.Item] = []
    var marks: [ChartDrawing.Item] = []
    let alarmed = Set(rows.flatMap { $0.stretches.flatMap { Array($0) } })
    for index in alarmed.sorted() {
      let column = Rect(
        x: plot.center(index, of: count) - pitch / 2, y: top, width: pitch, height: plot.bottom - top)
      columns.append(.shape(Path(column), Paint(fill: colors.ground)))
    }
    var y = top
    // Wide enough to be seen, and never as wide as to reach the next point.
    let half = min(max(pitch * 0.3, min(0.6, pitch * 0.45)), 2.5)
    for row in rows {
      let height = max(row.name.height, ruleRowHeight)
      let middle = y + height / 2
      let ends = [Point(x: plot.area.origin.x, y: middle), Point(x: plot.right, y: middle)]
      marks.append(line(ends, colors.hairline, 0.4))
      marks += labels(row.name, x: plot.area.origin.x - 6, top: middle - row.name.height / 2, .end, colors.text)
      for stretch in row.stretches {
        let (from, to) = (plot.center(stretch.lowerBound, of: count), plot.center(stretch.upperBound, of: count))
        let mark = Rect(x: from - half, y: middle - 2.4, width: to - from + 2 * half, height: 4.8)
        marks.append(.shape(Path(mark), Paint(fill: colors.text)))
      }
      y += height
    }
    return columns + marks
  }
}
