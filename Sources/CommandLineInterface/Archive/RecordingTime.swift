internal import Foundation

/// When something is recorded.
enum RecordingTime {
  /// The time of `SOURCE_DATE_EPOCH` where it is set, else the present; in UTC, to the second.
  static func current(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(CommandFailure) -> String {
    var seconds = time(nil)
    // The same words for the same fault, whatever the variable is used for.
    if try ReportDate.fromEnvironment(environment) != nil, let text = environment["SOURCE_DATE_EPOCH"],
      let fixed = Int(text)
    {
      seconds = fixed
    }
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return String(
      format: "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
      parts.tm_min, parts.tm_sec)
  }
}
