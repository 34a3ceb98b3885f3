public import Diagnostics

/// How far a figure of then and a figure of now speak of the same thing.
public enum Comparability: String, Sendable, CaseIterable, Comparable {
  /// There is nothing on one side, or too little is asked by both.
  case none = "not-comparable"
  /// After items were mapped to those of another edition, or over those that both editions ask.
  case mapped
  /// The same items, weights and rules on both sides.
  case full

  private var rank: Int {
    switch self {
    case .none: 0
    case .mapped: 1
    case .full: 2
    }
  }

  /// Orders by how much can be said, least first.
  public static func < (left: Comparability, right: Comparability) -> Bool { left.rank < right.rank }

  /// The grade in words.
  public var title: LocalizedText {
    switch self {
    case .full: LocalizedText(chinese: "完全可比", english: "fully comparable")
    case .mapped: LocalizedText(chinese: "对照后可比", english: "comparable after mapping")
    case .none: LocalizedText(chinese: "不可比", english: "not comparable")
    }
  }
}
