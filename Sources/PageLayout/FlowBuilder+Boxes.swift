import Canvas
import DocumentModel

extension FlowBuilder {
  // MARK: - Columns

  /// Blocks side by side; where a column is taller than a page, all go on at the top of the next.
  mutating func flow(of columns: Columns, width: Points, depth: Int) throws(LayoutError) -> [FlowItem] {
    guard !columns.columns.isEmpty else { return [] }
    let gaps = Points(columns.columns.count - 1)
    let asked = columns.gap.isFinite ? max(columns.gap, 0) * theme.body.size : 0
    let gap = gaps > 0 ? min(asked, width / 2 / gaps) : 0
    let shares = columns.columns.map { $0.share.isFinite && $0.share > 0 ? min($0.share, 1e6) : 0.001 }
    let unit = (width - gap * gaps) / shares.reduce(0, +)
    var left: Points = 0
    var chunks: [[(left: Points, column: FilledColumn)]] = []
    for (index, column) in columns.columns.enumerated() {
      let flow = try compactFlow(of: column.blocks, width: shares[index] * unit, depth: depth + 1)
      let pages = Paginator.pages(
        of: try unbroken(flow), height: roomLater, firstHeight: roomHere, grid: 0)
      for (number, page) in pages.enumerated() {
        if number == chunks.count { chunks.append([]) }
        chunks[number].append((left, page.column))
      }
      left += shares[index] * unit + gap
    }
    return chunks.map { chunk in
      let height = chunk.map(\.column.height).max() ?? 0
      let items = chunk.map { part in
        let share: Double =
          switch columns.alignment {
          case .top: 0
          case .center: 0.5
          case .bottom: 1
          }
        return Placed(
          .group(part.column.items), at: Point(x: part.left, y: (height - part.column.height) * share))
      }
      return .strip(
        Strip(height: height, items: items, spaceBefore: theme.blockSpace, spaceAfter: theme.blockSpace))
    }
  }

  /// A flow without what only pages have.
  private func unbroken(_ flow: [FlowItem]) throws(LayoutError) -> [FlowItem] {
    FlowItem.inPlace(flow).filter { item in
      switch item {
      case .strip, .space: true
      case .pageBreak, .breakUnlessLeft, .runningHead, .filling, .fullPage, .float: false
      }
    }
  }

  // MARK: - Panels

  /// Blocks on a shaded ground; one that is taller than a page, or than what a page has left where that is much, is divided.
  mutating func panel(_ blocks: [Block], width: Points, depth: Int) throws(LayoutError) -> [FlowItem] {
    let padding = min(theme.panelPadding, width / 6)
    let outer = (roomHere, roomLater)
    defer { (roomHere, roomLater) = outer }
    (roomHere, roomLater) = (max(roomHere - 2 * padding, 1), max(roomLater - 2 * padding, 1))
    let content = try unbroken(compactFlow(of: blocks, width: width - 2 * padding, depth: depth + 1))
    // Tables repeat their heads, which only pages do.
    let hasTables = content.contains { if case .strip(let strip) = $0 { strip.table != nil } else { false } }
    let rooms: (first: Points, later: Points) = hasTables ? (roomHere, roomLater) : (.infinity, .infinity)
    return Paginator.pages(of: content, height: rooms.later, firstHeight: rooms.first, grid: 0).map { page in
      var strip = panel(page.column, width: width, padding: padding)
      if hasTables { strip.divided = nil }
      return .strip(strip)
    }
  }

  private func panel(_ column: FilledColumn, width: Points, padding: Points) -> Strip {
    let height = column.height + 2 * padding
    let ground = Path(Rect(x: 0, y: 0, width: width, height: height), radius: 3)
    let items = [
      Placed(.shape(ground, Paint(fill: theme.color(.ground))), at: .zero),
      Placed(.group(column.items), at: Point(x: padding, y: padding)),
    ]
    var strip = Strip(height: height, items: items, spaceBefore: theme.blockSpace, spaceAfter: theme.blockSpace)
    strip.divided = { room in
      guard height > pageHeight || room > pageHeight * theme.mostEmptyBelowFigures,
        let parts = column.divided(at: room - 2 * padding)
      else { return nil }
      return (
        panel(parts.upper, width: width, padding: padding), panel(parts.lower, width: width, padding: padding)
      )
    }
    return strip
  }

  // MARK: - Key figures

  /// A large number with its label above and its remark below.
  mutating func flow(of figure: KeyFigure, width: Points) throws(LayoutError) -> [FlowItem] {
    let element = element(.paragraph)
    var look = figure.isHeadline ? theme.headlineFigure : theme.keyFigure
    var unit: [Inline] = []
    if !figure.unit.isEmpty {
      let scale = theme.label.size / look.size * 1.05
      unit.append(.text(" \(figure.unit)", CharacterStyle(isSans: true, color: .muted, scale: scale)))
    }
    let unitWidth = try naturalWidth(unit, look)
    let natural = try naturalWidth([.plain(figure.value)] + unit, look)
    if natural > width {
      // A number is never parted from its unit: it is set smaller, down to the size of the label, and its unit stays as
      // large as those of its neighbours as long as that is less.
      let fitting = (width - unitWidth) / max(natural - unitWidth, 1) * 0.99
      let scale = max(fitting, theme.label.size / look.size)
      look.size *= scale
      look.leading *= scale
      if case .text(let text, var style) = unit.first {
        style.scale = min(style.scale / scale, 1)
        unit = [.text(text, style)]
      }
    }
    let content = [.plain(figure.value)] + unit
    var set = figure.label.isEmpty ? [] : try lines([.plain(figure.label)], theme.label, width: width)
    set += try lines(content, look, width: width)
    if !figure.remark.isEmpty { set += try lines([.plain(figure.remark)], theme.label, width: width) }
    return set.enumerated().map { index, line in
      .strip(
        Strip(
          height: line.height, items: line.items, spaceBefore: index == 0 ? 3 : 0,
          spaceAfter: index == set.count - 1 ? 5 : 0, keepsWithNext: index < set.count - 1,
          baseline: line.baseline, elements: [element]))
    }
  }
}
