import Canvas
import Fonts
import Foundation
import TestSupport
import Testing

@testable import PDFOutput

/// The installed fonts, opened once.
enum Installed {
  static let library: Result<FontLibrary, any Error> = Result {
    let stack = try Data(contentsOf: RepositoryFiles.root.appending(path: "Fonts/stack.json"))
    return try FontLibrary(
      stack: try FontStack(json: [UInt8](stack)), folders: ["/usr/share/fonts/opentype/noto"])
  }

  /// Shapes text in the first face of a role, without any typesetting.
  static func run(_ text: String, _ role: FontRole = FontRole(.serif, .regular), size: Points = 10.5) throws
    -> GlyphRun
  {
    let face = try #require(try library.get().faces(for: role).first)
    var shaped: [ShapedGlyph] = []
    let bytes = Array(text.utf8)
    let buffer = ShapingBuffer()
    bytes.withUnsafeBufferPointer {
      face.shape($0, 0..<bytes.count, features: ShapingFeatures(), with: buffer, into: &shaped)
    }
    var glyphs: [GlyphRun.Glyph] = []
    var clusters: [GlyphRun.Cluster] = []
    var x = 0.0
    for (index, glyph) in shaped.enumerated() {
      glyphs.append(.init(index: glyph.index, x: (x + glyph.xOffset) * size, y: -glyph.yOffset * size))
      x += glyph.advance
      let isNew = index == 0 || shaped[index - 1].cluster != glyph.cluster
      if isNew {
        let end = shaped[index...].first { $0.cluster != glyph.cluster }?.cluster ?? bytes.count
        clusters.append(.init(byteCount: end - glyph.cluster, glyphCount: 0))
      }
      clusters[clusters.count - 1].glyphCount += 1
    }
    return GlyphRun(
      font: face.id, size: size, color: .black, text: text, glyphs: glyphs, clusters: clusters,
      advance: x * size)
  }

  static func document(_ lines: [String], _ role: FontRole = FontRole(.serif, .regular)) throws
    -> PagedDocument
  {
    var items: [Placed] = []
    for (index, line) in lines.enumerated() {
      let run = try run(line, role)
      items.append(
        Placed(
          .structure(.paragraph, [Placed(.text(run), at: .zero)]),
          at: Point(x: 20, y: 30 + 20 * Points(index))))
    }
    let page = Page(size: Size(width: 500, height: 400), label: "1", items: items)
    return Sample.document([page])
  }
}

@Suite struct TextTests {
  static let lines = [
    "一二人大小見长水火金网", "破折号——省略号……完。", "𠮷野家与葛\u{E0100}城", "“自评参考，非官方评分”（二〇二五）",
    "ffi office 20 秒 96 % ▲▼●○ ÷ ≥ 70", "第 1 页 / 共 36 页",
  ]

