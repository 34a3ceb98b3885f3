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
    case .intervals(let chart): try draw(chart, width: room)
    }
  }

  // MARK: - Scales

  /// Where a value lies between the ends of a scale, 0 to 1.
  func share(_ value: Double, _ minimum: Double, _ maximum: Double) -> Double {
    let share = (value - minimum) / (maximum - minimum)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }
}
