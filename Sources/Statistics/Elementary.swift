#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

// The elementary functions of the C library, under the names that the formulas use.
extension Double {
  /// The natural logarithm.
  var logarithm: Double { log(self) }

  /// e to this power.
  var exponential: Double { exp(self) }

  /// The hyperbolic tangent.
  var hyperbolicTangent: Double { tanh(self) }
}
