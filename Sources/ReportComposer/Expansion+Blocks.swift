import DocumentModel
import ReportTemplates

extension Expansion {
  /// The blocks that some content gives.
  func blocks(_ content: [TemplateNode], _ scope: Scope) -> [Block] {
    var blocks: [Block] = []
    walk(content, scope) { node, scope in
      if case .element(let element) = node { blocks += block(element, scope) }
    }
    return blocks
  }

  /// The blocks that one element gives: usually one, none where it is empty, several for a section.
  func block(_ element: TemplateElement, _ scope: Scope) -> [Block] {
    countBlock(element)
    switch element.name {
    case .section: return section(element, scope)
    case .paragraph: return paragraph(element, scope)
    case .list: return list(element, scope)
    case .table: return table(element, scope)
    case .figure: return figure(element, scope)
    case .columns: return columns(element, scope)
    case .panel: return wrapped(element, scope, in: Block.panel)
    case .keepTogether: return wrapped(element, scope, in: Block.keepTogether)
    case .writingLines:
      let count = whole(element, "count", scope, in: 1...60) ?? 3
      return [.writingLines(count: count, least: whole(element, "least", scope, in: 1...60))]
    case .fillingLines:
      let label = optionalText(element, "label", scope) ?? ""
      return [.fillingLines(label: label, least: whole(element, "least", scope, in: 1...60) ?? 3)]
    case .cover: return [.cover(cover(element, scope))]
    case .contents:
      let depth = whole(element, "depth", scope, in: 1...4) ?? 2
      return [.contents(title: optionalText(element, "title", scope) ?? "目录", depth: depth)]
    case .keyFigure: return [.keyFigure(keyFigure(element, scope))]
    case .pageBreak: return [.pageBreak]
    case .space: return [.space(lines: number(element, "lines", scope, in: 0...60) ?? 1)]
    case .rule: return [.rule]
    case .runningHead: return [.runningHead(text(element, "text", scope))]
    default: return []
    }
  }

  private func keepsEmpty(_ element: TemplateElement, _ scope: Scope) -> Bool {
    flag(element, "keep-empty", scope)
  }

  // MARK: - Headings

  /// A chapter or an appendix; nothing where its content is empty, and then it takes no number.
  func chapter(_ element: TemplateElement, _ scope: Scope) -> [Block] {
    countBlock(element)
    let before = numbering
    defer { numbering.endChapter() }
    let isAppendix = element.name == .appendix
    let number =
      isAppendix
      ? numbering.beginAppendix()
      : numbering.beginChapter(isNumbered: flag(element, "numbered", scope, otherwise: true))
    let printed = isAppendix ? number.map { "附录 \($0)" } : number
    let division = Division(
      level: 1, number: number, printed: printed, kind: isAppendix ? .appendix : .chapter)
    // A chapter on one page is a box of its own.
    let isOnePage = flag(element, "one-page", scope)
    let blocks = self.division(element, isOnePage ? scope.boxed : scope, division)
    if blocks.isEmpty { numbering = before }
    return !blocks.isEmpty && isOnePage ? [.onePage(blocks)] : blocks
  }

  private func section(_ element: TemplateElement, _ scope: Scope) -> [Block] {
    guard scope.level > 0 else {
      report(.sectionOutsideChapter(element), at: scope)
      return []
    }
    guard scope.level < 4 else {
      report(.sectionTooDeep(element), at: scope)
      return []
    }
    let before = numbering
    let number = numbering.beginSection(
      level: scope.level + 1, below: scope.number,
      isNumbered: flag(element, "numbered", scope, otherwise: true))
    let division = Division(level: scope.level + 1, number: number, printed: number, kind: .section)
    let blocks = self.division(element, scope, division)
    if blocks.isEmpty { numbering = before }
    return blocks
  }

  private struct Division {
    var level: Int
    /// The number that sections below build on.
    var number: String?
    /// The number as the heading prints it.
    var printed: String?
    var kind: TargetKind
  }

  private func division(_ element: TemplateElement, _ scope: Scope, _ division: Division) -> [Block] {
    var inner = scope
    inner.level = division.level
    inner.number = division.number
    let content = blocks(element.content, inner)
    guard content.contains(where: \.isVisible) || keepsEmpty(element, scope) else { return [] }
    let title = trimmed(text(element, "title", scope))
    if title.isEmpty { report(.noTitle(element), at: scope) }
    let heading = Heading(
      level: division.level, number: division.printed, title: [.plain(title)],
      anchor: anchor(element, scope, division.kind, number: division.number, title: title),
      isListed: flag(element, "listed", scope, otherwise: true),
      runsOn: division.level == 1 && flag(element, "run-on", scope))
    return [.heading(heading)] + content
  }

