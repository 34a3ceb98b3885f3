internal import Diagnostics

/// A table for the terminal whose columns stay aligned when Han characters take two places.
struct TextTable {
  /// How the cells of a column stand.
  enum Alignment { case left, right }

  /// The alignment of each column.
  let alignments: [Alignment]
  /// The rows, the head first; one cell a column.
  private var rows: [[String]]

  /// Begins a table with its head.
  init(_ head: [(String, Alignment)]) {
    alignments = head.map(\.1)
    rows = [head.map(\.0)]
  }

  /// Adds a row of as many cells as there are columns.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The table as lines, set in by `indent` places; the last column is cut so that no line is longer than `width`.
  func lines(indent: Int, width: Int) -> [String] {
    let widths = alignments.indices.map { column in
      rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    let fixed = indent + widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let last = max(4, width - fixed)
    return rows.map { cells in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in cells.enumerated() {
        let isLast = column == cells.count - 1
        let text = isLast ? DisplayWidth.truncated(cell, to: last) : cell
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
