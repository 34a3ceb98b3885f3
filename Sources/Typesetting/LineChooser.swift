import Canvas
import LineBreaking

/// Chooses where lines end: the first that fits, squeezing in before pushing out (CLREQ
/// #prohibition_rules_for_line_start_end).
struct LineChooser {
  /// A line's end.
  struct Choice {
    /// The cluster after its last.
    var end: Int
    /// Whether the line ends inside an unbreakable unit, because the measure is too narrow for it.
    var isForced = false
  }

  /// A place where the line might end.
  private struct Candidate {
    var end: Int
    var width: Points
    var capacity: Points
  }

  /// What rounding may hide.
  static let tolerance: Points = 0.001
  /// How much of what a line could give it gives to take one more unit in, unless a rule for line beginnings or ends
  /// asks for it: a line with all marks squeezed beside one with all of them spread looks like another setting.
  private static let mostOfCapacity = 0.6
  /// How much a line may be short of the measure, in ems, and be stretched without a try to squeeze: shared among its
  /// characters nobody sees it.
  private static let unseenSlack = 0.125
  /// The space that each place of a line may get, in ems, before the parts of a date are parted, or a relation behind its
  /// sign.
  private static let mostSpread = 0.1
  /// The same before the letters and the number of a standard are parted: a line that is spaced out further looks worse.
  private static let mostSpreadAtBlank = 0.2
  /// The share of a ragged line that may stay empty so that a date is not parted.
  private static let mostRagged = 0.25

  /// The space between characters, in ems, that a line may need and still give its last character to a single one
  /// below; it then stays short where that is more than it is ever spaced.
  private static let widestForCompany = 0.5

  let clusters: [Cluster]
  let isJustified: Bool

  /// The least width to which a line can be brought.
  func leastWidth(of line: some Sequence<Cluster>) -> Points {
    var measure = LineMeasure()
    for cluster in line { measure.add(cluster) }
    return measure.width - (isJustified ? measure.capacity : 0)
  }

  /// The end of the line that begins at a cluster.
  func choose(from start: Int, width: Points) -> Choice {
    var measure = LineMeasure()
    var natural: Candidate?
    var earlier: Candidate?
    var squeezed: Candidate?
    var discouraged: Candidate?
    var firstOver: Int?
    var index = start
    while index < clusters.count {
      measure.add(clusters[index])
      index += 1
      if firstOver == nil, measure.width > width + Self.tolerance { firstOver = index - 1 }
      let boundary = index < clusters.count ? clusters[index].breakBefore : .mandatory
      let candidate = Candidate(end: index, width: measure.width, capacity: measure.capacity)
      if boundary == .discouraged {
        if measure.width <= width + Self.tolerance { discouraged = candidate }
      } else if boundary != .prohibited {
        if measure.width <= width + Self.tolerance {
          earlier = natural
          natural = candidate
        } else if isJustified, measure.width - measure.capacity <= width + Self.tolerance {
          squeezed = candidate
          break
        }
        if boundary == .mandatory { break }
      }
      if measure.width - measure.capacity > width + clusters[index - 1].em { break }
    }
    guard let first = natural ?? squeezed else {
      if let discouraged { return Choice(end: discouraged.end) }
      return Choice(end: forcedEnd(from: start, below: max(firstOver ?? index, start + 1)), isForced: true)
    }
    let chosen = pick(natural, squeezed, first, firstOver: firstOver, width: width)
    let end = rescue(chosen, natural, earlier, from: start, width: width).end
    if let discouraged, discouraged.end > end,
      isSpacedOut(start..<end, before: discouraged.end, by: width - chosen.width, of: width)
    {
      return Choice(end: discouraged.end)
    }
    return Choice(end: end)
  }

  /// Whether a line that ends before a code would be so short that it rather ends inside: inside a date and behind the sign
  /// of a relation soon, between the letters and the number of a standard later, inside a code only where it could not be
  /// justified at all.
  private func isSpacedOut(_ line: Range<Int>, before end: Int, by slack: Points, of width: Points) -> Bool {
    guard isJustified else { return isInsideDate(end) && slack > Self.mostRagged * width }
    guard slack > 0 else { return false }
    let places = line.dropLast().count { Justification.isStretchable(clusters[$0], clusters[$0 + 1]) }
    let isAtBlank = clusters[end - 1].kind.vanishesAtLineEnd
    let isAtSign = end > 1 && clusters[end - 1].kind == .space && clusters[end - 2].kind != .letter
    let most =
      isAtSign || isInsideDate(end) ? Self.mostSpread : isAtBlank ? Self.mostSpreadAtBlank : Justification.widestPlace
    return slack > most * clusters[line.lowerBound].em * Points(places)
  }

