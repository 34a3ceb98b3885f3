public import AssessmentModel
public import Diagnostics

/// Whether a piece of evidence counts on the assessment date, and why not.
public struct EvidenceValidity: Sendable, Equatable {
  /// Why evidence does not count.
  public enum Defect: String, Sendable, CaseIterable {
    /// The assessment has no such evidence.
    case unknown
    /// The file is missing, unreadable or not the one recorded.
    case fileUnusable = "file-unusable"
    /// No day of collection is given, so that it cannot be shown to have existed.
    case undated
    /// It was collected after the assessment date.
    case collectedLater = "collected-later"
    /// The assessor received it after the assessment date.
    case receivedLater = "received-later"
    /// Its last valid day is before the assessment date.
    case expired
    /// The days it speaks of are none of the assessment period.
    case outsidePeriod = "outside-period"
  }

  /// The defects, in the order of the list above; none where it is valid.
  public var defects: [Defect]
  /// Whether it counts.
  public var isValid: Bool { defects.isEmpty }

  /// Judges evidence on the date of an assessment of a period; nil stands for evidence that the assessment does not
  /// have.
  public init(of evidence: Evidence?, on date: CalendarDate, period: DatePeriod) {
    guard let evidence else {
      defects = [.unknown]
      return
    }
    defects = []
    if evidence.fileState == .unusable { defects.append(.fileUnusable) }
    if let collected = evidence.collected {
      if collected > date { defects.append(.collectedLater) }
    } else {
      defects.append(.undated)
    }
    if let received = evidence.received, received > date { defects.append(.receivedLater) }
    if let expires = evidence.expires, expires < date { defects.append(.expired) }
    if let covers = evidence.covers, !covers.overlaps(period) { defects.append(.outsidePeriod) }
  }
}

extension EvidenceValidity.Defect {
  /// The reason in words.
  public var text: LocalizedText {
    switch self {
    case .unknown: LocalizedText(chinese: "证据清单中没有此编号", english: "not in the evidence list")
    case .fileUnusable: LocalizedText(chinese: "文件不可用", english: "the file cannot be used")
    case .undated: LocalizedText(chinese: "未注明收集日期", english: "no day of collection is given")
    case .collectedLater: LocalizedText(chinese: "收集日期晚于评估日期", english: "collected after the assessment date")
    case .receivedLater: LocalizedText(chinese: "接收日期晚于评估日期", english: "received after the assessment date")
    case .expired: LocalizedText(chinese: "已过有效期", english: "expired before the assessment date")
    case .outsidePeriod:
      LocalizedText(
        chinese: "所述时段与评估期间没有重合", english: "the days it covers are none of the assessment period")
    }
  }
}

/// A piece of evidence with its validity and its uses.
public struct EvidenceStanding: Sendable, Equatable {
  /// An item that cites it.
  public struct Use: Sendable, Equatable {
    /// The rubric.
    public var rubric: RubricID
    /// The item.
    public var item: ItemID
  }

  /// The record.
  public var evidence: Evidence
  /// Whether it counts on the assessment date.
  public var validity: EvidenceValidity
  /// The items that cite it, in the order of rubrics and items.
  public var uses: [Use]

  static func all(of assessment: Assessment, usedIn rubrics: [RubricScore]) -> [EvidenceStanding] {
    var uses: [EvidenceID: [Use]] = [:]
    for score in rubrics {
      for item in score.items {
        for citation in item.citations {
          uses[citation.id, default: []].append(Use(rubric: score.rubric.id, item: item.id))
        }
      }
    }
    return assessment.evidence.map {
      EvidenceStanding(
        evidence: $0, validity: EvidenceValidity(of: $0, on: assessment.date, period: assessment.period),
        uses: uses[$0.id] ?? [])
    }
  }
}
