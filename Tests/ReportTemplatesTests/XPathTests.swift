import Diagnostics
import ReportTemplates
import Testing

@Suite struct XPathTests {
  /// A template whose body holds one expression, and that expression.
  private func query(
    _ expression: String, over xml: String = "<r><a n='1'>x</a><a n='2'>y</a></r>",
    limits: QueryLimits = QueryLimits()
  ) throws -> (TemplateQuery, XPathExpression) {
    let escaped = expression.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
      "'", with: "&apos;")
    let template = try compile(template("<if test='\(escaped)'/>"))
    guard case .element(let element)? = template.body.content.first(where: \.isElement) else {
      throw Missing()
    }
    let query = try TemplateQuery(
      template, over: ResultTree([UInt8](xml.utf8), path: "r.xml"), limits: limits)
    return (query, try #require(element.expression))
  }

  private struct Missing: Error {}

  private func string(_ expression: String) throws -> String {
    let (query, expression) = try query(expression)
    return try query.string(expression, at: query.root)
  }

  @Test func valuesAreStringValues() throws {
    #expect(try string("r/a[2]") == "y")
    #expect(try string("r/a/@n") == "1")
    #expect(try string("count(r/a)") == "2")
    #expect(try string("0.5") == "0.5")
    #expect(try string("1 = 1") == "true")
    #expect(try string("r/none") == "")
    #expect(try string("concat('中', string-length('中文'))") == "中2")
  }

  @Test func nodesComeInDocumentOrderWithTheirPlaceInTheLoop() throws {
    let (query, expression) = try query("r/a[2] | r/a[1]")
    let nodes = try query.nodes(expression, at: query.root)
    #expect(nodes.map(\.position) == [1, 2])
    #expect(nodes.map(\.size) == [2, 2])
    #expect(nodes.map(query.path) == ["/r/a[1]", "/r/a[2]"])
  }

