internal import Diagnostics

/// A table for the terminal whose columns stay aligned when Han characters take two places.
struct TextTable {
  /// How the cells of a column stand.
  enum Alignment { case left, right }

  /// The alignment of each column.
  let alignments: [Alignment]
  /// The rows, the head first; one cell a column.
  private var rows: [[String]]

  /// The room that the first and the last column keep in a table that is too wide.
  private static let leastRoom = 16

  /// Begins a table with its head.
  init(_ head: [(String, Alignment)]) {
    alignments = head.map(\.1)
    rows = [head.map(\.0)]
  }

  /// Adds a row of as many cells as there are columns.
  mutating func add(_ cells: [String]) { rows.append(cells.map(rangeText)) }

  /// The columns that the table takes with every cell whole.
  func wholeWidth(indent: Int) -> Int { indent + naturalWidths.reduce(0) { $0 + $1 + 2 } - 2 }

  private var naturalWidths: [Int] {
    alignments.indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
  }

  /// The table as lines, set in by `indent` places; the last column is cut so that no line is longer than `width`, and
  /// where that leaves it too little room, the first. Columns of numbers, which stand flush right, are never cut, even
  /// where lines get longer than `width` by them.
  func lines(indent: Int, width: Int) -> [String] {
    var widths = naturalWidths
    if widths.count > 1, let last = widths.last, alignments.first == .left {
      let yielded = alignments.last == .left ? max(0, last - Self.leastRoom) : 0
      let excess = wholeWidth(indent: indent) - yielded - width
      widths[0] = max(min(widths[0], Self.leastRoom), widths[0] - max(0, excess))
    }
    let fixed = indent + widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let last = alignments.last == .right ? max(4, widths.last ?? 0) : max(4, width - fixed)
    return rows.map { cells in
      let cut = cells.enumerated().map { column, cell in
        let room = column == cells.count - 1 ? last : column == 0 ? widths[0] : Int.max
        return DisplayWidth.truncated(cell, to: room)
      }
      return line(cut, widths.dropLast() + [min(widths.last ?? 0, last)], indent: indent)
    }
  }

  /// The table with nothing cut, the lines of each row apart: what has no room in its column goes on below.
  ///
  /// Heads give way first, then the last column, the first, and the widest of the others, so that no line is longer than
  /// `width` as long as every column can have a few places.
  func rowLines(indent: Int, width: Int) -> [[String]] {
    let widths = fittedWidths(indent: indent, width: width)
    return rows.map { cells in
      let folded = zip(cells, widths).map { DisplayWidth.folded($0, to: max(1, $1)) }
      let height = folded.map(\.count).max() ?? 1
      return (0..<height).map { number in
        line(folded.map { number < $0.count ? $0[number] : "" }, widths, indent: indent)
      }
    }
  }

  /// The places that a head keeps beside the body of its column: 达标组 whole, 数据支持到 in two lines.
  private static let leastHead = 6

  /// The fewest places that a column keeps that is neither the first nor the last.
  private static let leastMiddle = 6

  private func fittedWidths(indent: Int, width: Int) -> [Int] {
    var widths = naturalWidths
    var excess: Int { indent + widths.reduce(0) { $0 + $1 + 2 } - 2 - width }
    func narrow(_ column: Int, to least: Int) {
      widths[column] = max(min(widths[column], least), widths[column] - max(0, excess))
    }
    guard let last = widths.indices.last, last > 0 else { return widths.map { min($0, width - indent) } }
    let middle = Array(1..<last)
    for column in middle {
      let body = rows.dropFirst().map { DisplayWidth.of($0[column]) }.max() ?? 0
      let word = DisplayWidth.wrapped(rows[0][column], to: 1).map { DisplayWidth.of($0) }.max() ?? 0
      let head = DisplayWidth.of(rows[0][column])
      narrow(column, to: max(body, word, min(head, Self.leastHead)))
    }
    narrow(last, to: Self.leastRoom)
    narrow(0, to: Self.leastRoom)
    while excess > 0, let widest = middle.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.leastMiddle {
      narrow(widest, to: max(Self.leastMiddle, widths[widest] - 1))
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int], indent: Int) -> String {
    var line = String(repeating: " ", count: indent)
    for (column, cell) in cells.enumerated() {
      let isLast = column == cells.count - 1
      let padding = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(cell)))
      switch alignments[column] {
      case .left: line += isLast ? cell : cell + padding
      case .right: line += padding + cell
      }
      if !isLast { line += "  " }
    }
    // Cells that are empty to the end of the line leave no blanks behind.
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// Tables that have a column for every period.
enum PeriodTables {
  /// The periods of as few tables as their width allows, nearly as many in each; one alone where none fits.
  static func parts(of count: Int, fits: (Range<Int>) -> Bool) -> [Range<Int>] {
    for number in 1..<max(2, count) {
      let parts = (0..<number).map { count * $0 / number..<count * ($0 + 1) / number }
      if parts.allSatisfy(fits) { return parts }
    }
    return (0..<count).map { $0..<($0 + 1) }
  }
}
