public import Statistics

/// How a probability is judged.
public struct Significance: Hashable, Sendable {
  /// How sure intervals are; differences count from the rest, such as 5 in 100.
  public let confidence: Confidence

  /// 95 in 100.
  public static let usual = Significance(.usual)

  /// Takes a confidence.
  public init(_ confidence: Confidence) { self.confidence = confidence }

  /// The chance of a false alarm that is accepted.
  public var level: Double { 1 - confidence.level }

  /// Whether chance alone would seldom enough give such a result.
  public func isMet(by probability: Double) -> Bool { probability < level }

  /// The confidence as printed, such as `95%`.
  public var text: String {
    let share = confidence.level * 100
    return NumberText.decimal(share, share == share.rounded() ? 0 : 1) + "%"
  }
}

/// How large an effect is, by the common conventions; they are rules of thumb and no part of any standard.
public enum EffectMagnitude: String, Hashable, Sendable {
  case negligible, small, medium, large

  /// By the difference in standard deviations (Cohen 1988): 0.2, 0.5, 0.8.
  public init(standardizedDifference value: Double) {
    self.init(value.magnitude, steps: (0.2, 0.5, 0.8))
  }

  /// By a correlation (Cohen 1988): 0.1, 0.3, 0.5.
  public init(correlation value: Double) { self.init(value.magnitude, steps: (0.1, 0.3, 0.5)) }

  /// By the share of the spread that is explained (Cohen 1988): 0.01, 0.06, 0.14.
  public init(explainedShare value: Double) { self.init(value, steps: (0.01, 0.06, 0.14)) }

  /// By the distance of shares from equal ones, Cohen's w (Cohen 1988): 0.1, 0.3, 0.5.
  public init(departureOfShares value: Double) { self.init(value, steps: (0.1, 0.3, 0.5)) }

  private init(_ value: Double, steps: (Double, Double, Double)) {
    self = value < steps.0 ? .negligible : value < steps.1 ? .small : value < steps.2 ? .medium : .large
  }

  /// The word.
  public var chinese: String {
    switch self {
    case .negligible: "很小"
    case .small: "较小"
    case .medium: "中等"
    case .large: "较大"
    }
  }

  /// The word.
  public var english: String { rawValue }
}

/// How good an agreement beyond chance is (Landis, Koch 1977); a rule of thumb.
public enum AgreementGrade: String, Hashable, Sendable {
  case none, slight, fair, moderate, substantial, excellent

  /// By kappa: 0, 0.2, 0.4, 0.6, 0.8.
  public init(kappa: Double) {
    switch kappa {
    case ..<0: self = .none
    case ...0.2: self = .slight
    case ...0.4: self = .fair
    case ...0.6: self = .moderate
    case ...0.8: self = .substantial
    default: self = .excellent
    }
  }

  /// The word.
  public var chinese: String {
    switch self {
    case .none: "不如偶然"
    case .slight: "很弱"
    case .fair: "较弱"
    case .moderate: "中等"
    case .substantial: "较强"
    case .excellent: "很强"
    }
  }

  /// The words.
  public var english: String { self == .none ? "worse than chance" : rawValue }
}
