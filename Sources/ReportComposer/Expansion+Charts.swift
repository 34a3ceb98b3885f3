import DocumentModel
import ReportTemplates

extension Expansion {
  /// A figure; nothing where its chart has nothing to show, and then it takes no number.
  func figure(_ element: TemplateElement, _ scope: Scope) -> [Block] {
    var charts: [ChartSpecification] = []
    walk(element.content, scope) { node, scope in
      guard case .element(let chart) = node else { return }
      countBlock(chart)
      beginChart()
      if let drawn = self.chart(chart, scope) { charts.append(drawn) }
    }
    guard let chart = charts.first else { return [] }
    if charts.count > 1 { report(.severalCharts(element), at: scope) }
    let caption = trimmed(text(element, "caption", scope))
    let number = caption.isEmpty ? nil : numbering.nextFigure()
    return [
      .figure(
        Figure(
          chart: chart, number: number, caption: caption.isEmpty ? [] : [.plain(caption)],
          anchor: element.attribute("id").map { _ in
            anchor(element, scope, .figure, number: number, title: caption)
          }))
    ]
  }

  /// Calls `body` with each part of a chart.
  func parts(
    of chart: TemplateElement, _ scope: Scope, _ body: (TemplateElement, Scope) -> Void
  ) {
    walk(chart.content, scope) { node, scope in
      guard case .element(let part) = node else { return }
      countChartPart(part, in: chart)
      body(part, scope)
    }
  }

  /// A value that is to be drawn, until the ends of its scale are known.
  struct Plotted {
    var value: Double
    var element: TemplateElement
    var attribute: String
    var node: NodeReference
  }

  /// The number that an attribute gives, kept in mind for the check against the scale.
  func plotted(
    _ element: TemplateElement, _ name: String, _ scope: Scope, in values: inout [Plotted]
  ) -> Double? {
    guard let number = number(element, name, scope) else { return nil }
    keep(number, of: element, name, scope, in: &values)
    return number
  }

  /// Keeps a number in mind for the check against the scale.
  func keep(
    _ number: Double?, of element: TemplateElement, _ name: String, _ scope: Scope, in values: inout [Plotted]
  ) {
    guard let number else { return }
    values.append(
      Plotted(value: number, element: element, attribute: name, node: query.reference(to: scope.place)))
  }

  /// Reports the values that lie beyond an end of their scale, which would be drawn as if they were that end.
  func check(_ values: [Plotted], from minimum: Double?, to maximum: Double?) {
    // Decimals are not exact as binary numbers.
    let slack = 1e-9 * max(abs(minimum ?? 0), abs(maximum ?? 0))
    for value in values {
      let isBelow = minimum.map { value.value < $0 - slack } ?? false
      let isAbove = maximum.map { value.value > $0 + slack } ?? false
      guard isBelow || isAbove else { continue }
      report(
        .outsideScale(value.value, value.element, attribute: value.attribute, from: minimum, to: maximum),
        path: query.path(of: value.node))
    }
  }

  func ends(_ chart: TemplateElement, _ scope: Scope) -> (minimum: Double, maximum: Double)? {
    guard let minimum = requiredNumber(chart, "minimum", scope),
      let maximum = requiredNumber(chart, "maximum", scope)
    else { return nil }
    guard minimum < maximum else {
      report(.emptyScale(minimum, maximum, chart), at: scope)
      return nil
    }
    return (minimum, maximum)
  }

  func radar(_ chart: TemplateElement, _ scope: Scope) -> RadarChart? {
    var axes: [RadarChart.Axis] = []
    var outlines: [RadarChart.Outline] = []
    var drawn: [Plotted] = []
    parts(of: chart, scope) { part, scope in
      if part.name == .outline {
        outlines.append(RadarChart.Outline(label: text(part, "label", scope), values: []))
        return
      }
      var values: [Double?] = []
      parts(of: part, scope) { values.append(plotted($0, "value", $1, in: &drawn)) }
      if values.count != outlines.count { report(.wrongOutlineCount(values.count, outlines.count, part), at: scope) }
      for (index, value) in values.enumerated() where outlines.indices.contains(index) {
        outlines[index].values.append(value)
      }
      let (low, high) = interval(part, scope, in: &drawn)
      axes.append(
        RadarChart.Axis(
          label: text(part, "label", scope), value: plotted(part, "value", scope, in: &drawn),
          text: text(part, "text", scope), reference: plotted(part, "reference", scope, in: &drawn), low: low,
          high: high))
    }
    guard !axes.isEmpty, let ends = ends(chart, scope) else { return nil }
    if axes.count < 3 { report(.tooFewAxes(axes.count, chart), at: scope) }
    if outlines.count > 3 { report(.tooManyOutlines(outlines.count, chart), at: scope) }
    let rings = text(chart, "rings", scope).split { $0.isWhitespace }.compactMap {
      ring -> (value: Double, label: String)? in
      if let number = DecimalReader.number(String(ring)) { return (number, String(ring)) }
      report(.notANumber(String(ring), chart, attribute: "rings"), at: scope)
      return nil
    }
    for ring in rings { keep(ring.value, of: chart, "rings", scope, in: &drawn) }
    check(drawn, from: ends.minimum, to: ends.maximum)
    return RadarChart(
      axes: axes, minimum: ends.minimum, maximum: ends.maximum, rings: rings.map(\.value),
      ringLabels: rings.map(\.label),
      emphasisedRing: number(chart, "emphasised", scope), label: text(chart, "label", scope), earlier: outlines)
  }

