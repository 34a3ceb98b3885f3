internal import CLibXML2
public import Diagnostics

/// A node of a result document that a template stands at, and its place in the loop that led there.
///
/// It means something only to the query that gave it.
public struct QueryContext: Hashable, Sendable {
  let node: Int
  /// The place in the loop, from 1.
  public let position: Int
  /// How many nodes the loop has.
  public let size: Int
}

/// A node to come back to for a message, also when the loop that led there has gone on.
///
/// It means something only to the query that gave it.
public struct NodeReference: Sendable {
  fileprivate let address: Int
}

/// An evaluation that failed.
public struct QueryFailure: Error, Sendable {
  /// What is wrong, with its place in the template.
  public var diagnostic: Diagnostic
  /// Whether a limit was passed, so that going on would only pass it again.
  public var isLimit: Bool
}

/// How much work the evaluation of expressions may take, so that no template makes a batch stand still.
public struct QueryLimits: Sendable {
  /// The most steps of libxml2's evaluator that one expression may take.
  public var stepsPerExpression = 2_000_000
  /// The most steps that all expressions of one report may take together; full reports take about a hundredth.
  public var stepsPerReport = 40_000_000

  /// The usual limits.
  public init() {}
}

/// Evaluates the expressions of one template over one result document.
///
/// Not `Sendable`: the compiled expressions of libxml2 keep caches.
public final class TemplateQuery {
  /// The document itself, above its root element.
  public let root = QueryContext(node: 0, position: 1, size: 1)

  private let result: ResultTree
  private let texts: [String]
  private let plainPaths: [PlainPath?]
  private let limits: QueryLimits
  private let context: xmlXPathContextPtr
  private var compiled: [xmlXPathCompExprPtr?]
  /// How much more a step of each expression takes than most do.
  private var weights: [Int]
  private let costs: [XPathCost]
  private var nodes: [xmlNodePtr]
  private var stepsLeft: Int
  /// By expression: whether it gave a set of nodes, and whether one that was not empty.
  private var gaveNodes: [(any: Bool, some: Bool)]
  /// The part of the result document that is watched, and by expression how it can be reached; none where none is watched.
  private let watched: String?, reaches: [MentionedNames.Reach]
  private var hasReached = false
  private let chapters: KeptChapters

  /// Prepares the evaluation.
  ///
  /// - Parameters:
  ///   - chapters: the ids of the chapters that the report keeps, for `in-report()`; nil where it keeps all.
  ///   - watched: the name of a child of the root element, for ``takeReached()``.
  /// - Throws: `QueryFailure` if memory is short.
  public init(
    _ template: CompiledTemplate, over result: ResultTree, limits: QueryLimits = QueryLimits(),
    keeping chapters: [String]? = nil, watching watched: String? = nil
  ) throws(QueryFailure) {
    self.watched = watched
    self.chapters = KeptChapters(chapters)
    reaches = watched.map { name in template.expressions.map { MentionedNames.reach(of: $0, to: name) } } ?? []
    guard let context = xmlXPathNewContext(result.document.pointer) else {
      throw QueryFailure(diagnostic: .outOfMemory(path: template.path), isLimit: true)
    }
    self.result = result
    self.limits = limits
    self.context = context
    texts = template.expressions
    plainPaths = template.plainPaths
    costs = template.costs
    compiled = Array(repeating: nil, count: template.expressions.count)
    weights = Array(repeating: 1, count: template.expressions.count)
    nodes = [UnsafeMutableRawPointer(result.document.pointer).assumingMemoryBound(to: xmlNode.self)]
    stepsLeft = limits.stepsPerReport
    gaveNodes = Array(repeating: (false, false), count: template.expressions.count)
    context.pointee.error = { _, _ in }  // The context keeps the error, which `failure` reads.
    xmlXPathRegisterFunc(context, "current") { parser, count in pushCurrentNode(parser, count) }
    context.pointee.userData = Unmanaged.passUnretained(self.chapters).toOpaque()
    ChargedFunctions.register(in: context)
    // libxml2 has one handler a thread.
    pingxing_xml_silence()
    // libxml2 reuses the objects of values.
    xmlXPathContextSetCache(context, 1, -1, 0)
  }

  deinit {
    for expression in compiled { xmlXPathFreeCompExpr(expression) }
    xmlXPathFreeContext(context)
  }

  /// The string value of an expression.
  public func string(_ expression: XPathExpression, at place: QueryContext) throws(QueryFailure) -> String {
    if let (path, node) = plainPath(expression, at: place), !path.isComparison {
      let text = path.text(at: node, &stepsLeft)
      note(expression, foundSome: text != nil)
      noteReach(expression, gaveSome: text?.isEmpty == false)
      return text ?? ""
    }
    let value = try evaluate(expression, at: place)
    defer { xmlXPathFreeObject(value) }
    let text = String(takingXML: xmlXPathCastToString(value))
    noteReach(expression, gaveSome: !text.isEmpty)
    return text
  }

