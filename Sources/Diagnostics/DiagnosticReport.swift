/// The lines of a text file, for quoting one beside a diagnostic.
public struct SourceLines: Hashable, Sendable {
  private let lines: [Substring]

  /// Splits a text at LF, CR LF and CR.
  public init(_ text: String) {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      guard byte == 0x0A || byte == 0x0D else {
        index = next
        continue
      }
      lines.append(text[start..<index])
      let isPair = byte == 0x0D && next < bytes.endIndex && bytes[next] == 0x0A
      index = isPair ? bytes.index(after: next) : next
      start = index
    }
    lines.append(text[start...])
    self.lines = lines
  }

  /// The line with a number from 1, without its line end, or nil where there is none.
  public subscript(line number: Int) -> Substring? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// How many lines there are, at least 1.
  public var count: Int { lines.count }
}

/// What reading an input found, with the texts that the places point into.
public struct DiagnosticReport: Sendable {
  /// The findings, in the order in which they are shown.
  public var diagnostics: [Diagnostic]
  /// The texts by the path that the places name.
  public var sources: [String: SourceLines]

  /// Gathers findings and texts.
  public init(_ diagnostics: [Diagnostic], sources: [String: SourceLines] = [:]) {
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// Whether one of the findings is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
