import Canvas
import DocumentModel

extension ChartArtist {
  private var cellStyle: LabelStyle { LabelStyle(size: 9, isBold: true) }
  private var headStyle: LabelStyle { LabelStyle(size: 8.5) }

  func draw(_ map: HeatMap, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let columns = max(map.columns.count, map.rows.map(\.cells.count).max() ?? 0)
    let indents = map.rows.map { $0.isNested ? 12.0 : 0 }
    var names: [TextBox] = []
    var (nameWidth, cell): (Points, Points) = (0, 0)
    var texts: [[TextBox]] = []
    // Names give way where numbers in the cells have no room beside them.
    for share in [0.34, 0.24, 0.16] {
      names = try map.rows.map { (row) throws(Measurer.Failure) in
        try box(row.label, LabelStyle(size: 9), limit: width * share)
      }
      nameWidth = (zip(names, indents).map { $0.width + $1 }.max() ?? 0) + 8
      // Cells wider than that would look like bars.
      cell = columns == 0 ? 0 : min((width - nameWidth) / Points(columns), 72)
      texts = try cellTexts(map, limit: max(cell - 4, 1))
      if !texts.joined().contains(where: \.cutsNumber) { break }
    }
    var items: [ChartDrawing.Item] = []
    var top = try drawHeads(map, left: nameWidth, cell: cell, into: &items)
    for (index, row) in map.rows.enumerated() {
      let texts = texts[index]
      let height = max(20, names[index].height + 6, (texts.map { $0.cutsNumber ? 0 : $0.height }.max() ?? 0) + 6)
      let color = row.isNested ? colors.muted : colors.text
      items += labels(
        names[index], x: indents[index], top: top + (height - names[index].height) / 2, .start, color)
      for (column, value) in row.cells.enumerated() {
        let area = Rect(
          x: nameWidth + Points(column) * cell + 0.75, y: top + 0.75, width: max(cell - 1.5, 0.5),
          height: height - 1.5)
        items += draw(value, texts[column], in: area)
      }
      top += height
    }
    if !map.key.isEmpty {
      top = try drawKey(map.key, left: nameWidth, top: top + 8, width: width, into: &items)
    }
    return ChartDrawing(size: Size(width: width, height: top), items: items)
  }

  /// The texts of all cells in one size, by rows. A number that has no room is left out: its parts would read as several
  /// numbers, and the cell still shows its level.
  private func cellTexts(_ map: HeatMap, limit: Points) throws(Measurer.Failure) -> [[TextBox]] {
    let all = try boxes(map.rows.flatMap { $0.cells.map(\.text) }, cellStyle, limit: limit)
    var rest = all[...]
    return map.rows.map { row in
      defer { rest.removeFirst(row.cells.count) }
      return Array(rest.prefix(row.cells.count))
    }
  }

  /// Draws the heads of the columns on a common bottom line and returns the top of the cells.
  private func drawHeads(
    _ map: HeatMap, left: Points, cell: Points, into items: inout [ChartDrawing.Item]
  ) throws(Measurer.Failure) -> Points {
    let heads = try boxes(map.columns, headStyle, limit: max(cell - 2, 1))
    let height = heads.map(\.height).max() ?? 0
    for (index, head) in heads.enumerated() {
      let x = left + (Points(index) + 0.5) * cell
      items += labels(head, x: x, top: height - head.height, .center, colors.muted)
    }
    return height + 3
  }

  private func draw(_ value: HeatMap.Cell, _ text: TextBox, in area: Rect) -> [ChartDrawing.Item] {
    let ground = value.level.flatMap(markColor)
    let paint =
      ground.map { Paint(fill: $0) }
      ?? Paint(fill: colors.paper, stroke: .init(color: colors.hairline, width: 0.5, dashes: [1.5, 1.5]))
    let color = ground.map { $0.moreLegible(of: colors.paper, colors.text) } ?? colors.muted
    let shape = ChartDrawing.Item.shape(Path(area, radius: 1.5), paint)
    let top = area.origin.y + (area.size.height - text.height) / 2
    guard !text.cutsNumber else { return [shape] }
    return [shape] + labels(text, x: area.origin.x + area.size.width / 2, top: top, .center, color)
  }

  private func markColor(_ level: Int) -> Color? {
    colors.marks.indices.contains(level - 1) ? colors.marks[level - 1] : nil
  }

  /// Draws squares with the names of the steps, in as many rows as they need, and returns the bottom.
  private func drawKey(
    _ key: [String], left: Points, top: Points, width: Points, into items: inout [ChartDrawing.Item]
  ) throws(Measurer.Failure) -> Points {
    var place = Point(x: left, y: top)
    let square: Points = 8
    var rowHeight: Points = 0
    for (index, name) in key.enumerated() {
      let text = try box(name, LabelStyle(size: 8), limit: max(width - left - square - 4, 1))
      if place.x > left, place.x + square + 4 + text.width > width {
        place = Point(x: left, y: place.y + rowHeight)
        rowHeight = 0
      }
      let middle = place.y + text.lineHeight / 2
      let area = Rect(x: place.x, y: middle - square / 2, width: square, height: square)
      items.append(.shape(Path(area, radius: 1), Paint(fill: markColor(index + 1) ?? colors.ground)))
      items += labels(text, x: place.x + square + 4, top: place.y, .start, colors.muted)
      place.x += square + 4 + text.width + 12
      rowHeight = max(rowHeight, text.height + 2)
    }
    return place.y + rowHeight
  }
}
