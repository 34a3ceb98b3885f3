import Canvas
import LineBreaking

/// Cutting labels into lines.
enum LabelFitting {
  /// A part of a label that stays together where the lines are wide enough.
  struct Unit {
    var text: String
    var width: Points
  }

  /// More characters than that are cut.
  static let longest = 120

  /// The parts of a label that a line may end between, by the rules of Chinese text: Han with the marks and numbers that
  /// belong to them, and whole Western words. Spaces are parts of their own.
  static func units(of label: String) -> [String] {
    var text = String(label.prefix(longest + 1))
    if text.count > longest { text = text.prefix(longest - 1) + "…" }
    // Cells of spreadsheets hold line ends, which a painted line has not.
    if text.contains(where: \.isNewline) { text = text.split(whereSeparator: \.isNewline).joined(separator: " ") }
    let scalars = Array(text.unicodeScalars)
    let breaks = LineBreaker(.chinese(.gb)).breaks(in: scalars)
    var units: [String] = []
    var wasSpace = true
    for (index, scalar) in scalars.enumerated() {
      let isSpace = scalar == " "
      let isInsideWord = index > 0 && !isSpace && !wasSpace && scalar.isASCII && scalars[index - 1].isASCII
      // A space that no line may end at stays in its unit, as in `3 个月`.
      let begins = isSpace ? isBreakable(after: index, breaks, scalars) : breaks[index] != .prohibited && !isInsideWord
      if units.isEmpty || begins || wasSpace && units[units.count - 1] == " " && !isSpace {
        units.append(String(scalar))
      } else {
        units[units.count - 1].unicodeScalars.append(scalar)
      }
      wasSpace = isSpace
    }
    return units
  }

  /// Whether a line may end at the spaces that begin at an index.
  private static func isBreakable(after index: Int, _ breaks: [LineBreak], _ scalars: [Unicode.Scalar]) -> Bool {
    var next = index + 1
    while next < scalars.count, scalars[next] == " " { next += 1 }
    // Of what should stay together only dates go on below, behind a Han unit.
    return breaks[next] == .discouraged ? index > 0 && isHan(scalars[index - 1]) : breaks[next] != .prohibited
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

  /// The parts of a unit that is wider than a line: numbers with their signs, and single characters.
  static func parts(of unit: String) -> [String] {
    var parts: [String] = []
    var isNumber = false
    for character in unit {
      let isDigit = character.isASCII ? character.isNumber : ("０"..."９").contains(character)
      // Signs belong to the number on their right, points and the like to both sides, per cent to the left.
      let opens = "−-+±".contains(character)
      if !parts.isEmpty, isNumber, isDigit || ".,:%％‰".contains(character) {
        parts[parts.count - 1].append(character)
      } else if character == "-", let last = parts.last?.last, last.isASCII, last.isLetter || last.isNumber {
        // A hyphen inside of 2025-W03 is no sign, and no line begins with it.
        parts[parts.count - 1].append(character)
        isNumber = false
      } else {
        parts.append(String(character))
        isNumber = isDigit || opens
      }
    }
    return parts
  }

  /// Fills lines to at most `limit`, then evens them out.
  static func lines(of pieces: [Unit], limit: Points) -> [String] {
    let full = filled(pieces, limit: limit)
    guard full.count > 1 else { return full }
    // The narrowest limit that needs no more lines makes them even.
    var (low, high) = (0.0, limit)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if count(pieces, limit: middle) > full.count { low = middle } else { high = middle }
    }
    return filled(pieces, limit: high)
  }

  /// How many lines ``filled(_:limit:)`` makes.
  private static func count(_ units: [Unit], limit: Points) -> Int {
    var count = 0
    var width: Points = 0
    for unit in units {
      if count > 0, width + unit.width <= limit + 0.01 {
        width += unit.width
      } else {
        count += 1
        width = unit.width
      }
    }
    return count
  }

  private static func filled(_ units: [Unit], limit: Points) -> [String] {
    var lines: [String] = []
    var width: Points = 0
    for unit in units {
      if !lines.isEmpty, width + unit.width <= limit + 0.01 {
        lines[lines.count - 1] += unit.text
        width += unit.width
      } else {
        lines.append(unit.text)
        width = unit.width
      }
    }
    return lines.map { line in
      let start = line.drop { $0 == " " }
      return String(start.reversed().drop { $0 == " " }.reversed())
    }
  }
}
