internal import Diagnostics

/// The names that a user gives to records of an assessment, such as `E01` for evidence.
enum RecordName {
  /// Whether a key can be such a name: a letter, then letters, digits, dots, hyphens and underscores, at most 64; a
  /// report where it cannot.
  /// - Parameters:
  ///   - kind: what the name is, for the message.
  ///   - example: a name of this kind.
  static func check(_ entry: YAMLEntry, _ kind: LocalizedText, example: String, problems: DiagnosticCollector) -> Bool {
    let bytes = Array(entry.key.utf8)
    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
    let isWellFormed =
      bytes.count <= 64 && bytes.first.map(isLetter) == true
      && bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0) }
    guard !isWellFormed else { return true }
    problems.add(
      Diagnostic(
        .error, "malformed-id",
        wording(
          "“\(excerpt(entry.key))”不能作\(kind.chinese)编号", "“\(excerpt(entry.key))” cannot be \(kind.english) id"),
        at: entry.keyLocation,
        hint: wording(
          "\(kind.chinese)编号以字母开头，只用字母、数字、点、连字符和下划线，例如 \(example)",
          "it begins with a letter and has letters, digits, dots, hyphens and underscores, such as \(example)")))
    return false
  }
}
