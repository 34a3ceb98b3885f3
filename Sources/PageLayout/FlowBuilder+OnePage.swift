import Canvas
import DocumentModel

extension FlowBuilder {
  /// The sizes at which a page that must hold everything is tried, with the share of the leading that is left; the last
  /// sets cells, labels and notes of 9 points in 7.5. What still does not fit keeps its size and goes on to the next page.
  private static var scales: [(size: Double, leading: Double)] {
    [1, 0.97, 0.94, 0.91, 0.89, 0.87].map { ($0, 1) } + [
      (0.87, 0.96), (0.86, 0.94), (0.85, 0.92), (0.835, 0.9), (0.835, 0.86),
    ]
  }

  /// Blocks on a page of their own, in the largest size at which they fit.
  mutating func flowOnOnePage(
    _ blocks: [Block], width: Points, depth: Int
  ) throws(LayoutError) -> [FlowItem] {
    let usual = theme
    defer { theme = usual }
    for (size, leading) in Self.scales {
      theme = usual.scaled(by: size, leading: leading)
      let flow = try self.flow(of: blocks, width: width, depth: depth)
      if Paginator.pages(of: flow, height: pageHeight, grid: usual.grid).count <= 1 {
        return [.pageBreak] + flow + [.pageBreak]
      }
    }
    theme = usual
    return [.pageBreak] + (try self.flow(of: blocks, width: width, depth: depth)) + [.pageBreak]
  }
}

extension Theme {
  /// The least size of type, below which nothing is readable any more.
  static let leastSize: Points = 7.5

  /// The design with all that stands in a column made smaller, and its lines closer; the sheet, its edges and hand-writing stay as they are.
  func scaled(by scale: Double, leading: Double = 1) -> Theme {
    guard scale != 1 else { return self }
    func scaled(_ look: TextLook) -> TextLook { look.scaled(by: scale, leading: leading) }
    var theme = self
    theme.body = scaled(body)
    theme.compactBody = scaled(compactBody)
    theme.lead = scaled(lead)
    theme.note = scaled(note)
    theme.label = scaled(label)
    theme.display = scaled(display)
    theme.cell = scaled(cell)
    theme.cellHead = scaled(cellHead)
    theme.code = scaled(code)
    theme.caption = scaled(caption)
    theme.headings = headings.map(scaled)
    theme.keyFigure = scaled(keyFigure)
    theme.headlineFigure = scaled(headlineFigure)
    // Space is given up sooner than size: readers miss it less.
    let space = max(scale * scale * scale, 0.3)
    theme.columnGap = columnGap * scale
    theme.rowPadding = rowPadding * space
    theme.blockSpace = blockSpace * space
    theme.panelPadding = panelPadding * space
    return theme
  }
}

extension Theme.TextLook {
  /// The look made smaller, and off the grid, which belongs to the usual size.
  fileprivate func scaled(by scale: Double, leading share: Double) -> Self {
    var look = self
    look.size = max(size * scale, min(size, Theme.leastSize))
    look.leading *= look.size / size * share
    look.spaceBefore *= scale
    look.spaceAfter *= scale
    look.snapsToGrid = false
    return look
  }
}
