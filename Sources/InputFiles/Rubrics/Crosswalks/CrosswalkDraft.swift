internal import AssessmentModel
internal import Diagnostics

/// A crosswalk as read, with places, before what it names is looked up.
struct CrosswalkDraft {
  /// The path of the file.
  let path: String
  let id: Located<String>
  let version: Located<String>
  let title: LocalizedText
  let author: Located<String>
  let date: Located<CalendarDate>
  let from: CrosswalkSideDraft
  let to: CrosswalkSideDraft
  let isTwoWay: Bool
  let complete: [Located<CrosswalkEnd>]
  let metFrom: Located<Rational>
  let unmetBelow: Located<Rational>
  let provenance: ProvenanceDraft?
  let shared: Located<String>?
  let relations: [CrosswalkRelationDraft]
  /// Whether every relation could be read, so that what none names can be told.
  let isWhole: Bool

  subscript(end: CrosswalkEnd) -> CrosswalkSideDraft { end == .from ? from : to }

  /// The model's form.
  var resolved: Crosswalk {
    Crosswalk(
      id: id.value, version: version.value, title: title, author: author.value, date: date.value, from: from.resolved,
      to: to.resolved, isTwoWay: isTwoWay, complete: Set(complete.map(\.value)), metFrom: metFrom.value,
      unmetBelow: unmetBelow.value, provenance: provenance?.resolved ?? .unresolved, sharedReason: shared?.value,
      relations: relations.map(\.resolved))
  }
}

/// A side of a crosswalk as read.
struct CrosswalkSideDraft {
  let location: SourceLocation
  /// The family of the editions, nil for an outline.
  let family: Located<String>?
  let pins: [(id: Located<String>, version: Located<String>)]

  var resolved: CrosswalkSide {
    CrosswalkSide(
      family: family?.value, pins: pins.map { CrosswalkSide.Pin(id: $0.id.value, version: $0.version.value) })
  }
}

/// A relation as read.
struct CrosswalkRelationDraft {
  /// A strength that differs from the default.
  typealias Deviation = (status: ProofStatus, strength: ProofStrength, location: SourceLocation)

  let from: [Located<String>]
  let to: [Located<String>]
  let kind: Located<CrosswalkRelation.Kind>
  let reason: Located<String>
  let carries: [Deviation]
  let carriesBack: [Deviation]
  let editions: [Located<String>]

  subscript(end: CrosswalkEnd) -> [Located<String>] { end == .from ? from : to }

  var resolved: CrosswalkRelation {
    var proof = ProofStrengths(of: kind.value)
    for deviation in carries { proof[deviation.status] = deviation.strength }
    var proofBack = ProofStrengths(of: kind.value.inverted)
    for deviation in carriesBack { proofBack[deviation.status] = deviation.strength }
    return CrosswalkRelation(
      from: from.map { RequirementID($0.value) }, to: to.map { RequirementID($0.value) }, kind: kind.value,
      reason: reason.value, proof: proof, proofBack: proofBack, editions: editions.map { RubricID($0.value) })
  }
}

/// An outline as read.
struct OutlineDraft {
  /// The path of the file.
  let path: String
  let id: Located<String>
  let version: Located<String>
  let title: LocalizedText
  let publisher: LocalizedText?
  let edition: String
  let year: Int?
  let sources: [Located<String>]
  let notes: [String]
  let parts: [OutlinePartDraft]
  /// Whether every part could be read.
  let isWhole: Bool

  var allParts: [OutlinePartDraft] { parts.flatMap(\.withDescendants) }

  /// The model's form.
  var resolved: Outline {
    Outline(
      id: id.value, version: version.value, title: title, publisher: publisher, edition: edition, year: year,
      sources: sources.map { SourceID($0.value) }, notes: notes, parts: parts.map(\.resolved))
  }
}

/// A part of an outline as read.
struct OutlinePartDraft {
  let id: Located<String>
  let number: String
  let title: LocalizedText
  let isPublished: Bool
  let source: Located<String>?
  let note: String
  /// Where the provenance stands; nil where there is none.
  let provenanceLocation: SourceLocation?
  let parts: [OutlinePartDraft]
  /// Whether every part directly below could be read.
  let isWhole: Bool

  var withDescendants: [OutlinePartDraft] { [self] + parts.flatMap(\.withDescendants) }

  var resolved: OutlinePart {
    OutlinePart(
      id: RequirementID(id.value), number: number, title: title,
      source: isPublished ? source.map { SourceID($0.value) } : nil, note: note, parts: parts.map(\.resolved))
  }
}
