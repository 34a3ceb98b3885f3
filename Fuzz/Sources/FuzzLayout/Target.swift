import Canvas
import DocumentModel
import Fonts
import FuzzInput
import PageLayout
import Typesetting

/// Documents of any blocks: pages that are not empty, or a named error.
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  var anchors = 0
  let blocks = blocks(&input, depth: 0, &anchors)
  let document = Document(
    title: "题", author: "", subject: "", keywords: "", date: nil, runningHead: input.text(count: 20), footer: "脚",
    footerCenter: "", watermark: anchors.isMultiple(of: 2) ? nil : "草稿", pageNumberForm: "{page}/{pages}",
    blocks: blocks)
  do {
    let pages = try PageLayouter(setter: Typesetter(library: FuzzFonts.boxes)).layout(document).pages
    precondition(!pages.isEmpty)
  } catch LayoutError.missingGlyphs(let glyphs) {
    precondition(!glyphs.isEmpty)
  } catch {}
  return 0
}

private func blocks(_ input: inout FuzzInput, depth: Int, _ anchors: inout Int) -> [Block] {
  var blocks: [Block] = []
  while !input.isEmpty, blocks.count < 40 {
    let kind = input.byte()
    switch kind & 15 {
    case 0: return blocks
    case 1:
      anchors += 1
      let title = inlines(&input)
      blocks.append(
        .heading(Heading(level: (kind >> 4 & 3) + 1, number: nil, title: title, anchor: Anchor("h-\(anchors)"))))
    case 2: blocks.append(.pageBreak)
    case 3: blocks.append(.space(lines: input.number(-2...70)))
    case 4: blocks.append(.rule)
    case 5: blocks.append(.contents(title: "目录", depth: kind >> 4 & 3))
    case 6 where depth < 5: blocks.append(.panel(inner(&input, depth, &anchors)))
    case 7 where depth < 5: blocks.append(.keepTogether(inner(&input, depth, &anchors)))
    case 8 where depth < 5:
      let columns = (0...(kind >> 4 & 3)).map { _ in
        Columns.Column(share: input.number(-1...4), blocks: inner(&input, depth, &anchors))
      }
      blocks.append(.columns(Columns(columns, gap: input.number(-2...9))))
    case 9 where depth < 5:
      blocks.append(
        .list(List(marker: .number, items: (0...(kind >> 4 & 3)).map { _ in inner(&input, depth, &anchors) })))
    case 10, 11: blocks.append(.table(table(&input, columns: kind >> 4 & 7)))
    default:
      let styles = ParagraphStyleName.allCases
      blocks.append(.paragraph(Paragraph(inlines(&input), style: styles[(kind >> 4) % styles.count])))
    }
  }
  return blocks
}

/// Blocks inside a block.
private func inner(_ input: inout FuzzInput, _ depth: Int, _ anchors: inout Int) -> [Block] {
  blocks(&input, depth: depth + 1, &anchors)
}

private func table(_ input: inout FuzzInput, columns: Int) -> Table {
  let widths: [Table.Column.Width] = [.content, .share(input.number(-1...3)), .ems(input.number(-1...30))]
  let heads = (0..<columns).map { index in
    Table.Column(head: inlines(&input), alignment: index.isMultiple(of: 2) ? .left : .decimal, width: widths[index % 3])
  }
  let rows = (0..<(input.byte() & 15)).map { _ in
    Table.Row((0..<columns).map { _ in inlines(&input) })
  }
  return Table(number: nil, caption: inlines(&input), columns: heads, rows: rows)
}

private func inlines(_ input: inout FuzzInput) -> [Inline] {
  (0..<(input.byte() & 3)).map { _ in
    let kind = input.byte()
    switch kind & 7 {
    case 0: return .fill
    case 1: return .lineBreak
    case 2: return .mark(MarkSquare(mark: kind >> 3, isCapped: false))
    case 3: return .link(url: "https://example.com/", input.text(count: input.byte()), .plain)
    default: return .text(input.text(count: input.byte() << (kind >> 6)), kind & 8 == 0 ? .plain : .bold)
    }
  }
}
