import Canvas
import DocumentModel
import Fonts
import Typesetting

/// The space above and below the text of a row.
private typealias RowPadding = (top: Points, bottom: Points)

extension FlowBuilder {
  mutating func bodyStrips(_ plan: TablePlan, head: Strip) throws(LayoutError) -> [Strip] {
    let frame = try frame(plan, headHeight: head.height)
    let room = pageHeight - max(frame.repeatedHeight, head.height) - theme.grid * 2
    var (groupFrame, entryFrame) = (frame, frame)
    let rows = plan.table.rows
    var divided: [[Strip]] = []
    for row in rows { divided.append(try rowStrips(row, plan, room: max(room, theme.cell.leading))) }
    let joints = joints(of: rows, heights: divided.map { $0.reduce(0) { $0 + $1.height } })
    var strips: [Strip] = []
    for (index, var parts) in divided.enumerated() {
      var rowFrame = frame
      switch rows[index].kind {
      case .group: groupFrame = try self.frame(frame, continuing: rows[index], plan)
      case .detail: rowFrame = entryFrame
      case .total: break
      case .plain: rowFrame = groupFrame
      }
      if rows[index].kind != .detail {
        entryFrame =
          rows.indices.contains(index + 1) && rows[index + 1].kind == .detail
          ? try self.frame(rowFrame, naming: rows[index], plan) : rowFrame
      }
      // A page that goes on inside a row names it, too.
      let isDivided = parts.count > 1 || parts[0].divided != nil
      let restFrame =
        isDivided && rows[index].kind == .plain ? try self.frame(rowFrame, naming: rows[index], plan) : nil
      for part in parts.indices {
        parts[part].table = part == 0 ? rowFrame : restFrame ?? rowFrame
        parts[part].tableOfRest = restFrame
        parts[part].elements = [plan.element]
      }
      if let mostEmpty = joints[index] {
        parts[parts.count - 1].keepsWithNext = true
        parts[parts.count - 1].mostEmpty = mostEmpty
      }
      strips += parts
    }
    if !strips.isEmpty { strips[strips.count - 1].keepsWithNext = true }
    let last = Placed(rule(plan.width, theme.tableRule), at: .zero)
    return strips + [Strip(height: theme.tableRule, items: [last], elements: [plan.element])]
  }

