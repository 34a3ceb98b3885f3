/// A tree of digests over a list (RFC 9162, 2.1): its root stands for every leaf and their order, and one leaf can be
/// shown to belong to it without showing another.
public struct MerkleTree: Sendable {
  /// From the leaves to the root; each row pairs up the one before, and an odd last digest goes up as it is.
  private let rows: [[Digest]]

  /// Builds the tree over the leaves' contents, of which there may be none.
  public init(leaves: [[UInt8]]) {
    var rows = [leaves.map { Self.leaf($0) }]
    while let last = rows.last, last.count > 1 {
      rows.append(
        stride(from: 0, to: last.count, by: 2).map { index in
          index + 1 < last.count ? Self.node(last[index], last[index + 1]) : last[index]
        })
    }
    self.rows = rows
  }

  /// The digest of the whole list; that of nothing for an empty one.
  public var root: Digest { rows.last?.first ?? Digest(of: []) }

  /// The digests that lead from a leaf to the root, nearest first; nil where there is no such leaf.
  public func inclusionPath(of leaf: Int) -> [Digest]? {
    guard let leaves = rows.first, leaves.indices.contains(leaf) else { return nil }
    var path: [Digest] = []
    var index = leaf
    for row in rows.dropLast() {
      let sibling = index ^ 1
      if row.indices.contains(sibling) { path.append(row[sibling]) }
      index >>= 1
    }
    return path
  }

  /// The root to which a leaf and its path lead (RFC 9162, 2.1.3.2); nil where the path does not fit the place.
  public static func root(leaf content: [UInt8], at index: Int, count: Int, path: [Digest]) -> Digest? {
    guard index >= 0, index < count else { return nil }
    var (position, last) = (index, count - 1)
    var digest = leaf(content)
    for sibling in path {
      guard last > 0 else { return nil }
      if position & 1 == 1 || position == last {
        digest = node(sibling, digest)
        while position & 1 == 0, position != 0 { (position, last) = (position >> 1, last >> 1) }
      } else {
        digest = node(digest, sibling)
      }
      (position, last) = (position >> 1, last >> 1)
    }
    return last == 0 ? digest : nil
  }

  // Different first bytes keep a leaf from being passed off as an inner node.
  private static func leaf(_ content: [UInt8]) -> Digest { Digest(of: [0] + content) }
  private static func node(_ left: Digest, _ right: Digest) -> Digest { Digest(of: [1] + left.bytes + right.bytes) }
}
