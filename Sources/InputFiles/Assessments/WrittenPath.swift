/// What a path says by its spelling, also one of Windows or the web.
enum WrittenPath {
  /// Whether it begins at a root: `/…`, `C:/…`, `C:\…` or `\\server\…`.
  static func isAbsolute(_ path: String) -> Bool {
    path.hasPrefix("/") || path.hasPrefix("\\\\") || path.prefixMatch(of: #/[A-Za-z]:[\/\\]/#) != nil
  }

  /// The scheme of an address such as `https://…`.
  static func scheme(_ path: String) -> String? {
    path.prefixMatch(of: #/([A-Za-z][A-Za-z0-9+.-]{1,10}):\/\//#).map { String($0.1) }
  }

  /// What stands behind the last separator.
  static func lastPart(_ path: String) -> String? {
    path.split { $0 == "/" || $0 == "\\" }.last.map(String.init)
  }
}
