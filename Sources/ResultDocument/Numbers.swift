import AssessmentModel
import Scoring

/// What a number is, which decides how it is shown.
enum NumberKind {
  /// A credit of 0 to 100, or a mean mark of 1 to 5: two decimals.
  case credit
  /// Points of the total: one decimal.
  case points
  /// A share of 0 to 1: a percentage with two decimals.
  case share

  /// The display string, with at least the usual decimals.
  func display(_ value: Rational, moreDecimals: Int = 0) -> String {
    switch self {
    case .credit: value.display(decimals: 2 + moreDecimals)
    case .points: value.display(decimals: 1 + moreDecimals)
    case .share: value.percentage(decimals: 2 + moreDecimals)
    }
  }
}

extension ResultNode {
  /// A number: `exact` in lowest terms, `display` rounded once (GB/T 8170), and for shares also `percent`, the display
  /// string without its sign.
  static func number(_ value: Rational, _ kind: NumberKind = .credit, moreDecimals: Int = 0) -> ResultNode {
    number(value, kind, display: kind.display(value, moreDecimals: moreDecimals))
  }

  private static func number(_ value: Rational, _ kind: NumberKind, display: String) -> ResultNode {
    var node = ResultNode("number", room: 3)
    node.value("exact", value.description)
    node.value("display", display)
    if kind == .share { node.value("percent", String(display.dropLast())) }
    return node
  }

  /// A number where credits and shares stand in one place: `percent` is there for both, absent for a credit.
  static func mixedNumber(_ value: Rational, _ kind: NumberKind, moreDecimals: Int = 0) -> ResultNode {
    mixed(number(value, kind, moreDecimals: moreDecimals), kind)
  }

  private static func mixed(_ number: ResultNode, _ kind: NumberKind) -> ResultNode {
    var number = number
    if kind != .share { number.add(.absent("percent")) }
    return number
  }

  /// The worst and best value where credits and shares stand in one place.
  static func mixedInterval(_ interval: Interval<Rational>, _ kind: NumberKind) -> ResultNode {
    Self.interval(interval, kind) { mixed(number($0, kind, display: $1), kind) }
  }

  /// The worst and best value, with the range as one string.
  static func interval(_ interval: Interval<Rational>, _ kind: NumberKind = .credit) -> ResultNode {
    Self.interval(interval, kind) { number($0, kind, display: $1) }
  }

  private static func interval(
    _ interval: Interval<Rational>, _ kind: NumberKind, _ number: (_ value: Rational, _ display: String) -> ResultNode
  ) -> ResultNode {
    var node = ResultNode("interval", room: 3)
    let worstDisplay = kind.display(interval.worst)
    let worst = number(interval.worst, worstDisplay)
    if interval.worst == interval.best {
      node.value("display", worstDisplay)
      node.part("worst", worst)
      node.part("best", worst)
    } else {
      let bestDisplay = kind.display(interval.best)
      node.value("display", "\(worstDisplay)～\(bestDisplay)")
      node.part("worst", worst)
      node.part("best", number(interval.best, bestDisplay))
    }
    return node
  }

  /// Credits in both tracks: `claimed`, `evidenced`, `interval` and `without-respread`.
  mutating func addScore(_ score: Tracks<TrackScore>?) {
    for track in Track.allCases {
      value("\(track.rawValue)-display", score.map { Self.display($0[track], .credit) { $0 } })
    }
    part("claimed", score?.claimed.credit.map { .number($0) })
    part("evidenced", score?.evidenced.credit.map { .number($0) })
    part("interval", score.map { ResultNode.intervals($0) { $0.interval } })
    part(
      "without-respread",
      score.map { score in
        Self.withoutRespread(score, .credit) { $0 }
      })
  }

  /// What scores would be if what is not applicable counted as 0.
  private static func withoutRespread(
    _ score: Tracks<TrackScore>, _ kind: NumberKind, _ value: (Rational) -> Rational
  ) -> ResultNode {
    var node = ResultNode("without-respread")
    for track in Track.allCases {
      node.part(track.rawValue, score[track].creditWithoutRespread.map { .number(value($0), kind) })
    }
    return node
  }

  /// The points out of `available` that credits are worth: `available`, `claimed`, `evidenced`, `interval`, and for the
  /// total `without-respread`.
  static func points(
    _ score: Tracks<TrackScore>, available: Rational, showsWithoutRespread: Bool = false
  ) -> ResultNode {
    let perCredit = available / 100
    var node = ResultNode("points")
    for track in Track.allCases {
      node.value("\(track.rawValue)-display", display(score[track], .points) { $0 * perCredit })
    }
    node.part("available", .number(available, .points))
    node.part("claimed", score.claimed.credit.map { .number($0 * perCredit, .points) })
    node.part("evidenced", score.evidenced.credit.map { .number($0 * perCredit, .points) })
    node.part(
      "interval",
      intervals(score, .points) {
        Interval(worst: $0.interval.worst * perCredit, best: $0.interval.best * perCredit)
      })
    if showsWithoutRespread {
      node.part("without-respread", withoutRespread(score, .points) { $0 * perCredit })
    }
    return node
  }

  /// The share of the total before and after re-spreading.
  static func weight(_ weight: EffectiveWeight) -> ResultNode {
    var node = ResultNode("effective-weight")
    node.part("nominal", .number(weight.nominal, .share))
    node.part("effective", .number(weight.effective, .share))
    return node
  }

  /// What a page prints of a score: the number, or the range that is still possible.
  private static func display(
    _ score: TrackScore, _ kind: NumberKind, _ value: (Rational) -> Rational
  ) -> String {
    if let credit = score.credit { return kind.display(value(credit)) }
    return "\(kind.display(value(score.interval.worst)))～\(kind.display(value(score.interval.best)))"
  }

  private static func intervals(
    _ score: Tracks<TrackScore>, _ kind: NumberKind = .credit, _ value: (TrackScore) -> Interval<Rational>
  ) -> ResultNode {
    var node = ResultNode("interval")
    for track in Track.allCases { node.part(track.rawValue, .interval(value(score[track]), kind)) }
    return node
  }
}
