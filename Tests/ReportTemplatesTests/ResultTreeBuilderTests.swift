import Testing

@testable import ReportTemplates

@Suite struct ResultTreeBuilderTests {
  /// `<r a="1"><list><part b="2"/><part b="3"/></list><empty/><deep><inner c="4"/></deep><note>x &amp; y</note></r>`
  private func fill(_ builder: inout ResultTreeBuilder) {
    builder.begin("r")
    builder.attribute("a", "1")
    builder.begin("list")
    for value in ["2", "3"] {
      builder.begin("part")
      builder.attribute("b", value)
      builder.end()
    }
    builder.end()
    builder.begin("empty")
    builder.end()
    builder.begin("deep")
    builder.begin("inner")
    builder.attribute("c", "4")
    builder.end()
    builder.end()
    builder.element("note", text: "x & y")
    builder.end()
  }

  private func values(_ expressions: [String]) throws -> [String] {
    let body = expressions.map { "<if test='\($0)'/>" }.joined()
    let compiled = try compile(template(body))
    var builder = try ResultTreeBuilder(for: compiled)
    fill(&builder)
    let query = try TemplateQuery(compiled, over: builder.finish())
    return try compiled.body.content.compactMap { node in
      guard case .element(let element) = node, let expression = element.expression else { return nil }
      return try query.string(expression, at: query.root)
    }
  }

  /// Whatever else a template mentions, an expression has the value that it has over the whole document.
  @Test(arguments: [
    ("r/@a", "1"), ("sum(r/list/part/@b)", "5"), ("count(//part)", "2"), ("r/list/part[2]/@b", "3"),
    ("r/list/part[@b = 3]/../part[1]/@b", "2"), ("count(r/empty)", "1"), ("r/deep/inner/@c", "4"), ("r/note", "x & y"),
    ("string(r)", "x & y"), ("r", "x & y"), ("count(r//text())", "1"), ("r/@a * 7", "7"), ("count(r/*)", "4"),
    ("count(r/*/*)", "3"), ("count(//@*)", "4"), ("count(r/node())", "4"), ("name(r/*[4])", "note"),
    ("count(r/list/preceding-sibling::note | r/note)", "1"),
  ])
  func selectsWhatTheWholeDocumentHas(_ expression: String, _ value: String) throws {
    #expect(try values([expression]) == [value])
    #expect(try values(["//@*", expression]).last == value)
  }

  /// What was counted while the tree was built is what going through it finds, whatever the template mentions.
  @Test(arguments: ["//@*", "r/list/part[2]/@b", "r/note", "count(//part)", "r/deep/inner/@c", "string(r)"])
  func countsItsNodesAsItBuilds(_ expression: String) throws {
    var builder = try ResultTreeBuilder(for: try compile(template("<if test='\(expression)'/>")))
    fill(&builder)
    let tree = try builder.finish()
    let walked = tree.document.counts()
    #expect(tree.counts.elements == walked.elements)
    #expect(tree.counts.attributes == walked.attributes)
    #expect(tree.counts.all == walked.all)
  }
}
