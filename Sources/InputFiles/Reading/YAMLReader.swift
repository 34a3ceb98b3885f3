internal import Diagnostics
internal import Yams

/// Reads a YAML file into nodes with places, within limits that hold for hostile input.
///
/// One document; no anchors and aliases (a few lines of them can stand for gigabytes), no tags, no merge keys; at most
/// `depthLimit` levels. Duplicate keys are reported with both places and reading goes on.
struct YAMLReader {
  /// How deep collections may nest. An assessment needs five levels.
  static let depthLimit = 64

  private let source: SourceText
  private let problems: DiagnosticCollector

  /// Reads the top node. Nil means that a problem was reported which leaves nothing to go on with.
  ///
  /// Where a damaged text turns out to be no YAML, that is most likely the damage, which has been reported.
  static func read(_ source: SourceText, problems: DiagnosticCollector) -> YAMLNode? {
    if let node = plainly(source) { return node }
    return carefully(source, problems: problems)
  }

  /// Reads a text that has nothing to report; nil where it may have, or is larger than texts may be.
  static func plainly(_ source: SourceText) -> YAMLNode? {
    source.traits.structureMarks > structureLimit ? nil : PlainYAML.read(source)
  }

  /// Reads any text, and reports all that is wrong with it.
  static func carefully(_ source: SourceText, problems: DiagnosticCollector) -> YAMLNode? {
    guard source.isDamaged else { return YAMLReader(source: source, problems: problems).read() }
    let further = DiagnosticCollector(limit: problems.limit)
    guard let node = YAMLReader(source: source, problems: further).read() else { return nil }
    problems.add(contentsOf: further.diagnostics)
    return node
  }

  private init(source: SourceText, problems: DiagnosticCollector) {
    self.source = source
    self.problems = problems
  }

  private func read() -> YAMLNode? {
    guard !refusesSize() else { return nil }
    guard !refusesAnchors() else { return nil }
    guard let composed = compose(source.text) else { return nil }
    // A document of only `---` gives an empty scalar, whose place lies behind the file.
    guard let root = composed.root, root.scalar?.string.isEmpty != true || root.scalar?.style != .plain else {
      problems.add(
        Diagnostic(
          .error, "empty-file", wording("文件里没有内容", "the file has no content"),
          at: SourceLocation(file: source.path)))
      return nil
    }
    let conversion = YAMLConversion(source: source, maskedKeys: composed.maskedKeys, problems: problems)
    return conversion.convert(root, depth: 1)
  }

  // MARK: - Size

  /// How many marks of structure a text may have. A full assessment has about 10,000.
  static let structureLimit = 500_000

  /// Refuses a text that may stand for too many nodes, each of which takes a hundred times the bytes of its text. At
  /// most two nodes come with each mark counted here, a key and an empty value; inside texts marks count too.
  private func refusesSize() -> Bool {
    guard source.traits.structureMarks > Self.structureLimit else { return false }
    problems.add(
      Diagnostic(
        .error, "too-many-values",
        wording("文件里的内容太多，不像评估文件", "the file holds more values than any assessment needs"),
        at: SourceLocation(file: source.path),
        hint: wording("请核对是否给错了文件", "is it the right file?")))
    return true
  }

  /// A parser of a text that Yams can hold on to.
  ///
  /// Yams keeps a pointer to the bytes beyond the call that lends it. For a string of up to 15 bytes, which Swift
  /// stores inside the value, that pointer would dangle; a few line ends make it a string on the heap.
  private static func parser(_ text: String) throws -> Parser {
    let padding = String(repeating: "\n", count: max(0, 32 - text.utf8.count))
    // Without an encoding, Yams reads the whole environment for a variable that might name one.
    return try Parser(yaml: text + padding, resolver: .basic, encoding: .utf8)
  }

  // MARK: - Anchors

  /// Refuses anchors before an alias can multiply anything.
  ///
  /// Yams resolves aliases while it composes and hashes the keys it meets, so a key that is an alias bomb would hang
  /// it. Where a text has something that may be an anchor, it is first composed with every `*` made harmless: that
  /// shows for certain whether there are anchors, and without an anchor an alias is only an ordinary error.
  private func refusesAnchors() -> Bool {
    guard source.traits.mayHoldAnchors else { return false }
    let harmless = String(String.UnicodeScalarView(source.text.unicodeScalars.map { $0 == "*" ? "x" : $0 }))
    let before = problems.errorCount
    guard let composed = compose(harmless) else { return true }
    // Nodes refer to their anchors weakly; the parser owns them.
    withExtendedLifetime(composed.parser) {
      if let root = composed.root { reportAnchors(in: root) }
    }
    return problems.errorCount > before
  }

  private func reportAnchors(in root: Node) {
    var open = [root]
    while let node = open.popLast() {
      if let anchor = node.anchor {
        problems.add(
          Diagnostic(
            .error, "yaml-anchor",
            wording(
              "不支持 YAML 锚点“&\(excerpt(anchor.rawValue))”与别名",
              "YAML anchors and aliases (&\(excerpt(anchor.rawValue))) are not supported"),
            at: node.mark.map(place) ?? SourceLocation(file: source.path),
            hint: wording(
              "请把内容直接写出；以 & 或 * 开头的文字要加引号", "write the content out; quote a text that begins with & or *")))
      }
      switch node {
      case .mapping(let mapping): for (key, value) in mapping.reversed() { open += [value, key] }
      case .sequence(let sequence): open += sequence.reversed()
      case .scalar, .alias: break
      }
    }
  }

  // MARK: - Duplicate keys

  /// A composed text, with the keys that were overwritten because they came twice, by their mask.
  private struct Composed {
    let root: Node?
    let maskedKeys: [String: String]
    let parser: Parser
  }

  /// Composes the text. Yams stops at the first mapping with a key twice, so all but the last of the equal keys are
  /// then overwritten in place by private-use characters, which keeps every column, and the text is composed again.
  private func compose(_ original: String) -> Composed? {
    var keys = DuplicateKeys(original, path: source.path)
    for pass in 1... {
      do {
        let parser = try Self.parser(keys.text)
        return Composed(root: try parser.singleRoot(), maskedKeys: keys.masked, parser: parser)
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let isWithinLimits = pass <= Self.duplicateLimit && pass * original.utf8.count < Self.duplicateByteLimit
        guard isWithinLimits, keys.mask(names, at: context.mark) else {
          problems.add(contentsOf: keys.unread(names, at: place(context.mark)))
          return nil
        }
      } catch let error as YamlError {
        problems.add(contentsOf: keys.diagnostics)
        problems.add(contentsOf: YAMLSyntaxError(error, source: source).diagnostics)
        return nil
      } catch {
        problems.add(YAMLSyntaxError.unknown(source: source))
        return nil
      }
    }
    return nil
  }

  /// Each mapping with duplicates costs one more pass over the text; these bound the passes by number and by bytes.
  private static let duplicateLimit = 400
  private static let duplicateByteLimit = 32 * 1024 * 1024

  private func place(_ mark: Mark) -> SourceLocation {
    SourceLocation(file: source.path, line: mark.line, column: mark.column)
  }
}
