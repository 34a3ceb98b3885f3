internal import AssessmentModel
internal import Diagnostics

/// An outline is named after its id, names each part once, and says of each where it comes from; crosswalks say so too.
struct OutlineValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    library.outlines.flatMap { outline in
      fileName(outline) + repeated(outline) + sources(outline, library)
        + outline.allParts.flatMap { provenance($0, outline) }
    } + library.crosswalks.flatMap { provenance($0, library) }
  }

  private func fileName(_ outline: OutlineDraft) -> [Diagnostic] {
    guard !outline.path.hasSuffix("/\(outline.id.value).yml") else { return [] }
    return [
      Diagnostic(
        .error, "file-name",
        wording("文件名应与编号一致：\(outline.id.value).yml", "the file has to be named after its id: \(outline.id.value).yml"),
        at: outline.id.location)
    ]
  }

  private func repeated(_ outline: OutlineDraft) -> [Diagnostic] {
    var seen: Set<String> = []
    return outline.allParts.filter { !seen.insert($0.id.value).inserted }
      .map { CrosswalkReferenceValidator.twice($0.id) }
  }

  private func sources(_ outline: OutlineDraft, _ library: LibraryDraft) -> [Diagnostic] {
    guard let known = library.sources?.map(\.id.value) else { return [] }
    return outline.sources.filter { !known.contains($0.value) }.map {
      CrosswalkReferenceValidator.dangling($0, wording("来源", "source"), among: known)
    }
  }

  private func provenance(_ part: OutlinePartDraft, _ outline: OutlineDraft) -> [Diagnostic] {
    func missing(_ message: LocalizedText, _ place: SourceLocation) -> [Diagnostic] {
      [Diagnostic(.error, "missing-provenance", message, at: place)]
    }
    guard let place = part.provenanceLocation else {
      return missing(wording("没有写明出处（provenance）", "the provenance is missing"), part.id.location)
    }
    switch (part.isPublished, part.source) {
    case (true, nil): return missing(wording("published 要写明来源（source）", "published needs a source"), place)
    case (false, let source?):
      return missing(wording("unknown 不能引用来源", "unknown cites no source"), source.location)
    case (true, let source?):
      let listed = outline.sources.map(\.value)
      guard !listed.contains(source.value) else { return [] }
      return [
        CrosswalkReferenceValidator.dangling(source, wording("来源列在 sources 里", "source in sources"), among: listed)
      ]
    case (false, nil): return []
    }
  }

  private func provenance(_ crosswalk: CrosswalkDraft, _ library: LibraryDraft) -> [Diagnostic] {
    ProvenanceValidator().findings(crosswalk.provenance, crosswalk.id.location, library.sources?.map(\.id.value))
  }
}
