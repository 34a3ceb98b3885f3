/// The exit statuses of the program; they follow `sysexits.h` where it has one.
enum ExitStatus: Int32, Sendable {
  /// Done.
  case done = 0
  /// The work was done, but a requirement is not met.
  case requirementNotMet = 1
  /// Wrong usage.
  case usage = 64
  /// An input is wrong.
  case inputWrong = 65
  /// An input is missing.
  case inputMissing = 66
  /// A fault of the program.
  case internalFault = 70
  /// An output cannot be written.
  case outputFailed = 73
}
