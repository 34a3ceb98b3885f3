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
  let entries: FieldEntries
  /// The place of the mapping, for fields that are missing.
  let location: SourceLocation
  let problems: DiagnosticCollector
  /// What a required key looks like with a value, for the hint where it is missing.
  private let examples: [String: String]

  /// Opens a mapping. A node of another kind and keys that are not `allowed` are reported.
  /// - Parameters:
  ///   - name: what the mapping is, for messages.
  ///   - titles: other words for keys, by key, which people may write instead.
  ///   - examples: what required keys look like with a value, by key.
  ///   - shape: what to write instead of something that is no mapping.
  init?(
    _ node: YAMLNode, _ name: LocalizedText, allowed: [String], titles: [String: [String]] = [:],
    examples: [String: String] = [:], shape: ((YAMLNode) -> LocalizedText?)? = nil, problems: DiagnosticCollector
  ) {
    self.examples = examples
    guard let pairs = Self.pairs(of: node, name, shape: shape, problems: problems) else { return nil }
    var entries = FieldEntries(pairs)
    // By place, since an entry is costly to take out.
    for place in entries.values.indices where !allowed.contains(entries.values[place].key) {
      let entry = entries.values[place]
      // A key that only stands in quotes or behind a full-width space is reported, and its value looked through.
      if let meant = KeySpelling.plain(entry.key, among: allowed.contains) {
        problems.add(Self.unknownKey(entry, name, hint: KeySpelling.hint(entry.key, meaning: meant)))
        if !entry.key.hasPrefix("＃") { entries.add(entry, as: meant) }
        continue
      }
      problems.add(Self.unknownKey(entry, name, allowed: problems.isFull ? [] : allowed, titles))
    }
    self.entries = entries
    self.location = node.location
    self.problems = problems
  }

  /// The pairs of a mapping, or nil after a report where the node is something else.
  static func pairs(
    of node: YAMLNode, _ name: LocalizedText, shape: ((YAMLNode) -> LocalizedText?)? = nil,
    problems: DiagnosticCollector
  ) -> [YAMLEntry]? {
    if case .mapping(let pairs) = node.content { return pairs }
    guard !node.isNull else {
      problems.add(
        Diagnostic(
          .error, "empty-value", wording("\(name.chinese.beforeHan)没有内容", "\(name.english) has no content"),
          at: node.location))
      return nil
    }
    var hint: LocalizedText?
    if case .scalar(let scalar) = node.content, scalar.isPlain { hint = KeySpelling.colonHint(scalar.text) }
    problems.add(
      Diagnostic(
        .error, "wrong-type",
        wording("\(name.chinese.beforeHan)应为“键: 值”的形式", "\(name.english) has to be a mapping of keys to values"),
        at: node.location, hint: hint ?? shape?(node)))
    return nil
  }

  private static func unknownKey(
    _ entry: YAMLEntry, _ name: LocalizedText, allowed: [String], _ titles: [String: [String]]
  ) -> Diagnostic {
    let candidates = allowed.map { SuggestedName.Candidate($0, titles: titles[$0] ?? []) }
    let suggestion = SuggestedName.question(SuggestedName.likely(to: entry.key, among: candidates))
    let colon = entry.value.isNull ? KeySpelling.colonHint(entry.key) : nil
    // `{note: 已发布, 待修订}` has a key 待修订, which nobody meant.
    let isText = entry.value.isNull && entry.key.contains { !$0.isASCII }
    let comma =
      isText
      ? wording(
        "若它属于前面的文字，整段要加引号：文字里的半角逗号会把它分开",
        "if it belongs to the text before it, quote all of it: a comma ends a text in braces") : nil
    return unknownKey(
      entry, name,
      hint: colon ?? suggestion ?? comma
        ?? wording(
          "可以写的有：\(allowed.joined(separator: "、"))", "what may stand here: \(allowed.joined(separator: ", "))"))
  }

  private static func unknownKey(_ entry: YAMLEntry, _ name: LocalizedText, hint: LocalizedText) -> Diagnostic {
    let key = excerpt(entry.key)
    let isQuoted = key.contains { "“”".contains($0) }
    return Diagnostic(
      .error, "unknown-key",
      wording(
        "\(name.chinese.beforeHan)里没有\(isQuoted ? " \(key) " : "“\(key)”")这一项",
        "\(name.english) has no \(isQuoted ? key : "“\(key)”")"),
      at: entry.keyLocation, hint: hint)
  }

  /// The entry of a key that has to be there; a report where it is not.
  func required(_ key: String) -> YAMLEntry? {
    guard let entry = entries[key] else {
      problems.add(
        Diagnostic(
          .error, "missing-key", wording("缺少 \(key)", "\(key) is missing"), at: location.firstScalar,
          hint: examples[key].map { wording("例如 \($0)", "such as \($0)") }))
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

  /// A running text, in which a comment may be the rest of a text that had to be quoted.
  func text(_ key: String, limit: Int = TextReader.defaultLimit) -> Located<String>? {
    required(key).flatMap { TextReader(problems: problems).text($0.value, key: key, limit: limit) }
  }

  /// A name, version or other word, in which no `#` is expected.
  func token(_ key: String) -> Located<String>? {
    required(key).flatMap { TextReader(problems: problems, isProse: false).text($0.value, key: key) }
  }

  func optionalToken(_ key: String) -> Located<String>? {
    optional(key).flatMap { TextReader(problems: problems, isProse: false).text($0.value, key: key) }
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

  func optionalDecimal(_ key: String, in range: ClosedRange<Int>) -> Located<Rational>? {
    optional(key).flatMap { NumberReader(problems: problems).decimal($0.value, key: key, in: range) }
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
  /// - Parameter titles: what people may write instead, by word.
  func word(_ key: String, of words: [String], titles: [String: [String]] = [:]) -> Located<String>? {
    guard let found = token(key) else { return nil }
    guard words.contains(found.value) else {
      let list = words.joined(separator: "、")
      let candidates = words.map { SuggestedName.Candidate($0, titles: titles[$0] ?? []) }
      let suggestion = SuggestedName.question(
        SuggestedName.likely(to: InputMethodMarks.unwrapped(found.value), among: candidates))
      problems.add(
        Diagnostic(
          .error, "unknown-word",
          wording(
            "\(key) 只能是 \(list)，这里写的是 \(excerpt(found.value))",
            "\(key) has to be one of \(words.joined(separator: ", ")), not “\(excerpt(found.value))”"),
          at: found.location, hint: suggestion))
      return nil
    }
    return found
  }

  /// The elements of a list; an absent key gives nil, another kind of node a report and nil.
  /// - Parameter shape: how a value that is no list should be written.
  func optionalList(_ key: String, shape: ((YAMLNode) -> String?)? = nil) -> [YAMLNode]? {
    optional(key).flatMap { list($0, shape) }
  }

  /// The elements of a list that has to be there.
  /// - Parameter shape: how a value that is no list should be written.
  func list(_ key: String, shape: ((YAMLNode) -> String?)? = nil) -> [YAMLNode]? {
    required(key).flatMap { list($0, shape) }
  }

  /// The value as a list: `E01，E02` and `【E01】` as `[E01, E02]` and `[E01]`, a running text as one element.
  private static func listExample(_ node: YAMLNode) -> String {
    guard case .scalar(let scalar) = node.content else { return "[甲, 乙]" }
    let names = InputMethodMarks.names(scalar.text)
    let isNames = !names.isEmpty && names.allSatisfy { KeySpelling.isKey($0) }
    return "[\(excerpt(isNames ? names.joined(separator: ", ") : scalar.text))]"
  }

  private func list(_ entry: YAMLEntry, _ shape: ((YAMLNode) -> String?)? = nil) -> [YAMLNode]? {
    guard case .sequence(let nodes) = entry.value.content else {
      let example = shape?(entry.value) ?? Self.listExample(entry.value)
      problems.add(
        Diagnostic(
          .error, "wrong-type", wording("\(entry.key) 应为列表", "\(entry.key) has to be a list"),
          at: entry.value.location,
          hint: wording("写成 \(example)，或每行一个“- ”", "write \(example), or one “- ” a line")))
      return nil
    }
    return nodes
  }

  /// The texts of a list.
  func texts(_ key: String) -> [Located<String>]? {
    list(key).map { texts($0, key: key) }
  }

  func texts(_ nodes: [YAMLNode], key: String, areProse: Bool = true) -> [Located<String>] {
    let reader = TextReader(problems: problems, isProse: areProse)
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
