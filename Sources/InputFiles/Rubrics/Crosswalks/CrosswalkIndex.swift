internal import AssessmentModel
internal import Diagnostics

/// The editions and outlines of a draft library, as far as crosswalks name them.
///
/// An edition or outline that could not be read whole stands without a subject: it exists, and nothing is said of
/// what it holds.
struct CrosswalkIndex {
  /// An edition as far as a crosswalk and its validators speak of it.
  struct Edition {
    let family: String?
    let version: String?
    let subject: CrosswalkSubject
    /// What each item asks, by id.
    let meanings: [String: Meaning]
  }

  /// What an item asks; two items with the same are the same item.
  struct Meaning: Equatable {
    let question: String?
    let notApplicable: NotApplicablePolicy?
    let marks: [Int: MarkWording]
    let facets: [String]?
  }

  let library: LibraryDraft
  private let editions: [String: Edition]
  private let outlines: [String: OutlineDraft]
  private let subjects: [String: CrosswalkSubject]

  init(_ library: LibraryDraft) {
    self.library = library
    var editions = Dictionary(
      library.known.map { ($0.id.rawValue, Edition($0)) }, uniquingKeysWith: { first, _ in first })
    for draft in library.rubrics {
      guard let id = draft.id?.value, editions[id] == nil else { continue }
      editions[id] = Edition(draft, id: id, in: library)
    }
    self.editions = editions
    outlines = Dictionary(library.outlines.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
    var subjects: [String: CrosswalkSubject] = [:]
    for (id, outline) in outlines where outline.isWhole { subjects[id] = CrosswalkSubject(outline.resolved) }
    for (id, edition) in editions { subjects[id] = edition.subject }
    self.subjects = subjects
  }

  func edition(_ id: String) -> Edition? { editions[id] }
  func outline(_ id: String) -> OutlineDraft? { outlines[id] }
  var editionIDs: [String] { editions.keys.sorted() }
  var outlineIDs: [String] { outlines.keys.sorted() }

  /// The subjects that a side pins and that could be read, in the order of the file.
  func subjects(of side: CrosswalkSideDraft) -> [CrosswalkSubject] { side.pins.compactMap { subjects[$0.id.value] } }

  /// Whether all that a side pins could be read.
  func isReadable(_ side: CrosswalkSideDraft) -> Bool { side.pins.allSatisfy { subjects[$0.id.value] != nil } }

  /// Every pair of an edition and an edition or outline that a crosswalk pins and that could be read.
  func pairs(of crosswalk: CrosswalkDraft) -> [(from: CrosswalkSubject, to: CrosswalkSubject)] {
    subjects(of: crosswalk.from).flatMap { from in subjects(of: crosswalk.to).map { (from, $0) } }
  }

  /// Whether two editions ask the same in an item: question, wordings of marks, facets, policy for not applicable. An
  /// item that could not be read is taken to be the same.
  func isSame(_ id: String, _ other: String, in edition: String, and otherEdition: String) -> Bool {
    guard let first = editions[edition]?.meanings[id], let second = editions[otherEdition]?.meanings[other] else {
      return true
    }
    return first == second
  }
}

extension CrosswalkIndex.Edition {
  /// An edition at hand.
  fileprivate init(_ rubric: Rubric) {
    let meanings = rubric.items.map { item in
      (
        item.id.rawValue,
        CrosswalkIndex.Meaning(
          question: item.question, notApplicable: item.notApplicable,
          marks: Dictionary(uniqueKeysWithValues: zip(1..., item.markWordings)),
          facets: rubric.facetSets[item.facetSet]?.facets.map(\.id.rawValue))
      )
    }
    self.init(
      family: rubric.family, version: rubric.version, subject: CrosswalkSubject(rubric),
      meanings: Dictionary(meanings, uniquingKeysWith: { first, _ in first }))
  }

  /// An edition as its files have it, each item as its own item files word it.
  fileprivate init(_ draft: RubricDraft, id: String, in library: LibraryDraft) {
    let files = Set(draft.itemFiles.map(\.value))
    let meanings = library.itemFiles.filter { files.contains($0.path) }.flatMap(\.items).map { item in
      (
        item.id.value,
        CrosswalkIndex.Meaning(
          question: item.question?.value, notApplicable: item.notApplicable, marks: item.marks.mapValues(\.resolved),
          facets: draft.facetSets.first { $0.id.value == item.facets?.value }?.facets.map(\.id.value))
      )
    }
    self.init(
      family: draft.family?.value, version: draft.version?.value,
      subject: CrosswalkSubject(
        edition: id,
        domains: draft.domains.map { domain in
          (domain.id.value, domain.groups.map { ($0.id.value, $0.uses.map(\.id.value)) })
        }),
      meanings: Dictionary(meanings, uniquingKeysWith: { first, _ in first }))
  }
}
