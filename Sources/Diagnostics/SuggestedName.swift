/// Finds the name that a writer most likely meant.
public enum SuggestedName {
  /// The nearest of `names` by the number of typing slips (insertion, deletion, exchange, swap of neighbours), or nil
  /// where none is near enough to be a likely slip. Of equally near names the first in scalar order is taken.
  public static func nearest(to written: String, among names: some Sequence<String>) -> String? {
    let target = Array(written.unicodeScalars.prefix(longestCompared))
    let allowed = max(1, target.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
      let candidate = Array(name.unicodeScalars.prefix(longestCompared))
      // Of two names in one group only what stands behind the group's dot is compared.
      let allowed = allowedSlips(target, candidate) ?? allowed
      guard abs(candidate.count - target.count) <= allowed else { continue }
      let distance = slips(from: target, to: candidate)
      guard distance <= allowed, distance < max(candidate.count, target.count) else { continue }
      guard let current = best else {
        best = (name, distance)
        continue
      }
      if distance < current.distance || (distance == current.distance && name < current.name) {
        best = (name, distance)
      }
    }
    return best?.name
  }

  /// How many slips are likely between two names with the same part before a dot; nil where they have none.
  private static func allowedSlips(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int? {
    guard let dot = left.lastIndex(of: "."), right.count > dot, left[...dot] == right[...dot] else { return nil }
    return max(1, (left.count - dot - 1) / 3)
  }

  /// The things that have one of the written words as a name, whatever its case, at most three of them.
  ///
  /// - Parameters:
  ///   - words: what was written, as a whole and in parts.
  ///   - things: what there is, each with how a hint calls it and what people may call it.
  public static func called(_ words: [String], among things: [(id: String, names: [String])]) -> [String] {
    let folded = Set(words.filter { !$0.isEmpty }.map { $0.lowercased() })
    return things.filter { thing in thing.names.contains { folded.contains($0.lowercased()) } }
      .prefix(3).map(\.id)
  }

  /// What people may call something: its id, the part of that behind the last dot, and its titles.
  public static func names(of id: String, _ title: LocalizedText) -> [String] {
    [id, id.split(separator: ".").last.map(String.init) ?? id, title.chinese, title.english]
  }

  /// Names are short; a longer text is no slip of one of them, and the table below stays small.
  private static let longestCompared = 80

  /// Optimal string alignment distance.
  private static func slips(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for (column, other) in right.enumerated() {
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1))
        if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
