import Canvas
import DocumentModel
import Fonts
import Typesetting

/// Turns blocks into the flow of a column: measures and sets everything, decides nothing about pages.
struct FlowBuilder<Setter: TextSetting> {
  /// The design; smaller than usual only while a page that must hold everything is set.
  var theme: Theme
  let setter: Setter
  /// The headings that contents list.
  let headings: [Heading]
  /// What the cover has to say; empty for nothing.
  let label: String
  /// The printed page by anchor, from the pass before; empty in the first.
  var pageNumbers: [String: String] = [:]
  /// The height of a page's column: nothing in the flow is taller.
  let pageHeight: Points
  /// Where the present block stands, for messages.
  var place = LayoutPlace()
  /// The characters that no font has, found so far.
  let missing = MissingGlyphLog()

  /// What stands right above the present block.
  var above = Above()

  /// The height that a page has for what begins here: less headings that are kept above it, and the edges of a panel.
  var roomHere: Points
  /// The height that later pages have for what goes on there.
  var roomLater: Points

  /// Whether the present blocks stand in columns or a panel, where body text is smaller.
  var isCompact = false

  private var lastNumber = 0

  init(theme: Theme, setter: Setter, headings: [Heading], label: String = "") {
    self.theme = theme
    self.setter = setter
    self.headings = headings
    self.label = label
    pageHeight = theme.textBlock.size.height
    roomHere = pageHeight
    roomLater = pageHeight
  }

  /// A number that no other element or table has.
  mutating func newNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// A new element of the structure tree.
  mutating func element(_ tag: StructureTag) -> Strip.Element {
    Strip.Element(number: newNumber(), tag: tag)
  }

  /// The flow of blocks in a column of some width.
  mutating func flow(of blocks: [Block], width: Points, depth: Int = 0) throws(LayoutError) -> [FlowItem] {
    var flow: [FlowItem] = []
    above.kept = []
    for (block, isBelowLabel) in zip(blocks, FlowBuilder.areBelowLabels(blocks)) {
      flow += try self.flow(of: block, isBelowLabel: isBelowLabel, width: width, depth: depth)
    }
    return flow
  }

  /// The flow of a block, off the grid where it continues what stands below a label.
  mutating func flow(
    of block: Block, isBelowLabel: Bool, width: Points, depth: Int
  ) throws(LayoutError) -> [FlowItem] {
    let (kept, outerRoom) = (above.kept, roomHere)
    if FlowBuilder.needsRoom(block) { roomHere = room(below: kept) }
    defer { roomHere = outerRoom }
    let flow = try flow(of: block, width: width, depth: depth)
    above.kept = FlowBuilder.kept(at: flow, after: kept)
    return isBelowLabel ? FlowBuilder.withoutFirstSnap(flow) : flow
  }

  /// Which of several blocks follow a label, directly or after paragraphs of text that do.
  static func areBelowLabels(_ blocks: [Block]) -> [Bool] {
    var isBelowLabel = false
    return blocks.map { block in
      defer {
        switch block {
        case .paragraph(let paragraph) where paragraph.style == .label: isBelowLabel = !paragraph.content.isEmpty
        case .paragraph(let paragraph) where paragraph.style == .body || paragraph.style == .flush: break
        default: isBelowLabel = false
        }
      }
      return isBelowLabel
    }
  }

  /// The flow without the step to the grid at its top, so that what a label names always stands equally close to it.
  private static func withoutFirstSnap(_ flow: [FlowItem]) -> [FlowItem] {
    var flow = flow
    for index in flow.indices {
      guard case .strip(var strip) = flow[index] else { break }
      strip.snapsToGrid = false
      flow[index] = .strip(strip)
      // A marker without height stands beside the strip that follows it.
      if strip.height > 0 { break }
    }
    return flow
  }

