import Canvas
import Foundation
import Testing

@testable import PDFOutput

/// A source for documents without text.
struct NoFonts: SubsetFontSource {
  struct Absent: Error {}
  func subset(of font: FontID, keeping glyphs: [UInt32]) throws -> SubsetFont { throw Absent() }
}

/// Documents for the tests of the painter.
enum Sample {
  static func page(_ items: [Placed], label: String = "1") -> Page {
    Page(size: Size(width: 200, height: 100), label: label, items: items)
  }

  static func document(_ pages: [Page], bookmarks: [Bookmark] = [], created: String? = nil) -> PagedDocument {
    PagedDocument(
      properties: .init(title: "自评报告", author: "运营部", subject: "自评", keywords: "评星", created: created),
      pages: pages, bookmarks: bookmarks)
  }

  static func named(_ name: String) -> DestinationName {
    guard let name = DestinationName(name) else { preconditionFailure("not a name: \(name)") }
    return name
  }

  static func link(to name: String) -> Placed {
    Placed(.link(.destination(named(name)), Size(width: 30, height: 10)), at: Point(x: 10, y: 10))
  }

  static func place(_ name: String, y: Points = 20) -> Placed {
    Placed(.destination(named(name)), at: Point(x: 0, y: y))
  }
}

/// Runs the tools that read PDFs.
enum Reader {
  struct Failure: Error { var text: String }

  /// Runs a program of the system on a PDF; `{}` in the arguments is the file.
  static func run(_ program: String, _ arguments: [String], on pdf: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(pdf).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/\(program)")
    process.arguments = arguments.map { $0 == "{}" ? file.path : $0 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else { throw Failure(text: text) }
    return text
  }

  /// The objects of a PDF by their number, as qpdf prints them.
  static func objects(of pdf: [UInt8]) throws -> [String: Any] {
    let json = try run("qpdf", ["--json=2", "--json-key=qpdf", "{}"], on: pdf)
    let top = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let parts = top?["qpdf"] as? [Any]
    let objects = try #require(parts?.last as? [String: Any])
    return objects.compactMapValues { ($0 as? [String: Any])?["value"] ?? ($0 as? [String: Any])?["stream"] }
  }
}

@Suite struct SoundFileTests {
  @Test(arguments: [true, false])
  func linksWithAndWithoutStructureGiveASoundFile(isTagged: Bool) throws {
    let items = [Sample.link(to: "sec-2"), Sample.place("sec-1")]
    let first = isTagged ? [Placed(.structure(.contents, items), at: .zero)] : items
    let document = Sample.document([
      Sample.page(first), Sample.page([Sample.place("sec-2", y: 33)], label: "2"),
    ])
    let pdf = try PDFPainter().render(document, fonts: NoFonts())
    #expect(
      try Reader.run("qpdf", ["--check", "{}"], on: pdf).contains("No syntax or stream encoding errors"))
  }

  /// RFC 1950 2.2: the second byte of a stream tells the level class; ours is 1 (of 0 to 3), zlib's default 2.
  @Test func streamsAreCompressedAtOurLevel() throws {
    let pdf = Data(try PDFPainter().render(Sample.document([Sample.page([])]), fonts: NoFonts()))
    let starts = pdf.ranges(of: Data("stream\n".utf8)).map(\.upperBound).filter { pdf[$0...].first == 0x78 }
    #expect(!starts.isEmpty)
    #expect(starts.allSatisfy { pdf[$0 + 1] == 0x5E })
  }

