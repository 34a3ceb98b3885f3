/// A source line as a terminal shows it, with the padding and the marker for the line below it.
///
/// Tabs become spaces up to the next multiple of four columns, characters that would steer the terminal become
/// U+FFFD. A line that is too wide is shown in part, around the marked place, with “…” where it was cut.
struct SourceExcerpt {
  let text: String
  let padding: String
  let marker: String

  private struct Cell {
    let text: String
    let width: Int
  }

  /// - Parameters:
  ///   - column: the marked scalar, from 1; behind the end of the line means the place after it.
  ///   - length: how many scalars are marked.
  ///   - width: the columns that text and marker may take.
  init(_ line: Substring, column: Int, length: Int, width: Int) {
    let (cells, start, hidden) = Self.cells(line, near: column, reach: width)
    let end = min(cells.count, start + max(1, length))
    var (window, cutsFront, cutsBack) = Self.window(cells, around: start, to: end, width: width)
    cutsFront = cutsFront || (hidden.front && window.lowerBound == 0)
    cutsBack = cutsBack || (hidden.back && window.upperBound == cells.count)
    text = (cutsFront ? "…" : "") + cells[window].map(\.text).joined() + (cutsBack ? "…" : "")
    let before = cells[window.lowerBound..<max(window.lowerBound, start)].reduce(0) { $0 + $1.width }
    let marked = cells[start..<max(start, min(end, window.upperBound))].reduce(0) { $0 + $1.width }
    padding = String(repeating: " ", count: before + (cutsFront ? 1 : 0))
    marker = "^" + String(repeating: "~", count: max(0, marked - 1))
  }

  /// Whether a terminal would act on a scalar, or show another order than the text has.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// The cells on both sides of a place, no more than can be shown: a line of megabytes costs no more than a short one
  /// but for finding the place.
  private static func cells(
    _ line: Substring, near column: Int, reach: Int
  ) -> (cells: [Cell], start: Int, hidden: (front: Bool, back: Bool)) {
    let scalars = line.unicodeScalars
    let first = max(0, column - 1 - reach * 2)
    let from = scalars.index(scalars.startIndex, offsetBy: first, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let to = scalars.index(from, offsetBy: reach * 4, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let cells = cells(scalars[from..<to])
    let start = min(max(0, column - 1 - first), cells.count)
    return (cells, start, (front: first > 0, back: to < scalars.endIndex))
  }

  private static func cells(_ scalars: Substring.UnicodeScalarView.SubSequence) -> [Cell] {
    var column = 0
    return scalars.map { scalar in
      let cell: Cell
      if scalar == "\t" {
        let width = 4 - column % 4
        cell = Cell(text: String(repeating: " ", count: width), width: width)
      } else if isUnsafe(scalar) {
        cell = Cell(text: "\u{FFFD}", width: 1)
      } else {
        cell = Cell(text: String(scalar), width: DisplayWidth.of(scalar))
      }
      column += cell.width
      return cell
    }
  }

  /// The part to show: all where it fits, else as much on both sides of the marked place as there is room for.
  private static func window(
    _ cells: [Cell], around start: Int, to end: Int, width: Int
  ) -> (Range<Int>, cutsFront: Bool, cutsBack: Bool) {
    if cells.reduce(0, { $0 + $1.width }) <= width { return (0..<cells.count, false, false) }
    // One column each for the marks of the cuts, and one for a caret behind the end.
    var room = width - 3
    var lower = start
    var upper = start
    while upper < end, room >= cells[upper].width {
      room -= cells[upper].width
      upper += 1
    }
    var grew = true
    while grew {
      grew = false
      if lower > 0, room >= cells[lower - 1].width {
        lower -= 1
        room -= cells[lower].width
        grew = true
      }
      if upper < cells.count, room >= cells[upper].width {
        room -= cells[upper].width
        upper += 1
        grew = true
      }
    }
    return (lower..<upper, lower > 0, upper < cells.count)
  }
}
