import Canvas

/// Fills columns of one height with a flow. This is the only loop that decides where pages end.
///
/// Strips that keep with their next form a chain; a chain goes to the next column as a whole unless that leaves more of
/// the page empty than its joints are worth, or it is taller than a column. A figure that finds no room waits for the
/// top of the next column; it stands below a table that goes on there, unless that fills the column. Every turn places a strip or consumes an item, so the loop ends for any heights.
struct Paginator {
  /// A page: a filled column under a running head, or a full page.
  struct Page {
    var column = FilledColumn()
    var runningHead = ""
    var fullPage: [Placed]?
  }

  private let height: Points
  private let grid: Points
  /// The share of a page that may stay empty so that a figure stands before the heading that follows it.
  private let mostEmptyBeforeHeading = 0.2
  /// How many items ahead the end of a chapter is looked for.
  private static let farthestLook = 400
  private var pages: [Page] = []
  private var column = FilledColumn()
  private var runningHead = ""
  private var pageHead = ""
  private var spaceAfter: Points = 0
  private var shownHeads: Set<Int> = []
  /// Figures that wait for the top of the next column.
  private var waiting: [[FlowItem]] = []
  /// The table that goes on at the top of the column, before the figures that wait.
  private var tableBeforeFigures: Int?
  /// Lines that fill the present column if it ends with so many strips as it has now.
  private var filling: (lines: FillingLines, after: Int)?

  /// The columns of a flow, none of them empty.
  static func pages(of flow: [FlowItem], height: Points, grid: Points) -> [Page] {
    var paginator = Paginator(height: height, grid: grid)
    paginator.run(flow)
    return paginator.pages
  }

  private init(height: Points, grid: Points) {
    self.height = max(height, 1)
    self.grid = grid
  }

  private mutating func run(_ flow: [FlowItem]) {
    place(flow, from: flow.startIndex, to: flow.endIndex, looksAhead: true)
    endChapter()
  }

  /// Places the items of a part of a flow; where it looks ahead, a table may wait for the figures before it.
  private mutating func place(_ flow: [FlowItem], from start: Int, to last: Int, looksAhead: Bool) {
    var index = start
    while index < last {
      switch flow[index] {
      case .pageBreak: endChapter()
      case .breakUnlessLeft(let room):
        if tableBeforeFigures != nil { placeWaiting() }
        while !waiting.isEmpty { endPage() }
        if height - column.height < room { endPage() }
      case .runningHead(let text):
        runningHead = text
        if column.entries.isEmpty { pageHead = text }
      case .fullPage(let items):
        endChapter()
        pages.append(Page(runningHead: "", fullPage: items))
      case .space(let space):
        if !column.entries.isEmpty { spaceAfter = max(spaceAfter, 0) + max(space, 0) }
      case .float(let items): float(items)
      case .filling(let lines): filling = (lines, column.entries.count)
      case .strip(let strip):
        if let table = tableBeforeFigures, strip.table?.number != table { placeWaiting() }
        endPageOvertaken(by: strip)
        let end = endOfChain(flow, from: index)
        if looksAhead, tableShouldWait(flow, from: index, chain: index...end) { endPage() }
        place(FlowItem.inPlace(Array(flow[index...end]))[...])
        index = end
      }
      index += 1
    }
  }

  /// Whether the table that a chain begins stands better below the figures that wait, on the next page: it is the last of
  /// its chapter, the page is nearly full, and with the table first much of a page would stay empty above the figures.
  private func tableShouldWait(_ flow: [FlowItem], from start: Int, chain: ClosedRange<Int>) -> Bool {
    let empty = height - column.height
    guard !waiting.isEmpty, !column.entries.isEmpty, empty <= height * mostEmptyBeforeHeading,
      flow[chain].contains(where: \.beginsTable), let end = endOfChapter(flow, after: chain.upperBound)
    else { return false }
    /// What stays empty of the last page before the figures that still wait at the end of the chapter.
    func emptyAboveFigures(_ paginator: Paginator) -> Points {
      var attempt = paginator
      attempt.place(flow, from: start, to: end, looksAhead: false)
      if attempt.tableBeforeFigures != nil { attempt.placeWaiting() }
      return attempt.waiting.isEmpty ? 0 : height - attempt.column.height
    }
    var later = self
    later.endPage()
    return max(empty, emptyAboveFigures(later)) < emptyAboveFigures(self)
  }

