/// Gathers diagnostics while an input is read, so that every problem is shown at once.
///
/// Order of arrival is kept, an equal diagnostic is taken once, and past a limit only the count goes on: a file of
/// nonsense must not fill a terminal or the memory. It is used by one task; hand over `diagnostics`, not the collector.
public final class DiagnosticCollector {
  /// How many diagnostics are kept.
  public let limit: Int
  /// What is shown, in order of arrival.
  private(set) var kept: [Diagnostic] = []
  /// How many more there were, by severity.
  private(set) var omitted: [Severity: Int] = [:]
  /// The texts that were quoted, by the path that the places name.
  public private(set) var sources: [String: SourceLines] = [:]
  private var seen: Set<Diagnostic> = []

  /// Makes an empty collector that keeps at most `limit` diagnostics.
  public init(limit: Int = 1_000) {
    precondition(limit > 0, "a collector keeps at least one diagnostic")
    self.limit = limit
  }

  /// Takes a diagnostic, unless an equal one is there already.
  public func add(_ diagnostic: Diagnostic) {
    guard kept.count < limit else {
      if !seen.contains(diagnostic) { omitted[diagnostic.severity, default: 0] += 1 }
      return
    }
    if seen.insert(diagnostic).inserted { kept.append(diagnostic) }
  }

  /// Takes several diagnostics in order.
  public func add(contentsOf diagnostics: some Sequence<Diagnostic>) {
    for diagnostic in diagnostics { add(diagnostic) }
  }

  /// Keeps the text that places in a file point into, also where the text itself is refused.
  public func quote(_ lines: SourceLines, of path: String) { sources[path] = lines }

  /// Whether the limit is reached, so that further diagnostics are only counted and their hints not worth computing.
  public var isFull: Bool { kept.count >= limit }

  /// Whether nothing has been found.
  public var isEmpty: Bool { kept.isEmpty }

  /// Whether an error has been taken or counted.
  public var hasErrors: Bool { omitted[.error] != nil || kept.contains { $0.severity == .error } }

  /// How many errors have been taken or counted; lets a reader see whether a step added some.
  public var errorCount: Int { kept.count { $0.severity == .error } + (omitted[.error] ?? 0) }

  /// What was taken, in order of arrival, with a closing line where the limit was passed.
  public var diagnostics: [Diagnostic] { kept + (closing.map { [$0] } ?? []) }

  /// The code of the closing line.
  static let closingCode = "too-many-diagnostics"

  /// Says how many were left out. An error never hides among them: the closing line then is an error itself.
  var closing: Diagnostic? {
    let count = omitted.values.reduce(0, +)
    guard count > 0 else { return nil }
    let errors = omitted[.error] ?? 0
    return Diagnostic(
      errors > 0 ? .error : .note, Self.closingCode,
      LocalizedText(
        chinese: "另有 \(count) 个问题没有列出（其中错误 \(errors) 个）",
        english: "\(count) more problems are not listed (\(errors) of them errors)"),
      hint: LocalizedText(
        chinese: "先改正上面列出的问题，再检查一次", english: "mend what is listed above, then check again"))
  }
}
