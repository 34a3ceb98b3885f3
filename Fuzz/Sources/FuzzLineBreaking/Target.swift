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
    guard breaks[index] == .allowed, !(scalars[index].isASCII && scalars[index - 1].isASCII) else { continue }
    precondition(!level.forbidsAtLineStart(scalars[index]) && !level.forbidsAtLineEnd(scalars[index - 1]))
  }
  return 0
}