  // MARK: - Text

  private func paragraph(_ element: TemplateElement, _ scope: Scope) -> [Block] {
    let style = choice(element, "style", scope, otherwise: ParagraphStyleName.body)
    let content = inlines(element.content, scope)
    guard content.contains(where: \.isVisible) || keepsEmpty(element, scope) else { return [] }
    return [.paragraph(Paragraph(content, style: style, hangs: flag(element, "hanging", scope)))]
  }

  private func list(_ element: TemplateElement, _ scope: Scope) -> [Block] {
    guard let scope = boxed(element, scope) else { return [] }
    let marker = choice(element, "marker", scope, otherwise: List.Marker.bullet)
    var items: [[Block]] = []
    walk(element.content, scope) { node, scope in
      guard case .element(let item) = node else { return }
      countBlock(item)
      let blocks = flow(item.content, scope)
      if blocks.contains(where: \.isVisible) { items.append(blocks) }
    }
    guard !items.isEmpty || keepsEmpty(element, scope) else { return [] }
    return [.list(List(marker: marker, items: items))]
  }

  /// Blocks mixed with text; each stretch of text becomes a paragraph.
  private func flow(_ content: [TemplateNode], _ scope: Scope) -> [Block] {
    var blocks: [Block] = []
    var line = InlineBuilder()
    func finishLine() {
      if line.result.contains(where: \.isVisible) {
        blocks.append(.paragraph(Paragraph(line.result, style: .flush)))
      }
      line = InlineBuilder()
    }
    walk(content, scope) { node, scope in
      if case .element(let element) = node, element.name != .forEach, !Self.inlineNames.contains(element.name) {
        finishLine()
        blocks += block(element, scope)
      } else {
        addInline(node, scope, .plain, to: line)
      }
    }
    finishLine()
    return blocks
  }

  // MARK: - Arrangement

  /// The scope inside of a box; nil, with a report, where boxes stand in each other too deep to be laid out.
  private func boxed(_ element: TemplateElement, _ scope: Scope) -> Scope? {
    guard scope.boxDepth < limits.boxDepth else {
      stop(.boxesTooDeep(limits.boxDepth, at: element.location))
      return nil
    }
    return scope.boxed
  }

  private func wrapped(
    _ element: TemplateElement, _ scope: Scope, in wrap: ([Block]) -> Block
  ) -> [Block] {
    guard let scope = boxed(element, scope) else { return [] }
    let inside = blocks(element.content, scope)
    return inside.contains(where: \.isVisible) ? [wrap(inside)] : []
  }

  private func columns(_ element: TemplateElement, _ scope: Scope) -> [Block] {
    guard let scope = boxed(element, scope) else { return [] }
    var columns: [Columns.Column] = []
    walk(element.content, scope) { node, scope in
      guard case .element(let column) = node else { return }
      let share = number(column, "share", scope) ?? 1
      if share <= 0 { report(.notPositive(share, column, attribute: "share"), at: scope) }
      columns.append(Columns.Column(share: share, blocks: blocks(column.content, scope)))
    }
    guard columns.contains(where: { $0.blocks.contains(where: \.isVisible) }) else { return [] }
    let gap = number(element, "gap", scope, in: 0...20) ?? 2
    let alignment = choice(element, "align", scope, otherwise: Columns.VerticalAlignment.top)
    return [.columns(Columns(columns, gap: gap, alignment: alignment))]
  }

  private func keyFigure(_ element: TemplateElement, _ scope: Scope) -> KeyFigure {
    KeyFigure(
      label: text(element, "label", scope), value: text(element, "value", scope),
      unit: text(element, "unit", scope), remark: text(element, "remark", scope),
      isHeadline: flag(element, "headline", scope))
  }

  private func cover(_ element: TemplateElement, _ scope: Scope) -> Cover {
    var title: [String] = []
    var facts: [Cover.Fact] = []
    walk(element.content, scope) { node, scope in
      guard case .element(let part) = node else { return }
      let content = plainText(part.content, scope)
      guard !content.isEmpty else { return }
      if part.name == .fact {
        facts.append(Cover.Fact(label: text(part, "label", scope), value: content))
      } else {
        title.append(content)
      }
    }
    return Cover(
      overline: text(element, "overline", scope), title: title,
      organisation: text(element, "organisation", scope), subtitle: text(element, "subtitle", scope),
      facts: facts, statement: text(element, "statement", scope))
  }
}
