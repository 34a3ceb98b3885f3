import Canvas
import DocumentModel
import PageLayout

/// A document as a Typst source: `peers.typ` holds the looks, this the content.
struct TypstWriter {
  let document: Document
  private let theme = Theme()

  init(document: Document) { self.document = document }

  mutating func text(charts: inout ChartFiles) throws -> String {
    var lines = [
      "#import \"peers.typ\": *",
      "#show: report.with(title: \(quoted(document.title)), author: \(quoted(document.author)), "
        + "head: \(quoted(document.runningHead)), foot: \(quoted(document.footer)))",
    ]
    for block in document.blocks { lines.append(try text(of: block, share: 1, &charts)) }
    return lines.joined(separator: "\n\n") + "\n"
  }

  private func text(of blocks: [Block], share: Double, _ charts: inout ChartFiles) throws -> String {
    try blocks.map { try text(of: $0, share: share, &charts) }.joined(separator: "\n\n")
  }

  private func text(of block: Block, share: Double, _ charts: inout ChartFiles) throws -> String {
    switch block {
    case .heading(let heading):
      let number = heading.number.map { $0 + "\u{3000}" } ?? ""
      return "#heading(level: \(max(heading.level, 1)), outlined: \(heading.isListed))"
        + "[\(escaped(number))\(text(heading.title))] <\(heading.anchor.name)>"
    case .paragraph(let paragraph):
      let content = text(paragraph.content)
      return paragraph.style == .body ? content : "#\(paragraph.style.rawValue)[\(content)]"
    case .list(let list):
      let items = try list.items.map { "[\(try text(of: $0, share: share * 0.95, &charts))]" }.joined(separator: ", ")
      switch list.marker {
      case .number: return "#enum(\(items))"
      case .bullet: return "#list(\(items))"
      case .tickBox: return "#list(marker: [☐], \(items))"
      case .none: return "#list(marker: none, \(items))"
      }
    case .table(let table): return text(of: table)
    case .figure(let figure):
      let chart = try charts.add(figure.chart, share: share)
      let caption = figure.number.map { "[\(escaped($0))\u{3000}\(text(figure.caption))]" } ?? "none"
      return "#chart(\(quoted(chart.name)), \(SVG.number(chart.size.width))pt, \(caption))"
        + (figure.anchor.map { " <\($0.name)>" } ?? "")
    case .contents(let title, let depth): return "#outline(title: [\(escaped(title))], depth: \(depth))"
    case .columns(let columns):
      let total = columns.columns.reduce(0) { $0 + $1.share }
      let widths = columns.columns.map { "\(SVG.number($0.share))fr" }.joined(separator: ", ")
      let cells = try columns.columns.map {
        "[\(try text(of: $0.blocks, share: share * $0.share / total * 0.96, &charts))]"
      }
      return "#grid(columns: (\(widths),), column-gutter: \(SVG.number(columns.gap))em, "
        + "align: \(columns.alignment == .center ? "horizon" : columns.alignment.rawValue), \(cells.joined(separator: ", ")))"
    case .panel(let blocks): return "#panel[\(try text(of: blocks, share: share * 0.95, &charts))]"
    case .onePage(let blocks): return try text(of: blocks, share: share, &charts)
    case .fillingLines: return ""
    case .writingLines(let count, _): return String(repeating: "#v(2em)#line(length: 100%)\n", count: count)
    case .keepTogether(let blocks):
      return "#block(breakable: false, width: 100%)[\(try text(of: blocks, share: share, &charts))]"
    case .keyFigure(let figure):
      return "#key-figure(\(quoted(figure.label)), \(quoted(figure.value)), \(quoted(figure.unit)), "
        + "\(quoted(figure.remark)), \(figure.isHeadline))"
    case .cover(let cover):
      let facts = cover.facts.map { "(\(quoted($0.label)), \(quoted($0.value)))" }.joined(separator: ", ")
      return "#cover(\(quoted(cover.overline)), (\(cover.title.map(quoted).joined(separator: ", ")),), "
        + "\(quoted(cover.organisation)), \(quoted(cover.subtitle)), (\(facts),), \(quoted(cover.statement)))"
    case .pageBreak: return "#pagebreak(weak: true)"
    case .space(let lines): return "#v(\(SVG.number(lines))em)"
    case .rule: return "#line(length: 100%)"
    case .runningHead: return ""
    }
  }

