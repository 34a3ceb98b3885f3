public import AssessmentModel
public import Diagnostics
public import Scoring

/// The findings of a series of assessments, each followed by its id from one assessment to the next of its organisation.
///
/// The rules are those of Docs/comparison.md, “Findings”.
public struct FindingHistory: Sendable, Equatable {
  /// Every finding, in the order in which the assessments first list it.
  public let records: [FindingRecord]
  /// What does not fit together between assessments.
  public let conflicts: [FindingConflict]
}

/// What became of a finding in one assessment, seen from the one before.
public enum FindingCourse: String, Sendable, CaseIterable {
  /// Listed for the first time; in the first assessment, where nothing is known of before, `stillOpen` or `closed`.
  case new
  /// Listed for the first time, on an item on which an earlier finding was closed before.
  case recurring
  /// Not closed, as before.
  case stillOpen = "still-open"
  /// Not closed, and was.
  case reopened
  /// Closed, and was not.
  case closed
  /// Closed, as before.
  case staysClosed = "stays-closed"
  /// Not listed any more, and was never closed.
  case vanished

  /// What became of it, in words.
  public var title: LocalizedText {
    switch self {
    case .new: LocalizedText(chinese: "新发现", english: "new")
    case .recurring: LocalizedText(chinese: "再次出现", english: "recurring")
    case .stillOpen: LocalizedText(chinese: "未关闭", english: "still open")
    case .reopened: LocalizedText(chinese: "重新打开", english: "reopened")
    case .closed: LocalizedText(chinese: "已关闭", english: "closed")
    case .staysClosed: LocalizedText(chinese: "早已关闭", english: "stays closed")
    case .vanished: LocalizedText(chinese: "不再列出", english: "vanished")
    }
  }
}

/// A finding through a series of assessments.
public struct FindingRecord: Sendable, Equatable {
  /// The finding in one assessment.
  public struct State: Sendable, Equatable {
    /// What became of it; nil where it is not listed and nothing is missing.
    public var course: FindingCourse?
    /// The finding as this assessment lists it; nil where it does not.
    public var listed: Finding?
    /// The day of the assessment, on which age and delay are counted.
    public var date: CalendarDate
    /// The score of its item in this assessment; nil where the edition does not have the item.
    public var score: ItemScore?
    /// Whether what was done since the assessment before seems to have worked, where the finding was open then.
    public var effect: ActionEffect?
    /// The item then and now by whose marks that is judged: the one that the assessment before named.
    public var judged: ItemComparison?

    /// By how many days it is overdue on the day of this assessment, or was when it was closed; 0 where it is in time,
    /// or is not listed.
    public var daysOverdue: Int { listed?.daysOverdue(on: date) ?? 0 }
  }

  /// The id that it keeps.
  public let id: FindingID
  /// The organisation that it is about, by the name that it has where the finding is listed first.
  public let organisation: String
  /// One for each assessment, in their order.
  public fileprivate(set) var states: [State]
  /// The earlier finding on the same item that had been closed when this one was raised.
  public fileprivate(set) var repeats: FindingID?

  /// The finding as it was listed last.
  public var latest: Finding? { states.last { $0.listed != nil }?.listed }
}

/// Something about a finding that two assessments say differently, or that one of them leaves out.
public struct FindingConflict: Sendable, Equatable {
  /// What does not fit.
  public enum Kind: String, Sendable {
    /// The same id stands over another item; the two are counted as two findings.
    case otherItem = "finding-other-item"
    /// The day on which it was raised changed, and with it its age.
    case otherDay = "finding-other-day"
    /// It was closed on a day before that of an assessment that lists it as not closed.
    case closedBefore = "finding-closed-before"
    /// The day on which it was closed changed, and with it its age and delay.
    case otherClosing = "finding-other-closing"
    /// It was opened again and says something else.
    case otherText = "finding-other-text"
    /// It is listed for the first time, and was raised before the day of the assessment before.
    case raisedBefore = "finding-raised-before"
    /// It was not closed, and is not listed any more.
    case vanished = "finding-vanished"
  }

  /// What does not fit.
  public let kind: Kind
  /// The finding as the earlier assessment lists it; as the later one does where only that lists it.
  public let then: Finding
  /// The finding as the later one lists it; nil where it does not.
  public let now: Finding?
  /// The place of the earlier assessment that lists it in the series, from 0.
  public let thenPeriod: Int
  /// The place of the later assessment, from 0.
  public let nowPeriod: Int
}

