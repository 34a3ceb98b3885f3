/// Charts, one line a part.
extension DocumentDump {
  mutating func add(_ chart: ChartSpecification) {
    switch chart {
    case .radar(let radar):
      add(
        "radar \(radar.minimum)…\(radar.maximum) rings \(radar.rings) emphasised \(radar.emphasisedRing.dump)"
      )
      inside { dump in
        for outline in radar.earlier {
          dump.add("earlier \(outline.label): \(outline.values.map(\.dump).joined(separator: " "))")
        }
        for axis in radar.axes {
          dump.add("axis \(axis.label) \(axis.value.dump) (\(axis.text)) reference \(axis.reference.dump)")
        }
      }
    case .bar(let chart):
      let key = chart.referenceLabel.isEmpty ? "" : " reference \(chart.referenceLabel)"
      let ends = [chart.lowLabel, chart.highLabel].filter { !$0.isEmpty }.joined(separator: "…")
      let head = [("unit", chart.unit), ("note", chart.note)].filter { !$0.1.isEmpty }.map { " \($0.0) \($0.1)" }
      add("bars \(chart.minimum)…\(chart.maximum)\(key)\(ends.isEmpty ? "" : " ends \(ends)")\(head.joined())")
      inside { dump in
        for bar in chart.bars {
          let interval = "\(bar.low.dump)…\(bar.high.dump)"
          dump.add(
            "bar \(bar.label) \(bar.value.dump) (\(bar.text)) reference \(bar.reference.dump) interval \(interval)"
          )
        }
        for threshold in chart.thresholds { dump.add("threshold \(threshold.label) \(threshold.value)") }
      }
    case .heatMap(let map):
      add("heat-map columns \(map.columns.joined(separator: "、")) key \(map.key.joined(separator: "、"))")
      inside { dump in
        for row in map.rows {
          let cells = row.cells.map { "\($0.level.map(String.init) ?? "-") (\($0.text))" }
          dump.add("row\(row.isNested ? " nested" : "") \(row.label): " + cells.joined(separator: " | "))
        }
      }
    case .ladder(let ladder):
      let possible = ladder.possible.map { "\($0.lowerBound)…\($0.upperBound)" } ?? "-"
      add("ladder present \(ladder.present.map(String.init) ?? "-") possible \(possible)")
      inside { dump in
        for step in ladder.steps { dump.add("step \(step.label) stars \(step.stars)") }
      }
    case .gauge(let gauge): add(gauge)
    case .slope(let chart): add(chart)
    case .trend(let chart): add(chart)
    case .waterfall(let chart): add(chart)
    case .control(let chart): add(chart)
    case .gantt(let chart): add(chart)
    case .smallMultiples(let chart): add(chart)
    case .scatter(let chart): add(chart)
    case .pareto(let chart): add(chart)
    case .intervals(let chart): add(chart)
    }
  }

  private mutating func add(_ gauge: Gauge) {
    add("gauge \(gauge.minimum)…\(gauge.maximum) \(gauge.value.dump) (\(gauge.text))")
    inside { dump in
      dump.add("reference \(gauge.reference.dump) (\(gauge.referenceText))")
      dump.add("interval \(gauge.low.dump)…\(gauge.high.dump)")
      for gate in gauge.gates { dump.add("gate \(gate.label) \(gate.value) (\(gate.text)) stars \(gate.stars)") }
    }
  }

  private mutating func add(_ chart: SlopeChart) {
    addHead("slope \(chart.from) to \(chart.to)", chart.minimum, chart.maximum, chart.unit, chart.note)
    inside { dump in
      for line in chart.lines { dump.add("line \(line.label): \(line.from.dump) → \(line.to.dump)") }
    }
  }

  private mutating func add(_ chart: TrendChart) {
    let periods = chart.periods.joined(separator: "、")
    addHead("trend \(periods)", chart.minimum, chart.maximum, chart.unit, chart.note)
    inside { dump in
      if !chart.sizes.isEmpty { dump.add("sizes \(chart.sizes.joined(separator: "、"))") }
      for series in chart.series {
        let form = series.form == .marks ? "" : " as \(series.form.rawValue)"
        dump.add("series \(series.label)\(form): \(series.points.dump)")
      }
      for level in chart.levels { dump.add("level \(level.dump)") }
    }
  }

  private mutating func add(_ chart: WaterfallChart) {
    addHead("waterfall", nil, nil, chart.unit, chart.note)
    inside { dump in
      for step in chart.steps {
        dump.add("\(step.kind.rawValue) \(step.label) \(step.value.dump) (\(step.text))")
      }
    }
  }

