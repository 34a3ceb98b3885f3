public import AssessmentModel
public import Diagnostics
public import DocumentModel
public import OperationalAnalysis
internal import Statistics

/// An analysis as it is shown: what was looked at, what it says, tables, figures, method, and the same as JSON.
///
/// Every view (terminal, JSON, PDF) is made from this one value, so that no two of them disagree.
public struct AnalysisReport: Sendable, Equatable {
  /// A labelled fact about the data.
  public struct Fact: Sendable, Equatable {
    /// The label and the fact.
    public let label: LocalizedText, value: LocalizedText
  }

  /// A table.
  public struct Table: Sendable, Equatable {
    /// A column.
    public struct Column: Sendable, Equatable {
      /// The head.
      public let head: LocalizedText
      /// Whether its cells are numbers, which stand flush right.
      public let isNumber: Bool
    }

    /// What it shows.
    public let caption: LocalizedText
    /// The columns.
    public let columns: [Column]
    /// The rows, one cell a column.
    public let rows: [[LocalizedText]]
    /// Whether it lists what a figure shows or a seed gives again: too long for a chapter, not for a page of its own.
    public let isDetail: Bool
  }

  /// A figure.
  public struct Picture: Sendable, Equatable {
    /// What it shows.
    public let caption: LocalizedText
    /// What is drawn, with Chinese labels.
    public let chart: ChartSpecification
    /// The same with English labels.
    public let englishChart: ChartSpecification
    /// How high its area is against that of other figures, where it stands on pages of its own.
    public let proportion: Double

    /// What is drawn, labelled in a language.
    public func chart(in language: Language) -> ChartSpecification { language == .chinese ? chart : englishChart }
  }

  /// A part, in the order in which they are shown.
  public enum Part: Sendable, Equatable {
    case table(Table)
    case figure(Picture)
  }

  /// The kind of analysis; the JSON of `control` has the format `pingxing/kpi-control/1`.
  public let kind: AnalysisKind
  /// The title.
  public var title: LocalizedText
  /// What was looked at.
  public var facts: [Fact] = []
  /// What it says, in sentences that need no statistics.
  public var conclusions: [LocalizedText] = []
  /// What could not be done, and why.
  public var refusals: [AnalysisRefusal] = []
  /// Tables and figures.
  public var parts: [Part] = []
  /// How it was done and what was taken for granted.
  public var notes: [LocalizedText] = []
  /// The results as JSON.
  public var results: [(String, JSONText)] = []

  /// An analysis that gives no result: what it would have been, and why there is none.
  public init(refused refusal: AnalysisRefusal, kind: AnalysisKind, title: LocalizedText) {
    self.init(kind: kind, title: title)
    refusals = [refusal]
  }

  init(kind: AnalysisKind, title: LocalizedText) {
    self.kind = kind
    self.title = title
  }

  /// Begins the report of a kind, under its own title.
  init(_ kind: AnalysisKind) { self.init(kind: kind, title: kind.title) }

  /// Begins the report of a kind on a subject.
  init(_ kind: AnalysisKind, of subject: LocalizedText) {
    self.init(kind: kind, title: AnalysisKind.title(kind.title, of: subject))
  }

  /// The whole as JSON.
  public var json: JSONText {
    .object([
      ("format", .string("pingxing/kpi-\(kind.rawValue)/1")), ("title", .localized(title)),
      ("data", .object(facts.map { ($0.label.english, .string($0.value.english)) })),
      ("conclusions", .array(conclusions.map { .localized($0) })),
      (
        "refusals",
        .array(refusals.map { .object([("code", .string($0.code)), ("message", .localized($0.message))]) })
      ),
      ("results", .object(results)), ("notes", .array(notes.map { .localized($0) })),
    ])
  }

  /// A text in which `p = 0.034` stays on one line: no-break spaces around signs.
  public static func unbroken(_ text: String) -> String {
    var text = text
    // Few texts hold any of the signs, and to search for one with its spaces takes long.
    for sign: Unicode.Scalar in ["=", "<", "−", "±", "×"] where text.unicodeScalars.contains(sign) {
      text = text.replacing(" \(sign) ", with: "\u{A0}\(sign)\u{A0}")
    }
    return text
  }

