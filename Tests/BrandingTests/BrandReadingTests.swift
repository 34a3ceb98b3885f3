import Canvas
import Diagnostics
import DocumentModel
import Fonts
import Foundation
import PageLayout
import TestSupport
import Testing

@testable import Branding

/// A brand in a folder of its own.
struct BrandFolder: ~Copyable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "pingxing-brand-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ data: Data, _ name: String) throws { try data.write(to: url.appending(path: name)) }

  /// Reads a brand file that says the given lines.
  func reading(_ lines: String) throws -> BrandReading {
    try write(Data("format: pingxing/brand/1\n\(lines)\n".utf8), "brand.yml")
    return BrandReading(url.appending(path: "brand.yml").path, fontFolders: [])
  }
}

@Suite struct BrandReadingTests {
  private func codes(_ reading: BrandReading) -> [String] {
    reading.report.diagnostics.map { "\($0.severity) \($0.code)" }
  }

  @Test(arguments: ["yunshan", "nuanhe"])
  func theExamplesHaveNoFindings(name: String) throws {
    let path = RepositoryFiles.root.appending(path: "Examples/brands/\(name)/brand.yml").path
    let reading = BrandReading(path, fontFolders: [])
    #expect(reading.report.diagnostics == [])
    let brand = try #require(reading.brand)
    #expect(brand.theme.brand?.logo != nil)
    #expect(brand.theme.brand?.hasAccent == true)
    #expect(brand.images.isEmpty == (name == "yunshan"))
  }

  @Test func aMissingFileIsMissing() {
    let reading = BrandReading("/nonexistent/brand.yml", fontFolders: [])
    #expect(reading.isMissing && reading.brand == nil && codes(reading) == ["error file-missing"])
  }

  /// A fault in one part hides none in another.
  @Test func everyPartIsLookedAtInOneRun() throws {
    let folder = try BrandFolder()
    try folder.write(Data("no picture".utf8), "logo.png")
    try folder.write(Data("no font".utf8), "a.otf")
    let reading = try folder.reading(
      "nmaes: {short: 甲}\nlogo: logo.png\ncolours: {muted: \"#777777\", text: red}\nfonts: {sans-bold: a.otf}\nline-breaks: loose"
    )
    let found = Set(reading.report.diagnostics.map(\.code))
    #expect(found.isSuperset(of: ["unknown-key", "malformed-colour", "low-contrast", "font-damaged", "unknown-word"]))
    #expect(found.contains { $0.hasPrefix("logo-") })
    #expect(reading.brand == nil && reading.draft != nil)
    #expect(reading.report.diagnostics.allSatisfy { ($0.location?.line ?? 0) > 1 })
  }

  @Test(arguments: ["none", "basic", "gb", "strict"])
  func theLevelOfProhibitionIsTheBrands(level: String) throws {
    let folder = try BrandFolder()
    let brand = try #require(try folder.reading("line-breaks: \(level)").brand)
    #expect("\(brand.theme.prohibition)" == level)
  }

  // MARK: - Colours

  @Test func lowContrastNamesThePairTheRatioAndAShadeThatPasses() throws {
    let folder = try BrandFolder()
    let reading = try folder.reading("colours: {muted: \"#777777\"}")
    #expect(codes(reading) == ["warning low-contrast", "warning low-contrast"])
    let first = try #require(reading.report.diagnostics.first)
    #expect(first.message.chinese.contains("muted（#777777）"))
    #expect(first.message.chinese.contains("对比度只有 4.47，WCAG AA 要求 4.5"))
    #expect(first.hint?.chinese == "最接近的合格颜色是 #767676")
    #expect((first.location?.line, first.location?.column) == (2, 18))
    #expect(reading.brand?.theme.color(.muted) == Color(rgb: 0x777777))
  }

  @Test func anAccentThatWouldNotBeSeenLeavesTheStarsGold() throws {
    let folder = try BrandFolder()
    let reading = try folder.reading("colours: {accent: \"#ffe680\"}")
    #expect(codes(reading) == ["warning low-contrast"])
    #expect(reading.brand?.theme.color(.star) == Theme().color(.star))
    #expect(reading.brand?.theme.brand?.hasAccent == false)
  }

  /// The label that the scores are not official is set in these colours.
  @Test(arguments: ["muted: \"#ffffff\"", "text: \"#e0e0e0\"", "ground: \"#1c2530\"", "primary: \"#ffffff\""])
  func colorsThatNobodyCanReadAreErrors(color: String) throws {
    let folder = try BrandFolder()
    let reading = try folder.reading("colours: {\(color)}")
    #expect(reading.brand == nil)
    #expect(codes(reading).contains("error illegible-colour"))
  }

