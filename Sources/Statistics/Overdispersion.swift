/// How much more the shares or rates of a chart vary from one point to the next than counts that are independent do.
public struct Overdispersion: Hashable, Sendable {
  /// Laney's σz (2002): the mean moving range of the distances from the centre in standard errors, over d2; about 1 where
  /// counts are independent. A level that moves slowly leaves it alone.
  public let ratio: Double
  /// How many points lie beyond limits that are as many times as wide, those of Laney's p′ and u′ charts.
  public let beyond: Int

  /// So many neighbours at least; fewer tell too little of their spread.
  static let fewestRanges = 12

  /// Measures a chart; nil for other kinds than shares and rates, with few points, or without any spread.
  init?(_ chart: ControlChart) {
    guard chart.kind == .shares || chart.kind == .rates else { return nil }
    let distances = chart.points.map { point in
      point.value.flatMap { point.deviation > 0 ? ($0 - point.centre) / point.deviation : nil }
    }
    let ranges = chart.points.indices.dropFirst().compactMap { index -> Double? in
      guard chart.points[index].phase == chart.points[index - 1].phase, let before = distances[index - 1],
        let now = distances[index]
      else { return nil }
      return abs(now - before)
    }
    guard ranges.count >= Self.fewestRanges, let constants = try? RangeConstants(subgroupSize: 2) else { return nil }
    let ratio = ranges.reduce(0, +) / Double(ranges.count) / constants.mean
    self.ratio = ratio
    beyond = distances.count { ($0 ?? 0).magnitude > 3 * ratio }
  }
}

extension ControlChart {
  /// How much more its points vary than independent counts do; nil where that cannot be told.
  public var overdispersion: Overdispersion? { Overdispersion(self) }
}
