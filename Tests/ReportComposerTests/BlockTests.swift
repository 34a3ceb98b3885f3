import Diagnostics
import DocumentModel
import ReportComposer
import Testing

@Suite struct BlockTests {
  @Test func tables() throws {
    let content = """
      <table id="t" caption="{//domain[1]/@title}" note="注">
        <column head="名" width="share:2"/><if test="1"><column align="decimal" width="ems:6.5"/></if>
        <for-each select="//domain"><row kind="group"><cell><value select="@title"/></cell></row>
          <for-each select="item"><row><for-each select="@*"><cell><value select="."/></cell></for-each></row></for-each></for-each>
        <row kind="detail"><cell>说明</cell></row>
        <row kind="total"><cell>合计</cell><cell>2</cell></row>
      </table>
      """
    #expect(
      try blocks(content) == [
        "table #t 表 1-1 客户", "  column 名 left share:2.0", "  column  decimal ems:6.5", "  row group: 客户 | ",
        "  row plain: a1 | 客户定义", "  row plain: a2 | 客户细分", "  row group: CRM | ", "  row detail: 说明",
        "  row total: 合计 | 2",
        "  note: 注",
      ])
  }

  @Test func listsTakeTextAndBlocks() throws {
    let content = """
      <list marker="number"><item>一<strong>二</strong><list><item><paragraph style="cell">三</paragraph></item></list>四</item>
      <for-each select="//item"><item><value select="@title"/></item></for-each></list>
      """
    #expect(
      try blocks(content) == [
        "list number", "  item", "    paragraph flush: 一[bold]二[/]", "    list bullet", "      item",
        "        paragraph cell: 三", "    paragraph flush: 四", "  item", "    paragraph flush: 客户定义",
        "  item",
        "    paragraph flush: 客户细分",
      ])
  }

  @Test func arrangement() throws {
    let content = """
      <columns gap="1.5" align="center"><column-block share="2"><panel><paragraph>一</paragraph></panel></column-block>
      <column-block><keep-together><rule/><paragraph>二</paragraph></keep-together></column-block></columns>
      <key-figure label="总分" value="{//domain[1]/@score}" unit="/ 100" remark="注" headline="yes"/>
      <page-break/><space/><space lines="0.5"/><rule/><running-head text="{//word}"/>
      """
    #expect(
      try blocks(content) == [
        "columns gap 1.5 center", "  column share 2.0", "    panel", "      paragraph body: 一",
        "  column share 1.0",
        "    keep-together", "      rule", "      paragraph body: 二",
        "key-figure 总分 | 81.25 | / 100 | 注 headline",
        "page-break", "space 1.0", "space 0.5", "rule", "running-head abc",
      ])
  }

  @Test func theFrameOfTheDocument() throws {
    let head = """
      <document title="{//word}" author="甲" subject="乙" keywords="丙" date="{/result/@date}"/>
      <page running-head="{//word}" footer="{/result/@label}" footer-center="中" page-number="{page}"/>
      """
    let document = try compose(template("<rule/>", head: head), options: CompositionOptions(watermark: "草稿"))
    #expect(document.title == "abc")
    #expect(
      [document.author, document.subject, document.keywords, document.date] == ["甲", "乙", "丙", "2025-12-20"])
    #expect([document.runningHead, document.footer, document.footerCenter] == ["abc", "自评参考", "中"])
    #expect(document.watermark == "草稿")
    #expect(document.pageNumberForm == "{page}")
    let bare = try compose(template("<rule/>"))
    #expect(bare.title == "试")
    #expect(bare.date == nil)
    #expect(bare.watermark == nil)
    #expect(bare.pageNumberForm == "第 {page} 页 / 共 {pages} 页")
  }

  @Test(arguments: [
    ("<table><column/><row><cell/><cell/></row></table>", "3:18 wrong-cell-count"),
    ("<table><column/><column/><row><cell/></row></table>", "3:27 wrong-cell-count"),
    ("<table><row><cell/></row></table>", "3:2 no-columns"),
    ("<table><column width='{//word}'/><row><cell/></row></table>", "3:23 wrong-attribute-value"),
    ("<paragraph style='{//word}'>文</paragraph>", "3:19 wrong-attribute-value"),
    ("<key-figure label='' value='' headline='{//word}'/>", "3:41 not-yes-or-no"),
    ("<space lines='{//word}'/>", "3:15 not-a-number"), ("<space lines='61'/>", "3:15 out-of-range"),
    ("<columns gap='21'><column-block><paragraph>文</paragraph></column-block></columns>", "3:15 out-of-range"),
    ("<paragraph>文<blank ems='100000'/></paragraph>", "3:25 out-of-range"),
    ("<paragraph><mark value='{6}'/></paragraph>", "3:25 out-of-range"),
    ("<paragraph><mark value='{//word}'/></paragraph>", "3:25 not-a-number"),
    ("<paragraph><link url='javascript:x'>x</link></paragraph>", "3:23 link"),
    ("<paragraph><link url='file:///etc/passwd'>x</link></paragraph>", "3:23 link"),
    ("<columns><column-block share='0'><rule/></column-block></columns>", "3:31 out-of-range"),
    ("<paragraph><for-each select='1'>x</for-each></paragraph>", "3:30 xpath-not-nodes"),
    ("<paragraph><value select='count(1, 2)'/></paragraph>", "3:27 xpath-evaluation"),
  ])
  func faultsHaveTheirPlace(content: String, expected: String) { #expect(faults(in: content) == [expected]) }

  @Test func aWrongDateIsReported() {
    for date in ["{//word}", "9999-99-99", "2025-02-30", "2025-2-3", "0000-01-01"] {
      #expect(faults(template("<rule/>", head: "<document date='\(date)'/>")) == ["1:73 not-a-date"], "\(date)")
    }
    #expect(faults(template("<rule/>", head: "<document date='2024-02-29'/>")) == [])
  }

  @Test func aFaultInALoopIsReportedOnceWithItsNode() {
    let text = template("<for-each select='//item'><space lines='{@id}'/></for-each>")
    do {
      _ = try compose(text)
      Issue.record("nothing was reported")
    } catch {
      #expect(error.diagnostics.count == 1)
      #expect(error.diagnostics.first?.notes.first?.message.chinese == "当时的节点是 /result/domain[1]/item[1]")
    }
  }
}
