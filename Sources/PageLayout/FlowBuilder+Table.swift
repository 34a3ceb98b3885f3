import Canvas
import DocumentModel
import Fonts
import Typesetting

/// A table being set.
struct TablePlan {
  var table: Table
  var left: [Points]
  var widths: [Points]
  /// For columns on the decimal point, how far the point lies from the left edge of the column.
  var points: [Points]
  var width: Points
  var element: Strip.Element
  var number: Int
}

extension FlowBuilder {
  /// A three-line table: caption, rule, head, rule, rows, rule, note.
  mutating func flow(of table: Table, width: Points) throws(LayoutError) -> [FlowItem] {
    let outer = place
    place = place.below([table.number, FlowText.plain(table.caption)])
    defer { place = outer }
    guard !table.columns.isEmpty else { return [] }
    for (index, row) in table.rows.enumerated() where row.cells.count > table.columns.count {
      throw .tooManyCells(place: place.path.joined(separator: " "), row: index + 1)
    }
    let plan = try plan(table, width: width)
    var opening = try captionStrips(table, isContinued: false, width: width)
    if let anchor = table.anchor {
      let destination = Placed(.destination(try FlowText.destination(anchor)), at: .zero)
      if opening.isEmpty { opening = [Strip(height: 0, items: [], keepsWithNext: true)] }
      opening[0].items.insert(destination, at: 0)
    }
    let head = try headStrip(plan, isRepeated: false)
    var strips = opening.map { strip in
      var strip = strip
      strip.elements = [plan.element] + strip.elements
      return strip
    }
    strips.append(head)
    strips[0].spaceBefore = theme.blockSpace
    strips += try bodyStrips(plan, head: head)
    strips[strips.count - 1].spaceAfter = table.note.isEmpty ? theme.blockSpace : 0
    strips += try noteStrips(table, width: width, after: &strips[strips.count - 1])
    return strips.map(FlowItem.strip)
  }

  // MARK: - Caption, head, note

  mutating func captionStrips(
    _ table: Table, isContinued: Bool, width: Points
  ) throws(LayoutError) -> [Strip] {
    let number = isContinued ? FlowText.continued(table.continuation.caption, table.number) : table.number
    guard number != nil || !table.caption.isEmpty else { return [] }
    let lines = try caption(number: number, table.caption, width: width, isCentered: false)
    let element = element(.caption)
    return lines.enumerated().map { index, line in
      let space: Points = index == lines.count - 1 ? 3 : 0
      return Strip(
        height: line.height + space, items: line.items, keepsWithNext: true, baseline: line.baseline,
        elements: isContinued ? [] : [element])
    }
  }

  func headStrip(_ plan: TablePlan, isRepeated: Bool) throws(LayoutError) -> Strip {
    let first = rule(plan.width, theme.tableRule)
    guard plan.table.columns.contains(where: { !$0.head.isEmpty }) else {
      return Strip(
        height: theme.tableRule, items: [Placed(first, at: Point(x: 0, y: theme.tableRule / 2))],
        keepsWithNext: !plan.table.rows.isEmpty, elements: isRepeated ? [] : [plan.element],
        showsHeadOf: plan.number)
    }
    var cells: [[SetLine]] = []
    for (index, column) in plan.table.columns.enumerated() {
      var look = theme.cellHead
      look.alignment = alignment(column.alignment)
      cells.append(try lines(column.head, look, width: plan.widths[index]))
    }
    let content = cells.map { $0.reduce(0) { $0 + $1.height } }
    let height = (content.max() ?? 0) + 2 * theme.rowPadding
    // Heads are not divided, and below them at least a line of a row has to stand.
    guard height + theme.cell.leading + 2 * theme.rowPadding <= pageHeight else {
      throw .tableHeadTooTall(place: place.path.joined(separator: " "))
    }
    var heads: [Placed] = []
    for (index, lines) in cells.enumerated() {
      // Heads of fewer lines stand on the rule below, like the others' last lines.
      let top = theme.tableRule + height - theme.rowPadding - content[index]
      heads.append(cell(lines, left: plan.left[index], top: top, tag: isRepeated ? nil : .tableHeader))
    }
    let bottom = theme.tableRule + height
    var items = [
      Placed(first, at: Point(x: 0, y: theme.tableRule / 2)),
      Placed(rule(plan.width, theme.tableHeadRule), at: Point(x: 0, y: bottom)),
    ]
    items += isRepeated ? heads : [Placed(.structure(.tableRow, heads), at: .zero)]
    return Strip(
      height: bottom + theme.tableHeadRule, items: items, keepsWithNext: !plan.table.rows.isEmpty,
      elements: isRepeated ? [] : [plan.element], showsHeadOf: plan.number)
  }

