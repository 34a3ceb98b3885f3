public import AssessmentModel

/// An item under the names that it has in two editions.
public struct AlignedItem: Sendable, Hashable {
  /// Its id in the old edition; nil where only the new one asks it.
  public var old: ItemID?
  /// Its id in the new edition; nil where only the old one asks it.
  public var new: ItemID?

  /// Pairs the names; one of them at least is given.
  public init(old: ItemID?, new: ItemID?) {
    self.old = old
    self.new = new
  }
}

/// What makes two records of evidence the same, whatever ids two assessments give them.
enum EvidenceIdentity: Hashable {
  /// A file, by its SHA-256.
  case file(sha256: String)
  /// A record that is kept elsewhere, or whose file cannot be used.
  case record(title: String, place: String?, collected: CalendarDate?, covers: DatePeriod?)
  /// An id under which the assessment has no record.
  case unknown(EvidenceID)

  init(_ evidence: Evidence) {
    if case .present(let sha256, _) = evidence.fileState {
      self = .file(sha256: sha256)
    } else {
      self = .record(
        title: evidence.title, place: evidence.file ?? evidence.location, collected: evidence.collected,
        covers: evidence.covers)
    }
  }
}