  /// The same for the typesetter, which knows a name with its number, such as `p = 0.034`, and parts it rather than space a
  /// line out: that keeps its spaces.
  public static func unbrokenForLines(_ text: String) -> String {
    let unbroken = unbroken(text)
    guard unbroken.unicodeScalars.contains(where: { $0 == "=" || $0 == "<" }) else { return unbroken }
    var scalars = Array(unbroken.unicodeScalars)
    for index in scalars.indices.dropFirst(2).dropLast(2) where scalars[index] == "=" || scalars[index] == "<" {
      let (name, value) = (scalars[index - 2], scalars[index + 2])
      let isName = name.properties.isAlphabetic && !name.properties.isIdeographic || name == "²"
      guard isName, ("0"..."9").contains(value) || value == "−", scalars[index - 1] == "\u{A0}",
        scalars[index + 1] == "\u{A0}"
      else { continue }
      (scalars[index - 1], scalars[index + 1]) = (" ", " ")
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }

  /// Whether both say the same.
  public static func == (left: AnalysisReport, right: AnalysisReport) -> Bool {
    left.parts == right.parts && left.json == right.json
  }

  /// The figures, in order.
  public var figures: [Picture] {
    parts.compactMap { part in
      guard case .figure(let figure) = part else { return nil }
      return figure
    }
  }

  /// The tables, in order.
  public var tables: [Table] {
    parts.compactMap { part in
      guard case .table(let table) = part else { return nil }
      return table
    }
  }

  // MARK: - Building

  /// The two ends of an interval, as every sentence and table writes them.
  static func range(_ low: String, _ high: String) -> LocalizedText {
    both("\(low)～\(high)", "\(low) to \(high)")
  }

  /// An interval with so many decimals.
  static func range(_ interval: Interval, _ decimals: Int) -> LocalizedText {
    range(NumberText.decimal(interval.low, decimals), NumberText.decimal(interval.high, decimals))
  }

  /// An interval of a share, in per cent.
  static func percentRange(_ interval: Interval, _ decimals: Int = 1) -> LocalizedText {
    range(
      NumberText.decimal(interval.low * 100, decimals) + "%", NumberText.decimal(interval.high * 100, decimals) + "%")
  }

  /// A difference with its unit: that of two percentages is in points.
  static func difference(_ number: String, unit: String) -> LocalizedText {
    switch unit {
    case "": .same(number)
    case "%": UnitName.difference(number, unit)
    default: both("\(number) \(unit)", UnitName.quantity(number, unit).english)
    }
  }

  /// A number before its unit, such as `211.7 秒` and `211.7 s`; alone where there is none.
  static func quantity(_ number: String, unit: String) -> LocalizedText {
    let english = UnitName.quantity(number, unit).english
    return unit == "%" || unit.isEmpty ? .same(english) : both("\(number) \(unit)", english)
  }

  /// A caption with the unit of what stands in the table; percentages have their own sign.
  static func caption(_ caption: LocalizedText, in unit: String) -> LocalizedText {
    guard !unit.isEmpty else { return caption }
    let name = UnitName.localized(unit)
    return both("\(caption.chinese)（\(name.chinese)）", "\(caption.english) (\(name.english))")
  }

  /// A caption with the unit of the differences in the table and of their intervals.
  static func caption(_ caption: LocalizedText, differencesIn unit: String) -> LocalizedText {
    guard !unit.isEmpty else { return caption }
    let name = unit == "%" ? both("百分点", "percentage points") : UnitName.localized(unit)
    return both(
      "\(caption.chinese)（差与区间：\(name.chinese)）", "\(caption.english) (difference and interval: \(name.english))")
  }

  mutating func fact(_ chinese: String, _ english: String, _ value: LocalizedText) {
    facts.append(Fact(label: LocalizedText(chinese: chinese, english: english), value: value))
  }

  mutating func conclude(_ chinese: String, _ english: String) {
    conclusions.append(LocalizedText(chinese: chinese, english: english))
  }

  mutating func note(_ chinese: String, _ english: String) {
    notes.append(LocalizedText(chinese: chinese, english: english))
  }

  mutating func table(
    _ chinese: String, _ english: String, _ columns: [Table.Column], _ rows: [[LocalizedText]], isDetail: Bool = false
  ) {
    let caption = LocalizedText(chinese: chinese, english: english)
    parts.append(.table(Table(caption: caption, columns: columns, rows: rows, isDetail: isDetail)))
  }

  mutating func figure(
    _ chinese: String, _ english: String, proportion: Double = 1, _ chart: (Language) -> ChartSpecification
  ) {
    let picture = Picture(
      caption: LocalizedText(chinese: chinese, english: english), chart: chart(.chinese), englishChart: chart(.english),
      proportion: proportion)
    let size = picture.chart.size
    guard size.parts <= ChartSpecification.mostParts, size.marks <= ChartSpecification.mostMarks else {
      conclude(
        "没有画“\(chinese)”一图：它有 \(size.parts) 个部分，在一页上看不清；计算用了全部数据，数值见表。",
        "The figure “\(english)” is left out: its \(size.parts) parts cannot be told apart on a page. The results rest on all data and stand in the tables."
      )
      return
    }
    parts.append(.figure(picture))
  }

  /// Adds a scatter; where its dots would cover each other, one dot stands for several pairs.
  mutating func scatter(_ chinese: String, _ english: String, _ chart: (Language) -> ScatterChart) {
    let (whole, translated) = (chart(.chinese), chart(.english))
    let gathered = (chinese: whole.gathered(.chinese), english: translated.gathered(.english))
    figure(chinese + (gathered.chinese?.remark ?? ""), english + (gathered.english?.remark ?? "")) { language in
      .scatter(
        language == .chinese ? gathered.chinese?.chart ?? whole : gathered.english?.chart ?? translated)
    }
  }

  /// Adds a control chart; of more points than a page can show, the last ones.
  mutating func control(
    _ chinese: String, _ english: String, proportion: Double = 1, _ chart: (Language) -> DocumentModel.ControlChart
  ) {
    let whole = chart(.chinese)
    guard let latest = whole.latest else {
      figure(chinese, english, proportion: proportion) { .control(chart($0)) }
      return
    }
    let (all, drawn) = (whole.samples.count, latest.samples.count)
    figure(
      "\(chinese)（最近 \(drawn) 期，共 \(all) 期）", "\(english) (the last \(drawn) of \(all) periods)", proportion: proportion
    ) { language in
      let chart = chart(language)
      return .control(chart.latest ?? chart)
    }
  }

  /// Adds why a part could not be done, and says whether it could.
  mutating func value<Value>(_ outcome: Result<Value, AnalysisRefusal>) -> Value? {
    switch outcome {
    case .success(let value): return value
    case .failure(let refusal):
      if !refusals.contains(refusal) { refusals.append(refusal) }
      return nil
    }
  }
}

// MARK: - Shorthand of the builders

extension LocalizedText {
  /// Nothing to show.
  static let none = LocalizedText.same("—")
}

/// Both wordings.
func both(_ chinese: String, _ english: String) -> LocalizedText { LocalizedText(chinese: chinese, english: english) }

/// A column of words.
func words(_ chinese: String, _ english: String) -> AnalysisReport.Table.Column {
  AnalysisReport.Table.Column(head: both(chinese, english), isNumber: false)
}

/// A column of numbers.
func number(_ chinese: String, _ english: String) -> AnalysisReport.Table.Column {
  AnalysisReport.Table.Column(head: both(chinese, english), isNumber: true)
}

/// A column of intervals, whose head says how sure they are.
func interval(at significance: Significance) -> AnalysisReport.Table.Column {
  number("\(significance.text) 区间", "\(significance.text) CI")
}

/// A column of numbers that is called alike in both languages, such as `n`.
func number(_ head: String) -> AnalysisReport.Table.Column { number(head, head) }
