public import Diagnostics

/// The analyses that there are. The raw values are the names in assessments, in the result document and in the formats of
/// JSON.
public enum AnalysisKind: String, Sendable, CaseIterable {
  case control, trend, correlation, calibration, teams, forecast
  case sampleSize = "sample-size"
  case sampleDraw = "sample-draw"
  case attrition, pareto

  /// What it is called.
  public var title: LocalizedText {
    switch self {
    case .control: LocalizedText(chinese: "控制图", english: "Control chart")
    case .trend: LocalizedText(chinese: "趋势", english: "Trend")
    case .correlation: LocalizedText(chinese: "相关", english: "Correlation")
    case .calibration: LocalizedText(chinese: "质检校准", english: "Calibration of quality checkers")
    case .teams: LocalizedText(chinese: "班组比较", english: "Comparison of teams")
    case .forecast: LocalizedText(chinese: "预测可靠性", english: "Reliability of the forecast")
    case .sampleSize: LocalizedText(chinese: "样本量", english: "Sample size")
    case .sampleDraw: LocalizedText(chinese: "分层抽样", english: "Stratified draw")
    case .attrition: LocalizedText(chinese: "人员流失", english: "Attrition")
    case .pareto: LocalizedText(chinese: "投诉原因", english: "Causes of complaints")
    }
  }

  /// What a calibration is called that compares two groups instead of checkers.
  public static let groupTitle = LocalizedText(chinese: "两组比较", english: "Comparison of two groups")

  /// A title with what it is about.
  public static func title(_ title: LocalizedText, of subject: LocalizedText) -> LocalizedText {
    LocalizedText(
      chinese: "\(title.chinese)：\(subject.chinese)", english: "\(title.english): \(subject.english)")
  }

  /// The keys that it takes in an assessment beside those of every analysis, in the order of help.
  public var keys: [String] {
    switch self {
    case .control: ["value", "period", "chart", "count", "size", "change"]
    case .trend: ["value", "period"]
    case .correlation: ["x", "y", "period"]
    case .calibration: ["scorers", "bands", "marks", "value", "by"]
    case .teams: ["value", "by", "within"]
    case .forecast: ["forecast", "actual", "period", "day", "time", "handled", "tolerance", "peak", "valley"]
    case .sampleSize: ["margin", "share", "deviation", "population", "response"]
    case .sampleDraw: ["by", "size", "at-least", "seed", "name"]
    case .attrition: ["hired", "left", "by", "from", "to"]
    case .pareto: ["cause", "count", "repeated", "escalated"]
    }
  }
}

extension AnalysisMethod {
  /// Its kind.
  public var kind: AnalysisKind {
    switch self {
    case .control, .attributeControl: .control
    case .trend: .trend
    case .correlation: .correlation
    case .calibration, .comparison: .calibration
    case .teams: .teams
    case .forecast: .forecast
    case .sampleSize: .sampleSize
    case .sampleDraw: .sampleDraw
    case .attrition: .attrition
    case .pareto: .pareto
    }
  }

  /// What it is called where it gives no result: its kind, with the columns it was to look at.
  public var title: LocalizedText {
    let subject: String? =
      switch self {
      case .control(let value, _, _, _), .trend(let value, _): value
      case .attributeControl(let count, let size, _, _, _): "\(count)/\(size)"
      case .correlation(let x, let y, _): "\(x)、\(y)"
      case .comparison(let value, _), .teams(let value, _, _): value
      default: nil
      }
    let title = if case .comparison = self { AnalysisKind.groupTitle } else { kind.title }
    return subject.map { AnalysisKind.title(title, of: LocalizedText(chinese: $0, english: $0)) } ?? title
  }
}
