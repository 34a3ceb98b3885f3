internal import AnalysisReports
internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import IndicatorFiles
internal import OperationalAnalysis

// Series from data in wide form (a column each) and in long form (a row for each indicator and period).
extension AnalysisTable {
  /// The rows and the column of one measure.
  struct Measure {
    /// The rows it has.
    let data: AnalysisTable
    /// Where its values stand.
    let column: Int
    /// Its name.
    let name: String
    /// The unit that a column of its own tells; empty for none.
    let unit: String
  }

  /// Finds a measure by the head of its column, or by its name in a file in long form (`service-level`, or
  /// `service-level/of-offered` where there are several variants). Without a name the file has to hold only one.
  func measure(_ name: String?) throws(CommandFailure) -> Measure {
    if let name, let position = table.position(of: name) {
      return Measure(data: self, column: position, name: table.columns[position], unit: "")
    }
    guard let kind = table.position(among: Self.indicatorHeads), let value = table.position(among: Self.valueHeads)
    else { return try onlyColumn(name) }
    let names = table.texts(kind)
    let parts = (name ?? "").split(separator: "/", maxSplits: 1).map(String.init)
    let wanted = parts.first.map { written($0, among: names) } ?? names.first ?? ""
    guard name != nil || Set(names).count == 1, names.contains(wanted) else {
      throw CommandFailure(
        .usage, name == nil ? "no-measure" : "unknown-indicator",
        name == nil
          ? LocalizedText(
            chinese: "文件里有几个指标，要用 --value 写明哪一个", english: "the file has several indicators; name one with --value")
          : LocalizedText(chinese: "数据里没有列或指标“\(wanted)”", english: "the data have no column or indicator “\(wanted)”"),
        hint: Self.suggestion(wanted, among: name == nil ? names : table.columns + names))
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
    return Measure(data: data, column: value, name: title(wanted), unit: units.first ?? "")
  }

  /// The name under which the data have an indicator: the one given, or the id of the title given.
  private func written(_ name: String, among names: [String]) -> String {
    guard !names.contains(name) else { return name }
    let titled = catalogue?.indicators.first { $0.title.chinese == name || $0.title.english == name }?.id.rawValue
    return titled.flatMap { names.contains($0) ? $0 : nil } ?? name
  }

  /// What the catalogue calls an indicator.
  private func title(_ name: String) -> String {
    catalogue?.indicators.first { $0.id.rawValue == name }?.title.chinese ?? name
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

  private func onlyColumn(_ name: String?) throws(CommandFailure) -> Measure {
    if let name { return Measure(data: self, column: try column(name), name: name, unit: "") }
    throw CommandFailure(
      .usage, "no-measure",
      LocalizedText(chinese: "要用 --value 写明看哪一列", english: "name the column to look at with --value"),
      hint: Self.suggestion("", among: table.columns))
  }

  /// A measure of the whole centre over time, in order, months that are missing as gaps.
  func series(
    _ name: String?, period: String?
  ) throws(CommandFailure) -> (values: Observations, rows: CountedRows?) {
    let measure = try measure(name)
    let time = try measure.data.periodColumn(period)
    let centre = try measure.data.centre(time: time)
    let data = centre.data
    let values = try data.numbers(measure.column)
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
        name: measure.name, unit: measure.unit.isEmpty ? values.unit : measure.unit, labels: labels, values: known),
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

  /// A place on the line of time, and its row; nil where the data skip it.
  struct Place {
    let label: String
    let row: Int?
  }

  /// The periods of the rows. They have to rise; a missing week, month, quarter or year becomes a place without a row.
  /// Days may be missing: nobody works on some, and a file may have one a week or a month. Names that are no times are
  /// taken in the order of the file.
  ///
  /// - Parameter distinct: whether a period may stand only once.
  func timeline(_ column: Int, distinct: Bool) throws(CommandFailure) -> [Place] {
    let texts = table.texts(column)
    guard texts.contains(where: { ObservationTable.period($0) != nil }) else {
      var seen: Set<String> = []
      if distinct, let row = texts.indices.first(where: { !seen.insert(texts[$0]).inserted }) {
        throw repeated(texts[row], row, column)
      }
      return texts.enumerated().map { Place(label: $1, row: $0) }
    }
    let periods = try Self.read { () throws(InputRejected) in try table.periods(column) }
    var places: [Place] = []
    var last: IndicatorPeriod?
    for (row, period) in periods.enumerated() {
      guard let period else { throw missing(row, column) }
      if let last {
        guard Self.isAlike(period, last) else { throw mixed(period, last, row, column) }
        if period == last, distinct { throw repeated(texts[row], row, column) }
        if period < last { throw unsorted(texts[row], last, row, column) }
        places += Self.gap(after: last, before: period)
      }
      places.append(Place(label: period.description, row: row))
      last = period
    }
    return places
  }

  /// Whether two periods are of one length; intervals of a day need not be.
  private static func isAlike(_ one: IndicatorPeriod, _ other: IndicatorPeriod) -> Bool {
    if case .minutes = one.length, case .minutes = other.length { return true }
    return one.length == other.length
  }

  private func mixed(
    _ period: IndicatorPeriod, _ last: IndicatorPeriod, _ row: Int, _ column: Int
  ) -> CommandFailure {
    CommandFailure(
      .inputWrong,
      [
        table.finding(
          "overlapping-periods", "\(period.printed) 与上一行的 \(last.printed) 长短不同",
          "\(period) is of another length than \(last) in the row before", row, column,
          hint: LocalizedText(
            chinese: "时期要一样长：只留按时段的、按天的或按月的行，小计和合计另放一个文件",
            english: "keep periods of one length: intervals, days or months; put subtotals into another file"))
      ])
  }

  /// The most periods that one gap is drawn with; the rest of it adds nothing.
  private static let longestGap = 400

  /// Intervals and days may rest; other periods may not.
  private static func gap(after last: IndicatorPeriod, before period: IndicatorPeriod) -> [Place] {
    if case .minutes = last.length { return [] }
    guard period.length == last.length, last.length != .day else { return [] }
    var places: [Place] = []
    var next = last.next
    while let present = next, present < period, places.count < longestGap {
      places.append(Place(label: present.description, row: nil))
      next = present.next
    }
    return places
  }

  private func repeated(_ label: String, _ row: Int, _ column: Int) -> CommandFailure {
    CommandFailure(
      .inputWrong,
      [
        table.finding(
          "repeated-period", "\(label) 出现了两次", "\(label) is there twice", row, column,
          hint: LocalizedText(
            chinese: "每期只留一个值，或用 --where 选出一个班组、渠道；每期有几个值时用均值图（--chart xbar）",
            english:
              "keep one value a period, or choose a team or channel with --where; for several values a period use --chart xbar"
          ))
      ])
  }

  private func unsorted(_ label: String, _ last: IndicatorPeriod, _ row: Int, _ column: Int) -> CommandFailure {
    CommandFailure(
      .inputWrong,
      [
        table.finding(
          "unsorted-periods", "\(label) 排在 \(last) 之后", "\(label) stands behind \(last)", row, column,
          hint: LocalizedText(chinese: "请按时间先后排好", english: "sort the rows by time"))
      ])
  }

  /// The label of a period as the timeline writes it: `2025年3月` is `2025-03`.
  static func label(_ text: String) -> String { ObservationTable.period(text)?.description ?? text }
}
