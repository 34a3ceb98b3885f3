/// What may happen at a boundary between two scalars.
public enum LineBreak: UInt8, Hashable, Sendable {
  /// The line may not end here (× in UAX #14).
  case prohibited
  /// The line may end here (÷).
  case allowed
  /// The line may end here where it would otherwise be spaced out beyond reading, or something be cut in two anywhere:
  /// inside a code, before the number of a standard. Only the Chinese tailoring gives it.
  case discouraged
  /// The line must end here (!).
  case mandatory
}

/// How far the breaker departs from the plain algorithm.
public enum LineBreakTailoring: Hashable, Sendable {
  /// UAX #14 as the Unicode test file checks it: numbers are kept together as in its section 8.2, example 7.
  case none
  /// Chinese as written in mainland China, with a level of CLREQ's prohibition rules.
  case chinese(ProhibitionLevel)
}
