internal import AssessmentModel
internal import Diagnostics
internal import Statistics

/// Looks whether the last written digits of a series gather on 0 and 5, as those of rounded or estimated figures do.
///
/// Judged are the values as they stand in the file, with as many decimals as most of them have; those that follow from a
/// numerator and a denominator are not. A share of 40 records is a multiple of 2.5 and ends in 0 or 5 by itself: how often
/// that happens follows from the sample, and where no sample is told from how close the values come to each other.
struct LastDigits {
  let catalogue: IndicatorCatalogue

  /// How many values are needed.
  private static let fewest = 20
  /// A finding is made where chance gives as many less often than this.
  private static let level = 0.001
  /// The share of the digits 0 and 5 where each is as frequent.
  private static let usualShare = 0.2
  /// From this sample on the values lie so close that every last digit is as frequent.
  private static let largeSample = 10_000

  /// The units of time in the catalogue.
  private static let units: Set = ["秒", "分钟", "小时", "天"]

  func finding(_ series: IndicatorSeries) -> IndicatorFinding? {
    let step = series.usualStep
    let points = series.points.filter { $0.step == step && $0.numerator == nil && $0.denominator == nil }
    guard points.count >= Self.fewest, let first = points.first,
      let low = points.map(\.value).min(), let high = points.map(\.value).max(), high - low >= step * 10
    else { return nil }
    let round = points.count { ($0.value / step / 5).isWhole }
    // Samples only raise the share, so most series need no look at theirs.
    guard let found = try? Proportion(successes: round, trials: points.count),
      found.upperTail(of: Self.usualShare) < Self.level
    else { return nil }
    let name = catalogue.name(of: series.key)
    guard let expected = expectedShare(points, step, catalogue.unit(of: series.key.subject)) else {
      return IndicatorFinding(
        .notChecked, .note, line: first.line,
        chinese:
          "\(name.chinese)：\(points.count) 个数里有 \(round) 个末位是 0 或 5，没有样本量，看不出是凑整还是样本小（40 个里的每一个是 2.5%）。补上 sample 列再查。",
        english:
          "\(name.english): \(round) of \(points.count) values end in 0 or 5; without samples nobody can tell whether they are rounded or the samples small (each of 40 is 2.5 %). Add a column sample."
      )
    }
    guard expected < 1, found.upperTail(of: expected) < Self.level else { return nil }
    let share = Rational(Int((expected * 100).rounded())).display(decimals: 0)
    return IndicatorFinding(
      .heaped, line: first.line,
      chinese:
        "\(name.chinese)：\(points.count) 个数里有 \(round) 个末位是 0 或 5，逐一计量的数约占 \(share)%，偶然这样多的机会不到千分之一。请看一看它们取到几位、由什么算出。",
      english:
        "\(name.english): \(round) of \(points.count) values end in 0 or 5; of measured ones about \(share) % do, and chance gives as many less than once in a thousand. To how many digits are they taken, and from what?"
    )
  }

  /// The share of values that end in 0 or 5 where nobody rounds: by the largest of the shares that their samples give. Nil
  /// where a sample is not told and the values lie too far apart to show how fine they could be.
  private func expectedShare(_ points: [IndicatorSeries.Point], _ step: Rational, _ unit: String) -> Double? {
    let told = points.compactMap(\.sample)
    guard told.count == points.count else {
      // Means of times are multiples of nothing, whatever their sample.
      if Self.units.contains(unit) { return Self.usualShare }
      let values = Set(points.map(\.value)).sorted()
      return zip(values, values.dropFirst()).contains { $1 - $0 <= step } ? Self.usualShare : nil
    }
    let samples = Set(told.map { Int($0.display(decimals: 0)) ?? Self.largeSample })
    return samples.map { Self.share(ofSample: $0, step, isPercentage: unit == "%") }.max()
  }

  /// Of the values that a sample can give, rounded to a step, how many are multiples of five steps.
  private static func share(ofSample sample: Int, _ step: Rational, isPercentage: Bool) -> Double {
    guard (1..<largeSample).contains(sample) else { return usualShare }
    let whole = (isPercentage ? 100 : 1) / step
    let round = (1...sample).count { part in
      Int((whole * Rational(part, sample)).display(decimals: 0)).map { $0 % 5 == 0 } ?? false
    }
    return max(usualShare, Double(round) / Double(sample))
  }
}
