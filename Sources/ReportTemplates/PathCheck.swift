public import Diagnostics

extension CompiledTemplate {
  /// The names in the template's expressions that no result document has, each a warning with its place.
  ///
  /// A part is followed from each place that uses it; a name is reported where it leads nowhere from all of them.
  public func unknownPaths(in schema: ResultSchema) -> [Diagnostic] {
    var check = PathCheck(template: self, schema: schema)
    return check.diagnostics()
  }
}

/// Follows the expressions of a template through the schema of result documents.
private struct PathCheck {
  /// No honest template uses its parts from more kinds of nodes.
  private static let mostPasses = 2_000

  private struct Pass: Hashable {
    var part: String
    var reach: ResultSchema.Reach
  }

  private let template: CompiledTemplate
  private let schema: ResultSchema
  private var passes: Set<Pass> = []
  private var known: Set<SourceLocation> = []
  private var unknown: [SourceLocation: UnknownStep] = [:]

  init(template: CompiledTemplate, schema: ResultSchema) {
    self.template = template
    self.schema = schema
  }

  mutating func diagnostics() -> [Diagnostic] {
    let root = ResultSchema.Reach.elements([ResultSchema.document])
    for element in [template.document, template.page].compactMap(\.self) { follow(element, at: root) }
    follow(template.body.content, at: root)
    let used = Set(passes.map(\.part))
    for (name, part) in template.parts.sorted(by: { $0.key < $1.key }) where !used.contains(name) {
      follow(part.content, at: .unknown)
    }
    return unknown.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
      .map { Diagnostic.unknownPath($0.value, schema: schema, at: $0.key) }
  }

  private mutating func follow(_ content: [TemplateNode], at reach: ResultSchema.Reach) {
    for case .element(let element) in content { follow(element, at: reach) }
  }

  private mutating func follow(_ element: TemplateElement, at reach: ResultSchema.Reach) {
    var inner = reach
    if let expression = element.expression {
      let target = walk(expression, at: reach)
      if element.name == .forEach || element.name == .with { inner = target }
    } else if element.name == .forEach || element.name == .with {
      inner = .unknown
    }
    for attribute in element.attributes {
      for case .expression(let expression) in attribute.value.segments { _ = walk(expression, at: reach) }
    }
    if element.name == .use, let name = element.attribute("part")?.literal, let part = template.parts[name],
      passes.count < Self.mostPasses, passes.insert(Pass(part: name, reach: reach)).inserted
    {
      follow(part.content, at: reach)
    }
    follow(element.content, at: inner)
  }

  private mutating func walk(_ expression: XPathExpression, at reach: ResultSchema.Reach) -> ResultSchema.Reach {
    let outcome = XPathWalk.outcome(of: expression.text, from: reach, in: schema)
    // A name is known by where it begins; how long it is does not matter.
    for offset in outcome.known { known.insert(expression.location(from: offset, length: 1)) }
    for step in outcome.unknown { unknown[expression.location(from: step.offset, length: 1)] = step }
    return outcome.reach
  }
}

extension Diagnostic {
  fileprivate static func unknownPath(
    _ step: UnknownStep, schema: ResultSchema, at place: SourceLocation
  ) -> Diagnostic {
    let name = (step.isAttribute ? "@" : "") + step.name
    let origins = step.origins.prefix(3).map { $0 == "/" ? "/" : "<\($0)>" }.joined(separator: "、")
    let location = origins.isEmpty ? "结果文档" : origins
    var place = place
    place.length = step.name.unicodeScalars.count
    let list = step.candidates.prefix(12).joined(separator: "、")
    let more = step.candidates.count > 12 ? " …" : ""
    let hint =
      SuggestedName.nearest(to: step.name, among: step.candidates).map(Self.didYouMean)
      ?? (step.candidates.isEmpty
        ? nil
        : LocalizedText(
          chinese: "这里有：\(list)\(more)；完整的见 Docs/result-document.md",
          english: "there are: \(list)\(more); Docs/result-document.md has them all"))
    return Diagnostic(
      .warning, "unknown-path",
      LocalizedText(
        chinese: "\(location) 没有\(step.isAttribute ? "属性" : "元素") \(name)，这里永远选不到东西",
        english: "\(origins.isEmpty ? "the result document" : origins) has no \(name), so this never selects anything"),
      at: place, hint: hint)
  }
}
