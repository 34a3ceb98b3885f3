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
    // Numbers of one denominator mostly stand together, so that few sums have to be looked up.
    var run = (denominator: 1, sum: Rational(0))
    for value in values {
      if let (_, denominator) = value.machineParts {
        if denominator != run.denominator {
          alike[run.denominator, default: 0] += run.sum
          run = (denominator, 0)
        }
        run.sum += value
      } else {
        rest.append(value)
      }
    }
    alike[run.denominator, default: 0] += run.sum
    return sumByHalves((alike.sorted { $0.key < $1.key }.map(\.value) + rest)[...])
  }

  private static func sumByHalves(_ values: ArraySlice<Rational>) -> Rational {
    guard values.count > 2 else { return values.reduce(0) { $0 + $1 } }
    let middle = values.startIndex + values.count / 2
    return sumByHalves(values[..<middle]) + sumByHalves(values[middle...])
  }
}
