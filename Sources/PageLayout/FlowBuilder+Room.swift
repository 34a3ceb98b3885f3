import Canvas
import DocumentModel

/// What stands right above a block: it takes room from what has to stand below it.
struct Above {
  /// Whether the block above is a heading.
  var isHeading = false
  /// The end of the flow that keeps with what follows: headings, and lead sentences below them.
  var kept: [FlowItem] = []
}

extension FlowBuilder {
  /// The share of a page that has to be left below headings and leads; where they take more, what follows them gets a page
  /// of its own.
  private static var leastRoom: Double { 0.25 }

  /// Whether the room on the page decides how a block is drawn.
  static func needsRoom(_ block: Block) -> Bool {
    switch block {
    case .figure, .columns, .panel, .list, .keepTogether: true
    default: false
    }
  }

  /// The height that is left of the present room below what is kept above a block.
  func room(below kept: [FlowItem]) -> Points {
    guard !kept.isEmpty else { return roomHere }
    // What a chart, columns and a panel have above them.
    let end = FlowItem.strip(Strip(height: 0, items: [], spaceBefore: theme.blockSpace))
    let pages = Paginator.pages(of: kept + [end], height: pageHeight * 4, grid: theme.grid)
    let room = roomHere - (pages.last?.column.height ?? 0)
    return pages.count == 1 && room >= pageHeight * Self.leastRoom ? room : roomHere
  }

  /// The items at the end of a flow that keep with what follows; `before` belongs to them where the whole flow does.
  static func kept(at flow: [FlowItem], after before: [FlowItem]) -> [FlowItem] {
    var start = flow.endIndex
    search: while start > flow.startIndex {
      switch flow[start - 1] {
      case .strip(let strip): if !strip.keepsWithNext { break search }
      case .space, .runningHead, .filling: break
      case .pageBreak, .breakUnlessLeft, .float, .fullPage: break search
      }
      start -= 1
    }
    return start == flow.startIndex ? before + flow : Array(flow[start...])
  }
}