  @Test func forwardLinksResolveToThePlace() throws {
    let document = Sample.document([
      Sample.page([Placed(.structure(.contentsItem, [Sample.link(to: "sec-2")]), at: .zero)]),
      Sample.page([Sample.place("sec-2", y: 33)], label: "2"),
    ])
    let objects = try Reader.objects(of: try PDFPainter().render(document, fonts: NoFonts()))
    let annotation = try #require(
      objects.values.compactMap { $0 as? [String: Any] }.first { $0["/Subtype"] as? String == "/Link" })
    #expect(annotation["/Dest"] as? String == "u:sec-2")
    // PDF measures from the bottom: 100 − 10 − 10 and 100 − 10.
    #expect((annotation["/Rect"] as? [Double]) == [10, 80, 40, 90])
    let names = objects.values.compactMap { ($0 as? [String: Any])?["/Names"] as? [Any] }.first
    let entry = try #require(names)
    #expect(entry.first as? String == "u:sec-2")
  }

  @Test func bookmarksNestAndLeadToTheirPages() throws {
    let bookmarks = [
      Bookmark(title: "一 概述", level: 1, page: 0, top: 10), Bookmark(title: "1.1", level: 2, page: 0, top: 40),
      Bookmark(title: "深", level: 4, page: 1, top: 5), Bookmark(title: "二", level: 1, page: 1, top: 20),
    ]
    let document = Sample.document([Sample.page([]), Sample.page([])], bookmarks: bookmarks)
    let pdf = try PDFPainter().render(document, fonts: NoFonts())
    let json = try Reader.run("qpdf", ["--json=2", "--json-key=outlines", "{}"], on: pdf)
    let top = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    func flat(_ outlines: Any?, depth: Int) -> [String] {
      ((outlines as? [[String: Any]]) ?? []).flatMap { outline in
        ["\(depth) \(outline["title"] ?? "") p\(outline["destpageposfrom1"] ?? "")"]
          + flat(outline["kids"], depth: depth + 1)
      }
    }
    #expect(flat(top["outlines"], depth: 1) == ["1 一 概述 p1", "2 1.1 p1", "3 深 p2", "1 二 p2"])
  }

  @Test func addressesStandEncoded() throws {
    let target = LinkTarget.uri(encoding: "https://例.cn/a(b)'c\\?q=100%25&x=5%")
    #expect(target == .uri("https://%E4%BE%8B.cn/a%28b%29%27c%5C?q=100%25&x=5%25"))
    let page = Sample.page([Placed(.link(target, Size(width: 5, height: 5)), at: .zero)])
    let objects = try Reader.objects(of: try PDFPainter().render(Sample.document([page]), fonts: NoFonts()))
    let action = objects.values.compactMap { ($0 as? [String: Any])?["/A"] as? [String: Any] }.first
    #expect(action?["/URI"] as? String == "u:https://%E4%BE%8B.cn/a%28b%29%27c%5C?q=100%25&x=5%25")
  }

  @Test func propertiesAndLabelsAreWritten() throws {
    let document = Sample.document(
      [Sample.page([], label: "封面"), Sample.page([], label: "1")], created: "2025-12-20T08:00:00+08:00")
    let pdf = try PDFPainter().render(document, fonts: NoFonts())
    let info = try Reader.run("pdfinfo", ["-isodates", "{}"], on: pdf)
    #expect(info.contains("自评报告"))
    #expect(info.contains("2025-12-20T08:00:00+08"))
    #expect(info.contains("PDF version:     1.5"))
    #expect(info.contains("Tagged:          yes"))
    let without = try PDFPainter().render(Sample.document([Sample.page([])]), fonts: NoFonts())
    #expect(!(try Reader.run("pdfinfo", ["{}"], on: without)).contains("CreationDate"))
  }

  @Test func aPictureIsEmbeddedOnce() throws {
    // One grey pixel.
    let png = try #require(
      Data(
        base64Encoded:
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="))
    let image = Placed(.image(ImageID("logo"), Size(width: 40, height: 20)), at: Point(x: 10, y: 10))
    let document = Sample.document([Sample.page([image]), Sample.page([image])])
    let pdf = try PDFPainter().render(document, fonts: NoFonts(), images: [ImageID("logo"): [UInt8](png)])
    let rows = try Reader.run("pdfimages", ["-list", "{}"], on: pdf).split(separator: "\n").dropFirst(2)
    let objects = Set(rows.map { $0.split(separator: " ")[10] })
    #expect(rows.count == 2 && objects.count == 1)
  }

  @Test func shapesStayVectors() throws {
    let paint = Paint(
      fill: Color(rgb: 0x1F3F66, alpha: 0.2), stroke: .init(color: .black, width: 0.5, dashes: [2, 1]))
    let shape = Placed(.shape(Path(center: Point(x: 20, y: 20), radius: 10), paint), at: Point(x: 50, y: 20))
    let page = Sample.page([shape, Placed(.rotated(degrees: -30, [shape]), at: Point(x: 10, y: 10))])
    let pdf = try PDFPainter().render(Sample.document([page]), fonts: NoFonts())
    #expect(try Reader.run("pdfimages", ["-list", "{}"], on: pdf).split(separator: "\n").count == 2)
  }
}

