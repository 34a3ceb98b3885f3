public import Sealing

extension SealedFile.Role {
  /// Whether an archive keeps the bytes of such files, and not only their digests. Evidence stays with its owner,
  /// fonts are large and of others, and an earlier assessment has an entry of its own.
  public var isArchived: Bool {
    switch self {
    case .assessment, .indicators, .rubric, .template, .brand: true
    case .evidence, .font, .comparison: false
    }
  }
}
