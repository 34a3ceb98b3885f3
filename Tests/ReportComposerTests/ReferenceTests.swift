import Diagnostics
import DocumentModel
import ReportComposer
import ReportTemplates
import Testing

@Suite struct ReferenceTests {
  private let body = """
    <cover organisation="甲"><title-line>报告</title-line></cover>
    <contents title="目录" depth="2"/>
    <chapter id="one" title="一"><paragraph>见
      <ref to="t-1"/>、<ref to="f1"/>和<ref to="two"/>（<ref to="sec"/>，<ref to="app"/>，<ref to="app-sec"/>，<ref to="pre"/>），
      第 <page-of to="two"/> 页</paragraph></chapter>
    <chapter id="pre" title="前言" numbered="no"><paragraph><ref to="one" form="number"/> <ref to="t.1" form="number"/> <ref to="t 1" form="title"/></paragraph></chapter>
    <chapter id="two" title="二"><section id="sec" title="节"><paragraph>文</paragraph></section>
      <table id="T.1" caption="名"><column/><row><cell><strong><ref to="one"/></strong></cell></row></table>
      <figure id="f1" caption="图"><ladder><step label="甲"/></ladder></figure></chapter>
    <appendix id="app" title="附"><section id="app-sec" title="节"><paragraph>文</paragraph></section></appendix>
    """

