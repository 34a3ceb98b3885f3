public import AssessmentModel

/// What is to become of an answer when its file is rewritten for another edition.
public enum AnswerMove: Sendable, Equatable {
  /// It stays, under the name of the item in the new edition, with remarks as comments above it.
  case kept(as: ItemID, remarks: [String])
  /// It becomes a comment, with remarks above it.
  case parked(remarks: [String])
}

/// What is to become of a finding when its file is rewritten for another edition.
public struct FindingMove: Sendable, Equatable {
  /// Its item in the old edition.
  public var old: ItemID
  /// Its item in the new edition; nil where it becomes a comment.
  public var new: ItemID?
  /// What stands as a comment above it.
  public var remarks: [String]

  /// Gathers the parts of a move.
  public init(old: ItemID, new: ItemID?, remarks: [String]) {
    self.old = old
    self.new = new
    self.remarks = remarks
  }
}

/// A rewriting of an assessment's file from one edition to another.
public struct EditionMove: Sendable {
  /// The edition that the answers stand under.
  public var old: Rubric
  /// The edition that they go to.
  public var new: Rubric
  /// What becomes of each answer.
  public var answers: [ItemID: AnswerMove]
  /// What becomes of each finding on an item of the old edition.
  public var findings: [FindingID: FindingMove]

  /// Gathers the parts of a move.
  public init(
    old: Rubric, new: Rubric, answers: [ItemID: AnswerMove], findings: [FindingID: FindingMove] = [:]
  ) {
    self.old = old
    self.new = new
    self.answers = answers
    self.findings = findings
  }
}
