internal import AssessmentModel
public import Diagnostics

/// A value with the place it was read from.
public struct Located<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value
  /// Where it stands.
  public var location: SourceLocation

  /// Pairs the two.
  public init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }
}

/// Reads the fields of one mapping, reports what is wrong with each, and goes on.
struct FieldReader {
  let entries: [String: YAMLEntry]
  /// The place of the mapping, for fields that are missing.
  let location: SourceLocation
  let problems: DiagnosticCollector

  /// Opens a mapping. A node of another kind and keys that are not `allowed` are reported.
  /// - Parameter name: what the mapping is, for messages.
  init?(_ node: YAMLNode, _ name: LocalizedText, allowed: [String], problems: DiagnosticCollector) {
    guard let pairs = Self.pairs(of: node, name, problems: problems) else { return nil }
    var entries: [String: YAMLEntry] = [:]
    for entry in pairs where entries[entry.key] == nil {
      entries[entry.key] = entry
      guard !allowed.contains(entry.key) else { continue }
      problems.add(Self.unknownKey(entry, name, allowed: problems.isFull ? [] : allowed))
    }
    self.entries = entries
    self.location = node.location
    self.problems = problems
  }

  /// The pairs of a mapping, or nil after a report where the node is something else.
  static func pairs(of node: YAMLNode, _ name: LocalizedText, problems: DiagnosticCollector) -> [YAMLEntry]? {
    guard case .mapping(let pairs) = node.content else {
      problems.add(
        Diagnostic(
          .error, node.isNull ? "empty-value" : "wrong-type",
          node.isNull
            ? wording("\(name.chinese.beforeHan)没有内容", "\(name.english) has no content")
            : wording(
              "\(name.chinese.beforeHan)应为“键: 值”的形式", "\(name.english) has to be a mapping of keys to values"),
          at: node.location))
      return nil
    }
    return pairs
  }

  private static func unknownKey(_ entry: YAMLEntry, _ name: LocalizedText, allowed: [String]) -> Diagnostic {
    let list = allowed.joined(separator: "、")
    let hint: LocalizedText
    if let suggestion = SuggestedName.nearest(to: entry.key, among: allowed) {
      hint = wording("是不是 \(suggestion)？", "did you mean \(suggestion)?")
    } else {
      hint = wording("可以写的有：\(list)", "what may stand here: \(allowed.joined(separator: ", "))")
    }
    return Diagnostic(
      .error, "unknown-key",
      wording(
        "\(name.chinese.beforeHan)里没有“\(excerpt(entry.key))”这一项",
        "\(name.english) has no “\(excerpt(entry.key))”"),
      at: entry.keyLocation, hint: hint)
  }

  /// The entry of a key that has to be there; a report where it is not.
  func required(_ key: String) -> YAMLEntry? {
    guard let entry = entries[key] else {
      problems.add(
        Diagnostic(.error, "missing-key", wording("缺少 \(key)", "\(key) is missing"), at: location.firstScalar)
      )
      return nil
    }
    return withValue(entry)
  }

  /// The entry of a key, where it is there.
  func optional(_ key: String) -> YAMLEntry? { entries[key].flatMap(withValue) }

  /// An entry whose value is empty is a slip, whether the key is required or not: `note:` says nothing.
  private func withValue(_ entry: YAMLEntry) -> YAMLEntry? {
    guard entry.value.isNull else { return entry }
    problems.add(
      Diagnostic(
        .error, "empty-value", wording("\(excerpt(entry.key)) 后面没有值", "\(excerpt(entry.key)) has no value"),
        at: entry.keyLocation,
        hint: wording(
          "请填写，或删去这一项；以 # 开头的值要加引号", "give a value or delete the key; quote a value that begins with #")))
    return nil
  }

  // MARK: - Values

  func text(_ key: String, limit: Int = TextReader.defaultLimit) -> Located<String>? {
    required(key).flatMap { TextReader(problems: problems).text($0.value, key: key, limit: limit) }
  }

  func optionalText(_ key: String, limit: Int = TextReader.defaultLimit) -> Located<String>? {
    optional(key).flatMap { TextReader(problems: problems).text($0.value, key: key, limit: limit) }
  }

  /// A text that has to be there but may be `""`, such as a clause number that nobody published.
  func textOrEmpty(_ key: String) -> Located<String>? {
    required(key).flatMap { TextReader(problems: problems).text($0.value, key: key, mayBeEmpty: true) }
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Located<Int>? {
    required(key).flatMap { NumberReader(problems: problems).integer($0.value, key: key, in: range) }
  }

  func optionalInteger(_ key: String, in range: ClosedRange<Int>) -> Located<Int>? {
    optional(key).flatMap { NumberReader(problems: problems).integer($0.value, key: key, in: range) }
  }

  func decimal(_ key: String, in range: ClosedRange<Int>) -> Located<Rational>? {
    required(key).flatMap { NumberReader(problems: problems).decimal($0.value, key: key, in: range) }
  }

  func percentage(_ key: String) -> Located<Rational>? {
    required(key).flatMap { NumberReader(problems: problems).percentage($0.value, key: key) }
  }

  func optionalDate(_ key: String) -> Located<CalendarDate>? {
    optional(key).flatMap { DateReader(problems: problems).date($0.value, key: key) }
  }

  func date(_ key: String) -> Located<CalendarDate>? {
    required(key).flatMap { DateReader(problems: problems).date($0.value, key: key) }
  }

  /// One of a fixed set of words.
  func word(_ key: String, of words: [String]) -> Located<String>? {
    guard let found = text(key) else { return nil }
    guard words.contains(found.value) else {
      let list = words.joined(separator: "、")
      let suggestion = SuggestedName.nearest(to: found.value, among: words)
      problems.add(
        Diagnostic(
          .error, "unknown-word",
          wording(
            "\(key) 只能是 \(list)，这里写的是“\(excerpt(found.value))”",
            "\(key) has to be one of \(words.joined(separator: ", ")), not “\(excerpt(found.value))”"),
          at: found.location, hint: suggestion.map { wording("是不是 \($0)？", "did you mean \($0)?") }))
      return nil
    }
    return found
  }

  /// The elements of a list; an absent key gives nil, another kind of node a report and nil.
  func optionalList(_ key: String) -> [YAMLNode]? {
    optional(key).flatMap { list($0) }
  }

  /// The elements of a list that has to be there.
  func list(_ key: String) -> [YAMLNode]? {
    required(key).flatMap { list($0) }
  }

  private func list(_ entry: YAMLEntry) -> [YAMLNode]? {
    guard case .sequence(let nodes) = entry.value.content else {
      problems.add(
        Diagnostic(
          .error, "wrong-type", wording("\(entry.key) 应为列表", "\(entry.key) has to be a list"),
          at: entry.value.location,
          hint: wording("写成 [甲, 乙]，或每行一个“- ”", "write [a, b], or one “- ” a line")))
      return nil
    }
    return nodes
  }

  /// The texts of a list.
  func texts(_ key: String) -> [Located<String>]? {
    list(key).map { texts($0, key: key) }
  }

  func texts(_ nodes: [YAMLNode], key: String) -> [Located<String>] {
    let reader = TextReader(problems: problems)
    return nodes.compactMap { reader.text($0, key: key) }
  }
}

extension YAMLNode {
  /// Whether the node is an empty scalar or `null`.
  var isNull: Bool {
    if case .scalar(let scalar) = content { scalar.kind == .null } else { false }
  }
}

extension SourceLocation {
  /// The same place, one scalar long: for what is missing there.
  var firstScalar: SourceLocation { SourceLocation(file: file, line: line, column: column) }
}
