internal import Diagnostics
internal import Foundation
internal import OperationalAnalysis

/// Why a command could not do its work: what to say, and the exit status.
struct CommandFailure: Error {
  /// The exit status.
  let status: ExitStatus
  /// What to say, empty where it has been said.
  let diagnostics: [Diagnostic]
  /// Why a method gives no result, where nothing else is the matter.
  private(set) var refusal: AnalysisRefusal?

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

  /// A method that cannot run on the data of a file.
  init(_ refusal: AnalysisRefusal, file: String?) {
    self.init(.inputWrong, refusal.code, refusal.message, at: file.map { SourceLocation(file: $0) })
    self.refusal = refusal
  }

  /// Says it on standard error.
  func report() { DiagnosticPrinter.complain(diagnostics) }
}
