internal import AssessmentModel

/// Ranks of values, from 1; equal values share the mean of the ranks that they take up (mid-ranks).
struct Ranks {
  /// Twice the rank of each value, whole numbers in spite of mid-ranks.
  let doubled: [Int]
  /// How many values each run of equal values holds, where there is more than one.
  let ties: [Int]

  init(_ values: [Rational]) {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var doubled = [Int](repeating: 0, count: values.count)
    var ties: [Int] = []
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
      for position in start...end { doubled[order[position]] = start + end + 2 }
      if end > start { ties.append(end - start + 1) }
      start = end + 1
    }
    self.doubled = doubled
    self.ties = ties
  }
}
