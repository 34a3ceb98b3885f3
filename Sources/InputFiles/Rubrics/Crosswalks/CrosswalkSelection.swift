internal import AssessmentModel
internal import Diagnostics
internal import Foundation

/// Reads of the rubric folders only what the crosswalk between two editions or outlines rests on: the files that pin both,
/// those whose `equal` relations may close a cycle with them, and the editions and outlines that all of these pin.
///
/// Which files these are is told from their text before it is parsed. A word without blanks stands in the text as it is
/// unless an escape writes it, and files with escapes are always read.
struct CrosswalkSelection {
  let files: RubricFiles
  let from: String
  let to: String
  /// Editions at hand, which are not read.
  let known: [Rubric]

  func draft() -> LibraryDraft {
    var draft = LibraryDraft()
    draft.known = known
    draft.crosswalks = files.names(in: "crosswalks").compactMap { crosswalk("crosswalks/\($0)") }
    let pinned = Set(
      draft.crosswalks.flatMap { crosswalk in (crosswalk.from.pins + crosswalk.to.pins).map(\.id.value) })
    let reader = LibraryReader(files: files)
    for name in pinned.subtracting(known.map(\.id.rawValue)).sorted() {
      if files.path(of: "\(name).yml") != nil {
        if let rubric = reader.rubric("\(name).yml") { draft.rubrics.append(rubric) }
      } else if files.path(of: "outlines/\(name).yml") != nil, let outline = reader.outline("\(name).yml") {
        draft.outlines.append(outline)
      }
    }
    draft.itemFiles = reader.itemFiles(draft.rubrics.flatMap(\.itemFiles))
    let citesSources = !draft.outlines.isEmpty || draft.crosswalks.contains { $0.provenance?.source != nil }
    if citesSources { draft.sources = CatalogueReader(files: files).sources() }
    return draft
  }

  private func crosswalk(_ name: String) -> CrosswalkDraft? {
    guard let path = files.path(of: name), let source = files.text(of: name, at: path), matters(source),
      let node = YAMLReader.read(source, problems: files.problems)
    else { return nil }
    return CrosswalkReader(problems: files.problems).read(node, path: path)
  }

  private func matters(_ source: SourceText) -> Bool {
    if source.isDamaged || source.text.holds("\\") || source.text.holds("equal") { return true }
    return source.text.holds(from) && source.text.holds(to) && pinsBoth(source)
  }

  /// Whether the keys before the relations pin both; true also where that cannot be told from them alone.
  private func pinsBoth(_ source: SourceText) -> Bool {
    guard let end = source.text.utf8.firstRange(of: "\nrelations:".utf8)?.lowerBound else { return true }
    let unheard = DiagnosticCollector()
    let head = SourceText(path: source.path, text: String(source.text[..<end]))
    guard let node = YAMLReader.read(head, problems: unheard),
      let sides = CrosswalkReader(problems: unheard).sides(node)
    else { return true }
    func pins(_ first: String, _ second: String) -> Bool {
      sides.from.pins.contains { $0.id.value == first } && sides.to.pins.contains { $0.id.value == second }
    }
    return pins(from, to) || pins(to, from)
  }
}

extension String {
  /// Whether a text stands in it, byte for byte.
  fileprivate func holds(_ text: String) -> Bool {
    var (whole, part) = (self, text)
    return whole.withUTF8 { whole in
      part.withUTF8 { part in
        guard let start = whole.baseAddress, let word = part.baseAddress else { return part.isEmpty }
        guard part.count <= whole.count else { return false }
        return (0...(whole.count - part.count)).contains { offset in
          start[offset] == word[0] && memcmp(start + offset, word, part.count) == 0
        }
      }
    }
  }
}
