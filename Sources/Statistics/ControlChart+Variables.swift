public import AssessmentModel

// Charts of measured values (GB/T 4091; Montgomery, Introduction to Statistical Quality Control, chapter 6).
extension ControlChart {
  /// The chart of single values and that of their moving ranges.
  ///
  /// A missing value (nil) has no range to its neighbours. Throws where a phase has fewer than two neighbouring values.
  ///
  /// - Parameter range: the values that can be, at which limits end; nil where nothing is known.
  public static func individuals(
    _ values: [Rational?], phases: PhaseStarts = .none, within range: PossibleRange? = nil
  ) throws(StatisticsError) -> (individuals: ControlChart, movingRange: ControlChart) {
    let constants = try RangeConstants(subgroupSize: 2)
    var points: [Point] = []
    var ranges: [Point] = []
    for (phase, places) in phases.ranges(count: values.count).enumerated() {
      let members = Array(values[places])
      let moves = Self.moves(members)
      let known = moves.compactMap { $0 }
      guard !known.isEmpty else {
        throw .tooFew(what: .values, needed: 2, found: members.compactMap { $0 }.count)
      }
      let centre = try ExactSample(members.compactMap { $0 }).mean().nearestDouble
      let meanMove = try ExactSample(known).mean().nearestDouble
      let limits = Limits(
        centre: centre, deviation: meanMove / constants.mean, phase: phase, floor: range?.lowest?.nearestDouble,
        ceiling: range?.highest?.nearestDouble)
      points += members.map { limits.point($0?.nearestDouble) }
      let rangeLimits = Limits(
        centre: meanMove, deviation: meanMove * constants.deviation / constants.mean, phase: phase, floor: 0)
      ranges += moves.map { rangeLimits.point($0?.nearestDouble) }
    }
    return (
      ControlChart(kind: .individuals, points: points),
      ControlChart(kind: .movingRange, points: ranges, rangeBeyondChance: constants.beyondChance)
    )
  }

  /// The chart of subgroup means and that of subgroup ranges; all subgroups have one size of 2 to 25.
  ///
  /// Throws with another size, with sizes that differ, or where a phase has fewer than two subgroups: limits from one are
  /// those of itself.
  ///
  /// - Parameter range: the values that can be, at which the limits of means end; nil where nothing is known.
  public static func means(
    _ subgroups: [[Rational]], phases: PhaseStarts = .none, within range: PossibleRange? = nil
  ) throws(StatisticsError) -> (means: ControlChart, ranges: ControlChart) {
    guard let size = subgroups.first?.count else { throw .tooFew(what: .groups, needed: 1, found: 0) }
    for group in subgroups where group.count != size { throw .lengthsDiffer(group.count, size) }
    let constants = try RangeConstants(subgroupSize: size)
    var points: [Point] = []
    var ranges: [Point] = []
    for (phase, places) in phases.ranges(count: subgroups.count).enumerated() {
      let groups = subgroups[places]
      guard groups.count > 1 else { throw .tooFew(what: .subgroups, needed: 2, found: groups.count) }
      let spans = groups.map { ($0.max() ?? 0) - ($0.min() ?? 0) }
      let meanSpan = try ExactSample(spans).mean().nearestDouble
      let centre = try ExactSample(groups.flatMap { $0 }).mean().nearestDouble
      let deviation = meanSpan / constants.mean / Double(size).squareRoot()
      let limits = Limits(
        centre: centre, deviation: deviation, phase: phase, floor: range?.lowest?.nearestDouble,
        ceiling: range?.highest?.nearestDouble)
      for group in groups { points.append(limits.point(try ExactSample(group).mean().nearestDouble)) }
      let rangeLimits = Limits(
        centre: meanSpan, deviation: meanSpan * constants.deviation / constants.mean, phase: phase, floor: 0)
      ranges += spans.map { rangeLimits.point($0.nearestDouble) }
    }
    return (
      ControlChart(kind: .means, points: points),
      ControlChart(kind: .ranges, points: ranges, rangeBeyondChance: constants.beyondChance)
    )
  }

  /// The distance of each value from the one before; nil for the first and beside missing ones.
  private static func moves(_ values: [Rational?]) -> [Rational?] {
    values.indices.map { index in
      guard index > 0, let value = values[index], let before = values[index - 1] else { return nil }
      return (value - before).magnitude
    }
  }
}

// Charts of counted values, whose limits follow the size of each sample.
extension ControlChart {
  /// The share of `counts` in `sizes` (p chart). A sample of size 0 is a missing point.
  ///
  /// Throws where lengths differ, with a negative number, a count above its size, or a phase of fewer than two samples.
  public static func shares(
    counts: [Int], sizes: [Int], phases: PhaseStarts = .none
  ) throws(StatisticsError) -> ControlChart {
    for (count, size) in zip(counts, sizes) where count > size { throw .outOfRange(what: .successes) }
    return try attributes(.shares, counts: counts, sizes: sizes, ceiling: 1, phases: phases) { mean, size in
      (mean * (1 - mean) / size).squareRoot()
    }
  }

  /// The number of `counts` by unit of `sizes` (u chart). A size of 0 is a missing point.
  ///
  /// Throws where lengths differ, with a negative number, a count in a size of 0, or a phase of fewer than two samples.
  public static func rates(
    counts: [Int], sizes: [Int], phases: PhaseStarts = .none
  ) throws(StatisticsError) -> ControlChart {
    for (count, size) in zip(counts, sizes) where size == 0 && count > 0 { throw .outOfRange(what: .successes) }
    return try attributes(.rates, counts: counts, sizes: sizes, ceiling: nil, phases: phases) { mean, size in
      (mean / size).squareRoot()
    }
  }

  private static func attributes(
    _ kind: Kind, counts: [Int], sizes: [Int], ceiling: Double?, phases: PhaseStarts,
    deviation: (_ mean: Double, _ size: Double) -> Double
  ) throws(StatisticsError) -> ControlChart {
    guard counts.count == sizes.count else { throw .lengthsDiffer(counts.count, sizes.count) }
    guard counts.allSatisfy({ $0 >= 0 }), sizes.allSatisfy({ $0 >= 0 }) else { throw .outOfRange(what: .values) }
    var points: [Point] = []
    for (phase, range) in phases.ranges(count: counts.count).enumerated() {
      let size = sizes[range].reduce(Rational(0)) { $0 + Rational($1) }
      guard size > 0 else { throw .tooFew(what: .values, needed: 1, found: 0) }
      let known = range.filter { sizes[$0] > 0 }
      guard known.count > 1 else { throw .tooFew(what: .samples, needed: 2, found: known.count) }
      let mean = (known.reduce(Rational(0)) { $0 + Rational(counts[$1]) } / size).nearestDouble
      points += range.map { index in
        let size = Double(sizes[index])
        let spread = size > 0 ? deviation(mean, size) : 0
        let limits = Limits(centre: mean, deviation: spread, phase: phase, floor: 0, ceiling: ceiling)
        return limits.point(size > 0 ? Double(counts[index]) / size : nil)
      }
    }
    return ControlChart(kind: kind, points: points)
  }
}

/// Centre and limits at three standard deviations, held inside what values can be.
private struct Limits {
  let centre: Double, deviation: Double
  let phase: Int
  var floor: Double?
  var ceiling: Double?

  func point(_ value: Double?) -> ControlChart.Point {
    ControlChart.Point(
      value: value, centre: centre,
      lower: max(centre - 3 * deviation, floor ?? -.infinity),
      upper: min(centre + 3 * deviation, ceiling ?? .infinity),
      deviation: deviation, phase: phase)
  }
}
