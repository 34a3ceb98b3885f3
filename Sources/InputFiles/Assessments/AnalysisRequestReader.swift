internal import AssessmentModel
internal import Diagnostics

/// Reads the analyses of operational data that an assessment lists. Keys are the options of the commands.
struct AnalysisRequestReader {
  let folder: String
  let problems: DiagnosticCollector

  /// The keys of every analysis.
  private static let common = ["kind", "title", "file", "where", "confidence"]

  /// The keys of all kinds beside the common ones, some of them several times.
  private static let special = AnalysisKind.allCases.flatMap { $0.keys }

  /// The analyses in the order given; one that is wrong has been reported and is left out.
  func read(_ fields: FieldReader, positions: inout AssessmentPositions) -> [AnalysisRequest] {
    guard let nodes = fields.optionalList("analyses", shape: { _ in "[{kind: trend, file: kpi.csv, value: 服务水平}]" })
    else { return [] }
    if nodes.count > AnalysisRequest.most {
      problems.add(
        Diagnostic(
          .error, "too-many-analyses",
          wording(
            "一份评估最多 \(AnalysisRequest.most) 项分析，这里有 \(nodes.count) 项",
            "an assessment has at most \(AnalysisRequest.most) analyses, not \(nodes.count)"),
          at: nodes[AnalysisRequest.most].location.firstScalar))
    }
    var requests: [AnalysisRequest] = []
    for node in nodes.prefix(AnalysisRequest.most) {
      guard let request = request(node) else { continue }
      requests.append(request)
      positions.analyses.append(node.location.firstScalar)
    }
    return requests
  }

  private func request(_ node: YAMLNode) -> AnalysisRequest? {
    var allowed = Self.common
    for key in Self.special where !allowed.contains(key) { allowed.append(key) }
    guard
      let fields = FieldReader(
        node, wording("分析", "the analysis"), allowed: allowed, titles: AssessmentVocabulary.titles,
        examples: AssessmentVocabulary.analysisExamples, problems: problems),
      let word = fields.word(
        "kind", of: AnalysisKind.allCases.map(\.rawValue), titles: AssessmentVocabulary.analysisKinds),
      let kind = AnalysisKind(rawValue: word.value)
    else { return nil }
    refuseUnused(fields, kind)
    let title = fields.optionalText("title", limit: 100)
    let file = kind == .sampleSize ? nil : fields.text("file")
    let place = file.flatMap { FileBeside(kind: .analyses, folder: folder, problems: problems).find($0) }
    let confidence = fields.optionalDecimal("confidence", in: 50...100)
    let conditions = conditions(fields)
    guard let method = method(kind, fields), kind == .sampleSize || place != nil else { return nil }
    return AnalysisRequest(
      method, title: title?.value, file: file?.value, conditions: conditions,
      confidence: confidence?.value ?? 95)
  }

  /// Keys of other kinds would be passed over in silence.
  private func refuseUnused(_ fields: FieldReader, _ kind: AnalysisKind) {
    let known = Self.common + kind.keys
    let allowed = kind == .sampleSize ? known.filter { !["file", "where"].contains($0) } : known
    let unused = fields.entries.values.filter { entry in
      !allowed.contains(entry.key) && (Self.common + Self.special).contains(entry.key)
    }
    for entry in unused.sorted(by: {
      ($0.keyLocation.line, $0.keyLocation.column) < ($1.keyLocation.line, $1.keyLocation.column)
    }) {
      reportUnused(
        entry, kind.rawValue,
        wording("可以写的有：\(allowed.joined(separator: "、"))", "what may stand here: \(allowed.joined(separator: ", "))"))
    }
  }

  private func reportUnused(_ entry: YAMLEntry, _ what: String, _ hint: LocalizedText) {
    problems.add(
      Diagnostic(
        .error, "unused-option", wording("\(what) 用不到 \(entry.key)", "\(what) has no use for \(entry.key)"),
        at: entry.keyLocation, hint: hint))
  }

  private func conditions(_ fields: FieldReader) -> [AnalysisRequest.Condition] {
    guard let entry = fields.optional("where"),
      let pairs = FieldReader.pairs(of: entry.value, wording("where", "where"), problems: problems)
    else { return [] }
    let reader = TextReader(problems: problems)
    return pairs.compactMap { pair in
      reader.text(pair.value, key: pair.key).map {
        AnalysisRequest.Condition(column: pair.key, value: $0.value)
      }
    }
  }

  // MARK: - Methods

  /// The method of a kind; nil after a report. Every key is read, so that all that is wrong is said at once.
  private func method(_ kind: AnalysisKind, _ fields: FieldReader) -> AnalysisMethod? {
    func column(_ key: String) -> String? { fields.optionalText(key)?.value }
    func needed(_ key: String) -> String? { fields.text(key)?.value }
    switch kind {
    case .control: return control(fields)
    case .trend: return .trend(value: column("value"), period: column("period"))
    case .correlation:
      let (x, y, period) = (needed("x"), needed("y"), column("period"))
      guard let x, let y else { return nil }
      return .correlation(x: x, y: y, period: period)
    case .calibration: return calibration(fields)
    case .teams:
      let (value, by, within) = (needed("value"), needed("by"), column("within"))
      guard let value, let by else { return nil }
      return .teams(value: value, by: by, within: within)
    case .forecast: return forecast(fields)
    case .sampleSize: return sampleSize(fields)
    case .sampleDraw:
      let (by, name) = (column("by"), column("name"))
      let least = fields.optionalInteger("at-least", in: 0...1_000_000)?.value ?? 0
      let (size, seed) = (fields.integer("size", in: 1...1_000_000), fields.integer("seed", in: 0...Int.max))
      guard let size, let seed else { return nil }
      return .sampleDraw(by: by, size: size.value, atLeast: least, seed: UInt64(seed.value), name: name)
    case .attrition:
      let (hired, left, by) = (needed("hired"), needed("left"), column("by"))
      let (from, to) = (fields.date("from"), fields.date("to"))
      guard let hired, let left, let from, let to else { return nil }
      return period(from, to).map { .attrition(hired: hired, left: left, by: by, period: $0) }
    case .pareto:
      let cause = needed("cause")
      let (count, repeated, escalated) = (column("count"), column("repeated"), column("escalated"))
      return cause.map { .pareto(cause: $0, count: count, repeated: repeated, escalated: escalated) }
    }
  }

