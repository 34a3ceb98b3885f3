internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// Goes through the records of a file and hands their quantities on, one by one.
final class RowReader {
  /// The most series that one file may hold: quantities times teams or agents.
  static let seriesLimit = 100_000

  let records: CSVRecords
  private let plan: ColumnPlan
  private let catalogue: IndicatorCatalogue
  let findings: CellFindings
  private let sink: any IndicatorSink
  private(set) var summary = IndicatorFileSummary()

  private var times: TimeColumn
  private var groups = NameTable()
  private var groupNames: [String] = []
  /// The groups that the mapping passes over, such as totals, and those that are totals and were reported.
  private var passedGroups: Set<Int> = []
  private var refusedGroups: Set<Int> = []
  private let ignored: Set<String>
  private var keys: [IndicatorSeries.Key] = []
  /// For columns: what each means. For rows: what each name means, nil where it is passed over or unknown.
  private var meanings: [CellMeaning?] = []
  /// For columns: nil where a value needs a further look. For rows: nil where `meanings` is.
  private var rules: [PlainRule?] = []
  private var names = NameTable()
  private var nameBytes: [UInt8] = []
  /// The units of the names as bytes.
  private var units: [[UInt8]] = []
  private var rowSeries: [SIMD2<Int>: Int] = [:]
  private var lastRow = (name: -1, group: -1, series: -1)
  /// What the present row has given so far, and whether it is left out although nothing new is to be said of it.
  private var values: RowValues
  private var isRefused = false
  /// Whether 1.204 may be 1,204: where cells are parted by semicolons, commas are decimal points in much of the world.
  private let hasDoubtfulPoints: Bool
  /// Whether ratios among percentages are looked for, and those that were found.
  private let watchesShares: Bool
  private var watch = ShareWatch()

  init(
    _ records: CSVRecords, plan: ColumnPlan, catalogue: IndicatorCatalogue, map: IndicatorMap?, path: String,
    problems: DiagnosticCollector, sink: any IndicatorSink, watchesShares: Bool = false, midnightIsDay: Bool = false
  ) {
    self.watchesShares = watchesShares
    hasDoubtfulPoints = records.separator == UInt8(ascii: ";")
    self.records = records
    self.plan = plan
    self.catalogue = catalogue
    self.sink = sink
    ignored = map?.ignoredTimes ?? []
    times = TimeColumn(
      intervalMinutes: map?.intervalMinutes ?? 30, heads: plan.time.map { plan.head[$0] },
      midnightIsDay: midnightIsDay || plan.interval != nil, ignored: ignored)
    findings = CellFindings(path: path, head: plan.head, problems: problems)
    switch plan.layout {
    case .columns(let columns):
      values = RowValues(capacity: max(1, columns.count))
      for column in columns {
        let meaning = meaning(column.meaning)
        meanings.append(meaning)
        let hasParts = column.numerator != nil || column.denominator != nil || column.sample != nil
        rules.append(hasParts ? nil : column.column.map { PlainRule(meaning, column: $0) })
      }
    case .rows: values = RowValues(capacity: 1)
    }
  }

  /// Reads to the end, or to where reading cannot go on.
  func readAll() {
    do throws(CSVRecords.Fault) {
      while try records.next() {
        let row = records.row
        if row.isBlank { continue }
        summary.records += 1
        let before = findings.count
        isRefused = false
        let period = read(row)
        if isRefused || findings.count != before {
          summary.refused += 1
          values.discard()
        } else if let period {
          summary.values += values.handOn(to: sink, in: period, line: records.line)
        }
        guard keys.count <= Self.seriesLimit, names.count <= Self.seriesLimit else { return tooManySeries() }
      }
      summary.isComplete = true
      let mixes = watch.mixes { catalogue.isUsuallyHighShare(keys[$0].subject) }
      for (series, mix) in mixes { findings.mixedScales(keys[series], mix) }
    } catch {
      findings.unreadable(error)
    }
  }

  /// Gathers the values of a row; nil where it has none.
  private func read(_ row: CSVRow) -> IndicatorPeriod? {
    guard row.fits(plan.head) else {
      // The end of an export, as 合计,33 or 共 3 条记录, is often shorter than its head.
      if namesIgnored(row) {
        summary.ignored += 1
        return nil
      }
      findings.ragged(row.count, at: records.place(0))
      return nil
    }
    guard let period = period(row) else { return nil }
    let group = group(row)
    if !passedGroups.isEmpty, passedGroups.contains(group) {
      summary.ignored += 1
      return nil
    }
    isRefused = !refusedGroups.isEmpty && refusedGroups.contains(group)
    switch plan.layout {
    case .columns(let columns): readCells(columns, of: row, period, group)
    case .rows(let rows): readQuantity(rows, of: row, period, group)
    }
    return period
  }