  private func text(of table: Table) -> String {
    let widths = table.columns.map { column in
      switch column.width {
      case .content: column.alignment == .left ? "1fr" : "auto"
      case .share(let share): "\(SVG.number(max(share, 0.01)))fr"
      case .ems(let ems): "\(SVG.number(ems))em"
      }
    }
    let aligns = table.columns.map { column in
      switch column.alignment {
      case .left: "left"
      case .center: "center"
      case .right, .decimal: "right"
      }
    }
    var parts = ["columns: (\(widths.joined(separator: ", ")),), align: (\(aligns.joined(separator: ", ")),)"]
    if table.columns.contains(where: { !$0.head.isEmpty }) {
      parts.append("table.header(\(table.columns.map { "[\(text($0.head))]" }.joined(separator: ", ")))")
    }
    for row in table.rows {
      if row.kind == .group, row.cells.dropFirst().allSatisfy(\.isEmpty) {
        parts.append("group(\(table.columns.count))[\(text(row.cells.first ?? []))]")
        continue
      }
      var cells = row.cells.map { row.kind == .plain ? "[\(text($0))]" : "[#strong[\(text($0))]]" }
      while cells.count < table.columns.count { cells.append("[]") }
      parts.append(cells.joined(separator: ", "))
    }
    let caption = table.number.map { "[\(escaped($0))\u{3000}\(text(table.caption))]" } ?? "none"
    let label = table.anchor.map { " <\($0.name)>" } ?? ""
    let note = table.note.isEmpty ? "" : "\n\n#note[\(text(table.note))]"
    return "#table-figure(\(caption), \(parts.joined(separator: ",\n  ")))\(label)\(note)"
  }

  private func text(_ inlines: [Inline]) -> String { inlines.map(text).joined() }

  private func text(_ inline: Inline) -> String {
    switch inline {
    case .text(let text, let style): styled(escaped(text), style)
    case .mark(let mark): "#mark(\(mark.mark.map(String.init) ?? "none"), \(mark.isCapped));"
    case .lineBreak: "#linebreak();"
    case .reference(let anchor, let text, let style): "#link(<\(anchor.name)>)[\(styled(escaped(text), style))];"
    case .pageNumber(let anchor, let style): styled("#page-of(<\(anchor.name)>);", style)
    case .link(let url, let text, let style): "#link(\(quoted(url)))[\(styled(escaped(text), style))];"
    case .tickBox(let label): "#box(width: 1em, height: 1em, stroke: 0.5pt)[\(escaped(label))];"
    case .blank(let ems): "#box(width: \(SVG.number(ems))em, stroke: (bottom: 0.5pt));"
    case .fill: "#h(1fr);"
    case .together(let inlines): "#box[\(text(inlines))];"
    }
  }

  private func styled(_ content: String, _ style: CharacterStyle) -> String {
    var attributes: [String] = []
    if style.isSans { attributes.append("font: \"Noto Sans CJK SC\"") }
    if style.isBold { attributes.append("weight: \"bold\"") }
    if style.isTabular { attributes.append("number-width: \"tabular\"") }
    if let color = style.color { attributes.append("fill: rgb(\"\(SVG.color(theme.color(color)))\")") }
    if style.scale != 1 { attributes.append("size: \(SVG.number(style.scale))em") }
    return attributes.isEmpty ? content : "#text(\(attributes.joined(separator: ", ")))[\(content)];"
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\#$*_`<>@~[]-+=/'\".".contains(character) { result.append("\\") }
      result.append(character == "\n" ? " " : character)
    }
    return result
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