  /// Whether a line that ends here parts a date or a range behind a Han unit, rather than a code.
  private func isInsideDate(_ end: Int) -> Bool {
    let last = clusters[end - 1].kind
    return last == .han || last == .gapSpace || last == .connector && end > 1 && clusters[end - 2].kind == .han
  }

  /// CLREQ #reduction_and_expansion_of_inter-character_spacing: squeeze first, then stretch. Where prohibition keeps the
  /// line from being full, all that can be squeezed may be; else up to a limit, and not where nobody would see the
  /// stretching.
  private func pick(
    _ natural: Candidate?, _ squeezed: Candidate?, _ first: Candidate, firstOver: Int?, width: Points
  ) -> Candidate {
    guard let natural, let squeezed else { return first }
    if let firstOver, isProhibition(at: firstOver) { return squeezed }
    let excess = squeezed.width - width
    guard excess <= squeezed.capacity * Self.mostOfCapacity + Self.tolerance else { return natural }
    return width - natural.width <= Self.unseenSlack * clusters[natural.end - 1].em ? natural : squeezed
  }

  /// Where a line ends inside a unit that is wider than the measure: after a part of it that stands by itself where that
  /// fills half the line, else at the last place that does not leave a mark at the beginning of the next line or an opening
  /// one at the end of this.
  private func forcedEnd(from start: Int, below most: Int) -> Int {
    let ends = (start + 1...most).reversed()
    return ends.first { $0 - start >= most - $0 && isJoint(at: $0) } ?? ends.first { !isProhibition(at: $0) } ?? most
  }

  /// Whether a part of an unbreakable unit ends here: a number with its unit, a Han character, one end of a range.
  private func isJoint(at index: Int) -> Bool {
    guard index < clusters.count, !isProhibition(at: index) else { return false }
    let right = clusters[index].kind
    switch clusters[index - 1].kind {
    case .suffix, .connector: return right.isWestern && ![.suffix, .western, .connector].contains(right)
    case .han, .symbol: return ![.suffix, .connector].contains(right) && !right.vanishesAtLineEnd
    default: return false
    }
  }

  /// Whether no line may begin here because of a mark, rather than inside a word or a number with its unit.
  private func isProhibition(at index: Int) -> Bool {
    guard index > 0, index < clusters.count, clusters[index].breakBefore == .prohibited else { return false }
    switch (clusters[index - 1].kind, clusters[index].kind) {
    case (.opening, _), (_, .closing), (_, .pause), (_, .stop), (_, .middle): return true
    case (let left, .dash): return left != .dash
    case (let left, .connector): return !left.isWestern
    default: return false
    }
  }

  /// CLREQ #adjustments_of_orphans_and_widows: no last line of a single character (孤字) where it can be squeezed in or
  /// another one can join it; nor before a forced end of line, as in a cell that gives a name and below it a place.
  private func rescue(
    _ chosen: Candidate, _ natural: Candidate?, _ earlier: Candidate?, from start: Int, width: Points
  ) -> Candidate {
    guard let last = endOfSingleCharacter(from: chosen.end) else { return chosen }
    if isJustified {
      var measure = LineMeasure()
      for cluster in clusters[start..<last] { measure.add(cluster) }
      if measure.width - measure.capacity <= width + Self.tolerance {
        return Candidate(end: last, width: measure.width, capacity: measure.capacity)
      }
    }
    for candidate in [natural, earlier] {
      guard let candidate, candidate.end < chosen.end, endOfSingleCharacter(from: candidate.end) == nil else {
        continue
      }
      let places = candidate.end - start - 1
      let em = clusters[candidate.end].em
      guard places > 0 else { continue }
      let space = (width - candidate.width) / Double(places)
      if !isJustified || space <= Self.widestForCompany * em { return candidate }
    }
    return chosen
  }

  /// How many clusters a single character takes with the marks and spaces around it.
  private static let longestSingle = 4

  /// Where the text ends, at the end of the paragraph or at a forced end of line, if from here to there it is one character,
  /// Han, letter or digit, with marks or without; nil where it is more.
  private func endOfSingleCharacter(from start: Int) -> Int? {
    guard start < clusters.count, clusters[start].breakBefore != .mandatory else { return nil }
    var characters = 0
    var end = start
    repeat {
      switch clusters[end].kind {
      case .han, .symbol, .letter, .digit: characters += 1
      case .closing, .pause, .stop, .space, .gapSpace, .western, .suffix, .forcedBreak: break
      default: return nil
      }
      end += 1
      guard characters <= 1, end - start <= Self.longestSingle else { return nil }
    } while end < clusters.count && clusters[end].breakBefore != .mandatory
    return end
  }
}
