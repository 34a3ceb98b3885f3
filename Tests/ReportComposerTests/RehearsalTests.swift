import Diagnostics
import ReportComposer
import ReportTemplates
import Testing

/// Templates tried on sample results, and what is for writing on by hand.
@Suite struct RehearsalTests {
  private func findings(_ content: String, _ results: [String] = [sample]) throws -> [String] {
    let text = template("<chapter id=\"c\" title=\"章\">\n\(content)</chapter>")
    let trees = try results.map { try ResultTree([UInt8]($0.utf8), path: "r.xml") }
    return ReportComposer.rehearse(
      try CompiledTemplate([UInt8](text.utf8), path: "t.xml", schema: schema), with: trees
    ).map { "\($0.location?.line ?? -1):\($0.location?.column ?? -1) \($0.severity.rawValue) \($0.code)" }
  }

  @Test func faultsOfSeveralResultsAreGatheredOnce() throws {
    let other = "<result><domain id='a' title='x' score='1'/></result>"
    #expect(
      try findings(
        "<paragraph>文<ref to='none'/></paragraph><with select='//domain[1]'><space lines='{@title}'/></with>",
        [sample, other]) == ["3:82 error not-a-number", "3:22 error unknown-target"])
  }

  @Test func selectionsThatFindNothingAnywhereAreNoted() throws {
    let other = "<result><domain id='z'/></result>"
    let content =
      "<for-each select=\"//domain[@id='z']\"><rule/></for-each><paragraph><value select=\"//domain[@id='y']/@id\"/></paragraph><paragraph>文</paragraph>"
    #expect(try findings(content, [sample, other]) == ["3:82 note selects-nothing"])
    #expect(try findings(content).count == 2)
  }

  @Test func valuesConditionsAndBranchesThatDoNotRunAreNotNoted() throws {
    #expect(
      try findings(
        "<if test='//none'><paragraph><value select='//nothing'/></paragraph></if><paragraph><value select=\"count(//none)\"/></paragraph>"
      ) == [])
  }

  @Test func aTemplateThatShowsNothingIsWarnedOf() throws {
    func warnings(_ body: String) throws -> [String] {
      let template = try CompiledTemplate([UInt8](template(body).utf8), path: "t.xml", schema: schema)
      let trees = try [sample].map { try ResultTree([UInt8]($0.utf8), path: "r.xml") }
      return ReportComposer.rehearse(template, with: trees).filter { $0.severity == .warning }.map(\.code)
    }
    #expect(try warnings("") == ["empty-report"])
    let loop = "<for-each select='//domain[false()]'><chapter title='x'><rule/></chapter></for-each>"
    #expect(try warnings(loop) == ["empty-report"])
    #expect(try warnings("<paragraph>文</paragraph>") == [])
  }

  @Test func aFootOrACoverWithoutTheLabelIsWarnedOf() throws {
    func warnings(_ footer: String, statement: String) throws -> [String] {
      let text = template(
        "<if test='true()'><cover statement=\"\(statement)\"/></if>", head: "<page footer=\"\(footer)\"/>")
      let compiled = try CompiledTemplate([UInt8](text.utf8), path: "t.xml", schema: schema)
      let tree = try ResultTree([UInt8](sample.utf8), path: "r.xml")
      return ReportComposer.rehearse(compiled, with: [tree, tree], label: "自评参考").map {
        "\($0.location?.line ?? -1) \($0.severity.rawValue) \($0.code) \($0.hint?.chinese.contains("@label") == true)"
      }
    }
    #expect(try warnings("内部", statement: "自评参考。") == ["1 warning label-missing true"])
    #expect(try warnings("内部 · {/result/@label}", statement: "") == ["2 warning label-missing true"])
    #expect(try warnings("自评参考", statement: "{//@label}") == [])
  }

  @Test func whatIsForHandwritingIsComposed() throws {
    #expect(
      try blocks("<writing-lines/><writing-lines count='{count(//domain)}'/><writing-lines least='2'/>") == [
        "writing-lines 3", "writing-lines 2", "writing-lines 3 least 2",
      ])
    #expect(
      try blocks("<writing-lines/><filling-lines/><filling-lines label='补充 {count(//domain)}' least='4'/>") == [
        "writing-lines 3", "filling-lines 3", "filling-lines 4 补充 2",
      ])
    #expect(
      try line("<tick-box/>是<tick-box label=' 5 '/><blank/><blank ems='{1 + 1}'/>") == "☐是☐5⟦blank 6.0⟧⟦blank 2.0⟧")
    #expect(
      try blocks("<paragraph hanging='yes'><together>证据</together>　甲</paragraph>") == [
        "paragraph body hanging: ⟪证据⟫　甲"
      ])
    #expect(faults(in: "<writing-lines count='{//domain[1]/@title}'/>") == ["3:23 not-a-number"])
    #expect(
      try dump(template("<chapter id=\"c\" title=\"章\" one-page=\"yes\"><rule/><paragraph>文</paragraph></chapter>"))
        == [
          "one-page", "  heading 1 #c: 1 章", "  rule", "  paragraph body: 文",
        ])
  }
}
