internal import AnalysisReports
internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import IndicatorFiles
internal import InputFiles
internal import OperationalAnalysis

// Series from data in wide form (a column each) and in long form (a row for each indicator and period).
extension AnalysisTable {
  /// The rows and the column of one measure.
  struct Measure {
    /// The rows it has.
    let data: AnalysisTable
    /// Where its values stand.
    let column: Int
    /// Its name: that of the catalogue, or the head of its column.
    let name: LocalizedText
    /// The unit that a column of its own tells; empty for none.
    let unit: String
    /// What it is by the catalogue, with the values it can have in the catalogue's unit; nil for a free column.
    let known: Known?
    /// What gives the values of rows that tell none; nil where the file has no such columns.
    let parts: Parts?

    /// What the catalogue says of a measure.
    struct Known {
      let title: LocalizedText
      let unit: String
      let range: PossibleRange?
    }

    /// The columns of which a value is the quotient.
    struct Parts {
      let numerator: Int, denominator: Int
      /// The unit of the quotient by the catalogue: that of a share is a percentage.
      let unit: String
    }
  }

  /// Finds a measure by the head of its column, or by its name in a file in long form (`service-level`, or
  /// `service-level/of-offered` where there are several variants). Without a name the file has to hold only one.
  func measure(_ name: String?) throws(CommandFailure) -> Measure {
    if let name, let position = table.position(of: name) {
      let head = table.columns[position]
      let known = try catalogue().known(head)
      return Measure(
        data: self, column: position, name: known?.title ?? .same(head), unit: "", known: known, parts: nil)
    }
    guard let kind = table.position(among: Self.indicatorHeads) else { throw noSuchColumn(name) }
    let catalogue = try catalogue()
    guard let value = table.position(among: Self.valueHeads) else { throw noValueColumn }
    let names = table.texts(kind)
    let parts = (name ?? "").split(separator: "/", maxSplits: 1).map(String.init)
    let wanted = parts.first.map { catalogue.written($0, among: names) } ?? names.first ?? ""
    guard name != nil || Set(names).count == 1, names.contains(wanted) else {
      throw CommandFailure(
        .usage, name == nil ? "no-measure" : "unknown-indicator",
        name == nil
          ? LocalizedText(
            chinese: "文件里有几个指标，要用 --value 写明哪一个", english: "the file has several indicators; name one with --value")
          : LocalizedText(chinese: "数据里没有列或指标“\(wanted)”", english: "the data have no column or indicator “\(wanted)”"),
        hint: Self.suggestion(wanted, among: name == nil ? names : table.columns + names, in: table))
    }
    var data = replacing(table.filtered { $0.cells[kind] == wanted })
    if let variant = table.position(among: Self.variantHeads) {
      data = try data.choosing(parts.count > 1 ? parts[1] : nil, in: variant, of: wanted)
    }
    let units = table.position(among: Self.unitHeads).map { Set(data.table.texts($0)) } ?? []
    guard units.count < 2 else {
      throw CommandFailure(
        .inputWrong, "mixed-units",
        LocalizedText(
          chinese: "“\(wanted)”的单位不一致：\(units.sorted().joined(separator: "、"))",
          english: "“\(wanted)” mixes units: \(units.sorted().joined(separator: ", "))"))
    }
    let variant = data.table.position(among: Self.variantHeads).flatMap { data.table.texts($0).first }
    let known = catalogue.known(wanted, variant: variant)
    return Measure(
      data: data, column: value, name: known?.title ?? .same(wanted), unit: units.first ?? "", known: known,
      parts: data.parts(unit: known?.unit ?? units.first ?? ""))
  }

  /// The columns of the parts of values, where the file has both.
  private func parts(unit: String) -> Measure.Parts? {
    guard let numerator = table.position(among: Self.numeratorHeads),
      let denominator = table.position(among: Self.denominatorHeads)
    else { return nil }
    return Measure.Parts(numerator: numerator, denominator: denominator, unit: unit)
  }

  /// The values of a measure in these rows: as they are told, else as the quotient of their parts.
  ///
  /// - Throws: every value that the measure cannot have, as `kpi check` does: a share above 100 %, a negative duration.
  func values(of measure: Measure) throws(CommandFailure) -> Values {
    try Self.read { () throws(InputRejected) in
      let parts = measure.parts.map { ($0.numerator, $0.denominator) }
      let numbers =
        if let parts, let unit = measure.parts?.unit {
          try table.numbers(measure.column, parts: parts, unit: unit, written: measure.unit)
        } else {
          try table.numbers(measure.column)
        }
      let told = measure.unit.isEmpty ? numbers.unit : measure.unit
      let unit = told.isEmpty ? measure.usualUnit : told
      let range = measure.range(in: unit)
      if let range { try table.refuseImpossible(numbers, measure.column, parts: parts, range) }
      return Values(values: numbers.values, unit: unit, range: range)
    }
  }

  /// The values of a measure, their unit, and the values it can have in that unit.
  struct Values {
    let values: [Rational?]
    let unit: String
    let range: PossibleRange?
  }

  private var noValueColumn: CommandFailure {
    CommandFailure(
      .inputWrong, "missing-column",
      LocalizedText(
        chinese: "表头里有 indicator 列，却没有 value 列", english: "the head has a column indicator and none called value"),
      at: SourceLocation(file: table.path, line: 1, column: 1),
      hint: LocalizedText(
        chinese: "加上 value 列；有 numerator（分子）、denominator（分母）两列时，value 的格子可以留空",
        english: "add a column value; its cells may be empty where numerator and denominator are given"))
  }

