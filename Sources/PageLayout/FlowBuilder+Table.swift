import Canvas
import DocumentModel
import Fonts
import Typesetting

/// A table being set.
private struct TablePlan {
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

  private mutating func captionStrips(
    _ table: Table, isContinued: Bool, width: Points
  ) throws(LayoutError) -> [Strip] {
    let number = isContinued ? FlowText.continued(table.continuation, table.number) : table.number
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

  private func headStrip(_ plan: TablePlan, isRepeated: Bool) throws(LayoutError) -> Strip {
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

  // MARK: - Rows

  private mutating func bodyStrips(_ plan: TablePlan, head: Strip) throws(LayoutError) -> [Strip] {
    let frame = try frame(plan, headHeight: head.height)
    let last = TableFrame(number: frame.number, repeated: frame.repeated, closing: [])
    let room = pageHeight - max(frame.repeatedHeight, head.height) - theme.grid * 2
    let rows = plan.table.rows
    var divided: [[Strip]] = []
    for row in rows { divided.append(try rowStrips(row, plan, room: max(room, theme.cell.leading))) }
    let joints = joints(of: rows, heights: divided.map { $0.reduce(0) { $0 + $1.height } })
    var strips: [Strip] = []
    for (index, var parts) in divided.enumerated() {
      let isLast = index == rows.count - 1
      for part in parts.indices {
        let endsTable = isLast && part == parts.count - 1
        parts[part].table = endsTable ? last : frame
        parts[part].elements = [plan.element]
        if part == parts.count - 1 { parts[part].keepsWithNext = joints.contains(index) }
      }
      strips += parts
    }
    if strips.isEmpty { strips = [Strip(height: 0, items: [], elements: [plan.element])] }
    let end = strips.count - 1
    strips[end].items.append(
      Placed(rule(plan.width, theme.tableRule), at: Point(x: 0, y: strips[end].height)))
    strips[end].height += theme.tableRule
    return strips
  }

  /// The rows below which no page ends: a group stands above its rows, a total below them, details stay with their
  /// row, a small table is not divided, and neither the first rows of a table nor its last are a single one on their
  /// page. A tall first row is let go, for it fills the end of a page well enough alone, and so are last rows that would
  /// leave half a page empty.
  private func joints(of rows: [Table.Row], heights: [Points]) -> Set<Int> {
    if heights.reduce(0, +) <= pageHeight * theme.wholeTable { return Set(rows.indices.dropLast()) }
    let counted = rows.indices.filter { rows[$0].kind != .group && rows[$0].kind != .detail }
    // With its details, a row is an entry from its own index up to that of the next.
    func height(from start: Int?, to end: Int?) -> Points {
      guard let start, let end else { return 0 }
      return heights[start..<end].reduce(0, +)
    }
    let second = counted.prefix(2).last
    let joinsFirst = height(from: counted.first, to: second) <= theme.tallRow
    let lastButOne = counted.suffix(2).first
    let joinsLast = height(from: lastButOne, to: rows.endIndex) <= pageHeight / 2
    let joints = rows.indices.dropLast().filter { index in
      if rows[index].kind == .group || [.total, .detail].contains(rows[index + 1].kind) { return true }
      return joinsFirst && index < second ?? 0 || joinsLast && index >= lastButOne ?? rows.endIndex
    }
    return Set(joints)
  }

  private mutating func frame(_ plan: TablePlan, headHeight: Points) throws(LayoutError) -> TableFrame {
    var repeated = try captionStrips(plan.table, isContinued: true, width: plan.width)
    repeated.append(try headStrip(plan, isRepeated: true))
    // A head that fills much of a page would leave too little room for its rows.
    if repeated.reduce(0, { $0 + $1.height }) > pageHeight / 3 { repeated = [] }
    return TableFrame(
      number: plan.number, repeated: repeated, closing: [Placed(rule(plan.width, theme.tableRule), at: .zero)]
    )
  }

  /// The strips of a row: one, or as many as a row taller than `room` needs.
  private func rowStrips(_ row: Table.Row, _ plan: TablePlan, room: Points) throws(LayoutError) -> [Strip] {
    let look = look(of: row)
    let isSpanning = row.isSpanning
    let isDetail = row.kind == .detail
    let inset = isDetail ? min(theme.detailIndent, plan.width / 8) : 0
    let padding = (top: isDetail ? 0 : theme.rowPadding, bottom: isDetail ? theme.detailSpace : theme.rowPadding)
    var cells: [[SetLine]] = []
    for (index, content) in row.cells.enumerated() {
      let width = isSpanning ? plan.width - 2 * theme.tableInset - inset : plan.widths[index]
      cells.append(try cellLines(content, look, plan, column: index, width: width, isSpanning: isSpanning))
      if isSpanning { break }
    }
    return chunks(of: cells, room: room - padding.top - padding.bottom).map { chunk in
      let content = chunk.map { $0.reduce(0) { $0 + $1.height } }.max() ?? 0
      let height = max(content, theme.cell.leading) + padding.top + padding.bottom
      var items: [Placed] = []
      if row.kind == .group {
        let ground = Path(Rect(x: 0, y: 0, width: plan.width, height: height))
        items.append(Placed(.shape(ground, Paint(fill: theme.color(.ground))), at: .zero))
      }
      if row.kind == .total {
        items.append(Placed(rule(plan.width, theme.tableHeadRule), at: .zero))
      }
      let cells = chunk.enumerated().map { index, lines in
        cell(lines, left: plan.left[index] + inset, top: padding.top, tag: .tableData)
      }
      items.append(Placed(.structure(.tableRow, cells), at: .zero))
      return Strip(
        height: height, items: items, baseline: padding.top + (chunk.first?.first?.baseline ?? 0))
    }
  }

  /// How the text of a row looks.
  private func look(of row: Table.Row) -> Theme.TextLook {
    var look = theme.cell
    switch row.kind {
    case .plain: break
    case .group, .total: look.font.weight = .bold
    case .detail:
      // Fine print throughout has lines as close as its size asks for.
      let scales = row.cells.joined().compactMap(\.scale)
      look.leading *= min(scales.max() ?? 1, 1)
    }
    return look
  }

  /// The lines of the cells of a row, divided so that no part is taller than `room` and every part has a line.
  private func chunks(of cells: [[SetLine]], room: Points) -> [[[SetLine]]] {
    var rest = cells.map { $0[...] }
    var chunks: [[[SetLine]]] = []
    repeat {
      let chunk = rest.indices.map { index -> [SetLine] in
        var taken: [SetLine] = []
        var height: Points = 0
        while let line = rest[index].first, taken.isEmpty || height + line.height <= room {
          taken.append(line)
          height += line.height
          rest[index].removeFirst()
        }
        return taken
      }
      chunks.append(chunk)
    } while rest.contains { !$0.isEmpty }
    return chunks
  }

  private func cellLines(
    _ content: [Inline], _ base: Theme.TextLook, _ plan: TablePlan, column: Int, width: Points,
    isSpanning: Bool
  ) throws(LayoutError) -> [SetLine] {
    var look = base
    let alignment = plan.table.columns[column].alignment
    look.alignment = isSpanning ? .left : self.alignment(alignment)
    // Text of several lines fills the last column. In columns before it lines stay ragged: filled up to the narrow
    // gap, they would be read and copied on into the next column.
    if look.alignment == .left, isSpanning || column == plan.table.columns.count - 1 { look.alignment = .justified }
    guard alignment == .decimal, !isSpanning, let (whole, _) = DecimalCell.parts(content) else {
      return try lines(content, look, width: width)
    }
    look.alignment = .left
    let natural = try naturalWidth(content, look)
    let offset = plan.points[column] - (try naturalWidth(whole, look))
    // A number that does not fit beside the others' points stands flush right, or is broken.
    guard offset >= -0.01, offset + natural <= width + 0.01 else {
      look.alignment = .right
      return try lines(content, look, width: width)
    }
    return try lines(content, look, width: natural + look.size).map { line in
      var line = line
      line.items = line.items.map { Placed($0.item, at: Point(x: $0.origin.x + offset, y: $0.origin.y)) }
      return line
    }
  }

  private func cell(_ lines: [SetLine], left: Points, top: Points, tag: StructureTag?) -> Placed {
    var items: [Placed] = []
    var y: Points = 0
    for line in lines {
      items += line.items.map { Placed($0.item, at: Point(x: $0.origin.x, y: $0.origin.y + y)) }
      y += line.height
    }
    let origin = Point(x: left, y: top)
    return tag.map { Placed(.structure($0, items), at: origin) } ?? Placed(.group(items), at: origin)
  }

  private func rule(_ width: Points, _ thickness: Points) -> PlacedItem {
    let line = Path(through: [.zero, Point(x: width, y: 0)], closed: false)
    return .shape(line, Paint(stroke: .init(color: theme.color(.primary), width: thickness)))
  }

  private func alignment(_ alignment: Table.Column.Alignment) -> LineStyle.Alignment {
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
    let count = Points(table.columns.count)
    let isDense = isCompact || table.columns.count > theme.mostWideGaps
    let gap = min(isDense ? theme.compactColumnGap : theme.columnGap, width / count / 3)
    let inset = min(theme.tableInset, width / 8)
    let available = width - 2 * inset - gap * (count - 1)
    let widths = TableColumns.widths(needs, available: available, em: theme.cell.size)
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

extension Inline {
  /// The size of its text relative to the paragraph's; nil where it has none of its own.
  fileprivate var scale: Double? {
    switch self {
    case .text(_, let style), .reference(_, _, let style), .pageNumber(_, let style), .link(_, _, let style):
      style.scale
    case .mark, .tickBox: 1
    case .lineBreak, .fill, .blank: nil
    }
  }
}

extension Table.Row {
  /// Whether its one cell takes the whole width.
  fileprivate var isSpanning: Bool {
    kind == .detail || kind == .group && cells.dropFirst().allSatisfy(\.isEmpty)
  }
}
