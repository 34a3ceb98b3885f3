/// The cover page.
public struct Cover: Hashable, Sendable {
  /// The line above the title, such as the standards.
  public var overline: String
  /// The title, one entry a line.
  public var title: [String]
  /// The organisation.
  public var organisation: String
  /// The line below the organisation, such as the period.
  public var subtitle: String
  /// Labelled facts.
  public var facts: [Fact]
  /// The statement at the foot.
  public var statement: String

  /// A labelled fact.
  public struct Fact: Hashable, Sendable {
    /// The label.
    public var label: String
    /// The fact.
    public var value: String

    /// Pairs the two.
    public init(label: String, value: String) {
      self.label = label
      self.value = value
    }
  }

  /// Gathers the parts of a cover.
  public init(
    overline: String, title: [String], organisation: String, subtitle: String, facts: [Fact],
    statement: String
  ) {
    self.overline = overline
    self.title = title
    self.organisation = organisation
    self.subtitle = subtitle
    self.facts = facts
    self.statement = statement
  }
}