  @Test(arguments: FontRole.allCases)
  func textComesBackExactly(role: FontRole) throws {
    let pdf = try PDFPainter().render(
      try Installed.document(Self.lines, role), fonts: try Installed.library.get())
    let text = try Reader.run("pdftotext", ["-layout", "{}", "-"], on: pdf)
    let found = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && $0 != "\u{C}" }
    // Reading tools may widen or drop the spaces between words; every other code point must come back.
    func plain(_ line: String) -> [Unicode.Scalar] {
      line.unicodeScalars.filter { $0 != " " && $0 != "\u{C}" }
    }
    #expect(found.map(plain) == Self.lines.map(plain))
  }

  @Test func fontsAreEmbeddedAsSubsetsOnce() throws {
    var document = try Installed.document(Self.lines)
    let second = try Installed.document(Self.lines, FontRole(.sans, .bold))
    document.pages += second.pages
    for size in [8.0, 12, 22] {
      let run = try Installed.run("同一字体的多种字号", size: size)
      document.pages[0].items.append(Placed(.text(run), at: Point(x: 20, y: 200 + size * 3)))
    }
    let pdf = try PDFPainter().render(document, fonts: try Installed.library.get())
    let rows = try Reader.run("pdffonts", ["{}"], on: pdf).split(separator: "\n").dropFirst(2).map(
      String.init)
    let names = rows.map { $0.split(separator: " ")[0] }
    #expect(names.count == 2)
    #expect(names.contains { $0.hasSuffix("+NotoSerifCJKsc-Regular") })
    #expect(names.contains { $0.hasSuffix("+NotoSansCJKsc-Bold") })
    #expect(
      rows.allSatisfy {
        $0.contains("CID Type 0C") && $0.contains("Identity-H") && $0.contains("yes yes yes")
      })
    #expect(pdf.count < 60_000, "subsets of few glyphs are small, got \(pdf.count)")
  }

  @Test func structureHoldsTheText() throws {
    let pdf = try PDFPainter().render(
      try Installed.document(["评星自评", "第二段"]), fonts: try Installed.library.get())
    let tree = try Reader.run("pdfinfo", ["-struct-text", "{}"], on: pdf)
    let lines = tree.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines == ["Document", "P (block)", "\"评星自评\"", "P (block)", "\"第二段\""])
    #expect(
      try Reader.run("qpdf", ["--check", "{}"], on: pdf).contains("No syntax or stream encoding errors"))
  }

  @Test func equalDocumentsGiveEqualBytes() throws {
    let document = try Installed.document(Self.lines)
    let first = try PDFPainter().render(document, fonts: try Installed.library.get())
    let second = try PDFPainter().render(document, fonts: try Installed.library.get())
    #expect(first == second)
  }

  @Test func sharedFontsDoNotShowInTheBytes() throws {
    let library = try Installed.library.get()
    let shared = PaintingFonts(library)
    // The second asks for glyphs that the first has not, the third for none, the fourth for rare ones.
    for lines in [["评星自评参考"], Self.lines, ["评星"], ["龘靐齉爨麤", "评"], ["评星自评参考"]] {
      let document = try Installed.document(lines)
      let alone = try PDFPainter().render(document, fonts: library)
      #expect(try PDFPainter().render(document, fonts: shared) == alone, "\(lines)")
    }
  }

  @Test func documentsThatShareFontsInParallelGiveTheSameBytes() async throws {
    let library = try Installed.library.get()
    let shared = PaintingFonts(library)
    let documents = try Self.lines.map { try Installed.document([$0]) }
    try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      for round in 0..<18 {
        let index = round % documents.count
        group.addTask { (index, try PDFPainter().render(documents[index], fonts: shared)) }
      }
      for try await (index, bytes) in group {
        #expect(try bytes == PDFPainter().render(documents[index], fonts: library))
      }
    }
  }

  @Test func theTagOfASubsetFontTellsWhatItHolds() throws {
    let fonts = { (lines: [String]) throws -> [String] in
      let pdf = try PDFPainter().render(try Installed.document(lines), fonts: try Installed.library.get())
      let rows = try Reader.run("pdffonts", ["{}"], on: pdf).split(separator: "\n").dropFirst(2)
      return rows.map { String($0.prefix { $0 != " " }) }
    }
    let tags = try [["评星"], ["星评评"], ["评分"]].map(fonts)
    #expect(tags[0].allSatisfy { $0.contains(/^[A-Z]{6}\+/) })
    #expect(tags[0] == tags[1])
    #expect(tags[0] != tags[2])
  }

  @Test func documentsInParallelGiveTheSameBytes() async throws {
    let document = try Installed.document(Self.lines)
    let library = try Installed.library.get()
    let alone = try PDFPainter().render(document, fonts: library)
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<8 { group.addTask { try PDFPainter().render(document, fonts: library) } }
      for try await bytes in group { #expect(bytes == alone) }
    }
  }

  @Test func aFontThatNoFileHasIsNamed() throws {
    var document = try Installed.document(["评"])
    guard case .structure(_, var items) = document.pages[0].items[0].item, case .text(let run) = items[0].item
    else {
      Issue.record("the sample changed")
      return
    }
    items[0].item = .text(
      GlyphRun(
        font: FontID("Nowhere-Bold"), size: run.size, color: run.color, text: run.text, glyphs: run.glyphs,
        clusters: run.clusters, advance: run.advance))
    document.pages[0].items = items
    let library = try Installed.library.get()
    let error = #expect(throws: PDFError.self) { try PDFPainter().render(document, fonts: library) }
    guard case .font(let font, _) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(font == FontID("Nowhere-Bold"))
  }
}
