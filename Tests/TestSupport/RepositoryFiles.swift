public import Foundation

/// Finds the files that tests share, from where this source file lies.
public enum RepositoryFiles {
  /// The top folder of the checkout.
  public static let root: URL = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file or folder below `Tests/Fixtures`.
  public static func fixture(_ path: String) -> URL { root.appending(path: "Tests/Fixtures/\(path)") }
}