  /// The rows below which no page ends, with the height that may stay empty for it.
  ///
  /// A group stands above its rows, a total below them, details stay with their row. Where no more than a little stays
  /// empty, a small table is not divided either, and neither the first rows of a table nor its last are a single one
  /// on their page; rows that are no more than a line or two never are.
  private func joints(of rows: [Table.Row], heights: [Points]) -> [Int: Points] {
    let counted = rows.indices.filter { rows[$0].kind != .group && rows[$0].kind != .detail }
    // With its details, a row is an entry from its own index up to that of the next.
    func height(from start: Int?, to end: Int?) -> Points {
      guard let start, let end else { return 0 }
      return heights[start..<end].reduce(0, +)
    }
    let second = counted.prefix(2).last ?? 0
    let last = counted.last ?? rows.endIndex
    let lastButOne = counted.suffix(2).first ?? rows.endIndex
    let isFirstLow = height(from: counted.first, to: second) <= theme.tallRow
    let isLastLow = height(from: last, to: rows.endIndex) <= theme.tallRow
    let whole = heights.reduce(0, +)
    let isSmall = whole <= pageHeight * theme.wholeTable
    let isShort = counted.count <= theme.mostRowsOfShortTable && whole <= pageHeight * theme.shortTable
    let little = pageHeight * (isShort ? theme.mostEmptyAboveShortTable : theme.mostEmpty)
    var joints: [Int: Points] = [:]
    for index in rows.indices.dropLast() {
      if rows[index].kind == .detail, rows[index + 1].kind == .detail {
        joints[index] = pageHeight * theme.mostEmptyBelowOpening
      } else if rows[index].kind == .group || [.total, .detail].contains(rows[index + 1].kind) {
        joints[index] = .infinity
      } else if index < second, isFirstLow {
        joints[index] = .infinity
      } else if index >= lastButOne {
        joints[index] = isLastLow && height(from: lastButOne, to: last) <= theme.tallRow ? .infinity : little
      } else if isSmall || isShort {
        joints[index] = little
      }
    }
    return joints
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

  /// The frame for the rows of a group: a page that begins with one of them repeats the group's name.
  private func frame(
    _ frame: TableFrame, continuing group: Table.Row, _ plan: TablePlan
  ) throws(LayoutError) -> TableFrame {
    guard !frame.repeated.isEmpty, let name = group.cells.first, !name.isEmpty else { return frame }
    let left = plan.left.first ?? 0
    let lines = try lines(
      name + [.plain(plan.table.continuation.group)], look(of: group), width: plan.width - 2 * left)
    guard lines.count <= theme.fewestRowLines else { return frame }
    let height = lines.reduce(0) { $0 + $1.height } + 2 * theme.rowPadding
    let items = [
      groupGround(plan, height: height), cell(lines, left: left, top: theme.rowPadding, tag: nil),
    ]
    let strip = Strip(height: height, items: items, keepsWithNext: true)
    return TableFrame(number: frame.number, repeated: frame.repeated + [strip], closing: frame.closing)
  }

  /// The ground behind the name of a group.
  private func groupGround(_ plan: TablePlan, height: Points) -> Placed {
    let ground = Path(Rect(x: 0, y: 0, width: plan.width, height: height))
    return Placed(.shape(ground, Paint(fill: theme.color(.ground))), at: .zero)
  }

  /// The frame for the details of a row, or for the rest of it: a page that goes on with one of them repeats what the row
  /// begins with.
  private func frame(
    _ frame: TableFrame, naming row: Table.Row, _ plan: TablePlan
  ) throws(LayoutError) -> TableFrame {
    guard !frame.repeated.isEmpty, let name = row.cells.first, !name.isEmpty, let width = plan.widths.first else {
      return frame
    }
    let lines = try lines(name, look(of: row), width: width)
    let height = lines.reduce(0) { $0 + $1.height } + 2 * theme.rowPadding
    // A name of many lines is no reminder.
    guard lines.count <= theme.fewestRowLines else { return frame }
    let content = cell(lines, left: plan.left.first ?? 0, top: theme.rowPadding, tag: nil)
    let strip = Strip(height: height, items: [content], keepsWithNext: true)
    return TableFrame(number: frame.number, repeated: frame.repeated + [strip], closing: frame.closing)
  }

  /// The strips of a row: one, or as many as a row taller than `room` needs.
  private func rowStrips(_ row: Table.Row, _ plan: TablePlan, room: Points) throws(LayoutError) -> [Strip] {
    let look = look(of: row)
    let isSpanning = row.isSpanning
    let isDetail = row.kind == .detail
    let inset = isDetail ? min(theme.detailIndent, plan.width / 8) : 0
    let padding: RowPadding = isDetail ? (0, theme.detailSpace) : (theme.rowPadding, theme.rowPadding)
    var cells: [[SetLine]] = []
    for (index, content) in row.cells.enumerated() {
      let width = isSpanning ? plan.width - 2 * theme.tableInset - inset : plan.widths[index]
      cells.append(try cellLines(content, look, plan, column: index, width: width, spanning: isSpanning ? row : nil))
      if isSpanning { break }
    }
    let chunks = chunks(of: cells, room: room - padding.top - padding.bottom)
    return try chunks.map { chunk throws(LayoutError) in rowStrip(chunk, row.kind, plan, inset: inset, padding) }
  }

  /// A row or a part of one; a page may end inside it where two lines are left on both sides.
  private func rowStrip(
    _ cells: [[SetLine]], _ kind: Table.Row.Kind, _ plan: TablePlan, inset: Points, _ padding: RowPadding
  ) -> Strip {
    let content = cells.map { $0.reduce(0) { $0 + $1.height } }.max() ?? 0
    let height = max(content, theme.cell.leading) + padding.top + padding.bottom
    var items: [Placed] = []
    if kind == .group { items.append(groupGround(plan, height: height)) }
    if plan.table.isRuled {
      let line = Path(through: [Point(x: 0, y: height), Point(x: plan.width, y: height)], closed: false)
      items.append(
        Placed(.shape(line, Paint(stroke: .init(color: theme.color(.hairline), width: theme.hairline))), at: .zero))
    }
    if kind == .total {
      items.append(Placed(rule(plan.width, theme.tableHeadRule), at: .zero))
    }
    let drawn = cells.enumerated().map { index, lines in
      cell(lines, left: plan.left[index] + inset, top: padding.top, tag: .tableData)
    }
    items.append(Placed(.structure(.tableRow, drawn), at: .zero))
    var strip = Strip(
      height: height, items: items, baseline: padding.top + (cells.first?.first?.baseline ?? 0))
    let lineCount = cells.map(\.count).max() ?? 0
    let fewest = max(theme.fewestRowLines, 1)
    guard lineCount >= 2 * fewest, kind != .group, kind != .total else { return strip }
    strip.divided = { room in
      guard room > pageHeight * theme.mostEmpty else { return nil }
      var count = lineCount - fewest
      func height(of count: Int) -> Points {
        cells.map { $0.prefix(count).reduce(0) { $0 + $1.height } }.max() ?? 0
      }
      while count >= fewest, height(of: count) + padding.top + padding.bottom > room { count -= 1 }
      guard count >= fewest else { return nil }
      let upper = cells.map { Array($0.prefix(count)) }
      let lower = cells.map { Array($0.dropFirst(count)) }
      return (
        rowStrip(upper, kind, plan, inset: inset, padding), rowStrip(lower, kind, plan, inset: inset, padding)
      )
    }
    return strip
  }

  /// How the text of a row looks.
  func look(of row: Table.Row) -> Theme.TextLook {
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
    spanning row: Table.Row?
  ) throws(LayoutError) -> [SetLine] {
    var look = base
    let alignment = plan.table.columns[column].alignment
    let isSpanning = row != nil
    look.alignment = isSpanning ? .left : self.alignment(alignment)
    if look.alignment == .left, let sign = try signWidth(content, look) {
      look.hangingIndent = sign
      return try lines(content, look, width: width)
    }
    // Text of several lines fills the last column unless that is narrow. In columns before it lines stay ragged: filled
    // up to the narrow gap, they would be read and copied on into the next column.
    let isLast = column == plan.table.columns.count - 1
    if look.alignment == .left, isSpanning || isLast && width >= theme.leastJustified * look.size {
      look.alignment = .justified
    }
    if let own = row?.alignment { look.alignment = self.alignment(own) }
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

  /// The width of the sign and of the space behind it where content begins with one and its lines turn behind that: a list
  /// of things to tick, a box before each, or what has a state, `● 有效`. Its lines stay ragged, so that all signs have the
  /// same distance. Nil for other content.
  private func signWidth(_ content: [Inline], _ look: Theme.TextLook) throws(LayoutError) -> Points? {
    let letter = Inline.plain("字")
    if case .tickBox(let label)? = content.first, label.isEmpty, content.count > 1 {
      let space = Inline.plain("\u{A0}字")
      return try naturalWidth([.tickBox(label: ""), space], look) - naturalWidth([letter], look)
    }
    guard case .text(let text, let style)? = content.first, let sign = text.unicodeScalars.first,
      StateSign.all.contains(sign)
    else { return nil }
    var rest = text.unicodeScalars.dropFirst()
    if rest.isEmpty, content.count > 1, case .text(let next, _) = content[1] { rest = next.unicodeScalars[...] }
    guard let space = rest.first, StateSign.spaces.contains(space), rest.count > 1 || content.count > 1 else {
      return nil
    }
    let words = "\(Character(sign))\(Character(space))字"
    return try naturalWidth([.text(words, style)], look) - naturalWidth([letter], look)
  }
}

/// The signs that say in what state something is, or begin an item of a list, and the spaces behind them.
private enum StateSign {
  static let all: Set<Unicode.Scalar> = ["●", "○", "…", "•"]
  static let spaces: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{3000}"]
}

extension Inline {
  /// The size of its text relative to the paragraph's; nil where it has none of its own.
  fileprivate var scale: Double? {
    switch self {
    case .text(_, let style), .reference(_, _, let style), .pageNumber(_, let style), .link(_, _, let style):
      style.scale
    case .mark, .tickBox: 1
    case .together(let inlines): inlines.compactMap(\.scale).max()
    case .lineBreak, .fill, .blank: nil
    }
  }
}

extension Table.Row {
  /// Whether its one cell takes the whole width.
  var isSpanning: Bool {
    kind == .detail || kind == .group && cells.dropFirst().allSatisfy(\.isEmpty)
  }
}