  /// The flow of one block. `depth` counts lists, columns and panels around it; the walk that collected the
  /// references has bounded all nesting before.
  private mutating func flow(of block: Block, width: Points, depth: Int) throws(LayoutError) -> [FlowItem] {
    guard depth <= FlowLimits.depth else { throw .nestedTooDeeply }
    let isBelowHeading = above.isHeading
    above.isHeading = if case .heading = block { true } else { false }
    switch block {
    case .heading(let heading): return try flow(of: heading, width: width, isNested: depth > 0)
    case .paragraph(let paragraph):
      var look = look(of: paragraph.style)
      if paragraph.hangs { look.hangingIndent = try labelWidth(paragraph.content, look, width: width) }
      var strips = try strips(paragraph.content, look, width: width, tag: .paragraph)
      // A label belongs to what stands below it, a lead sentence to what it leads to, and a line or two below a
      // heading are no company for it at the end of a page.
      let leads = paragraph.style == .label || paragraph.style == .lead || isBelowHeading && strips.count <= 2
      if leads, !strips.isEmpty {
        strips[strips.count - 1].keepsWithNext = true
        // A label and a lead sentence have nothing to say alone, whatever stays empty.
        if paragraph.style != .label, paragraph.style != .lead {
          strips[strips.count - 1].mostEmpty = pageHeight * theme.mostEmptyBelowHeading
        }
      }
      return strips.map(FlowItem.strip)
    case .list(let list): return try flow(of: list, width: width, depth: depth)
    case .table(let table): return try flow(of: table, width: width)
    case .figure(let figure):
      let flow = try flow(of: figure, width: width, roomLater: depth > 0 ? roomHere : pageHeight)
      // A figure right below a heading is what the heading announces.
      return depth > 0 || isBelowHeading ? flow : [.float(flow)]
    case .contents(let title, let levels): return try contents(title: title, levels: levels, width: width)
    case .columns(let columns):
      let flow = try flow(of: columns, width: width, depth: depth)
      // Figures that open a chapter stand with its first words.
      let mostEmpty = pageHeight * theme.mostEmptyBelowFigures
      return isBelowHeading ? flow.map { $0.keptWithNext(mostEmpty: mostEmpty) } : flow
    case .panel(let blocks): return try panel(blocks, width: width, depth: depth)
    case .keepTogether(let blocks):
      return try keptTogether(blocks, width: width, depth: depth)
    case .onePage(let blocks): return try flowOnOnePage(blocks, width: width, depth: depth)
    case .writingLines(let count, let least): return writingLines(count, least: least, width: width)
    case .fillingLines(let label, let least):
      return [.filling(try fillingLines(label: label, least: least, width: width))]
    case .keyFigure(let figure): return try flow(of: figure, width: width)
    case .cover(let cover):
      guard depth == 0 else { throw .nestedCover }
      return [.fullPage(try self.cover(cover))]
    case .pageBreak: return [.pageBreak]
    case .space(let lines): return [.space(lines.isFinite ? min(max(lines, 0) * theme.grid, pageHeight) : 0)]
    case .rule: return [.strip(rule(width: width))]
    case .runningHead(let text): return [.runningHead(text)]
    }
  }

  /// The look of a paragraph style where the present block stands.
  func look(of style: ParagraphStyleName) -> Theme.TextLook {
    isCompact && (style == .body || style == .flush) ? theme.compactBody : theme.look(of: style)
  }

  /// The flow of blocks in columns or a panel.
  mutating func compactFlow(of blocks: [Block], width: Points, depth: Int) throws(LayoutError) -> [FlowItem] {
    let outer = isCompact
    isCompact = true
    defer { isCompact = outer }
    return try flow(of: blocks, width: width, depth: depth)
  }

  private func rule(width: Points) -> Strip {
    let line = Path(through: [.zero, Point(x: width, y: 0)], closed: false)
    let paint = Paint(stroke: .init(color: theme.color(.primary), width: theme.tableRule))
    return Strip(
      height: theme.tableRule, items: [Placed(.shape(line, paint), at: Point(x: 0, y: theme.tableRule / 2))],
      spaceBefore: 6, spaceAfter: 6)
  }

  // MARK: - Headings and lists

