/// The names that the expressions of a template mention: what no expression can select need not be built for it.
struct MentionedNames: Sendable {
  /// The names; nil where an expression tests for any name or any node, so that it may select everything.
  private let names: Set<String>?

  /// Gathers the names of expressions; names of functions and axes, and words such as `and`, are among them.
  init(in expressions: [String]) {
    var names: Set<String> = []
    for expression in expressions {
      guard let found = Self.names(in: expression) else {
        self.names = nil
        return
      }
      names.formUnion(found)
    }
    self.names = names
  }

  /// Whether an expression may select an element or attribute by its name.
  func contains(_ name: String) -> Bool { names?.contains(name) ?? true }

  /// How an expression can come to the elements of a name.
  enum Reach {
    /// By no step of it.
    case never
    /// By the name itself.
    case byName
    /// By a step to any element, or to those of any depth.
    case byAny
  }

  /// How an expression can come to the elements of a name.
  static func reach(of expression: String, to name: String) -> Reach {
    guard let names = names(in: expression) else { return .byAny }
    if names.contains(name) { return .byName }
    return expression.contains("//") || names.contains { $0.hasPrefix("descendant") } ? .byAny : .never
  }

  /// The names in one expression, nil where it has a test for any name or any node.
  private static func names(in expression: String) -> Set<String>? {
    var tokens = XPathTokens(expression)
    var names: Set<String> = []
    var endsOperand = false
    while let token = tokens.next() {
      switch token.kind {
      case .name:
        if token.text == "node", tokens.peek?.text == "(" { return nil }
        names.insert(token.text)
        // After an operand such a word is an operator (XPath 1.0, §3.7).
        endsOperand = !(endsOperand && ["and", "or", "div", "mod"].contains(token.text))
      case .number, .literal: endsOperand = true
      case .symbol:
        if token.text == "*", !endsOperand { return nil }
        endsOperand = [")", "]", ".", ".."].contains(token.text)
      }
    }
    return names
  }
}
