import DocumentModel
import ReportTemplates

/// Charts of periods, samples, plans and distributions.
extension Expansion {
  /// The chart of an element; nil where it has nothing to show, or is no chart.
  func chart(_ element: TemplateElement, _ scope: Scope) -> ChartSpecification? {
    switch element.name {
    case .radar: radar(element, scope).map(ChartSpecification.radar)
    case .bars: bars(element, scope).map(ChartSpecification.bar)
    case .heatMap: heatMap(element, scope).map(ChartSpecification.heatMap)
    case .ladder: ladder(element, scope).map(ChartSpecification.ladder)
    case .gauge: gauge(element, scope).map(ChartSpecification.gauge)
    case .slope: slope(element, scope).map(ChartSpecification.slope)
    case .trend: trend(element, scope).map(ChartSpecification.trend)
    case .waterfall: waterfall(element, scope).map(ChartSpecification.waterfall)
    case .controlChart: controlChart(element, scope).map(ChartSpecification.control)
    case .gantt: gantt(element, scope).map(ChartSpecification.gantt)
    case .smallMultiples: smallMultiples(element, scope).map(ChartSpecification.smallMultiples)
    case .scatter: scatter(element, scope).map(ChartSpecification.scatter)
    case .pareto: pareto(element, scope).map(ChartSpecification.pareto)
    case .intervalChart: intervals(element, scope).map(ChartSpecification.intervals)
    default: nil
    }
  }

  // MARK: - What charts share

  /// The ends of a scale that the template may leave open.
  func freeEnds(
    _ chart: TemplateElement, _ scope: Scope, prefix: String = ""
  ) -> (minimum: Double?, maximum: Double?) {
    let minimum = number(chart, "\(prefix)minimum", scope)
    let maximum = number(chart, "\(prefix)maximum", scope)
    if let minimum, let maximum, minimum >= maximum {
      report(.emptyScale(minimum, maximum, chart), at: scope)
      return (nil, nil)
    }
    return (minimum, maximum)
  }

  private func point(
    _ element: TemplateElement, _ scope: Scope, in drawn: inout [Plotted], value: String = "value",
    text: String = "text"
  ) -> ChartPoint {
    ChartPoint(
      value: plotted(element, value, scope, in: &drawn), text: self.text(element, text, scope),
      isApart: flag(element, "apart", scope))
  }

  /// A point of a trend, which may have an interval and a stroke.
  private func trendPoint(_ element: TemplateElement, _ scope: Scope, in drawn: inout [Plotted]) -> ChartPoint {
    var point = point(element, scope, in: &drawn)
    (point.low, point.high) = interval(element, scope, in: &drawn)
    point.isTicked = flag(element, "ticked", scope)
    return point
  }

  private func level(_ element: TemplateElement, _ scope: Scope, in drawn: inout [Plotted]) -> ChartLevel? {
    guard let value = requiredNumber(element, "value", scope) else { return nil }
    keep(value, of: element, "value", scope, in: &drawn)
    return ChartLevel(label: text(element, "label", scope), value: value)
  }

  /// A line of points, checked against the periods once these are known.
  private struct Line {
    var element: TemplateElement
    var path: String
    var count: Int
  }

  private func check(_ lines: [Line], periods: Int) {
    for line in lines where line.count != periods {
      report(.wrongPointCount(line.count, periods: periods, line.element), path: line.path)
    }
  }

  // MARK: - Comparisons

  private func gauge(_ chart: TemplateElement, _ scope: Scope) -> Gauge? {
    var gates: [Gauge.Gate] = []
    var drawn: [Plotted] = []
    parts(of: chart, scope) { part, scope in
      guard let value = requiredNumber(part, "value", scope) else { return }
      keep(value, of: part, "value", scope, in: &drawn)
      gates.append(
        Gauge.Gate(
          label: text(part, "label", scope), value: value, text: text(part, "text", scope),
          stars: whole(part, "stars", scope, in: 0...5) ?? 0))
    }
    let (low, high) = interval(chart, scope, in: &drawn)
    let value = plotted(chart, "value", scope, in: &drawn)
    let reference = plotted(chart, "reference", scope, in: &drawn)
    guard let ends = ends(chart, scope) else { return nil }
    check(drawn, from: ends.minimum, to: ends.maximum)
    return Gauge(
      value: value, text: text(chart, "text", scope), reference: reference,
      referenceText: text(chart, "reference-text", scope), low: low, high: high, gates: gates, minimum: ends.minimum,
      maximum: ends.maximum)
  }

