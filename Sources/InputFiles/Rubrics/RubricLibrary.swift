public import AssessmentModel
public import Diagnostics
internal import Synchronization

/// The rubrics of one or several folders.
///
/// Folders lie over each other: each file is taken from the first folder that has it. What was loaded is kept, so a
/// batch reads a rubric and the catalogue of indicators once; the library may be used from several tasks.
public final class RubricLibrary: Sendable {
  /// What loading an edition gave.
  public struct Loaded: Sendable {
    /// The edition, nil where one of the findings is an error.
    public let rubric: Rubric?
    /// What was found.
    public let report: DiagnosticReport
  }

  let store: RubricStore
  /// What was read of files that several editions or libraries have in common.
  public let readings: SharedReadings
  /// The digests of all files by name, where they are known.
  private let digests: [String: String]?
  private let cache = Mutex<[RubricID: Loaded]>([:])
  private let indicators = Mutex<(catalogue: IndicatorCatalogue, report: DiagnosticReport)?>(nil)

  /// Names the folders, the most important first. Nothing is read yet.
  public init(folders: [String]) {
    store = .folders(folders)
    readings = SharedReadings()
    digests = nil
  }

  /// Takes files that are in memory and known by their digests, and shares what reading them gives with other such libraries.
  ///
  /// - Parameters:
  ///   - folder: the folder by which messages call the files.
  ///   - files: what each file holds, by its name below the folder.
  ///   - digests: a digest of each file, by the same names.
  public init(folder: String, files: [String: [UInt8]], digests: [String: String], readings: SharedReadings) {
    store = .memory(folder: folder, files: files)
    self.readings = readings
    self.digests = digests
  }

  /// The ids of the editions, in scalar order.
  public func ids() -> [RubricID] {
    let files = RubricFiles(store, problems: DiagnosticCollector())
    return files.names().filter { !LibraryReader.catalogues.contains($0) }.compactMap { name in
      guard case .mapping(let entries)? = files.node(name, namedAt: nil)?.content,
        case .scalar(let format)? = entries.first(where: { $0.key == "format" })?.value.content,
        format.text.hasPrefix("pingxing/rubric/")
      else { return nil }
      return RubricID(String(name.dropLast(".yml".count)))
    }.sorted()
  }

  /// Reads a file before it is asked for: several at once, on threads of their own, where the digests are known.
  ///
  /// What anything is found in is read again when it is asked for.
  public func readAhead(_ name: String) {
    guard let digest = digests?[name] else { return }
    let problems = DiagnosticCollector()
    guard let path = store.path(of: name), let source = store.text(of: name, at: path, problems: problems),
      let node = YAMLReader.read(source, problems: problems), problems.isEmpty
    else { return }
    readings.keep(node, of: RubricFiles.key(name, digest))
  }

  /// Loads an edition with all it names.
  public func load(_ id: RubricID) -> Loaded {
    if let loaded = cache.withLock({ $0[id] }) { return loaded }
    let loaded = read(id)
    cache.withLock { $0[id] = loaded }
    return loaded
  }

  /// The operating indicators and the measures that they are computed from.
  public func catalogue() -> (catalogue: IndicatorCatalogue, report: DiagnosticReport) {
    if let read = indicators.withLock({ $0 }) { return read }
    let read = readCatalogue()
    indicators.withLock { $0 = read }
    return read
  }

  private func readCatalogue() -> (catalogue: IndicatorCatalogue, report: DiagnosticReport) {
    let problems = DiagnosticCollector()
    let files = RubricFiles(store, problems: problems, sharing: sharing)
    let catalogue = CatalogueReader(files: files).indicators() ?? IndicatorCatalogue(indicators: [], measures: [])
    return (catalogue, DiagnosticReport(problems))
  }

  /// The path of the file that is read under a name below the folders; nil where none has it.
  public func path(of name: String) -> String? {
    store.path(of: name)
  }

  /// Whether there is a file for the edition.
  public func has(_ id: RubricID) -> Bool {
    guard RubricFiles.staysInside(id.rawValue), !id.rawValue.contains("/"),
      !LibraryReader.catalogues.contains("\(id.rawValue).yml")
    else { return false }
    return store.path(of: "\(id.rawValue).yml") != nil
  }

