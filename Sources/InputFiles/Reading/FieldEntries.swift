/// The entries of a mapping by key, the first of a key that stands twice.
///
/// A list, since the mappings of these files have a few keys, which are compared faster than hashed.
struct FieldEntries {
  /// All entries in their order, those that stand for another key last.
  private(set) var values: [YAMLEntry] = []
  /// What the last values are found under, which they do not write.
  private var meant: [String] = []

  private static let few = 32

  init(_ pairs: [YAMLEntry]) { values = Self.isWithoutRepeats(pairs) ? pairs : Self.firstOfEach(pairs) }

  /// Whether no key stands twice; not found out of many.
  private static func isWithoutRepeats(_ pairs: [YAMLEntry]) -> Bool {
    guard pairs.count <= few else { return false }
    for place in pairs.indices {
      let key = pairs[place].key
      for earlier in 0..<place where pairs[earlier].key == key { return false }
    }
    return true
  }

  private static func firstOfEach(_ pairs: [YAMLEntry]) -> [YAMLEntry] {
    var seen: Set<String> = []
    return pairs.filter { seen.insert($0.key).inserted }
  }

  /// The entry of a key.
  subscript(key: String) -> YAMLEntry? { place(of: key).map { values[$0] } }

  private func place(of key: String) -> Int? {
    let written = values.count - meant.count
    if let other = meant.firstIndex(of: key) { return written + other }
    for place in 0..<written where values[place].key == key { return place }
    return nil
  }

  /// Finds an entry under another key too, unless that has one.
  mutating func add(_ entry: YAMLEntry, as key: String) {
    guard place(of: key) == nil else { return }
    values.append(entry)
    meant.append(key)
  }

  /// All keys under which something is found.
  var keys: [String] { values.dropLast(meant.count).map(\.key) + meant }
}
