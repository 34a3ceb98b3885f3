extension Document {
  /// The document as text that people read and tests compare: one line a block, cell or part of a chart, set in by depth.
  ///
  /// Styles stand as `[bold sans tabular muted ×0.85]…[/]` around text, forced breaks as `⏎`, fills as `⇥`.
  public func dump() -> String {
    var dump = DocumentDump()
    dump.add("title \(title)")
    for (name, value) in [
      ("author", author), ("subject", subject), ("keywords", keywords), ("date", date ?? ""),
      ("running-head", runningHead), ("footer", footer), ("footer-center", footerCenter),
      ("watermark", watermark ?? ""), ("label", label), ("page-number", pageNumberForm),
    ] where !value.isEmpty {
      dump.add("\(name) \(value)")
    }
    dump.add(blocks)
    return dump.lines.joined(separator: "\n") + "\n"
  }
}

/// Writes blocks line by line.
struct DocumentDump {
  var lines: [String] = []
  private var depth = 0

  mutating func add(_ line: String) {
    lines.append(String(repeating: "  ", count: depth) + line)
  }

  mutating func add(_ blocks: [Block]) { for block in blocks { add(block) } }

  mutating func inside(_ body: (inout DocumentDump) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  private mutating func add(_ block: Block) {
    switch block {
    case .heading(let heading):
      let number = heading.number.map { "\($0) " } ?? ""
      add(
        "heading \(heading.level) #\(heading.anchor.name)\(heading.isListed ? "" : " unlisted")\(heading.runsOn ? " runs on" : ""): \(number)\(heading.title.dump)"
      )
    case .paragraph(let paragraph):
      let hanging = paragraph.hangs ? " hanging" : ""
      add("paragraph \(paragraph.style.rawValue)\(hanging): \(paragraph.content.dump)")
    case .list(let list):
      add("list \(list.marker.rawValue)")
      inside { dump in
        for item in list.items {
          dump.add("item")
          dump.inside { $0.add(item) }
        }
      }
    case .table(let table): add(table)
    case .figure(let figure):
      let height = figure.proportion == 1 ? "" : " height ×\(figure.proportion)"
      add("figure\(figure.anchor.dump)\(height) \(figure.number ?? "-") \(figure.caption.dump)")
      inside { $0.add(figure.chart) }
    case .contents(let title, let depth): add("contents \(title) to level \(depth)")
    case .columns(let columns):
      add("columns gap \(columns.gap) \(columns.alignment.rawValue)")
      inside { dump in
        for column in columns.columns {
          dump.add("column share \(column.share)")
          dump.inside { $0.add(column.blocks) }
        }
      }
    case .panel(let blocks):
      add("panel")
      inside { $0.add(blocks) }
    case .keepTogether(let blocks):
      add("keep-together")
      inside { $0.add(blocks) }
    case .onePage(let blocks):
      add("one-page")
      inside { $0.add(blocks) }
    case .writingLines(let count, let least): add("writing-lines \(count)\(least.map { " least \($0)" } ?? "")")
    case .fillingLines(let label, let least): add("filling-lines \(least)\(label.isEmpty ? "" : " \(label)")")
    case .keyFigure(let figure):
      add(
        "key-figure \(figure.label) | \(figure.value) | \(figure.unit) | \(figure.remark)\(figure.isHeadline ? " headline" : "")"
      )
    case .cover(let cover): add(cover)
    case .pageBreak: add("page-break")
    case .space(let lines): add("space \(lines)")
    case .rule: add("rule")
    case .runningHead(let text): add("running-head \(text)")
    }
  }

  private mutating func add(_ table: Table) {
    add("table\(table.anchor.dump) \(table.number ?? "-") \(table.caption.dump)")
    inside { dump in
      for column in table.columns {
        dump.add("column \(column.head.dump) \(column.alignment.rawValue) \(column.width.dump)")
      }
      for row in table.rows {
        let alignment = row.alignment.map { " \($0.rawValue)" } ?? ""
        dump.add("row \(row.kind.rawValue)\(alignment): " + row.cells.map(\.dump).joined(separator: " | "))
      }
      if !table.note.isEmpty { dump.add("note: \(table.note.dump)") }
    }
  }

  private mutating func add(_ cover: Cover) {
    add("cover")
    inside { dump in
      dump.add("overline \(cover.overline)")
      for line in cover.title { dump.add("title-line \(line)") }
      dump.add("organisation \(cover.organisation)")
      dump.add("subtitle \(cover.subtitle)")
      for fact in cover.facts { dump.add("fact \(fact.label): \(fact.value)") }
      dump.add("statement \(cover.statement)")
    }
  }
}

extension Optional<Double> {
  var dump: String { map { String($0) } ?? "-" }
}

extension Optional<Anchor> {
  fileprivate var dump: String { map { " #\($0.name)" } ?? "" }
}

extension Table.Column.Width {
  fileprivate var dump: String {
    switch self {
    case .content: "content"
    case .share(let share): "share:\(share)"
    case .ems(let ems): "ems:\(ems)"
    }
  }
}

extension [Inline] {
  fileprivate var dump: String { map(\.dump).joined() }
}

extension Inline {
  fileprivate var dump: String {
    switch self {
    case .text(let text, let style): style.around(text)
    case .mark(let square): "⟦\(square.mark.map(String.init) ?? "-")\(square.isCapped ? "!" : "")⟧"
    case .tickBox(let label): "☐\(label)"
    case .blank(let ems): "⟦blank \(ems)⟧"
    case .lineBreak: "⏎"
    case .fill: "⇥"
    case .together(let inlines): "⟪\(inlines.dump)⟫"
    case .reference(let anchor, let text, let style): style.around("⟨\(text)→#\(anchor.name)⟩")
    case .pageNumber(let anchor, let style): style.around("⟨page #\(anchor.name)⟩")
    case .link(let url, let text, let style): style.around("⟨\(text)→\(url)⟩")
    }
  }
}

extension CharacterStyle {
  fileprivate func around(_ text: String) -> String {
    var words: [String] = []
    if isBold { words.append("bold") }
    if isSans { words.append("sans") }
    if isTabular { words.append("tabular") }
    if let color { words.append(color.rawValue) }
    if scale != 1 { words.append("×\(scale)") }
    // U+237D stands for the space at which no line ends, which would look like any other.
    let text = text.replacing("\u{A0}", with: "\u{237D}")
    return words.isEmpty ? text : "[\(words.joined(separator: " "))]\(text)[/]"
  }
}
