internal import Diagnostics
internal import Foundation

/// Why a command could not do its work: what to say, and the exit status.
struct CommandFailure: Error {
  /// The exit status.
  let status: ExitStatus
  /// What to say, empty where it has been said.
  let diagnostics: [Diagnostic]

  /// A failure with one message.
  init(
    _ status: ExitStatus, _ code: String, _ message: LocalizedText, at location: SourceLocation? = nil,
    hint: LocalizedText? = nil
  ) {
    self.status = status
    diagnostics = [Diagnostic(.error, code, message, at: location, hint: hint)]
  }

  /// A failure with the messages that led to it.
  init(_ status: ExitStatus, _ diagnostics: [Diagnostic] = []) {
    self.status = status
    self.diagnostics = diagnostics
  }

  /// Says it on standard error.
  func report() { DiagnosticPrinter.complain(diagnostics) }
}
