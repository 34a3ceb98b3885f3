public import AssessmentModel
internal import Diagnostics

extension IndicatorMap {
  /// The largest mapping file, in bytes: 1 MiB.
  static let byteLimit = 1024 * 1024

  /// Reads a mapping file and reports everything that is wrong with it at once.
  public static func load(_ path: String, catalogue: IndicatorCatalogue) -> IndicatorMapLoad {
    let problems = DiagnosticCollector()
    guard let source = SourceText.read(path, byteLimit: byteLimit, problems: problems) else {
      let missing = ["file-missing", "file-unreadable", "not-a-file"]
      return IndicatorMapLoad(
        map: nil, report: DiagnosticReport(problems),
        isMissing: problems.diagnostics.contains { missing.contains($0.code) })
    }
    let map = YAMLReader.read(source, problems: problems)
      .flatMap { IndicatorMapReader(catalogue: catalogue, problems: problems).read($0) }
    return IndicatorMapLoad(
      map: problems.hasErrors ? nil : map, report: DiagnosticReport(problems, sources: [path: source.lines]),
      isMissing: false)
  }
}

/// One reading of a mapping file, from the top node down.
struct IndicatorMapReader {
  let catalogue: IndicatorCatalogue
  let problems: DiagnosticCollector

  /// The longest name of a column, in Unicode scalars.
  private static let nameLimit = 200

  func read(_ node: YAMLNode) -> IndicatorMap? {
    guard
      let fields = FieldReader(
        node, wording("映射文件", "the mapping file"),
        allowed: ["format", "file", "time", "group", "ignore", "columns", "rows"],
        examples: ["time": "time: {column: 日期}"], problems: problems)
    else { return nil }
    fields.format("indicator-map")
    let group = fields.optionalText("group", limit: Self.nameLimit)
    let ignored = fields.entries["ignore"] == nil ? [] : fields.texts("ignore") ?? []
    let layout = layout(fields)
    let time = time(fields)
    guard let time, let layout else { return nil }
    var map = IndicatorMap(time: time.columns, layout: layout)
    map.interval = time.interval
    map.intervalMinutes = time.minutes
    map.group = group
    map.ignoredTimes = Set(ignored.map(\.value))
    readForm(fields, into: &map)
    return map
  }

  private func readForm(_ fields: FieldReader, into map: inout IndicatorMap) {
    guard let entry = fields.optional("file"),
      let form = FieldReader(
        entry.value, wording("file", "file"), allowed: ["encoding", "separator", "head"], problems: problems)
    else { return }
    if form.entries["encoding"] != nil {
      map.encoding = form.word("encoding", of: IndicatorMap.Encoding.allCases.map(\.rawValue))
        .flatMap { IndicatorMap.Encoding(rawValue: $0.value) }
    }
    if form.entries["separator"] != nil {
      map.separator = form.word("separator", of: IndicatorMap.Separator.allCases.map(\.rawValue))
        .flatMap { IndicatorMap.Separator(rawValue: $0.value) }
    }
    map.headLine = form.optionalInteger("head", in: 1...1_000)?.value ?? 1
  }

  private struct Time {
    var columns: [Located<String>]
    var interval: Located<String>?
    var minutes = 30
  }

  private func time(_ fields: FieldReader) -> Time? {
    guard let entry = fields.required("time") else { return nil }
    guard case .mapping = entry.value.content else { return timeColumns(entry).map { Time(columns: $0) } }
    guard
      let time = FieldReader(
        entry.value, wording("time", "time"), allowed: ["column", "interval", "minutes"], problems: problems)
    else { return nil }
    let interval = time.optionalText("interval", limit: Self.nameLimit)
    let minutes = time.optionalInteger("minutes", in: 1...1_440)?.value ?? 30
    return time.required("column").flatMap(timeColumns).map { Time(columns: $0, interval: interval, minutes: minutes) }
  }

  /// One column, or a list of the two or three that hold year, month and day.
  private func timeColumns(_ entry: YAMLEntry) -> [Located<String>]? {
    let reader = TextReader(problems: problems)
    guard case .sequence(let nodes) = entry.value.content else {
      return reader.text(entry.value, key: entry.key, limit: Self.nameLimit).map { [$0] }
    }
    let columns = nodes.compactMap { reader.text($0, key: entry.key, limit: Self.nameLimit) }
    guard columns.count == nodes.count else { return nil }
    guard (2...3).contains(columns.count), Set(columns.map(\.value)).count == columns.count else {
      problems.add(
        Diagnostic(
          .error, "time-columns",
          wording("合成时间要两列或三列，各不相同", "a time is made up of two or three columns that differ"),
          at: entry.value.location,
          hint: wording("先写年的列：[年份, 月份] 或 [年, 月, 日]", "the year comes first: [年份, 月份] or [年, 月, 日]")))
      return nil
    }
    return columns
  }

  // MARK: - Layout

  private func layout(_ fields: FieldReader) -> IndicatorMap.Layout? {
    switch (fields.entries["columns"], fields.entries["rows"]) {
    case (nil, nil), (_?, _?):
      problems.add(
        Diagnostic(
          .error, "missing-key",
          wording("columns 与 rows 要写一个，也只写一个", "one of columns and rows is needed, and only one"),
          at: fields.location.firstScalar,
          hint: wording(
            "一列一个指标写 columns，一行一个指标写 rows", "columns where each quantity has a column, rows where it has a row")))
      return nil
    case (_?, nil):
      guard let entry = fields.optional("columns") else { return nil }
      return columns(entry).map(IndicatorMap.Layout.columns)
    case (nil, _?):
      guard let entry = fields.optional("rows") else { return nil }
      return rows(entry).map(IndicatorMap.Layout.rows)
    }
  }

