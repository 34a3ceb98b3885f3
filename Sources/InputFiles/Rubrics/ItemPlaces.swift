public import AssessmentModel
public import Diagnostics

/// Where the items of an edition stand in its files.
public struct ItemPlaces: Sendable {
  /// The place of each item's id.
  public let places: [ItemID: SourceLocation]
  /// The lines of the files.
  public let sources: [String: SourceLines]
}

extension RubricLibrary {
  /// Where the items of an edition stand; nothing where the edition cannot be read.
  public func itemPlaces(in edition: RubricID) -> ItemPlaces {
    let problems = DiagnosticCollector()
    let files = RubricFiles(store, problems: problems)
    let draft = LibraryReader(files: files).edition("\(edition.rawValue).yml")
    let items = draft.itemFiles.flatMap(\.items).map { (ItemID($0.id.value), $0.id.location) }
    return ItemPlaces(
      places: Dictionary(items, uniquingKeysWith: { first, _ in first }), sources: problems.sources)
  }
}
