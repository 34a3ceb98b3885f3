import AssessmentModel
public import Comparison
import Diagnostics
public import Scoring

/// The comparison of two or more assessments as a tree: what the terminal, JSON and the chapter of a report print.
///
/// It is described in Docs/comparison.md. Inside a result document it stands as the part `comparison`.
public struct ComparisonDocument: Sendable, Equatable {
  /// The name and version of the format.
  public static let format = "pingxing/comparison/1"

  /// The tree.
  public let root: ResultNode

  /// Spells out a series.
  public init(_ series: AssessmentSeries) {
    let labels = PeriodLabels(series.scorecards)
    var root = ResultNode("comparison")
    root.value("format", Self.format)
    root.title("label", Wording.label)
    let isForced = series.steps.contains(where: \.isForced)
    let names = Set(series.scorecards.map(\.assessment.organisation.name))
    root.value("forced", isForced)
    root.value("renamed", !isForced && names.count > 1)
    root.value("organisations", Self.organisations(series.scorecards))
    root.value("periods-count", series.scorecards.count)
    root.list(
      "periods",
      zip(series.scorecards, labels.texts).enumerated().map { index, period in
        Self.period(period.0.assessment, period.1, index)
      })
    var ids: Set<String> = []
    root.list(
      "rubrics",
      series.histories.compactMap { history in
        ComparedRubricPart(history, in: series, labels: labels).map {
          $0.node(id: Self.fresh($0.rubric.id.rawValue, &ids))
        }
      })
    root.list("unmatched", Self.unmatched(series, labels))
    root.list(
      "indicator-steps",
      series.steps.enumerated().map { index, step in
        IndicatorStepPart(
          comparisons: step.indicators, labels: (labels.texts[index], labels.texts[index + 1]),
          assessed: (step.then.assessment.period, step.now.assessment.period)
        ).node
      })
    let findings = FindingHistoryPart(series: series, labels: labels)
    root.part("finding-counts", findings.counts)
    root.list("findings", findings.records)
    self.root = root
  }

  /// The document as JSON.
  public var json: String { root.json }

  /// The names of the organisations in the order of the series, each once.
  private static func organisations(_ scorecards: [Scorecard]) -> String {
    var seen: Set<String> = []
    return scorecards.map(\.assessment.organisation.name).filter { seen.insert($0).inserted }.joined(separator: "、")
  }

  private static func period(_ assessment: Assessment, _ label: LocalizedText, _ index: Int) -> ResultNode {
    var node = ResultNode("period")
    node.value("number", index + 1)
    node.title("name", label)
    node.value("organisation", assessment.organisation.name)
    node.date("date", assessment.date)
    node.period("period", assessment.period)
    node.value("assessor-role", assessment.assessor.role.rawValue)
    node.title("assessor-role-title", Wording.title(of: assessment.assessor.role))
    node.value("assessor-name", assessment.assessor.name)
    return node
  }

  /// Rubrics that no neighbour of their assessment has anything to lay beside.
  private static func unmatched(_ series: AssessmentSeries, _ labels: PeriodLabels) -> [ResultNode] {
    series.unmatched.map { id, period in
      var node = ResultNode("unmatched-rubric")
      node.value("id", id.rawValue)
      node.title("name", labels.texts[period])
      return node
    }
  }

  /// A name that no other rubric of the document has: places of a report are called by it.
  private static func fresh(_ id: String, _ taken: inout Set<String>) -> String {
    var (name, number) = (id, 1)
    while !taken.insert(name).inserted {
      number += 1
      name = "\(id)-\(number)"
    }
    return name
  }
}

/// What the assessments of a series are called in heads and charts: the year where that tells them apart, else the day,
/// and where even that does not, the day with who assessed.
struct PeriodLabels {
  let texts: [LocalizedText]

