import Canvas
import DocumentModel
import Fonts
import Typesetting

extension FlowBuilder {
  /// The running head: the chapter on the left and the organisation on the right, over a hairline.
  func head(left: String, right: String) throws(LayoutError) -> [Placed] {
    let builder = at(.runningHead)
    let block = theme.textBlock
    let mark = try builder.headMark()
    let inset = mark.width > 0 ? mark.width + 10 : 0
    let organisation = try builder.oneLine(right, theme.furniture, width: block.size.width * 0.45 - inset / 2)
    let room = block.size.width - organisation.width - inset - 20
    let chapter = try builder.oneLine(left, theme.furniture, width: room)
    let x = block.origin.x
    let line = Path(through: [.zero, Point(x: block.size.width, y: 0)], closed: false)
    let stroke = Paint.Stroke(color: theme.color(.hairline), width: theme.hairline)
    return [
      Placed(.group(chapter.items), at: Point(x: x, y: theme.headBaseline)),
      Placed(
        .group(organisation.items),
        at: Point(x: x + block.size.width - inset - organisation.width, y: theme.headBaseline)),
      Placed(.group(mark.items), at: Point(x: x + block.size.width - mark.width, y: theme.headBaseline)),
      Placed(.shape(line, Paint(stroke: stroke)), at: Point(x: x, y: theme.headBaseline + 5)),
    ]
  }

  /// The foot: the footer on the left, the middle text between, the page number on the right; a middle text that is too long
  /// for that stands in a line of its own below. The document's label stands in every foot, whole.
  func foot(of document: Document, page: Int, pages: Int) throws(LayoutError) -> [Placed] {
    let block = theme.textBlock
    let builder = at(.foot)
    let y = theme.pageSize.height - theme.footBaseline
    let form = document.pageNumberForm.replacing("{pages}", with: "\(pages)").replacing(
      "{page}", with: "\(page)")
    let number = try builder.oneLine(form, theme.furniture, width: block.size.width * 0.3)
    // With a brand's mark before it, the longest label still stands whole.
    let share = theme.brand == nil ? 0.4 : 0.56
    let footer = try builder.oneLine(
      document.labelledFooter, theme.furniture, width: block.size.width * share, keeping: document.label)
    let gap: Points = 12
    let left = block.origin.x + footer.width + (footer.width > 0 ? gap : 0)
    let right = block.origin.x + block.size.width - number.width - gap
    let natural = try builder.naturalWidth([.plain(document.footerCenter)], theme.furniture)
    let isBelow = natural > max(right - left, 0)
    let center = try builder.oneLine(
      document.footerCenter, theme.furniture, width: isBelow ? block.size.width : max(right - left, 0),
      keeping: document.label)
    let middle = block.origin.x + (block.size.width - center.width) / 2
    let centerOrigin =
      isBelow
      ? Point(x: block.origin.x, y: y + theme.furniture.leading)
      : Point(x: min(max(middle, left), right - center.width), y: y)
    return [
      Placed(.group(footer.items), at: Point(x: block.origin.x, y: y)),
      Placed(.group(center.items), at: centerOrigin),
      Placed(.group(number.items), at: Point(x: block.origin.x + block.size.width - number.width, y: y)),
    ]
  }

  /// The same builder at another part of the page, for messages.
  private func at(_ part: LayoutPlace.Part) -> FlowBuilder {
    var builder = self
    builder.place = LayoutPlace(part)
    return builder
  }

  /// The words that lie across a page, beneath everything else.
  func watermark(_ words: String) throws(LayoutError) -> [Placed] {
    let words = words.prefix(40)
    guard !words.isEmpty else { return [] }
    let page = theme.pageSize
    let diagonal = (page.width * page.width + page.height * page.height).squareRoot()
    var look = theme.watermark
    let builder = at(.watermark)
    let natural = try builder.naturalWidth([.plain(String(words))], look)
    guard natural > 0 else { return [] }
    look.size *= min(diagonal * 0.62 / natural, 1.4)
    look.leading = look.size * 1.2
    let line = try builder.oneLine(String(words), look, width: .greatestFiniteMagnitude)
    let light = line.items.map { placed in
      guard case .text(var run) = placed.item else { return placed }
      run.color.alpha = theme.watermarkOpacity
      return Placed(
        .text(run),
        at: Point(x: placed.origin.x - line.width / 2, y: placed.origin.y + look.size * 0.38))
    }
    return [Placed(.rotated(degrees: -52, light), at: Point(x: page.width / 2, y: page.height / 2))]
  }
}
