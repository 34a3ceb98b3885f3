internal import AssessmentModel
internal import Diagnostics

/// The rubric files as read, with places, before references are followed.
///
/// A field that could not be read is nil and has been reported; the named validators work on what is there.
struct LibraryDraft {
  var rubrics: [RubricDraft] = []
  var itemFiles: [ItemFileDraft] = []
  // A catalogue that could not be read is nil, so that its loss is reported once and not at every reference to it.
  var roles: [CatalogueEntry]?
  var sources: [CatalogueEntry]?
  var catalogue: IndicatorCatalogue?
  var indicators: [IndicatorDefinition]? { catalogue?.indicators }
  var retired: [RetiredDraft] = []
  var crosswalks: [CrosswalkDraft] = []
  var outlines: [OutlineDraft] = []
  /// Editions that are at hand in full, which stand in place of those of the folders.
  var known: [Rubric] = []
  /// Whether this is all of a folder, so that what nothing refers to can be told.
  var isWholeLibrary = false

  /// Every item of a family, in the order of files.
  func items(of family: String) -> [ItemDraft] {
    itemFiles.filter { $0.family?.value == family }.flatMap(\.items)
  }

  /// Whether every item file that an edition names could be read, and says to which family it belongs.
  func hasItemFiles(of rubric: RubricDraft) -> Bool {
    let read = Set(itemFiles.filter { $0.family != nil }.map(\.path))
    return rubric.itemFiles.allSatisfy { read.contains($0.value) }
  }
}

/// An id with its title: a role, a source, an indicator.
struct CatalogueEntry {
  let id: Located<String>
  let title: LocalizedText
}

/// A retired id.
struct RetiredDraft {
  let id: Located<String>
  let family: String
  let kind: String
  let successors: [Located<String>]
}

extension RubricDraft {
  /// The results with the gates that each needs: its own and those of every result below it.
  var chainedResults: [(result: ResultDraft, below: [GateDraft])] {
    var below: [GateDraft] = []
    return results.map { result in
      defer { below += result.gates }
      return (result, below)
    }
  }

  /// The draft items of the edition's family, by id; of an id that two files use, the first.
  func items(in library: LibraryDraft) -> [String: ItemDraft] {
    guard let family else { return [:] }
    return Dictionary(
      library.items(of: family.value).map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Where a statement comes from, as read.
struct ProvenanceDraft {
  let location: SourceLocation
  let kind: Provenance.Kind?
  let source: Located<String>?
  let note: Located<String>?
}

/// The items of one file.
struct ItemFileDraft {
  /// The path below the rubric folder.
  let path: String
  let family: Located<String>?
  let items: [ItemDraft]
}

/// An item as read.
struct ItemDraft {
  let id: Located<String>
  let title: LocalizedText?
  let facets: Located<String>?
  let question: Located<String>?
  let why: Located<String>?
  let marks: [Int: MarkWordingDraft]
  /// The marks that are worded at all, also where the wording could not be read.
  let wordedMarks: Set<Int>
  let marksLocation: SourceLocation
  let evidence: [Located<String>]
  let role: Located<String>?
  let post: Located<String>?
  let indicators: [Located<String>]
  let notApplicable: NotApplicablePolicy?
  let effort: [Int]
  let provenance: ProvenanceDraft?
}

/// The wording of a mark as read: what is in place, and what is still lacking where that is said apart.
struct MarkWordingDraft {
  let inPlace: Located<String>
  let lacking: Located<String>?

  var resolved: MarkWording { MarkWording(inPlace: inPlace.value, lacking: lacking?.value) }
  var texts: [Located<String>] { [inPlace] + (lacking.map { [$0] } ?? []) }
}

/// The use of an item by an edition.
struct ItemUse {
  let id: Located<String>
  let weight: Located<Int>?
  let clause: String?
}

/// A group of items as read; a domain without groups has one that carries the domain's id and no title.
struct GroupDraft {
  let id: Located<String>
  let number: String
  let title: LocalizedText?
  let weight: Located<Int>?
  let uses: [ItemUse]
  let provenance: ProvenanceDraft?
}

/// A domain as read.
struct DomainDraft {
  let id: Located<String>
  let number: String
  let title: LocalizedText?
  let purpose: Located<String>?
  let weight: Located<Int>?
  let groups: [GroupDraft]
  let provenance: ProvenanceDraft?

  var uses: [ItemUse] { groups.flatMap(\.uses) }
}

/// A scale as read: the credits and titles of marks 1 to 5.
struct ScaleDraft {
  let location: SourceLocation
  let entries: [(mark: Located<Int>, title: LocalizedText?, credit: Located<Rational>?)]
  let provenance: ProvenanceDraft?

  /// The credits in the order of marks, where all five are there.
  var credits: [Rational]? {
    let sorted = entries.sorted { $0.mark.value < $1.mark.value }
    let credits = sorted.compactMap { $0.credit?.value }
    return sorted.map(\.mark.value) == [1, 2, 3, 4, 5] && credits.count == 5 ? credits : nil
  }
}

/// A facet set as read.
struct FacetSetDraft {
  let id: Located<String>
  let title: LocalizedText?
  let facets: [(id: Located<String>, title: LocalizedText?, asks: Located<String>?, weight: Located<Int>?)]
  let provenance: ProvenanceDraft?
}

/// A gate as read.
struct GateDraft {
  let id: Located<String>
  let title: LocalizedText?
  let condition: Gate.Condition?
  /// Where the domain or item is named that the condition speaks of.
  let subject: Located<String>?
  let interprets: Located<String>?
  let provenance: ProvenanceDraft?
}

/// A result as read.
struct ResultDraft {
  let id: Located<String>
  let title: LocalizedText?
  let stars: Int?
  let publishedWording: String?
  let gates: [GateDraft]
  let provenance: ProvenanceDraft?
}

/// The comparison of processes with results, as read.
struct ComparisonDraft {
  let processDomains: [Located<String>]
  let resultGroup: Located<String>?
  let maximumDifference: Rational?
  let provenance: ProvenanceDraft?
}

/// A limit with where it comes from, as read.
struct LimitDraft<Value> {
  let value: Value?
  let provenance: ProvenanceDraft?
}

/// An edition as read.
struct RubricDraft {
  let path: String
  let location: SourceLocation
  let id: Located<String>?
  let version: Located<String>?
  let family: Located<String>?
  let title: LocalizedText?
  let standard: Located<String>?
  let notes: [LocalizedText]
  let totalPoints: Located<Int>?
  let itemFiles: [Located<String>]
  let scale: ScaleDraft?
  let facetSets: [FacetSetDraft]
  let domains: [DomainDraft]
  let results: [ResultDraft]
  let posts: [(id: Located<String>, code: String, title: LocalizedText)]
  let processProfile: ProcessProfile?
  let notApplicableLimit: LimitDraft<Rational>?
  let highestMarkWithoutEvidence: Mark?
  let evidenceUse: LimitDraft<Int>?
  let comparison: ComparisonDraft?
  let thresholds: [ThresholdDraft]
  /// Every provenance of the file that belongs to no part listed above.
  let otherProvenances: [ProvenanceDraft]
  let weightsProvenance: ProvenanceDraft?
  let evidenceProvenance: ProvenanceDraft?
}
