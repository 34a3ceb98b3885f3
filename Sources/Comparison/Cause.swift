public import Diagnostics

/// Why a score changed.
public enum Cause: String, Sendable, CaseIterable {
  /// Marks that changed, and nothing else explains it.
  case marks
  /// The edition: items added or removed, weights and rules changed.
  case edition
  /// What is declared not applicable.
  case scope
  /// Evidence that became valid or is valid no more.
  case evidence
  /// Marks that changed in the hands of another assessor, with nothing new to show for it.
  case assessor
  /// Items that were answered for the first time or are no longer answered; only where an assessment is not complete.
  case completeness

  /// The cause in words.
  public var title: LocalizedText {
    switch self {
    case .marks: LocalizedText(chinese: "等级变化", english: "change of marks")
    case .edition: LocalizedText(chinese: "换版次", english: "change of edition")
    case .scope: LocalizedText(chinese: "适用范围变化", english: "change of scope")
    case .evidence: LocalizedText(chinese: "证据变化", english: "change of evidence")
    case .assessor: LocalizedText(chinese: "换评估者", english: "change of assessor")
    case .completeness: LocalizedText(chinese: "补评或漏评", english: "answered or left open")
    }
  }
}

/// A set of causes that have taken effect; the others are as they were.
struct Coalition: Hashable, Sendable {
  private var bits: UInt8

  init(_ causes: some Sequence<Cause>) {
    bits = 0
    for cause in causes { bits |= Self.bit(cause) }
  }

  func contains(_ cause: Cause) -> Bool { bits & Self.bit(cause) != 0 }

  var count: Int { bits.nonzeroBitCount }

  /// Every coalition of some causes.
  static func all(of causes: [Cause]) -> [Coalition] {
    (0..<(1 << causes.count)).map { number in
      Coalition(causes.indices.filter { number & (1 << $0) != 0 }.map { causes[$0] })
    }
  }

  private static func bit(_ cause: Cause) -> UInt8 {
    switch cause {
    case .marks: 1
    case .edition: 2
    case .scope: 4
    case .evidence: 8
    case .assessor: 16
    case .completeness: 32
    }
  }
}