  /// Whether a row that is no whole one holds in its first cell, or where time and team stand, what the mapping passes over.
  private func namesIgnored(_ row: CSVRow) -> Bool {
    guard !ignored.isEmpty else { return false }
    let places = [0] + plan.time + [plan.interval, plan.group].compactMap(\.self)
    return places.contains { $0 < row.count && ignored.contains(row.text($0).trimmingSpaces) }
  }

  private func look(at value: PlainDecimal, _ series: Int, _ period: IndicatorPeriod, _ column: Int) {
    watch.add(value, series: series) { place(period, column) }
  }

  private func place(_ period: IndicatorPeriod, _ column: Int) -> ShareWatch.Place {
    let place = records.place(column)
    return ShareWatch.Place(period: period, line: place.line, column: place.column)
  }

  // MARK: - Time and group

  private func period(_ row: CSVRow) -> IndicatorPeriod? {
    switch times.read(row, time: plan.time, interval: plan.interval) {
    case .period(let period): return period
    case .ignored: summary.ignored += 1
    case .wrong(let isInterval):
      if isInterval, let column = plan.interval {
        findings.wrongTime(row.text(column).trimmingSpaces, column: column, isInterval: true, at: records.place(column))
      } else {
        wrongTime(row)
      }
    }
    return nil
  }

  /// Reports a time that cannot be read: of several columns the first that is empty, else the last.
  private func wrongTime(_ row: CSVRow) {
    let parts = plan.time.map { row.text($0).trimmingSpaces }
    let place = parts.firstIndex(of: "") ?? parts.count - 1
    let text = parts[place].isEmpty ? "" : TimeColumn.text(of: parts)
    findings.wrongTime(
      text, column: plan.time[place], isPart: parts.count > 1, needsDay: plan.interval != nil,
      at: records.place(plan.time[place]))
  }

  private func group(_ row: CSVRow) -> Int {
    let bytes = plan.group.map(row.bytes) ?? UnsafeRawBufferPointer(start: nil, count: 0)
    let (number, isNew) = groups.number(of: bytes)
    guard isNew else { return number }
    let name = plan.group.map { row.text($0).trimmingSpaces } ?? ""
    groupNames.append(name)
    if let column = plan.group, !name.isEmpty {
      if ignored.contains(name) {
        passedGroups.insert(number)
      } else if TotalName.isName(name) {
        findings.totalAsGroup(name, column: column, at: records.place(column))
        refusedGroups.insert(number)
      }
    }
    if case .columns = plan.layout {
      for case let meaning? in meanings { begin(meaning, groupNames[number]) }
    }
    return number
  }

  private func begin(_ meaning: CellMeaning, _ group: String) {
    let key = IndicatorSeries.Key(meaning.subject, group: group)
    sink.begin(key, series: keys.count)
    keys.append(key)
  }

  private func tooManySeries() {
    findings.problems.add(
      Diagnostic(
        .error, "too-many-series",
        LocalizedText(
          chinese: "指标与组别的组合超过 \(Self.seriesLimit) 个", english: "there are more than \(Self.seriesLimit) series"),
        at: SourceLocation(file: findings.path, line: records.line, column: 0),
        hint: LocalizedText(
          chinese: "请核对 group 是不是班组、坐席这样的列", english: "is the column of group one of teams or agents?")))
  }

  // MARK: - Quantities

  private func meaning(_ meaning: IndicatorMap.Meaning) -> CellMeaning {
    let unit = catalogue.unit(of: meaning.subject)
    let range = catalogue.possibleRange(of: meaning.subject) ?? PossibleRange(lowest: 0, highest: nil)
    var isPercentage = false
    if case .indicator(let id, _) = meaning.subject, catalogue[id] != nil { isPercentage = unit == "%" }
    return CellMeaning(
      subject: meaning.subject, unit: unit, factor: UnitConversion.factor(from: meaning.unit ?? unit, to: unit) ?? 1,
      readsHours: meaning.readsHours, mayBeNegative: range.lowest == nil,
      endsAtHundred: range.highest != nil, isPercentage: isPercentage, isCount: UnitConversion.counts(unit))
  }

