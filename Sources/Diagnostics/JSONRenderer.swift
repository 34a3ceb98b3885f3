/// Writes diagnostics for programs, as one JSON object.
///
/// `{"diagnostics": [{"severity", "code", "message": {"zh", "en"}, "location": {"file", "line", "column", "length"},
/// "notes": [{"message", "location"}], "hint": {"zh", "en"}}], "errors": n, "warnings": n}`. A location, hint or list of notes that
/// is not there is left out, as are line and column where a whole file or line is meant.
public struct JSONRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The object as text, ending with a line end.
  public func text(_ report: DiagnosticReport) -> String { json(report).indented + "\n" }

  /// The object, for writing it inside another.
  public func json(_ report: DiagnosticReport) -> JSONText {
    .object([
      ("diagnostics", .array(report.diagnostics.map { json($0) })),
      ("errors", .integer(report.diagnostics.count { $0.severity == .error })),
      ("warnings", .integer(report.diagnostics.count { $0.severity == .warning })),
    ])
  }

  private func json(_ diagnostic: Diagnostic) -> JSONText {
    var members: [(String, JSONText)] = [
      ("severity", .string(diagnostic.severity.rawValue)), ("code", .string(diagnostic.code)),
      ("message", json(diagnostic.message)),
    ]
    if let location = diagnostic.location { members.append(("location", json(location))) }
    if !diagnostic.notes.isEmpty { members.append(("notes", .array(diagnostic.notes.map { json($0) }))) }
    if let hint = diagnostic.hint { members.append(("hint", json(hint))) }
    return .object(members)
  }

  private func json(_ note: Diagnostic.Note) -> JSONText {
    .object([("message", json(note.message))] + (note.location.map { [("location", json($0))] } ?? []))
  }

  private func json(_ text: LocalizedText) -> JSONText {
    .object([("zh", .string(text.chinese)), ("en", .string(text.english))])
  }

  private func json(_ location: SourceLocation) -> JSONText {
    var members: [(String, JSONText)] = [("file", .string(location.file))]
    if location.line > 0 { members.append(("line", .integer(location.line))) }
    if location.line > 0, location.column > 0 {
      members += [("column", .integer(location.column)), ("length", .integer(location.length))]
    }
    return .object(members)
  }
}
