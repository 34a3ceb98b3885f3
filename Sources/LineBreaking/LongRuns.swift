/// Where rows of marks without a place to end a line, such as sixty `。` or `＝`, and words of any script without end may be
/// parted: anywhere, as very long words of Latin letters are. No text needs them, but one of them would widen its column
/// of a table to the cost of all others. A number among them is never parted unless it is that long itself.
enum LongRuns {
  /// A row of marks or a word breaks anywhere from this width on, in half ems; no mark or word of a language is as wide.
  private static let longRun = 32
  /// A mixture of both does from this width on: short relations and quantities stay whole.
  private static let longMixture = 64

  private enum Kind { case mark, word, attached }

  /// Allows breaks inside each such row.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    var start = 0
    while start < scalars.count {
      var end = start + 1
      while end < scalars.count, breaks[end] == .prohibited { end += 1 }
      // Nothing is wider than two half ems.
      if end - start >= longRun / 2 { part(start..<end, &breaks, scalars) }
      start = end
    }
  }

  private static func part(_ piece: Range<Int>, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar]) {
    let kinds = piece.map { Self.kind(of: scalars[$0]) }
    func kind(_ index: Int) -> Kind { kinds[index - piece.lowerBound] }
    if width(of: piece, scalars, kind) >= longMixture { return allowInside(piece, &breaks, scalars, kind) }
    var start = piece.lowerBound
    while start < piece.upperBound {
      var end = start + 1
      while end < piece.upperBound, kind(end) == kind(start) || kind(end) == .attached { end += 1 }
      if width(of: start..<end, scalars, kind) >= longRun { allowInside(start..<end, &breaks, scalars, kind) }
      start = end
    }
  }

  /// The width in half ems: Chinese marks, most symbols and Han take an em.
  private static func width(of run: Range<Int>, _ scalars: [Unicode.Scalar], _ kind: (Int) -> Kind) -> Int {
    run.reduce(0) { $0 + (kind($1) == .attached ? 0 : scalars[$1].value >= 0x2010 ? 2 : 1) }
  }

  /// Two characters stay together at the beginning and at the end; the halves of a dash or an ellipsis do everywhere.
  private static func allowInside(
    _ run: Range<Int>, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar], _ kind: (Int) -> Kind
  ) {
    var same = 0
    var numberEnd = run.lowerBound
    var isKept = false
    for index in run.dropFirst().dropLast() {
      same = scalars[index] == scalars[index - 1] ? same + 1 : 0
      let isHalf = Marks.halvesOfTwoEmMarks.contains(scalars[index]) && !same.isMultiple(of: 2)
      if index >= numberEnd {
        numberEnd = endOfNumber(from: index - 1, in: run, scalars)
        isKept = numberEnd - index + 1 < longRun
      }
      let isInNumber = index < numberEnd && isKept
      guard index >= run.lowerBound + 2, !isHalf, !isInNumber, kind(index) != .attached,
        scalars[index - 1] != "\u{200D}"
      else { continue }
      breaks[index] = .allowed
    }
  }

  /// The end of the number, with points, commas and solidi inside it, that begins at an index; the next index where none does.
  private static func endOfNumber(from start: Int, in run: Range<Int>, _ scalars: [Unicode.Scalar]) -> Int {
    guard scalars[start].isDigit else { return start + 1 }
    var end = start + 1
    while end < run.upperBound {
      let joins = scalars[end] == "." || scalars[end] == "," || scalars[end] == "/"
      let isJoined = joins && end + 1 < run.upperBound && scalars[end + 1].isDigit
      guard scalars[end].isDigit || isJoined else { break }
      end += 1
    }
    return end
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format: .attached
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      .word
    default: .mark
    }
  }
}
