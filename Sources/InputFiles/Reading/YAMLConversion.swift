internal import Diagnostics
internal import Yams

/// Turns Yams' nodes into ours, and reports what this tool does not take: too deep nesting, tags, keys that are no text,
/// characters that should not be there.
struct YAMLConversion {
  private let source: SourceText
  /// The keys that were overwritten because they came twice, by their mask.
  private let maskedKeys: [String: String]
  private let lines: LineScalars
  private let problems: DiagnosticCollector
  /// Whether a value may hold a character that no input should.
  private let looksForSuspects: Bool

  /// The path of the file, which places name.
  var path: String { source.path }

  init(source: SourceText, maskedKeys: [String: String], problems: DiagnosticCollector) {
    self.source = source
    self.maskedKeys = maskedKeys
    self.problems = problems
    lines = LineScalars(source.lines)
    looksForSuspects = source.traits.mayHoldSuspects || source.traits.holdsBackslashes
  }

  func convert(_ node: Node, depth: Int) -> YAMLNode? {
    let location = place(node)
    guard depth <= YAMLReader.depthLimit else {
      problems.add(YAMLSyntaxError.tooDeep(at: location))
      return nil
    }
    reportTag(at: location)
    switch node {
    case .scalar(let scalar):
      let converted = converted(scalar.string, YAMLScalar.Style(scalar.style), at: location)
      return YAMLNode(content: .scalar(converted), location: location)
    case .sequence(let sequence):
      var nodes: [YAMLNode] = []
      for element in sequence {
        if let converted = convert(element, depth: depth + 1) { nodes.append(converted) }
      }
      return YAMLNode(content: .sequence(nodes), location: location)
    case .mapping(let mapping):
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
      reportTag(at: keyPlace)
      guard case .scalar(let scalar) = keyNode else {
        problems.add(
          Diagnostic(
            .error, "complex-key", wording("键必须是文字", "a key has to be a text"), at: keyPlace,
            hint: wording("以 [ 或 { 开头的文字要加引号", "quote a text that begins with [ or {")))
        continue
      }
      let key = maskedKeys[scalar.string] ?? scalar.string
      keyPlace.length = max(1, key.scalarCount)
      _ = converted(key, YAMLScalar.Style(scalar.style), at: keyPlace)
      if let first = firstPlaces[key] {
        problems.add(DuplicateKeys.diagnostic(key, first: first, second: keyPlace, isRecord: valueNode.mapping != nil))
      } else {
        firstPlaces[key] = keyPlace
      }
      guard let value = convert(valueNode, depth: depth + 1) else { continue }
      entries.append(YAMLEntry(key: key, keyLocation: keyPlace, value: Self.placed(value, below: keyPlace)))
    }
    return entries
  }

  /// A collection on the lines below has no sign of its own; its key stands for it.
  static func placed(_ value: YAMLNode, below key: SourceLocation) -> YAMLNode {
    if case .scalar = value.content { return value }
    return value.location.line > key.line ? YAMLNode(content: value.content, location: key) : value
  }

  // MARK: - Scalars

  /// A scalar with the comment behind it; what its characters and its escapes hold is reported.
  func converted(_ text: String, _ style: YAMLScalar.Style, at location: SourceLocation) -> YAMLScalar {
    var converted = YAMLScalar(text: text, style: style)
    reportCharacters(of: converted, at: location)
    if converted.isPlain { converted.comment = comment(behind: converted, at: location) }
    return converted
  }

  /// Characters that are no fault of the file as a whole, and those that an escape writes.
  private func reportCharacters(of scalar: YAMLScalar, at location: SourceLocation) {
    guard looksForSuspects else { return }
    reportHeaps(of: scalar, at: location)
    guard scalar.text.unicodeScalars.contains(where: { SuspectCharacter($0) != nil }) else { return }
    var found: [(scalar: Unicode.Scalar, first: SourceLocation, count: Int)] = []
    var places = ScalarPlaces(scalar, at: location, in: lines)
    for character in scalar.text.unicodeScalars where !ScalarPlaces.isBlank(character) {
      guard let place = places.next()?.location, SuspectCharacter(character) != nil else { continue }
      // What is refused everywhere has been reported where it stands as itself.
      if CharacterCheck.isRefused(character), place.length == 1 { continue }
      if let index = found.firstIndex(where: { $0.scalar == character }) {
        found[index].count += 1
      } else {
        found.append((character, place, 1))
      }
    }
    for (character, place, count) in found {
      guard let suspect = SuspectCharacter(character) else { continue }
      problems.add(suspect.diagnostic(character, at: place, count: count))
    }
  }

