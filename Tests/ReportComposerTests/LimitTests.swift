import ReportComposer
import Testing

@Suite struct LimitTests {
  private func faults(_ content: String, parts: String = "", _ change: (inout CompositionLimits) -> Void)
    -> [String]
  {
    var options = CompositionOptions()
    change(&options.limits)
    let many = "<r>" + String(repeating: "<x/>", count: 300) + "</r>"
    return ReportComposerTests.faults(template(content, parts: parts), many, options: options)
  }

  @Test func blocksAreLimited() {
    let content = "<for-each select='//x'><for-each select='//x'><rule/></for-each></for-each>"
    #expect(faults(content) { $0.blocks = 1_000 } == ["2:48 template-limit"])
    #expect(faults(content) { $0.blocks = 100_000 } == [])
  }

  @Test func loopsThatGiveNothingAreLimited() {
    let content =
      "<for-each select='//x'><for-each select='//x'><for-each select='//x'/></for-each></for-each>"
    #expect(faults(content) { $0.steps = 10_000 } == ["2:48 template-limit"])
  }

  @Test func textIsLimited() {
    let content =
      "<for-each select='//x'><paragraph><value select='concat(1 div 3, 1 div 3)'/></paragraph></for-each>"
    #expect(faults(content) { $0.textBytes = 1_000 } == ["0:0 template-limit"])
  }

  @Test func partsThatUseThemselvesAreStopped() {
    #expect(
      faults("<use part='a'/>", parts: "<part name='a'><use part='a'/></part>") { _ in } == [
        "3:24 template-limit"
      ])
    #expect(
      faults(
        "<use part='a'/>", parts: "<part name='a'><use part='b'/></part><part name='b'><use part='a'/></part>"
      ) { _ in }
        == ["3:61 template-limit"])
  }

  @Test func nestingOverSeveralPartsIsStopped() {
    let deep =
      String(repeating: "<if test='1'>", count: 100) + "<use part='b'/>"
      + String(repeating: "</if>", count: 100)
    let parts =
      "<part name='a'>\(deep)</part><part name='b'>\(deep.replacing("'b'", with: "'c'"))</part><part name='c'>\(deep.replacing("<use part='b'/>", with: "<rule/>"))</part>"
    #expect(
      faults("<use part='a'/>", parts: parts) { _ in }.map { $0.split(separator: " ")[1] } == [
        "template-limit"
      ])
  }

  @Test func expensiveExpressionsStopTheReport() {
    let content = "<if test='//*[count(//*[count(//*) > 0]) > 0]'/><if test='foo'/>"
    #expect(faults(content) { _ in } == ["2:11 xpath-evaluation"])
  }
}
