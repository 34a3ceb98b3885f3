import Diagnostics
import ReportComposer
import ReportTemplates
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

  /// What libxml2 counts as a few steps: texts of any length, and sets of nodes that are joined one by one.
  @Test(arguments: [
    "string-length(string(//*[contains(string(/), string(/))]))", "//*[normalize-space() = translate(/, 'a', 'b')]",
    "count(//x/..) + count(//*/..)", "//*[count(//* | //*) > 0]", "count(//x/following::*)",
    "string-length(translate(//x, //x, //x))", "contains(concat(//x, //x, //x), concat(//x, //x, //x, //x))",
  ])
  func stepsThatTakeMoreCountMore(expression: String) {
    let text = String(repeating: "长文字", count: 200)
    let many = "<r>" + String(repeating: "<x><y>\(text)</y></x>", count: 400) + "</r>"
    var options = CompositionOptions()
    options.limits.queries.stepsPerExpression = 60_000
    let found = ReportComposerTests.faults(
      template("<paragraph><value select=\"\(expression)\"/></paragraph>"), many, options: options)
    #expect(found == ["2:27 xpath-evaluation"])
  }

  @Test func pathsThatGoDownAgainFromEverywhereAreRefused() {
    func found(_ expression: String) -> [String] { faults("<if test=\"\(expression)\"/>") { _ in } }
    #expect(found("//*/..//*/..//*/..") == ["2:17 xpath-syntax"])
    #expect(found("(//*)[1]/descendant::x") == ["2:20 xpath-syntax"])
    #expect(found("//x//x and //*[.//x] or count(//*) > count(//x)") == [])
    #expect(found("//*[@id = '//*//*']/@id") == [])
  }

  @Test func anEmptyBudgetIsCalledSo() {
    let content = "<for-each select='//*'><for-each select='//*'><if test='//nothing'/></for-each></for-each>"
    var options = CompositionOptions()
    options.limits.queries.stepsPerReport = 50_000
    let many = "<r>" + String(repeating: "<x/>", count: 300) + "</r>"
    do {
      _ = try compose(template(content), many, options: options)
      Issue.record("the budget is passed")
    } catch {
      #expect(error.diagnostics.map(\.code) == ["xpath-evaluation"])
      #expect(error.diagnostics.first?.message.english.contains("50000 steps") == true)
    }
  }

  @Test func nothingIsReportedAfterALimit() {
    let content =
      "<chapter title='{//none}'><for-each select='//x'><for-each select='//x'><rule/></for-each></for-each></chapter>"
    #expect(faults(content) { $0.blocks = 1_000 } == ["2:74 template-limit"])
  }

  /// Layout takes 16; the check has to find it first, with a place.
  @Test(arguments: [
    ("<panel>", "</panel>"), ("<keep-together>", "</keep-together>"), ("<list><item>", "</item></list>"),
    ("<columns><column-block>", "</column-block></columns>"),
  ])
  func boxesInBoxesAreLimited(open: String, close: String) {
    func found(_ count: Int) -> [String] {
      let inside =
        String(repeating: open, count: count) + "<paragraph>文</paragraph>" + String(repeating: close, count: count)
      return faults("<chapter title='章'>\(inside)</chapter>") { _ in }
    }
    #expect(found(16) == [])
    #expect(found(17) == ["2:\(21 + 16 * open.count) template-limit"])
  }

  @Test func tablesAndChartsAreLimited() {
    func table(_ count: Int) -> String {
      "<table>" + String(repeating: "<column/>", count: count) + "<row>"
        + String(repeating: "<cell>1</cell>", count: count)
        + "</row></table>"
    }
    #expect(faults(table(40)) { _ in } == [])
    #expect(faults(table(41)) { _ in } == ["2:\(9 + 40 * 9) template-limit"])
    let points =
      "<figure><trend><for-each select='//x'><period label='p'/></for-each><series label='s'>"
      + "<for-each select='//x'><point value='1'/></for-each></series></trend></figure>"
    #expect(faults(points) { _ in } == [])
    #expect(faults(points) { $0.chartParts = 500 } == ["2:111 template-limit"])
    let marks =
      "<figure><bars minimum='0' maximum='9'><bar value='1'/><for-each select='//x'><threshold label='t' value='1'/>"
      + "</for-each></bars></figure>"
    #expect(faults(marks) { _ in } == ["2:79 template-limit"])
  }
}