  func bars(_ chart: TemplateElement, _ scope: Scope) -> BarChart? {
    var bars: [BarChart.Bar] = []
    var thresholds: [BarChart.Threshold] = []
    var drawn: [Plotted] = []
    parts(of: chart, scope) { part, scope in
      if part.name == .bar {
        bars.append(bar(part, scope, in: &drawn))
      } else if let value = requiredNumber(part, "value", scope) {
        keep(value, of: part, "value", scope, in: &drawn)
        thresholds.append(BarChart.Threshold(label: text(part, "label", scope), value: value))
      }
    }
    guard !bars.isEmpty, let ends = ends(chart, scope) else { return nil }
    check(drawn, from: ends.minimum, to: ends.maximum)
    return BarChart(
      bars: bars, thresholds: thresholds, minimum: ends.minimum, maximum: ends.maximum,
      referenceLabel: text(chart, "reference-label", scope), lowLabel: text(chart, "low-label", scope),
      highLabel: text(chart, "high-label", scope), unit: text(chart, "unit", scope), note: text(chart, "note", scope))
  }

  private func bar(_ part: TemplateElement, _ scope: Scope, in drawn: inout [Plotted]) -> BarChart.Bar {
    let (low, high) = interval(part, scope, in: &drawn)
    return BarChart.Bar(
      label: text(part, "label", scope), value: plotted(part, "value", scope, in: &drawn),
      text: text(part, "text", scope), reference: plotted(part, "reference", scope, in: &drawn), low: low, high: high)
  }

  /// The values still possible, where a part names them.
  func interval(
    _ part: TemplateElement, _ scope: Scope, in drawn: inout [Plotted], prefix: String = ""
  ) -> (low: Double?, high: Double?) {
    let low = plotted(part, "\(prefix)low", scope, in: &drawn)
    let high = plotted(part, "\(prefix)high", scope, in: &drawn)
    if let low, let high, low > high { report(.emptyScale(low, high, part), at: scope) }
    return (low, high)
  }

  func heatMap(_ chart: TemplateElement, _ scope: Scope) -> HeatMap? {
    var columns: [String] = []
    var rows: [(row: HeatMap.Row, element: TemplateElement, path: String)] = []
    parts(of: chart, scope) { part, scope in
      if part.name == .heatColumn {
        columns.append(text(part, "label", scope))
      } else {
        rows.append((heatRow(part, scope), part, path(of: scope)))
      }
    }
    guard !rows.isEmpty, !columns.isEmpty else { return nil }
    for row in rows where row.row.cells.count != columns.count {
      report(.wrongCellCount(row.row.cells.count, columns: columns.count, row.element), path: row.path)
    }
    let key = text(chart, "key", scope)
    // Names that hold spaces are parted by `|`.
    let names =
      key.contains("|")
      ? key.split(separator: "|").map { trimmed(String($0)) } : key.split { $0.isWhitespace }.map(String.init)
    if !names.isEmpty, names.count != 5 { report(.wrongKeyCount(names.count, chart), at: scope) }
    return HeatMap(columns: columns, rows: rows.map(\.row), key: names)
  }

  private func heatRow(_ element: TemplateElement, _ scope: Scope) -> HeatMap.Row {
    var cells: [HeatMap.Cell] = []
    parts(of: element, scope) { part, scope in
      cells.append(
        HeatMap.Cell(level: whole(part, "level", scope, in: 1...5), text: text(part, "text", scope)))
    }
    return HeatMap.Row(
      label: text(element, "label", scope), cells: cells, isNested: flag(element, "nested", scope))
  }

  // MARK: - Ladder

  func ladder(_ chart: TemplateElement, _ scope: Scope) -> Ladder? {
    var steps: [Ladder.Step] = []
    var ids: [String] = []
    parts(of: chart, scope) { part, scope in
      steps.append(
        Ladder.Step(
          label: text(part, "label", scope), stars: whole(part, "stars", scope, in: 0...5) ?? 0))
      ids.append(text(part, "id", scope))
    }
    guard !steps.isEmpty else { return nil }
    func offset(_ name: String) -> Int? { step(named: name, of: chart, ids: ids, steps, scope) }
    let present = offset("present")
    let from = offset("possible-from")
    let to = offset("possible-to")
    var possible: ClosedRange<Int>?
    if let from, let to {
      if from <= to {
        possible = from...to
      } else {
        report(.emptyScale(Double(from), Double(to), chart), at: scope)
      }
    }
    return Ladder(steps: steps, present: present, possible: possible)
  }

  /// The step that an attribute names by its id, its label or its offset from 0; nil where the attribute is empty.
  private func step(
    named name: String, of chart: TemplateElement, ids: [String], _ steps: [Ladder.Step], _ scope: Scope
  ) -> Int? {
    let wanted = trimmed(text(chart, name, scope))
    if wanted.isEmpty { return nil }
    if let index = ids.firstIndex(of: wanted) ?? steps.firstIndex(where: { $0.label == wanted }) {
      return index
    }
    if let index = Int(wanted), steps.indices.contains(index) { return index }
    report(.noSuchStep(wanted, chart, attribute: name, steps: steps.map(\.label)), at: scope)
    return nil
  }
}
