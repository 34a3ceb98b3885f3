internal import AssessmentModel
internal import Diagnostics

/// Reads rubric folders into a draft: one edition with what it needs, or everything there is.
struct LibraryReader {
  let files: RubricFiles

  /// The names at the top of a rubric folder that are no editions.
  static let catalogues = ["roles.yml", "sources.yml", "indicators.yml", "retired.yml"]

  /// One edition with its item files and the catalogues.
  func edition(_ name: String) -> LibraryDraft {
    var draft = catalogues()
    guard let rubric = rubric(name) else { return draft }
    draft.rubrics = [rubric]
    draft.itemFiles = itemFiles(rubric.itemFiles)
    return draft
  }

  /// The file of one edition, without its items.
  func rubric(_ name: String) -> RubricDraft? {
    guard let node = files.node(name, namedAt: nil), let path = files.path(of: name) else { return nil }
    return RubricFileReader(files: files).read(node, path: path)
  }

  /// Every edition, and every item file whether an edition uses it or not.
  func everything() -> LibraryDraft {
    var draft = catalogues()
    draft.isWholeLibrary = true
    for name in files.names() where !Self.catalogues.contains(name) {
      guard let node = files.node(name, namedAt: nil), let path = files.path(of: name), Self.isRubric(node)
      else {
        continue
      }
      if let rubric = RubricFileReader(files: files).read(node, path: path) { draft.rubrics.append(rubric) }
    }
    var named = draft.rubrics.flatMap(\.itemFiles)
    for family in files.folders(in: "items") {
      for name in files.names(in: "items/\(family)") {
        let path = "items/\(family)/\(name)"
        named.append(Located(path, at: SourceLocation(file: files.path(of: path) ?? path)))
      }
    }
    draft.itemFiles = itemFiles(named)
    draft.outlines = files.names(in: "outlines").compactMap(outline)
    draft.crosswalks = files.names(in: "crosswalks").compactMap { name in
      read("crosswalks/\(name)") { CrosswalkReader(problems: files.problems).read($0, path: $1) }
    }
    return draft
  }

  /// An outline by the name of its file.
  func outline(_ name: String) -> OutlineDraft? {
    read("outlines/\(name)") { OutlineReader(problems: files.problems).read($0, path: $1) }
  }

  private func read<Draft>(_ name: String, _ read: (YAMLNode, String) -> Draft?) -> Draft? {
    guard let path = files.path(of: name), let node = files.node(name, namedAt: nil) else { return nil }
    return read(node, path)
  }

  private func catalogues() -> LibraryDraft {
    let reader = CatalogueReader(files: files)
    return LibraryDraft(
      roles: reader.roles(), sources: reader.sources(),
      catalogue: reader.indicators(),
      retired: reader.retired())
  }

  /// The item files of some names, each once.
  func itemFiles(_ names: [Located<String>]) -> [ItemFileDraft] {
    var seen: Set<String> = []
    return names.compactMap { name in
      guard seen.insert(name.value).inserted else { return nil }
      return files.shared(name.value) {
        files.node(name.value, namedAt: name.location).flatMap {
          ItemFileReader(problems: files.problems).read($0, path: name.value)
        }
      }
    }
  }

  /// Other kinds of files, such as crosswalks, may stand beside the editions.
  private static func isRubric(_ node: YAMLNode) -> Bool {
    guard case .mapping(let entries) = node.content,
      case .scalar(let format)? = entries.first(where: { $0.key == "format" })?.value.content
    else { return true }
    return !format.text.hasPrefix("pingxing/crosswalk/")
  }
}