@Suite struct RefusalTests {
  static let run = GlyphRun(
    font: FontID("F"), size: 10, color: .black, text: "评星", glyphs: [.init(index: 1, x: 0, y: 0)],
    clusters: [.init(byteCount: 3, glyphCount: 1)], advance: 10)

  static let cases: [(PagedDocument, PDFError)] = [
    (Sample.document([]), .noPages),
    (
      Sample.document([Page(size: Size(width: 0, height: 5), label: "", items: [])]), .pageSize(page: 1)
    ),
    (
      Sample.document([Sample.page([]), Sample.page([Sample.link(to: "gone")])]),
      .danglingDestination(Sample.named("gone"), page: 2)
    ),
    (
      Sample.document([Sample.page([Sample.place("a")]), Sample.page([Sample.place("a")])]),
      .duplicateDestination(Sample.named("a"), page: 2)
    ),
    (
      Sample.document([Sample.page([Placed(.rotated(degrees: 3, [Sample.place("a")]), at: .zero)])]),
      .linkInRotation(page: 1)
    ),
    (
      Sample.document([Sample.page([Placed(.link(.uri("a'b"), Size(width: 1, height: 1)), at: .zero)])]),
      .unencodedAddress("a'b", page: 1)
    ),
    (
      Sample.document([Sample.page([Placed(.image(ImageID("logo"), Size(width: 1, height: 1)), at: .zero)])]),
      .missingImage(ImageID("logo"), page: 1)
    ),
    (Sample.document([Sample.page([Placed(.text(run), at: .zero)])]), .clusters(text: "评星", page: 1)),
    (
      Sample.document([Sample.page([Placed(.group([]), at: Point(x: .nan, y: 0))])]), .coordinate(page: 1)
    ),
    (
      Sample.document([Sample.page([])], bookmarks: [.init(title: "迷", level: 1, page: 1, top: 0)]),
      .bookmark(title: "迷")
    ),
    (Sample.document([Sample.page([])], created: "昨天"), .creationDate("昨天")),
    (Sample.document([Sample.page([], label: "\0")]), .nullCharacter("\0")),
  ]

  @Test(arguments: cases.indices)
  func unsoundDocumentsAreRefused(index: Int) {
    let (document, error) = Self.cases[index]
    #expect(throws: error) { try PDFPainter().render(document, fonts: NoFonts()) }
  }

  @Test func aPictureThatIsNoPNGIsRefused() {
    let page = Sample.page([Placed(.image(ImageID("logo"), Size(width: 1, height: 1)), at: .zero)])
    let bomb: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
      + [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]
    for bytes in [[], [1, 2, 3], bomb, Array(bomb.prefix(16)) + [0, 0, 0, 9, 0, 0, 0, 9]] {
      #expect(throws: PDFError.unreadableImage(ImageID("logo"))) {
        try PDFPainter().render(Sample.document([page]), fonts: NoFonts(), images: [ImageID("logo"): bytes])
      }
    }
  }
}
