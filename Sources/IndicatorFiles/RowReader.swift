internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// Goes through the records of a file and hands their quantities on, one by one.
final class RowReader {
  /// The most series that one file may hold: quantities times teams or agents.
  static let seriesLimit = 100_000

  private let records: CSVRecords
  private let plan: ColumnPlan
  private let catalogue: IndicatorCatalogue
  private let periods: PeriodCell
  private let ignoredTimes: Set<String>
  private let findings: CellFindings
  private let sink: any IndicatorSink
  private(set) var summary = IndicatorFileSummary()

  /// What a cell means, with all that is the same in every row.
  private struct Meaning {
    var subject: IndicatorSeries.Subject
    /// The unit of the catalogue, and the factor that leads there from that of the file.
    var unit: String
    var factor: Rational
    var readsHours: Bool
    var mayBeNegative: Bool
    var endsAtHundred: Bool
    var isPercentage: Bool
  }

  private var lastTime: [UInt8] = []
  private var lastInterval: [UInt8] = []
  private var lastPeriod: IndicatorPeriod?
  private var groups = NameTable()
  private var groupNames: [String] = []
  private var keys: [IndicatorSeries.Key] = []
  /// For columns: what each means. For rows: what each name means, nil where it is passed over or unknown.
  private var meanings: [Meaning?] = []
  private var names = NameTable()
  private var rowSeries: [SIMD2<Int>: Int] = [:]

  init(
    _ records: CSVRecords, plan: ColumnPlan, catalogue: IndicatorCatalogue, map: IndicatorMap?, path: String,
    problems: DiagnosticCollector, sink: any IndicatorSink
  ) {
    self.records = records
    self.plan = plan
    self.catalogue = catalogue
    self.sink = sink
    periods = PeriodCell(intervalMinutes: map?.intervalMinutes ?? 30)
    ignoredTimes = map?.ignoredTimes ?? []
    findings = CellFindings(path: path, head: plan.head, problems: problems)
    if case .columns(let columns) = plan.layout { meanings = columns.map { meaning($0.meaning) } }
  }

  /// Reads to the end, or to where reading cannot go on.
  func readAll() {
    do throws(CSVRecords.Fault) {
      while try records.next() {
        if records.isBlank { continue }
        summary.records += 1
        let before = findings.count
        readRecord()
        if findings.count != before { summary.refused += 1 }
        guard keys.count <= Self.seriesLimit else { return tooManySeries() }
      }
      summary.isComplete = true
    } catch {
      findings.unreadable(error)
    }
  }

  private func readRecord() {
    guard isWhole else { return findings.ragged(records.count, at: records.place(0)) }
    guard let period = period() else { return }
    let group = group()
    switch plan.layout {
    case .columns(let columns):
      for index in columns.indices { readCell(columns[index], index, period, group) }
    case .rows(let rows): readRow(rows, period, group)
    }
  }

  /// As many cells as the head has; further ones that are empty do no harm.
  private var isWhole: Bool {
    if records.count == plan.head.count { return true }
    return records.count > plan.head.count && (plan.head.count..<records.count).allSatisfy { records.bytes($0).isEmpty }
  }

  // MARK: - Time and group

  private func period() -> IndicatorPeriod? {
    let time = records.bytes(plan.time)
    let interval = plan.interval.map(records.bytes)
    if let lastPeriod, time.elementsEqual(lastTime), interval?.elementsEqual(lastInterval) ?? true { return lastPeriod }
    if interval == nil, ignoredTimes.isEmpty, let period = periods.plainPeriod(time) {
      lastTime = [UInt8](time)
      lastPeriod = period
      return period
    }
    let text = records.text(plan.time).trimmingSpaces
    if ignoredTimes.contains(text) {
      summary.ignored += 1
      return nil
    }
    guard var period = periods.period(text) else {
      findings.wrongTime(text, column: plan.time, at: records.place(plan.time))
      return nil
    }
    if let column = plan.interval {
      let text = records.text(column).trimmingSpaces
      guard period.length == .day, let part = periods.period(text, on: period.start) else {
        findings.wrongTime(text, column: column, at: records.place(column))
        return nil
      }
      period = part
    }
    lastTime = [UInt8](time)
    lastInterval = interval.map { [UInt8]($0) } ?? []
    lastPeriod = period
    return period
  }

