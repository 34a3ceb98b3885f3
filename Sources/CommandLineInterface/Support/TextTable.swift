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
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The table as lines, set in by `indent` places; the last column is cut so that no line is longer than `width`, and
  /// where that leaves it too little room, the first.
  func lines(indent: Int, width: Int) -> [String] {
    var widths = alignments.indices.map { column in
      rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    let whole = indent + widths.reduce(0) { $0 + $1 + 2 } - 2
    if widths.count > 1, let last = widths.last {
      let excess = whole - max(0, last - Self.leastRoom) - width
      widths[0] = max(min(widths[0], Self.leastRoom), widths[0] - max(0, excess))
    }
    let fixed = indent + widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let last = max(4, width - fixed)
    return rows.map { cells in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in cells.enumerated() {
        let isLast = column == cells.count - 1
        let room = isLast ? last : column == 0 ? widths[0] : Int.max
        let text = DisplayWidth.truncated(cell, to: room)
        let target = isLast ? min(widths[column], last) : widths[column]
        let padding = String(repeating: " ", count: max(0, target - DisplayWidth.of(text)))
        switch alignments[column] {
        case .left: line += isLast ? text : text + padding
        case .right: line += padding + text
        }
        if !isLast { line += "  " }
      }
      return line
    }
  }
}
