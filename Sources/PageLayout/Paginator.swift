import Canvas

/// Fills columns of one height with a flow. This is the only loop that decides where pages end.
///
/// Strips that keep with their next form a chain; a chain goes to the next column as a whole unless it is taller than
/// one. Every turn places a strip or consumes an item, so the loop ends for any heights.
struct Paginator {
  /// A page: a filled column under a running head, or a full page.
  struct Page {
    var column = FilledColumn()
    var runningHead = ""
    var fullPage: [Placed]?
  }

  private let height: Points
  private let grid: Points
  private var pages: [Page] = []
  private var column = FilledColumn()
  private var runningHead = ""
  private var pageHead = ""
  private var spaceAfter: Points = 0
  private var shownHeads: Set<Int> = []

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
    var index = flow.startIndex
    while index < flow.endIndex {
      switch flow[index] {
      case .pageBreak: endPage()
      case .breakUnlessLeft(let room): if height - column.height < room { endPage() }
      case .runningHead(let text):
        runningHead = text
        if column.entries.isEmpty { pageHead = text }
      case .fullPage(let items):
        endPage()
        pages.append(Page(runningHead: "", fullPage: items))
      case .space(let space):
        if !column.entries.isEmpty { spaceAfter = max(spaceAfter, 0) + max(space, 0) }
      case .strip:
        let end = endOfChain(flow, from: index)
        place(flow[index...end])
        index = end
      }
      index = flow.index(after: index)
    }
    endPage()
  }

  /// The last item of the chain that begins here; a chain may hold spaces, and ends where the page must.
  private func endOfChain(_ flow: [FlowItem], from start: Int) -> Int {
    var end = start
    var index = start
    while index < flow.endIndex {
      switch flow[index] {
      case .strip(let strip):
        end = index
        if !strip.keepsWithNext { return end }
      case .space, .runningHead: break
      case .pageBreak, .breakUnlessLeft, .fullPage: return end
      }
      index += 1
    }
    return end
  }

  // MARK: - Placing

  private mutating func place(_ chain: ArraySlice<FlowItem>) {
    var attempt = self
    if attempt.fill(chain) {
      self = attempt
      return
    }
    if !column.entries.isEmpty {
      var fresh = self
      fresh.endPage()
      if fresh.fill(chain) {
        self = fresh
        return
      }
    }
    for item in chain { placeAlone(item) }
  }

  /// Places a chain in the present column; false where it does not fit.
  private mutating func fill(_ chain: ArraySlice<FlowItem>) -> Bool {
    for item in chain {
      switch item {
      case .strip(let strip):
        put(strip)
        if column.height > height + 0.01 { return false }
      case .space(let space): if !column.entries.isEmpty { spaceAfter += max(space, 0) }
      case .runningHead(let text): runningHead = text
      case .pageBreak, .breakUnlessLeft, .fullPage: break
      }
    }
    return true
  }

  /// Places an item of a chain that is taller than a page.
  private mutating func placeAlone(_ item: FlowItem) {
    var attempt = self
    if !attempt.fill([item]), !column.entries.isEmpty {
      endPage()
      attempt = self
      _ = attempt.fill([item])
    }
    self = attempt
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

  private mutating func endPage() {
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
  }
}