// MARK: - Following

extension FindingHistory {
  /// Follows the findings through assessments and the comparisons between neighbours.
  init(_ scorecards: [Scorecard], steps: [AssessmentComparison]) {
    var follower = FindingFollower(scorecards: scorecards, steps: steps)
    for period in scorecards.indices { follower.enter(period) }
    records = follower.tracks.map(\.record)
    conflicts = follower.conflicts
  }
}

/// An item of one of the rubrics of an assessment.
private struct ItemPlace: Hashable {
  let rubric: RubricID
  let item: ItemID
}

/// Goes through a series period by period.
private struct FindingFollower {
  /// A finding on its way.
  struct Track {
    var record: FindingRecord
    /// Whose finding it is.
    let owner: String
    /// The items that it is about under the editions of the period at hand.
    var places: Set<ItemPlace>
    /// The period that listed it last.
    var lastPeriod: Int
    /// The finding as listed last.
    var last: Finding
    /// Whether an assessment that could have listed it left it out since.
    var isLeftOut = false
  }

  let scorecards: [Scorecard]
  let steps: [AssessmentComparison]
  /// Whose findings each period lists; the same for all unless different organisations are compared, whose findings have
  /// nothing to do with each other.
  private let owners: [String]
  private(set) var tracks: [Track] = []
  private(set) var conflicts: [FindingConflict] = []

  init(scorecards: [Scorecard], steps: [AssessmentComparison]) {
    self.scorecards = scorecards
    self.steps = steps
    let isApart = steps.contains(where: \.isForced)
    owners = scorecards.map { isApart ? $0.assessment.organisation.name : "" }
  }

  /// The period before that has findings of the same organisation.
  private func before(_ period: Int) -> Int? { owners[..<period].lastIndex(of: owners[period]) }

  /// The tracks of the organisation of a period.
  private func tracks(in period: Int) -> [Int] { tracks.indices.filter { tracks[$0].owner == owners[period] } }

  mutating func enter(_ period: Int) {
    let assessment = scorecards[period].assessment
    if period > 0 { moveOn(through: steps[period - 1]) }
    var listed: Set<Int> = []
    for finding in assessment.findings {
      let index = track(of: finding, in: period)
      listed.insert(index)
      list(finding, at: index, in: period)
    }
    for index in tracks(in: period) where !listed.contains(index) { leaveOut(index, in: period) }
    for index in tracks(in: period) { addEffect(index, in: period) }
    let fresh = tracks.indices.filter { tracks[$0].record.states[...period].allSatisfy { $0.course == nil } }
    for index in fresh { settle(index, in: period) }
  }

  /// The track that a finding belongs to; a new one where none has its id on a related item.
  private mutating func track(of finding: Finding, in period: Int) -> Int {
    let place = ItemPlace(rubric: finding.rubric, item: finding.item)
    let sameID = tracks(in: period).filter { tracks[$0].record.id == finding.id }
    // Where an edition dropped the item, a finding on it can only go on under another.
    if let index = sameID.last(where: { tracks[$0].places.contains(place) || tracks[$0].places.isEmpty }) {
      return index
    }
    if let index = sameID.last {
      conflicts.append(
        FindingConflict(
          kind: .otherItem, then: tracks[index].last, now: finding, thenPeriod: tracks[index].lastPeriod,
          nowPeriod: period))
    }
    let states = scorecards.map { scorecard in
      FindingRecord.State(
        course: nil, listed: nil, date: scorecard.assessment.date, score: nil, effect: nil, judged: nil)
    }
    let organisation = scorecards[period].assessment.organisation.name
    tracks.append(
      Track(
        record: FindingRecord(id: finding.id, organisation: organisation, states: states, repeats: nil),
        owner: owners[period], places: [place], lastPeriod: period, last: finding))
    return tracks.count - 1
  }

