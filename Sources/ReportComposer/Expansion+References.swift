import DocumentModel
import ReportTemplates

extension Expansion {
  /// Names a target by the id of its element, and gives the anchor; an automatic one where there is no id.
  func anchor(
    _ element: TemplateElement, _ scope: Scope, _ kind: TargetKind, number: String?, title: String
  ) -> Anchor {
    let id = trimmed(text(element, "id", scope))
    guard !id.isEmpty else { return references.automaticAnchor() }
    let location = element.location(ofAttribute: "id")
    if ReferenceTable.anchor(for: id).name.hasPrefix(ReferenceTable.automaticPrefix) {
      report(.reservedID(id, at: location), at: scope)
    }
    let target = ReferenceTarget(
      kind: kind, number: number, title: title, segment: segment, location: location)
    if let earlier = references.name(id, target) {
      report(.duplicateID(id, at: location, first: earlier.location), at: scope)
    }
    return ReferenceTable.anchor(for: id)
  }

  /// Fills in what references print; those to pieces that were left out become plain text.
  func resolveReferences(in blocks: [Block], kept: Set<Int>) -> [Block] {
    blocks.map { block in block.mapInlines { resolved($0, kept) } }
  }

  private func resolved(_ inline: Inline, _ kept: Set<Int>) -> Inline {
    switch inline {
    case .reference(let anchor, let entry, let style): resolved(anchor, entry, style, kept)
    case .pageNumber(let anchor, _): pageNumber(inline, of: anchor, kept)
    case .together(let inlines): .together(inlines.map { resolved($0, kept) })
    default: inline
    }
  }

  private func resolved(
    _ anchor: Anchor, _ entry: String, _ style: CharacterStyle, _ kept: Set<Int>
  ) -> Inline {
    guard let request = references.pending(entry) else { return .text("", style) }
    guard let target = references.targets[anchor] else {
      report(.unknownTarget(request.id, at: request.location, known: references.targets.keys.map(\.name)))
      return .text("", style)
    }
    if target.number == nil, target.title.isEmpty {
      report(.namelessTarget(request.id, at: request.location, target: target.location))
    }
    let text = target.text(request.form)
    return kept.contains(target.segment) ? .reference(to: anchor, text, style) : .text(text, style)
  }

  private func pageNumber(_ inline: Inline, of anchor: Anchor, _ kept: Set<Int>) -> Inline {
    guard case .pageNumber(_, let style) = inline else { return inline }
    guard let target = references.targets[anchor] else {
      if let request = references.pageNumberRequest(anchor) {
        report(.unknownTarget(request.id, at: request.location, known: references.targets.keys.map(\.name)))
      }
      return .text("", style)
    }
    return kept.contains(target.segment) ? inline : .text("—", style)
  }
}

extension Block {
  /// The block with every inline that comes from running text replaced.
  func mapInlines(_ change: (Inline) -> Inline) -> Block {
    func all(_ blocks: [Block]) -> [Block] { blocks.map { $0.mapInlines(change) } }
    switch self {
    case .paragraph(var paragraph):
      paragraph.content = paragraph.content.map(change)
      return .paragraph(paragraph)
    case .list(var list):
      list.items = list.items.map(all)
      return .list(list)
    case .table(var table):
      for row in table.rows.indices {
        table.rows[row].cells = table.rows[row].cells.map { $0.map(change) }
      }
      return .table(table)
    case .columns(var columns):
      for index in columns.columns.indices {
        columns.columns[index].blocks = all(columns.columns[index].blocks)
      }
      return .columns(columns)
    case .panel(let blocks): return .panel(all(blocks))
    case .keepTogether(let blocks): return .keepTogether(all(blocks))
    case .onePage(let blocks): return .onePage(all(blocks))
    case .heading, .figure, .contents, .keyFigure, .cover, .pageBreak, .space, .rule, .runningHead, .writingLines,
      .fillingLines:
      return self
    }
  }

  /// Whether anything of it is seen on the page.
  var isVisible: Bool {
    switch self {
    case .heading, .paragraph, .list, .table, .figure, .contents, .keyFigure, .cover, .writingLines: true
    case .columns(let columns): columns.columns.contains { $0.blocks.contains(where: \.isVisible) }
    case .panel(let blocks), .keepTogether(let blocks), .onePage(let blocks): blocks.contains(where: \.isVisible)
    case .pageBreak, .space, .rule, .runningHead, .fillingLines: false
    }
  }
}
