import Canvas
import DocumentModel

extension FlowBuilder {
  /// Ruled lines to write on, as far apart as handwriting needs whatever the size of the text; no page ends among
  /// the first or the last two. Those of no fixed number are as few as possible until the page ends.
  func writingLines(_ count: Int, least: Int?, width: Points) -> [FlowItem] {
    let usual = min(max(count, 1), 200)
    let fewest = min(max(least ?? usual, 1), usual)
    return (0..<fewest).map { index in
      var strip = writingLine(width: width)
      strip.spaceAfter = index == fewest - 1 ? theme.blockSpace / 2 : 0
      strip.keepsWithNext = index < fewest - 1 && (index == 0 || index == fewest - 2)
      if least != nil, index == fewest - 1 {
        strip.writing = WritingRoom(usual: usual - fewest, most: 2 * usual - fewest)
      }
      return .strip(strip)
    }
  }

  /// Ruled lines that fill what stays empty of a page.
  mutating func fillingLines(label: String, least: Int, width: Points) throws(LayoutError) -> FillingLines {
    var label = label.isEmpty ? [] : try strips([.plain(label)], theme.label, width: width, tag: .paragraph)
    if !label.isEmpty { label[0].spaceBefore = theme.blockSpace }
    return FillingLines(label: label, line: writingLine(width: width), least: max(least, 1))
  }

  private func writingLine(width: Points) -> Strip {
    let line = Path(through: [.zero, Point(x: width, y: 0)], closed: false)
    let paint = Paint(stroke: .init(color: theme.color(.hairline), width: theme.hairline))
    let place = Point(x: 0, y: theme.writingPitch - theme.hairline)
    return Strip(height: theme.writingPitch, items: [Placed(.shape(line, paint), at: place)])
  }

  // MARK: - What stands together

  /// Chains the strips of a flow that fits on a page. A form, which begins with a heading and holds room to write on, may go on
  /// with that room on the next page, below its heading again, where much of this one would stay empty otherwise.
  mutating func keptTogether(_ blocks: [Block], width: Points, depth: Int) throws(LayoutError) -> [FlowItem] {
    let joint = Self.writingRoom(in: blocks)
    let upper = FlowItem.inPlace(try flow(of: Array(blocks[..<(joint ?? blocks.count)]), width: width, depth: depth))
    var flow = upper
    if let joint {
      flow += FlowItem.inPlace(try self.flow(of: Array(blocks[joint...]), width: width, depth: depth))
    }
    let pages = Paginator.pages(of: flow, height: pageHeight, grid: theme.grid)
    guard pages.count == 1 else { return flow }
    let last = flow.lastIndex { if case .strip = $0 { true } else { false } }
    flow = flow.enumerated().map { index, item in index == last ? item : item.keptWithNext() }
    guard joint != nil else { return flow }
    return try goingOn(flow, below: blocks.first, from: upper.count, width: width)
  }

  /// The first block of a form's room to write on, with its label; nil where there is no form.
  private static func writingRoom(in blocks: [Block]) -> Int? {
    guard case .heading? = blocks.first,
      let lines = blocks.firstIndex(where: { if case .writingLines(_, .some) = $0 { true } else { false } })
    else { return nil }
    let first = if case .paragraph = blocks[lines - 1] { lines - 1 } else { lines }
    return first > 1 ? first : nil
  }

  /// A form whose room to write on may open a page, below the form's heading.
  private mutating func goingOn(
    _ form: [FlowItem], below heading: Block?, from joint: Int, width: Points
  ) throws(LayoutError) -> [FlowItem] {
    guard case .heading(let heading)? = heading,
      let end = form[..<joint].lastIndex(where: { if case .strip = $0 { true } else { false } })
    else { return form }
    var title = heading.title + [.plain(Table.Continuation.chinese.group)]
    if let number = heading.number { title.insert(.plain("\(number)\u{3000}"), at: 0) }
    let repeated = try lines(title, Theme.look(theme.headings, level: 4), width: width).map { line in
      Strip(
        height: line.height, items: line.items, spaceAfter: theme.headings.last?.spaceAfter ?? 0,
        keepsWithNext: true)
    }
    let frame = TableFrame(number: newNumber(), repeated: repeated, closing: [])
    var form = form
    for index in form.indices {
      guard case .strip(var strip) = form[index] else { continue }
      if index == end {
        strip.mostEmpty = pageHeight * theme.mostEmptyAboveWritingRoom
        strip.partsOnlyWhereMoreFollows = true
      }
      if strip.kind == .heading { strip.showsHeadOf = frame.number }
      if index >= joint, strip.table == nil { strip.table = frame }
      form[index] = .strip(strip)
    }
    return form
  }
}
