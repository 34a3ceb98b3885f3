internal import Diagnostics

/// Finds and reads the files of a rubric folder, or of several laid over each other.
///
/// A file is taken from the first folder that has it, so a user's folder that holds one changed rubric or one changed
/// item file lies over the installed ones.
final class RubricFiles {
  /// What is shared with other readings of the same files.
  struct Sharing {
    let readings: SharedReadings
    /// The digests of all files by name, where they are known; else a file is the same where its path is.
    let digests: [String: String]?
  }

  private let store: RubricStore
  let problems: DiagnosticCollector
  /// Nil where every file is to be read itself.
  private let sharing: Sharing?
  /// The files that were asked for.
  private(set) var used: Set<String> = []

  init(_ store: RubricStore, problems: DiagnosticCollector, sharing: Sharing? = nil) {
    self.store = store
    self.problems = problems
    self.sharing = sharing
  }

  /// The names directly in a folder below the rubric folders that end in `.yml`, sorted.
  func names(in subfolder: String = "") -> [String] {
    store.names(in: subfolder).filter { $0.hasSuffix(".yml") }.sorted()
  }

  /// The folders directly in a folder below the rubric folders, sorted.
  func folders(in subfolder: String) -> [String] {
    store.names(in: subfolder).filter { store.isFolder(subfolder + "/" + $0) }.sorted()
  }

  /// The path under which a file is found, or nil.
  func path(of name: String) -> String? { store.path(of: name) }

  /// The text of a file, for readers that look at it before it is parsed.
  func text(of name: String, at path: String) -> SourceText? { store.text(of: name, at: path, problems: problems) }

  /// Reads a file below the folders; problems are reported, at `place` where the file itself is missing.
  func node(_ name: String, namedAt place: SourceLocation?) -> YAMLNode? {
    used.insert(name)
    if let digest = sharing?.digests?[name],
      let node: YAMLNode = sharing?.readings.reading(of: Self.key(name, digest))
    {
      return node
    }
    guard let path = path(of: name) else {
      problems.add(
        Diagnostic(
          .error, "dangling-file", wording("找不到文件 \(excerpt(name))", "there is no file \(excerpt(name))"),
          at: place ?? SourceLocation(file: store.folder + "/" + name),
          hint: wording("路径从准则文件夹算起", "paths start at the rubric folder")))
      return nil
    }
    return text(of: name, at: path).flatMap { YAMLReader.read($0, problems: problems) }
  }

  /// Under which a node is kept that was read ahead.
  static func key(_ name: String, _ digest: String) -> String { "node \(name) \(digest)" }

  /// What reading a file gives, or what it gave another reader of the same file.
  func shared<Value: Sendable>(_ name: String, _ read: () -> Value?) -> Value? {
    guard let sharing, let identity = sharing.digests.map({ $0[name] }) ?? path(of: name) else { return read() }
    let key = "\(name) \(identity)"
    if let reading: Value = sharing.readings.reading(of: key) {
      used.insert(name)
      return reading
    }
    let reading = read()
    if let reading, problems.isEmpty { sharing.readings.keep(reading, of: key) }
    return reading
  }

  /// Whether a path written in a rubric stays below the folder.
  static func staysInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }
  }
}
