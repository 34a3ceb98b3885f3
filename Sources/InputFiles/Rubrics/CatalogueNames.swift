internal import Diagnostics

/// The names by which data files may call what a catalogue of indicators holds: ids, titles in both languages and other names.
/// No two entries share one, as nobody could say what a column of that name holds.
struct CatalogueNames {
  private var first: [String: (entry: SourceLocation, place: SourceLocation)] = [:]

  /// Takes the names of indicators or measures, each at its place, and reports those that another entry has.
  mutating func take(_ entries: [YAMLEntry], _ problems: DiagnosticCollector) {
    for entry in entries {
      for (name, place) in Self.names(of: entry) {
        guard let earlier = first[name] else {
          first[name] = (entry.keyLocation, place)
          continue
        }
        guard earlier.entry != entry.keyLocation else { continue }
        problems.add(
          Diagnostic(
            .error, "duplicate-id",
            wording("名称 \(excerpt(name)) 用了两次", "the name \(excerpt(name)) is used twice"), at: place,
            notes: [Diagnostic.Note(wording("第一次在这里", "the first one is here"), at: earlier.place)],
            hint: wording(
              "数据文件按名称认列，请给其中一个改名", "data files call their columns by these names; rename one of the two")))
      }
    }
  }

  private static func names(of entry: YAMLEntry) -> [(String, SourceLocation)] {
    guard case .mapping(let fields) = entry.value.content else { return [(entry.key, entry.keyLocation)] }
    let texts = fields.flatMap { field -> [YAMLNode] in
      switch (field.key, field.value.content) {
      case ("title", .mapping(let titles)): titles.map(\.value)
      case ("also", .sequence(let names)): names
      default: []
      }
    }
    return [(entry.key, entry.keyLocation)]
      + texts.compactMap { node in
        guard case .scalar(let scalar) = node.content else { return nil }
        return (scalar.text, node.location)
      }
  }
}
