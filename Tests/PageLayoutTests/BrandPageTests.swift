import Canvas
import DocumentModel
import PageLayout
import TestSupport
import Testing

/// What a brand adds to the cover and the edges of pages; text is set in boxes.
@Suite struct BrandPageTests {
  private static let wide = BrandLogo(
    size: Size(width: 40, height: 10),
    content: .shapes([
      BrandLogo.Shape(path: Path(Rect(x: 0, y: 0, width: 40, height: 10)), color: Color(rgb: 0x1E4D3B))
    ]))
  private static let square = BrandLogo(size: Size(width: 400, height: 400), content: .picture(ImageID("logo")))

  private static let cover = Block.cover(
    Cover(
      overline: "上行", title: ["题"], organisation: "机构", subtitle: "期间",
      facts: [.init(label: "标签", value: "事实")], statement: "声明。"))

  private func pages(_ brand: PageBrand, theme base: Theme = Theme()) throws -> PagedDocument {
    var theme = base
    theme.brand = brand
    return try Layout.pages([Self.cover, .pageBreak, Layout.paragraph("正文。")], theme: theme)
  }

  @Test(arguments: [("brand-wide", wide), ("brand-square", square)])
  func coverAndHeadCarryTheLogo(name: String, logo: BrandLogo) throws {
    let brand = PageBrand(
      logo: logo, name: "咨询公司", shortName: "咨询", line: "一行", confidentiality: "机密", hasAccent: logo == Self.wide)
    let text = RecordingCanvas.dump(try pages(brand))
    #expect(Golden.compare(text, with: "\(name).txt") == .equal)
  }

  @Test func withoutALogoTheNamesStandInItsPlace() throws {
    let document = try pages(PageBrand(name: "咨询公司", shortName: "咨询"))
    let cover = document.pages[0].texts
    #expect(cover.filter { $0.text == "咨询公司" }.count == 1)
    #expect(cover.first { $0.text == "咨询公司" }.map { $0.y < 120 } == true)
    let head = document.pages[1].texts.filter { $0.y == Theme().headBaseline }
    #expect(head.map(\.text) == ["机构", "咨询"])
    #expect((head.last.map { $0.x + $0.advance } ?? 0) <= Theme().textBlock.origin.x + Theme().textBlock.size.width)
  }

  /// The longest name that a brand may have stands whole below the cover, on two lines.
  @Test func theLongestNameIsNotCut() throws {
    let name = String(repeating: "名", count: 40)
    let cover = try pages(PageBrand(logo: Self.wide, name: name, line: "一行")).pages[0].texts
    #expect(cover.map(\.text).filter { $0.contains("名") }.joined() == name)
  }

