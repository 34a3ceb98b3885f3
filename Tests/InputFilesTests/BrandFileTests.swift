import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

/// The brand files of `Tests/Fixtures/brands`, marked like the assessments of `Fixture`.
struct BrandFixture: CustomTestStringConvertible {
  let url: URL
  let expected: [String]
  let isForCheckOnly: Bool

  var testDescription: String { url.lastPathComponent }

  static let all: [BrandFixture] = {
    let folder = RepositoryFiles.fixture("brands")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yml") }.sorted().map { name in
      let url = folder.appending(path: name)
      let lines = ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n")
      let mark = "# 期望: "
      return BrandFixture(
        url: url, expected: lines.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) },
        isForCheckOnly: lines.contains("# 只有 check 能发现"))
    }
  }()
}

@Suite struct BrandFileTests {
  @Test func theFixturesAreThere() { #expect(BrandFixture.all.count >= 15) }

  @Test(arguments: BrandFixture.all)
  func readingFindsWhatTheFixtureSays(fixture: BrandFixture) {
    let load = BrandFile.load(fixture.url.path, fontFolders: [])
    let found = load.report.diagnostics.map {
      "\($0.severity) \($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code)"
    }
    #expect(found == fixture.expected)
    #expect((load.file != nil) == fixture.expected.isEmpty)
  }

  @Test func readingAndSchemaAgree() throws {
    let examples = ["yunshan", "nuanhe"].map { RepositoryFiles.root.appending(path: "Examples/brands/\($0)/brand.yml") }
    let verdicts = try SchemaValidator.verdicts(schema: "brand", files: BrandFixture.all.map(\.url) + examples)
    for fixture in BrandFixture.all {
      let verdict = try #require(verdicts[fixture.url.path])
      let expected = fixture.expected.isEmpty || fixture.isForCheckOnly
      #expect(verdict.valid == expected, "\(fixture.url.lastPathComponent): \(verdict.errors)")
    }
    for example in examples { #expect(verdicts[example.path]?.valid == true) }
  }

  @Test func everythingThatIsWrittenIsRead() throws {
    let url = try #require(BrandFixture.all.first { $0.url.lastPathComponent == "complete.yml" }).url
    let file = try #require(BrandFile.load(url.path, fontFolders: []).file)
    #expect(file.consultancy?.value == "云杉管理咨询有限公司")
    #expect((file.shortName?.value, file.line?.value) == ("云杉", "为管理层编制"))
    #expect(file.logo?.path.hasSuffix("Fixtures/brands/logo.svg") == true)
    #expect(Set(file.colors.keys) == Set(BrandFile.ColorKey.allCases))
    #expect(file.colors[.primary]?.value == 0x1E4D3B)
    #expect(file.headings?.value == "sans")
    #expect((file.overline?.value, file.statement?.value) == ("上行", "补充。"))
    #expect((file.footer?.value, file.confidentiality?.value, file.watermark?.value) == ("页脚", "机密", "内部"))
  }

  /// Each text that is too long says how long it may be, and one of that length is taken.
  @Test func whatIsTooLongSaysHowLongItMayBe() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "brand.yml")
    func load(_ key: String, _ length: Int) throws -> BrandFileLoad {
      let parts = key.split(separator: "."), words = String(repeating: "字", count: length)
      let line = parts.count == 1 ? "\(key): \(words)" : "\(parts[0]): {\(parts[1]): \(words)}"
      try Data("format: pingxing/brand/1\n\(line)\n".utf8).write(to: file)
      return BrandFile.load(file.path, fontFolders: [])
    }
    for key in [
      "names.consultancy", "names.short", "names.line", "cover.overline", "cover.statement", "footer",
      "confidentiality",
      "watermark",
    ] {
      let found = try #require(try load(key, 200).report.diagnostics.first)
      #expect(found.code == "text-too-long")
      let hint = try #require(found.hint?.chinese.firstMatch(of: /请缩短到 ([0-9]+) 个字以内/))
      let limit = try #require(Int(hint.1))
      #expect(try load(key, limit).file != nil && load(key, limit + 1).file == nil, "\(key)")
      #expect(try documentedLimit(of: key) == limit, "\(key)")
    }
  }

  /// The limit that Docs/brand-format.md tells of a key.
  private func documentedLimit(of key: String) throws -> Int? {
    let text = try String(contentsOf: RepositoryFiles.root.appending(path: "Docs/brand-format.md"), encoding: .utf8)
    let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("| `\(key)` |") }, "\(key)")
    return row.split(separator: "|").last.flatMap { Int($0.prefix { $0 != "c" }.filter(\.isNumber)) }
  }

  @Test func aNameNearlyRightIsSuggested() throws {
    let url = try #require(BrandFixture.all.first { $0.url.lastPathComponent == "several.yml" }).url
    let hints = BrandFile.load(url.path, fontFolders: []).report.diagnostics.compactMap { $0.hint?.chinese }
    #expect(hints.contains("是不是 colours？"))
    #expect(hints.contains("是不是 accent？"))
  }

  /// A font lies beside the brand, or in a font folder under its bare name; nowhere else.
  @Test func fontsComeFromTheBrandsFolderOrAFontFolder() throws {
    try TemporaryFolder.use { folder in
      let (brands, fonts) = (folder.appending(path: "brands"), folder.appending(path: "fonts"))
      for place in [brands, fonts] {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      }
      try Data("a".utf8).write(to: fonts.appending(path: "House.otf"))
      try Data("b".utf8).write(to: brands.appending(path: "Own.otf"))
      let text = """
        format: pingxing/brand/1
        fonts: {serif-regular: House.otf, sans-bold: {file: Own.otf, face: 3}, sans-regular: ../fonts/House.otf}
        """
      let path = brands.appending(path: "brand.yml")
      try text.write(to: path, atomically: true, encoding: .utf8)
      let load = BrandFile.load(path.path, fontFolders: [fonts.path])
      #expect(load.report.diagnostics.map(\.code) == ["path-outside"])

      try text.replacing(", sans-regular: ../fonts/House.otf", with: "")
        .write(to: path, atomically: true, encoding: .utf8)
      let file = try #require(BrandFile.load(path.path, fontFolders: [fonts.path]).file)
      #expect(file.fonts["serif-regular"]?.file.path.hasSuffix("fonts/House.otf") == true)
      #expect(file.fonts["sans-bold"]?.face == 3)
      // Beside the brand comes first.
      try Data("c".utf8).write(to: brands.appending(path: "House.otf"))
      let own = try #require(BrandFile.load(path.path, fontFolders: [fonts.path]).file)
      #expect(own.fonts["serif-regular"]?.file.path.hasSuffix("brands/House.otf") == true)
    }
  }

  @Test func aLinkToTheOutsideIsRefused() throws {
    try TemporaryFolder.use { folder in
      let link = folder.appending(path: "logo.png").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/hostname")
      let path = folder.appending(path: "brand.yml")
      try "format: pingxing/brand/1\nlogo: logo.png\n".write(to: path, atomically: true, encoding: .utf8)
      #expect(BrandFile.load(path.path, fontFolders: []).report.diagnostics.map(\.code) == ["path-outside"])
    }
  }
}