  private func slope(_ chart: TemplateElement, _ scope: Scope) -> SlopeChart? {
    var lines: [SlopeChart.Line] = []
    var drawn: [Plotted] = []
    parts(of: chart, scope) { part, scope in
      lines.append(
        SlopeChart.Line(
          label: text(part, "label", scope), from: point(part, scope, in: &drawn, value: "from", text: "from-text"),
          to: point(part, scope, in: &drawn, value: "to", text: "to-text")))
    }
    let ends = freeEnds(chart, scope)
    check(drawn, from: ends.minimum, to: ends.maximum)
    guard !lines.isEmpty else { return nil }
    return SlopeChart(
      from: text(chart, "from", scope), to: text(chart, "to", scope), lines: lines, unit: text(chart, "unit", scope),
      note: text(chart, "note", scope), minimum: ends.minimum, maximum: ends.maximum)
  }

  private func waterfall(_ chart: TemplateElement, _ scope: Scope) -> WaterfallChart? {
    var steps: [WaterfallChart.Step] = []
    parts(of: chart, scope) { part, scope in
      steps.append(
        WaterfallChart.Step(
          label: text(part, "label", scope), kind: part.name == .total ? .total : .change,
          value: number(part, "value", scope), text: text(part, "text", scope)))
    }
    guard !steps.isEmpty else { return nil }
    return WaterfallChart(steps: steps, unit: text(chart, "unit", scope), note: text(chart, "note", scope))
  }

  // MARK: - Series

  private func trend(_ chart: TemplateElement, _ scope: Scope) -> TrendChart? {
    var (periods, sizes): ([String], [String]) = ([], [])
    var series: [TrendChart.Series] = []
    var levels: [ChartLevel] = []
    var lines: [Line] = []
    var drawn: [Plotted] = []
    parts(of: chart, scope) { part, scope in
      switch part.name {
      case .period:
        periods.append(text(part, "label", scope))
        sizes.append(text(part, "size", scope))
      case .level: level(part, scope, in: &drawn).map { levels.append($0) }
      default:
        var points: [ChartPoint] = []
        parts(of: part, scope) { points.append(trendPoint($0, $1, in: &drawn)) }
        let form = choice(part, "form", scope, otherwise: TrendChart.Form.marks)
        series.append(TrendChart.Series(label: text(part, "label", scope), points: points, form: form))
        lines.append(Line(element: part, path: path(of: scope), count: points.count))
      }
    }
    let ends = freeEnds(chart, scope)
    check(drawn, from: ends.minimum, to: ends.maximum)
    guard !series.isEmpty, !periods.isEmpty else { return nil }
    check(lines, periods: periods.count)
    return TrendChart(
      periods: periods, sizes: sizes.allSatisfy(\.isEmpty) ? [] : sizes, series: series, levels: levels,
      unit: text(chart, "unit", scope),
      note: text(chart, "note", scope), minimum: ends.minimum, maximum: ends.maximum)
  }

  private func controlChart(_ chart: TemplateElement, _ scope: Scope) -> ControlChart? {
    var samples: [ControlChart.Sample] = []
    var phases: [ControlChart.Phase] = []
    var drawn: [Plotted] = []
    parts(of: chart, scope) { part, scope in
      if part.name == .phase {
        phases.append(ControlChart.Phase(label: text(part, "label", scope), start: samples.count))
        return
      }
      samples.append(
        ControlChart.Sample(
          label: text(part, "label", scope), value: plotted(part, "value", scope, in: &drawn),
          center: plotted(part, "center", scope, in: &drawn), lower: plotted(part, "lower", scope, in: &drawn),
          upper: plotted(part, "upper", scope, in: &drawn), size: text(part, "size", scope),
          rules: text(part, "rules", scope)))
    }
    let ends = freeEnds(chart, scope)
    check(drawn, from: ends.minimum, to: ends.maximum)
    guard !samples.isEmpty else { return nil }
    return ControlChart(
      samples: samples, phases: phases, centerLabel: text(chart, "center-label", scope),
      lowerLabel: text(chart, "lower-label", scope), upperLabel: text(chart, "upper-label", scope),
      ruleLabel: text(chart, "rule-label", scope),
      unit: text(chart, "unit", scope), note: text(chart, "note", scope), minimum: ends.minimum,
      maximum: ends.maximum)
  }

  private func smallMultiples(_ chart: TemplateElement, _ scope: Scope) -> SmallMultiples? {
    var periods: [String] = []
    var panels: [SmallMultiples.Panel] = []
    var lines: [Line] = []
    var drawn: [Plotted] = []
    parts(of: chart, scope) { part, scope in
      if part.name == .period {
        periods.append(text(part, "label", scope))
        return
      }
      var panel = SmallMultiples.Panel(
        label: text(part, "label", scope), points: [], remark: text(part, "remark", scope))
      parts(of: part, scope) { part, scope in
        if part.name == .level {
          let target = level(part, scope, in: &drawn)
          if panel.target == nil { panel.target = target } else { panel.otherTarget = target }
        } else {
          panel.points.append(point(part, scope, in: &drawn))
        }
      }
      panels.append(panel)
      lines.append(Line(element: part, path: path(of: scope), count: panel.points.count))
    }
    let ends = freeEnds(chart, scope)
    check(drawn, from: ends.minimum, to: ends.maximum)
    guard !panels.isEmpty, !periods.isEmpty else { return nil }
    check(lines, periods: periods.count)
    return SmallMultiples(
      periods: periods, panels: panels, columns: whole(chart, "columns", scope, in: 1...6),
      unit: text(chart, "unit", scope), note: text(chart, "note", scope), minimum: ends.minimum,
      maximum: ends.maximum)
  }