  private mutating func add(_ chart: ControlChart) {
    addHead("control", chart.minimum, chart.maximum, chart.unit, chart.note)
    inside { dump in
      dump.add("limits \(chart.lowerLabel) | \(chart.centerLabel) | \(chart.upperLabel)")
      if !chart.ruleLabel.isEmpty { dump.add("rules \(chart.ruleLabel)") }
      for phase in chart.phases { dump.add("phase \(phase.label) from \(phase.start)") }
      for sample in chart.samples {
        let limits = [sample.lower, sample.center, sample.upper].map(\.dump).joined(separator: " ")
        dump.add("sample \(sample.label) \(sample.value.dump) (\(sample.size)) limits \(limits) rules \(sample.rules)")
      }
    }
  }

  private mutating func add(_ chart: GanttChart) {
    add("gantt \(chart.taskHead) | \(chart.ownerHead) | \(chart.remarkHead)")
    inside { dump in
      for task in chart.tasks {
        let days = "\(task.from?.description ?? "-")…\(task.to?.description ?? "-")"
        dump.add("\(task.isMilestone ? "milestone" : "task") \(task.label) \(days) (\(task.owner)) \(task.remark)")
      }
      for line in chart.lines { dump.add("date-line \(line.label) \(line.date)") }
    }
  }

  private mutating func add(_ chart: SmallMultiples) {
    let periods = chart.periods.joined(separator: "、")
    addHead("small-multiples \(periods)", chart.minimum, chart.maximum, chart.unit, chart.note)
    inside { dump in
      for panel in chart.panels {
        let target = panel.targets.map(\.dump).joined(separator: " to ")
        dump.add(
          "panel \(panel.label) (\(panel.remark)) target \(target.isEmpty ? "-" : target): \(panel.points.dump)")
      }
    }
  }

  private mutating func add(_ chart: ScatterChart) {
    addHead("scatter", nil, nil, "\(chart.horizontal.label) × \(chart.vertical.label)", chart.note)
    inside { dump in
      if !chart.unnamedNote.isEmpty { dump.add("unnamed \(chart.unnamedNote)") }
      for axis in [chart.horizontal, chart.vertical] {
        dump.add("axis \(axis.label) \(axis.minimum.dump)…\(axis.maximum.dump)")
      }
      if let trend = chart.trend { dump.add("line \(trend.intercept) + \(trend.slope) x (\(trend.label))") }
      for dot in chart.dots {
        dump.add(
          "dot\(dot.isEmphasised ? " emphasised" : "") \(dot.label) \(dot.x.dump) \(dot.y.dump)\(dot.count > 1 ? " of \(dot.count)" : "")"
        )
      }
    }
  }

  private mutating func add(_ chart: ParetoChart) {
    addHead("pareto", nil, nil, chart.unit, chart.note)
    inside { dump in
      for category in chart.categories {
        let share = "\(category.cumulative.dump) (\(category.cumulativeText))"
        dump.add("category \(category.label) \(category.value.dump) (\(category.text)) cumulative \(share)")
      }
      if let level = chart.level { dump.add("level \(level.dump) (\(chart.cumulativeLabel))") }
    }
  }

  private mutating func add(_ chart: IntervalChart) {
    addHead("intervals", chart.minimum, chart.maximum, chart.unit, chart.note)
    inside { dump in
      dump.add("key \(chart.innerLabel) | \(chart.outerLabel) sides \(chart.lowSide) | \(chart.highSide)")
      if let reference = chart.reference { dump.add("reference \(reference.dump)") }
      for row in chart.rows {
        let ranges = "\(row.low.dump)…\(row.high.dump) outer \(row.outerLow.dump)…\(row.outerHigh.dump)"
        dump.add("interval \(row.label) \(row.value.dump) (\(row.text)) \(ranges)")
      }
    }
  }

  private mutating func addHead(_ name: String, _ low: Double?, _ high: Double?, _ unit: String, _ note: String) {
    add("\(name) \(low.dump)…\(high.dump) unit \(unit) note \(note)")
  }
}

extension ChartPoint {
  fileprivate var dump: String {
    let band = low == nil && high == nil ? "" : " in \(low.dump)…\(high.dump)"
    return "\(value.dump) (\(text))\(band)\(isTicked ? " ticked" : "")"
  }
}

extension [ChartPoint] {
  fileprivate var dump: String { map(\.dump).joined(separator: " | ") }
}

extension ChartLevel {
  fileprivate var dump: String { "\(label) \(value)" }
}
