/// The lines of a text file, for quoting one beside a diagnostic.
public struct SourceLines: Hashable, Sendable {
  private let lines: [Substring]

  /// Splits a text at LF, CR LF and CR.
  public init(_ text: String) {
    var text = text
    var ends: [Range<Int>] = []
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        guard byte == 0x0A || byte == 0x0D else {
          index += 1
          continue
        }
        let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
        ends.append(index..<(isPair ? index + 2 : index + 1))
        index = isPair ? index + 2 : index + 1
      }
    }
    // Native strings find a byte at once.
    func place(_ offset: Int) -> String.Index { text.utf8.index(text.utf8.startIndex, offsetBy: offset) }
    var start = text.startIndex
    var lines: [Substring] = []
    lines.reserveCapacity(ends.count + 1)
    for end in ends {
      lines.append(text[start..<place(end.lowerBound)])
      start = place(end.upperBound)
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
  /// How many findings were counted but are not shown, since there were too many.
  public var omitted: [Severity: Int]

  /// Gathers findings and texts.
  public init(_ diagnostics: [Diagnostic], sources: [String: SourceLines] = [:]) {
    self.diagnostics = diagnostics
    self.sources = sources
    omitted = [:]
  }

  /// Takes what a collector has, by place, those without one first; where some were only counted, a closing line says so.
  /// A text that the collector quotes goes before one of `sources`.
  public init(_ collector: DiagnosticCollector, sources: [String: SourceLines] = [:]) {
    diagnostics = collector.kept.inPlaceOrder() + (collector.closing.map { [$0] } ?? [])
    self.sources = collector.sources.merging(sources) { kept, _ in kept }
    omitted = collector.omitted
  }

  /// Whether one of the findings is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// How many findings of a severity there are, those that are not shown included.
  public func count(_ severity: Severity) -> Int {
    diagnostics.count { $0.severity == severity && $0.code != DiagnosticCollector.closingCode }
      + omitted[severity, default: 0]
  }

  /// Adds findings of a later look at the same input and puts them in their places.
  public mutating func add(_ findings: [Diagnostic]) {
    let closing = diagnostics.filter { $0.code == DiagnosticCollector.closingCode }
    let others = diagnostics.filter { $0.code != DiagnosticCollector.closingCode }
    diagnostics = (others + findings).inPlaceOrder() + closing
  }
}

extension [Diagnostic] {
  /// By place, those without one first; equal places keep their order.
  func inPlaceOrder() -> [Diagnostic] {
    enumerated().sorted { left, right in
      switch (left.element.location, right.element.location) {
      case (nil, nil): left.offset < right.offset
      case (nil, _?): true
      case (_?, nil): false
      case (let first?, let second?): first == second ? left.offset < right.offset : first < second
      }
    }.map(\.element)
  }
}
