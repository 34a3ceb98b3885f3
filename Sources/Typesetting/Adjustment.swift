import Canvas

/// How far each cluster may give way, in the order of CLREQ #procedures_for_inter-character_spacing_reduction. The mark at
/// the line end has given its half before, and interpuncts have half an em from the start, so neither is in the list.
enum Squeeze: Int, CaseIterable {
  /// Spaces between Western words, down to a quarter em.
  case wordSpace
  /// Brackets and quotation marks, their blank half.
  case bracket
  /// ，、；： on the right.
  case pause
  /// The Han-Latin gap, down to an eighth of an em.
  case gap
  /// 。？！ on the right, last.
  case stop
}

extension Cluster {
  /// What kind of squeeze applies to the cluster itself and how much of it; the gap after it is apart.
  var ownSqueeze: (Squeeze, Points)? {
    switch kind {
    case .space: !isBoundToNext && advance > em / 4 ? (.wordSpace, advance - em / 4) : nil
    case .gapSpace: (.gap, max(0, advance - ContextualSpacing.leastGap * em))
    case .opening: (.bracket, lineStartTrim)
    case .closing: (.bracket, lineEndTrim)
    case .pause: (.pause, lineEndTrim)
    case .stop: (.stop, lineEndTrim)
    default: nil
    }
  }

  /// How much the gap after it may give.
  var gapSqueeze: Points { gapAfter > 0 ? max(0, gapAfter - ContextualSpacing.leastGap * em) : 0 }

  /// Takes a share (0 to 1) of its own squeeze.
  mutating func squeeze(_ kind: Squeeze, by share: Double) {
    if kind == .gap { gapAfter -= gapSqueeze * share }
    guard let (own, amount) = ownSqueeze, own == kind else { return }
    switch own {
    case .wordSpace, .gap: advance -= amount * share
    case .bracket where self.kind == .opening: leftTrim += amount * share
    case .bracket, .pause, .stop: rightTrim += amount * share
    }
  }
}

/// Makes lines exactly as wide as the measure (CLREQ #line_adjustment): squeeze first, then stretch, each
/// class by its priority and all members of a class by the same share.
enum Justification {
  /// The greatest space between Western words, in ems.
  private static let widestWordSpace = 0.5
  /// The greatest space between Han and Latin, in ems; more goes between all characters. CLREQ allows half an em; but
  /// a line with one or two such gaps would show holes there while its other characters stand as close as ever.
  private static let widestGap = 0.35
  /// The greatest space that a place between characters may get at all, in ems. A line that would need more looks like
  /// words set apart for emphasis; it stays short instead and is not spaced at all, as before a long code or quantity.
  /// CLREQ sets no limit for these places; a third of an em is where, as it reports, most stop at the Han-Latin gap.
  static let widestPlace = 1.0 / 3

  /// The same for a line that ends at a blank between two parts, such as one before the label of the next (U+3000):
  /// there the line may stay short, as at the end of a paragraph.
  static let widestPlaceBeforePart = 0.08

  /// Takes `excess` out of a line; what cannot be taken stays.
  static func squeeze(_ clusters: inout [Cluster], visible: Range<Int>, by excess: Points) {
    var left = excess
    for kind in Squeeze.allCases where left > 0 {
      var capacity: Points = 0
      for index in visible {
        if let (own, amount) = clusters[index].ownSqueeze, own == kind { capacity += amount }
        if kind == .gap { capacity += clusters[index].gapSqueeze }
      }
      guard capacity > 0 else { continue }
      let share = min(1, left / capacity)
      for index in visible { clusters[index].squeeze(kind, by: share) }
      left -= capacity * share
    }
  }

  /// Spreads `slack` over a line; leaves the line as it is where that would part its characters too far.
  static func stretch(_ clusters: inout [Cluster], visible: Range<Int>, by slack: Points) {
    let endsPart = visible.upperBound < clusters.count && clusters[visible.upperBound].kind == .ideographicSpace
    let widest = endsPart ? widestPlaceBeforePart : widestPlace
    let natural = clusters[visible]
    var left = slack
    spread(&left, over: &clusters, visible) { cluster in
      cluster.kind == .space && !cluster.isBoundToNext ? max(0, widestWordSpace * cluster.em - cluster.advance) : 0
    }
    spread(&left, over: &clusters, visible) { cluster in
      if cluster.kind == .gapSpace { return max(0, widestGap * cluster.em - cluster.advance) }
      return cluster.gapAfter > 0 ? max(0, widestGap * cluster.em - cluster.gapAfter) : 0
    }
    guard left > 0 else { return }
    let isWestern = isWestern(clusters[visible])
    let places = visible.dropLast().filter { index in
      isStretchable(clusters[index], clusters[index + 1])
        && !(isWestern && isInsideHan(clusters[index], clusters[index + 1]))
    }
    guard let first = places.first,
      left <= Double(places.count) * widest * clusters[first].em + LineChooser.tolerance
    else {
      // With its spaces at their widest it would look like a line that failed to reach the edge.
      clusters.replaceSubrange(visible, with: natural)
      return
    }
    for index in places { clusters[index].gapAfter += left / Double(places.count) }
  }

  /// The fewest spaces between words that a Western line has.
  private static let fewestWordSpaces = 4

  /// Whether a line is Western text, in which Chinese is a name or a term: words with spaces take up more than half of
  /// it. It is justified between its words, as Western text is; a name whose characters were set apart for it would read
  /// as emphasis. CLREQ speaks of lines of Chinese text alone.
  private static func isWestern(_ line: ArraySlice<Cluster>) -> Bool {
    var (spaces, western, all): (Int, Points, Points) = (0, 0, 0)
    for cluster in line {
      if cluster.kind == .space, !cluster.isBoundToNext { spaces += 1 }
      if cluster.kind.isWestern || cluster.kind == .space { western += cluster.width }
      all += cluster.width
    }
    return spaces >= fewestWordSpaces && western > all / 2
  }

  /// Whether neither side is Western or a space.
  private static func isInsideHan(_ left: Cluster, _ right: Cluster) -> Bool {
    [left, right].allSatisfy { !$0.kind.isWestern && $0.kind != .space && $0.kind != .gapSpace }
  }

  private static func spread(
    _ left: inout Points, over clusters: inout [Cluster], _ visible: Range<Int>,
    room: (Cluster) -> Points
  ) {
    guard left > 0 else { return }
    let total = visible.reduce(0) { $0 + room(clusters[$1]) }
    guard total > 0 else { return }
    let share = min(1, left / total)
    for index in visible {
      let part = room(clusters[index]) * share
      if clusters[index].kind == .space || clusters[index].kind == .gapSpace {
        clusters[index].advance += part
      } else {
        clusters[index].gapAfter += part
      }
    }
    left -= total * share
  }

  /// Whether a line may be spaced out between two clusters: not inside Western words and numbers, not inside
  /// dashes and ellipses, not between a number and its unit, not around connectors and solidi (CLREQ
  /// #procedures_for_inter-character_space_expansion).
  static func isStretchable(_ left: Cluster, _ right: Cluster) -> Bool {
    if left.isBoundToNext || left.kind == .connector || right.kind == .connector { return false }
    if left.kind == .dash, right.kind == .dash { return false }
    if right.kind == .softHyphen { return false }
    if left.kind == .space || left.kind == .gapSpace { return true }
    if right.kind == .space || right.kind == .gapSpace { return false }  // the space itself is widened
    return !(left.kind.isWestern && right.kind.isWestern)
  }
}
