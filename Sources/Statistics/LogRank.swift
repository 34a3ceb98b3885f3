/// Do the members of several groups stay equally long? The log-rank test (Mantel 1966; Peto, Peto 1972).
///
/// At each time at which somebody leaves, the leavers are compared with those that chance would give each group by its
/// share of those present; the variance is that of drawing without replacement (hypergeometric), so ties are allowed for.
public struct LogRankTest: Hashable, Sendable {
  /// One group.
  public struct Group: Hashable, Sendable {
    /// How many members it has, and how many of them left.
    public let count: Int, leavers: Int
    /// How many would have left, had all groups stayed equally long.
    public let expected: Double
  }

  /// The groups, in the order given.
  public let groups: [Group]
  /// Chi-squared.
  public let statistic: Double
  /// One less than there are groups.
  public let degreesOfFreedom: Int
  /// How often groups that stay equally long would differ as much.
  public let probability: Double

  /// The most groups.
  public static let mostGroups = 100

  /// Compares groups. Throws where there are fewer than two, one is empty, a time is negative, nobody left, or the times do
  /// not overlap, so that no two groups can be compared.
  public init(_ groups: [[KaplanMeier.Member]]) throws(StatisticsError) {
    guard groups.count >= 2 else { throw .tooFew(what: .groups, needed: 2, found: groups.count) }
    guard groups.count <= Self.mostGroups else { throw .outOfRange(what: .values) }
    guard let smallest = groups.map(\.count).min(), smallest > 0 else {
      throw .tooFew(what: .valuesPerGroup, needed: 1, found: 0)
    }
    guard groups.allSatisfy({ $0.allSatisfy { $0.time >= 0 } }) else { throw .outOfRange(what: .time) }
    let table = Table(groups)
    // A group of which nobody was there when anybody left says nothing.
    let compared = groups.indices.filter { table.expected[$0] > 0 }
    guard compared.count >= 2, let statistic = table.statistic(of: compared) else {
      throw .noVariation(what: .values)
    }
    self.groups = groups.indices.map {
      Group(count: groups[$0].count, leavers: table.leavers[$0], expected: table.expected[$0])
    }
    self.statistic = statistic
    degreesOfFreedom = compared.count - 1
    probability = try ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic)
  }

  /// Leavers, expected leavers and their covariances, added up over the times at which somebody left.
  private struct Table {
    var leavers: [Int], expected: [Double]
    var covariance: [[Double]]

    init(_ groups: [[KaplanMeier.Member]]) {
      let size = groups.count
      leavers = groups.map { $0.count(where: \.hasLeft) }
      expected = [Double](repeating: 0, count: size)
      covariance = [[Double]](repeating: expected, count: size)
      // Those present fall as the times rise: one pass over all members in order.
      let members = groups.enumerated().flatMap { group, members in members.map { (group, $0) } }
        .sorted { $0.1.time < $1.1.time }
      var present = groups.map { Double($0.count) }
      var index = 0
      while index < members.count {
        let time = members[index].1.time
        let end = members[index...].firstIndex { $0.1.time != time } ?? members.count
        let left = members[index..<end].count { $0.1.hasLeft }
        if left > 0 { add(Double(left), present) }
        for (group, _) in members[index..<end] { present[group] -= 1 }
        index = end
      }
    }

    /// Adds one time at which so many left of those present.
    private mutating func add(_ left: Double, _ present: [Double]) {
      let all = present.reduce(0, +)
      let spread = all > 1 ? left * (all - left) / (all - 1) : 0
      for (row, here) in present.enumerated() {
        expected[row] += left * here / all
        for (column, there) in present.enumerated() {
          covariance[row][column] += spread * here / all * ((row == column ? 1 : 0) - there / all)
        }
      }
    }

    /// The differences weighed by the inverse of their covariances, without the last of the groups compared, which follows
    /// from the others; nil where they cannot be told apart.
    func statistic(of compared: [Int]) -> Double? {
      let groups = compared.dropLast()
      let size = groups.count
      let differences = groups.map { Double(leavers[$0]) - expected[$0] }
      var rows = groups.map { row in groups.map { covariance[row][$0] } + [Double(leavers[row]) - expected[row]] }
      let scale = groups.map { covariance[$0][$0] }.max() ?? 0
      for pivot in 0..<size {
        let best = (pivot..<size).max { rows[$0][pivot].magnitude < rows[$1][pivot].magnitude } ?? pivot
        guard rows[best][pivot].magnitude > scale * 1e-12 else { return nil }
        rows.swapAt(pivot, best)
        for row in pivot + 1..<max(size, pivot + 1) {
          let factor = rows[row][pivot] / rows[pivot][pivot]
          for column in pivot...size { rows[row][column] -= factor * rows[pivot][column] }
        }
      }
      var weights = [Double](repeating: 0, count: size)
      for row in (0..<size).reversed() {
        let known = (row + 1..<max(size, row + 1)).reduce(0) { $0 + rows[row][$1] * weights[$1] }
        weights[row] = (rows[row][size] - known) / rows[row][row]
      }
      return max(0, zip(differences, weights).reduce(0) { $0 + $1.0 * $1.1 })
    }
  }
}
