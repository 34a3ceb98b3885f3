public import Canvas
public import DocumentModel

/// Lays a document out on pages.
///
/// Blocks are measured and set in the width of their column, then a flow of strips fills the pages. Page numbers in the
/// text are found by repeating that until they stand still.
public struct PageLayouter<Setter: TextSetting> {
  private let theme: Theme
  private let setter: Setter

  /// A layouter with a design and someone who sets text.
  public init(theme: Theme = Theme(), setter: Setter) {
    self.theme = theme
    self.setter = setter
  }

  /// Lays a document out. It has at least one page, and no page is empty.
  ///
  /// - Throws: ``LayoutError`` for missing glyphs (all of them), a name that is wrong, used twice or not at all, a table with too
  ///   many cells, or page numbers that do not settle.
  public func layout(_ document: Document) throws(LayoutError) -> PagedDocument {
    try laidOut(document)
  }

  func laidOut(_ document: Document) throws(LayoutError) -> PagedDocument {
    let references = try References(document)
    var builder = FlowBuilder(theme: theme, setter: setter, headings: references.headings, label: document.label)
    var flows: [[FlowItem]] = []
    let width = theme.textBlock.size.width
    let areBelowLabels = FlowBuilder<Setter>.areBelowLabels(document.blocks)
    var above: [Above] = []
    for (block, isBelowLabel) in zip(document.blocks, areBelowLabels) {
      above.append(builder.above)
      flows.append(try builder.flow(of: block, isBelowLabel: isBelowLabel, width: width, depth: 0))
    }
    if !builder.missing.isEmpty {
      // The edges of the page may lack characters too; their numbers do not matter here.
      _ = try furniture(of: document, builder)
      try builder.missing.check()
    }
    let changing = document.blocks.indices.filter { References.usesPageNumbers(document.blocks[$0]) }
    for _ in 0..<FlowLimits.passes {
      let pages = pages(of: flows)
      let places = Places(pages)
      let numbers = places.pageNumbers
      if changing.isEmpty || numbers == builder.pageNumbers {
        return try finished(document, pages, places, references.headings, builder)
      }
      builder.pageNumbers = numbers
      for index in changing {
        builder.above = above[index]
        flows[index] = try builder.flow(
          of: document.blocks[index], isBelowLabel: areBelowLabels[index], width: width, depth: 0)
      }
    }
    throw .unsettledPageNumbers(passes: FlowLimits.passes)
  }

  /// How much of the text block of a page is taken up, from its top down to the last baseline: 0 to 1.
  public func fill(of page: Page) -> Double {
    let block = theme.textBlock
    // Below the text block stands the foot, above it the head.
    let bottom = page.items.flatMap { Self.baselines($0, from: 0) }
      .filter { $0 <= block.origin.y + block.size.height }.max()
    return max((bottom ?? block.origin.y) - block.origin.y, 0) / block.size.height
  }

  private static func baselines(_ placed: Placed, from top: Points) -> [Points] {
    let y = top + placed.origin.y
    switch placed.item {
    case .text: return [y]
    case .group(let items), .structure(_, let items): return items.flatMap { baselines($0, from: y) }
    case .shape, .image, .link, .destination, .rotated: return []
    }
  }

  private func pages(of flows: [[FlowItem]]) -> [Paginator.Page] {
    let height = theme.textBlock.size.height
    let flow = FlowItem.keepingEnds(
      theme.fewestEndLines, in: flows.flatMap(\.self), mostEmpty: height * theme.mostEmpty)
    let pages = Paginator.pages(of: flow, height: height, grid: theme.grid, shortLastPage: theme.shortLastPage)
    return pages.isEmpty ? [Paginator.Page()] : pages
  }

  /// What stands at the edges of a page and across it.
  private func furniture(of document: Document, _ builder: FlowBuilder<Setter>) throws(LayoutError) -> [Placed] {
    try builder.head(left: "", right: document.runningHead) + builder.foot(of: document, page: 1, pages: 1)
      + builder.watermark(document.watermark ?? "")
  }

  private func finished(
    _ document: Document, _ pages: [Paginator.Page], _ places: Places, _ headings: [Heading],
    _ builder: FlowBuilder<Setter>
  ) throws(LayoutError) -> PagedDocument {
    let watermark = try builder.watermark(document.watermark ?? "")
    var finished: [Page] = []
    for (index, page) in pages.enumerated() {
      var items = watermark
      if let full = page.fullPage {
        items = full.first.map { [$0] + watermark + full.dropFirst() } ?? watermark
      } else {
        items += try builder.head(left: page.runningHead, right: document.runningHead)
        items.append(Placed(.group(page.column.items), at: theme.textBlock.origin))
        items += try builder.foot(of: document, page: index + 1, pages: pages.count)
      }
      finished.append(Page(size: theme.pageSize, label: "\(index + 1)", items: items))
    }
    try builder.missing.check()
    let bookmarks = headings.filter(\.isListed).compactMap { heading -> Bookmark? in
      guard let place = places.byName[heading.anchor.name] else { return nil }
      let title = [heading.number, FlowText.plain(heading.title)].compactMap(\.self).joined(separator: " ")
      // A little above, so that the heading does not stick to the edge of the window.
      let top = max(0, theme.textBlock.origin.y + place.top - 12)
      return Bookmark(title: title, level: max(heading.level, 1), page: place.page, top: top)
    }
    return PagedDocument(
      properties: DocumentProperties(
        title: document.title, author: document.author, subject: document.subject,
        keywords: document.keywords,
        created: document.date), pages: finished, bookmarks: bookmarks)
  }
}

/// Where the named places of a document ended up.
private struct Places {
  /// The page from 0 and the height in its column by name.
  private(set) var byName: [String: (page: Int, top: Points)] = [:]

  /// The printed page by name.
  var pageNumbers: [String: String] { byName.mapValues { "\($0.page + 1)" } }

  init(_ pages: [Paginator.Page]) {
    for (index, page) in pages.enumerated() {
      for entry in page.column.entries { collect(entry.strip.items, page: index, top: entry.top) }
    }
  }

  private mutating func collect(_ items: [Placed], page: Int, top: Points) {
    for placed in items {
      let y = top + placed.origin.y
      switch placed.item {
      case .destination(let name): byName[name.description] = (page, y)
      case .group(let items), .structure(_, let items): collect(items, page: page, top: y)
      case .text, .shape, .image, .link, .rotated: break
      }
    }
  }
}
