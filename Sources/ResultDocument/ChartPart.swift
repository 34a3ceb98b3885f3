import DocumentModel
import OperationalAnalysis

/// The chart of an analysis as its parts, for a template to draw.
enum ChartPart {
  /// One member for each kind of chart that analyses draw, all but one absent.
  static func members(_ chart: ChartSpecification) -> ResultNode {
    var node = ResultNode("chart")
    var kinds: [String: ResultNode] = [:]
    switch chart {
    case .control(let chart): kinds["control-chart"] = control(chart)
    case .trend(let chart): kinds["trend-chart"] = trend(chart)
    case .bar(let chart): kinds["bar-chart"] = bars(chart)
    case .scatter(let chart): kinds["scatter-chart"] = scatter(chart)
    case .pareto(let chart): kinds["pareto-chart"] = pareto(chart)
    case .intervals(let chart): kinds["interval-chart"] = intervals(chart)
    case .radar, .heatMap, .ladder, .gauge, .slope, .waterfall, .gantt, .smallMultiples:
      preconditionFailure("no analysis draws such a chart")
    }
    for name in ["control-chart", "trend-chart", "bar-chart", "scatter-chart", "interval-chart", "pareto-chart"] {
      node.part(name, kinds[name])
    }
    return node
  }

  // MARK: - Kinds

  private static func control(_ chart: ControlChart) -> ResultNode {
    var node = ResultNode("control-chart")
    node.head(chart.unit, chart.note)
    node.value("center-label", chart.centerLabel)
    node.value("lower-label", chart.lowerLabel)
    node.value("upper-label", chart.upperLabel)
    node.value("rule-label", chart.ruleLabel)
    node.list(
      "samples",
      chart.samples.enumerated().map { index, sample in
        var node = ResultNode("sample")
        node.value("label", sample.label)
        node.value("phase", chart.phases.first { $0.start == index }?.label)
        node.number("value", sample.value)
        node.number("center", sample.center)
        node.number("lower", sample.lower)
        node.number("upper", sample.upper)
        node.value("size", sample.size)
        node.value("rules", sample.rules)
        return node
      })
    return node
  }

  private static func trend(_ chart: TrendChart) -> ResultNode {
    var node = ResultNode("trend-chart")
    node.head(chart.unit, chart.note)
    node.number("minimum", chart.minimum)
    node.number("maximum", chart.maximum)
    node.list(
      "periods",
      chart.periods.enumerated().map { index, label in
        var node = labelled("period", label)
        node.value("size", chart.sizes.indices.contains(index) ? chart.sizes[index] : nil)
        return node
      })
    node.list("levels", chart.levels.map { level("level", $0.label, $0.value) })
    node.list(
      "lines",
      chart.series.map { line in
        var node = labelled("line", line.label)
        node.value("form", line.form.rawValue)
        node.list("points", line.points.map(point))
        return node
      })
    return node
  }

  private static func point(_ point: ChartPoint) -> ResultNode {
    var node = ResultNode("point")
    node.number("value", point.value)
    node.value("text", point.text)
    node.value("low", point.low.map(ResultNode.plain))
    node.value("high", point.high.map(ResultNode.plain))
    node.value("ticked", point.isTicked ? true : nil)
    return node
  }

  private static func bars(_ chart: BarChart) -> ResultNode {
    var node = ResultNode("bar-chart")
    node.head(chart.unit, chart.note)
    node.number("minimum", chart.minimum)
    node.number("maximum", chart.maximum)
    node.list("bars", chart.bars.map { estimate("bar", $0.label, $0.value, $0.text, low: $0.low, high: $0.high) })
    node.list("thresholds", chart.thresholds.map { level("threshold", $0.label, $0.value) })
    return node
  }

  private static func scatter(_ chart: ScatterChart) -> ResultNode {
    var node = ResultNode("scatter-chart")
    node.value("note", chart.note)
    node.value("unnamed-note", chart.unnamedNote.isEmpty ? nil : chart.unnamedNote)
    node.value("x-label", chart.horizontal.label)
    node.number("x-minimum", chart.horizontal.minimum)
    node.number("x-maximum", chart.horizontal.maximum)
    node.value("y-label", chart.vertical.label)
    node.number("y-minimum", chart.vertical.minimum)
    node.number("y-maximum", chart.vertical.maximum)
    node.list(
      "dots",
      chart.dots.map { dot in
        var node = labelled("dot", dot.label)
        node.number("x", dot.x)
        node.number("y", dot.y)
        node.value("emphasised", dot.isEmphasised)
        node.value("count", dot.count > 1 ? String(dot.count) : nil)
        return node
      })
    node.part(
      "trend-line",
      chart.trend.map { line in
        var node = labelled("trend-line", line.label)
        node.number("intercept", line.intercept)
        node.number("slope", line.slope)
        return node
      })
    return node
  }

  private static func intervals(_ chart: IntervalChart) -> ResultNode {
    var node = ResultNode("interval-chart")
    node.head(chart.unit, chart.note)
    node.number("reference", chart.reference?.value)
    node.value("reference-label", chart.reference?.label ?? "")
    node.value("low-side", chart.lowSide)
    node.value("high-side", chart.highSide)
    node.value("inner-label", chart.innerLabel)
    node.value("outer-label", chart.outerLabel)
    node.list(
      "intervals",
      chart.rows.map { row in
        var node = estimate("interval", row.label, row.value, row.text, low: row.low, high: row.high)
        node.number("outer-low", row.outerLow)
        node.number("outer-high", row.outerHigh)
        return node
      })
    return node
  }

  private static func pareto(_ chart: ParetoChart) -> ResultNode {
    var node = ResultNode("pareto-chart")
    node.head(chart.unit, chart.note)
    node.value("cumulative-label", chart.cumulativeLabel)
    node.list(
      "categories",
      chart.categories.map { category in
        var node = labelled("category", category.label)
        node.number("value", category.value)
        node.value("text", category.text)
        node.number("cumulative", category.cumulative)
        node.value("cumulative-text", category.cumulativeText)
        return node
      })
    node.part("level", chart.level.map { level("level", $0.label, $0.value) })
    return node
  }

  // MARK: - What several kinds hold

  /// A value with its interval.
  private static func estimate(
    _ name: String, _ label: String, _ value: Double?, _ text: String, low: Double?, high: Double?
  ) -> ResultNode {
    var node = labelled(name, label)
    node.number("value", value)
    node.value("text", text)
    node.number("low", low)
    node.number("high", high)
    return node
  }

  /// A value across the whole chart.
  private static func level(_ name: String, _ label: String, _ value: Double) -> ResultNode {
    var node = labelled(name, label)
    node.number("value", value)
    return node
  }

  private static func labelled(_ name: String, _ label: String) -> ResultNode {
    var node = ResultNode(name)
    node.value("label", label)
    return node
  }
}

extension ResultNode {
  /// What stands above most charts.
  fileprivate mutating func head(_ unit: String, _ note: String) {
    value("unit", unit)
    value("note", note)
  }

  /// Adds a number to be drawn, to nine figures and without an exponent; empty where there is none.
  fileprivate mutating func number(_ name: String, _ number: Double?) {
    value(name, number.map(Self.plain) ?? "")
  }

  fileprivate static func plain(_ number: Double) -> String {
    var (decimals, magnitude) = (8, number.magnitude)
    while decimals > 0, magnitude >= 10 {
      magnitude /= 10
      decimals -= 1
    }
    if number.magnitude < 1 { decimals = 12 }
    var text = NumberText.decimal(number, decimals)
    if number.sign == .minus { text = text.replacing("−", with: "-") }
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }
}
