import FuzzInput
import LineBreaking

/// The breaker on any text: one answer a boundary, forced ends as in the untailored algorithm, and the marks of the
/// level where breaks are allowed.
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let level = ProhibitionLevel.allCases[input.byte() % 4]
  let scalars = Array(input.text(count: .max).unicodeScalars)
  let plain = LineBreaker(.none).breaks(in: scalars)
  let breaks = LineBreaker(.chinese(level)).breaks(in: scalars)
  precondition(plain.count == scalars.count + 1 && breaks.count == plain.count)
  precondition(breaks[0] == .prohibited && (scalars.isEmpty || breaks[scalars.count] == .mandatory))
  for index in scalars.indices.dropFirst() {
    precondition((breaks[index] == .mandatory) == (plain[index] == .mandatory))
  }
  for first in stride(from: 0, to: scalars.count, by: shortPiece) {
    checkMarks(Array(scalars[first..<min(first + shortPiece, scalars.count)]), level)
  }
  return 0
}

/// One character less than the shortest row of marks that is parted anywhere, so that no end of a line is forced.
private let shortPiece = 15

/// No line begins or ends with a mark that the level forbids there.
private func checkMarks(_ scalars: [Unicode.Scalar], _ level: ProhibitionLevel) {
  let breaks = LineBreaker(.chinese(level)).breaks(in: scalars)
  for index in scalars.indices.dropFirst() {
    guard breaks[index] == .allowed, !(scalars[index].isASCII && scalars[index - 1].isASCII) else { continue }
    precondition(!level.forbidsAtLineEnd(scalars[index - 1]))
    precondition(!level.forbidsAtLineStart(scalars[index]) || beginsWord(at: index, scalars))
  }
}

/// Whether an apostrophe stands before a word or a number, such as ’90s, which may begin a line as the word may.
private func beginsWord(at index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
  guard scalars[index] == "’", index + 1 < scalars.count else { return false }
  let next = scalars[index + 1].properties
  return !next.isIdeographic && !next.isWhitespace
}