  /// Characters with so many marks on them that they cover the lines around.
  private func reportHeaps(of scalar: YAMLScalar, at location: SourceLocation) {
    guard scalar.text.unicodeScalars.contains(where: StackedMarks.isMark) else { return }
    let heaps = StackedMarks.heaps(in: scalar.text)
    guard let first = heaps.first else { return }
    var places = ScalarPlaces(scalar, at: location, in: lines)
    for (index, character) in scalar.text.unicodeScalars.enumerated() where !ScalarPlaces.isBlank(character) {
      guard let place = places.next()?.location else { return }
      // A mark may stand on a blank, which has no place.
      guard index >= first.base else { continue }
      problems.add(first.diagnostic(at: place, heaps: heaps.count))
      return
    }
  }

  private func comment(behind scalar: YAMLScalar, at location: SourceLocation) -> YAMLComment? {
    guard !scalar.text.isEmpty, mayEndBeforeHash(scalar, from: location.line) else { return nil }
    var end = location.line
    var index = location.column - 1 + scalar.text.unicodeScalars.count
    if isFolded(scalar, at: location) {
      var places = ScalarPlaces(scalar, at: location, in: lines)
      for character in scalar.text.unicodeScalars where !ScalarPlaces.isBlank(character) {
        guard let place = places.next()?.location else { return nil }
        (end, index) = (place.line, place.column)
      }
    }
    guard let hash = lines.lastHash(in: end), hash > index, let line = lines[end] else { return nil }
    return YAMLComment(behind: index, of: line, number: end, file: source.path)
  }

  /// Whether one of the lines on which a plain scalar may stand has a `#`. YAML folds a line end into a blank, and two or
  /// more into one line end less, so that a scalar has at most twice as many line ends as blanks and line ends in its text.
  private func mayEndBeforeHash(_ scalar: YAMLScalar, from first: Int) -> Bool {
    var text = scalar.text
    let blanks = text.withUTF8 { bytes in bytes.count { $0 == 0x20 || $0 == 0x0A } }
    return source.traits.holdsHash(inLines: first...(first + 2 * blanks))
  }

  /// Whether a plain scalar goes over several lines.
  private func isFolded(_ scalar: YAMLScalar, at location: SourceLocation) -> Bool {
    guard let line = lines[location.line] else { return false }
    return !line.dropFirst(location.column - 1).starts(with: scalar.text.unicodeScalars)
  }

  // MARK: - Places

  /// A tag changes what a value means, or asks for a type that only some program knows; in an assessment it says nothing
  /// that the file does not say without it. A node begins with its tag, and no plain scalar begins with `!`.
  func reportTag(at location: SourceLocation) {
    guard source.traits.holdsExclamationMarks, let line = lines[location.line], location.column >= 1,
      location.column <= line.count,
      line[location.column - 1] == "!"
    else { return }
    let tag = line[(location.column - 1)...].prefix { !ScalarPlaces.isBlank($0) }
    let name = excerpt(String(String.UnicodeScalarView(tag)))
    problems.add(
      Diagnostic(
        .error, "yaml-tag", wording("不支持 YAML 类型标签 \(name)", "YAML tags such as \(name) are not supported"),
        at: SourceLocation(file: source.path, line: location.line, column: location.column, length: tag.count),
        hint: wording("请删去标签；以 ! 开头的文字要加引号", "delete the tag; quote a text that begins with !")))
  }

  private static func holdsLineEnd(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.contains(0x0A) } && text.contains("\n")
  }

  private func place(_ node: Node) -> SourceLocation {
    let mark = node.mark
    let location = SourceLocation(file: source.path, line: mark?.line ?? 0, column: mark?.column ?? 0)
    guard case .scalar(let scalar) = node else { return location }
    return Self.place(of: scalar.string, YAMLScalar.Style(scalar.style), from: location)
  }

  /// The place of a scalar that begins somewhere, with its quotation marks.
  static func place(of text: String, _ style: YAMLScalar.Style, from start: SourceLocation) -> SourceLocation {
    guard !holdsLineEnd(text) else { return start }
    var location = start
    location.length = max(1, text.scalarCount + (style == .singleQuoted || style == .doubleQuoted ? 2 : 0))
    return location
  }
}

extension YAMLScalar.Style {
  init(_ style: Node.Scalar.Style) {
    switch style {
    case .any, .plain: self = .plain
    case .singleQuoted: self = .singleQuoted
    case .doubleQuoted: self = .doubleQuoted
    case .literal, .folded: self = .block
    }
  }
}
