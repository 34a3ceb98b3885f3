public import AssessmentModel

/// What is to become of an answer when its file is rewritten for another edition.
public enum AnswerMove: Sendable, Equatable {
  /// It stays, under the name of the item in the new edition, with remarks as comments above it.
  case kept(as: ItemID, remarks: [String])
  /// It becomes a comment, with remarks above it.
  case parked(remarks: [String])
}

/// A rewriting of an assessment's file from one edition to another.
public struct EditionMove: Sendable {
  /// The edition that the answers stand under.
  public var old: Rubric
  /// The edition that they go to.
  public var new: Rubric
  /// What becomes of each answer.
  public var answers: [ItemID: AnswerMove]

  /// Gathers the parts of a move.
  public init(old: Rubric, new: Rubric, answers: [ItemID: AnswerMove]) {
    self.old = old
    self.new = new
    self.answers = answers
  }
}