  private mutating func noteStrips(
    _ table: Table, width: Points, after last: inout Strip
  ) throws(LayoutError) -> [Strip] {
    guard !table.note.isEmpty else { return [] }
    last.keepsWithNext = true
    return try strips(table.note, theme.note, width: width, tag: .paragraph)
  }

  func cell(_ lines: [SetLine], left: Points, top: Points, tag: StructureTag?) -> Placed {
    var items: [Placed] = []
    var y: Points = 0
    for line in lines {
      items += line.items.map { Placed($0.item, at: Point(x: $0.origin.x, y: $0.origin.y + y)) }
      y += line.height
    }
    let origin = Point(x: left, y: top)
    return tag.map { Placed(.structure($0, items), at: origin) } ?? Placed(.group(items), at: origin)
  }

  func rule(_ width: Points, _ thickness: Points) -> PlacedItem {
    let line = Path(through: [.zero, Point(x: width, y: 0)], closed: false)
    return .shape(line, Paint(stroke: .init(color: theme.color(.primary), width: thickness)))
  }

  func alignment(_ alignment: Table.Column.Alignment) -> LineStyle.Alignment {
    switch alignment {
    case .left: .left
    case .center: .center
    case .right, .decimal: .right
    }
  }

  // MARK: - Widths

  private mutating func plan(_ table: Table, width: Points) throws(LayoutError) -> TablePlan {
    let table = DecimalCell.aligningIntervals(in: table)
    var needs: [TableColumns.Need] = []
    var wholes: [Points] = []
    var rests: [Points] = []
    for (index, column) in table.columns.enumerated() {
      let (need, whole, rest) = try need(of: column, at: index, in: table)
      needs.append(need)
      wholes.append(whole)
      rests.append(rest)
    }
    let width = table.isFitted ? fitted(needs, to: width) : width
    let count = Points(table.columns.count)
    let isDense = isCompact || table.columns.count > theme.mostWideGaps
    var gap = min(isDense ? theme.compactColumnGap : theme.columnGap, width / count / 3)
    let inset = min(theme.tableInset, width / 8)
    let available = width - 2 * inset - gap * (count - 1)
    var widths = TableColumns.widths(needs, available: available, em: theme.cell.size)
    let spare = available - needs.reduce(0) { $0 + $1.natural }
    if table.isFitted, spare >= 0, count > 1 {
      // Numbers stand as near to their names as to each other.
      widths = needs.map { max($0.natural, 1) }
      gap += spare / (count - 1)
    }
    var left: [Points] = []
    var x = inset
    for width in widths {
      left.append(x)
      x += width + gap
    }
    // The block of numbers stands at the right end of its column, under the end of its head.
    let points = widths.indices.map { max(widths[$0] - rests[$0], min(wholes[$0], widths[$0])) }
    return TablePlan(
      table: table, left: left, widths: widths, points: points, width: width, element: element(.table),
      number: newNumber())
  }

  /// The width of a table whose cells need less than the text block has: half or two thirds of it, so that tables below
  /// each other end at the same places.
  private func fitted(_ needs: [TableColumns.Need], to width: Points) -> Points {
    let needed = needs.reduce(2 * theme.tableInset) { $0 + $1.natural + 1.5 * theme.columnGap }
    return [1.0 / 2, 2.0 / 3].map { $0 * width }.first { needed <= $0 } ?? width
  }

  private func need(
    of column: Table.Column, at index: Int, in table: Table
  ) throws(LayoutError) -> (TableColumns.Need, whole: Points, rest: Points) {
    let head = try widths(column.head, theme.cellHead)
    var (natural, minimum) = (head.natural, head.minimum)
    var (whole, rest) = (0.0, 0.0)
    for row in table.rows where row.cells.indices.contains(index) {
      if row.isSpanning { continue }
      let look = look(of: row)
      let cell = row.cells[index]
      let full = try widths(cell, look)
      natural = max(natural, full.natural)
      if column.alignment == .decimal, let parts = DecimalCell.parts(cell) {
        let before = try naturalWidth(parts.whole, look)
        whole = max(whole, before)
        rest = max(rest, full.natural - before)
        minimum = max(minimum, full.natural)
      } else {
        minimum = max(minimum, full.minimum)
      }
    }
    if column.alignment == .decimal {
      natural = max(natural, whole + rest)
      minimum = max(minimum, whole + rest)
    }
    let need = TableColumns.Need(
      natural: natural, minimum: min(minimum, natural), width: column.width,
      isFlexible: column.alignment == .left)
    return (need, whole, rest)
  }
}
