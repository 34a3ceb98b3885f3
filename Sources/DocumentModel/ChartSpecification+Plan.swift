/// Tasks over days, one row each.
public struct GanttChart: Hashable, Sendable {
  /// A task or a milestone.
  public struct Task: Hashable, Sendable {
    /// The name.
    public var label: String
    /// Who does it; empty for nobody.
    public var owner: String
    /// The first day; nil where it is not planned yet.
    public var from: PlanDate?
    /// The last day, not before the first; the day itself for a milestone.
    public var to: PlanDate?
    /// Whether it is an event rather than work.
    public var isMilestone: Bool
    /// What is printed at the end of its row, such as an effort; empty for nothing.
    public var remark: String

    /// Gathers the parts.
    public init(
      label: String, owner: String = "", from: PlanDate?, to: PlanDate?, isMilestone: Bool = false, remark: String = ""
    ) {
      self.label = label
      self.owner = owner
      self.from = from
      self.to = to
      self.isMilestone = isMilestone
      self.remark = remark
    }
  }

  /// A day that is marked.
  public struct DateLine: Hashable, Sendable {
    /// The name with its day, as printed.
    public var label: String
    /// The day.
    public var date: PlanDate

    /// Gathers the parts.
    public init(label: String, date: PlanDate) {
      self.label = label
      self.date = date
    }
  }

  /// The tasks, from top to bottom.
  public var tasks: [Task]
  /// Days that are marked across the rows, such as the day of the assessment.
  public var lines: [DateLine]
  /// Days that the scale reaches to at least, beside those of the tasks and lines.
  public var reach: [PlanDate]
  /// The head above the names of tasks; empty for none.
  public var taskHead: String
  /// The head above the owners; empty for none.
  public var ownerHead: String
  /// The head above the remarks; empty for none.
  public var remarkHead: String

  /// Gathers the parts.
  public init(
    tasks: [Task], lines: [DateLine] = [], taskHead: String = "", ownerHead: String = "", remarkHead: String = "",
    reach: [PlanDate] = []
  ) {
    self.reach = reach
    self.tasks = tasks
    self.lines = lines
    self.taskHead = taskHead
    self.ownerHead = ownerHead
    self.remarkHead = remarkHead
  }
}
