/// Writes diagnostics for people: place and text, the source line, a caret under the fault, notes and a hint.
public struct TextRenderer: Sendable {
  /// The language of the wording.
  public var language: Language
  /// Whether terminal colours (ECMA-48 SGR) are written.
  public var usesColour: Bool
  /// The columns of the terminal; a longer source line is shown in part, around the caret. At least 40.
  public var width: Int

  /// Makes a renderer.
  public init(language: Language, usesColour: Bool = false, width: Int = 80) {
    self.language = language
    self.usesColour = usesColour
    self.width = max(40, width)
  }

  /// All diagnostics, each ending with a line end.
  public func text(_ report: DiagnosticReport) -> String {
    report.diagnostics.map { text($0, sources: report.sources) }.joined()
  }

  /// One diagnostic, ending with a line end.
  public func text(_ diagnostic: Diagnostic, sources: [String: SourceLines]) -> String {
    let severity = painted(label(diagnostic.severity) + separator, colour(diagnostic.severity))
    var lines = [
      place(diagnostic.location) + severity + plain(diagnostic.message[language]) + " [\(diagnostic.code)]"
    ]
    lines += excerpt(at: diagnostic.location, sources)
    for note in diagnostic.notes {
      lines.append(
        (note.location == nil ? "  " : place(note.location)) + painted(label(.note) + separator, .cyan)
          + plain(note.message[language]))
      lines += excerpt(at: note.location, sources)
    }
    if let hint = diagnostic.hint {
      let label = language == .chinese ? "提示：" : "hint: "
      lines.append("  " + painted(label, .green) + plain(hint[language]))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A line that counts what was found, such as “2 个错误，1 个警告”; empty where nothing was.
  public func summary(_ report: DiagnosticReport) -> String {
    let errors = report.count(.error)
    let warnings = report.count(.warning)
    var parts: [String] = []
    if errors > 0 {
      parts.append(language == .chinese ? "\(errors) 个错误" : "\(errors) error\(errors == 1 ? "" : "s")")
    }
    if warnings > 0 {
      parts.append(
        language == .chinese ? "\(warnings) 个警告" : "\(warnings) warning\(warnings == 1 ? "" : "s")")
    }
    return parts.joined(separator: language == .chinese ? "，" : ", ")
  }

  // MARK: - Head

  private var separator: String { ": " }

  private func label(_ severity: Severity) -> String {
    switch (severity, language) {
    case (.error, .chinese): "错误"
    case (.warning, .chinese): "警告"
    case (.note, .chinese): "说明"
    case (.error, .english): "error"
    case (.warning, .english): "warning"
    case (.note, .english): "note"
    }
  }

  private func place(_ location: SourceLocation?) -> String {
    guard let location else { return "" }
    var text = plain(location.file)
    if location.line > 0 { text += ":\(location.line)" }
    if location.line > 0, location.column > 0 { text += ":\(location.column)" }
    return text + ": "
  }

  /// Input may be quoted in a message; nothing of it may steer the terminal.
  private func plain(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: SourceExcerpt.isUnsafe) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { SourceExcerpt.isUnsafe($0) ? "\u{FFFD}" : $0 }))
  }

  // MARK: - Source line

  private func excerpt(at location: SourceLocation?, _ sources: [String: SourceLines]) -> [String] {
    guard let location, location.line > 0, let line = sources[location.file]?[line: location.line] else {
      return []
    }
    let gutter = "  "
    let excerpt = SourceExcerpt(
      line, column: location.column, length: location.length, width: width - gutter.count)
    guard location.column > 0 else { return [gutter + excerpt.text] }
    return [gutter + excerpt.text, gutter + excerpt.padding + painted(excerpt.marker, .green)]
  }

  // MARK: - Colour

  private enum Colour: Int { case red = 31, green = 32, yellow = 33, cyan = 36 }

  private func colour(_ severity: Severity) -> Colour {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  private func painted(_ text: String, _ colour: Colour) -> String {
    usesColour ? "\u{1B}[1;\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}
