public import Diagnostics

/// What a crosswalk speaks of: an item, all items of `domain/…` or `group/…`, or a part of an outline.
public struct RequirementID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// One of the two sides of a crosswalk.
public enum CrosswalkEnd: String, Sendable, CaseIterable {
  /// The side from which the relations are defined.
  case from
  /// The other one.
  case to
}

/// A side of a crosswalk: editions of one family, or an outline.
public struct CrosswalkSide: Sendable, Equatable {
  /// An edition or outline with the version that the relations were judged on.
  public struct Pin: Sendable, Equatable {
    /// The id of the edition or outline.
    public var id: String
    /// The version of its data, `major.minor.patch`.
    public var version: String
    /// Pins a version.
    public init(id: String, version: String) {
      self.id = id
      self.version = version
    }
  }

  /// The family of the editions, nil for an outline.
  public var family: String?
  /// The editions, or the one outline.
  public var pins: [Pin]

  /// Gathers the parts of a side.
  public init(family: String?, pins: [Pin]) {
    self.family = family
    self.pins = pins
  }
}

/// Item by item, how what one side asks stands to what another side asks; always the tool's own judgement.
public struct Crosswalk: Sendable, Equatable {
  /// The name of the file, `<from>--<to>`.
  public var id: String
  /// The version of the relations, `major.minor.patch`.
  public var version: String
  /// The name shown.
  public var title: LocalizedText
  /// Who judged.
  public var author: String
  /// When the relations were judged.
  public var date: CalendarDate
  /// The side from which the relations are defined.
  public var from: CrosswalkSide
  /// The other side.
  public var to: CrosswalkSide
  /// Whether the file may be read from `to` to `from` too.
  public var isTwoWay: Bool
  /// The sides whose every item or part the file promises to say something about.
  public var complete: Set<CrosswalkEnd>
  /// The credit, 0 to 100, from which on an answer counts as met.
  public var metFrom: Rational
  /// The credit, 0 to 100, below which an answer counts as unmet.
  public var unmetBelow: Rational
  /// Where the file as a whole comes from.
  public var provenance: Provenance
  /// Why items that both sides have under the same id are equal; nil where the file does not say so.
  public var sharedReason: String?
  /// The relations, in the order of the file.
  public var relations: [CrosswalkRelation]
  /// The SHA-256 of the file that it was read from, in hexadecimal digits; nil where that is not told.
  public var fileDigest: String?

  /// Gathers the parts of a crosswalk; the reader of its file has checked them.
  public init(
    id: String, version: String, title: LocalizedText, author: String, date: CalendarDate, from: CrosswalkSide,
    to: CrosswalkSide, isTwoWay: Bool, complete: Set<CrosswalkEnd>, metFrom: Rational, unmetBelow: Rational,
    provenance: Provenance, sharedReason: String?, relations: [CrosswalkRelation]
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.author = author
    self.date = date
    self.from = from
    self.to = to
    self.isTwoWay = isTwoWay
    self.complete = complete
    self.metFrom = metFrom
    self.unmetBelow = unmetBelow
    self.provenance = provenance
    self.sharedReason = sharedReason
    self.relations = relations
  }

  /// A side by its name.
  public subscript(end: CrosswalkEnd) -> CrosswalkSide { end == .from ? from : to }
}
