import ReportTemplates
import Testing

@Suite struct InlineTests {
  @Test(arguments: [
    // A line end beside Chinese or a full-width mark vanishes, and is a space elsewhere.
    ("中\n   文", "中文"), ("中\n  abc", "中abc"), ("abc\n  中", "abc中"), ("abc\n  def", "abc def"),
    ("abc，\n  def", "abc，def"), ("abc\n  （def）", "abc（def）"), ("“abc”\n  def", "“abc”def"),
    // Other white space is one space, beside Chinese too.
    ("中 文", "中 文"), ("中 \t 文", "中 文"), ("abc  def", "abc def"), ("中 \n 文", "中文"),
    // It vanishes at the ends, at a forced break and at a fill; the ideographic space stays.
    ("\n  中\n", "中"), (" abc ", "abc"), ("中 <break/> 文", "中⏎文"), ("a <fill/> b", "a⇥b"), ("　中　", "　中　"),
    // White space on both sides of a tag is one run.
    ("abc \n <strong> \n def</strong>", "abc [bold]def[/]"), ("中\n<strong>\n文</strong>", "中[bold]文[/]"),
    // What a value gives counts like text, but its own white space is kept.
    ("共\n<value select=\"'12'\"/>\n项", "共12项"), ("<value select=\"'a'\"/>\n<value select=\"'b'\"/>", "a b"),
    ("a\n<value select=\"'中'\"/>\nb", "a中b"), ("<value select=\"'a  b'\"/>", "a  b"),
    ("a <value select=\"''\"/> b", "a b"),
    ("<value select='//note'/>", "第一行⏎第二行"),
    // Comments and CDATA change nothing.
    ("中<!-- x -->文", "中文"), ("a<![CDATA[ & ]]>b", "a & b"),
  ])
  func whiteSpace(content: String, expected: String) throws { #expect(try line(content) == expected) }

  @Test(arguments: [
    ("<strong>a<small>b</small></strong>c", "[bold]a[/][bold ×0.85]b[/]c"),
    ("<sans>a</sans><tabular>b</tabular><color role='muted'>c</color>", "[sans]a[/][tabular]b[/][muted]c[/]"),
    ("<color role='mark{//domain[1]/@level}'>c</color>", "[mark4]c[/]"),
    ("<mark value='{//domain[1]/@level}' capped='{//domain[1]/@capped}'/><mark value=''/>", "⟦4!⟧⟦-⟧"),
    (
      "<link url='https://example.org/{//word}'>见<strong>此</strong></link>",
      "⟨见→https://example.org/abc⟩[bold]⟨此→https://example.org/abc⟩[/]"
    ),
    ("<strong>中</strong><strong>文</strong>", "[bold]中文[/]"),
  ])
  func styles(content: String, expected: String) throws { #expect(try line(content) == expected) }

  @Test(arguments: [
    ("<for-each select='//item' separator='、'>\n  <value select='@title'/>\n</for-each>。", "客户定义、客户细分。"),
    ("<for-each select='//item' separator=', '> <value select='@id'/> </for-each>", "a1, a2"),
    (
      "<for-each select='//domain' separator='；'><if test='@score != \"\"'><value select='@title'/></if></for-each>",
      "客户"
    ),
    (
      "<for-each select='//item'><value select='position()'/>/<value select='last()'/> </for-each>", "1/2 2/2"
    ),
    ("<for-each select='//none' separator='、'>x</for-each>无", "无"),
  ])
  func loops(content: String, expected: String) throws { #expect(try line(content) == expected) }

  @Test(arguments: [
    ("<if test='//domain'>有</if><if test='//none'>无</if>", "有"),
    ("<choose><when test='0'>一</when><when test='1'>二</when><otherwise>三</otherwise></choose>", "二"),
    ("<choose><when test='0'>一</when><otherwise>三</otherwise></choose>", "三"),
    ("<choose><when test='0'>一</when></choose>无", "无"),
    ("<with select='//domain'><value select='@title'/></with><with select='//none'>x</with>", "客户"),
    ("<for-each select='//domain'><with select='.'><value select='position()'/></with></for-each>", "11"),
  ])
  func steering(content: String, expected: String) throws { #expect(try line(content) == expected) }

  @Test func aPartIsExpandedWhereItIsUsed() throws {
    let parts = "<part name='name'>\n<value select='@title'/>\n</part>"
    let lines = try blocks(
      "<for-each select='//domain'><paragraph>域 <use part='name'/></paragraph></for-each>", parts: parts)
    #expect(lines == ["paragraph body: 域客户", "paragraph body: 域CRM"])
  }

  @Test(arguments: [
    ("{//word}-{{x}}", "abc-{x}"), ("{concat('{', '}')}", "{}"), ("共 {count(//item)} 项", "共 2 项"),
    ("很长的\n        一段", "很长的一段"), ("long\n        words", "long words"), ("a b", "a b"), ("{//none}", ""),
  ])
  func attributeTemplates(value: String, expected: String) throws {
    let lines = try blocks("<key-figure label=\"\(value)\" value='1'/>")
    #expect(lines == ["key-figure \(expected) | 1 |  | "])
  }

  @Test func fullWidthMarksAreChinese() {
    for character in "，。、；：？！（）【】《》“”‘’—…　中〇㐀𠀀" {
      #expect(character.unicodeScalars.allSatisfy(ChineseText.contains), "\(character)")
    }
    for character in "aé1,.()%·ａ"
    where character != "ａ" {
      #expect(!character.unicodeScalars.contains(where: ChineseText.contains), "\(character)")
    }
  }
}
