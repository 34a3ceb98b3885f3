/// Writes diagnostics for programs, as one JSON object.
///
/// `{"diagnostics": [{"severity", "code", "message": {"zh", "en"}, "location": {"file", "line", "column", "length"},
/// "notes": [{"message", "location"}], "hint": {"zh", "en"}}], "errors": n, "warnings": n}`. A location, hint or list of notes that
/// is not there is left out, as are line and column where a whole file or line is meant. The counts include what was only
/// counted, because there were too many to show.
public struct JSONRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The object as text, ending with a line end; `members` follow the renderer's own.
  public func text(_ report: DiagnosticReport, with members: [(String, JSONText)] = []) -> String {
    let own: [(String, JSONText)] = [
      ("diagnostics", .array(report.diagnostics.map { json($0) })),
      ("errors", .integer(report.count(.error))),
      ("warnings", .integer(report.count(.warning))),
    ]
    return JSONText.object(own + members).indented + "\n"
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

  private func json(_ text: LocalizedText) -> JSONText { .localized(text) }

  private func json(_ location: SourceLocation) -> JSONText {
    var members: [(String, JSONText)] = [("file", .string(location.file))]
    if location.line > 0 { members.append(("line", .integer(location.line))) }
    if location.line > 0, location.column > 0 {
      members += [("column", .integer(location.column)), ("length", .integer(location.length))]
    }
    return .object(members)
  }
}
