extension SuggestedName {
  /// A name that may have been meant, with other words for it, such as its titles.
  public struct Candidate: Sendable {
    /// The name that has to be written.
    public var name: String
    /// What people may write instead of it.
    public var titles: [String]

    /// Pairs a name with other words for it.
    public init(_ name: String, titles: [String] = []) {
      self.name = name
      self.titles = titles
    }
  }

  /// The names that a writer most likely meant, the likeliest first, at most `limit`: the same name in another spelling
  /// (capitals, underscores, full-width letters), a typing slip, a title, a name of which a part was written, a title of
  /// which a part was written.
  public static func likely(to written: String, among candidates: [Candidate], limit: Int = 3) -> [String] {
    let target = folded(written)
    guard !target.isEmpty, target.unicodeScalars.count <= 80 else { return [] }
    func names(_ isMeant: (Candidate) -> Bool) -> [String] {
      Array(candidates.filter(isMeant).map(\.name).prefix(limit))
    }
    let same = names { folded($0.name) == target || $0.titles.contains { folded($0) == target } }
    if !same.isEmpty { return same }
    let parts = names { candidate in
      let name = folded(candidate.name)
      return target.hasSuffix("." + name) || segments(name).isSuperset(of: segments(target))
    }
    let words = candidates.flatMap { [$0.name] + $0.titles }.map(folded)
    if let slip = nearest(to: target, among: words) {
      return names { folded($0.name) == slip || $0.titles.contains { folded($0) == slip } }
    }
    if !parts.isEmpty { return parts }
    guard target.unicodeScalars.count >= 2 else { return [] }
    return names { $0.titles.contains { folded($0).contains(target) || target.contains(folded($0)) } }
  }

  /// A question that offers names, or nil where there are none.
  public static func question(_ names: [String]) -> LocalizedText? {
    guard !names.isEmpty else { return nil }
    return LocalizedText(
      chinese: "是不是 \(names.joined(separator: "、"))？", english: "did you mean \(names.joined(separator: " or "))?")
  }

  /// The words between dots and hyphens.
  private static func segments(_ name: String) -> Set<Substring> {
    Set(name.split { $0 == "." || $0 == "-" })
  }

  /// Small letters, half-width, hyphens for underscores and blanks.
  private static func folded(_ text: String) -> String {
    var folded = ""
    for scalar in text.unicodeScalars.prefix(200) {
      switch scalar.value {
      case 0xFF01...0xFF5E: folded.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x5F, 0x20, 0x3000: folded.unicodeScalars.append("-")
      default: folded.unicodeScalars.append(scalar)
      }
    }
    return folded.lowercased()
  }
}
