import Diagnostics

/// A name in an expression that leads nowhere.
struct UnknownStep: Hashable {
  /// The name as it is written.
  var name: String
  /// Where it stands in the expression, in Unicode scalars.
  var offset: Int
  /// Whether it is the name of an attribute.
  var isAttribute: Bool
  /// The elements at which it was looked for, for the message.
  var origins: [String]
  /// What stands there instead.
  var candidates: [String]
}

/// Follows an expression through the schema of result documents: where it can lead, and which of its names lead nowhere.
///
/// The syntax was checked before; where the walk does not understand something, it claims to know nothing. Values and
/// predicates are walked for their paths, not computed.
struct XPathWalk {
  /// What a walk found out.
  struct Outcome {
    /// Where the expression can lead.
    var reach: ResultSchema.Reach
    /// The names that lead nowhere.
    var unknown: [UnknownStep]
    /// The places of all names that lead somewhere.
    var known: Set<Int>
  }

  private let schema: ResultSchema
  private let origin: ResultSchema.Reach
  private var tokens: XPathTokens
  private var unknown: [UnknownStep] = []
  private var known: Set<Int> = []

  /// Walks an expression from where a template stands.
  static func outcome(
    of expression: String, from origin: ResultSchema.Reach, in schema: ResultSchema
  ) -> Outcome {
    var walk = XPathWalk(schema: schema, origin: origin, tokens: XPathTokens(expression))
    let reach = walk.expression(at: origin)
    return Outcome(
      reach: walk.tokens.isAtEnd ? reach : .unknown, unknown: walk.unknown, known: walk.known)
  }

  private init(schema: ResultSchema, origin: ResultSchema.Reach, tokens: XPathTokens) {
    self.schema = schema
    self.origin = origin
    self.tokens = tokens
  }

  // MARK: - Expressions

  private static let operators: Set<String> = [
    "or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod",
  ]

  /// Operands and operators; only a union of paths leads to nodes.
  private mutating func expression(at place: ResultSchema.Reach) -> ResultSchema.Reach {
    var reach = operand(at: place)
    while let token = tokens.peek?.text {
      if token == "|" {
        tokens.next()
        reach = Self.union(reach, operand(at: place))
      } else if Self.operators.contains(token) {
        tokens.next()
        _ = operand(at: place)
        reach = .unknown
      } else {
        break
      }
    }
    return reach
  }

  private mutating func operand(at place: ResultSchema.Reach) -> ResultSchema.Reach {
    while tokens.take("-") {}
    guard let token = tokens.peek else { return .unknown }
    if token.kind == .literal || token.kind == .number {
      tokens.next()
      return .unknown
    }
    var reach: ResultSchema.Reach
    if tokens.take("(") {
      reach = expression(at: place)
      _ = tokens.take(")")
      reach = predicates(at: reach)
    } else if token.kind == .name, tokens.peek(1)?.text == "(", !Self.nodeTypes.contains(token.text) {
      reach = predicates(at: functionCall(at: place))
    } else {
      return locationPath(at: place)
    }
    return tokens.peek?.text.hasPrefix("/") == true ? relativePath(from: reach) : reach
  }

  private mutating func functionCall(at place: ResultSchema.Reach) -> ResultSchema.Reach {
    let name = tokens.next()?.text
    tokens.next()
    while let token = tokens.peek, token.text != ")" {
      if !tokens.take(",") {
        let before = tokens.index
        _ = expression(at: place)
        if tokens.index == before { tokens.next() }
      }
    }
    tokens.next()
    return name == "current" ? origin : .unknown
  }

  // MARK: - Paths

  private static let nodeTypes: Set<String> = ["node", "text", "comment", "processing-instruction"]

  private mutating func locationPath(at place: ResultSchema.Reach) -> ResultSchema.Reach {
    guard tokens.peek?.text.hasPrefix("/") == true else {
      return relativePath(from: step(from: place))
    }
    let document = ResultSchema.Reach.elements([ResultSchema.document])
    // `/` alone is the document.
    if tokens.peek?.text == "/", !beginsStep(tokens.peek(1)) {
      tokens.next()
      return document
    }
    return relativePath(from: document)
  }

  private func beginsStep(_ token: XPathTokens.Token?) -> Bool {
    guard let token else { return false }
    return token.kind == .name || ["*", "@", ".", ".."].contains(token.text)
  }

  /// The steps behind `/` and `//`.
  private mutating func relativePath(from start: ResultSchema.Reach) -> ResultSchema.Reach {
    var reach = start
    while let slash = tokens.peek?.text, slash == "/" || slash == "//" {
      tokens.next()
      if slash == "//", case .elements(let set) = reach {
        reach = .elements(set.union(schema.closure(of: set, schema.children)))
      }
      reach = step(from: reach)
    }
    return reach
  }