  private func readCells(
    _ columns: [ColumnPlan.Quantity], of row: CSVRow, _ period: IndicatorPeriod, _ group: Int
  ) {
    let first = group * columns.count
    let rules = rules
    for index in columns.indices {
      if let rule = rules[index], let value = rule.value(row, isInCatalogueUnit: rule.isInCatalogueUnit),
        !hasDoubtfulPoints || !rule.isDoubtful(value)
      {
        values.add(value, series: first + index)
        if watchesShares, rule.takesPercent { look(at: value, first + index, period, rule.column) }
      } else {
        readCell(columns[index], index, period, group)
      }
    }
  }

  private func readCell(_ quantity: ColumnPlan.Quantity, _ index: Int, _ period: IndicatorPeriod, _ group: Int) {
    guard let meaning = meanings[index] else { return }
    readValue(
      meaning, factor: meaning.factor, value: quantity.column, isRequired: false,
      parts: (quantity.numerator, quantity.denominator, quantity.sample), period, series: group * meanings.count + index
    )
  }

  private func readQuantity(_ rows: ColumnPlan.Rows, of row: CSVRow, _ period: IndicatorPeriod, _ group: Int) {
    let number = name(rows, row)
    guard let rule = rules[number] else {
      // A name that the catalogue does not have was reported where it first stood.
      if rows.names.isEmpty { isRefused = true } else { summary.ignored += 1 }
      return
    }
    let series = series(number, group)
    if let value = plainValue(rows, row, rule), !hasDoubtfulPoints || !rule.isDoubtful(value) {
      if watchesShares, rule.takesPercent { look(at: value, series, period, rule.column) }
      return values.add(value, series: series)
    }
    guard let meaning = meanings[number] else { return }
    var factor = meaning.factor
    if let column = rows.unit, !records.bytes(column).isEmpty {
      let unit = records.text(column).trimmingSpaces
      guard let found = UnitConversion.factor(from: unit, to: meaning.unit) else {
        return findings.wrongUnit(unit, kept: meaning.unit, column: column, at: records.place(column))
      }
      factor = found
    }
    readValue(
      meaning, factor: factor, value: rows.value, isRequired: true,
      parts: (rows.numerator, rows.denominator, rows.sample), period, series: series)
  }

  /// The value of a row that says nothing beside it, in the unit of the catalogue or its own.
  private func plainValue(_ rows: ColumnPlan.Rows, _ row: CSVRow, _ rule: PlainRule) -> PlainDecimal? {
    func isEmpty(_ column: Int?) -> Bool { column.map { row.bytes($0).isEmpty } ?? true }
    guard rows.value != nil, isEmpty(rows.numerator), isEmpty(rows.denominator), isEmpty(rows.sample) else {
      return nil
    }
    guard let column = rows.unit, !row.bytes(column).isEmpty else {
      return rule.value(row, isInCatalogueUnit: rule.isInCatalogueUnit)
    }
    return row.bytes(column).elementsEqual(units[lastRow.name]) ? rule.value(row, isInCatalogueUnit: true) : nil
  }

  /// The number of what a row is of. A name that is unknown is reported where it first stands.
  private func name(_ rows: ColumnPlan.Rows, _ row: CSVRow) -> Int {
    nameBytes.removeAll(keepingCapacity: true)
    nameBytes.append(contentsOf: row.bytes(rows.indicator))
    if let variant = rows.variant {
      nameBytes.append(0x1F)
      nameBytes.append(contentsOf: row.bytes(variant))
    }
    let (number, isNew) = nameBytes.withUnsafeBytes { names.number(of: $0) }
    if isNew {
      let meaning = resolve(rows)
      meanings.append(meaning)
      rules.append(meaning.map { PlainRule($0, column: rows.value ?? rows.indicator) })
      units.append(Array((meaning?.unit ?? "").utf8))
    }
    return number
  }

  /// The series of a name and a group.
  private func series(_ name: Int, _ group: Int) -> Int {
    if lastRow.name == name, lastRow.group == group { return lastRow.series }
    let pair = SIMD2(name, group)
    let series = rowSeries[pair] ?? keys.count
    if series == keys.count, let meaning = meanings[name] {
      begin(meaning, groupNames[group])
      rowSeries[pair] = series
    }
    lastRow = (name, group, series)
    return series
  }

  private func resolve(_ rows: ColumnPlan.Rows) -> CellMeaning? {
    let name = records.text(rows.indicator).trimmingSpaces
    if let known = rows.names[name] { return meaning(known) }
    guard rows.names.isEmpty else { return nil }
    let variant = rows.variant.map { records.text($0).trimmingSpaces }
    switch catalogue.resolve(name, variant: variant) {
    case .found(let subject): return meaning(IndicatorMap.Meaning(subject))
    case .unknown:
      findings.unknownIndicator(name, at: records.place(rows.indicator), hint: catalogue.suggestion(for: name))
    case .needsVariant(let indicator):
      findings.unknownVariant(name, variant, of: indicator, at: records.place(rows.variant ?? rows.indicator))
    }
    return nil
  }

