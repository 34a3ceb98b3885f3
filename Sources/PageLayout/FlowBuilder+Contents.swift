import Canvas
import DocumentModel

extension FlowBuilder {
  /// The table of contents: entries with dotted leaders and page numbers, all of which are links.
  mutating func contents(title: String, levels: Int, width: Points) throws(LayoutError) -> [FlowItem] {
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
        elements: [item])
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