  private mutating func list(_ finding: Finding, at index: Int, in period: Int) {
    let isFirst = tracks[index].record.states.allSatisfy { $0.listed == nil }
    let before = tracks[index].last
    if !isFirst {
      tracks[index].record.states[period].course =
        finding.isOpen
        ? (before.isOpen ? .stillOpen : .reopened) : (before.isOpen ? .closed : .staysClosed)
      let last = tracks[index].lastPeriod
      var found: [FindingConflict.Kind] = before.raised == finding.raised ? [] : [.otherDay]
      if before.isOpen, let closed = finding.closed, closed < scorecards[last].assessment.date {
        found.append(.closedBefore)
      }
      if let then = before.closed, let now = finding.closed, then != now { found.append(.otherClosing) }
      if !before.isOpen, finding.isOpen, before.text != finding.text { found.append(.otherText) }
      conflicts += found.map {
        FindingConflict(kind: $0, then: before, now: finding, thenPeriod: last, nowPeriod: period)
      }
    }
    tracks[index].record.states[period].listed = finding
    tracks[index].places = [ItemPlace(rubric: finding.rubric, item: finding.item)]
    tracks[index].lastPeriod = period
    tracks[index].last = finding
    tracks[index].isLeftOut = false
  }

  /// What a finding that is listed for the first time is called; once all of its period are known.
  private mutating func settle(_ index: Int, in period: Int) {
    guard let finding = tracks[index].record.states[period].listed else { return }
    let earlier = closedBefore(finding, index, in: period)
    let before = before(period)
    // Where its id stood over another item, that is said already.
    let isOtherItem = tracks(in: period).contains { $0 != index && tracks[$0].record.id == finding.id }
    if let before, !isOtherItem, finding.raised < scorecards[before].assessment.date {
      conflicts.append(
        FindingConflict(kind: .raisedBefore, then: finding, now: finding, thenPeriod: before, nowPeriod: period))
    }
    tracks[index].record.repeats = earlier
    tracks[index].record.states[period].course =
      !finding.isOpen ? .closed : earlier != nil ? .recurring : before == nil ? .stillOpen : .new
  }

  /// The finding on a related item that was closed last before this one was raised.
  private func closedBefore(_ finding: Finding, _ index: Int, in period: Int) -> FindingID? {
    let candidates = tracks(in: period).compactMap { other -> (day: CalendarDate, id: FindingID)? in
      guard other != index, !tracks[other].places.isDisjoint(with: tracks[index].places) else { return nil }
      return tracks[other].last.closed.flatMap { $0 <= finding.raised ? ($0, tracks[other].record.id) : nil }
    }
    return candidates.max { ($0.day, $1.id) < ($1.day, $0.id) }?.id
  }

  private mutating func leaveOut(_ index: Int, in period: Int) {
    let track = tracks[index]
    guard track.last.isOpen, couldList(track, in: period) else { return }
    tracks[index].record.states[period].course = .vanished
    tracks[index].isLeftOut = true
    if !track.isLeftOut {
      conflicts.append(
        FindingConflict(
          kind: .vanished, then: track.last, now: nil, thenPeriod: track.lastPeriod, nowPeriod: period))
    }
  }

  /// Whether a period was assessed by a rubric of the items that a finding is about; where editions left it no item, it
  /// can stand over any other.
  private func couldList(_ track: Track, in period: Int) -> Bool {
    track.places.isEmpty
      || scorecards[period].rubrics.contains { score in track.places.contains { $0.rubric == score.rubric.id } }
  }

  // MARK: - Items

  /// Takes every finding's items from the editions of one assessment to those of the next.
  private mutating func moveOn(through step: AssessmentComparison) {
    for index in tracks.indices {
      tracks[index].places = Set(
        tracks[index].places.flatMap { place -> [ItemPlace] in
          guard let pair = step.rubrics.first(where: { $0.then.rubric.id == place.rubric }) else { return [place] }
          let related = pair.editions.oldItems.first { $0.item == place.item }?.related ?? []
          return related.map { ItemPlace(rubric: pair.now.rubric.id, item: $0) }
        })
    }
  }

  /// The score of the item in this period, and whether what was done about it since the last seems to have worked.
  private mutating func addEffect(_ index: Int, in period: Int) {
    let places = tracks[index].places
    // Of several items that an edition made of one, none stands for it.
    if places.count == 1, let place = places.first {
      let score = scorecards[period].rubrics.first { $0.rubric.id == place.rubric }
      tracks[index].record.states[period].score = score?.items.first { $0.id == place.item }
    }
    // Neighbours alone are compared item by item.
    guard period > 0, let then = tracks[index].record.states[period - 1].listed, then.isOpen else { return }
    let pair = steps[period - 1].rubrics.first { $0.then.rubric.id == then.rubric }
    let judged = pair?.items.first { $0.names.old == then.item }
    tracks[index].record.states[period].judged = judged
    tracks[index].record.states[period].effect = judged?.effect ?? .incomparable
  }
}
