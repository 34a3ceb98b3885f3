/// The names of the reports of a batch: those of the assessments' paths, joined by hyphens.
enum ReportNames {
  /// The longest name that every file system takes, less room for what tells equal names apart.
  private static let longest = 200

  /// A file name for each path, in the same order, no two alike.
  ///
  /// A name depends on its own path alone, unless two paths would get the same; then both carry a mark made from their
  /// path, whatever their order.
  static func names(for paths: [String]) -> [String] {
    let plain = paths.map(name)
    var counts: [String: Int] = [:]
    for name in plain { counts[name, default: 0] += 1 }
    var taken: Set<String> = []
    return zip(paths, plain).map { path, plain in
      var name = counts[plain] == 1 ? plain : "\(plain)-\(mark(path))"
      // Only a path made for the purpose ends in the mark of another.
      while !taken.insert(name).inserted { name += "-2" }
      return name + ".pdf"
    }
  }

  private static func name(_ path: String) -> String {
    let stem = path.lowercased().hasSuffix(".yaml") ? path.dropLast(5) : path.dropLast(4)
    // A line end in a name is kept out of those that this program gives.
    let joined = PlainName.of(stem.split(separator: "/").joined(separator: "-"), for: "_")
    guard joined.utf8.count > longest else { return joined }
    var short = joined
    while short.utf8.count > longest { short.unicodeScalars.removeLast() }
    return "\(short)-\(mark(path))"
  }

  /// Eight hexadecimal digits from a path (FNV-1a).
  private static func mark(_ path: String) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in path.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

/// Names of files as they may be shown and given: a file system takes any character but `/`, line ends among them.
enum PlainName {
  /// A name in which a mark stands for every character that would steer a terminal or break a line.
  static func of(_ name: String, for mark: Unicode.Scalar = "\u{FFFD}") -> String {
    guard name.unicodeScalars.contains(where: isUnsafe) else { return name }
    return String(String.UnicodeScalarView(name.unicodeScalars.map { isUnsafe($0) ? mark : $0 }))
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
