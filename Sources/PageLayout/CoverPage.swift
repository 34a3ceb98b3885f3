import Canvas
import DocumentModel
import Fonts
import Typesetting

extension FlowBuilder {
  /// The cover, in places of the page: a band of the structure colour along the left edge, the title in the optical
  /// middle, facts and the statement below. Each part has a largest number of lines; what is longer ends with an
  /// ellipsis, so that no name can push the rest off the page.
  mutating func cover(_ cover: Cover) throws(LayoutError) -> [Placed] {
    let outer = place
    place = LayoutPlace(.cover)
    defer { place = outer }
    let page = theme.pageSize
    let left = theme.sideMargin + 10 * Theme.millimetre
    let width = page.width - left - theme.sideMargin
    let band = Path(Rect(x: 0, y: 0, width: 12 * Theme.millimetre, height: page.height))
    var items = [Placed(.shape(band, Paint(fill: theme.color(.primary))), at: .zero)]
    let hasAccent = theme.brand?.hasAccent == true
    if hasAccent {
      let strip = Path(Rect(x: 12 * Theme.millimetre, y: 0, width: 1.2 * Theme.millimetre, height: page.height))
      items.append(Placed(.shape(strip, Paint(fill: theme.color(.star))), at: .zero))
    }
    items += try coverBrandHead(left: left)
    var y = page.height * (theme.brand == nil ? 0.24 : 0.27)
    func add(_ lines: [SetLine], _ tag: StructureTag, space: Points = 0) {
      var set: [Placed] = []
      for line in lines {
        set += line.items.map { Placed($0.item, at: Point(x: $0.origin.x, y: $0.origin.y + y)) }
        y += line.height
      }
      if !set.isEmpty { items.append(Placed(.structure(tag, set), at: Point(x: left, y: 0))) }
      y += space
    }
    add(try clamped(cover.overline, theme.coverOverline, width, most: 2), .paragraph, space: 14)
    for line in cover.title.prefix(3) {
      add(try clamped(line, theme.coverTitle, width, most: 2), .heading1)
    }
    y += 22
    let rule = Path(Rect(x: 0, y: 0, width: 46 * Theme.millimetre, height: 1.6))
    let ruleColor = theme.color(hasAccent ? .star : .primary)
    items.append(Placed(.shape(rule, Paint(fill: ruleColor)), at: Point(x: left, y: y)))
    y += 26
    add(try clamped(cover.organisation, theme.coverOrganisation, width, most: 5), .paragraph, space: 6)
    add(try clamped(cover.subtitle, theme.coverSubtitle, width, most: 2), .paragraph)
    let statement = try statement(of: cover, width: width)
    let foot = try coverBrandFoot(width: width)
    let statementTop = page.height - theme.bottomMargin - statement.reduce(0) { $0 + $1.height }
    let footTop = statementTop - foot.height - (foot.height > 0 ? 16 : 0)
    y = max(y + 30, page.height * (theme.brand == nil ? 0.7 : 0.64))
    let lowest = theme.brand == nil ? page.height - theme.bottomMargin - 4 * theme.label.leading : footTop - 20
    items += try facts(cover.facts, left: left, width: width, y: y, bottom: lowest)
    items += foot.items.map { Placed($0.item, at: Point(x: left, y: footTop)) }
    y = statementTop
    add(statement, .paragraph)
    return items
  }

  /// The lines of the statement; the document's label stands in it, before words that may be cut.
  private func statement(of cover: Cover, width: Points) throws(LayoutError) -> [SetLine] {
    let words = cover.statement(labelled: label)
    let most = theme.brand == nil ? 3 : 5
    let lines = try clamped(words, theme.label, width, most: most)
    if label.isEmpty || words.hasPrefix(label) || lines.count < most { return lines }
    return try clamped(FlowText.leading(label, in: words, separator: "。"), theme.label, width, most: most)
  }

  private func facts(
    _ facts: [Cover.Fact], left: Points, width: Points, y start: Points, bottom: Points
  ) throws(LayoutError) -> [Placed] {
    var label = theme.label
    label.size = 9.5
    label.leading = 9.5 * 1.7
    var value = label
    value.color = .text
    var widest: Points = 0
    for fact in facts { widest = max(widest, try naturalWidth([.plain(fact.label)], label)) }
    let column = min(widest + 24, width * 0.4)
    func rows(most: Int) throws(LayoutError) -> [(names: [SetLine], values: [SetLine])] {
      try facts.map { fact throws(LayoutError) in
        (
          try clamped(fact.label, label, column - 10, most: 1),
          try clamped(fact.value, value, width - column, most: most)
        )
      }
    }
    var set = try rows(most: 2)
    // A fact that is cut says more than one that is not there.
    let height = set.reduce(0) { $0 + Points(max($1.names.count, $1.values.count)) * label.leading }
    if start + height > bottom { set = try rows(most: 1) }
    var items: [Placed] = []
    var y = start
    for (names, values) in set {
      let height = Points(max(names.count, values.count)) * label.leading
      guard y + height <= bottom else { break }
      var set: [Placed] = []
      for (lines, x) in [(names, 0), (values, column)] {
        for (index, line) in lines.enumerated() {
          set += line.items.map {
            Placed($0.item, at: Point(x: x + $0.origin.x, y: $0.origin.y + Points(index) * label.leading))
          }
        }
      }
      items.append(Placed(.structure(.paragraph, set), at: Point(x: left, y: y)))
      y += height
    }
    return items
  }

  /// At most so many lines of a text; the last one ends with an ellipsis where there were more.
  func clamped(
    _ text: String, _ look: Theme.TextLook, _ width: Points, most: Int
  ) throws(LayoutError) -> [SetLine] {
    guard !text.isEmpty else { return [] }
    var look = look
    look.alignment = .left
    var words = FlowText.withoutLineEnds(String(text.prefix(400)))
    var lines = try lines([.plain(words)], look, width: width)
    if lines.count <= most, words.count == text.count { return lines }
    var characters = Array(words)
    while !characters.isEmpty {
      let excess = Double(max(lines.count - most, 0)) / Double(max(lines.count, 1))
      characters.removeLast(max(1, Int(Double(characters.count) * excess * 0.8)))
      words = String(characters) + "…"
      lines = try self.lines([.plain(words)], look, width: width)
      if lines.count <= most { break }
    }
    return Array(lines.prefix(most))
  }
}
