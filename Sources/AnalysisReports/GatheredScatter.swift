internal import Diagnostics
internal import DocumentModel

/// Scatters whose dots would cover each other.
extension ScatterChart {
  /// The same picture with one dot for pairs that would cover each other, and what the caption says of that; nil where
  /// each pair has room for a dot of its own.
  func gathered(_ language: Language) -> (chart: ScatterChart, remark: String)? {
    let (all, near) = (dots.count, dots.count > CrowdedFigures.mostDots)
    guard let chart = near ? byCells(language) : byPlace(language) else { return nil }
    let drawn = chart.dots.count
    let remark =
      near
      ? both("（\(all) 对，相近的合为 \(drawn) 个点）", " (\(all) pairs, near ones as one of \(drawn) dots)")
      : both("（\(all) 对，重合的合为 \(drawn) 个点）", " (\(all) pairs, equal ones as one of \(drawn) dots)")
    return (chart, remark[language])
  }

  // MARK: - Equal pairs

  /// One dot for all pairs of the same two values, as large as they are many, named by them or by their number; nil where
  /// no two are the same.
  private func byPlace(_ language: Language) -> ScatterChart? {
    var places: [Place: Int] = [:]
    var gathered: [(dot: Dot, labels: [String])] = []
    for dot in dots {
      guard let x = dot.x, let y = dot.y else { continue }
      if let known = places[Place(x: x, y: y)] {
        gathered[known].dot.count += dot.count
        gathered[known].labels.append(dot.label)
      } else {
        places[Place(x: x, y: y)] = gathered.count
        gathered.append((dot, [dot.label]))
      }
    }
    guard gathered.contains(where: { $0.dot.count > 1 }) else { return nil }
    var chart = self
    chart.dots = gathered.map { entry in
      var dot = entry.dot
      if dot.count > 1 { dot.label = Self.name(of: entry.labels.filter { !$0.isEmpty }, dot.count, language) }
      return dot
    }
    chart.note += both("；大点是重合的几对", "; large dots are equal pairs")[language]
    // The sign is explained where it stands, by a number that it has there.
    if let count = chart.dots.filter({ $0.label.hasSuffix("×\($0.count)") }).map(\.count).min() {
      chart.note += both("，×\(count) 为 \(count) 对", ", ×\(count) stands for \(count)")[language]
    }
    return chart
  }

  /// Two values that are the same to the eye and to arithmetic.
  private struct Place: Hashable {
    var x: Double, y: Double
  }

  /// The first names and how many there are, or only that.
  private static func name(of labels: [String], _ count: Int, _ language: Language) -> String {
    guard let first = labels.first else { return "×\(count)" }
    return count == 2 && labels.count == 2
      ? labels.joined(separator: both("、", ", ")[language]) : first + both(" 等 ×\(count)", " etc. ×\(count)")[language]
  }

  // MARK: - Near pairs

  /// The same picture with one dot for all pairs that fall on one cell, at their mean and as large as they are many, and
  /// a note that says so; nil where there is none.
  private func byCells(_ language: Language) -> ScatterChart? {
    let known = dots.compactMap { dot in dot.x.flatMap { x in dot.y.map { (x: x, y: $0) } } }
    guard let left = known.map(\.x).min(), let right = known.map(\.x).max(), let bottom = known.map(\.y).min(),
      let top = known.map(\.y).max()
    else { return nil }
    // Halves, as the whole length may be beyond what a number holds.
    func cell(_ value: Double, _ low: Double, _ high: Double, _ cells: Int) -> Int {
      let share = (value / 2 - low / 2) / (high / 2 - low / 2)
      return share.isFinite ? min(max(Int(share * Double(cells)), 0), cells - 1) : 0
    }
    var cells: [Int: (count: Int, x: Double, y: Double)] = [:]
    for pair in known {
      let place =
        cell(pair.y, bottom, top, CrowdedFigures.cellsUp) * CrowdedFigures.cellsAcross
        + cell(pair.x, left, right, CrowdedFigures.cellsAcross)
      var found = cells[place] ?? (0, 0, 0)
      found.count += 1
      // A running mean never leaves the cell.
      found.x += (pair.x - found.x) / Double(found.count)
      found.y += (pair.y - found.y) / Double(found.count)
      cells[place] = found
    }
    var chart = self
    chart.dots = cells.sorted { $0.key < $1.key }.map { _, cell in
      Dot(label: "", x: cell.x, y: cell.y, count: cell.count)
    }
    let steps = Dot.countSteps
    let ranges = zip([1] + steps, steps).map { low, next in
      low == next - 1 ? "\(low)" : both("\(low)～\(next - 1)", "\(low) to \(next - 1)")[language]
    }
    let last = steps.last.map { both("\($0) 以上", "\($0) and more")[language] } ?? ""
    chart.note =
      both("n = \(known.count)，点由小到大：", "n = \(known.count), dots from small to large: ")[language]
      + (ranges + [last]).joined(separator: both("、", ", ")[language]) + both("对", " pairs")[language]
    return chart
  }
}