  // MARK: - Plans

  private func gantt(_ chart: TemplateElement, _ scope: Scope) -> GanttChart? {
    var tasks: [GanttChart.Task] = []
    var lines: [GanttChart.DateLine] = []
    parts(of: chart, scope) { part, scope in
      let label = text(part, "label", scope)
      if part.name == .dateLine {
        date(part, "date", scope).map { lines.append(GanttChart.DateLine(label: label, date: $0)) }
        return
      }
      let isMilestone = part.name == .milestone
      let from = date(part, isMilestone ? "date" : "from", scope)
      let to = isMilestone ? from : date(part, "to", scope)
      if let from, let to, to < from { report(.reversedDates(from, to, part), at: scope) }
      tasks.append(
        GanttChart.Task(
          label: label, owner: text(part, "owner", scope), from: from, to: to, isMilestone: isMilestone,
          remark: text(part, "remark", scope)))
    }
    guard !tasks.isEmpty else { return nil }
    return GanttChart(
      tasks: tasks, lines: lines, taskHead: text(chart, "task-head", scope),
      ownerHead: text(chart, "owner-head", scope), remarkHead: text(chart, "remark-head", scope))
  }

  /// The day that an attribute gives; nil where it gives nothing, and, with a report, where it gives no day.
  private func date(_ element: TemplateElement, _ name: String, _ scope: Scope) -> PlanDate? {
    let text = trimmed(text(element, name, scope))
    if text.isEmpty { return nil }
    if let date = PlanDate(iso8601: text) { return date }
    report(.notADate(text, element, attribute: name), at: scope)
    return nil
  }

  // MARK: - Distributions

  private func scatter(_ chart: TemplateElement, _ scope: Scope) -> ScatterChart? {
    var dots: [ScatterChart.Dot] = []
    var (drawnAcross, drawnUp): ([Plotted], [Plotted]) = ([], [])
    var trend: ScatterChart.Trend?
    parts(of: chart, scope) { part, scope in
      let label = text(part, "label", scope)
      if part.name == .dot {
        dots.append(
          ScatterChart.Dot(
            label: label, x: plotted(part, "x", scope, in: &drawnAcross), y: plotted(part, "y", scope, in: &drawnUp),
            isEmphasised: flag(part, "emphasised", scope),
            count: whole(part, "count", scope, in: 1...1_000_000_000) ?? 1))
      } else if let intercept = requiredNumber(part, "intercept", scope),
        let slope = requiredNumber(part, "slope", scope)
      {
        trend = ScatterChart.Trend(intercept: intercept, slope: slope, label: label)
      }
    }
    let (across, up) = (freeEnds(chart, scope, prefix: "x-"), freeEnds(chart, scope, prefix: "y-"))
    check(drawnAcross, from: across.minimum, to: across.maximum)
    check(drawnUp, from: up.minimum, to: up.maximum)
    guard !dots.isEmpty else { return nil }
    return ScatterChart(
      dots: dots, trend: trend,
      horizontal: .init(label: text(chart, "x-label", scope), minimum: across.minimum, maximum: across.maximum),
      vertical: .init(label: text(chart, "y-label", scope), minimum: up.minimum, maximum: up.maximum),
      note: text(chart, "note", scope), unnamedNote: text(chart, "unnamed-note", scope))
  }

  private func pareto(_ chart: TemplateElement, _ scope: Scope) -> ParetoChart? {
    var categories: [ParetoChart.Category] = []
    var mark: ChartLevel?
    // The values have no ends that they could pass; the shares are per cent.
    var (drawn, shares): ([Plotted], [Plotted]) = ([], [])
    parts(of: chart, scope) { part, scope in
      if part.name == .level {
        mark = level(part, scope, in: &shares)
        return
      }
      let point = point(part, scope, in: &drawn)
      if let value = point.value, value < 0 { report(.negative(value, part, attribute: "value"), at: scope) }
      categories.append(
        ParetoChart.Category(
          label: text(part, "label", scope), value: point.value, text: point.text,
          cumulative: plotted(part, "cumulative", scope, in: &shares),
          cumulativeText: text(part, "cumulative-text", scope)))
    }
    check(shares, from: 0, to: 100)
    guard !categories.isEmpty else { return nil }
    return ParetoChart(
      categories: categories, level: mark, cumulativeLabel: text(chart, "cumulative-label", scope),
      unit: text(chart, "unit", scope), note: text(chart, "note", scope))
  }
}