  private func control(_ fields: FieldReader) -> AnalysisMethod? {
    let chart =
      fields.entries["chart"] == nil
      ? "individuals" : fields.word("chart", of: ["individuals", "xbar", "p", "u"])?.value
    guard let chart else { return nil }
    let period = fields.optionalText("period")?.value
    let changes =
      fields.optionalList("change").map { fields.texts($0, key: "change", areProse: false).map(\.value) } ?? []
    if let kind = AnalysisMethod.AttributeChart(rawValue: chart) {
      if let value = fields.entries["value"] {
        reportUnused(value, "chart: \(chart)", wording("计数写 count，基数写 size", "counts are count, their bases size"))
      }
      let (count, size) = (fields.text("count"), fields.text("size"))
      guard let count, let size else { return nil }
      return .attributeControl(count: count.value, size: size.value, period: period, chart: kind, changes: changes)
    }
    for key in ["count", "size"] {
      guard let entry = fields.entries[key] else { continue }
      reportUnused(
        entry, "chart: \(chart)", wording("count 与 size 用于 chart: p 或 u", "count and size are for chart: p or u"))
    }
    return .control(
      value: fields.optionalText("value")?.value, period: period, chart: chart == "xbar" ? .xbar : .individuals,
      changes: changes)
  }

  private func calibration(_ fields: FieldReader) -> AnalysisMethod? {
    guard fields.entries["scorers"] != nil else {
      let (value, by) = (fields.text("value"), fields.text("by"))
      for key in ["bands", "marks"] {
        guard let entry = fields.entries[key] else { continue }
        reportUnused(entry, "calibration", wording("分档只用于 scorers", "bands are for scorers only"))
      }
      guard let value, let by else { return nil }
      return .comparison(value: value.value, by: by.value)
    }
    for key in ["value", "by"] {
      guard let entry = fields.entries[key] else { continue }
      reportUnused(entry, "scorers", wording("scorers 与 value、by 只写一种", "give scorers, or value with by"))
    }
    let scorers = fields.texts("scorers")?.map(\.value) ?? []
    var scale: AnalysisMethod.Scale?
    if let marks = fields.optionalInteger("marks", in: 2...100) { scale = .marks(marks.value) }
    if let nodes = fields.optionalList("bands") {
      if let marks = fields.entries["marks"] {
        reportUnused(marks, "bands", wording("bands 与 marks 只写一种", "give bands or marks"))
      }
      guard let bounds = bounds(nodes) else { return nil }
      scale = .bands(bounds)
    }
    return scorers.isEmpty ? nil : .calibration(scorers: scorers, scale: scale)
  }

  private func bounds(_ nodes: [YAMLNode]) -> [Rational]? {
    let reader = NumberReader(problems: problems)
    let bounds = nodes.compactMap { reader.decimal($0, key: "bands", in: -1_000_000...1_000_000) }
    guard bounds.count == nodes.count else { return nil }
    let values = bounds.map(\.value)
    guard !values.isEmpty, values.count < 100, zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }) else {
      problems.add(
        Diagnostic(
          .error, "bands",
          wording("bands 应是从低到高的数，如 [60, 80, 90]", "bands are ascending numbers, such as [60, 80, 90]"),
          at: nodes.first?.location))
      return nil
    }
    return values
  }

  private func forecast(_ fields: FieldReader) -> AnalysisMethod? {
    let (forecast, actual) = (fields.text("forecast"), fields.text("actual"))
    let (period, handled) = (fields.optionalText("period"), fields.optionalText("handled"))
    let (day, time) = (fields.optionalText("day"), fields.optionalText("time"))
    let tolerance = fields.optionalDecimal("tolerance", in: 0...100)
    let (peak, valley) = (fields.optionalText("peak"), fields.optionalText("valley"))
    guard let forecast, let actual else { return nil }
    return .forecast(
      AnalysisMethod.Forecast(
        forecast: forecast.value, actual: actual.value, period: period?.value, day: day?.value, time: time?.value,
        handled: handled?.value, tolerance: tolerance?.value ?? 5, peak: peak?.value, valley: valley?.value))
  }

  private func sampleSize(_ fields: FieldReader) -> AnalysisMethod? {
    let (share, deviation) = (
      fields.optionalDecimal("share", in: 0...100), fields.optionalDecimal("deviation", in: 0...1_000_000)
    )
    let population = fields.optionalInteger("population", in: 1...1_000_000_000)
    let response = fields.optionalDecimal("response", in: 0...100)
    guard let margin = fields.decimal("margin", in: 0...1_000_000) else { return nil }
    return .sampleSize(
      AnalysisMethod.SampleSize(
        margin: margin.value, share: share?.value,
        deviation: deviation?.value, population: population?.value,
        response: response?.value))
  }

  private func period(_ from: Located<CalendarDate>, _ to: Located<CalendarDate>) -> DatePeriod? {
    if let period = DatePeriod(from: from.value, to: to.value) { return period }
    problems.add(
      Diagnostic(
        .error, "date-order", wording("结束日期早于开始日期", "the period ends before it begins"), at: to.location))
    return nil
  }
}
