import Diagnostics
import Testing

/// Faults of naming and placing, with their exact places.
@Suite struct TemplateFaultTests {
  @Test(arguments: [
    (chapter("<paragraf/>"), ["2:21 unknown-element"]),
    (chapter("<row/>"), ["2:21 misplaced-element"]),
    (chapter("散字"), ["2:20 misplaced-text"]),
    (chapter("<paragraph>\n  中文<table/></paragraph>"), ["3:6 misplaced-element"]),
    (chapter("<paragraph styl=\"x\"/>"), ["2:31 unknown-attribute"]),
    (chapter("<paragraph style=\"wide\"/>"), ["2:38 wrong-attribute-value"]),
    (chapter("<paragraph style='{@style}'/>"), []),
    (chapter("<table><column width=\"wide\"/></table>"), ["2:42 wrong-attribute-value"]),
    (chapter("<table><column width=\"share:1.5\"/></table>"), []),
    (chapter("<for-each><rule/></for-each>"), ["2:21 missing-attribute"]),
    (chapter("<choose/>"), ["2:21 missing-element"]),
    (chapter("<choose><when test='1'/><otherwise/><otherwise/></choose>"), ["2:57 repeated-element"]),
    (chapter("<for-each select='a' separator='、'><rule/></for-each>"), ["2:41 unknown-attribute"]),
    (chapter("<use part='x'/>"), ["2:31 unknown-part"]),
    (chapter("<x:rule xmlns:x='urn:x'/>"), ["2:21 unknown-element"]),
    (template("<section title='节'/>"), ["2:2 misplaced-element"]),
    (template("<chapter title='章'><chapter title='章'/></chapter>"), ["2:21 misplaced-element"]),
    (
      "<template/>",
      ["1:2 missing-attribute", "1:2 missing-attribute", "1:2 missing-attribute", "1:2 missing-element"]
    ),
    ("<!-- c --><report/>", ["1:12 wrong-root"]),
    ("<template xmlns='urn:x'/>", ["1:2 namespace"]),
    (
      "<template format='pingxing/template/2' id='t' title=''><body/></template>",
      ["1:19 wrong-attribute-value"]
    ),
    (template("", parts: "<body/>"), ["3:9 repeated-element"]),
    (template("", parts: "<part name='x'/><part name='x'/>"), ["3:36 duplicate-part"]),
    (
      "<template format='pingxing/template/1' id='t' title=''><page page-number='{page} {x}'/><body/></template>",
      ["1:75 page-number-form"]
    ),
  ])
  func placesAreExact(text: String, expected: [String]) { #expect(faults(text) == expected) }

  @Test func everyFaultIsReportedAtOnce() {
    let text = chapter(
      """
      <paragraf/>
      <paragraph styl=""><value select="a["/></paragraph>
      <running-head text="}"/>
      """)
    #expect(
      faults(text) == [
        "2:21 unknown-element", "3:12 unknown-attribute", "3:36 xpath-syntax", "4:21 attribute-template",
      ])
  }

  @Test func orderIsCheckedByTheSchemaWithTheInnermostElementNamed() {
    let found = diagnostics(chapter("<choose><otherwise/><when test='1'/></choose>"))
    #expect(found.count == 1)
    #expect(found.first?.code == "schema")
    #expect(found.first?.location?.line == 2)
    #expect(found.first?.message.chinese.contains("when") == true)
  }

  @Test func messagesNameWhatIsAllowedAndWhatWasLikelyMeant() {
    #expect(diagnostics(chapter("<paragraf/>")).first?.hint?.chinese == "是不是 paragraph？")
    #expect(diagnostics(chapter("<paragraph styl=''/>")).first?.hint?.chinese == "是不是 style？")
    let row = diagnostics(chapter("<list><row/></list>")).first
    #expect(row?.message.chinese == "<row> 不能放在 <list> 里")
    #expect(row?.hint?.chinese == "<list> 里可以放：item、for-each、if、with、choose、use")
    let style = diagnostics(chapter("<list marker='dot'/>")).first
    #expect(style?.message.chinese == "<list> 的属性 marker 不能是“dot”，可以是：number、bullet、tick-box、none、{xpath}")
  }

  @Test func aPartIsCheckedWhereItIsUsed() {
    let parts = "<part name='rows'><row/></part>"
    #expect(faults(chapter("<table><use part='rows'/></table>", parts: parts)) == [])
    let found = diagnostics(chapter("<use part='rows'/>", parts: parts))
    #expect(found.map(\.code) == ["misplaced-element"])
    #expect(found.first?.location?.line == 3)
    #expect(found.first?.notes.first?.location?.line == 2)
  }

  @Test func aPartThatUsesItselfIsCheckedOnce() {
    #expect(
      faults(chapter("<use part='a'/>", parts: "<part name='a'><if test='0'><use part='a'/></if></part>"))
        == [])
  }

  @Test func placesCountScalarsAcrossEntitiesCommentsAndCDATA() {
    let text = chapter(
      "<!-- <row/> --><paragraph><![CDATA[<row>]]>中文&amp;<row a='1 > 0'/></paragraph><paragraf/>")
    #expect(faults(text) == ["2:71 misplaced-element", "2:99 unknown-element"])
  }
}
