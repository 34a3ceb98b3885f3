/// A language of the user interface.
public enum Language: String, Sendable, CaseIterable {
  /// Simplified Chinese, the language of reports and the default.
  case chinese = "zh"
  /// English, for help, diagnostics and terminal output.
  case english = "en"
}

/// A title in both languages.
public struct LocalizedText: Hashable, Sendable {
  /// The Chinese wording, which reports show.
  public let chinese: String
  /// The English wording.
  public let english: String

  /// Pairs the two wordings.
  public init(chinese: String, english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The same in both languages, such as a number or a name from the data.
  public static func same(_ text: String) -> LocalizedText { LocalizedText(chinese: text, english: text) }

  /// The wording in one language.
  public subscript(language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}
