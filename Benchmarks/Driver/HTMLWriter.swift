import Canvas
import DocumentModel
import PageLayout

/// A document as HTML: `peers.css` holds the looks, this the content.
struct HTMLWriter {
  let document: Document
  private let theme = Theme()

  init(document: Document) { self.document = document }

  mutating func text(charts: inout ChartFiles) throws -> String {
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"zh-Hans\"><head><meta charset=\"utf-8\">",
      "<title>\(SVG.escaped(document.title))</title><meta name=\"author\" content=\"\(SVG.escaped(document.author))\">",
      "<link rel=\"stylesheet\" href=\"peers.css\"></head><body>",
      "<div id=\"head\">\(SVG.escaped(document.runningHead))</div><div id=\"foot\">\(SVG.escaped(document.footer))</div>",
    ]
    lines.append(try text(of: document.blocks, share: 1, &charts))
    return (lines + ["</body></html>"]).joined(separator: "\n") + "\n"
  }

  private func text(of blocks: [Block], share: Double, _ charts: inout ChartFiles) throws -> String {
    try blocks.map { try text(of: $0, share: share, &charts) }.joined(separator: "\n")
  }

  private func text(of block: Block, share: Double, _ charts: inout ChartFiles) throws -> String {
    switch block {
    case .heading(let heading):
      let level = min(max(heading.level, 1), 4)
      let number = heading.number.map { SVG.escaped($0) + "\u{3000}" } ?? ""
      return "<h\(level) id=\"\(heading.anchor.name)\">\(number)\(text(heading.title))</h\(level)>"
    case .paragraph(let paragraph): return "<p class=\"\(paragraph.style.rawValue)\">\(text(paragraph.content))</p>"
    case .list(let list):
      let tag = list.marker == .number ? "ol" : "ul"
      let items = try list.items.map { "<li>\(try text(of: $0, share: share * 0.95, &charts))</li>" }
      return "<\(tag)\(list.marker == .none ? " class=\"plain\"" : "")>\(items.joined(separator: "\n"))</\(tag)>"
    case .table(let table): return text(of: table)
    case .figure(let figure):
      let chart = try charts.add(figure.chart, share: share)
      let caption = figure.number.map {
        "<figcaption><b>\(SVG.escaped($0))</b>\u{3000}\(text(figure.caption))</figcaption>"
      }
      let id = figure.anchor.map { " id=\"\($0.name)\"" } ?? ""
      return "<figure\(id)>\(chart.svg)\(caption ?? "")</figure>"
    case .contents(let title, let depth):
      let entries = HeadingList.headings(in: document.blocks).filter { $0.isListed && $0.level <= depth }.map {
        "<li class=\"level\($0.level)\"><a href=\"#\($0.anchor.name)\">"
          + ($0.number.map { SVG.escaped($0) + "\u{3000}" } ?? "") + text($0.title) + "</a></li>"
      }
      return "<nav><h1>\(SVG.escaped(title))</h1><ul>\(entries.joined(separator: "\n"))</ul></nav>"
    case .columns(let columns):
      let total = columns.columns.reduce(0) { $0 + $1.share }
      let cells = try columns.columns.map {
        "<div style=\"flex: \(SVG.number($0.share))\">"
          + (try text(of: $0.blocks, share: share * $0.share / total * 0.96, &charts)) + "</div>"
      }
      return "<div class=\"columns \(columns.alignment.rawValue)\">\(cells.joined())</div>"
    case .panel(let blocks):
      return "<div class=\"panel\">\(try text(of: blocks, share: share * 0.95, &charts))</div>"
    case .onePage(let blocks): return try text(of: blocks, share: share, &charts)
    case .fillingLines: return ""
    case .writingLines(let count, _): return String(repeating: "<p class=\"line\">\u{A0}</p>", count: count)
    case .keepTogether(let blocks):
      return "<div class=\"together\">\(try text(of: blocks, share: share, &charts))</div>"
    case .keyFigure(let figure):
      return "<div class=\"key\(figure.isHeadline ? " headline" : "")\"><span>\(SVG.escaped(figure.label))</span>"
        + "<b>\(SVG.escaped(figure.value))<small>\(SVG.escaped(figure.unit))</small></b>"
        + "<span>\(SVG.escaped(figure.remark))</span></div>"
    case .cover(let cover):
      let facts = cover.facts.map { "<dt>\(SVG.escaped($0.label))</dt><dd>\(SVG.escaped($0.value))</dd>" }
      return "<section class=\"cover\"><p>\(SVG.escaped(cover.overline))</p>"
        + cover.title.map { "<p class=\"title\">\(SVG.escaped($0))</p>" }.joined()
        + "<p class=\"organisation\">\(SVG.escaped(cover.organisation))</p><p>\(SVG.escaped(cover.subtitle))</p>"
        + "<dl>\(facts.joined())</dl><p>\(SVG.escaped(cover.statement))</p></section>"
    case .pageBreak: return "<div class=\"break\"></div>"
    case .space(let lines): return "<div style=\"height: \(SVG.number(lines * 17.85))pt\"></div>"
    case .rule: return "<hr>"
    case .runningHead: return ""
    }
  }

  private func text(of table: Table) -> String {
    let aligns = table.columns.map { column in
      switch column.alignment {
      case .left: "left"
      case .center: "center"
      case .right, .decimal: "right"
      }
    }
    func cells(_ contents: [[Inline]], _ tag: String) -> String {
      contents.enumerated().map { index, content in
        "<\(tag) class=\"\(aligns[min(index, aligns.count - 1)])\">\(text(content))</\(tag)>"
      }.joined()
    }
    let widths = table.columns.map { column in
      switch column.width {
      case .content: "<col>"
      case .share(let share): "<col style=\"width: \(SVG.number(share * 100))%\">"
      case .ems(let ems): "<col style=\"width: \(SVG.number(ems))em\">"
      }
    }
    let head = table.columns.contains { !$0.head.isEmpty }
    let rows = table.rows.map { row in
      if row.kind == .group, row.cells.dropFirst().allSatisfy(\.isEmpty) {
        return "<tr class=\"group\"><td colspan=\"\(table.columns.count)\">\(text(row.cells.first ?? []))</td></tr>"
      }
      return "<tr class=\"\(row.kind.rawValue)\">\(cells(row.cells, "td"))</tr>"
    }
    let caption = table.number.map { "<caption><b>\(SVG.escaped($0))</b>\u{3000}\(text(table.caption))</caption>" }
    let id = table.anchor.map { " id=\"\($0.name)\"" } ?? ""
    let note = table.note.isEmpty ? "" : "<p class=\"note\">\(text(table.note))</p>"
    return "<table\(id)>\(caption ?? "")<colgroup>\(widths.joined())</colgroup>"
      + (head ? "<thead><tr>\(cells(table.columns.map(\.head), "th"))</tr></thead>" : "")
      + "<tbody>\(rows.joined(separator: "\n"))</tbody></table>\(note)"
  }

  private func text(_ inlines: [Inline]) -> String { inlines.map(text).joined() }

  private func text(_ inline: Inline) -> String {
    switch inline {
    case .text(let text, let style): styled(SVG.escaped(text), style)
    case .mark(let mark):
      "<span class=\"mark m\(mark.mark ?? 0)\(mark.isCapped ? " capped" : "")\">\(mark.mark.map(String.init) ?? "…")</span>"
    case .lineBreak: "<br>"
    case .reference(let anchor, let text, let style):
      "<a href=\"#\(anchor.name)\">\(styled(SVG.escaped(text), style))</a>"
    case .pageNumber(let anchor, let style): styled("<a class=\"page\" href=\"#\(anchor.name)\"></a>", style)
    case .link(let url, let text, let style):
      "<a href=\"\(SVG.escaped(url))\">\(styled(SVG.escaped(text), style))</a>"
    case .tickBox(let label): "☐\(SVG.escaped(label))"
    case .blank, .fill: " "
    case .together(let inlines): "<span style=\"white-space: nowrap\">\(text(inlines))</span>"
    }
  }

  private func styled(_ content: String, _ style: CharacterStyle) -> String {
    var rules: [String] = []
    if style.isSans { rules.append("font-family: Noto Sans CJK SC") }
    if style.isBold { rules.append("font-weight: bold") }
    if style.isTabular { rules.append("font-variant-numeric: tabular-nums") }
    if let color = style.color { rules.append("color: \(SVG.color(theme.color(color)))") }
    if style.scale != 1 { rules.append("font-size: \(SVG.number(style.scale))em") }
    return rules.isEmpty ? content : "<span style=\"\(rules.joined(separator: "; "))\">\(content)</span>"
  }
}

/// The headings of a document, also those inside of other blocks.
enum HeadingList {
  static func headings(in blocks: [Block]) -> [Heading] {
    blocks.flatMap { block -> [Heading] in
      switch block {
      case .heading(let heading): [heading]
      case .panel(let blocks), .keepTogether(let blocks), .onePage(let blocks): headings(in: blocks)
      case .columns(let columns): columns.columns.flatMap { headings(in: $0.blocks) }
      case .list(let list): list.items.flatMap { headings(in: $0) }
      default: []
      }
    }
  }
}
