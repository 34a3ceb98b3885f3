internal import Diagnostics
internal import Foundation

/// The language of help, messages and tables in this run of the program.
enum InterfaceLanguage {
  /// What the command line or the environment asks for; Chinese where neither says.
  static let current = chosen(
    arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)

  /// `--lang zh|en` wins, then a locale that names a language; `C`, `POSIX` and an empty one name none.
  static func chosen(arguments: [String], environment: [String: String]) -> Language {
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument == "--lang", index + 1 < arguments.count,
        let language = Language(rawValue: arguments[index + 1])
      {
        return language
      }
      if argument.hasPrefix("--lang="), let language = Language(rawValue: String(argument.dropFirst(7))) {
        return language
      }
    }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let locale = environment[name], !locale.isEmpty else { continue }
      let named = locale.prefix { $0 != "." && $0 != "@" }
      if named == "C" || named == "POSIX" { return .chinese }
      return named.hasPrefix("zh") ? .chinese : .english
    }
    return .chinese
  }
}

/// A number with an English noun, such as “1 entry” and “2 entries”.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// A range of numbers as the result document has it, such as 36.57～79.19, in the language of this run: 36.57 to 79.19.
func rangeText(_ text: String) -> String {
  guard InterfaceLanguage.current == .english else { return text }
  return text.replacing(/([0-9%])～([0-9−])/) { "\($0.1) to \($0.2)" }
}

/// The wording in the language of this run.
func localized(_ chinese: String, _ english: String) -> String {
  InterfaceLanguage.current == .chinese ? chinese : english
}
