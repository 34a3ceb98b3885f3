public import Sealing

extension SealedFile.Role {
  /// Whether an archive keeps the bytes of such files, and not only their digests. Evidence stays with its owner, and
  /// fonts are large and of others.
  public var isArchived: Bool {
    switch self {
    case .assessment, .indicators, .rubric, .template, .brand: true
    case .evidence, .font: false
    }
  }
}
