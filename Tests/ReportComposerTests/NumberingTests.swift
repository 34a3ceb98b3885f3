import DocumentModel
import ReportComposer
import Testing

@Suite struct NumberingTests {
  private let text = "<paragraph>文</paragraph>"
  private let table = "<table caption='表'><column/><row><cell>1</cell></row></table>"
  private let ladder = "<figure caption='图'><ladder><step label='甲'/></ladder></figure>"

  private func headings(_ body: String) throws -> [String] {
    try dump(template(body)).filter {
      $0.hasPrefix("heading") || $0.hasPrefix("table") || $0.hasPrefix("figure")
    }
  }

  @Test func chaptersSectionsAndAppendices() throws {
    let found = try headings(
      """
      <chapter id="pre" title="前" numbered="no">\(text)<section title="节">\(text)</section></chapter>
      <chapter title="甲"><section title="乙"><section title="丙"><section title="丁">\(text)</section></section></section>
      <section title="无" numbered="no"><section title="下">\(text)</section></section><section title="戊">\(text)</section></chapter>
      <chapter title="己" listed="no"><section title="庚">\(text)</section></chapter>
      <appendix title="附一"><section title="节">\(text)</section></appendix><appendix id="B2" title="附二">\(text)</appendix>
      """)
    #expect(
      found
        == [
          "heading 1 #pre: 前", "heading 2 #auto-1: 节", "heading 1 #auto-8: 1 甲", "heading 2 #auto-4: 1.1 乙",
          "heading 3 #auto-3: 1.1.1 丙", "heading 4 #auto-2: 1.1.1.1 丁", "heading 2 #auto-6: 无",
          "heading 3 #auto-5: 下",
          "heading 2 #auto-7: 1.2 戊", "heading 1 #auto-10 unlisted: 2 己", "heading 2 #auto-9: 2.1 庚",
          "heading 1 #auto-12: 附录 A 附一", "heading 2 #auto-11: A.1 节", "heading 1 #b2: 附录 B 附二",
        ])
  }

  @Test func tablesAndFiguresAreCountedByChapter() throws {
    let found = try headings(
      """
      \(table)<chapter title="前" numbered="no">\(table)\(ladder)</chapter>
      <chapter title="甲">\(table)\(ladder)<section title="乙">\(table)</section></chapter>
      <chapter title="后" numbered="no">\(table)</chapter>
      <chapter title="丙"><table><column/><row><cell/></row></table>\(table)</chapter><appendix title="附">\(table)\(ladder)</appendix>
      """
    ).filter { !$0.hasPrefix("heading") }
    #expect(
      found == [
        "table 表 1 表", "table 表 2 表", "figure 图 1 图", "table 表 1-1 表", "figure 图 1-1 图", "table 表 1-2 表",
        "table 表 3 表",
        "table - ", "table 表 2-1 表", "table 表 A-1 表", "figure 图 A-1 图",
      ])
  }

  @Test func whatIsLeftOutTakesNoNumber() throws {
    let found = try headings(
      """
      <chapter title="空"><if test="0">\(text)</if><space lines="2"/><page-break/><running-head text="空"/></chapter>
      <chapter title="甲"><section title="空"><section title="空"/></section><section title="乙">\(text)</section>
      <table caption="空"><column/><for-each select="//none"><row><cell>x</cell></row></for-each></table>\(table)
      <figure caption="空"><radar minimum="0" maximum="1"/></figure>\(ladder)</chapter>
      <chapter title="留" keep-empty="yes"/><appendix title="空"><panel><paragraph/></panel></appendix><appendix title="附">\(text)</appendix>
      """)
    #expect(
      found == [
        "heading 1 #auto-2: 1 甲", "heading 2 #auto-1: 1.1 乙", "table 表 1-1 表", "figure 图 1-1 图",
        "heading 1 #auto-3: 2 留",
        "heading 1 #auto-4: 附录 A 附",
      ])
  }

  @Test func emptyBlocksVanishUnlessKept() throws {
    #expect(
      try blocks(
        """
        <paragraph/><paragraph> \n </paragraph><paragraph><value select="//empty"/></paragraph><paragraph><break/></paragraph>
        <list/><list><item/><item><paragraph/></item></list><table><column head="头"/></table>
        <keep-together><paragraph/></keep-together><columns><column-block><rule/></column-block></columns>
        <paragraph style="note">留</paragraph><paragraph keep-empty="yes"/><table keep-empty="yes"><column head="头"/></table>
        """) == ["paragraph note: 留", "paragraph body: ", "table - ", "  column 头 left content"])
  }

  @Test func moreThanTwentySixAppendices() throws {
    let found = try headings("<for-each select='//x'><appendix title='附'>\(text)</appendix></for-each>")
    #expect(found.isEmpty)
    let many = "<r>" + String(repeating: "<x/>", count: 28) + "</r>"
    let lines = try dump(
      template("<for-each select='//x'><appendix title='附'>\(text)</appendix></for-each>"), many)
    let titles = lines.filter { $0.hasPrefix("heading") }.suffix(3)
    #expect(
      titles == ["heading 1 #auto-26: 附录 Z 附", "heading 1 #auto-27: 附录 AA 附", "heading 1 #auto-28: 附录 AB 附"])
  }

  @Test func misplacedHeadingsAreReported() {
    #expect(
      faults(template("<keep-together><section title='节'>\(text)</section></keep-together>")) == [
        "2:17 section-outside-chapter"
      ])
    let deep =
      String(repeating: "<section title='节'>", count: 4) + text + String(repeating: "</section>", count: 4)
    #expect(faults(in: deep) == ["3:59 section-too-deep"])
    #expect(faults(template("<chapter title='{//none}'>\(text)</chapter>")) == ["2:2 no-title"])
  }
}
