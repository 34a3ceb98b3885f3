public import Canvas
public import DocumentModel

/// Draws charts. It decides where things stand; it formats no number and makes up no text.
public struct ChartArtist<Measurer: LabelMeasurer> {
  let measurer: Measurer
  let colors: ChartColors
  /// How high the area of a chart with two scales is against its usual height.
  let proportion: Double
  /// How large numbers on scales are written.
  let numerals: AxisNumerals

  /// An artist with colours and someone who measures text.
  ///
  /// - Parameters:
  ///   - proportion: how high the area of a chart with two scales is against its usual height, from 0.3 to 2; labels keep
  ///     their size.
  ///   - numerals: how large numbers on scales are written.
  public init(
    colors: ChartColors, measurer: Measurer, proportion: Double = 1, numerals: AxisNumerals = .chinese
  ) {
    self.numerals = numerals
    self.colors = colors
    self.measurer = measurer
    self.proportion = proportion.isFinite ? min(max(proportion, 0.3), 2) : 1
  }

  /// Draws a chart as wide as `width` at most; the height follows from the content.
  ///
  /// Labels never overlap each other: where there is no room for all, those of a scale or of single points are left out,
  /// never names. Values beyond the ends of a scale are drawn at its ends. What is not finite is a missing value; no
  /// coordinate is ever anything but a finite number. Labels longer than 120 characters are cut with an ellipsis.
  public func draw(_ chart: ChartSpecification, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let room = width.isFinite ? max(width, 60) : 60
    return switch chart {
    case .radar(let radar): try draw(radar, width: room)
    case .bar(let bar): try draw(bar, width: room)
    case .heatMap(let map): try draw(map, width: room)
    case .ladder(let ladder): try draw(ladder, width: room)
    case .gauge(let gauge): try draw(gauge, width: room)
    case .slope(let chart): try draw(chart, width: room)
    case .trend(let chart): try draw(chart, width: room)
    case .waterfall(let chart): try draw(chart, width: room)
    case .control(let chart): try draw(chart, width: room)
    case .gantt(let chart): try draw(chart, width: room)
    case .smallMultiples(let chart): try draw(chart, width: room)
    case .scatter(let chart): try draw(chart, width: room)
    case .pareto(let chart): try draw(chart, width: room)
    }
  }

  // MARK: - Text in boxes

  /// Text cut into lines, with the room it takes.
  struct TextBox {
    var lines: [String]
    var style: LabelStyle
    var width: Points
    var ascent: Points
    var lineHeight: Points
    var height: Points { Points(lines.count) * lineHeight }
  }

  /// Cuts text into lines no wider than `limit` where its characters allow that.
  func box(_ text: String, _ style: LabelStyle, limit: Points) throws(Measurer.Failure) -> TextBox {
    var units: [LabelFitting.Unit] = []
    for piece in LabelFitting.units(of: text) {
      units.append(LabelFitting.Unit(text: piece, width: try measurer.extent(of: piece, in: style).width))
    }
    var box = TextBox(lines: [], style: style, width: 0, ascent: style.size, lineHeight: style.size * 1.3)
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

  // MARK: - Scales

  /// Where a value lies between the ends of a scale, 0 to 1.
  func share(_ value: Double, _ minimum: Double, _ maximum: Double) -> Double {
    let share = (value - minimum) / (maximum - minimum)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }
}

/// Cutting labels into lines.
enum LabelFitting {
  /// A part of a label that stays together where the lines are wide enough.
  struct Unit {
    var text: String
    var width: Points
  }

  /// More characters than that are cut.
  static let longest = 120

  /// The parts of a label: single Han characters with the marks that belong to them, and whole Western words.
  static func units(of label: String) -> [String] {
    var text = Array(label.prefix(longest + 1))
    if text.count > longest { text = text.prefix(longest - 1) + ["…"] }
    var units: [String] = []
    for character in text {
      if let last = units.last?.last, belongTogether(last, character) {
        units[units.count - 1].append(character)
      } else {
        units.append(String(character))
      }
    }
    return units
  }

  private static func belongTogether(_ left: Character, _ right: Character) -> Bool {
    if left.isASCII, right.isASCII { return left != " " }
    return "，。、；：！？）】》”’%％…—".contains(right) || "（【《“‘".contains(left)
  }

  /// Fills lines to at most `limit`, then evens them out; a part wider than that is cut between its characters.
  static func lines(of units: [Unit], limit: Points) -> [String] {
    let pieces = units.flatMap { unit -> [Unit] in
      guard unit.width > limit, unit.text.count > 1 else { return [unit] }
      let width = unit.width / Points(unit.text.count)
      return unit.text.map { Unit(text: String($0), width: width) }
    }
    let full = filled(pieces, limit: limit)
    guard full.count > 1 else { return full }
    // The narrowest limit that needs no more lines makes them even.
    var (low, high) = (0.0, limit)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if filled(pieces, limit: middle).count > full.count { low = middle } else { high = middle }
    }
    return filled(pieces, limit: high)
  }

  private static func filled(_ units: [Unit], limit: Points) -> [String] {
    var lines: [String] = []
    var width: Points = 0
    for unit in units {
      if !lines.isEmpty, width + unit.width <= limit + 0.01 {
        lines[lines.count - 1] += unit.text
        width += unit.width
      } else {
        lines.append(unit.text)
        width = unit.width
      }
    }
    return lines.map { line in
      let start = line.drop { $0 == " " }
      return String(start.reversed().drop { $0 == " " }.reversed())
    }
  }
}
