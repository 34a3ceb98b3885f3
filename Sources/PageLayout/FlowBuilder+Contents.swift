import Canvas
import DocumentModel

extension Theme {
  /// How much closer entries of the contents may stand so that none are left over for another page: shares of their leading and
  /// of the space above them.
  fileprivate static let contentsSteps: [(leading: Double, space: Double)] = [(1, 0.8), (0.97, 0.65), (0.94, 0.5)]
}

extension FlowBuilder {
  /// The table of contents: entries with dotted leaders and page numbers, all of which are links.
  ///
  /// Where its last page would hold a few lines only, they are drawn in: entries stand closer, down to a limit; else the
  /// pages are balanced.
  mutating func contents(title: String, levels: Int, width: Points) throws(LayoutError) -> [FlowItem] {
    let usual = try setContents(title: title, levels: levels, width: width)
    let (count, last) = extent(of: usual)
    guard count > 1, !title.isEmpty, last < pageHeight * theme.shortLastPage else { return usual }
    let looks = theme.contents
    defer { theme.contents = looks }
    for step in Theme.contentsSteps {
      theme.contents = looks.map { look in
        var look = look
        look.leading *= step.leading
        look.spaceBefore *= step.space
        return look
      }
      let closer = try setContents(title: title, levels: levels, width: width)
      if extent(of: closer).count < count { return closer }
    }
    return balanced(usual)
  }

  /// How many pages a flow takes, and how much of the last.
  private func extent(of flow: [FlowItem]) -> (count: Int, last: Points) {
    let pages = Paginator.pages(of: flow, height: pageHeight, grid: theme.grid)
    return (pages.count, pages.last?.column.height ?? 0)
  }

  /// Contents whose last page holds so much that it does not look left over, and begins with a chapter if it can.
  private func balanced(_ flow: [FlowItem]) -> [FlowItem] {
    var below: Points = 0
    var anyEntry: Int?
    for index in flow.indices.reversed() {
      guard case .strip(let strip) = flow[index], strip.kind != .heading else { continue }
      below += strip.height + strip.spaceBefore
      guard below < pageHeight / 2 else { break }
      guard below >= pageHeight * theme.shortLastPage else { continue }
      if strip.beginsContentsOfChapter { return FlowBuilder.parted(flow, at: index) }
      if anyEntry == nil, index > 0, case .strip(let previous) = flow[index - 1], !previous.keepsWithNext {
        anyEntry = index
      }
    }
    return anyEntry.map { FlowBuilder.parted(flow, at: $0) } ?? flow
  }

  private static func parted(_ flow: [FlowItem], at index: Int) -> [FlowItem] {
    Array(flow[..<index]) + [.pageBreak] + flow[index...]
  }

  private mutating func setContents(title: String, levels: Int, width: Points) throws(LayoutError) -> [FlowItem] {
    var flow: [FlowItem] = []
    let listed = headings.filter { $0.isListed && $0.level <= max(levels, 1) }
    if !title.isEmpty {
      let look = Theme.look(theme.headings, level: 1)
      let strips = try strips([.plain(title)], look, width: width, tag: .heading1)
      flow = [.pageBreak, .runningHead(title)]
      for var strip in strips {
        strip.keepsWithNext = !listed.isEmpty
        flow.append(.strip(strip))
      }
    }
    let outer = place
    place = LayoutPlace(path: title.isEmpty ? [] : [title])
    defer { place = outer }
    let contents = element(.contents)
    for heading in listed {
      for var strip in try entry(heading, width: width) {
        strip.elements.insert(contents, at: 0)
        flow.append(.strip(strip))
      }
    }
    return flow
  }

  private mutating func entry(_ heading: Heading, width: Points) throws(LayoutError) -> [Strip] {
    let look = Theme.look(theme.contents, level: heading.level)
    let target = LinkTarget.destination(try FlowText.destination(heading.anchor))
    let indent = Points(min(max(heading.level, 1), 4) - 1) * theme.body.size * 1.6
    let number = try oneLine(pageNumbers[heading.anchor.name] ?? "00", look, width: 60)
    let item = element(.contentsItem)
    var title = FlowText.withoutMarks(heading.title)
    if let printed = heading.number { title.insert(.plain("\(printed)\u{3000}"), at: 0) }
    let room = max(width - indent - number.width - look.size * 2, look.size)
    let lines = try lines(title, look, width: room)
    return lines.enumerated().map { index, line in
      var items = line.items.map {
        Placed($0.item, at: Point(x: $0.origin.x + indent, y: $0.origin.y))
      }
      if index == lines.count - 1 {
        let left = width - number.width
        items += leader(
          from: indent + line.end + look.size * 0.6, to: left - look.size * 0.5, y: line.baseline)
        items.append(Placed(.group(number.items), at: Point(x: left, y: line.baseline)))
      }
      items.append(
        Placed(.link(target, Size(width: width - indent, height: line.height)), at: Point(x: indent, y: 0)))
      return Strip(
        height: line.height, items: items, spaceBefore: index == 0 ? look.spaceBefore : 0,
        keepsWithNext: index < lines.count - 1 || heading.level == 1, baseline: line.baseline,
        elements: [item], beginsContentsOfChapter: index == 0 && heading.level == 1)
    }
  }

  /// Dots that stand below each other in every entry: their places are counted from the right edge.
  private func leader(from start: Points, to end: Points, y: Points) -> [Placed] {
    let pitch: Points = 4
    let count = ((end - start) / pitch).rounded(.down)
    guard count >= 1 else { return [] }
    let line = Path(through: [Point(x: end - count * pitch, y: y), Point(x: end, y: y)], closed: false)
    let stroke = Paint.Stroke(color: theme.color(.muted), width: 0.8, dashes: [0.8, pitch - 0.8])
    return [Placed(.shape(line, Paint(stroke: stroke)), at: Point(x: 0, y: -0.4))]
  }
}
