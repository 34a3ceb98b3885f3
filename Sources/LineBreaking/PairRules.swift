/// The rules LB2 to LB31 as one pass over classes, with the numbers of UAX #14 section 8.2, example 7.
struct PairRules {
  /// How far a number has been read: NU (NU | SY | IS)* (CL | CP)?
  private enum Number { case none, digits, closed }

  private let entries: [LineBreakTable.Entry]
  /// The class of the character before, after LB9 and LB10; nil at the start of text.
  private var previous: LineBreakClass?
  /// The properties of that character.
  private var previousEntry: LineBreakTable.Entry
  /// The class before `previous`, for LB21a.
  private var beforePrevious: LineBreakClass?
  /// The class of the character before the spaces that `previous` ends, or of `previous` itself.
  private var beforeSpaces: LineBreakClass?
  private var followsJoiner = false
  private var number = Number.none
  private var hasOddRegionalIndicators = false

  private init(_ entries: [LineBreakTable.Entry]) {
    self.entries = entries
    previousEntry = entries[0]
  }

  /// What may happen before each entry and at the end; `entries` is not empty.
  static func breaks(between entries: [LineBreakTable.Entry]) -> [LineBreak] {
    var rules = PairRules(entries)
    var breaks: [LineBreak] = []
    breaks.reserveCapacity(entries.count + 1)
    for index in entries.indices { breaks.append(rules.step(index)) }
    breaks.append(.mandatory)
    return breaks
  }

  /// Decides the boundary before an entry and moves over it.
  private mutating func step(_ index: Int) -> LineBreak {
    let entry = entries[index]
    defer { followsJoiner = entry.lineClass == .zwj }
    if entry.lineClass == .cm || entry.lineClass == .zwj, let previous, !Self.endsCluster(previous) {
      return .prohibited  // LB9: the mark takes the class of its base.
    }
    // LB10: a mark without a base is a letter.
    let current = entry.lineClass == .cm || entry.lineClass == .zwj ? LineBreakClass.al : entry.lineClass
    let result = decide(current, entry, at: index)
    advance(over: current, entry)
    return result
  }

  private static func endsCluster(_ lineClass: LineBreakClass) -> Bool {
    switch lineClass {
    case .bk, .cr, .lf, .nl, .sp, .zw: true
    default: false
    }
  }

  private mutating func advance(over current: LineBreakClass, _ entry: LineBreakTable.Entry) {
    switch (number, current) {
    case (_, .nu), (.digits, .sy), (.digits, .is): number = .digits
    case (.digits, .cl), (.digits, .cp): number = .closed
    default: number = .none
    }
    hasOddRegionalIndicators = current == .ri && !(previous == .ri && hasOddRegionalIndicators)
    beforePrevious = previous
    previous = current
    previousEntry = entry
    if current != .sp { beforeSpaces = current }
  }

  /// LB2 to LB18: line ends, spaces, joiners and marks.
  private func decide(
    _ current: LineBreakClass, _ entry: LineBreakTable.Entry, at index: Int
  ) -> LineBreak {
    guard let previous else { return .prohibited }  // LB2
    switch previous {
    case .bk, .lf, .nl: return .mandatory  // LB4, LB5
    case .cr: return current == .lf ? .prohibited : .mandatory  // LB5
    default: break
    }
    switch current {
    case .bk, .cr, .lf, .nl, .sp, .zw: return .prohibited  // LB6, LB7
    default: break
    }
    if beforeSpaces == .zw { return .allowed }  // LB8
    if followsJoiner { return .prohibited }  // LB8a
    if current == .wj || previous == .wj || previous == .gl { return .prohibited }  // LB11, LB12
    if current == .gl, previous != .sp, previous != .ba, previous != .hy { return .prohibited }  // LB12a
    switch current {
    case .ex, .cl, .cp, .is, .sy: return .prohibited  // LB13
    default: break
    }
    switch (beforeSpaces, current) {
    case (.op, _), (.qu, .op), (.cl, .ns), (.cp, .ns), (.b2, .b2): return .prohibited  // LB14 to LB17
    default: break
    }
    if previous == .sp { return .allowed }  // LB18
    return forbidsInside(previous, current, entry, at: index) ? .prohibited : .allowed  // LB31
  }

  /// LB19 to LB30b: pairs without spaces between.
  private func forbidsInside(
    _ previous: LineBreakClass, _ current: LineBreakClass, _ entry: LineBreakTable.Entry, at index: Int
  ) -> Bool {
    if current == .qu || previous == .qu { return true }  // LB19
    if current == .cb || previous == .cb { return false }  // LB20
    switch current {
    case .ba, .hy, .ns, .in: return true  // LB21, LB22
    default: break
    }
    if previous == .bb { return true }  // LB21
    if beforePrevious == .hl, previous == .hy || previous == .ba { return true }  // LB21a
    if previous == .sy, current == .hl { return true }  // LB21b
    return forbidsInNumbers(previous, current, at: index) || forbidsInWords(previous, current, entry)
  }

  /// LB23 to LB25.
  private func forbidsInNumbers(
    _ previous: LineBreakClass, _ current: LineBreakClass, at index: Int
  ) -> Bool {
    switch (previous, current) {
    case (.al, .nu), (.hl, .nu), (.nu, .al), (.nu, .hl): true  // LB23
    case (.pr, .id), (.pr, .eb), (.pr, .em), (.id, .po), (.eb, .po), (.em, .po): true  // LB23a
    case (.pr, .al), (.pr, .hl), (.po, .al), (.po, .hl): true  // LB24
    case (.al, .pr), (.al, .po), (.hl, .pr), (.hl, .po): true  // LB24
    case (.pr, .nu), (.po, .nu), (.op, .nu), (.hy, .nu), (.nu, .nu): true  // LB25
    case (.pr, .op), (.pr, .hy), (.po, .op), (.po, .hy): isFollowedByDigit(index)  // LB25
    case (_, .nu): number == .digits  // LB25
    case (_, .po), (_, .pr): number != .none  // LB25
    default: false
    }
  }

  private func isFollowedByDigit(_ index: Int) -> Bool {
    var next = index + 1
    while next < entries.count, entries[next].lineClass == .cm || entries[next].lineClass == .zwj {
      next += 1
    }
    return next < entries.count && entries[next].lineClass == .nu
  }

  /// LB26 to LB30b.
  private func forbidsInWords(
    _ previous: LineBreakClass, _ current: LineBreakClass, _ entry: LineBreakTable.Entry
  ) -> Bool {
    switch (previous, current) {
    case (.jl, .jl), (.jl, .jv), (.jl, .h2), (.jl, .h3): true  // LB26
    case (.jv, .jv), (.jv, .jt), (.h2, .jv), (.h2, .jt), (.jt, .jt), (.h3, .jt): true  // LB26
    case (.jl, .po), (.jv, .po), (.jt, .po), (.h2, .po), (.h3, .po): true  // LB27
    case (.pr, .jl), (.pr, .jv), (.pr, .jt), (.pr, .h2), (.pr, .h3): true  // LB27
    case (.al, .al), (.al, .hl), (.hl, .al), (.hl, .hl): true  // LB28
    case (.is, .al), (.is, .hl): true  // LB29
    case (.al, .op), (.hl, .op), (.nu, .op): !entry.isWide  // LB30
    case (.cp, .al), (.cp, .hl), (.cp, .nu): !previousEntry.isWide  // LB30
    case (.ri, .ri): hasOddRegionalIndicators  // LB30a
    case (.eb, .em): true  // LB30b
    case (_, .em): previousEntry.isUnassignedPictograph  // LB30b
    default: false
    }
  }
}
