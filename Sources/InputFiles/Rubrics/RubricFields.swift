internal import AssessmentModel
internal import Diagnostics

/// Fields that several kinds of rubric files share.
extension FieldReader {
  /// Checks the line `format: pingxing/<kind>/1`.
  func format(_ kind: String) {
    guard let found = token("format") else { return }
    let expected = "pingxing/\(kind)/1"
    guard found.value != expected else { return }
    problems.add(
      Diagnostic(
        .error, "unknown-format",
        wording(
          "format 应为 \(expected)，这里写的是“\(excerpt(found.value))”",
          "format has to be \(expected), not “\(excerpt(found.value))”"),
        at: found.location,
        hint: Self.isOtherVersion(found.value, of: kind)
          ? wording("这个文件是为另一版本的工具写的", "the file was written for another version of this tool")
          : wording("请核对是否给错了文件", "is it the right file?")))
  }

  /// Whether a format is one of the kind in another version, rather than one that is mistyped or damaged.
  private static func isOtherVersion(_ format: String, of kind: String) -> Bool {
    let prefix = "pingxing/\(kind)/"
    guard format.hasPrefix(prefix) else { return false }
    return format.dropFirst(prefix.count).utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
  }

  /// A stable name.
  func id(_ key: String) -> Located<String>? {
    token(key).flatMap { Self.checkedID($0, problems: problems) }
  }

  func optionalID(_ key: String) -> Located<String>? {
    optionalToken(key).flatMap { Self.checkedID($0, problems: problems) }
  }

  /// Names are ASCII so that they can be typed in a command line and never differ by an invisible mark.
  static func checkedID(_ id: Located<String>, problems: DiagnosticCollector) -> Located<String>? {
    guard !isWellFormed(id.value) else { return id }
    problems.add(
      Diagnostic(
        .error, "malformed-id",
        wording("“\(excerpt(id.value))”不能作编号", "“\(excerpt(id.value))” cannot be an id"), at: id.location,
        hint: wording(
          "编号只用小写字母、数字和连字符，可用一个点分成两段，例如 floor.real-time",
          "an id has lower-case letters, digits and hyphens, and may have one dot, such as floor.real-time")))
    return nil
  }

  /// Whether a name is one or two parts of lower-case letters, digits and hyphens, with a dot between them.
  private static func isWellFormed(_ id: String) -> Bool {
    var (dots, length) = (0, 0)
    for byte in id.utf8 {
      switch byte {
      case 0x61...0x7A, 0x30...0x39, 0x2D: length += 1
      case 0x2E where length > 0 && dots == 0: (dots, length) = (1, 0)
      default: return false
      }
    }
    return length > 0 && id.utf8.count <= 80
  }

  /// A version of data, three numbers.
  func version(_ key: String) -> Located<String>? {
    guard let version = token(key) else { return nil }
    let parts = version.value.split(separator: ".", omittingEmptySubsequences: false)
    let isWellFormed =
      parts.count == 3
      && parts.allSatisfy {
        (1...6).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
      }
    guard !isWellFormed else { return version }
    problems.add(
      Diagnostic(
        .error, "malformed-version",
        wording("版本应写成 主.次.修，例如 1.0.0", "a version is major.minor.patch, such as 1.0.0"),
        at: version.location))
    return nil
  }

  /// A title in both languages, `{zh: …, en: …}`.
  func title(_ key: String) -> LocalizedText? { required(key).flatMap { title($0) } }

  func title(_ entry: YAMLEntry, allowing further: [String] = []) -> LocalizedText? {
    guard
      let fields = FieldReader(
        entry.value, wording(entry.key, entry.key), allowed: ["zh", "en"] + further, problems: problems)
    else { return nil }
    let chinese = fields.text("zh")
    let english = fields.text("en")
    guard let chinese, let english else { return nil }
    return LocalizedText(chinese: chinese.value, english: english.value)
  }

  /// A text in both languages; one that is written in one language only, as catalogues of one's own and those of old archives
  /// may be, stands in both.
  func localizedText(_ key: String) -> LocalizedText? { required(key).flatMap { localizedText($0.value, key: key) } }

  func optionalLocalizedText(_ key: String) -> LocalizedText? {
    optional(key).flatMap { localizedText($0.value, key: key) }
  }

  func localizedText(_ node: YAMLNode, key: String) -> LocalizedText? {
    guard case .mapping = node.content else {
      return TextReader(problems: problems).text(node, key: key).map { .same($0.value) }
    }
    let fields = FieldReader(node, wording(key, key), allowed: ["zh", "en"], problems: problems)
    let texts = (fields?.text("zh"), fields?.text("en"))
    guard let chinese = texts.0, let english = texts.1 else { return nil }
    return LocalizedText(chinese: chinese.value, english: english.value)
  }

  /// Where a statement comes from. What it has to hold is for the validator of provenance to say.
  func provenance(_ key: String = "provenance") -> ProvenanceDraft? {
    guard let entry = entries[key], !entry.value.isNull else { return nil }
    guard
      let fields = FieldReader(
        entry.value, wording(key, key), allowed: ["kind", "source", "note"], problems: problems)
    else { return nil }
    let kind = fields.word("kind", of: ["published", "interpretation"])
    return ProvenanceDraft(
      location: entry.keyLocation, kind: kind.flatMap { Provenance.Kind(rawValue: $0.value) },
      source: fields.optionalID("source"), note: fields.optionalText("note"))
  }

  /// A mark, 1 to 5.
  func mark(_ key: String) -> Mark? {
    integer(key, in: 1...5).flatMap { Mark(rawValue: $0.value) }
  }
}