  /// So does the longest short name in the running head, and leaves its place to the chapter and the organisation.
  @Test func theLongestShortNameIsNotCut() throws {
    let name = String(repeating: "简", count: 16)
    var theme = Theme()
    theme.brand = PageBrand(name: "名", shortName: name)
    var document = Layout.document([Layout.heading(1, String(repeating: "章", count: 80), "a"), Layout.paragraph("正文。")])
    document.runningHead = String(repeating: "机", count: 80)
    let page = try PageLayouter(theme: theme, setter: PlainSetter(library: BoxFace.library())).layout(document).pages[0]
    let head = page.texts.filter { $0.y == theme.headBaseline }.sorted { $0.x < $1.x }
    #expect(head.last?.text == name)
    #expect(head.count == 3 && head.allSatisfy { $0.advance > 100 }, "\(head)")
    for (left, right) in zip(head, head.dropFirst()) { #expect(left.x + left.advance <= right.x + 0.01) }
  }

  /// However long its words, a brand leaves the parts of head and foot apart and the label whole.
  @Test func longWordsDoNotMeet() throws {
    let label = "自评参考，非官方评分"
    var theme = Theme()
    theme.brand = PageBrand(logo: Self.wide, name: String(repeating: "名", count: 40))
    var document = Layout.document([Layout.paragraph("正文。")])
    document.runningHead = String(repeating: "机", count: 80)
    document.footer = String(repeating: "密", count: 16) + " · " + label
    document.footerCenter = String(repeating: "脚", count: 40)
    let page = try PageLayouter(theme: theme, setter: PlainSetter(library: BoxFace.library())).layout(document).pages[0]
    let foot = page.texts.filter { abs($0.y - (theme.pageSize.height - theme.footBaseline)) < 1 }
    #expect(foot.map(\.text).joined().contains(label))
    let ordered = foot.sorted { $0.x < $1.x }
    for (left, right) in zip(ordered, ordered.dropFirst()) { #expect(left.x + left.advance <= right.x + 0.01) }
    let edge = theme.textBlock.origin.x + theme.textBlock.size.width - Self.wide.headSize.width
    for text in page.texts where text.y == theme.headBaseline { #expect(text.x + text.advance < edge) }
  }

  /// Whatever stands in the foot and on the cover, the label is whole.
  @Test(arguments: ["", "内部", "{}", "前\n{}", "{} · 长", "长 · {}", "长{}长"], ["", "长", "{}", "长{}"])
  func theLabelIsCutNowhere(footer: String, center: String) throws {
    let label = "自评参考，非官方评分"
    func filled(_ form: String) -> String {
      form.replacing("{}", with: label).replacing("长", with: String(repeating: "长", count: 150))
    }
    for theme in [
      Theme(),
      {
        var theme = Theme(); theme.brand = PageBrand(name: "名"); return theme
      }(),
    ] {
      let cover = Cover(
        overline: "", title: ["题"], organisation: "", subtitle: "", facts: [],
        statement: filled(footer) + (footer.contains("长") ? filled("长长") : ""))
      var document = Layout.document([.cover(cover), Layout.paragraph("正文。")])
      document.label = label
      document.footer = filled(footer)
      document.footerCenter = filled(center)
      let pages = try PageLayouter(theme: theme, setter: PlainSetter(library: BoxFace.library())).layout(document).pages
      #expect(pages.count == 2)
      for page in pages {
        #expect(page.texts.map(\.text).joined().contains(label), "\(page.texts.map(\.text))")
        #expect(page.texts.allSatisfy { $0.x + $0.advance <= theme.pageSize.width - theme.sideMargin + 0.01 })
      }
    }
  }

  @Test(arguments: [1, 8, 16]) func theNameAndTheConfidentialityMarkDoNotMeet(mark: Int) throws {
    for count in [4, 20, 40] {
      let brand = PageBrand(
        name: String(repeating: "名", count: count), confidentiality: String(repeating: "密", count: mark))
      let texts = try pages(brand).pages[0].texts
      let frame = try #require(texts.first { $0.text.hasPrefix("密") })
      let names = texts.filter { $0.text.hasPrefix("名") && $0.y < 150 }
      #expect(names.map(\.text).joined().count { $0 == "名" } == count)
      #expect(names.allSatisfy { $0.x + $0.advance < frame.x - 9 }, "\(mark) \(count)")
    }
  }

  /// The marks of a brand never push the statement, which holds the label, off the cover.
  @Test func theStatementStaysOnAFullCover() throws {
    var theme = Theme()
    theme.brand = PageBrand(
      logo: Self.square, name: String(repeating: "名", count: 40), line: String(repeating: "行", count: 60),
      confidentiality: String(repeating: "密", count: 16))
    let facts = (0..<30).map { Cover.Fact(label: "标签\($0)", value: String(repeating: "值", count: 100)) }
    let cover = Cover(
      overline: String(repeating: "上", count: 60), title: [String(repeating: "题", count: 80)],
      organisation: String(repeating: "机", count: 200), subtitle: "期间", facts: facts,
      statement: "自评参考，非官方评分。" + String(repeating: "补", count: 120))
    let page = try Layout.pages([.cover(cover)], theme: theme).pages[0]
    let texts = page.texts
    #expect(texts.map(\.text).joined().contains("自评参考，非官方评分"))
    let statement = try #require(texts.first { $0.text.contains("自评参考") })
    for text in texts where text.text.contains("标签") || text.text.contains("行行") { #expect(text.y < statement.y) }
    #expect(texts.allSatisfy { $0.y < theme.pageSize.height - 10 })
  }
}