  /// The rows of one variant.
  private func choosing(_ variant: String?, in column: Int, of name: String) throws(CommandFailure) -> AnalysisTable {
    let variants = Set(table.texts(column)).sorted()
    if let variant, variants.contains(variant) {
      return replacing(table.filtered { $0.cells[column] == variant })
    }
    guard variants.count > 1 || variant != nil else { return self }
    throw CommandFailure(
      .usage, "variant",
      LocalizedText(chinese: "要写明“\(name)”用的是哪个公式", english: "which formula of “\(name)” is it?"),
      hint: LocalizedText(
        chinese: "可写 \(variants.map { "\(name)/\($0)" }.joined(separator: "、"))",
        english: "possible are \(variants.map { "\(name)/\($0)" }.joined(separator: ", "))"))
  }

  private func noSuchColumn(_ name: String?) -> CommandFailure {
    guard let name else {
      return CommandFailure(
        .usage, "no-measure",
        LocalizedText(chinese: "要用 --value 写明看哪一列", english: "name the column to look at with --value"),
        hint: Self.suggestion("", among: table.columns, in: table))
    }
    return unknownColumn(name)
  }

  /// A measure of the whole centre over time, in order, months that are missing as gaps.
  func series(
    _ name: String?, period: String?
  ) throws(CommandFailure) -> (values: Observations, rows: CountedRows?) {
    let measure = try measure(name)
    let time = try measure.data.periodColumn(period)
    let centre = try measure.data.centre(time: time)
    let data = centre.data
    let values = try data.values(of: measure)
    if let teams = centre.teams { try data.refuseSeveral(teams, in: try data.timeline(time, distinct: false), time) }
    let places = try data.timeline(time, distinct: true)
    var labels: [String] = []
    var known: [Rational?] = []
    for place in places {
      labels.append(place.label)
      known.append(place.row.flatMap { values.values[$0] })
    }
    return (
      Observations(
        name: measure.name, unit: values.unit, labels: labels, values: known, range: values.range),
      centre.rows
    )
  }

  /// Refuses several teams in one period where there is no row of the whole centre: a value of it does not follow from
  /// theirs.
  private func refuseSeveral(_ teams: Int, in places: [Place], _ time: Int) throws(CommandFailure) {
    for (one, next) in zip(places, places.dropFirst()) where one.label == next.label {
      guard let first = one.row, let second = next.row else { continue }
      let (left, right) = (table.rows[first].cells[teams], table.rows[second].cells[teams])
      guard left != right else { continue }
      throw CommandFailure(
        .inputWrong,
        [
          table.finding(
            "repeated-period", "\(one.label) 有 \(left)、\(right) 等组的数，没有全中心的（不写\(table.columns[teams])的行）",
            "\(one.label) has values of \(left), \(right) and maybe others, and none of the whole centre, which names no team",
            second, time,
            hint: LocalizedText(
              chinese: "各组的数算不出全中心的：补上全中心的行，或用 --where \(table.columns[teams])=\(left) 选一个组",
              english:
                "one does not follow from the other: add rows of the whole centre, or choose a team with --where \(table.columns[teams])=\(left)"
            ))
        ])
    }
  }
}

extension AnalysisTable.Measure {
  /// The unit of bare numbers: a time has that of the catalogue, in which `import` reads it too; empty where none is known.
  var usualUnit: String {
    guard let known, ["秒", "分钟", "小时"].contains(known.unit) else { return "" }
    return known.unit
  }

  /// The values that it can have, in the unit of its values; by the catalogue, else by what the head of its column says.
  func range(in unit: String) -> PossibleRange? {
    guard let known else { return PossibleRange(ofColumn: name.chinese, unit: unit) }
    return known.range?.converted(by: UnitConversion.factor(from: known.unit, to: unit.isEmpty ? known.unit : unit))
  }
}

extension IndicatorCatalogue {
  /// What is known of a name that data use: an id or a title, of an indicator perhaps with its formula; nil of a free name.
  fileprivate func known(_ name: String, variant: String? = nil) -> AnalysisTable.Measure.Known? {
    switch resolve(name, variant: variant) {
    case .found(let subject):
      let title = title(named: name) ?? title(of: subject)
      return AnalysisTable.Measure.Known(title: title, unit: unit(of: subject), range: possibleRange(of: subject))
    case .needsVariant(let indicator):
      // What one of the formulas allows is possible, and points stand beside shares.
      return AnalysisTable.Measure.Known(
        title: indicator.title, unit: indicator.unit, range: indicator.possibleRange(variant: nil))
    case .unknown: return nil
    }
  }

  private func title(named name: String) -> LocalizedText? {
    indicators.first { $0.isCalled(name) }?.title
      ?? measures.first { $0.id.rawValue == name || $0.title.chinese == name || $0.title.english == name }?.title
  }

  /// The name under which the data have an indicator or a measure: the one given, or another one of the same.
  fileprivate func written(_ name: String, among names: [String]) -> String {
    guard !names.contains(name) else { return name }
    let called =
      indicators.map { [$0.id.rawValue, $0.title.chinese, $0.title.english] + $0.otherNames }
      + measures.map { [$0.id.rawValue, $0.title.chinese, $0.title.english] }
    return called.first { $0.contains(name) }?.first(where: names.contains) ?? name
  }
}
