import Canvas
import DocumentModel
import Fonts
import Typesetting

/// A set line with its links and inline objects, relative to its top left corner.
struct SetLine {
  var items: [Placed]
  var height: Points
  /// The distance from the top to the baseline.
  var baseline: Points
  /// The distance from the left edge of the column to the end of the visible text.
  var end: Points
}

extension FlowBuilder {
  /// A paragraph for the typesetter, with what its tags and objects stand for.
  private struct Prepared {
    var paragraph: TextParagraph
    var targets: [LinkTarget] = []
    var objects: [DrawnInline] = []
  }

  /// The strips of a paragraph, a line each: the first two and the last two lines stay together (孤行).
  mutating func strips(
    _ inlines: [Inline], _ look: Theme.TextLook, width: Points, tag: StructureTag
  ) throws(LayoutError) -> [Strip] {
    let element = element(tag)
    let lines = try lines(inlines, look, width: width)
    return lines.enumerated().map { index, line in
      var strip = Strip(height: line.height, items: line.items, baseline: line.baseline, elements: [element])
      strip.kind = .line
      if index == 0 {
        strip.spaceBefore = look.spaceBefore
        strip.snapsToGrid = look.snapsToGrid
      }
      if index == lines.count - 1 { strip.spaceAfter = look.spaceAfter }
      strip.keepsWithNext = index < lines.count - 1 && (index == 0 || index == lines.count - 2)
      return strip
    }
  }

  /// The lines of a paragraph.
  func lines(_ inlines: [Inline], _ look: Theme.TextLook, width: Points) throws(LayoutError) -> [SetLine] {
    guard !inlines.isEmpty else { return [] }
    let prepared = try prepare(inlines, look)
    let room = max(width, 1)
    let fragments = noting(or: []) { () throws(MissingGlyphs) in
      try setter.lines(of: prepared.paragraph, width: room)
    }
    var lines: [SetLine] = []
    for fragment in fragments { lines.append(try set(fragment, prepared, look)) }
    return lines
  }

  /// The width that inlines take without breaking.
  func naturalWidth(_ inlines: [Inline], _ look: Theme.TextLook) throws(LayoutError) -> Points {
    try widths(inlines, look).natural
  }

  /// The width of the label that content begins with, what is set together there, and of the space after it; 0 where
  /// content does not begin so, or where the label leaves its text too little room.
  func labelWidth(_ content: [Inline], _ look: Theme.TextLook, width: Points) throws(LayoutError) -> Points {
    guard case .together? = content.first, content.count > 1 else { return 0 }
    let letter = Inline.plain("字")
    let behind = try naturalWidth([content[0], .plain("\u{3000}字")], look) - naturalWidth([letter], look)
    return behind <= width / 3 ? behind : 0
  }

  /// The widths between which inlines can be set.
  func widths(_ inlines: [Inline], _ look: Theme.TextLook) throws(LayoutError) -> TextWidths {
    guard !inlines.isEmpty else { return TextWidths(natural: 0, minimum: 0) }
    let paragraph = try prepare(inlines, look).paragraph
    return noting(or: TextWidths(natural: 0, minimum: 0)) { () throws(MissingGlyphs) in
      try setter.widths(of: paragraph)
    }
  }

  /// Does the work, or notes what no font has and goes on with a substitute, to find the rest of it.
  private func noting<Value>(or substitute: Value, _ work: () throws(MissingGlyphs) -> Value) -> Value {
    do { return try work() } catch {
      missing.add(error, place: place)
      return substitute
    }
  }

  // MARK: - Inlines to pieces

  private func prepare(_ inlines: [Inline], _ look: Theme.TextLook) throws(LayoutError) -> Prepared {
    var style = LineStyle(
      leading: look.leading, alignment: look.alignment, prohibition: theme.prohibition)
    style.firstLineIndent = look.indent * look.size
    style.hangingIndent = look.hangingIndent
    var prepared = Prepared(paragraph: TextParagraph(pieces: [], style: style))
    try append(inlines, look, to: &prepared)
    return prepared
  }

  private func append(
    _ inlines: [Inline], _ look: Theme.TextLook, to prepared: inout Prepared
  ) throws(LayoutError) {
    for inline in inlines {
      switch inline {
      case .text(let text, let style): prepared.paragraph.pieces.append(.text(text, textStyle(style, look)))
      case .mark(let mark): append(.mark(mark), look, to: &prepared)
      case .tickBox(let label): append(.tickBox(label), look, to: &prepared)
      case .blank(let ems): append(.blank(ems), look, to: &prepared)
      case .lineBreak: prepared.paragraph.pieces.append(.lineBreak)
      case .fill: prepared.paragraph.pieces.append(.fill)
      case .together(let inlines):
        prepared.paragraph.pieces.append(.startTogether)
        try append(inlines, look, to: &prepared)
        prepared.paragraph.pieces.append(.endTogether)
      case .reference(let anchor, let text, let style):
        append(text, style, .destination(try FlowText.destination(anchor)), look, to: &prepared)
      case .pageNumber(let anchor, var style):
        style.isTabular = true
        // Two digits hold the place until the first pass has found the page.
        let number = pageNumbers[anchor.name] ?? "00"
        append(number, style, .destination(try FlowText.destination(anchor)), look, to: &prepared)
      case .link(let url, let text, let style): append(text, style, .uri(encoding: url), look, to: &prepared)
      }
    }
  }

