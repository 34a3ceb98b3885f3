import DocumentModel

/// The names that a document gives and uses.
struct References {
  /// The headings in order, also those inside other blocks.
  private(set) var headings: [Heading] = []
  private var given: Set<String> = []
  private var used: [Anchor] = []

  /// Collects and checks all names; also the depth of blocks inside blocks, since this is the first walk.
  init(_ document: Document) throws(LayoutError) {
    for block in document.blocks { try collect(block, depth: 0) }
    for anchor in used where !given.contains(anchor.name) { throw .danglingReference(anchor) }
  }

  /// Whether a block changes with the numbers of pages.
  static func usesPageNumbers(_ block: Block) -> Bool {
    switch block {
    case .contents: true
    case .heading(let heading): heading.title.contains(where: isPageNumber)
    case .paragraph(let paragraph): paragraph.content.contains(where: isPageNumber)
    case .list(let list): list.items.contains { $0.contains(where: usesPageNumbers) }
    case .table(let table):
      (table.caption + table.note + table.columns.flatMap(\.head)
        + table.rows.flatMap { $0.cells.flatMap(\.self) })
        .contains(where: isPageNumber)
    case .figure(let figure): figure.caption.contains(where: isPageNumber)
    case .columns(let columns): columns.columns.contains { $0.blocks.contains(where: usesPageNumbers) }
    case .panel(let blocks), .keepTogether(let blocks), .onePage(let blocks): blocks.contains(where: usesPageNumbers)
    case .keyFigure, .cover, .pageBreak, .space, .rule, .runningHead, .writingLines, .fillingLines: false
    }
  }

  private static func isPageNumber(_ inline: Inline) -> Bool {
    switch inline {
    case .pageNumber: true
    case .together(let inlines): inlines.contains(where: isPageNumber)
    default: false
    }
  }

  private mutating func collect(_ block: Block, depth: Int) throws(LayoutError) {
    guard depth <= FlowLimits.depth else { throw .nestedTooDeeply }
    switch block {
    case .heading(let heading):
      try give(heading.anchor)
      headings.append(heading)
      try use(heading.title)
    case .paragraph(let paragraph): try use(paragraph.content)
    case .list(let list):
      for block in list.items.flatMap(\.self) { try collect(block, depth: depth + 1) }
    case .table(let table):
      if let anchor = table.anchor, !table.columns.isEmpty { try give(anchor) }
      try use(table.caption + table.note + table.columns.flatMap(\.head))
      for row in table.rows { try use(row.cells.flatMap(\.self)) }
    case .figure(let figure):
      if let anchor = figure.anchor { try give(anchor) }
      try use(figure.caption)
    case .columns(let columns):
      for block in columns.columns.flatMap(\.blocks) { try collect(block, depth: depth + 1) }
    case .panel(let blocks), .keepTogether(let blocks), .onePage(let blocks):
      for block in blocks { try collect(block, depth: depth + 1) }
    case .contents, .keyFigure, .cover, .pageBreak, .space, .rule, .runningHead, .writingLines, .fillingLines: break
    }
  }

  private mutating func give(_ anchor: Anchor) throws(LayoutError) {
    _ = try FlowText.destination(anchor)
    guard given.insert(anchor.name).inserted else { throw .duplicateAnchor(anchor) }
  }

  private mutating func use(_ inlines: [Inline]) throws(LayoutError) {
    for inline in inlines {
      switch inline {
      case .reference(let anchor, _, _), .pageNumber(let anchor, _): used.append(anchor)
      case .together(let inlines): try use(inlines)
      case .text, .mark, .tickBox, .blank, .lineBreak, .link, .fill: break
      }
    }
  }
}