  private var sharing: RubricFiles.Sharing { RubricFiles.Sharing(readings: readings, digests: digests) }

  private func read(_ id: RubricID) -> Loaded {
    guard has(id) else {
      let problems = DiagnosticCollector()
      problems.add(unknown(id))
      return Loaded(rubric: nil, report: DiagnosticReport(problems))
    }
    if let digests, let rubric = readings.edition(id, digests: digests) {
      return Loaded(rubric: rubric, report: DiagnosticReport([]))
    }
    let loaded = read(id, sharing: sharing)
    return loaded.report.diagnostics.isEmpty ? loaded : read(id, sharing: nil)
  }

  private func read(_ id: RubricID, sharing: RubricFiles.Sharing?) -> Loaded {
    let problems = DiagnosticCollector()
    let files = RubricFiles(store, problems: problems, sharing: sharing)
    let draft = LibraryReader(files: files).edition("\(id.rawValue).yml")
    for validator in RubricValidators.forUse { problems.add(contentsOf: validator.findings(in: draft)) }
    guard !problems.hasErrors else {
      return Loaded(rubric: nil, report: DiagnosticReport(problems))
    }
    let rubric = draft.rubrics.first.flatMap { RubricResolver(library: draft, rubric: $0).resolve() }
    precondition(rubric != nil, "a rubric without an error has every part")
    if let rubric, let digests, problems.isEmpty {
      readings.keep(rubric, from: digests.filter { files.used.contains($0.key) })
    }
    return Loaded(rubric: rubric, report: DiagnosticReport(problems))
  }
}

extension RubricLibrary {
  /// An edition by its id and titles, for suggestions.
  static func candidate(_ rubric: Rubric) -> SuggestedName.Candidate {
    SuggestedName.Candidate(
      rubric.id.rawValue, titles: [rubric.title.chinese, rubric.title.english, rubric.standard])
  }

  private func unknown(_ id: RubricID) -> Diagnostic {
    let name = excerpt(id.rawValue)
    let bare = id.rawValue.hasSuffix(".yml") ? String(id.rawValue.dropLast(4)) : id.rawValue
    if LibraryReader.catalogues.contains("\(bare).yml") {
      return Diagnostic(
        .error, "unknown-rubric",
        wording("\(name) 不是准则，是各准则共用的目录文件", "\(name) is no rubric but a catalogue that the rubrics share"),
        hint: wording("用 pingxing rubric list 查看准则", "`pingxing rubric list` shows the rubrics"))
    }
    let ids = ids()
    let candidates = ids.map { id in
      load(id).rubric.map(Self.candidate) ?? SuggestedName.Candidate(id.rawValue)
    }
    let known = ids.map(\.rawValue).joined(separator: "、")
    return Diagnostic(
      .error, "unknown-rubric", wording("没有准则 \(name)", "there is no rubric \(name)"),
      hint: SuggestedName.question(SuggestedName.likely(to: bare, among: candidates))
        ?? wording("可用的有 \(known)", "there are \(known.replacing("、", with: ", "))"))
  }
}

/// Checks rubric folders as `pingxing rubric check` does.
public enum RubricChecker {
  /// Reads everything, runs every validator, and gives all findings by place.
  public static func check(folders: [String]) -> DiagnosticReport {
    check(folders: folders, validators: RubricValidators.all)
  }

  static func check(folders: [String], validators: [any RubricValidator]) -> DiagnosticReport {
    let problems = DiagnosticCollector()
    let files = RubricFiles(.folders(folders), problems: problems)
    let draft = LibraryReader(files: files).everything()
    if draft.rubrics.isEmpty, !problems.hasErrors {
      problems.add(
        Diagnostic(
          .error, "no-rubrics", wording("文件夹里没有准则", "the folder has no rubrics"),
          at: folders.first.map { SourceLocation(file: $0) }))
    }
    for validator in validators { problems.add(contentsOf: validator.findings(in: draft)) }
    return DiagnosticReport(problems)
  }
}
