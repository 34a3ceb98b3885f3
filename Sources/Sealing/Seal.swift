/// The manifest of an assessment: every file that its report rests on, the root over them, and perhaps a signature.
///
/// A seal has exactly one spelling. Reading refuses any other, so that a change of a single byte of it never passes.
public struct Seal: Hashable, Sendable {
  /// The name of the format that is written, the first line of a seal.
  public static let format = SealVersion.current.seal

  /// Whether a text begins as a seal does, of whatever version.
  public static func isSeal(_ text: some Sequence<UInt8>) -> Bool { text.starts(with: "pingxing/seal/".utf8) }

  /// The most files that a seal holds.
  public static let mostFiles = 100_000

  /// What a seal says of files that it does not name.
  public enum Scope: String, CaseIterable, Hashable, Sendable {
    /// Nothing: it is about the files that the assessment and its report rest on.
    case files
    /// There were none: it names every file of the assessment's folder.
    case folder
  }

  /// The files in canonical order.
  public let files: [SealedFile]
  /// What is said of files that are not named.
  public let scope: Scope
  /// The version of the format; earlier ones are read.
  public let version: SealVersion
  /// The root over scope and ``files``.
  public let root: Digest
  /// Who vouches for the root, where somebody does.
  public private(set) var signature: Signature?

  /// Seals files, given in any order. Throws where a path is named twice in one role, or with too many files.
  public init(
    _ files: [SealedFile], scope: Scope = .files, version: SealVersion = .current
  ) throws(SealError) {
    guard files.count <= Self.mostFiles else { throw .tooManyFiles }
    let sorted = files.sorted(by: SealedFile.isBefore)
    for (file, next) in zip(sorted, sorted.dropFirst()) where file.role == next.role && file.path == next.path {
      throw .repeatedFile(file.path)
    }
    self.files = sorted
    self.scope = scope
    self.version = version
    let leaves = Self.leaves(scope, sorted)
    root = version.root(tree: MerkleTree(leaves: leaves).root, count: leaves.count)
  }

  /// The leaves of the tree: the line of the scope, then those of the files.
  var leaves: [[UInt8]] { Self.leaves(scope, files) }

  private static func leaves(_ scope: Scope, _ files: [SealedFile]) -> [[UInt8]] {
    [Array("scope\t\(scope.rawValue)".utf8)] + files.map(\.leaf)
  }

  /// The seal with a signature of its root.
  public func signed(by key: SigningKey) throws(SealError) -> Seal {
    var seal = self
    seal.signature = try key.sign(root, version)
    return seal
  }

  /// The first 16 digits of the root, which a report's foot shows.
  public var shortRoot: String { String(root.description.prefix(16)) }

  /// The seal as text, a line each: format, scope, files, root, key and signature.
  public var text: String {
    var lines = [version.seal]
    lines += leaves.map { String(decoding: $0, as: UTF8.self) }
    lines.append("root\t\(root)")
    if let signature { lines += signature.lines }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads a seal. Throws where the text differs in one byte from what ``text`` would write.
  public init(text: String) throws(SealError) {
    self = try SealVersion.read(text, formats: Self.formats) { text throws(SealError) in try Seal(lines: text) }
  }

  private static let formats = SealVersion.allCases.map(\.seal)

  private init(lines text: String) throws(SealError) {
    var reader = try SealReader(text, formats: Self.formats, mostLines: Self.mostFiles + 6)
    let scopeLine = try reader.line("scope", fields: 2)
    guard let scope = Scope(rawValue: scopeLine.text(1)) else { throw scopeLine.fault(.scope, field: 1) }
    var files: [SealedFile] = []
    while !reader.isNext("root") {
      let line = try reader.line("root")
      let file = try line.file()
      if let last = files.last, !SealedFile.isBefore(last, file) {
        let isSame = last.role == file.role && last.path.utf8.elementsEqual(file.path.utf8)
        throw line.fault(isSame ? .repeated : .order)
      }
      files.append(file)
    }
    try self.init(files, scope: scope, version: SealVersion.allCases[reader.format])
    _ = try reader.root(root)
    signature = try reader.signature()
  }
}
