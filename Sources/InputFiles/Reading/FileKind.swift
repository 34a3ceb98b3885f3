internal import Diagnostics

/// A kind of file that is no text, told by its first bytes.
enum FileKind: CaseIterable {
  case zip, compoundDocument, pdf, png, jpeg, gzip, richText, database

  init?(_ bytes: [UInt8]) {
    guard let kind = Self.allCases.first(where: { bytes.starts(with: $0.signature) }) else { return nil }
    self = kind
  }

  private var signature: [UInt8] {
    switch self {
    case .zip: [0x50, 0x4B, 0x03, 0x04]
    case .compoundDocument: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    case .pdf: Array("%PDF-".utf8)
    case .png: [0x89, 0x50, 0x4E, 0x47]
    case .jpeg: [0xFF, 0xD8, 0xFF]
    case .gzip: [0x1F, 0x8B]
    case .richText: Array("{\\rtf".utf8)
    case .database: Array("SQLite format 3\0".utf8)
    }
  }

  private var name: LocalizedText {
    switch self {
    case .zip: wording("WPS、Excel、Word 文档或压缩包", "a spreadsheet, a document or an archive")
    case .compoundDocument: wording("旧式的 WPS、Excel、Word 文档", "an old spreadsheet or document")
    case .pdf: wording("PDF", "a PDF")
    case .png, .jpeg: wording("图片", "a picture")
    case .gzip: wording("压缩包", "an archive")
    case .richText: wording("RTF 文档", "an RTF document")
    case .database: wording("SQLite 数据库", "an SQLite database")
    }
  }

  /// The database that this program itself writes is named in a comparison only.
  private static let archiveHint = wording(
    "请给出 YAML 文件；历史档案里的评估用 pingxing archive export 取出，比较时写成 history.sqlite#3",
    "name a YAML file; `pingxing archive export` takes an assessment out of an archive, and a comparison names it history.sqlite#3"
  )

  /// What to say of such a file.
  func diagnostic(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "not-text", wording("这是\(name.chinese.afterHan)，不是文本文件", "this is \(name.english), no text file"),
      at: location,
      hint: self == .database
        ? Self.archiveHint
        : wording(
          "请给出 YAML 文件；在 WPS、Word 里写的，另存为“纯文本”，编码选 UTF-8",
          "name a YAML file; from a word processor save it as plain text in UTF-8"))
  }
}
