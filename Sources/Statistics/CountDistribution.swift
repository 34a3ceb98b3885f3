/// The chances of the counts that a sample of a stable process can give: binomial out of its size, or Poisson.
struct CountDistribution {
  /// The smallest count that is kept; counts beyond both ends are less likely than 10⁻¹⁵ of the likeliest.
  let lowest: Int
  /// The chance of `lowest` and of each count after it.
  let chances: [Double]
  /// The running sums of `chances`.
  private let sums: [Double]

  /// So many events in a sample where each of `size` happens by a chance between 0 and 1.
  static func binomial(size: Int, chance: Double) -> CountDistribution {
    let odds = chance / (1 - chance)
    return CountDistribution(mode: min(size, Int((Double(size) + 1) * chance)), most: size) { count in
      Double(size - count) / Double(count + 1) * odds
    }
  }

  /// So many events where `mean` (0 or more) are expected.
  static func poisson(mean: Double) -> CountDistribution {
    CountDistribution(mode: Int(mean), most: .max) { count in mean / Double(count + 1) }
  }

  /// Goes both ways from the likeliest count.
  ///
  /// - Parameter ratio: the chance of the next count by that of this one.
  private init(mode: Int, most: Int, ratio: (Int) -> Double) {
    let least = 1e-15
    var up = [1.0]
    var count = mode
    while count < most, let last = up.last {
      let next = last * ratio(count)
      if next < least { break }
      up.append(next)
      count += 1
    }
    var down: [Double] = []
    count = mode
    var last = 1.0
    while count > 0 {
      last /= ratio(count - 1)
      if last < least { break }
      down.append(last)
      count -= 1
    }
    lowest = count
    let all = down.reversed() + up
    let whole = all.reduce(0, +)
    chances = all.map { $0 / whole }
    var sum = 0.0
    sums = chances.map { chance in
      sum += chance
      return sum
    }
  }

  /// The count below which a share of the distribution lies, which draws one where shares are equally likely.
  func quantile(_ share: Double) -> Int {
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > share { high = middle } else { low = middle + 1 }
    }
    return lowest + low
  }

  /// The chance of the counts that fulfil a condition.
  func chance(_ isMeant: (Int) -> Bool) -> Double {
    chances.indices.reduce(0) { $0 + (isMeant(lowest + $1) ? chances[$1] : 0) }
  }
}
