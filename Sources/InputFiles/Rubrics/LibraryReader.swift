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
    guard let node = files.node(name, namedAt: nil), let path = files.path(of: name),
      let rubric = RubricFileReader(files: files).read(node, path: path)
    else { return draft }
    draft.rubrics = [rubric]
    draft.itemFiles = itemFiles(rubric.itemFiles)
    return draft
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
    draft.outlines = drafts(in: "outlines") { OutlineReader(problems: files.problems).read($0, path: $1) }
    draft.crosswalks = drafts(in: "crosswalks") { CrosswalkReader(problems: files.problems).read($0, path: $1) }
    return draft
  }

  private func drafts<Draft>(in folder: String, _ read: (YAMLNode, String) -> Draft?) -> [Draft] {
    files.names(in: folder).compactMap { name in
      guard let path = files.path(of: "\(folder)/\(name)"), let node = files.node("\(folder)/\(name)", namedAt: nil)
      else { return nil }
      return read(node, path)
    }
  }

  private func catalogues() -> LibraryDraft {
    let reader = CatalogueReader(files: files)
    return LibraryDraft(
      roles: reader.roles(), sources: reader.sources(),
      catalogue: reader.indicators(),
      retired: reader.retired())
  }

  private func itemFiles(_ names: [Located<String>]) -> [ItemFileDraft] {
    var seen: Set<String> = []
    return names.compactMap { name in
      guard seen.insert(name.value).inserted, let node = files.node(name.value, namedAt: name.location) else {
        return nil
      }
      return ItemFileReader(problems: files.problems).read(node, path: name.value)
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