  init(_ scorecards: [Scorecard]) {
    let assessments = scorecards.map(\.assessment)
    let years = assessments.map {
      LocalizedText(chinese: "\($0.date.year) 年", english: "\($0.date.year)")
    }
    let days = assessments.map { LocalizedText(chinese: $0.date.description, english: $0.date.description) }
    let roles = zip(days, assessments).map { day, assessment in
      let role = Wording.title(of: assessment.assessor.role)
      return LocalizedText(chinese: "\(day.chinese) \(role.chinese)", english: "\(day.english) \(role.english)")
    }
    let numbered = roles.enumerated().map { index, role in
      LocalizedText(chinese: "\(role.chinese) \(index + 1)", english: "\(role.english) \(index + 1)")
    }
    texts = [years, days, roles].first { Set($0.map(\.chinese)).count == $0.count } ?? numbered
  }
}

extension ResultDocument {
  /// Spells out a scorecard together with how it compares with earlier ones; the last of the series is the scorecard.
  public init(_ scorecard: Scorecard, comparedIn series: AssessmentSeries?) {
    self.init(scorecard, comparison: series.map { ComparisonDocument($0).root })
  }
}

// MARK: - Numbers of a comparison

extension ResultNode {
  /// A difference: a number whose member `signed` begins with + or − (U+2212), and `points` of the total where asked.
  static func difference(_ value: Rational, totalPoints: Int? = nil) -> ResultNode {
    var node = number(value, moreDecimals: NumberKind.credit.decimalsToSee(value))
    node.value("signed", NumberKind.credit.signed(value))
    if let totalPoints {
      let points = value * Rational(totalPoints) / 100
      node.value(
        "points", NumberKind.points.display(points, moreDecimals: NumberKind.points.decimalsToSee(points)))
      node.value("points-signed", NumberKind.points.signed(points))
    }
    return node
  }

  /// What a page prints of a score in both tracks, and the numbers where they are settled.
  static func standing(_ score: Tracks<TrackScore>?, totalPoints: Int? = nil) -> ResultNode {
    var node = ResultNode("standing")
    for track in Track.allCases {
      node.value("\(track.rawValue)-display", score.map { $0[track].display(.credit) { $0 } })
    }
    if let totalPoints {
      for track in Track.allCases {
        node.value(
          "\(track.rawValue)-points-display",
          score.map { $0[track].display(.points) { $0 * Rational(totalPoints) / 100 } })
      }
    }
    for track in Track.allCases {
      node.part(track.rawValue, score?[track].credit.map { .number($0) })
      node.part("secured-\(track.rawValue)", score.map { .number($0[track].interval.worst) })
    }
    return node
  }
}

extension NumberKind {
  /// The display string with its sign; U+2212 stands for minus, as in print. What would round to nothing has the decimals
  /// that it takes to see it.
  func signed(_ value: Rational) -> String {
    Self.sign(of: value) + display(value.magnitude, moreDecimals: decimalsToSee(value))
  }

  /// How many decimals beside the usual ones it takes to see that a difference is not nothing.
  func decimalsToSee(_ value: Rational) -> Int {
    guard value != 0 else { return 0 }
    // Halves go to the even digit, so that half of the last unit is not seen either.
    var (unseen, more) = (half, 0)
    while value.magnitude <= unseen, more < Self.mostMoreDecimals { (unseen, more) = (unseen / 10, more + 1) }
    return more
  }

  private static let mostMoreDecimals = 14

  /// Half a unit of the last place.
  private var half: Rational {
    switch self {
    case .credit: Rational(1, 200)
    case .points: Rational(1, 20)
    case .share: Rational(1, 20_000)
    }
  }

  /// The same for a difference of credits or shares in its unit: shares differ by percentage points.
  func signedInUnit(_ value: Rational, moreDecimals: Int = 0) -> LocalizedText {
    let text =
      Self.sign(of: value) + display(value.magnitude, moreDecimals: max(moreDecimals, decimalsToSee(value)))
    return self == .share
      ? UnitName.difference(String(text.dropLast()), "%") : LocalizedText(chinese: text, english: text)
  }

  private static func sign(of value: Rational) -> String { value == 0 ? "" : value < 0 ? "−" : "+" }
}

extension TrackScore {
  /// What a page prints: the number, or the range that is still possible.
  fileprivate func display(_ kind: NumberKind, _ value: (Rational) -> Rational) -> String {
    if let credit { return kind.display(value(credit)) }
    return "\(kind.display(value(interval.worst)))～\(kind.display(value(interval.best)))"
  }
}
