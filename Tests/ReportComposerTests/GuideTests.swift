import Foundation
import TestSupport
import Testing

@Suite struct GuideTests {
  /// The change that the guide works through does what the guide says.
  @Test func theWorkedChangeIsTrue() throws {
    let guide = try String(
      contentsOf: RepositoryFiles.root.appending(path: "Docs/templates.md"), encoding: .utf8)
    let example = try #require(
      guide.split(separator: "```xml\n").dropFirst().first?.split(separator: "```").first)
    func result(_ valid: String) -> String {
      """
      <result-document><assessment date-display="2025年12月20日"/><evidence-list>
      <evidence id="E1" title="质检记录" valid="\(valid)" reason="已过期"/><evidence id="E2" title="排班表" valid="true"/>
      </evidence-list></result-document>
      """
    }
    #expect(
      try dump(template(String(example)), result("false")) == [
        "heading 1 #expired: 失效的证据",
        "paragraph body: 以下证据在 2025年12月20日已经无效，共 1 件，明细见⟨表⍽1→#expired-list⟩。",
        "table #expired-list 表 1 评估日无效的证据", "  column 编号 left ems:5.0", "  column 名称 left share:1.0",
        "  column 原因 left share:1.0", "  row plain: E1 | 质检记录 | 已过期",
      ])
    #expect(try dump(template(String(example)), result("true")) == [])
    #expect(
      faults(
        template(
          String(
            example.replacing("<paragraph>", with: "<paragraf>").replacing(
              "</paragraph>", with: "</paragraf>")))
      ).count
        == 1)
  }

  /// Every chart of the guide is one that a template may hold, and shows something.
  @Test func theExamplesOfChartsAreTrue() throws {
    let guide = try String(
      contentsOf: RepositoryFiles.root.appending(path: "Docs/templates.md"), encoding: .utf8)
    let section = try #require(
      guide.components(separatedBy: "\n## Charts\n").last?.components(separatedBy: "\n## ").first)
    let examples = section.components(separatedBy: "```xml\n").dropFirst().map {
      String($0.components(separatedBy: "```")[0])
    }
    #expect(examples.count == 15)
    for example in examples {
      #expect(try blocks("<figure>\(example)</figure>").count > 2, "\(example)")
    }
  }
}
