/// Something that an assessor found wanting on an item, and what became of it.
///
/// Its id stays the same in every later assessment, until it is closed and after; the days make its age certain without
/// a clock.
public struct Finding: Sendable, Equatable {
  /// How grave it is, in the words of management system audits.
  public enum Severity: String, Sendable, CaseIterable {
    /// A requirement is not met, or the process fails.
    case major
    /// A requirement is not met in places.
    case minor
    /// Worth attention; nothing is violated.
    case observation
  }

  /// How far it has come.
  public enum Status: String, Sendable, CaseIterable {
    /// Nothing has been done yet.
    case open
    /// Work has begun.
    case inProgress = "in-progress"
    /// It was dealt with and verified.
    case closed
  }

  /// The stable name, such as `F2024-03`.
  public var id: FindingID
  /// The rubric that asks the item.
  public var rubric: RubricID
  /// The item that it was found on.
  public var item: ItemID
  /// What was found.
  public var text: String
  /// How grave it is.
  public var severity: Severity
  /// Who has to see to it.
  public var owner: String?
  /// The day it was first raised.
  public var raised: CalendarDate
  /// The last day by which it should be closed.
  public var due: CalendarDate?
  /// How far it has come.
  public var status: Status
  /// The day it was closed; there exactly where it is closed.
  public var closed: CalendarDate?
  /// What is being done about it.
  public var action: String?

  /// Gathers the parts of a finding.
  public init(
    id: FindingID, rubric: RubricID, item: ItemID, text: String, severity: Severity, owner: String?,
    raised: CalendarDate, due: CalendarDate?, status: Status, closed: CalendarDate?, action: String?
  ) {
    self.id = id
    self.rubric = rubric
    self.item = item
    self.text = text
    self.severity = severity
    self.owner = owner
    self.raised = raised
    self.due = due
    self.status = status
    self.closed = closed
    self.action = action
  }

  /// Whether it is not closed.
  public var isOpen: Bool { status != .closed }

  /// Its age in days: until it was closed, else until `date`; at least 0.
  public func age(on date: CalendarDate) -> Int { max(0, (closed ?? date).dayNumber - raised.dayNumber) }

  /// By how many days it is overdue on `date`, or was when it was closed; 0 where it is in time or no day is set.
  public func daysOverdue(on date: CalendarDate) -> Int {
    due.map { max(0, (closed ?? date).dayNumber - $0.dayNumber) } ?? 0
  }

  /// Whether it is not closed on `date` although it should be.
  public func isOverdue(on date: CalendarDate) -> Bool { isOpen && daysOverdue(on: date) > 0 }
}
