internal import Diagnostics
internal import Yams

/// Turns Yams' nodes into ours, and reports what this tool does not take: too deep nesting, tags, keys that are no text.
struct YAMLConversion {
  let source: SourceText
  /// The keys that were overwritten because they came twice, by their mask.
  let maskedKeys: [String: String]
  let problems: DiagnosticCollector

  init(source: SourceText, maskedKeys: [String: String], problems: DiagnosticCollector) {
    self.source = source
    self.maskedKeys = maskedKeys
    self.problems = problems
  }

  func convert(_ node: Node, depth: Int) -> YAMLNode? {
    let location = place(node)
    guard depth <= YAMLReader.depthLimit else {
      problems.add(YAMLSyntaxError.tooDeep(at: location))
      return nil
    }
    switch node {
    case .scalar(let scalar):
      reportTag(unless: node.tag == Tag(.str), at: location)
      return YAMLNode(content: .scalar(converted(scalar)), location: location)
    case .sequence(let sequence):
      reportTag(unless: node.tag == Tag(.seq), at: location)
      var nodes: [YAMLNode] = []
      for element in sequence {
        if let converted = convert(element, depth: depth + 1) { nodes.append(converted) }
      }
      return YAMLNode(content: .sequence(nodes), location: location)
    case .mapping(let mapping):
      reportTag(unless: node.tag == Tag(.map), at: location)
      return YAMLNode(content: .mapping(entries(of: mapping, depth: depth)), location: location)
    case .alias:
      // Yams puts the aliased node here while composing; kept so that a change of that cannot pass unseen.
      problems.add(YAMLSyntaxError.unknown(source: source))
      return nil
    }
  }

  private func entries(of mapping: Node.Mapping, depth: Int) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    var firstPlaces: [String: SourceLocation] = [:]
    for (keyNode, valueNode) in mapping {
      var keyPlace = place(keyNode)
      guard case .scalar(let scalar) = keyNode else {
        problems.add(
          Diagnostic(
            .error, "complex-key", wording("键必须是文字", "a key has to be a text"), at: keyPlace,
            hint: wording("以 [ 或 { 开头的文字要加引号", "quote a text that begins with [ or {")))
        continue
      }
      let key = maskedKeys[scalar.string] ?? scalar.string
      keyPlace.length = max(1, key.unicodeScalars.count)
      if let first = firstPlaces[key] {
        problems.add(DuplicateKeys.diagnostic(key, first: first, second: keyPlace))
      } else {
        firstPlaces[key] = keyPlace
      }
      guard let value = convert(valueNode, depth: depth + 1) else { continue }
      // A collection on the lines below has no sign of its own; its key stands for it.
      let isBelow = value.location.line > keyPlace.line
      entries.append(
        YAMLEntry(
          key: key, keyLocation: keyPlace,
          value: isBelow ? YAMLNode(content: value.content, location: keyPlace) : value))
    }
    return entries
  }

  private func converted(_ scalar: Node.Scalar) -> YAMLScalar {
    YAMLScalar(text: scalar.string, isPlain: scalar.style == .plain)
  }

  private func reportTag(unless isOrdinary: Bool, at location: SourceLocation) {
    guard !isOrdinary else { return }
    problems.add(
      Diagnostic(
        .error, "yaml-tag", wording("不支持 YAML 类型标签", "YAML tags are not supported"), at: location,
        hint: wording("请删去标签；以 ! 开头的文字要加引号", "delete the tag; quote a text that begins with !")))
  }

  private func place(_ node: Node) -> SourceLocation {
    let mark = node.mark
    var location = SourceLocation(file: source.path, line: mark?.line ?? 0, column: mark?.column ?? 0)
    if case .scalar(let scalar) = node, !scalar.string.contains("\n") {
      let quotes = scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? 2 : 0
      location.length = max(1, scalar.string.unicodeScalars.count + quotes)
    }
    return location
  }
}