  /// Where the chapter ends if that is near: a longer look ahead would take time and tell nothing about the figures here.
  private func endOfChapter(_ flow: [FlowItem], after start: Int) -> Int? {
    for index in start..<min(start + Self.farthestLook, flow.endIndex) {
      switch flow[index] {
      case .pageBreak, .breakUnlessLeft, .fullPage: return index
      case .strip(let strip): if strip.kind == .heading { return nil }
      case .space, .runningHead, .float, .filling: break
      }
    }
    return start + Self.farthestLook < flow.endIndex ? nil : flow.endIndex
  }

  /// The last item of the chain that begins here; a chain may hold spaces and figures, and ends where the page must.
  private func endOfChain(_ flow: [FlowItem], from start: Int) -> Int {
    var end = start
    var index = start
    while index < flow.endIndex {
      switch flow[index] {
      case .strip(let strip):
        end = index
        if !strip.keepsWithNext { return end }
      case .space, .runningHead, .filling: break
      case .float: return index
      case .pageBreak, .breakUnlessLeft, .fullPage: return end
      }
      index += 1
    }
    return end
  }

  // MARK: - Placing

  private mutating func place(_ chain: ArraySlice<FlowItem>) {
    var attempt = self
    if attempt.fill(chain) == nil {
      self = attempt
      return
    }
    let isFresh = column.entries.isEmpty
    if let rest = placeBeginning(of: chain, leaving: isFresh ? .infinity : height - column.height) {
      endPage(before: rest.first)
      place(rest)
    } else if isFresh {
      for item in chain { placeAlone(item) }
    } else {
      endPage(before: chain.first)
      place(chain)
    }
  }

  /// Places as much of a chain as the column holds where the chain may be parted: inside a row that may be divided, or
  /// at the cheapest joint that costs less than `empty`, the height that stays empty otherwise. Returns the rest of it.
  private mutating func placeBeginning(
    of chain: ArraySlice<FlowItem>, leaving empty: Points
  ) -> ArraySlice<FlowItem>? {
    var upTo = self
    guard let overflow = upTo.fill(chain) else { return nil }
    var before = self
    guard before.fill(chain[..<overflow]) == nil else { return nil }
    if case .strip(let strip) = chain[overflow], let parts = strip.parts(room: before.room(for: strip)) {
      before.put(parts.upper)
      self = before
      var rest = chain[overflow...]
      rest[overflow] = .strip(parts.lower)
      return rest
    }
    guard let joint = cheapestJoint(of: chain[..<overflow], below: empty) else { return nil }
    _ = fill(chain[...joint])
    return chain[(joint + 1)...]
  }

  /// The place of the strip below which it costs least to end the page, and less than `most`; the last one of equals.
  ///
  /// A joint costs what it is worth, or the height that stays empty below it where that is more.
  private func cheapestJoint(of beginning: ArraySlice<FlowItem>, below most: Points) -> Int? {
    var upTo = self
    var cheapest: (index: Int, cost: Points)?
    for index in beginning.indices {
      _ = upTo.fill(beginning[index...index])
      guard case .strip(let strip) = beginning[index], strip.keepsWithNext else { continue }
      let cost = max(strip.mostEmpty, height - upTo.column.height)
      if cost < most, cost <= cheapest?.cost ?? most { cheapest = (index, cost) }
    }
    return cheapest?.index
  }

  /// Places a chain in the present column; the place of the first strip that does not fit, nil where all do.
  private mutating func fill(_ chain: ArraySlice<FlowItem>) -> Int? {
    for index in chain.indices {
      switch chain[index] {
      case .strip(let strip):
        put(strip)
        if column.height > height + 0.01 { return index }
      case .space(let space): if !column.entries.isEmpty { spaceAfter += max(space, 0) }
      case .runningHead(let text): runningHead = text
      case .pageBreak, .breakUnlessLeft, .filling, .fullPage, .float: break
      }
    }
    return nil
  }

