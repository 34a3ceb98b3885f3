import Canvas
import Fonts
import TestSupport
import Testing
import Typesetting

/// The defects in Chinese layout that the Typst community lists (typst-doc-cn/clreq), by their names there: each is a
/// test that passes here. Box glyphs of 10 points unless the installed fonts are named.
struct TypstDefectTests {
  private let plain = LineStyle(leading: 17)

  private func bold() -> TextStyle {
    var style = Dump.style
    style.font.weight = .bold
    return style
  }

  private func rows(_ pieces: [(String, TextStyle)], _ ems: Double, _ style: LineStyle? = nil) -> String {
    Dump.rows(
      of: TextParagraph(pieces: pieces.map { .text($0.0, $0.1) }, style: style ?? plain), ems)
  }

  @Test func interpunctLineStart() throws {
    let text = "噫，克里斯蒂娜·罗塞蒂，还有阿加莎·克里斯蒂！"
    for ems in stride(from: 3.0, through: 20, by: 0.5) {
      let lines = try Typesetter(library: BoxFace.library()).lines(of: Dump.paragraph(text, plain), width: ems * 10)
      #expect(lines.allSatisfy { $0.runs.first?.run.text.first != "·" })
    }
  }

  @Test func twoEmDashOverhung() throws {
    let text = "娜拉走后怎样？——别人可是也发表过意见的。一个英国人曾作一篇戏剧……"
    for dash in ["——", "⸺"] {
      let text = text.replacing("——", with: dash)
      let lines = try InstalledFonts.typesetter().lines(of: Dump.paragraph(text, plain), width: 90)
      #expect(lines.allSatisfy { $0.width <= 90.001 })
    }
    #expect(Dump.rows(text, 9).split(separator: "\n")[0] == "9 @0 娜拉走后怎样？——")
  }

  @Test func parenParStart() {
    let indented = LineStyle(leading: 17, firstLineIndent: 20)
    #expect(Dump.rows("《新生》的出版", 20, indented) == "6.5. @2 [-0.5]《新生》的出版")
    // A paragraph of one line and one of several begin at the same place.
    let short = Dump.rows("（1）桑之未落", 12, indented)
    let long = Dump.rows("（1）桑之未落，其叶沃若。桑之未落", 12, indented)
    #expect(short.hasPrefix("6. @2 [-0.5]（1）"))
    #expect(long.hasPrefix("10 @2 [-0.5]（1）"))
  }

  @Test func showInterruptPunct() {
    #expect(
      rows([("噫）", Dump.style), ("。", bold()), ("嘘）", Dump.style), ("．", bold()), ("唏", bold())], 20)
        == "6. @0 噫）[-0.5] @1.5 。 @2.5 嘘）[-0.5] @4 ．唏")
  }

  // Lines that mark a run, here the areas of links, do not reach into the Han-Latin gap …
  @Test func underlineCJKLatin() throws {
    let paragraph = TextParagraph(
      pieces: [.text("总票房", bold()), .text("500亿元", Dump.style)], style: plain)
    let runs = try Typesetter(library: BoxFace.library()).lines(of: paragraph, width: 200)[0].runs
    #expect(runs.map(\.spaceAfter) == [2.5, 0])
    #expect(runs[0].run.advance - runs[0].spaceAfter == 30)
  }

  // … and have no holes where fonts change inside one: its runs touch.
  @Test func underlineMisalign() throws {
    let faces = [BoxFace("Latin") { $0.isASCII }, BoxFace("Han")]
    let lines = try Typesetter(library: BoxFace.library(of: faces)).lines(
      of: Dump.paragraph("中文和English与中文"), width: 300)
    let runs = lines[0].runs
    #expect(runs.map(\.run.font.name) == ["Han", "Latin", "Han"])
    for (run, next) in zip(runs, runs.dropFirst()) { #expect(abs(run.x + run.run.advance - next.x) < 1e-9) }
  }

  @Test func quotationMarkWidth() {
    #expect(Dump.rows("我说：“T’Pol 是‘虚构’人物！”", 30) == "14.25. @0 我说：[-0.5]“T’[-0.5]Pol [-0.25]是‘虚构’人物！[-0.5]”[-0.5]")
  }

  @Test func cjkLatinManualLinebreak() {
    let style = LineStyle(leading: 17, alignment: .right)
    let paragraph = TextParagraph(
      pieces: [.text("国国", Dump.style), .lineBreak, .text("TT", Dump.style)], style: style)
    #expect(Dump.rows(of: paragraph, 3) == "2 @1 国国\n1. @2 TT")
  }

  @Test func cjkLatinBeforeLinebreak() {
    #expect(Dump.rows("国国国国TT", 4) == "4 @0 国国国国\n1. @0 TT")
  }

  @Test func cjkLatinStretchBefore() {
    // Both sides of 1 grow alike.
    #expect(Dump.rows("第1章成段落", 3.15) == "3.15 @0 第[+0.325]1[+0.325]章\n3. @0 成段落")
  }

  @Test func cjkLatinAroundRaw() {
    var code = Dump.style
    code.hasLigatures = false
    #expect(
      rows([("汉字", Dump.style), ("code", code), ("汉字", Dump.style)], 20)
        == "6.5. @0 汉字[+0.25] @2.25 code[+0.25] @4.5 汉字")
  }

  @Test func cjkLatinSpacingShift() throws {
    // The gap stands after the left character; the right one stands where its run begins.
    let lines = try Typesetter(library: BoxFace.library()).lines(
      of: TextParagraph(pieces: [.text("汉", Dump.style), .text("A汉", bold())], style: plain), width: 100)
    #expect(lines[0].runs.map(\.x) == [0, 12.5])
    #expect(lines[0].runs[1].run.glyphs.map(\.x) == [0, 7.5])
  }

  @Test func outlineCJKTitle() {
    let entry = TextParagraph(
      pieces: [.text("3 KPI管理与AI应用", bold()), .fill, .text("12", Dump.style)],
      style: LineStyle(leading: 17, alignment: .left))
    #expect(Dump.rows(of: entry, 14) == "14. @0 3 KPI[+0.25]管理与[+0.25]AI[+0.25]应用 @13 12")
  }

  @Test func ivsLineEnd() throws {
    let lines = try InstalledFonts.typesetter().lines(of: Dump.paragraph("一二葛\u{E0100}城市"), width: 30)
    #expect(lines[0].runs.map(\.run.text).joined().unicodeScalars.elementsEqual("一二葛\u{E0100}".unicodeScalars))
    let whole = try InstalledFonts.typesetter().lines(of: Dump.paragraph("葛\u{E0100}"), width: 30)
    #expect(lines[0].runs.last?.run.glyphs.last?.index == whole[0].runs[0].run.glyphs.last?.index)
  }

  @Test func issue3082ChinesePunctuation() {
    #expect(Dump.rows("“‘一’”（《二》）", 20) == "6.5. @0 [-0.5]“[-0.5]‘一’[-0.5]”[-0.5]（[-0.5]《二》[-0.5]）[-0.5]")
  }

  @Test func fontFallbackMessy() throws {
    // A rare character does not take its neighbours along to another font.
    let faces = [BoxFace("First") { $0 != "𠮷" && $0 != "䶮" }, BoxFace("Second")]
    let lines = try Typesetter(library: BoxFace.library(of: faces)).lines(
      of: Dump.paragraph("张𠮷明䶮李"), width: 100)
    #expect(
      lines[0].runs.map { "\($0.run.font.name) \($0.run.text)" } == [
        "First 张", "Second 𠮷", "First 明", "Second 䶮", "First 李",
      ])
  }
}
