internal import Dispatch
internal import Synchronization

/// Computes several values at once, on the processors that there are.
public enum AtOnce {
  /// The values for the places below a count, in their order.
  public static func values<Value: Sendable>(_ count: Int, _ value: @Sendable (Int) -> Value) -> [Value] {
    guard count > 1 else { return (0..<count).map(value) }
    let found = Mutex([Value?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { place in
      let value = value(place)
      found.withLock { $0[place] = value }
    }
    return found.withLock(\.self).compactMap(\.self)
  }

  /// Two values of different kinds.
  public static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let found = Mutex<(first: First?, second: Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { place in
      if place == 0 {
        let value = first()
        found.withLock { $0.first = value }
      } else {
        let value = second()
        found.withLock { $0.second = value }
      }
    }
    let values = found.withLock(\.self)
    guard let first = values.first, let second = values.second else {
      preconditionFailure("both values are there once both are computed")
    }
    return (first, second)
  }
}