  @Test func theStepsOfMarksKeepTheirLightness() throws {
    let folder = try BrandFolder()
    let theme = try #require(try folder.reading("colours: {marks: \"#a03a1d\"}").brand).theme
    var before = 1.0
    for mark in 1...5 {
      let color = try #require(theme.color(ofMark: mark))
      let usual = try #require(Theme().color(ofMark: mark))
      #expect(abs(color.relativeLuminance - usual.relativeLuminance) < 0.006)
      #expect(color.relativeLuminance < before)
      before = color.relativeLuminance
    }
  }

  // MARK: - Words

  @Test func theLabelStaysWhateverTheBrandSays() throws {
    let folder = try BrandFolder()
    let label = "自评参考，非官方评分"
    let brand = try #require(
      try folder.reading(
        """
        cover: {overline: 上行, statement: 补充。}
        footer: 页脚
        confidentiality: 机密
        watermark: 内部
        """
      ).brand)
    func dressed(footer: String, center: String = "", watermark: String? = nil) -> Document {
      let cover = Cover(
        overline: "旧", title: ["题"], organisation: "", subtitle: "", facts: [], statement: "\(label)。")
      var document = Document(
        title: "", author: "", subject: "", keywords: "", date: nil, runningHead: "", footer: footer,
        footerCenter: center, watermark: watermark, pageNumberForm: "{page}", label: label, blocks: [.cover(cover)])
      brand.dress(&document)
      return document
    }
    let document = dressed(footer: "内部资料 · \(label)")
    #expect((document.footer, document.footerCenter) == ("机密 · \(label)", "页脚"))
    #expect(document.watermark == "内部")
    guard case .cover(let cover) = document.blocks[0] else { return }
    #expect((cover.overline, cover.statement) == ("上行", "\(label)。补充。"))

