public import Diagnostics

/// The parts of a standard that is not scored: numbers and titles as far as they are public.
public struct Outline: Sendable, Equatable {
  /// The name of the file, such as `iso-18295-1`.
  public var id: String
  /// The version of the data, `major.minor.patch`.
  public var version: String
  /// The name shown.
  public var title: LocalizedText
  /// Who publishes the standard, nil where no source names it.
  public var publisher: LocalizedText?
  /// The edition as the source names it; may be empty.
  public var edition: String
  /// The year of publication, where known.
  public var year: Int?
  /// The sources that name the parts.
  public var sources: [SourceID]
  /// What is not public, and where sources differ.
  public var notes: [String]
  /// The top-level parts, in order.
  public var parts: [OutlinePart]

  /// Gathers the parts of an outline.
  public init(
    id: String, version: String, title: LocalizedText, publisher: LocalizedText?, edition: String, year: Int?,
    sources: [SourceID], notes: [String], parts: [OutlinePart]
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.publisher = publisher
    self.edition = edition
    self.year = year
    self.sources = sources
    self.notes = notes
    self.parts = parts
  }
}

/// A part of an outline, with the parts below it.
public struct OutlinePart: Sendable, Equatable {
  /// The stable name, unique in the outline.
  public var id: RequirementID
  /// The printed number; empty where no source prints one.
  public var number: String
  /// The name shown.
  public var title: LocalizedText
  /// The source that names the part; nil where only the gap is known.
  public var source: SourceID?
  /// What the source states, or where the public text ends.
  public var note: String
  /// The parts below it.
  public var parts: [OutlinePart]

  /// Whether a source names the part; nothing can be said about one that none names.
  public var isPublished: Bool { source != nil }

  /// The part and all below it, in order.
  public var withDescendants: [OutlinePart] { [self] + parts.flatMap(\.withDescendants) }

  /// Gathers the parts of a part.
  public init(
    id: RequirementID, number: String, title: LocalizedText, source: SourceID?, note: String, parts: [OutlinePart]
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.source = source
    self.note = note
    self.parts = parts
  }
}
