import Canvas
import DocumentModel
import Fonts
import Typesetting

extension FlowBuilder {
  /// The logo, or the short name where there is none, as it stands on the baseline of the running head.
  func headMark() throws(LayoutError) -> (items: [Placed], width: Points) {
    guard let brand = theme.brand else { return ([], 0) }
    if let logo = brand.logo {
      let size = logo.headSize
      // Just clear of the hairline, which lies 5 points below the baseline.
      return ([Placed(logo.item(in: size), at: Point(x: 0, y: 1 - size.height))], size.width)
    }
    var look = theme.furniture
    look.font.weight = .bold
    look.color = .primary
    // The longest one that a brand may have, 16 characters, stands whole.
    return try oneLine(brand.shortName, look, width: max(theme.textBlock.size.width * 0.25, 16.5 * look.size))
  }

  /// The upper edge of the cover: the logo or the name on the left, the confidentiality mark on the right.
  func coverBrandHead(left: Points) throws(LayoutError) -> [Placed] {
    guard let brand = theme.brand else { return [] }
    let top = theme.topMargin * 0.8
    let right = theme.pageSize.width - theme.sideMargin
    let middle = top + (brand.logo.map { $0.coverSize.height / 2 } ?? 12)
    let mark = try confidentialityMark(brand.confidentiality, right: right, middle: middle)
    if let logo = brand.logo {
      let figure = Placed(
        .structure(.figure, [Placed(logo.item(in: logo.coverSize), at: .zero)]), at: Point(x: left, y: top))
      return [figure] + mark.items
    }
    var look = theme.coverOrganisation
    look.font.weight = .bold
    look.size = 14
    look.leading = 20
    let name = try clamped(brand.name, look, mark.left - 20 - left, most: 3)
    var y = middle - name.reduce(0) { $0 + $1.height } / 2
    var items: [Placed] = []
    for line in name {
      items += line.items.map { Placed($0.item, at: Point(x: $0.origin.x, y: $0.origin.y + y)) }
      y += line.height
    }
    if !items.isEmpty { items = [Placed(.structure(.paragraph, items), at: Point(x: left, y: 0))] }
    return items + mark.items
  }

  /// The mark in a frame whose right edge and middle are given, and the left edge of the frame.
  private func confidentialityMark(
    _ words: String, right: Points, middle: Points
  ) throws(LayoutError) -> (items: [Placed], left: Points) {
    guard !words.isEmpty else { return ([], right) }
    var look = theme.label
    look.font.weight = .bold
    look.size = 9.5
    look.color = .primary
    let line = try oneLine(words, look, width: 180)
    let padding: Points = 9
    let frame = Rect(
      x: right - line.width - 2 * padding, y: middle - 11, width: line.width + 2 * padding, height: 22)
    let stroke = Paint.Stroke(color: theme.color(.primary), width: 0.8)
    let baseline = Point(x: frame.origin.x + padding, y: middle + look.size * 0.365)
    let items = [
      Placed(.shape(Path(frame), Paint(stroke: stroke)), at: .zero),
      Placed(.structure(.paragraph, line.items), at: baseline),
    ]
    return (items, frame.origin.x)
  }

  /// The consultancy's name and its line, relative to their top left corner.
  func coverBrandFoot(width: Points) throws(LayoutError) -> (items: [Placed], height: Points) {
    guard let brand = theme.brand, !(brand.name + brand.line).isEmpty else { return ([], 0) }
    var name = theme.label
    name.font.weight = .bold
    name.size = 11
    name.leading = 19
    name.color = .text
    var line = theme.label
    line.size = 9.5
    line.leading = 16
    // Without a logo the name stands at the top already.
    var lines = brand.logo == nil ? [] : try clamped(brand.name, name, width, most: 2)
    lines += try clamped(brand.line, line, width, most: 2)
    var items: [Placed] = []
    var y: Points = 0
    for set in lines {
      items += set.items.map { Placed($0.item, at: Point(x: $0.origin.x, y: $0.origin.y + y)) }
      y += set.height
    }
    return (items.isEmpty ? [] : [Placed(.structure(.paragraph, items), at: .zero)], y)
  }
}
