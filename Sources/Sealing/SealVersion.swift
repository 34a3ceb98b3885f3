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

  /// The root of a seal, from the root of its tree and how many entries that has.
  func root(tree: Digest, count: Int) -> Digest {
    switch self {
    case .one: tree
    // The first byte keeps it from being passed off as a leaf (0) or a node (1).
    case .two: Digest(of: [2] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) } + tree.bytes)
    }
  }
}
