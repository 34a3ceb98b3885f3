/// Writes diagnostics as SARIF 2.1.0, which code hosts and editors show beside the lines.
public struct SARIFRenderer: Sendable {
  /// The language of the wording.
  public var language: Language
  /// The version of the program, `major.minor.patch`.
  public var toolVersion: String

  /// Makes a renderer.
  public init(language: Language, toolVersion: String) {
    self.language = language
    self.toolVersion = toolVersion
  }

  /// The log as text, ending with a line end.
  public func text(_ report: DiagnosticReport) -> String {
    let rules = Array(Set(report.diagnostics.map(\.code))).sorted()
    let driver = JSONText.object([
      ("name", .string("pingxing")), ("version", .string(toolVersion)),
      ("rules", .array(rules.map { .object([("id", .string($0))]) })),
    ])
    let run = JSONText.object([
      ("tool", .object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(report.diagnostics.map { result($0, rules) })),
    ])
    let log = JSONText.object([
      (
        "$schema",
        .string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
      ),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ])
    return log.indented + "\n"
  }

  private func result(_ diagnostic: Diagnostic, _ rules: [String]) -> JSONText {
    var text = diagnostic.message[language]
    // A remark without a place has no home of its own in the format.
    let remarks = diagnostic.notes.filter { $0.location == nil }.map(\.message) + [diagnostic.hint].compactMap(\.self)
    for remark in remarks { text += (language == .chinese ? "。" : ". ") + remark[language] }
    var members: [(String, JSONText)] = [("ruleId", .string(diagnostic.code))]
    if let index = rules.firstIndex(of: diagnostic.code) { members.append(("ruleIndex", .integer(index))) }
    members += [("level", .string(diagnostic.severity.rawValue)), ("message", message(text))]
    if let location = diagnostic.location {
      members.append(("locations", .array([.object([("physicalLocation", physical(location))])])))
    }
    let related = diagnostic.notes.compactMap { note in
      note.location.map { place in
        JSONText.object([("physicalLocation", physical(place)), ("message", message(note.message[language]))])
      }
    }
    if !related.isEmpty { members.append(("relatedLocations", .array(related))) }
    return .object(members)
  }

  private func message(_ text: String) -> JSONText { .object([("text", .string(text))]) }

  private func physical(_ location: SourceLocation) -> JSONText {
    var members: [(String, JSONText)] = [
      ("artifactLocation", .object([("uri", .string(uri(location.file)))]))
    ]
    if location.line > 0 {
      var region: [(String, JSONText)] = [("startLine", .integer(location.line))]
      if location.column > 0 {
        region.append(("startColumn", .integer(location.column)))
        region.append(("endColumn", .integer(location.column + location.length)))
      }
      members.append(("region", .object(region)))
    }
    return .object(members)
  }

  /// A path as a URI reference (RFC 3986 §3.3): everything but unreserved characters and slashes is escaped.
  private func uri(_ path: String) -> String {
    let text = path.utf8.map { byte -> String in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
        return String(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }.joined()
    return path.hasPrefix("/") ? "file://" + text : text
  }
}
