import DocumentModel
import ReportTemplates

extension Expansion {
  /// A table; nothing where it has no rows, and then it takes no number.
  func table(_ element: TemplateElement, _ scope: Scope) -> [Block] {
    var columns: [Table.Column] = []
    // A row keeps its node for messages: its scope is forgotten when its loop goes on.
    var rows: [(row: Table.Row, element: TemplateElement, node: NodeReference)] = []
    walk(element.content, scope) { node, scope in
      guard case .element(let part) = node else { return }
      countBlock(part)
      if part.name == .column {
        if columns.count == limits.tableColumns { stop(.tooManyColumns(limits.tableColumns, at: part.location)) }
        columns.append(column(part, scope))
      } else {
        rows.append((row(part, scope), part, query.reference(to: scope.place)))
      }
    }
    guard !rows.isEmpty || flag(element, "keep-empty", scope) else { return [] }
    if columns.isEmpty { report(.noColumns(element), at: scope) }
    let complete = rows.map { filled($0.row, to: columns.count, $0.element, at: $0.node) }
    let caption = trimmed(text(element, "caption", scope))
    let note = trimmed(text(element, "note", scope))
    let number = caption.isEmpty ? nil : numbering.nextTable()
    return [
      .table(
        Table(
          number: number, caption: caption.isEmpty ? [] : [.plain(caption)], columns: columns, rows: complete,
          continuation: .chinese, isRuled: flag(element, "ruled", scope), isFitted: flag(element, "fitted", scope),
          note: note.isEmpty ? [] : [.plain(note)],
          anchor: element.attribute("id").map { _ in
            anchor(element, scope, .table, number: number, title: caption)
          }))
    ]
  }

  private func column(_ element: TemplateElement, _ scope: Scope) -> Table.Column {
    let head = text(element, "head", scope)
    return Table.Column(
      head: head.isEmpty ? [] : [.plain(head)],
      alignment: choice(element, "align", scope, otherwise: Table.Column.Alignment.left),
      width: width(element, scope))
  }

  private func width(_ element: TemplateElement, _ scope: Scope) -> Table.Column.Width {
    guard let text = optionalText(element, "width", scope), text != "content" else { return .content }
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2, let number = DecimalReader.number(parts[1]), number > 0 {
      if parts[0] == "share" { return .share(number) }
      if parts[0] == "ems" { return .ems(number) }
    }
    report(.notAChoice(text, element, attribute: "width"), at: scope)
    return .content
  }

  private func row(_ element: TemplateElement, _ scope: Scope) -> Table.Row {
    var cells: [[Inline]] = []
    walk(element.content, scope) { node, scope in
      if case .element(let cell) = node { cells.append(inlines(cell.content, scope)) }
    }
    let alignment = element.attribute("align").map { _ in
      choice(element, "align", scope, otherwise: Table.Column.Alignment.left)
    }
    return Table.Row(
      cells, kind: choice(element, "kind", scope, otherwise: Table.Row.Kind.plain), alignment: alignment)
  }

  /// A row with as many cells as the table has columns: a group row may leave out its empty ones, and a row of details
  /// has a single one.
  private func filled(
    _ row: Table.Row, to count: Int, _ element: TemplateElement, at node: NodeReference
  ) -> Table.Row {
    let isComplete = row.kind == .detail ? row.cells.count == 1 : row.cells.count == count
    guard !isComplete else { return row }
    guard row.kind == .group, row.cells.count < count else {
      if count > 0 { report(.wrongCellCount(row.cells.count, columns: count, element), path: query.path(of: node)) }
      return row
    }
    var row = row
    row.cells += Array(repeating: [], count: count - row.cells.count)
    return row
  }
}
