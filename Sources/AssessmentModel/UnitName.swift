public import Diagnostics

/// How units are called in both languages. Catalogues and data files write them in Chinese; a unit that is not known here
/// stays as it is written.
public enum UnitName {
  private static let english: [String: String] = [
    "毫秒": "ms", "秒": "s", "秒钟": "s", "分钟": "min", "小时": "h", "时": "h", "工时": "working hours", "天": "days",
    "日": "days", "周": "weeks", "月": "months", "个月": "months", "年": "years", "人天": "person-days", "元": "yuan",
    "万元": "10,000 yuan", "分": "points", "级": "grades", "星": "stars", "比率": "ratio", "倍": "times", "通": "calls",
    "个": "items", "件": "items", "条": "items", "项": "items", "次": "times", "单": "orders", "张": "tickets",
    "封": "messages", "人": "people", "名": "people", "人次": "visits", "席": "seats", "份": "copies",
    "百分点": "percentage points", "百分点²": "squared percentage points", "秒²": "s²", "分²": "squared points",
    "个百分点": "percentage points",
  ]

  /// A unit in both languages; the parts of one such as 通/小时 each by itself.
  public static func localized(_ unit: String) -> LocalizedText {
    let parts = unit.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return LocalizedText(chinese: unit, english: parts.map { english[$0] ?? $0 }.joined(separator: "/"))
  }

  /// A number before its unit: 18.9秒 and 18.9 s; a sign such as `%` stands close in both.
  public static func quantity(_ number: String, _ unit: String) -> LocalizedText {
    let name = localized(unit)
    let isSign = unit.isEmpty || ["%", "‰", "℃"].contains(unit)
    return LocalizedText(
      chinese: number + name.chinese, english: isSign ? number + name.english : "\(number) \(name.english)")
  }

  /// The difference of two quantities before its unit: percentages differ by percentage points, `+1.5 个百分点` and
  /// `+1.5 points`.
  public static func difference(_ number: String, _ unit: String) -> LocalizedText {
    unit == "%" ? LocalizedText(chinese: "\(number) 个百分点", english: "\(number) points") : quantity(number, unit)
  }
}