  private mutating func step(from place: ResultSchema.Reach) -> ResultSchema.Reach {
    if tokens.take(".") { return predicates(at: place) }
    if tokens.take("..") { return predicates(at: moved(place, schema.parents)) }
    var axis = "child"
    if tokens.take("@") {
      axis = "attribute"
    } else if let name = tokens.peek, tokens.peek(1)?.text == "::" {
      axis = name.text
      tokens.next()
      tokens.next()
    }
    guard let test = tokens.next() else { return .unknown }
    if Self.nodeTypes.contains(test.text), tokens.take("(") {
      while let token = tokens.next(), token.text != ")" {}
      return predicates(at: test.text == "node" && axis != "attribute" ? nodes(axis, from: place) : .unknown)
    }
    guard test.kind == .name || test.text == "*" else { return .unknown }
    if axis == "attribute" {
      checkAttribute(test, at: place)
      return predicates(at: .unknown)
    }
    return predicates(at: tested(nodes(axis, from: place), test, from: place))
  }

  private mutating func predicates(at place: ResultSchema.Reach) -> ResultSchema.Reach {
    while tokens.take("[") {
      _ = expression(at: place)
      while let token = tokens.peek, token.text != "]" {
        _ = token
        tokens.next()
      }
      tokens.next()
    }
    return place
  }

  /// The nodes on an axis, whatever their names.
  private func nodes(_ axis: String, from place: ResultSchema.Reach) -> ResultSchema.Reach {
    guard case .elements(let set) = place else { return .unknown }
    switch axis {
    case "child": return .elements(schema.children(of: set))
    case "parent": return .elements(schema.parents(of: set))
    case "self": return place
    case "descendant": return .elements(schema.closure(of: set, schema.children))
    case "descendant-or-self": return .elements(set.union(schema.closure(of: set, schema.children)))
    case "ancestor": return .elements(schema.closure(of: set, schema.parents))
    case "ancestor-or-self": return .elements(set.union(schema.closure(of: set, schema.parents)))
    case "following-sibling", "preceding-sibling": return .elements(schema.children(of: schema.parents(of: set)))
    case "following", "preceding":
      return .elements(schema.closure(of: [ResultSchema.document], schema.children))
    default: return .unknown
    }
  }

  // MARK: - Names

  /// The nodes of a name; a name that none has is noted, and then nothing is known of what follows.
  private mutating func tested(
    _ nodes: ResultSchema.Reach, _ test: XPathTokens.Token, from place: ResultSchema.Reach
  ) -> ResultSchema.Reach {
    guard test.text != "*" else { return nodes }
    guard case .elements(let set) = nodes else {
      note(test, isKnown: schema.elementNames.contains(test.text), origins: [], among: schema.elementNames)
      return .unknown
    }
    let matching = set.filter { schema.name(of: $0) == test.text }
    note(
      test, isKnown: !matching.isEmpty, origins: origins(of: place),
      among: Set(set.filter { $0 != ResultSchema.document }.map(schema.name)))
    return matching.isEmpty ? .unknown : .elements(matching)
  }

  private mutating func checkAttribute(_ test: XPathTokens.Token, at place: ResultSchema.Reach) {
    guard test.text != "*" else { return }
    var names = schema.attributeNames
    if case .elements(let set) = place { names = schema.attributes(of: set) }
    note(test, isKnown: names.contains(test.text), origins: origins(of: place), among: names, isAttribute: true)
  }

  private mutating func note(
    _ test: XPathTokens.Token, isKnown: Bool, origins: [String], among names: Set<String>, isAttribute: Bool = false
  ) {
    if isKnown {
      known.insert(test.offset)
    } else {
      unknown.append(
        UnknownStep(
          name: test.text, offset: test.offset, isAttribute: isAttribute, origins: origins,
          candidates: names.sorted()))
    }
  }

  private func origins(of place: ResultSchema.Reach) -> [String] {
    guard case .elements(let set) = place else { return [] }
    return Set(set.map(schema.name)).sorted()
  }

  private func moved(_ place: ResultSchema.Reach, _ step: (Set<Int>) -> Set<Int>) -> ResultSchema.Reach {
    guard case .elements(let set) = place else { return .unknown }
    let moved = step(set)
    return moved.isEmpty ? .unknown : .elements(moved)
  }

  private static func union(_ left: ResultSchema.Reach, _ right: ResultSchema.Reach) -> ResultSchema.Reach {
    guard case .elements(let first) = left, case .elements(let second) = right else { return .unknown }
    return .elements(first.union(second))
  }
}
