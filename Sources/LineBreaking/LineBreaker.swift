/// Finds where lines may end, by UAX #14 (Unicode 15.0), in time linear in the length of the text.
public struct LineBreaker: Sendable {
  /// The Unicode version of the tables, such as `15.0.0`.
  public static var unicodeVersion: String { LineBreakTable.unicodeVersion }

  private let tailoring: LineBreakTailoring

  /// Makes a breaker.
  public init(_ tailoring: LineBreakTailoring = .none) { self.tailoring = tailoring }

  /// One more element than there are scalars: element *i* tells what may happen before scalar *i*, the last
  /// one that the text ends (always mandatory, LB3). The first is always prohibited (LB2).
  public func breaks(in scalars: [Unicode.Scalar]) -> [LineBreak] {
    guard !scalars.isEmpty else { return [.prohibited] }
    var entries = scalars.map { LineBreakTable.shared[$0] }
    switch tailoring {
    case .none:
      resolveAmbiguousClasses(&entries, smallKana: .ns)
      return PairRules.breaks(between: entries)
    case .chinese(let level):
      let chinese = ChineseTailoring(level: level)
      chinese.retag(&entries, of: scalars)
      resolveAmbiguousClasses(&entries, smallKana: level == .strict ? .ns : .id)
      var breaks = PairRules.breaks(between: entries)
      chinese.adjust(&breaks, between: entries, of: scalars)
      return breaks
    }
  }

  /// LB1: classes that only a tailoring tells apart.
  private func resolveAmbiguousClasses(
    _ entries: inout [LineBreakTable.Entry], smallKana: LineBreakClass
  ) {
    for index in entries.indices {
      switch entries[index].lineClass {
      case .ai, .sg, .xx: entries[index].lineClass = .al
      case .cj: entries[index].lineClass = smallKana
      default: break
      }
    }
  }
}