  /// Places an item of a chain that is taller than a page.
  private mutating func placeAlone(_ item: FlowItem) {
    var attempt = self
    if attempt.fill([item]) != nil, !column.entries.isEmpty {
      endPage(before: item)
      attempt = self
      _ = attempt.fill([item])
    }
    self = attempt
  }

  /// Places a figure here, or keeps it for the top of the next column.
  private mutating func float(_ items: [FlowItem]) {
    var attempt = self
    if waiting.isEmpty, column.entries.isEmpty || attempt.fill(items[...]) == nil {
      place(items[...])
    } else {
      waiting.append(items)
    }
  }

  /// Ends the page where a heading would overtake a figure that waits, unless a good part of the page is left.
  private mutating func endPageOvertaken(by strip: Strip) {
    guard strip.kind == .heading, !waiting.isEmpty, height - column.height < height * mostEmptyBeforeHeading else {
      return
    }
    endPage()
  }

  /// The height that is left for a strip.
  private func room(for strip: Strip) -> Points {
    var attempt = self
    var empty = strip
    empty.height = 0
    attempt.put(empty)
    return height - attempt.column.height
  }

  private mutating func put(_ strip: Strip) {
    if let table = strip.table, !shownHeads.contains(table.number) {
      shownHeads.insert(table.number)
      for head in table.repeated { append(head) }
    }
    if let number = strip.showsHeadOf { shownHeads.insert(number) }
    append(strip)
  }

  private mutating func append(_ strip: Strip) {
    var top = column.height
    if !column.entries.isEmpty { top += max(spaceAfter, strip.spaceBefore) }
    if strip.snapsToGrid, grid > 0 {
      let step = grid / 2
      top = (top / step - 0.001).rounded(.up) * step
    }
    column.entries.append(FilledColumn.Entry(top: max(top, 0), strip: strip))
    column.height = max(top, 0) + strip.height
    spaceAfter = strip.spaceAfter
  }

  /// Sets the lines that fill what stays empty below the last strip of the page.
  private mutating func fillPage() {
    defer { filling = nil }
    guard let (lines, after) = filling, after > 0, after == column.entries.count else { return }
    var attempt = self
    for strip in lines.label { attempt.append(strip) }
    guard Int((height + 0.01 - attempt.column.height) / max(lines.line.height, 1)) >= lines.least else { return }
    while attempt.column.height + lines.line.height <= height + 0.01 { attempt.append(lines.line) }
    self = attempt
  }

  /// Ends the page, and those that waiting figures fill.
  private mutating func endChapter() {
    if tableBeforeFigures != nil { placeWaiting() }
    repeat { endPage() } while !column.entries.isEmpty
  }

  /// Ends the page; figures that wait open the next one, unless a table goes on there that they would stand in the middle of.
  private mutating func endPage(before next: FlowItem? = nil) {
    fillPage()
    let table = next.flatMap(tableGoingOn)
    if let last = column.entries.last {
      if let table = last.strip.table, !table.closing.isEmpty {
        column.closings += table.closing.map { Placed($0.item, at: Point(x: $0.origin.x, y: column.height)) }
      }
      pages.append(Page(column: column, runningHead: pageHead))
    }
    column = FilledColumn()
    pageHead = runningHead
    spaceAfter = 0
    shownHeads = []
    if !waiting.isEmpty, let table, table != tableBeforeFigures {
      tableBeforeFigures = table
    } else {
      placeWaiting()
    }
  }

  /// The table that an item goes on with, a part of which stands on this page.
  private func tableGoingOn(_ item: FlowItem) -> Int? {
    guard case .strip(let strip) = item, let table = strip.table, shownHeads.contains(table.number) else { return nil }
    return table.number
  }

  /// Places the figures that wait; those that follow the first stand below it where they fit, or wait again.
  private mutating func placeWaiting() {
    tableBeforeFigures = nil
    let figures = waiting
    waiting = []
    for figure in figures { float(figure) }
  }
}

extension FlowItem {
  /// Whether it is the head of a table.
  fileprivate var beginsTable: Bool {
    if case .strip(let strip) = self { strip.showsHeadOf != nil } else { false }
  }
}