    #expect(dressed(footer: "印章 ab12").footer == "机密 · 印章 ab12")
    #expect(dressed(footer: "", center: label).footerCenter == "\(label) · 页脚")
    #expect(dressed(footer: "", watermark: "草稿").watermark == "草稿")
  }

  // MARK: - Logos

  @Test func aPictureTooSmallForPrintIsToldHowLargeToBe() throws {
    let folder = try BrandFolder()
    let sound = try Data(contentsOf: RepositoryFiles.root.appending(path: "Examples/brands/nuanhe/logo.png"))
    try folder.write(sound, "logo.png")
    #expect(codes(try folder.reading("logo: logo.png")) == [])
    try folder.write(Data(Self.grey(width: 120, height: 30)), "logo.png")
    let reading = try folder.reading("logo: logo.png")
    #expect(codes(reading) == ["warning logo-resolution"])
    #expect(reading.report.diagnostics.first?.hint?.chinese.contains("834 × 209 像素") == true)
    try folder.write(Data(Self.grey(width: 2000, height: 40)), "logo.png")
    #expect(codes(try folder.reading("logo: logo.png")) == ["warning logo-small"])
  }

  @Test func aDrawingInWhiteIsNotSeenOnPaper() throws {
    let folder = try BrandFolder()
    let svg = "<svg viewBox=\"0 0 2 1\"><rect width=\"1\" height=\"1\" fill=\"#fefefe\"/></svg>"
    try folder.write(Data(svg.utf8), "logo.svg")
    #expect(codes(try folder.reading("logo: logo.svg")) == ["warning logo-invisible"])
    try folder.write(Data(svg.replacing("#fefefe", with: "#1e4d3b").utf8), "logo.svg")
    #expect(codes(try folder.reading("logo: logo.svg")) == [])
  }

  @Test func limitsAreNamed() throws {
    let folder = try BrandFolder()
    let long = "M0 0" + String(repeating: " L1 1", count: 5_000)
    try folder.write(Data("<svg viewBox=\"0 0 1 1\"><path d=\"\(long)\"/></svg>".utf8), "logo.svg")
    let steps = try folder.reading("logo: logo.svg")
    #expect(codes(steps) == ["error svg-too-complex"])
    #expect(steps.report.diagnostics.first?.message.chinese.contains("4000") == true)
    try folder.write(Data(repeating: 0x20, count: 300 << 10), "logo.svg")
    let size = try folder.reading("logo: logo.svg")
    #expect(size.report.diagnostics.first?.message.english == "the file is larger than 256 KiB")
    let deep = String(repeating: "<g>", count: 400) + String(repeating: "</g>", count: 400)
    try folder.write(Data("<svg viewBox=\"0 0 1 1\">\(deep)</svg>".utf8), "logo.svg")
    let message = try folder.reading("logo: logo.svg").report.diagnostics.first?.message
    #expect(message?.english == "malformed XML: elements are nested more than 256 deep")
  }

  @Test(arguments: [
    ("logo.png", "<svg/>", "logo-not-png"), ("logo.svg", "\u{89}PNG", "xml-syntax"),
    ("logo", "<svg viewBox=\"0 0 1 1\"/>", "svg-empty"), ("logo", "GIF89a", "logo-not-png"),
    ("logo.svg", "", "empty-file"), ("logo.png", "", "logo-not-png"),
  ])
  func filesAreWhatTheirNamesSay(name: String, content: String, code: String) throws {
    let folder = try BrandFolder()
    try folder.write(Data(content.utf8), name)
    let reading = try folder.reading("logo: \(name)")
    #expect(reading.brand == nil)
    #expect(codes(reading) == ["error \(code)"])
  }

  @Test func aFaultInADrawingIsShownWhereItStands() throws {
    let folder = try BrandFolder()
    try folder.write(Data("<svg viewBox=\"0 0 1 1\">\n<text/></svg>".utf8), "logo.svg")
    let report = try folder.reading("logo: logo.svg").report
    let location = try #require(report.diagnostics.first?.location)
    #expect(location.file == folder.url.appending(path: "logo.svg").path)
    #expect(report.sources[location.file]?[line: location.line] == "<text/></svg>")
  }

  /// A grey PNG whose picture data say nothing that anyone decodes here.
  private static func grey(width: UInt32, height: UInt32) -> [UInt8] {
    func bytes(_ number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
    func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
      let body = Array(name.utf8) + content
      return bytes(UInt32(content.count)) + body + bytes(CyclicRedundancyCheck.value(of: body))
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", bytes(width) + bytes(height) + [8, 0, 0, 0, 0]) + chunk("IDAT", [0]) + chunk("IEND", [])
  }

  // MARK: - Fonts

  @Test func aFontServesItsRoleAndTellsWhatItLacks() throws {
    let folder = try BrandFolder()
    try folder.write(try HouseFont.bytes(with: "0123456789 ABC一的中"), "House.otf")
    let reading = try folder.reading("fonts: {sans-bold: House.otf, sans-regular: House.otf}")
    #expect(codes(reading) == ["warning font-coverage"])
    let faces = try #require(reading.brand).faces
    #expect(
      faces.mapValues(\.id.name) == [
        FontRole(.sans, .bold): HouseFont.name, FontRole(.sans, .regular): HouseFont.name,
      ])
    #expect(faces[FontRole(.sans, .bold)] === faces[FontRole(.sans, .regular)])
  }

  @Test func aWesternFontLeavesChineseMarksToTheOthers() throws {
    let folder = try BrandFolder()
    let latin = String(String.UnicodeScalarView((0x20...0x7E).compactMap { Unicode.Scalar(UInt32($0)) }))
    try folder.write(try HouseFont.bytes(with: latin + "“”…—·"), "House.otf")
    let reading = try folder.reading("fonts: {sans-bold: House.otf}")
    #expect(codes(reading) == ["note font-western"])
    let face = try #require(reading.brand?.faces[FontRole(.sans, .bold)])
    #expect(face.isWestern)
    #expect(face.glyph(for: "A", variation: nil) != nil)
    for mark in "“”…—·".unicodeScalars { #expect(face.glyph(for: mark, variation: nil) == nil) }
  }

  @Test func aFontOfATakenNameIsRefusedByTheLibrary() throws {
    let folder = try BrandFolder()
    try folder.write(try HouseFont.bytes(with: "0123456789 一"), "A.otf")
    try folder.write(try HouseFont.bytes(with: "0123456789 一二"), "B.otf")
    let brand = try #require(try folder.reading("fonts: {sans-bold: A.otf, serif-bold: B.otf}").brand)
    let boxes = BoxFace.library()
    #expect(throws: FontError.self) { try boxes.preferring(brand.faces) }
    let one = try boxes.preferring([FontRole(.sans, .bold): try #require(brand.faces[FontRole(.sans, .bold)])])
    #expect(one.faces(for: FontRole(.sans, .bold)).map(\.id.name).first == HouseFont.name)
    #expect(one.faces(for: FontRole(.sans, .bold)).count == boxes.faces(for: FontRole(.sans, .bold)).count + 1)
  }

  /// Whatever bytes stand where a font is expected, the answer is a finding.
  @Test func damagedFontsAreRefused() throws {
    let folder = try BrandFolder()
    let sound = try HouseFont.bytes(with: "0123456789 ABC一的中")
    func found(_ data: Data) throws -> [String] {
      try folder.write(data, "House.otf")
      return codes(try folder.reading("fonts: {sans-bold: House.otf}")).filter { $0.hasPrefix("error") }
    }
    #expect(try found(Data()) == ["error font-damaged"])
    #expect(try found(Data("wOF2".utf8) + sound) == ["error font-packed"])
    #expect(try found(Data("not a font at all".utf8)) == ["error font-damaged"])
    #expect(try found(sound.prefix(sound.count / 2)) == ["error font-damaged"])
    #expect(try found(sound.prefix(20)) == ["error font-damaged"])
    var variable = sound
    variable.replaceSubrange(try #require(variable.range(of: Data("OS/2".utf8))), with: Data("fvar".utf8))
    #expect(try found(variable) == ["error font-variable"])
    #expect(codes(try folder.reading("fonts: {sans-bold: {file: House.otf, face: 1}}")) == ["error font-face"])
  }

  /// A font whose bytes were changed on the way shows other glyphs, or none, and nothing else tells.
  @Test func changedTablesAreFoundByTheirChecksums() throws {
    let folder = try BrandFolder()
    let sound = try HouseFont.bytes(with: "0123456789 ABC一的中")
    for name in ["CFF ", "cmap", "hmtx"] {
      var data = sound
      let table = try #require(HouseFont.table(name, of: sound))
      data[table.upperBound - 1] ^= 0xFF
      try folder.write(data, "House.otf")
      let reading = try folder.reading("fonts: {sans-bold: House.otf}")
      #expect(codes(reading) == ["error font-damaged"], "\(name)")
      #expect(reading.report.diagnostics.first?.message.english.contains(name) == true)
    }
    // What says nothing of the glyphs is no reason to refuse a font.
    var renamed = sound
    renamed[try #require(HouseFont.table("OS/2", of: sound)).lowerBound + 60] ^= 0x01
    try folder.write(renamed, "House.otf")
    #expect(!codes(try folder.reading("fonts: {sans-bold: House.otf}")).contains("error font-damaged"))
  }

  @Test func charactersWithoutWidthAreRefused() throws {
    let folder = try BrandFolder()
    var data = try HouseFont.bytes(with: "0123456789 ABC一的中")
    let table = try #require(HouseFont.table("hmtx", of: data))
    data.replaceSubrange(table, with: Data(repeating: 0, count: table.count))
    try folder.write(HouseFont.withChecksums(data), "House.otf")
    let reading = try folder.reading("fonts: {sans-bold: House.otf}")
    #expect(codes(reading) == ["error font-damaged"])
    #expect(reading.report.diagnostics.first?.message.chinese.contains("宽度为 0") == true)
  }

  /// The map sends every character to the glyph of the space.
  @Test func charactersThatShowNothingAreRefused() throws {
    let folder = try BrandFolder()
    var data = try HouseFont.bytes(with: " 0123456789ABC一的中")
    let table = try #require(HouseFont.table("cmap", of: data))
    // The segments of a map (OpenType 1.9, cmap format 4): ends, beginnings, differences, offsets.
    func number(_ place: Int) -> Int { Int(data[place]) << 8 | Int(data[place + 1]) }
    let records = table.lowerBound + 4 + 8 * number(table.lowerBound + 2)
    let header = try #require(data.range(of: Data([0, 4]), in: records..<table.upperBound)).lowerBound
    let size = number(header + 6)
    let segments = stride(from: 0, to: size, by: 2).map { index in
      (first: number(header + 16 + size + index), difference: header + 16 + 2 * size + index)
    }
    let space = try #require(segments.first { $0.first == 0x20 })
    let glyph = (0x20 + number(space.difference)) & 0xFFFF
    for segment in segments where (0x4E00..<0xFFFF).contains(segment.first) {
      let difference = (glyph - segment.first) & 0xFFFF
      data[segment.difference] = UInt8(difference >> 8)
      data[segment.difference + 1] = UInt8(difference & 0xFF)
    }
    try folder.write(HouseFont.withChecksums(data), "House.otf")
    let reading = try folder.reading("fonts: {sans-bold: House.otf}")
    #expect(codes(reading) == ["error font-damaged"])
    #expect(reading.report.diagnostics.first?.message.chinese.contains("显示成空白") == true)
  }

  @Test func noFontWithChangedBytesStopsTheReader() throws {
    let folder = try BrandFolder()
    let sound = try HouseFont.bytes(with: "0123456789 ABC一的中")
    var random = SeededGenerator(seed: 21)
    for _ in 0..<60 {
      var data = sound
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        data[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      try folder.write(data, "House.otf")
      let reading = try folder.reading("fonts: {sans-bold: House.otf}")
      #expect((reading.brand == nil) == reading.report.hasErrors)
    }
  }
}
