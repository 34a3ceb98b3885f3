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

  private let fullHeight: Points
  /// The height of the first page, where something stands above it.
  private let firstHeight: Points
  /// A page that ends early so that the last one holds more than the end of a table, with its height.
  private var shortened: (page: Int, height: Points)?
  private let grid: Points
  /// The share of a page that may stay empty so that a figure stands before the heading that follows it.
  private let mostEmptyBeforeHeading = 0.2
  /// How many items ahead the end of a chapter is looked for.
  private static let farthestLook = 400
  private var pages: [Page] = []
  var column = FilledColumn()
  private var runningHead = ""
  private var pageHead = ""
  var spaceAfter: Points = 0
  private var shownHeads: Set<Int> = []
  /// Figures that wait for the top of the next column.
  private var waiting: [[FlowItem]] = []
  /// The table that goes on at the top of the column, before the figures that wait.
  private var tableBeforeFigures: Int?
  /// Lines that fill the present column if it ends with so many strips as it has now.
  var filling: (lines: FillingLines, after: Int)?

  /// The columns of a flow, none of them empty.
  ///
  /// - Parameters:
  ///   - firstHeight: the height of the first column, where something stands above it.
  ///   - shortLastPage: the share of a page below which the last one may not hold the end of a table alone.
  static func pages(
    of flow: [FlowItem], height: Points, firstHeight: Points? = nil, grid: Points, shortLastPage: Double = 0
  ) -> [Page] {
    var paginator = Paginator(height: height, firstHeight: firstHeight ?? height, grid: grid)
    paginator.run(flow, shortLastPage: shortLastPage)
    return paginator.pages
  }

  private init(height: Points, firstHeight: Points, grid: Points) {
    fullHeight = max(height, 1)
    self.firstHeight = max(firstHeight, 1)
    self.grid = grid
  }

  /// The height of the present page.
  var height: Points {
    if let shortened, shortened.page == pages.count { return shortened.height }
    return pages.isEmpty ? firstHeight : fullHeight
  }

  private mutating func run(_ flow: [FlowItem], shortLastPage: Double) {
    let lastChapter = flow.lastIndex(where: \.endsChapter) ?? flow.startIndex
    place(flow, from: flow.startIndex, to: lastChapter, looksAhead: true)
    let before = self
    finish(flow, from: lastChapter)
    // The end of a table alone on the last page takes a part of the page before along.
    let last = pages.count - 1
    guard shortLastPage > 0, last > 0, let first = pages[last].column.entries.first(where: { $0.strip.table != nil }),
      first.top < height / 4, before.pages.count < last
    else { return }
    let lack = fullHeight * shortLastPage - pages[last].column.height
    let room = pages[last - 1].column.height - lack
    guard lack > 0, room > fullHeight * (1 - shortLastPage) else { return }
    var balanced = before
    balanced.shortened = (last - 1, room)
    balanced.finish(flow, from: lastChapter)
    if balanced.pages.count == pages.count { self = balanced }
  }

  private mutating func finish(_ flow: [FlowItem], from start: Int) {
    place(flow, from: start, to: flow.endIndex, looksAhead: true)
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
        var chain = FlowItem.inPlace(Array(flow[index...end]))
        if chapterEnds(flow, after: end) { FlowItem.keepWhole(&chain) }
        place(chain[...])
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

  /// Whether nothing of the chapter but ruled lines follows an item.
  private func chapterEnds(_ flow: [FlowItem], after index: Int) -> Bool {
    for item in flow[(index + 1)...] {
      switch item {
      case .pageBreak, .breakUnlessLeft, .fullPage: return true
      case .strip, .float: return false
      case .space, .runningHead, .filling: break
      }
    }
    return true
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

  mutating func append(_ strip: Strip) {
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

  /// Ends the page, and those that waiting figures fill.
  private mutating func endChapter() {
    if tableBeforeFigures != nil { placeWaiting() }
    repeat { endPage() } while !column.entries.isEmpty
  }

  /// Ends the page; figures that wait open the next one, unless a table goes on there that they would stand in the middle of.
  private mutating func endPage(before next: FlowItem? = nil) {
    fillPage(isShortOfRoom: next != nil)
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
  /// Forbids the joints of a chain that are only worth it where the chapter goes on.
  fileprivate static func keepWhole(_ chain: inout [FlowItem]) {
    for index in chain.indices {
      guard case .strip(var strip) = chain[index], strip.partsOnlyWhereMoreFollows else { continue }
      strip.mostEmpty = .infinity
      chain[index] = .strip(strip)
    }
  }

  /// Whether what follows may begin a page for a new chapter.
  fileprivate var endsChapter: Bool {
    switch self {
    case .pageBreak, .breakUnlessLeft: true
    default: false
    }
  }

  /// Whether it is the head of a table.
  fileprivate var beginsTable: Bool {
    if case .strip(let strip) = self { strip.showsHeadOf != nil } else { false }
  }
}
