/// A negative number behind an option, which the argument parser takes for an option of its own.
enum NegativeValue {
  /// What to say where that is why an option has no value; nil elsewhere.
  ///
  /// - Parameter message: what the argument parser says in English.
  static func hint(_ arguments: [String], message: String) -> String? {
    guard message.hasPrefix("Missing value for") else { return nil }
    for (option, value) in zip(arguments, arguments.dropFirst()) {
      guard option.hasPrefix("--"), message.contains("'\(option) ") || message.contains("'\(option)'"),
        value.hasPrefix("-"), let first = value.dropFirst().first, first.isASCII, first.isNumber || first == "."
      else { continue }
      return localized(
        "提示：\(value) 以 - 开头，被当作选项；负数写成 \(option)=\(value)，前提是 \(option) 可以取负数",
        "Hint: \(value) begins with - and was taken for an option; write \(option)=\(value), if \(option) may be negative"
      )
    }
    return nil
  }
}
