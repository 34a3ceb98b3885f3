internal import AssessmentModel
internal import Diagnostics

/// Everything that the catalogue says of an indicator, for a terminal of 80 columns.
struct IndicatorCard {
  let indicator: IndicatorDefinition
  let language: Language
  private let width = 80

  /// The card; the name first.
  func lines() -> [String] {
    let facts = [
      text("单位 ", "unit ") + UnitName.localized(indicator.unit)[language], direction, period,
      text("最少样本 \(indicator.minimumSample)", "least sample \(indicator.minimumSample)"),
    ]
    var lines = [
      "\(indicator.id.rawValue)  \(indicator.title[language])", "  " + facts.joined(separator: text("，", ", ")),
    ]
    let names = indicator.otherNames.filter { language == .chinese || $0.allSatisfy(\.isASCII) }
    if !names.isEmpty { lines += wrapped(text("又称：", "also: ") + names.joined(separator: text("、", ", ")), indent: 2) }
    lines += ["  " + text("公式", "formulas")]
    for variant in indicator.variants {
      let unit = variant.unit.map { text("，单位 ", ", unit ") + UnitName.localized($0)[language] } ?? ""
      lines.append("    \(variant.id)  \(variant.title[language])\(unit)")
      lines += wrapped(
        "\(enclosed(variant.numerator[language])) ÷ \(enclosed(variant.denominator[language]))", indent: 6)
      if variant.spread != nil {
        lines += wrapped(
          text("kpi import --variance 可由逐日、各组的数算出", "worked out by `kpi import --variance` from days or teams"),
          indent: 6)
      }
    }
    lines += ["  " + text("常见值（仅供参考，不是达标线）", "typical values, for orientation and no pass marks")]
    if indicator.typical.isEmpty { lines += ["    " + text("没有找到有出处的数", "none with a source was found")] }
    for value in indicator.typical { lines += self.lines(value) }
    if let note = indicator.note { lines += wrapped(text("说明：", "note: ") + note[language], indent: 2) }
    return lines
  }

  /// A value with its provenance, on the same line where both fit.
  private func lines(_ value: IndicatorDefinition.TypicalValue) -> [String] {
    let (said, source) = (
      "\(value.value[language])  \(value.context[language])", "[\(kind(value.kind)) \(value.source[language])]"
    )
    let whole = "\(said)  \(source)"
    return DisplayWidth.of(whole) <= width - 4
      ? wrapped(whole, indent: 4) : wrapped(said, indent: 4) + wrapped(source, indent: 6)
  }

  private func text(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  private func enclosed(_ terms: String) -> String {
    guard [" + ", " \u{2212} ", "＋", "－"].contains(where: terms.contains) else { return terms }
    return text("（\(terms)）", "(\(terms))")
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    DisplayWidth.wrapped(text, to: width - indent).map { String(repeating: " ", count: indent) + $0 }
  }

  private var direction: String {
    switch indicator.direction {
    case .higher: text("越高越好", "higher is better")
    case .lower: text("越低越好", "lower is better")
    case .band: text("在区间内为好", "best within a band")
    case .context: text("说明背景，不分好坏", "context, neither good nor bad")
    }
  }

  private var period: String {
    switch indicator.period {
    case .halfHour: text("按半小时", "by half-hour")
    case .day: text("按日", "by day")
    case .week: text("按周", "by week")
    case .month: text("按月", "by month")
    case .quarter: text("按季度", "by quarter")
    case .year: text("按年", "by year")
    }
  }

  private func kind(_ kind: IndicatorDefinition.TypicalValue.Kind) -> String {
    switch kind {
    case .standard: text("标准", "standard")
    case .custom: text("行业习惯", "custom")
    }
  }
}
