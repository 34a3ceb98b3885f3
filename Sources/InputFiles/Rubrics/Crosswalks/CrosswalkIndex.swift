internal import AssessmentModel
internal import Diagnostics

/// The editions and outlines of a draft library, as far as crosswalks name them.
///
/// An edition or outline that could not be read whole stands without a subject: it exists, and nothing is said of
/// what it holds.
struct CrosswalkIndex {
  let library: LibraryDraft
  private let editions: [String: RubricDraft]
  private let outlines: [String: OutlineDraft]
  private let subjects: [String: CrosswalkSubject]

  init(_ library: LibraryDraft) {
    self.library = library
    editions = Dictionary(
      library.rubrics.compactMap { draft in draft.id.map { ($0.value, draft) } },
      uniquingKeysWith: { first, _ in first })
    outlines = Dictionary(library.outlines.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
    var subjects: [String: CrosswalkSubject] = [:]
    for (id, outline) in outlines where outline.isWhole { subjects[id] = CrosswalkSubject(outline.resolved) }
    for (id, edition) in editions {
      subjects[id] = CrosswalkSubject(
        edition: id,
        domains: edition.domains.map { domain in
          (domain.id.value, domain.groups.map { ($0.id.value, $0.uses.map(\.id.value)) })
        })
    }
    self.subjects = subjects
  }

  func edition(_ id: String) -> RubricDraft? { editions[id] }
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

  /// An item of an edition as its own item files word it.
  func item(_ id: String, in edition: String) -> ItemDraft? {
    guard let rubric = editions[edition] else { return nil }
    let files = Set(rubric.itemFiles.map(\.value))
    return library.itemFiles.lazy.filter { files.contains($0.path) }.flatMap(\.items).first { $0.id.value == id }
  }

  /// Whether two editions ask the same in an item: question, wordings of marks, facets, policy for not applicable.
  func isSame(_ id: String, _ other: String, in edition: String, and otherEdition: String) -> Bool {
    guard let first = item(id, in: edition), let second = item(other, in: otherEdition) else { return true }
    func facets(_ item: ItemDraft, _ edition: String) -> [String]? {
      editions[edition]?.facetSets.first { $0.id.value == item.facets?.value }?.facets.map(\.id.value)
    }
    return first.question?.value == second.question?.value && first.notApplicable == second.notApplicable
      && first.marks.mapValues(\.resolved) == second.marks.mapValues(\.resolved)
      && facets(first, edition) == facets(second, otherEdition)
  }
}