  private func group() -> Int {
    guard let column = plan.group else { return newGroup(UnsafeRawBufferPointer(start: nil, count: 0), column: nil) }
    return newGroup(records.bytes(column), column: column)
  }

  private func newGroup(_ bytes: UnsafeRawBufferPointer, column: Int?) -> Int {
    let (number, isNew) = groups.number(of: bytes)
    if isNew {
      groupNames.append(column.map { records.text($0).trimmingSpaces } ?? "")
      if case .columns = plan.layout {
        for case let meaning? in meanings {
          keys.append(IndicatorSeries.Key(meaning.subject, group: groupNames[number]))
        }
      }
    }
    return number
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

  private func meaning(_ meaning: IndicatorMap.Meaning) -> Meaning {
    let unit = catalogue.unit(of: meaning.subject)
    var (isSigned, endsAtHundred, isPercentage) = (false, false, false)
    if case .indicator(let id, let variant) = meaning.subject, let indicator = catalogue[id] {
      isSigned = indicator.variants.first { $0.id == variant }?.isSigned ?? false
      isPercentage = indicator.isPercentage
      endsAtHundred = indicator.isPercentage && (indicator.direction == .higher || indicator.direction == .band)
    }
    return Meaning(
      subject: meaning.subject, unit: unit, factor: UnitConversion.factor(from: meaning.unit ?? unit, to: unit) ?? 1,
      readsHours: meaning.readsHours, mayBeNegative: isSigned, endsAtHundred: endsAtHundred, isPercentage: isPercentage)
  }

  private func readCell(_ quantity: ColumnPlan.Quantity, _ index: Int, _ period: IndicatorPeriod, _ group: Int) {
    guard let meaning = meanings[index] else { return }
    handOn(
      meaning, factor: meaning.factor, unit: meaning.unit, value: quantity.column, isRequired: false,
      parts: (quantity.numerator, quantity.denominator, quantity.sample), period, series: group * meanings.count + index
    )
  }

  private func readRow(_ rows: ColumnPlan.Rows, _ period: IndicatorPeriod, _ group: Int) {
    guard let number = name(rows), let meaning = meanings[number] else { return }
    let pair = SIMD2(number, group)
    let series: Int
    if let known = rowSeries[pair] {
      series = known
    } else {
      series = keys.count
      keys.append(IndicatorSeries.Key(meaning.subject, group: groupNames[group]))
      rowSeries[pair] = series
    }
    var factor = meaning.factor
    if let column = rows.unit, !records.bytes(column).isEmpty {
      let unit = records.text(column).trimmingSpaces
      guard let found = UnitConversion.factor(from: unit, to: meaning.unit) else {
        return findings.wrongUnit(unit, kept: meaning.unit, column: column, at: records.place(column))
      }
      factor = found
    }
    handOn(
      meaning, factor: factor, unit: meaning.unit, value: rows.value, isRequired: true,
      parts: (rows.numerator, rows.denominator, rows.sample), period, series: series)
  }

  /// The number of what a row is of. A name that is unknown is reported where it first stands.
  private func name(_ rows: ColumnPlan.Rows) -> Int? {
    var bytes = [UInt8](records.bytes(rows.indicator))
    if let variant = rows.variant {
      bytes.append(0x1F)
      bytes.append(contentsOf: records.bytes(variant))
    }
    let (number, isNew) = bytes.withUnsafeBytes { names.number(of: $0) }
    if isNew { meanings.append(resolve(rows)) }
    if meanings[number] == nil { summary.ignored += 1 }
    return number
  }

  private func resolve(_ rows: ColumnPlan.Rows) -> Meaning? {
    let name = records.text(rows.indicator).trimmingSpaces
    if let known = rows.names[name] { return meaning(known) }
    guard rows.names.isEmpty else { return nil }
    let variant = rows.variant.map { records.text($0).trimmingSpaces }
    switch catalogue.resolve(name, variant: variant) {
    case .found(let subject): return meaning(IndicatorMap.Meaning(subject))
    case .unknown:
      findings.unknownIndicator(name, at: records.place(rows.indicator), hint: catalogue.suggestion(for: name))
    case .needsVariant(let variants):
      findings.unknownVariant(name, variants, at: records.place(rows.variant ?? rows.indicator))
    }
    return nil
  }

  // MARK: - Values

  private func handOn(
    _ meaning: Meaning, factor: Rational, unit: String, value column: Int, isRequired: Bool,
    parts: (numerator: Int?, denominator: Int?, sample: Int?), _ period: IndicatorPeriod, series: Int
  ) {
    let numerator = parts.numerator.flatMap { count($0) }
    let denominator = parts.denominator.flatMap { count($0) }
    let sample = parts.sample.flatMap { count($0) }
    if let place = parts.denominator, denominator == 0 {
      return findings.zeroDenominator(place, at: records.place(place))
    }
    let cell = NumberCell(records.bytes(column))
    var value: Rational?
    switch cell {
    case .empty:
      if let numerator, let denominator {
        value = numerator / denominator * (meaning.isPercentage ? 100 : 1)
      } else if isRequired {
        return findings.noValue(column, at: records.place(column))
      } else {
        return
      }
    case .number(let number, let suffix): value = converted(number, suffix, factor, meaning, column)
    case .clock(let first, let second, let third):
      value = seconds(first, second, third, meaning.readsHours, unit, column)
    default: return findings.notANumber(cell, records.text(column), column: column, at: records.place(column))
    }
    guard let value else { return }
    if value < 0, !meaning.mayBeNegative {
      return findings.negative(column, records.text(column), at: records.place(column))
    }
    if meaning.endsAtHundred, value > 100 {
      return findings.aboveHundred(column, records.text(column), at: records.place(column))
    }
    summary.values += 1
    sink.take(
      IndicatorRow(
        key: keys[series], series: series,
        point: IndicatorSeries.Point(
          period: period, value: value, numerator: numerator, denominator: denominator, sample: sample,
          line: records.line)))
  }

  private func converted(
    _ number: Rational, _ suffix: String, _ factor: Rational, _ meaning: Meaning, _ column: Int
  ) -> Rational? {
    if suffix.isEmpty { return factor == 1 ? number : number * factor }
    guard let own = UnitConversion.factor(from: suffix, to: meaning.unit) else {
      findings.wrongUnit(suffix, kept: meaning.unit, column: column, at: records.place(column))
      return nil
    }
    return number * own
  }

  private func seconds(
    _ first: Int, _ second: Rational, _ third: Rational?, _ readsHours: Bool, _ unit: String, _ column: Int
  ) -> Rational? {
    guard let factor = UnitConversion.factor(from: "秒", to: unit) else {
      findings.wrongUnit("时:分:秒", kept: unit, column: column, at: records.place(column))
      return nil
    }
    let total: Rational
    if let third {
      total = Rational(first) * 3_600 + second * 60 + third
    } else {
      total = readsHours ? Rational(first) * 3_600 + second * 60 : Rational(first) * 60 + second
    }
    return total * factor
  }

  /// A number of calls, records or people, or the seconds of a duration; nil where the cell is empty or was reported.
  private func count(_ column: Int) -> Rational? {
    let cell = NumberCell(records.bytes(column))
    switch cell {
    case .empty: return nil
    case .number(let number, _) where number >= 0: return number
    case .number: findings.negative(column, records.text(column), at: records.place(column))
    case .clock(let first, let second, let third):
      return third.map { Rational(first) * 3_600 + second * 60 + $0 } ?? Rational(first) * 60 + second
    default: findings.notANumber(cell, records.text(column), column: column, at: records.place(column))
    }
    return nil
  }
}
