import Foundation
import TestSupport
import Testing

/// `report --brand` and `brand check`.
@Suite struct BrandReportTests {
  private static let label = "自评参考，非官方评分"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
  }

  private func example(_ name: String) -> String {
    RepositoryFiles.root.appending(path: "Examples/brands/\(name)/brand.yml").path
  }

  private func report(_ brand: String, _ options: String...) async throws -> ProgramRun {
    try await Pingxing.run(
      arguments: ["report", "centre.yml", "--brand", brand, "-o", "out.pdf"] + options, in: folder.url)
  }

  @Test(arguments: [
    ("yunshan", "云杉管理咨询有限公司", "机密", 0), ("nuanhe", "暖禾服务设计工作室", "nuanhe.example", 1),
  ])
  func theReportCarriesTheBrandAndKeepsTheLabel(name: String, consultancy: String, mark: String, pictures: Int)
    async throws
  {
    let run = try await report(example(name))
    #expect(run.status == 0, "\(run.messages)")
    let pages = try await PDFText.pages(of: folder["out.pdf"])
    #expect(pages.first?.contains(consultancy) == true)
    for (number, page) in pages.enumerated() {
      #expect(PDFText.squeezed(page).contains(Self.label), "page \(number + 1)")
      if number > 0 { #expect(page.contains(mark), "page \(number + 1)") }
    }
    // The logo is one object with its mask, however many pages show it; nothing else is a picture.
    let list = try await Pingxing.tool("pdfimages", "-list", folder["out.pdf"].path).lines.dropFirst(2)
      .map { $0.split(separator: " ") }.filter { !$0.isEmpty }
    #expect(Set(list.map { $0[10] }).count == pictures)
    #expect(list.filter { $0[2] == "image" }.count == pictures * pages.count)
    #expect(try await Pingxing.tool("qpdf", "--check", folder["out.pdf"].path).status == 0)

    let first = try folder.data("out.pdf")
    #expect(try await report(example(name)).status == 0)
    #expect(try folder.data("out.pdf") == first)
  }

  @Test func aDraftIsADraftInAnyBrand() async throws {
    #expect(try await report(example("nuanhe"), "--draft", "--sections", "statement").status == 0)
    let pages = try await PDFText.pages(of: folder["out.pdf"])
    for page in pages { #expect(page.contains("草") && page.contains("稿")) }
  }

  /// Every template wears the brand, in a batch as in a single run.
  @Test func aBatchGivesTheSameBytes() async throws {
    let single = try await Pingxing.run(
      arguments: [
        "report", "centre.yml", "--brand", example("nuanhe"), "--template", "board,workpaper", "-o", "single/",
      ], in: folder.url)
    #expect(single.status == 0, "\(single.messages)")
    let batch = try await Pingxing.run(
      arguments: ["batch", ".", "--brand", example("nuanhe"), "--template", "board", "-o", "batch"], in: folder.url)
    #expect(batch.status == 0, "\(batch.everything)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder["single"].path).sorted()
    #expect(names.count == 2)
    for name in names {
      for page in try await PDFText.pages(of: folder["single/\(name)"]) {
        #expect(PDFText.squeezed(page).contains(Self.label))
      }
    }
    let board = try #require(names.first { $0.contains("board") })
    #expect(try folder.data("batch/centre.pdf") == folder.data("single/\(board)"))
  }

  @Test func aFontOfTheBrandIsEmbedded() async throws {
    try folder.write(try HouseFont.bytes(with: "0123456789 一的中服务"), to: "House.otf")
    try folder.write("format: pingxing/brand/1\nfonts: {sans-bold: House.otf}\n", to: "brand.yml")
    let run = try await report("brand.yml", "--sections", "statement")
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("[font-coverage]"))
    let fonts = try await Pingxing.tool("pdffonts", folder["out.pdf"].path).output
    #expect(fonts.contains("+\(HouseFont.name)"))
    #expect(fonts.contains("NotoSansCJKsc-Bold"))
  }

  @Test func aFontUnderTheNameOfAnInstalledOneIsRefused() async throws {
    let noto = try HouseFont.bytes(with: "0123456789 一")
    var renamed = noto
    for (old, new) in [(Data("HausSans".utf8), Data("NotoSans".utf8))] {
      while let range = renamed.range(of: old) { renamed.replaceSubrange(range, with: new) }
      let (wideOld, wideNew) = (Data(old.flatMap { [0, $0] }), Data(new.flatMap { [0, $0] }))
      while let range = renamed.range(of: wideOld) { renamed.replaceSubrange(range, with: wideNew) }
    }
    try folder.write(HouseFont.withChecksums(renamed), to: "House.otf")
    try folder.write("format: pingxing/brand/1\nfonts: {sans-bold: House.otf}\n", to: "brand.yml")
    let run = try await report("brand.yml")
    #expect(run.status != 0 && run.messages.contains("NotoSansCJKsc-Bold"), "\(run.messages)")
    #expect(try !folder.names().contains("out.pdf"))
  }

  // MARK: - Faults

  /// Picture data that no look at the chunks finds wrong: the checksums are right, the packing is not.
  private var undecodable: Data {
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAZAAAAGQCAAAAACl1GkQAAAABElEQVQBAgMEfVvD1gAAAABJRU5ErkJggg==") ?? Data()
  }

  @Test func pictureDataThatCannotBeDecodedAreFound() async throws {
    try folder.write(undecodable, to: "logo.png")
    try folder.write("format: pingxing/brand/1\nlogo: logo.png\n", to: "brand.yml")
    let check = try await Pingxing.run("brand", "check", "brand.yml", in: folder.url)
    #expect(check.status == 1)
    #expect(check.output.contains("brand.yml:2:7"))
    #expect(check.output.contains("[logo-damaged]"))
    let run = try await report("brand.yml")
    #expect(run.status == 65)
    #expect(try !folder.names().contains("out.pdf"))
  }

  /// Two pixels of one byte each; the palette has two colours, which are the indices 0 and 1.
  @Test(arguments: [(UInt8(1), true), (2, false), (255, false)])
  func indicesBeyondThePaletteAreFound(index: UInt8, isSound: Bool) async throws {
    try folder.write(
      IndexedPicture.png(pixels: [0, index], palette: [0x1F, 0x3A, 0x5F, 0xC0, 0x90, 0x20]), to: "logo.png")
    try folder.write("format: pingxing/brand/1\nlogo: logo.png\n", to: "brand.yml")
    let check = try await Pingxing.run("brand", "check", "brand.yml", in: folder.url)
    #expect(check.status == (isSound ? 0 : 1), "\(check.everything)")
    #expect(check.output.contains("brand.yml:2:7: 错误: 徽标的图像数据已损坏：有像素用了调色板里没有的颜色 [logo-damaged]") != isSound)
  }

  /// Words that no font shows are found before a report is made, beside faults of other kinds.
  @Test func charactersWithoutAFontAreNamedWithTheirPlace() async throws {
    try folder.write(
      "format: pingxing/brand/1\nnames: {short: 甲💥}\nlogo: none.svg\nfooter: 乙\u{E123}\n", to: "brand.yml")
    let run = try await Pingxing.run("brand", "check", "brand.yml", in: folder.url)
    #expect(run.status == 1, "\(run.everything)")
    for place in [
      "brand.yml:2:17: 错误: 没有字体能显示字符", "brand.yml:3:7: 错误: 找不到文件 none.svg", "brand.yml:4:10: 错误: 没有字体能显示字符",
    ] {
      #expect(run.output.contains(place), "\(run.output)")
    }
  }

  @Test func problemsAreListedAtOnceInEveryFormat() async throws {
    try folder.write(
      "format: pingxing/brand/1\nlogo: no.png\ncolours: {primary: \"#ffeeee\", acent: \"#000000\"}\n", to: "brand.yml")
    let text = try await Pingxing.run("brand", "check", "brand.yml", in: folder.url)
    #expect(text.status == 1)
    #expect(text.output.contains("[logo-missing]") && text.output.contains("是不是 accent？"))
    let json = try await Pingxing.run("brand", "check", "brand.yml", "--format", "json", in: folder.url)
    #expect(try JSONSerialization.jsonObject(with: json.outputBytes) is [String: Any])
    let sarif = try await Pingxing.run("brand", "check", "brand.yml", "--format", "sarif", in: folder.url)
    #expect(sarif.output.contains("\"logo-missing\""))
    #expect(try await Pingxing.run("brand", "check", "nothing.yml", in: folder.url).status == 66)
  }

  @Test func whatIsWrittenWrongIsToldOf() async throws {
    try folder.write("format: pingxing/brand/1\ncolours: {primary: #123456}\n", to: "brand.yml")
    let run = try await Pingxing.run("brand", "check", "brand.yml", in: folder.url)
    #expect(run.output.contains("brand.yml:2:20: 错误") && run.output.contains("要加引号：\"#123456\""), "\(run.output)")
    // A # between quotation marks hides nothing.
    try folder.write("format: pingxing/brand/1\nnames: {consultancy: \"第 #3 号\", , short: 短}\n", to: "brand.yml")
    let quoted = try await Pingxing.run("brand", "check", "brand.yml", in: folder.url)
    #expect(quoted.status == 65 && !quoted.everything.contains("注释"), "\(quoted.everything)")
  }

  /// A picture of one transparent pixel, which no decoder refuses and no reader sees.
  @Test func aLogoThatIsNotSeenIsWarnedOf() async throws {
    let bytes = try #require(
      Data(
        base64Encoded:
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII="))
    try folder.write(bytes, to: "logo.png")
    try folder.write("format: pingxing/brand/1\nlogo: logo.png\n", to: "brand.yml")
    let run = try await Pingxing.run("brand", "check", "brand.yml", in: folder.url)
    #expect(run.output.contains("[logo-invisible]"), "\(run.output)")
  }

  /// Folders of fonts have folders of their makers.
  @Test func aFontIsFoundBelowTheSystemsFolders() async throws {
    let font = try HouseFont.bytes(with: "0123456789 ABC一的中")
    try folder.write(font, to: ".local/share/pingxing/Fonts/maker/House.otf")
    try folder.write("format: pingxing/brand/1\nfonts: {sans-bold: House.otf}\n", to: "brand.yml")
    let run = try await Pingxing.run(
      "brand", "check", "brand.yml", in: folder.url, environment: ["HOME": folder.url.path])
    #expect(!run.output.contains("[font-missing]"), "\(run.output)")
  }

  @Test func aBrandIsOnlyUsedWhereItIsNamed() async throws {
    try folder.write("format: pingxing/brand/1\nfooter: 不应出现\n", to: "brand.yml")
    let run = try await Pingxing.run(
      arguments: ["report", "centre.yml", "-o", "out.pdf", "--sections", "statement"], in: folder.url)
    #expect(run.status == 0)
    #expect(try await !PDFText.pages(of: folder["out.pdf"]).joined().contains("不应出现"))
  }

  @Test func theBrandIsNotReplacedByTheReport() async throws {
    try folder.write("format: pingxing/brand/1\n", to: "brand.yml")
    let run = try await Pingxing.run(
      arguments: ["report", "centre.yml", "--brand", "brand.yml", "-o", "brand.yml"], in: folder.url)
    #expect(run.status == 64)
    #expect(try folder.text("brand.yml") == "format: pingxing/brand/1\n")

    let logo = "<svg viewBox=\"0 0 2 1\"><rect width=\"2\" height=\"1\"/></svg>"
    try folder.write(logo, to: "logo.svg")
    try folder.write("format: pingxing/brand/1\nlogo: logo.svg\n", to: "brand.yml")
    let over = try await Pingxing.run(
      arguments: ["report", "centre.yml", "--brand", "brand.yml", "-o", "logo.svg"], in: folder.url)
    #expect(over.status == 64)
    #expect(try folder.text("logo.svg") == logo)
  }
}

/// A PNG of one row with a palette (ISO/IEC 15948), stored without packing.
private enum IndexedPicture {
  static func png(pixels: [UInt8], palette: [UInt8]) -> Data {
    let row = [0] + pixels
    let (a, b) = row.reduce((UInt32(1), UInt32(0))) { sums, byte in
      let a = (sums.0 + UInt32(byte)) % 65_521
      return (a, (sums.1 + a) % 65_521)
    }
    let count = UInt8(row.count)
    let stream = [0x78, 0x01, 0x01, count, 0, ~count, 0xFF] + row + bytes(b << 16 | a)
    let header = bytes(UInt32(pixels.count)) + bytes(1) + [8, 3, 0, 0, 0]
    return Data(
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + chunk("PLTE", palette)
        + chunk("IDAT", stream) + chunk("IEND", []))
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    let sum = body.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
    return bytes(UInt32(content.count)) + body + bytes(~sum)
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
