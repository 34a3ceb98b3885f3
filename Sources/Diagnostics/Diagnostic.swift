/// How grave a diagnostic is.
public enum Severity: String, Sendable, Comparable, CaseIterable {
  /// The input cannot be used as it is.
  case error
  /// The input can be used, but something in it deserves a look.
  case warning
  /// Something worth knowing.
  case note

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// Orders by gravity, notes first.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// A place in a text file.
public struct SourceLocation: Hashable, Sendable, Comparable {
  /// The path as the user gave it.
  public var file: String
  /// The line, from 1; 0 where the whole file is meant.
  public var line: Int
  /// The column in Unicode scalars, from 1; 0 where the whole line is meant.
  public var column: Int
  /// How many Unicode scalars are meant, at least 1.
  public var length: Int

  /// Names a place.
  public init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
  }

  /// A whole file.
  public init(file: String) { self.init(file: file, line: 0, column: 0) }

  /// Orders by file, line and column.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column, left.length) < (right.file, right.line, right.column, right.length)
  }
}

/// One thing that a user should know about an input: what, where, and what to do.
public struct Diagnostic: Hashable, Sendable {
  /// More to the same matter, with a place of its own where there is one.
  public struct Note: Hashable, Sendable {
    /// What.
    public var message: LocalizedText
    /// Where.
    public var location: SourceLocation?

    /// Gathers the parts of a note.
    public init(_ message: LocalizedText, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  /// How grave.
  public var severity: Severity
  /// The stable English name of the kind, such as `unknown-item`.
  public var code: String
  /// What is wrong.
  public var message: LocalizedText
  /// Where, if it is anywhere.
  public var location: SourceLocation?
  /// More to the same matter.
  public var notes: [Note]
  /// What to do.
  public var hint: LocalizedText?

  /// Gathers the parts of a diagnostic.
  public init(
    _ severity: Severity, _ code: String, _ message: LocalizedText, at location: SourceLocation? = nil,
    notes: [Note] = [], hint: LocalizedText? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.notes = notes
    self.hint = hint
  }
}

/// An input that cannot be used, with everything that is wrong with it.
public struct InputRejected: Error, Sendable {
  /// The diagnostics, at least one of them an error.
  public var diagnostics: [Diagnostic]

  /// Gathers the diagnostics.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
