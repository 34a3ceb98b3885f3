import Canvas
import DocumentModel

extension FlowBuilder {
  /// The sizes at which a page that must hold everything is tried; below the last nothing is readable any more, and
  /// what still does not fit keeps its size and goes on to the next page.
  private static var scales: [Double] { [1, 0.97, 0.94, 0.91, 0.88, 0.85, 0.82, 0.79, 0.76, 0.73] }

  /// Blocks on a page of their own, in the largest size at which they fit.
  mutating func flowOnOnePage(
    _ blocks: [Block], width: Points, depth: Int
  ) throws(LayoutError) -> [FlowItem] {
    let usual = theme
    defer { theme = usual }
    for scale in Self.scales {
      theme = usual.scaled(by: scale)
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
  /// The design with all that stands in a column made smaller; the sheet, its edges and hand-writing stay as they are.
  func scaled(by scale: Double) -> Theme {
    guard scale != 1 else { return self }
    var theme = self
    theme.body = body.scaled(by: scale)
    theme.compactBody = compactBody.scaled(by: scale)
    theme.lead = lead.scaled(by: scale)
    theme.note = note.scaled(by: scale)
    theme.label = label.scaled(by: scale)
    theme.display = display.scaled(by: scale)
    theme.cell = cell.scaled(by: scale)
    theme.cellHead = cellHead.scaled(by: scale)
    theme.code = code.scaled(by: scale)
    theme.caption = caption.scaled(by: scale)
    theme.headings = headings.map { $0.scaled(by: scale) }
    theme.keyFigure = keyFigure.scaled(by: scale)
    theme.headlineFigure = headlineFigure.scaled(by: scale)
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
  fileprivate func scaled(by scale: Double) -> Self {
    var look = self
    look.size *= scale
    look.leading *= scale
    look.spaceBefore *= scale
    look.spaceAfter *= scale
    look.snapsToGrid = false
    return look
  }
}
