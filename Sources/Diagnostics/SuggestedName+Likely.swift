extension SuggestedName {
  /// A name that may have been meant, with other words for it, such as its titles.
  public struct Candidate: Sendable {
    /// The name that has to be written.
    public let name: String
    /// The name and the titles as they are compared.
    fileprivate let foldedName: String
    fileprivate let foldedTitles: [String]

    /// Pairs a name with other words for it.
    /// - Parameter titles: what people may write instead of it.
    public init(_ name: String, titles: [String] = []) {
      self.name = name
      foldedName = folded(name)
      foldedTitles = titles.map(folded)
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
    let same = names { $0.foldedName == target || $0.foldedTitles.contains(target) }
    if !same.isEmpty { return same }
    if let slip = nearest(to: target, among: candidates.flatMap { [$0.foldedName] + $0.foldedTitles }) {
      return names { $0.foldedName == slip || $0.foldedTitles.contains(slip) }
    }
    let parts = names { candidate in
      target.hasSuffix("." + candidate.foldedName) || segments(candidate.foldedName).isSuperset(of: segments(target))
    }
    guard parts.isEmpty, target.unicodeScalars.count >= 2 else { return parts }
    return names { $0.foldedTitles.contains { !$0.isEmpty && ($0.contains(target) || target.contains($0)) } }
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
}

/// Small letters, half-width, hyphens for underscores and blanks.
private func folded(_ text: String) -> String {
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