  /// The value of an attribute: its text with the string values of its expressions.
  public func string(_ template: AttributeTemplate, at place: QueryContext) throws(QueryFailure) -> String {
    if let literal = template.literal { return literal }
    var text = ""
    for segment in template.segments {
      switch segment {
      case .literal(let literal): text += literal
      case .expression(let expression): text += try string(expression, at: place)
      }
    }
    return text
  }

  /// Whether an expression holds (XPath 1.0, §4.3).
  public func holds(_ expression: XPathExpression, at place: QueryContext) throws(QueryFailure) -> Bool {
    if let (path, node) = plainPath(expression, at: place) {
      let holds = path.holds(at: node, &stepsLeft)
      if !path.isComparison { note(expression, foundSome: holds) }
      noteReach(expression, gaveSome: holds)
      return holds
    }
    let value = try evaluate(expression, at: place)
    defer { xmlXPathFreeObject(value) }
    let holds = xmlXPathCastToBoolean(value) != 0
    noteReach(expression, gaveSome: holds)
    return holds
  }

  /// The nodes that an expression selects, in document order.
  public func nodes(_ expression: XPathExpression, at place: QueryContext) throws(QueryFailure)
    -> [QueryContext]
  {
    let value = try evaluate(expression, at: place)
    defer { xmlXPathFreeObject(value) }
    guard value.pointee.type == XPATH_NODESET else {
      throw QueryFailure(diagnostic: .notNodes(expression), isLimit: false)
    }
    guard let set = value.pointee.nodesetval, set.pointee.nodeNr > 0 else { return [] }
    xmlXPathNodeSetSort(set)
    let count = Int(set.pointee.nodeNr)
    var found: [QueryContext] = []
    found.reserveCapacity(count)
    for index in 0..<count {
      // Nodes of the namespace axis are copies that die with the set; result documents have no namespaces.
      guard let node = set.pointee.nodeTab[index], node.pointee.type != XML_NAMESPACE_DECL else { continue }
      noteReach(expression, at: node)
      found.append(QueryContext(node: nodes.count, position: index + 1, size: count))
      nodes.append(node)
    }
    return found
  }

  /// Forgets the nodes that were selected since `mark`, which no one stands at any more.
  public func forgetNodes(since mark: Int) { nodes.removeLast(max(nodes.count - max(mark, 1), 0)) }

  /// How many nodes are remembered, for `forgetNodes`.
  public var mark: Int { nodes.count }

  /// Whether an expression that selects nodes has found any so far; nil where it was not asked, or gives a value.
  public func hasSelected(_ expression: XPathExpression) -> Bool? {
    let gave = gaveNodes[expression.number]
    return gave.any ? gave.some : nil
  }

  // MARK: - The watched part

  /// Whether anything was found in the watched part since this was asked last: by an expression that names it and gave
  /// something, or among the nodes of one that can select any.
  public func takeReached() -> Bool {
    defer { hasReached = false }
    return hasReached
  }

  private func noteReach(_ expression: XPathExpression, gaveSome: Bool) {
    guard watched != nil, gaveSome, !hasReached, case .byName = reaches[expression.number] else { return }
    hasReached = true
  }

  private func noteReach(_ expression: XPathExpression, at node: xmlNodePtr) {
    guard let watched, !hasReached else { return }
    switch reaches[expression.number] {
    case .never: return
    case .byName: hasReached = true
    case .byAny:
      var place: xmlNodePtr? = node
      while let next = place, next.pointee.type == XML_ELEMENT_NODE || next.pointee.type == XML_ATTRIBUTE_NODE {
        if xmlStrEqual(next.pointee.name, watched) != 0 { hasReached = true }
        place = next.pointee.parent
      }
    }
  }

  /// The path of a node in the result document, for messages.
  public func path(of place: QueryContext) -> String { String(takingXML: xmlGetNodePath(nodes[place.node])) }

  /// A node to come back to.
  public func reference(to place: QueryContext) -> NodeReference {
    NodeReference(address: Int(bitPattern: nodes[place.node]))
  }

  /// The path of a node that was to come back to, for messages.
  public func path(of reference: NodeReference) -> String {
    String(takingXML: xmlGetNodePath(xmlNodePtr(bitPattern: reference.address)))
  }

  // MARK: - Evaluation

  private func evaluate(
    _ expression: XPathExpression, at place: QueryContext
  ) throws(QueryFailure) -> xmlXPathObjectPtr {
    let program = try program(expression)
    let weight = weights[expression.number]
    let allowed = min(limits.stepsPerExpression, stepsLeft) / weight
    guard allowed > 0 else { throw exhausted(expression, at: place) }
    context.pointee.node = nodes[place.node]
    context.pointee.extra = UnsafeMutableRawPointer(nodes[place.node])
    context.pointee.proximityPosition = Int32(clamping: place.position)
    context.pointee.contextSize = Int32(clamping: place.size)
    context.pointee.opLimit = UInt(allowed)
    context.pointee.opCount = 0
    xmlResetError(&context.pointee.lastError)
    let value = xmlXPathCompiledEval(program, context)
    let steps = Int(clamping: context.pointee.opCount)
    stepsLeft -= steps * weight
    guard let value else {
      // Not every way through libxml2 says that it was the limit.
      throw steps >= allowed ? exhausted(expression, at: place) : failure(expression, at: place)
    }
    if value.pointee.type == XPATH_NODESET {
      note(expression, foundSome: value.pointee.nodesetval.map { $0.pointee.nodeNr > 0 } ?? false)
    }
    return value
  }

