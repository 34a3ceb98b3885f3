/// What a path says by its spelling, also one of Windows or the web.
enum WrittenPath {
  /// Whether it begins at a root: `/…`, `C:/…`, `C:\…` or `\\server\…`.
  static func isAbsolute(_ path: String) -> Bool {
    path.hasPrefix("/") || path.hasPrefix("\\\\") || hasDrive(path)
  }

  /// Whether it begins as `C:/` or `C:\`.
  private static func hasDrive(_ path: String) -> Bool {
    let start = Array(path.utf8.prefix(3))
    guard start.count == 3, start[1] == UInt8(ascii: ":") else { return false }
    let isLetter = (0x41...0x5A).contains(start[0]) || (0x61...0x7A).contains(start[0])
    return isLetter && (start[2] == UInt8(ascii: "/") || start[2] == UInt8(ascii: "\\"))
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
