internal import AssessmentModel
internal import Diagnostics
internal import InputFiles
internal import Scoring
internal import Sealing

/// The rubrics that are installed, beside those that an entry keeps: the entry's own count, and it is said where the
/// installed ones are others.
struct InstalledRubrics {
  let library: RubricLibrary

  /// Says where an entry was scored by other rubrics than the installed ones.
  func remind(of files: EntryFiles, scoredAs source: AssessmentSource) {
    let others = others(than: files.all.filter { $0.path.hasPrefix(Self.prefix) }, source)
    guard !others.missing.isEmpty || !others.different.isEmpty else { return }
    func sentence(_ names: [String], _ chinese: String, _ english: String) -> LocalizedText? {
      guard !names.isEmpty else { return nil }
      return LocalizedText(
        chinese: "\(names.joined(separator: "、")) \(chinese)", english: "\(names.joined(separator: ", ")) \(english)")
    }
    let parts = [
      sentence(others.different, "现在安装的已不同，没有采用", "as installed now is another and was not used"),
      sentence(others.missing, "现在没有安装", "is not installed now"),
    ].compactMap(\.self)
    DiagnosticPrinter.complain([
      Diagnostic(
        .note, "entry-rubric",
        LocalizedText(
          chinese: "\(source.name) 按存入时的准则评分；" + parts.map(\.chinese).joined(separator: "；"),
          english: "\(source.name) is scored by the rubrics that it keeps; "
            + parts.map(\.english).joined(separator: "; ")))
    ])
  }

  private static let prefix = EntryFiles.folder(.rubric) + "/"

  /// The editions and catalogues of an entry that are not installed, and those that are installed with another content.
  ///
  /// Nothing is read as YAML where all files are the same, as they nearly always are.
  private func others(
    than kept: [(path: String, bytes: [UInt8])], _ source: AssessmentSource
  ) -> (missing: [String], different: [String]) {
    var catalogues: [String] = []
    var isSame = true
    let editions = source.scorecard.rubrics.map(\.rubric)
    for file in kept {
      let name = String(file.path.dropFirst(Self.prefix.count))
      // Crosswalks are kept for `replay` alone.
      guard !name.hasPrefix("crosswalks/"), !isInstalled(name, file.bytes) else { continue }
      isSame = false
      let isCatalogue = !name.contains("/") && !editions.contains { "\($0.id).yml" == name }
      if isCatalogue, library.path(of: name) != nil { catalogues.append(name) }
    }
    guard !isSame else { return ([], []) }
    let missing = editions.filter { !library.has($0.id) }
    let different = editions.filter { edition in
      library.has(edition.id) && library.load(edition.id).rubric?.contentHash != edition.contentHash
    }
    return (missing.map(\.id.rawValue), different.map(\.id.rawValue) + catalogues)
  }

  private func isInstalled(_ name: String, _ bytes: [UInt8]) -> Bool {
    guard let path = library.path(of: name) else { return false }
    do throws(BoundedFile.Fault) { return try BoundedFile.contents(of: path) == bytes } catch { return false }
  }
}