  // MARK: - Values

  private func readValue(
    _ meaning: CellMeaning, factor: Rational, value own: Int?, isRequired: Bool,
    parts: (numerator: Int?, denominator: Int?, sample: Int?), _ period: IndicatorPeriod, series: Int
  ) {
    let before = findings.count
    let numerator = parts.numerator.flatMap { count($0, mayBeNegative: meaning.mayBeNegative) }
    let denominator = parts.denominator.flatMap { count($0) }
    let sample = parts.sample.flatMap { count($0) }
    guard findings.count == before else { return }
    // Where no column holds the value, a numerator needs its denominator.
    let lacking = (own == nil && numerator != nil ? parts.denominator : nil) ?? parts.numerator
    guard let column = own ?? lacking else { return }
    if own == nil, (numerator == nil) != (denominator == nil) {
      return findings.noValue(column, at: records.place(column))
    }
    let cell = own.map { NumberCell(records.bytes($0)) } ?? .empty
    for (place, part) in [(parts.denominator, denominator), (parts.sample, sample)] {
      // Of a period in which nothing happened there is no value.
      guard let place, part == 0, cell != .empty || place == parts.denominator else { continue }
      guard cell == .empty, numerator ?? 0 == 0 else {
        return findings.zeroDenominator(place, at: records.place(place))
      }
      if isRequired { summary.ignored += 1 }
      return
    }
    var value: Rational?
    var step: Rational?
    switch cell {
    case .empty:
      if let numerator, let denominator {
        value = numerator / denominator * (meaning.isPercentage ? 100 : 1)
      } else if isRequired {
        return findings.noValue(column, at: records.place(column))
      } else {
        return
      }
    case .number(let number, let suffix):
      if hasDoubtfulPoints, meaning.isCount, NumberCell.partsThousandsByPoints(records.bytes(column)) {
        return findings.doubtfulPoint(column, records.text(column), at: records.place(column))
      }
      value = converted(number, suffix, factor, meaning, column)
      step = value.flatMap { _ in NumberCell.step(records.bytes(column)) }
        .flatMap { converted($0, suffix, factor, meaning, column) }
    case .clock(let first, let second, let third):
      value = seconds(first, second, third, meaning.readsHours, meaning.unit, column)
      step = value.flatMap { _ in NumberCell.step(records.bytes(column)) }
        .flatMap { step in
          // Of hours and minutes the last digit counts minutes.
          third == nil && meaning.readsHours
            ? seconds(0, step, 0, false, meaning.unit, column) : seconds(0, 0, step, false, meaning.unit, column)
        }
    default: return findings.notANumber(cell, records.text(column), column: column, at: records.place(column))
    }
    guard let value else { return }
    if value < 0, !meaning.mayBeNegative {
      return findings.negative(column, records.text(column), at: records.place(column))
    }
    if meaning.endsAtHundred, value > 100 {
      if cell == .empty, let place = parts.numerator, let numerator, let denominator {
        return findings.partAboveWhole(numerator, denominator, at: records.place(place))
      }
      return findings.aboveHundred(
        column, records.text(column), isPercentage: meaning.isPercentage, at: records.place(column))
    }
    if let numerator, let denominator, !Self.agree(value, numerator / denominator, meaning) {
      return findings.partsDiffer(
        column, records.text(column), numerator / denominator * (meaning.isPercentage ? 100 : 1),
        at: records.place(column))
    }
    if watchesShares, meaning.unit == "%" {
      watch.add(value, isProven: denominator != nil, series: series) { place(period, column) }
    }
    values.add(
      IndicatorSeries.Point(
        period: period, value: value, numerator: numerator, denominator: denominator, sample: sample,
        step: step, line: records.line), series: series)
  }

  /// A number of calls, records or people, or the seconds of a duration; nil where the cell is empty or was reported.
  private func count(_ column: Int, mayBeNegative: Bool = false) -> Rational? {
    let cell = NumberCell(records.bytes(column))
    switch cell {
    case .empty: return nil
    case .number(let number, _) where number >= 0 || mayBeNegative: return number
    case .number: findings.negative(column, records.text(column), at: records.place(column))
    case .clock(let first, let second, let third):
      return third.map { Rational(first) * 3_600 + second * 60 + $0 } ?? Rational(first) * 60 + second
    default: findings.notANumber(cell, records.text(column), column: column, at: records.place(column))
    }
    return nil
  }
}
