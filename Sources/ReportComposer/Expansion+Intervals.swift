import DocumentModel
import ReportTemplates

/// Charts of estimates with their intervals.
extension Expansion {
  func intervals(_ chart: TemplateElement, _ scope: Scope) -> IntervalChart? {
    var rows: [IntervalChart.Row] = []
    var drawn: [Plotted] = []
    parts(of: chart, scope) { part, scope in
      let inner = interval(part, scope, in: &drawn)
      let outer = interval(part, scope, in: &drawn, prefix: "outer-")
      rows.append(
        IntervalChart.Row(
          label: text(part, "label", scope), value: plotted(part, "value", scope, in: &drawn),
          text: text(part, "text", scope), low: inner.low, high: inner.high, outerLow: outer.low, outerHigh: outer.high)
      )
    }
    let reference = plotted(chart, "reference", scope, in: &drawn)
    let ends = freeEnds(chart, scope)
    check(drawn, from: ends.minimum, to: ends.maximum)
    guard !rows.isEmpty else { return nil }
    return IntervalChart(
      rows: rows,
      reference: reference.map { ChartLevel(label: text(chart, "reference-label", scope), value: $0) },
      lowSide: text(chart, "low-side", scope), highSide: text(chart, "high-side", scope),
      innerLabel: text(chart, "inner-label", scope), outerLabel: text(chart, "outer-label", scope),
      unit: text(chart, "unit", scope), note: text(chart, "note", scope), minimum: ends.minimum, maximum: ends.maximum)
  }
}
