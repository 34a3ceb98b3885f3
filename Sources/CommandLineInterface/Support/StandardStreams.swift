internal import Foundation

/// Results go to standard output, messages to standard error.
enum StandardStreams {
  /// Prints a line of a result.
  static func print(_ text: String) { printRaw(text + "\n") }

  /// Prints a result as it is; ends the program where standard output cannot take it.
  static func printRaw(_ text: String) {
    guard let problem = DescriptorOutput.writeAll(text.utf8, to: STDOUT_FILENO) else { return }
    // A reader that has seen enough (`| head`) is no fault of anybody, and hides none: the status stays the command's.
    if problem == EPIPE { return }
    complain(
      localized(
        "错误：不能写到标准输出（\(String(cString: strerror(problem)))）",
        "error: cannot write to standard output (\(String(cString: strerror(problem))))"))
    exit(ExitStatus.outputFailed.rawValue)
  }

  /// Prints a message that has its line ends.
  static func complainRaw(_ text: String) { _ = DescriptorOutput.writeAll(text.utf8, to: STDERR_FILENO) }

  /// Prints a line of a message; there is nobody to tell where even that fails.
  static func complain(_ text: String) {
    _ = DescriptorOutput.writeAll((text + "\n").utf8, to: STDERR_FILENO)
  }

  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error is a terminal, where colour and progress may be shown.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
