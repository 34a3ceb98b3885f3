/// What differs between a seal and the files that are there now.
public struct SealDifference: Hashable, Sendable {
  /// What happened to a file.
  public enum Kind: String, Hashable, Sendable {
    /// It is not there any more.
    case missing
    /// Its bytes are others.
    case changed
    /// It is there and was not sealed.
    case added
  }

  /// What happened.
  public let kind: Kind
  /// The file: as sealed where it is missing or changed, as found where it was added.
  public let file: SealedFile
}

extension Seal {
  /// Compares with the files that are there now, in the order of the seal; added ones come last.
  public func differences(from present: [SealedFile]) -> [SealDifference] {
    struct Place: Hashable {
      let role: SealedFile.Role, path: [UInt8]
      init(_ file: SealedFile) { (role, path) = (file.role, Array(file.path.utf8)) }
    }
    let found = Dictionary(present.map { (Place($0), $0) }) { first, _ in first }
    let sealed = Set(files.map { Place($0) })
    let gone: [SealDifference] = files.compactMap { file in
      guard let now = found[Place(file)] else { return SealDifference(kind: .missing, file: file) }
      return now.size == file.size && now.digest == file.digest ? nil : SealDifference(kind: .changed, file: file)
    }
    let added = present.filter { !sealed.contains(Place($0)) }.sorted(by: SealedFile.isBefore)
    return gone + added.map { SealDifference(kind: .added, file: $0) }
  }
}
