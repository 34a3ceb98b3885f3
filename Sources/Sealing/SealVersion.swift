/// The versions of the formats of seals and proofs, which go together.
public enum SealVersion: Int, CaseIterable, Hashable, Sendable {
  /// The root is that of the tree alone: how many entries a proof says there are is not bound to it.
  case one = 1
  /// The root stands for the count of entries and the tree, as the head of a tree does in RFC 9162, 4.10.
  case two = 2

  /// The version that is written.
  public static let current = SealVersion.two

  /// The first line of a seal.
  var seal: String { "pingxing/seal/\(rawValue)" }

  /// The first line of a proof.
  var proof: String { "pingxing/proof/\(rawValue)" }

  /// Whether the name of a format, such as a first line, is that of a later version than the known ones, of which it differs in the number only.
  public static func isLater(_ line: String, than known: [String]) -> Bool {
    guard let last = known.last, let mark = last.lastIndex(of: "/"), let newest = Int(last[last.index(after: mark)...]),
      line.hasPrefix(last[...mark])
    else { return false }
    let digits = line.utf8.dropFirst(last[...mark].utf8.count)
    guard !digits.isEmpty, digits.count <= 9, digits.first != 0x30, digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    return Int(String(decoding: digits, as: UTF8.self)).map { $0 > newest } ?? false
  }

  /// Reads a text, and where its first line names a later version, tells whether it is one of a known version whose first
  /// line was changed: then all else of it is in order, down to the root.
  static func read<Value>(
    _ text: String, formats: [String], by read: (String) throws(SealError) -> Value
  ) throws(SealError) -> Value {
    do throws(SealError) { return try read(text) } catch {
      guard case .malformed(let fault) = error, case .laterVersion = fault.reason else { throw error }
      let rest = String(decoding: text.utf8.drop { $0 != 0x0A }, as: UTF8.self)
      guard let format = formats.first(where: { (try? read($0 + rest)) != nil }) else { throw error }
      throw .malformed(
        SealFault(line: fault.line, column: fault.column, reason: .changedVersion(expected: format)))
    }
  }

  /// The root of a seal, from the root of its tree and how many entries that has.
  func root(tree: Digest, count: Int) -> Digest {
    switch self {
    case .one: tree
    // The first byte keeps it from being passed off as a leaf (0) or a node (1).
    case .two: Digest(of: [2] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) } + tree.bytes)
    }
  }
}