  private func append(_ drawn: DrawnInline, _ look: Theme.TextLook, to prepared: inout Prepared) {
    let object = drawn.object(id: prepared.objects.count, textSize: look.size)
    prepared.objects.append(drawn)
    prepared.paragraph.pieces.append(.object(object))
  }

  private func append(
    _ text: String, _ style: CharacterStyle, _ target: LinkTarget, _ look: Theme.TextLook,
    to prepared: inout Prepared
  ) {
    var style = textStyle(style, look)
    style.tag = prepared.targets.count
    prepared.targets.append(target)
    prepared.paragraph.pieces.append(.text(text, style))
  }

  private func textStyle(_ style: CharacterStyle, _ look: Theme.TextLook) -> TextStyle {
    var font = look.font
    if style.isSans { font.family = .sans }
    if style.isBold { font.weight = .bold }
    let scale = style.scale.isFinite ? min(max(style.scale, 0.3), 4) : 1
    return TextStyle(
      font: font, size: look.size * scale, color: theme.color(style.color ?? look.color),
      isTabular: style.isTabular || look.isTabular, hasLigatures: look.hasLigatures && !style.isTabular)
  }

  // MARK: - Fragments to items

  private func set(
    _ fragment: LineFragment, _ prepared: Prepared, _ look: Theme.TextLook
  ) throws(LayoutError) -> SetLine {
    let largest = fragment.runs.map(\.run.size).max() ?? 0
    let objects = fragment.objects.map(\.object)
    let tallest = objects.map { $0.ascent + $0.descent + 1 }.max() ?? 0
    let height = max(look.leading, largest * 1.25, tallest)
    // The em box of Han glyphs reaches from 0.88 em above the baseline to 0.12 em below; it is centred.
    let size = max(largest, look.size)
    let baseline = max(height / 2 + size * 0.38, (objects.map(\.ascent).max() ?? 0) + 0.5)
    var line = SetLine(items: [], height: height, baseline: baseline, end: 0)
    for placed in fragment.runs {
      line.items.append(Placed(.text(placed.run), at: Point(x: placed.x, y: baseline)))
      line.end = max(line.end, placed.x + placed.run.advance)
    }
    for placed in fragment.objects where prepared.objects.indices.contains(placed.object.id) {
      let drawn = prepared.objects[placed.object.id]
      line.items.append(
        Placed(.group(try drawing(of: drawn, textSize: look.size)), at: Point(x: placed.x, y: baseline)))
      line.end = max(line.end, placed.x + placed.object.width)
    }
    line.items += links(over: fragment, prepared.targets, baseline: baseline)
    return line
  }

  /// One area for neighbouring runs of one link.
  private func links(over fragment: LineFragment, _ targets: [LinkTarget], baseline: Points) -> [Placed] {
    var areas: [(tag: Int, left: Points, right: Points, size: Points)] = []
    for placed in fragment.runs {
      guard let tag = placed.tag, targets.indices.contains(tag) else { continue }
      let right = placed.x + placed.run.advance - placed.spaceAfter
      if let last = areas.last, last.tag == tag {
        areas[areas.count - 1].right = max(last.right, right)
        areas[areas.count - 1].size = max(last.size, placed.run.size)
      } else {
        areas.append((tag, placed.x, right, placed.run.size))
      }
    }
    return areas.map { area in
      let size = Size(width: max(area.right - area.left, 0), height: area.size * 1.2)
      return Placed(.link(targets[area.tag], size), at: Point(x: area.left, y: baseline - area.size))
    }
  }

  // MARK: - One line that must fit

  /// Text in one line, cut with an ellipsis where it is wider than `width`; its baseline lies at 0.
  ///
  /// - Parameter phrase: words of the text that come first where it has to be cut.
  func oneLine(
    _ text: String, _ look: Theme.TextLook, width: Points, keeping phrase: String = ""
  ) throws(LayoutError) -> (items: [Placed], width: Points) {
    guard !text.isEmpty else { return ([], 0) }
    var text = FlowText.withoutLineEnds(text)
    var look = look
    look.alignment = .left
    look.indent = 0
    var natural = try naturalWidth([.plain(text)], look)
    if natural > width, !phrase.isEmpty { text = FlowText.leading(phrase, in: text, separator: " · ") }
    // Nearly every text fits, and is not parted into characters.
    var characters = natural > width ? Array(text.prefix(200)) : []
    var cut = text
    while natural > width, !characters.isEmpty {
      // At least one character goes in every turn, more where much is too wide.
      let share = max(0, min(1, width / natural))
      characters.removeLast(max(1, Int(Double(characters.count) * (1 - share) * 0.9)))
      cut = String(characters) + "…"
      natural = try naturalWidth([.plain(cut)], look)
    }
    guard let line = try lines([.plain(cut)], look, width: natural + look.size).first else { return ([], 0) }
    let items = line.items.map { Placed($0.item, at: Point(x: $0.origin.x, y: $0.origin.y - line.baseline)) }
    return (items, natural)
  }
}
