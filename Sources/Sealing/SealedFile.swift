/// One file that a seal vouches for.
public struct SealedFile: Hashable, Sendable {
  /// What the file was used for.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    case assessment, evidence, indicators, rubric, template, brand, font, comparison
  }

  /// What it was used for.
  public let role: Role
  /// Where it lies: from the assessment's folder for what belongs to the assessment, from the data folder for the rest;
  /// folders are separated by `/`. Files of an earlier assessment that was compared with have its number before them.
  public let path: String
  /// How many bytes it has.
  public let size: Int
  /// The digest of its bytes.
  public let digest: Digest

  /// Gathers the parts. Throws where the path is empty, too long, or holds a control character.
  public init(role: Role, path: String, size: Int, digest: Digest) throws(SealError) {
    guard !path.isEmpty, path.utf8.count <= Self.longestPath, size >= 0,
      path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { throw .unusableFile(path) }
    self.role = role
    self.path = path
    self.size = size
    self.digest = digest
  }

  /// The longest path, in bytes of UTF-8.
  public static let longestPath = 4_096

  /// The leaf of the tree: role, path, size and digest on one line. No part can hold the tab that separates them.
  var leaf: [UInt8] { Array("\(role.rawValue)\t\(path)\t\(size)\t\(digest)".utf8) }

  /// The order of a manifest: by role, then by the bytes of the path.
  static func isBefore(_ left: SealedFile, _ right: SealedFile) -> Bool {
    let (leftRank, rightRank) = (left.rank, right.rank)
    if leftRank != rightRank { return leftRank < rightRank }
    return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
  }

  private var rank: Int { Role.allCases.firstIndex(of: role) ?? 0 }
}
