import Canvas
import Fonts
import Foundation
import TestSupport
import Testing
import Typesetting

/// Layout on the installed Noto CJK, where widths are not those of boxes.
struct InstalledFontLayoutTests {
  private let sample = """
    本中心在过去12个月内，依据CCCS标准（第二版）对“服务水平”指标进行了自评：接通率达到96.5%，平均应答时长为20秒；\
    与上一年度相比，提升了3.2个百分点。评审员认为，现场管理、人员培训与流程改进等方面仍有提升空间——尤其是夜间时段的排班。
    """

  @Test func aChineseParagraphIsJustifiedExactly() throws {
    let style = LineStyle(leading: 17.85, firstLineIndent: 21)
    let body = TextStyle(font: FontRole(.serif, .regular), size: 10.5, color: .black)
    for width in stride(from: 120.0, through: 460, by: 17) {
      let paragraph = TextParagraph(pieces: [.text(sample, body)], style: style)
      let lines = try InstalledFonts.typesetter().lines(of: paragraph, width: width)
      #expect(lines.flatMap(\.runs).map(\.run.text).joined() == sample)
      for (index, line) in lines.dropLast().enumerated() {
        #expect(abs(line.width + (index == 0 ? 21 : 0) - width) < 0.002)
      }
    }
  }

  /// CLREQ 3.1.1: a Western font before the Chinese ones sets letters and digits, and its narrow “—…” no Chinese text.
  @Test func chineseMarksAreNotTakenFromAWesternFont() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).otf")
    defer { try? FileManager.default.removeItem(at: file) }
    let latin = String(String.UnicodeScalarView((0x20...0x7E).compactMap { Unicode.Scalar(UInt32($0)) }))
    try HouseFont.bytes(with: latin + "“”‘’…—·é").write(to: file)
    let house = try FontFace(path: file.path, faceIndex: 0, postScriptName: nil)
    let role = FontRole(.sans, .bold)
    let typesetter = Typesetter(library: try InstalledFonts.library().preferring([role: house]))
    func houseText(_ text: String) throws -> String {
      let paragraph = TextParagraph(
        pieces: [.text(text, TextStyle(font: role, size: 10.5, color: .black))],
        style: LineStyle(leading: 17, alignment: .left))
      let runs = try typesetter.lines(of: paragraph, width: 2_000).flatMap(\.runs)
      #expect(runs.map(\.run.text).joined() == text)
      return runs.filter { $0.run.font == house.id }.map(\.run.text).joined()
    }
    #expect(try houseText("他说——不，“希望”把‘A1’改掉……“OK”·尼古拉·é") == "A1OKé")
    #expect(try houseText("it’s “fine”") == "it’s “fine”")
  }

  /// The mark of a note, an em wide in these fonts, is no character that keeps another one company.
  @Test func noCharacterWithAMarkStandsAlone() throws {
    let typesetter = try InstalledFonts.typesetter()
    for text in ["物理环境与人体工学 †", "物理环境与人体工学†", "物理环境与人体工学 ‡"] {
      let lines = try typesetter.lines(
        of: Dump.paragraph(text, LineStyle(leading: 17, alignment: .left)), width: 85)
      #expect(lines.first.map { $0.runs.map(\.run.text).joined() } == "物理环境与人体")
    }
  }

  @Test func tabularDigitsAreEquallyWideInFontsWithoutThatFeature() throws {
    var style = Dump.style
    style.isTabular = true
    let typesetter = try InstalledFonts.typesetter()
    let widths = try ["111", "888", "417"].map {
      try typesetter.naturalWidth(of: Dump.paragraph($0, style: style))
    }
    #expect(abs(widths[0] - widths[1]) < 1e-9 && abs(widths[1] - widths[2]) < 1e-9)
  }

  @Test func anEdgeInsideAKernedWordIsShapedAnew() throws {
    let typesetter = try InstalledFonts.typesetter()
    let whole = String(repeating: "AV", count: 30)
    let lines = try typesetter.lines(
      of: Dump.paragraph(whole, LineStyle(leading: 17, alignment: .left)), width: 61)
    #expect(lines.count > 3)
    #expect(lines.flatMap(\.runs).map(\.run.text).joined() == whole)
    for line in lines {
      // A line's glyphs are those of its text set alone: no kerning with what went to the next line.
      let text = line.runs.map(\.run.text).joined()
      #expect(abs(line.width - (try typesetter.naturalWidth(of: Dump.paragraph(text)))) < 1e-6)
    }
  }

  // Found by the fuzzer: without the kerning across its end, a line could be wider than the column.
  @Test func anEdgeThatIsShapedAnewStaysInTheColumn() throws {
    let typesetter = try InstalledFonts.typesetter()
    for (text, family) in [("C", FontRole.Family.sans), ("AV", .serif), ("To", .sans), ("Ta", .serif)] {
      var style = Dump.style
      style.font.family = family
      let word = String(repeating: text, count: 60)
      for alignment in [LineStyle.Alignment.justified, .left] {
        let paragraph = Dump.paragraph(word, LineStyle(leading: 17, alignment: alignment), style: style)
        for width in stride(from: 40, through: 240, by: 0.37) {
          let lines = try typesetter.lines(of: paragraph, width: width)
          #expect(lines.allSatisfy { $0.width <= width + 0.002 }, "\(text) \(width)")
          #expect(lines.flatMap(\.runs).map(\.run.text).joined() == word)
        }
      }
    }
  }

  @Test func theTwoEmDashIsOneClusterOfTwoEms() throws {
    let run = try #require(
      try InstalledFonts.typesetter().lines(of: Dump.paragraph("一——二"), width: 200)[0].runs.first?.run)
    #expect(run.clusters.map(\.byteCount) == [3, 6, 3])
    #expect(run.glyphs.map(\.x) == [0, 10, 30])
  }

  @Test func latinQuotationMarksAreNarrowAndChineseOnesWide() throws {
    let typesetter = try InstalledFonts.typesetter()
    let chinese = try typesetter.naturalWidth(of: Dump.paragraph("他说“好”了"))
    #expect(abs(chinese - 60) < 0.001)
    let english = try typesetter.naturalWidth(of: Dump.paragraph("don’t"))
    #expect(english < 30)
  }

  @Test func aFallbackFaceServesWhatSerifLacks() throws {
    let typesetter = try InstalledFonts.typesetter()
    #expect(throws: Never.self) {
      try typesetter.lines(of: Dump.paragraph("▲▼●○★☆—…①②≥≤±×℃‰％￥№§✓"), width: 400)
    }
  }
}
