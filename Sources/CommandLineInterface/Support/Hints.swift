internal import Diagnostics

extension LocalizedText {
  /// Names what was probably meant, of one or several.
  static func didYouMean(_ names: [String]) -> LocalizedText {
    LocalizedText(
      chinese: "是不是 \(names.joined(separator: "、"))？", english: "did you mean \(names.joined(separator: ", "))?")
  }
}
