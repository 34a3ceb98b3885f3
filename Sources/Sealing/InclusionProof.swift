/// What shows that one file belongs to a seal, without showing the other files.
public struct InclusionProof: Hashable, Sendable {
  /// The name of the format that is written, the first line of a proof.
  public static let format = SealVersion.current.proof

  /// Whether a text begins as a proof does, of whatever version.
  public static func isProof(_ text: some Sequence<UInt8>) -> Bool { text.starts(with: "pingxing/proof/".utf8) }

  /// The version of the format, which is that of the seal.
  public let version: SealVersion
  /// The file.
  public let file: SealedFile
  /// Its place among the leaves of the seal's tree, from 0, and how many there are; in version 1 the root does not vouch
  /// for the count.
  public let index: Int, count: Int
  /// The digests from the file to the root.
  let path: [Digest]
  /// The root that the proof leads to.
  public let root: Digest
  /// The seal's signature, where it had one.
  public let signature: Signature?

  /// The proof of the file of a seal; throws where the seal holds no such path, or more than one in different roles.
  public init(of path: String, in seal: Seal) throws(SealError) {
    let places = seal.files.indices.filter { seal.files[$0].path == path }
    let leaves = seal.leaves
    // The first leaf is that of the scope.
    guard places.count == 1, let place = places.first,
      let digests = MerkleTree(leaves: leaves).inclusionPath(of: place + 1)
    else { throw .noSuchFile(path) }
    version = seal.version
    file = seal.files[place]
    index = place + 1
    count = leaves.count
    self.path = digests
    root = seal.root
    signature = seal.signature
  }

  /// The proof as text, a line each: format, file, place, path, root, key and signature.
  public var text: String {
    var lines = [version.proof, String(decoding: file.leaf, as: UTF8.self), "place\t\(index)\t\(count)"]
    lines += path.map { "path\t\($0)" }
    lines.append("root\t\(root)")
    if let signature { lines += signature.lines }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads a proof. Throws where the text is not in its one spelling, or where the file does not lead to the root.
  public init(text: String) throws(SealError) {
    self = try SealVersion.read(text, formats: Self.formats) { text throws(SealError) in
      try InclusionProof(lines: text)
    }
  }

  private static let formats = SealVersion.allCases.map(\.proof)

  private init(lines text: String) throws(SealError) {
    var reader = try SealReader(text, formats: Self.formats, mostLines: 64)
    version = SealVersion.allCases[reader.format]
    file = try reader.line("evidence").file()
    let place = try reader.line("place", fields: 3)
    count = try place.number(2, most: Seal.mostFiles + 1)
    index = try place.number(1, most: max(count - 1, 0))
    var path: [Digest] = []
    while reader.isNext("path") { path.append(try reader.line("path", fields: 2).digest(1)) }
    self.path = path
    guard let tree = MerkleTree.root(leaf: file.leaf, at: index, count: count, path: path) else {
      throw place.fault(.root)
    }
    root = try reader.root(version.root(tree: tree, count: count))
    signature = try reader.signature()
  }
}

/// What is to be said of a signature.
public enum SignatureState: Hashable, Sendable {
  /// Nobody signed.
  case absent
  /// The signature fits the root and was made with this key.
  case valid(publicKey: String)
  /// The signature does not fit the root.
  case invalid
  /// It fits, but was made with another key than the one expected.
  case otherKey(publicKey: String)
}

extension Seal {
  /// Checks the signature; with `expected`, 64 hexadecimal digits, also whose it is.
  public func signatureState(expected: String? = nil) -> SignatureState {
    SignatureState(signature, root: root, version: version, expected: expected)
  }
}

extension InclusionProof {
  /// Checks the signature; with `expected`, 64 hexadecimal digits, also whose it is.
  public func signatureState(expected: String? = nil) -> SignatureState {
    SignatureState(signature, root: root, version: version, expected: expected)
  }
}

extension SignatureState {
  fileprivate init(_ signature: Signature?, root: Digest, version: SealVersion, expected: String?) {
    guard let signature else {
      self = .absent
      return
    }
    guard signature.isValid(for: root, version) else {
      self = .invalid
      return
    }
    self =
      expected == nil || expected == signature.publicKey
      ? .valid(publicKey: signature.publicKey) : .otherKey(publicKey: signature.publicKey)
  }
}