  private func columns(_ entry: YAMLEntry) -> [(name: Located<String>, meaning: IndicatorMap.Meaning)]? {
    guard let pairs = FieldReader.pairs(of: entry.value, wording("columns", "columns"), problems: problems) else {
      return nil
    }
    var first: [IndicatorSeries.Subject: SourceLocation] = [:]
    return pairs.compactMap { pair in
      guard let meaning = meaning(pair, hasColumns: true) else { return nil }
      if let earlier = first[meaning.subject] {
        problems.add(
          Diagnostic(
            .error, "duplicate-subject",
            wording("\(meaning.subject.name) 已有一列", "\(meaning.subject.name) has a column already"),
            at: pair.keyLocation, notes: [Diagnostic.Note(wording("第一次在这里", "the first one is here"), at: earlier)]))
      }
      first[meaning.subject] = pair.keyLocation
      return (Located(pair.key, at: pair.keyLocation), meaning)
    }
  }

  private func rows(_ entry: YAMLEntry) -> IndicatorMap.Rows? {
    guard
      let fields = FieldReader(
        entry.value, wording("rows", "rows"),
        allowed: ["indicator", "value", "variant", "unit", "numerator", "denominator", "sample", "names"],
        problems: problems)
    else { return nil }
    func column(_ key: String) -> Located<String>? { fields.optionalText(key, limit: Self.nameLimit) }
    var names: [String: IndicatorMap.Meaning] = [:]
    if let entry = fields.optional("names"),
      let pairs = FieldReader.pairs(of: entry.value, wording("names", "names"), problems: problems)
    {
      for pair in pairs { names[pair.key] = meaning(pair, hasColumns: false) }
    }
    let indicator = fields.text("indicator", limit: Self.nameLimit)
    let hasParts = fields.entries["numerator"] != nil && fields.entries["denominator"] != nil
    let value = hasParts ? column("value") : fields.text("value", limit: Self.nameLimit)
    guard let indicator, value != nil || hasParts else { return nil }
    var rows = IndicatorMap.Rows(indicator: indicator, value: value)
    (rows.variant, rows.unit) = (column("variant"), column("unit"))
    (rows.numerator, rows.denominator, rows.sample) = (column("numerator"), column("denominator"), column("sample"))
    rows.names = names
    return rows
  }

  // MARK: - Meanings

  private func meaning(_ entry: YAMLEntry, hasColumns: Bool) -> IndicatorMap.Meaning? {
    guard case .mapping = entry.value.content else {
      return TextReader(problems: problems, isProse: false).text(entry.value, key: entry.key)
        .flatMap { subject($0, variant: nil) }.map { IndicatorMap.Meaning($0) }
    }
    let columns = hasColumns ? ["numerator", "denominator", "sample"] : []
    guard
      let fields = FieldReader(
        entry.value, wording(entry.key, entry.key),
        allowed: ["indicator", "variant", "measure", "unit", "duration"] + columns, problems: problems)
    else { return nil }
    let isMeasure = fields.entries["measure"] != nil && fields.entries["indicator"] == nil
    let variant = fields.optionalID("variant")
    let name = isMeasure ? fields.token("measure") : fields.token("indicator")
    let unit = fields.optionalText("unit")
    let duration = fields.entries["duration"] == nil ? nil : fields.word("duration", of: ["mm:ss", "hh:mm"])
    guard let name, let subject = subject(name, variant: variant) else { return nil }
    var meaning = IndicatorMap.Meaning(subject)
    meaning.readsHours = duration?.value == "hh:mm"
    meaning.unit = unit?.value
    if let unit, let message = Self.refusal(of: unit.value, for: catalogue.unit(of: subject)) {
      problems.add(Diagnostic(.error, "unknown-unit", message, at: unit.location))
    }
    if hasColumns {
      meaning.numerator = fields.optionalText("numerator", limit: Self.nameLimit)
      meaning.denominator = fields.optionalText("denominator", limit: Self.nameLimit)
      meaning.sample = fields.optionalText("sample", limit: Self.nameLimit)
    }
    return meaning
  }

  private static func refusal(of unit: String, for kept: String) -> LocalizedText? {
    guard UnitConversion.factor(from: unit, to: kept) == nil else { return nil }
    return wording(
      "单位“\(excerpt(unit))”不能换算成“\(kept)”", "the unit “\(excerpt(unit))” cannot be converted to “\(kept)”")
  }

  /// The indicator or measure that a name of the catalogue means.
  private func subject(_ name: Located<String>, variant: Located<String>?) -> IndicatorSeries.Subject? {
    switch catalogue.resolve(name.value, variant: variant?.value) {
    case .found(let subject): return subject
    case .unknown:
      problems.add(
        Diagnostic(
          .error, "unknown-indicator",
          wording("指标目录里没有“\(excerpt(name.value))”", "the catalogue has no “\(excerpt(name.value))”"),
          at: name.location, hint: catalogue.suggestion(for: name.value)))
    case .needsVariant(let indicator):
      let list = indicator.variantList
      let place = variant?.location ?? name.location
      problems.add(
        Diagnostic(
          .error, "unknown-variant",
          wording("\(excerpt(name.value)) 要写明是哪个公式", "which formula of \(excerpt(name.value)) is it?"), at: place,
          hint: wording("用 variant 写明：\(list.chinese)", "name it with variant: \(list.english)")))
    }
    return nil
  }
}