  private mutating func flow(
    of heading: Heading, width: Points, isNested: Bool
  ) throws(LayoutError) -> [FlowItem] {
    var look = Theme.look(theme.headings, level: heading.level)
    if isCompact, heading.level > 2 { look.spaceAfter = 1 }
    let title = FlowText.plain(heading.title)
    let name = [heading.number, title].compactMap(\.self).joined(separator: " ")
    place = LayoutPlace(path: place.path.prefix(max(heading.level, 1) - 1) + [name])
    var content = heading.title
    if let number = heading.number { content.insert(.plain("\(number)\u{3000}"), at: 0) }
    let tags: [StructureTag] = [.heading1, .heading2, .heading3, .heading4]
    let tag = tags[min(max(heading.level, 1), tags.count) - 1]
    var strips = try strips(content, look, width: width, tag: tag)
    if strips.isEmpty { strips = [Strip(height: 0, items: [])] }
    for index in strips.indices {
      strips[index].keepsWithNext = true
      strips[index].kind = .heading
    }
    strips[0].items.insert(Placed(.destination(try FlowText.destination(heading.anchor)), at: .zero), at: 0)
    var flow = strips.map(FlowItem.strip)
    if heading.level <= 1, !isNested {
      let head = [heading.number, title].compactMap(\.self).joined(separator: "\u{3000}")
      if heading.runsOn {
        strips[0].spaceBefore = theme.chapterSpace
        flow = [.breakUnlessLeft(pageHeight * theme.chapterRoom), .runningHead(head)] + strips.map(FlowItem.strip)
      } else {
        flow = [.pageBreak, .runningHead(head)] + flow
      }
    }
    return flow
  }

  private mutating func flow(of list: List, width: Points, depth: Int) throws(LayoutError) -> [FlowItem] {
    let look = look(of: .flush)
    let digits = String(list.items.count).count
    let indent: Points =
      switch list.marker {
      case .none: 0
      case .bullet, .number: min(look.size * (1.1 + 0.55 * Double(digits)), width / 4)
      case .tickBox: min(look.size * 1.65, width / 4)
      }
    let outer = element(.list)
    var flow: [FlowItem] = []
    for (index, blocks) in list.items.enumerated() {
      let item = element(.listItem)
      let body = element(.listBody)
      let content = try self.flow(of: blocks, width: width - indent, depth: depth + 1)
      let marker = try marker(list.marker, index: index, look)
      var isFirst = true
      for part in content {
        guard case .strip(var strip) = part else {
          flow.append(part)
          continue
        }
        strip = strip.moved(right: indent)
        strip.elements = [outer, item, body] + strip.elements
        if isFirst, let marker {
          flow.append(.strip(label(marker, beside: strip, [outer, item, element(.label)])))
          strip.spaceBefore = 0
        }
        isFirst = false
        flow.append(.strip(strip))
      }
      if isFirst, let marker {
        // An item without content still counts.
        flow.append(.strip(Strip(height: marker.height, items: marker.items, elements: [outer, item])))
      }
    }
    return flow
  }

  /// A marker as a strip without height, on the baseline of the strip that it precedes.
  private func label(_ marker: SetLine, beside strip: Strip, _ elements: [Strip.Element]) -> Strip {
    let offset = (strip.baseline ?? marker.baseline) - marker.baseline
    return Strip(
      height: 0, items: [Placed(.group(marker.items), at: Point(x: 0, y: offset))],
      spaceBefore: strip.spaceBefore,
      keepsWithNext: true, snapsToGrid: strip.snapsToGrid, elements: elements)
  }

  private mutating func marker(
    _ marker: List.Marker, index: Int, _ look: Theme.TextLook
  ) throws(LayoutError) -> SetLine? {
    var look = look
    look.font.family = .sans
    look.color = .primary
    look.isTabular = true
    switch marker {
    case .none: return nil
    case .tickBox: return try lines([.tickBox(label: "")], look, width: 1000).first
    case .bullet: return try lines([.plain("•")], look, width: 1000).first
    case .number: return try lines([.plain("\(index + 1)")], look, width: 1000).first
    }
  }
}
