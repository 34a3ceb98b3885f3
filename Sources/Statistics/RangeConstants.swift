/// How the range of a subgroup relates to the spread of its values, for normal values (GB/T 4091, ISO 7870-2).
struct RangeConstants {
  /// Mean and standard deviation of the range, in standard deviations of the values (d2 and d3).
  let mean: Double, deviation: Double
  /// How often the range lies beyond its limits, which stand three standard deviations from the mean and not below 0.
  let beyondChance: Double

  /// The sizes of subgroups for which ranges are a good measure of spread.
  static let sizes = 2...25

  /// Throws outside ``sizes``.
  init(subgroupSize: Int) throws(StatisticsError) {
    guard Self.sizes.contains(subgroupSize) else { throw .outOfRange(what: .subgroupSize) }
    (mean, deviation, beyondChance) = Self.table[subgroupSize - Self.sizes.lowerBound]
  }
}
