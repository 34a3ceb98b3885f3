internal import Diagnostics
internal import Foundation

extension BrandFile {
  /// The largest brand file, in bytes: 1 MiB. A full one has about one KiB.
  static let byteLimit = 1024 * 1024
  /// The keys of the file.
  static let keys = [
    "format", "names", "logo", "colours", "fonts", "cover", "footer", "confidentiality", "watermark", "line-breaks",
  ]

  /// Reads a brand file and reports everything that is wrong with it at once.
  ///
  /// - Parameter fontFolders: where a font is looked for that does not lie beside the brand, in order.
  public static func load(_ path: String, fontFolders: [String]) -> BrandFileLoad {
    let problems = DiagnosticCollector()
    guard let source = SourceText.read(path, byteLimit: byteLimit, problems: problems) else {
      let missing = ["file-missing", "file-unreadable", "not-a-file"]
      return BrandFileLoad(
        file: nil, report: DiagnosticReport(problems),
        isMissing: problems.diagnostics.contains { missing.contains($0.code) }, isReadable: false)
    }
    let node = YAMLReader.read(source, problems: problems)
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let reader = BrandFileReader(path: path, folder: folder, fontFolders: fontFolders, problems: problems)
    let file = node.flatMap(reader.read)
    return BrandFileLoad(
      file: problems.hasErrors ? nil : file, draft: file, texts: node.map { printedTexts($0, source) } ?? UserTexts(),
      report: DiagnosticReport(problems, sources: [path: source.lines]),
      isMissing: false, isReadable: node != nil && !source.isDamaged)
  }
}

extension BrandFile {
  /// The texts of a brand file that reports print: all but the names of files, roles and colours.
  private static func printedTexts(_ root: YAMLNode, _ source: SourceText) -> UserTexts {
    guard case .mapping(let entries) = root.content else { return UserTexts() }
    let printed = entries.filter { ["names", "cover", "footer", "confidentiality", "watermark"].contains($0.key) }
    return UserTexts(YAMLNode(content: .mapping(printed), location: root.location), lines: source.lines)
  }
}

/// One reading of a brand file, from the top node down.
struct BrandFileReader {
  let path: String
  let folder: String
  let fontFolders: [String]
  let problems: DiagnosticCollector

  /// The longest texts in Unicode scalars: each has its line on the page.
  private enum Limit {
    static let name = 40
    static let shortName = 16
    static let line = 60
    static let statement = 120
    static let mark = 16
    static let watermark = 20
  }

  func read(_ node: YAMLNode) -> BrandFile? {
    guard
      let fields = FieldReader(node, wording("品牌文件", "the brand file"), allowed: BrandFile.keys, problems: problems)
    else { return nil }
    fields.format("brand")
    var brand = BrandFile(path: path)
    if let names = section("names", of: fields, allowed: ["consultancy", "short", "line"]) {
      brand.consultancy = text("consultancy", of: names, limit: Limit.name)
      brand.shortName = text("short", of: names, limit: Limit.shortName)
      brand.line = text("line", of: names, limit: Limit.line)
    }
    if let logo = fields.optionalText("logo") {
      brand.logo = FileBeside(kind: .logo, folder: folder, problems: problems).find(logo).map {
        BrandFile.NamedFile(name: logo.value, path: $0, location: logo.location)
      }
    }
    brand.colors = colors(fields)
    readFonts(fields, into: &brand)
    if let cover = section("cover", of: fields, allowed: ["overline", "statement"]) {
      brand.overline = text("overline", of: cover, limit: Limit.line)
      brand.statement = text("statement", of: cover, limit: Limit.statement)
    }
    brand.footer = text("footer", of: fields, limit: Limit.name)
    brand.confidentiality = text("confidentiality", of: fields, limit: Limit.mark)
    brand.watermark = text("watermark", of: fields, limit: Limit.watermark)
    if fields.entries["line-breaks"] != nil {
      brand.lineBreaks = fields.word("line-breaks", of: ["none", "basic", "gb", "strict"])
    }
    return brand
  }

  private func section(_ key: String, of fields: FieldReader, allowed: [String]) -> FieldReader? {
    fields.optional(key).flatMap {
      FieldReader($0.value, wording(key, key), allowed: allowed, problems: problems)
    }
  }

  /// A text on one line.
  private func text(_ key: String, of fields: FieldReader, limit: Int) -> Located<String>? {
    fields.optionalText(key, limit: limit).map { found in
      Located(found.value.split(whereSeparator: \.isNewline).joined(separator: " "), at: found.location)
    }
  }

  // MARK: - Colours

  private func colors(_ fields: FieldReader) -> [BrandFile.ColorKey: Located<UInt32>] {
    let keys = BrandFile.ColorKey.allCases
    guard let section = section("colours", of: fields, allowed: keys.map(\.rawValue)) else { return [:] }
    var colors: [BrandFile.ColorKey: Located<UInt32>] = [:]
    for key in keys {
      guard let text = section.optionalText(key.rawValue) else { continue }
      guard let value = Self.color(text.value) else {
        problems.add(
          Diagnostic(
            .error, "malformed-colour",
            wording("“\(excerpt(text.value))”不是颜色", "“\(excerpt(text.value))” is no colour"), at: text.location,
            hint: wording(
              "写成带引号的 \"#rrggbb\"，例如 \"#1f3a5f\"", "write \"#rrggbb\" in quotes, such as \"#1f3a5f\"")))
        continue
      }
      colors[key] = Located(value, at: text.location)
    }
    return colors
  }

  /// `#rrggbb` as 0xRRGGBB.
  private static func color(_ text: String) -> UInt32? {
    let digits = text.utf8.dropFirst()
    guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { return nil }
    return UInt32(text.dropFirst(), radix: 16)
  }

  // MARK: - Fonts

  private static let roles = ["serif-regular", "serif-bold", "sans-regular", "sans-bold"]

  private func readFonts(_ fields: FieldReader, into brand: inout BrandFile) {
    guard let section = section("fonts", of: fields, allowed: ["headings"] + Self.roles) else { return }
    if section.entries["headings"] != nil { brand.headings = section.word("headings", of: ["serif", "sans"]) }
    for role in Self.roles {
      guard let entry = section.optional(role) else { continue }
      var face = 0
      var name: Located<String>?
      if case .mapping = entry.value.content {
        guard
          let parts = FieldReader(
            entry.value, wording(role, role), allowed: ["file", "face"], problems: problems)
        else { continue }
        name = parts.text("file")
        if parts.entries["face"] != nil {
          guard let number = parts.optionalInteger("face", in: 0...255) else { continue }
          face = number.value
        }
      } else {
        name = TextReader(problems: problems).text(entry.value, key: role)
      }
      guard let name, let file = fontFile(name) else { continue }
      brand.fonts[role] = BrandFile.Font(file: file, face: face)
    }
  }

  /// A font in the brand's folder, or one of that name in a font folder.
  private func fontFile(_ name: Located<String>) -> BrandFile.NamedFile? {
    let isBare = !name.value.contains("/") && name.value != ".."
    if isBare, !FileManager.default.fileExists(atPath: folder + "/" + name.value) {
      for candidate in fontFolders.map({ $0 + "/" + name.value })
      where FileManager.default.fileExists(atPath: candidate) {
        let path = URL(filePath: candidate).resolvingSymlinksInPath().path
        return BrandFile.NamedFile(name: name.value, path: path, location: name.location)
      }
    }
    return FileBeside(kind: .font, folder: folder, problems: problems).find(name).map {
      BrandFile.NamedFile(name: name.value, path: $0, location: name.location)
    }
  }
}
