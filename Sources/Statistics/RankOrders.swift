/// All orders in which the ranks of one series may stand beside those of another: what Spearman's coefficient can be where
/// the two have nothing to do with each other. Equal ranks change places too, so that ties need no correction.
struct RankOrders {
  private let first: [Int]
  /// The ranks that change places.
  private var second: [Int]
  /// How far the sum of products of the pairs lies from the one that no relation would give, times n.
  private let bound: Int
  /// How many orders lie as far out, and how many there are.
  private var found = 0, all = 0

  private init(_ first: [Int], _ second: [Int]) {
    (self.first, self.second) = (first, second)
    let middle = first.reduce(0, +) * second.reduce(0, +)
    bound = abs(zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } * first.count - middle)
    place(0, distance: -middle)
  }

  /// The share of all orders whose sum of products lies as far from the middle as that of the pairs, or further: the exact
  /// two-sided probability of the coefficient.
  ///
  /// - Parameters:
  ///   - first: twice the ranks of one side, at most nine.
  ///   - second: those of the other, pair by pair.
  static func shareAsFarOut(_ first: [Int], _ second: [Int]) -> Double {
    let orders = RankOrders(first, second)
    return Double(orders.found) / Double(orders.all)
  }

  private mutating func place(_ index: Int, distance: Int) {
    guard index < first.count else {
      all += 1
      if abs(distance) >= bound { found += 1 }
      return
    }
    for other in index..<first.count {
      second.swapAt(index, other)
      place(index + 1, distance: distance + first[index] * second[index] * first.count)
      second.swapAt(index, other)
    }
  }
}