  private func note(_ expression: XPathExpression, foundSome: Bool) {
    gaveNodes[expression.number].any = true
    if foundSome { gaveNodes[expression.number].some = true }
  }

  /// A path that is looked up without the evaluator, and the element that it starts from; nil for what only the evaluator
  /// knows, and where no steps are left, which it reports.
  private func plainPath(_ expression: XPathExpression, at place: QueryContext) -> (PlainPath, xmlNodePtr)? {
    checkOrigin(of: expression)
    let node = nodes[place.node]
    guard let path = plainPaths[expression.number], node.pointee.type == XML_ELEMENT_NODE, stepsLeft > 0 else {
      return nil
    }
    return (path, node)
  }

  private func checkOrigin(of expression: XPathExpression) {
    precondition(
      expression.number < texts.count && texts[expression.number] == expression.text,
      "the expression belongs to another template")
  }

  /// Compiles an expression when it is met first; syntax was checked with the template.
  private func program(_ expression: XPathExpression) throws(QueryFailure) -> xmlXPathCompExprPtr {
    checkOrigin(of: expression)
    if let known = compiled[expression.number] { return known }
    context.pointee.opLimit = 0
    let cost = costs[expression.number]
    guard let program = xmlXPathCtxtCompile(context, cost.charged) else {
      throw failure(expression, at: root)
    }
    compiled[expression.number] = program
    // What joins no sets among any number of nodes joins none among these.
    if cost.weight > 1 { weights[expression.number] = XPathCost(of: expression.text, in: result.counts).weight }
    return program
  }

  /// The failure of an expression for which no steps are left.
  private func exhausted(_ expression: XPathExpression, at place: QueryContext) -> QueryFailure {
    let reason =
      stepsLeft > 0
      ? XPathCompiler.wording(of: Int32(XML_XPATH_EXPRESSION_OK.rawValue + XPATH_OP_LIMIT_EXCEEDED.rawValue))
      : LocalizedText(
        chinese: "这份报告的全部 XPath 合计超过 \(limits.stepsPerReport) 步",
        english: "all XPaths of this report together take more than \(limits.stepsPerReport) steps")
    return QueryFailure(diagnostic: .failedXPath(expression, reason, node: path(of: place)), isLimit: true)
  }

  private func failure(_ expression: XPathExpression, at place: QueryContext) -> QueryFailure {
    let code = context.pointee.lastError.code
    let kind = Int64(code) - Int64(XML_XPATH_EXPRESSION_OK.rawValue)
    let limits = [XPATH_OP_LIMIT_EXCEEDED, XPATH_RECURSION_LIMIT_EXCEEDED, XPATH_MEMORY_ERROR]
    return QueryFailure(
      diagnostic: .failedXPath(expression, XPathCompiler.wording(of: code), node: path(of: place)),
      isLimit: limits.contains { Int64($0.rawValue) == kind })
  }
}

/// `current()`: the node that the template stands at, inside of predicates too (as in XSLT 1.0, §12.4).
private func pushCurrentNode(_ parser: xmlXPathParserContextPtr?, _ count: Int32) {
  guard let parser, let context = parser.pointee.context else { return }
  guard count == 0 else {
    xmlXPathErr(parser, Int32(XPATH_INVALID_ARITY.rawValue))
    return
  }
  let node = context.pointee.extra?.assumingMemoryBound(to: xmlNode.self)
  valuePush(parser, xmlXPathNewNodeSet(node))
}

extension Diagnostic {
  fileprivate static func notNodes(_ expression: XPathExpression) -> Diagnostic {
    Diagnostic(
      .error, "xpath-not-nodes",
      LocalizedText(
        chinese: "XPath“\(quoted(expression.text))”得到的不是节点，不能用来循环或选取",
        english: "the XPath \"\(quoted(expression.text))\" gives no nodes to loop over or to select"),
      at: expression.location)
  }

  fileprivate static func failedXPath(
    _ expression: XPathExpression, _ reason: LocalizedText, node: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "xpath-evaluation",
      LocalizedText(
        chinese: "XPath“\(quoted(expression.text))”无法计算：\(reason.chinese)",
        english: "the XPath \"\(quoted(expression.text))\" cannot be evaluated: \(reason.english)"),
      at: expression.location,
      notes: [
        Note(LocalizedText(chinese: "当时的节点是 \(node)", english: "the node was \(node)"))
      ])
  }
}

extension QueryContext {
  /// The same node, outside of any loop.
  public var alone: QueryContext { QueryContext(node: node, position: 1, size: 1) }
}