  @Test func positionAndCurrentFollowTheLoop() throws {
    let text = template(
      "<for-each select='r/a'><if test='position()'/><if test='//a[@n = current()/@n]'/></for-each>")
    let compiled = try compile(text)
    guard case .element(let loop)? = compiled.body.content.first(where: \.isElement) else { throw Missing() }
    let tests = loop.content.compactMap { node in
      if case .element(let element) = node { element.expression } else { nil }
    }
    let xml = "<r><a n='1'>x</a><a n='2'>y</a></r>"
    let query = try TemplateQuery(compiled, over: ResultTree([UInt8](xml.utf8), path: "r.xml"))
    let nodes = try query.nodes(try #require(loop.expression), at: query.root)
    #expect(try nodes.map { try query.string(tests[0], at: $0) } == ["1", "2"])
    #expect(try nodes.map { try query.string(tests[1], at: $0) } == ["x", "y"])
  }

  /// What is looked up without the evaluator gives what the evaluator gives.
  @Test(arguments: ["@n", "@none", "a/@n", "a/b/@n", "b/@n", "@n = '1'", "a/b/@n='2'", "@n = ''", "a/@m = \"<\""])
  func plainPathsGiveWhatTheEvaluatorGives(path: String) throws {
    let escaped = path.replacing("'", with: "&apos;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    let compiled = try compile(
      template(
        "<for-each select='//*'><if test='\(escaped)'/><if test='string(\(escaped))'/><if test='boolean(\(escaped))'/>"
          + "</for-each>"))
    guard case .element(let loop)? = compiled.body.content.first(where: \.isElement) else { throw Missing() }
    let tests = loop.content.compactMap { node in
      if case .element(let element) = node { element.expression } else { nil }
    }
    let xml = "<r><a n='1' m='&lt;'><b n=''/><b n='2'>t</b><c n='3'/></a><a n='2'><b/></a><b n='x &amp; 中'/></r>"
    let query = try TemplateQuery(compiled, over: ResultTree([UInt8](xml.utf8), path: "r.xml"))
    for node in [query.root] + (try query.nodes(try #require(loop.expression), at: query.root)) {
      #expect(try query.string(tests[0], at: node) == query.string(tests[1], at: node))
      #expect(try query.holds(tests[0], at: node) == query.holds(tests[2], at: node))
    }
  }

  @Test func aLoopOverAValueThatIsNoNodeFails() throws {
    let (query, expression) = try query("1 + 1")
    let failure = #expect(throws: QueryFailure.self) { try query.nodes(expression, at: query.root) }
    #expect(failure?.diagnostic.code == "xpath-not-nodes")
    #expect(failure?.diagnostic.location?.line == 2)
  }

  @Test func expensiveExpressionsAreStopped() throws {
    let many = "<r>" + String(repeating: "<a><b><c/></b></a>", count: 400) + "</r>"
    let (query, expression) = try query("//*[count(//*[count(//*) > 0]) > 0]", over: many)
    let failure = #expect(throws: QueryFailure.self) { try query.string(expression, at: query.root) }
    #expect(failure?.isLimit == true)
    #expect(failure?.diagnostic.location?.column == 11)
  }

  /// A document of some thousand nodes with much text.
  private static let large =
    "<r>" + (0..<1_500).map { "<a n='\($0)' m='x\($0)'><b k='\($0 % 7)'>\($0) 文字文字文字文字</b><c/></a>" }.joined() + "</r>"

  /// What would take seconds or minutes: texts made of everything for each node, sets compared with sets, sets joined.
  @Test(arguments: [
    "count(//*[/ < 5])", "count(//*[sum(/*)])", "count(//*[floor(/)])", "count(//*[-/ = 5])", "count(//*[/ + 1 > 5])",
    "count(//*[id(/)])", "count(//@*[.. = /])", "count(//a[(/) mod 2 = 1])", "count(//a[. = /r])",
    "count(//*[5 >= //*])",
    "count(//a[@n = //@m])", "count(//a[//@n = //@m])", "count(//@*/..)", "count(//*/ancestor::*)",
    "count(r/a/../..//@*)",
    "count(//text()/ancestor::node())", "count(//a/following::a)", "count(r/*//@*/..)", "count(//@* | //*)",
    "count(//a/following-sibling::*)", "count((//*)/..)",
  ])
  func whatTakesLongIsStopped(expression: String) throws {
    var limits = QueryLimits()
    limits.stepsPerExpression = 400_000
    let (query, expression) = try query(expression, over: Self.large, limits: limits)
    let failure = #expect(throws: QueryFailure.self) { try query.string(expression, at: query.root) }
    #expect(failure?.isLimit == true)
  }

  /// Charging changes no value: what operators and functions give of nodes, texts and numbers.
  @Test(arguments: [
    ("count(//a[@n = 7])", "1"), ("count(r/a[b > 1490])", "0"), ("count(//a[@n > 1490])", "9"), ("-r/a[3]/@n", "-2"),
    ("-(//a)[3]/@n", "-2"), ("- - r/a[4]/@n + 1", "4"), ("r/a[5]/@n * r/a[4]/@n", "12"), ("r/a[9]/@n div 2 mod 3", "1"),
    ("count(r/a[@n = ../a[2]/@n])", "1"), ("r/a[2]/@n = r/a[2]/@m or r/a[1]/b = '0 文字文字文字文字'", "true"),
    ("string(r/a/@m != r/a/@m)", "true"), ("sum(r/a[position() < 4]/@n)", "3"), ("round(r/a[2]/@n + 0.6)", "2"),
    ("count(r/a[2]/@n | r/a[2]/@m)", "2"), ("count(r/*[self::a and @n <= 2][last()])", "1"),
    ("string(r/a[2]/@n = true())", "true"), ("count(r/a[1]/@*[. = '0' or . = \"x0\"])", "2"),
    ("count(//b[@k mod 7 = 6])", "214"),
    ("count(r/a[b/@k=current()/r/a[7]/b/@k])", "214"), ("3-2", "1"), ("count(r/a[3]/..)", "1"),
    ("count(//a/b)", "1500"),
    ("count(r/a[@n='4']/following-sibling::a[1]/@n)", "1"), ("count(//a[@n = 1499]/preceding::b)", "1499"),
  ])
  func chargedOperatorsGiveWhatTheyGave(expression: String, value: String) throws {
    let (query, expression) = try query(expression, over: Self.large)
    #expect(try query.string(expression, at: query.root) == value)
  }

  @Test func theStepsOfAReportAreLimitedTogether() throws {
    var limits = QueryLimits()
    limits.stepsPerReport = 1_000
    let (query, expression) = try query("count(//*)", limits: limits)
    let failure = #expect(throws: QueryFailure.self) {
      for _ in 0..<1_000 { _ = try query.string(expression, at: query.root) }
    }
    #expect(failure?.isLimit == true)
  }

  @Test(arguments: [
    ("a[", "2:12", "括号没有配对"), ("a)", "2:12", "括号没有配对"), ("a b", "2:13", nil), ("", "2:11", "XPath 是空的"),
    ("document(1)", "2:11", "没有 XPath 函数 document()"), ("$x", "2:11", "模板里没有变量，不能用 $"),
    ("x:y", "2:11", "XPath 里的名称不用前缀"), ("cuont(a)", "2:11", "没有 XPath 函数 cuont()"),
    ("'a", "2:11", "文字常量缺少结束的引号"),
    (String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60), "2:61", "XPath 嵌套过深"),
  ])
  func syntaxIsCheckedWithTheTemplate(expression: String, place: String, reason: String?) {
    let found = diagnostics(template("<if test=\"\(expression)\"/>"))
    #expect(found.map(\.code) == ["xpath-syntax"])
    #expect(found.first.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0)" } == place)
    if let reason { #expect(found.first?.message.chinese.hasSuffix("：" + reason) == true) }
  }

  @Test func theWrongNumberOfArgumentsIsFoundAtTheLatestWhenEvaluated() throws {
    let (query, expression) = try query("count(r, r)")
    let failure = #expect(throws: QueryFailure.self) { try query.string(expression, at: query.root) }
    #expect(failure?.diagnostic.message.chinese.contains("参数的个数") == true)
  }

  @Test func longChainsDoNotOverflowTheStack() throws {
    let chain = Array(repeating: "a", count: 990).joined(separator: "/")
    #expect(try string(chain) == "")
    #expect(faults(template("<if test='\(chain)/\(chain)/\(chain)'/>")) == ["2:11 xpath-syntax"])
  }

  @Test func aTemplateServesManyThreads() async throws {
    let compiled = try compile(template("<if test='sum(//a/@n)'/>"))
    guard case .element(let element)? = compiled.body.content.first(where: \.isElement),
      let expression = element.expression
    else { throw Missing() }
    let sums = try await withThrowingTaskGroup(of: String.self) { group in
      for count in 1...20 {
        group.addTask {
          let xml = "<r>" + String(repeating: "<a n='1'/>", count: count) + "</r>"
          let query = try TemplateQuery(compiled, over: ResultTree([UInt8](xml.utf8), path: "r.xml"))
          return try query.string(expression, at: query.root)
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(sums == Set((1...20).map(String.init)))
  }
}

extension TemplateNode {
  /// Whether the node is an element.
  var isElement: Bool {
    if case .element = self { true } else { false }
  }
}