  @Test func printNumbersForwardsAndBackwards() throws {
    let lines = try dump(template(body))
    #expect(
      lines.contains(
        "paragraph body: 见⟨表⍽2-1→#t-1⟩、⟨图⍽2-1→#f1⟩和⟨第⍽2⍽章→#two⟩（⟨第⍽2.1⍽节→#sec⟩，⟨附录⍽A→#app⟩，⟨附录⍽A.1→#app-sec⟩，⟨“前言”→#pre⟩），第 ⟨page #two⟩ 页"
      ))
    #expect(lines.contains("paragraph body: ⟨1→#one⟩ ⟨2-1→#t-1⟩ ⟨名→#t-1⟩"))
    #expect(lines.contains("  row plain: [bold]⟨第⍽1⍽章→#one⟩[/]"))
  }

  @Test func chosenChaptersKeepTheirNumbersAndReferencesOutOfThemBecomeText() throws {
    let lines = try dump(template(body), options: CompositionOptions(sections: ["two", "pre"]))
    #expect(
      lines == [
        "cover", "  overline ", "  title-line 报告", "  organisation 甲", "  subtitle ", "  statement ",
        "heading 1 #pre: 前言",
        "paragraph body: 1 ⟨2-1→#t-1⟩ ⟨名→#t-1⟩", "heading 1 #two: 2 二", "heading 2 #sec: 2.1 节",
        "paragraph body: 文",
        "table #t-1 表 2-1 名", "  column  left content", "  row plain: [bold]第⍽1⍽章[/]", "figure #f1 图 2-1 图",
        "  ladder present - possible -", "    step 甲 stars 0",
      ])
    let one = try dump(template(body), options: CompositionOptions(sections: ["one"]))
    #expect(one.last?.hasSuffix("第 — 页") == true)
  }

  /// A template words a sentence otherwise where `--sections` leaves out what it speaks of.
  @Test func aTemplateKnowsWhichChaptersAreKept() throws {
    let body = """
      <chapter id="one" title="一"><paragraph>甲<if test="in-report('two')">（第 <page-of to="two"/> 页）</if>，<choose>
        <when test="in-report(concat('t', 'wo')) and //domain[in-report(concat('th', 'ree'))]">都在</when>
        <when test="in-report('two')">只有二</when><otherwise>都不在</otherwise></choose>。</paragraph></chapter>
      <chapter id="two" title="二"><paragraph>文</paragraph></chapter>
      <chapter id="three" title="三"><paragraph>文</paragraph></chapter>
      """
    for (sections, expected) in [
      (nil, "甲（第 ⟨page #two⟩ 页），都在。"), (["one", "two", "three"], "甲（第 ⟨page #two⟩ 页），都在。"),
      (["one", "two"], "甲（第 ⟨page #two⟩ 页），只有二。"), (["one"], "甲，都不在。"), (["one", "three"], "甲，都不在。"),
    ] as [([String]?, String)] {
      let lines = try dump(template(body), options: CompositionOptions(sections: sections))
      #expect(lines[1] == "paragraph body: \(expected)", "\(sections ?? [])")
    }
    #expect(faults(in: "<paragraph><if test='in-report()'>甲</if></paragraph>") == ["3:22 xpath-evaluation"])
    #expect(faults(in: "<paragraph><if test='in-reports(1)'>甲</if></paragraph>") == ["3:22 xpath-syntax"])
  }

  @Test func unknownChaptersAreNamedWithTheKnownOnes() {
    let error = #expect(throws: (any Error).self) {
      try dump(template(body), options: CompositionOptions(sections: ["tow", "one", "x"]))
    }
    let rejected = error as? InputRejected
    #expect(rejected?.diagnostics.map(\.code) == ["unknown-section", "unknown-section"])
    #expect(rejected?.diagnostics.first?.message.chinese.contains("one、pre、two、app") == true)
    #expect(rejected?.diagnostics.first?.hint?.chinese == "是不是 two？")
  }

  @Test func faultsOfNamesHaveTheirPlace() {
    #expect(faults(in: "<paragraph><ref to='none'/></paragraph>") == ["3:21 unknown-target"])
    #expect(faults(in: "<paragraph><page-of to='none'/></paragraph>") == ["3:25 unknown-target"])
    #expect(faults(in: "<paragraph><ref to='{//none}'/></paragraph>") == ["3:21 unknown-target"])
    #expect(
      faults(in: "<section id='C' title='节'><paragraph>文</paragraph></section>") == ["2:14 duplicate-id"])
    #expect(
      faults(
        in:
          "<for-each select='//item'><section id='s' title='节'><paragraph>文</paragraph></section></for-each>")
        == ["3:40 duplicate-id"])
    #expect(
      faults(in: "<section id='auto-1' title='节'><paragraph>文</paragraph></section>") == ["3:14 reserved-id"])
    #expect(
      faults(in: "<table id='t'><column/><row><cell><ref to='t'/></cell></row></table>") == [
        "3:44 nameless-target"
      ])
  }

  /// Whether a part of the result document shows is told by what asked for it, chapter by chapter.
  @Test(
    arguments: [
      ("<chapter id='a' title='甲'><paragraph>文</paragraph></chapter>", nil, false),
      ("<chapter id='a' title='甲'><paragraph><value select='/result/word'/></paragraph></chapter>", nil, true),
      ("<chapter id='a' title='甲'><if test='/result/word'><paragraph>文</paragraph></if></chapter>", nil, true),
      ("<chapter id='a' title='甲'><if test='not(/result/word)'><paragraph>文</paragraph></if></chapter>", nil, false),
      ("<if test='/result/word'><chapter id='a' title='甲'><paragraph>文</paragraph></chapter></if>", nil, true),
      ("<chapter id='a' title='甲'><paragraph><for-each select='//item'>文</for-each></paragraph></chapter>", nil, false),
      (
        "<chapter id='a' title='甲'><paragraph><for-each select='/result/*'>文</for-each></paragraph></chapter>", nil,
        true
      ),
      (
        "<chapter id='a' title='甲'><paragraph>文</paragraph></chapter><chapter id='b' title='乙'><paragraph><value select='/result/word'/></paragraph></chapter>",
        "a", false
      ),
      (
        "<chapter id='a' title='甲'><paragraph>文</paragraph></chapter><chapter id='b' title='乙'><paragraph><value select='/result/word'/></paragraph></chapter>",
        "b", true
      ),
    ] as [(String, String?, Bool)])
  func tellWhetherAPartShows(body: String, section: String?, shows: Bool) throws {
    let compiled = try CompiledTemplate([UInt8](template(body).utf8), path: "t.xml", schema: schema)
    let options = CompositionOptions(sections: section.map { [$0] })
    let result = try ResultTree([UInt8](sample.utf8), path: "result.xml")
    let watched = try ReportComposer.composition(of: compiled, with: result, options: options, watching: "word")
    #expect(watched.showsWatched == shows)
    let plain = try ReportComposer.composition(of: compiled, with: result, options: options)
    #expect(!plain.showsWatched && plain.document == watched.document)
  }

  @Test func idsOfAnyScriptStayApart() throws {
    let lines = try blocks(
      "<section id='客户' title='节'><paragraph>文</paragraph></section><section id='A_b' title='节'><paragraph>文</paragraph></section>"
    )
    #expect(
      lines.filter { $0.hasPrefix("heading") } == ["heading 2 #u5ba2u6237: 1.1 节", "heading 2 #a-b: 1.2 节"])
  }
}
