import Canvas

extension ChartArtist {
  /// Text cut into lines, with the room it takes.
  struct TextBox {
    var lines: [String]
    var style: LabelStyle
    var width: Points
    var ascent: Points
    var lineHeight: Points
    /// Whether a number stands on two lines, because not even the smallest type has room for it.
    var cutsNumber = false
    var height: Points { Points(lines.count) * lineHeight }
  }

  /// Cuts text into lines no wider than `limit` where its characters allow that. Type gets smaller rather than that a
  /// number is cut.
  func box(_ text: String, _ style: LabelStyle, limit: Points) throws(Measurer.Failure) -> TextBox {
    try boxes([text], style, limit: limit)[0]
  }

  /// The same for texts that stand in a row or a column and therefore have one size.
  func boxes(_ texts: [String], _ style: LabelStyle, limit: Points) throws(Measurer.Failure) -> [TextBox] {
    var style = style
    while true {
      var boxes: [TextBox] = []
      for text in texts { boxes.append(try unshrunkBox(text, style, limit: limit)) }
      guard style.size > LabelStyle.smallest, boxes.contains(where: \.cutsNumber) else { return boxes }
      style.size = max(style.size - 0.5, LabelStyle.smallest)
    }
  }

  /// Cuts text into lines in the size that it has, even inside a number.
  func unshrunkBox(_ text: String, _ style: LabelStyle, limit: Points) throws(Measurer.Failure) -> TextBox {
    var box = TextBox(lines: [], style: style, width: 0, ascent: style.size, lineHeight: style.size * 1.3)
    var units: [LabelFitting.Unit] = []
    for piece in LabelFitting.units(of: text) {
      let unit = LabelFitting.Unit(text: piece, width: try measurer.extent(of: piece, in: style).width)
      guard unit.width > limit, piece.count > 1 else {
        units.append(unit)
        continue
      }
      for part in LabelFitting.parts(of: piece) {
        let width = try measurer.extent(of: part, in: style).width
        guard width > limit, part.count > 1 else {
          units.append(LabelFitting.Unit(text: part, width: width))
          continue
        }
        box.cutsNumber = true
        units += part.map { LabelFitting.Unit(text: String($0), width: width / Points(part.count)) }
      }
    }
    var aim = limit
    // A line is a little wider than its parts where a font sets gaps between them.
    for _ in 0..<3 {
      box.lines = LabelFitting.lines(of: units, limit: aim)
      box.width = 0
      for line in box.lines {
        box.width = max(box.width, try measurer.extent(of: line, in: style).width)
      }
      guard box.width > limit + 0.01 else { break }
      aim *= limit / box.width
    }
    // The ink of Han glyphs stands between 0.88 em above and 0.12 em below the baseline, whatever the font's line gap.
    box.ascent = style.size * 0.88 + (box.lineHeight - style.size) / 2
    return box
  }

  /// The labels of a box whose anchor column is `x` and whose top is `top`.
  func labels(
    _ box: TextBox, x: Points, top: Points, _ alignment: ChartLabel.Alignment, _ color: Color
  ) -> [ChartDrawing.Item] {
    box.lines.enumerated().map { index, line in
      let baseline = top + Points(index) * box.lineHeight + box.ascent
      return .label(
        ChartLabel(
          text: line, anchor: Point(x: x, y: baseline), alignment: alignment, style: box.style, color: color))
    }
  }
}
