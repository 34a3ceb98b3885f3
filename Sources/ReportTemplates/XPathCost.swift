/// What libxml2 does not count: to join two sets of nodes it compares every node of one with every node of the other.
///
/// Sets become large by going down to any name (`//*`), or to all that stands before or after. What then goes up,
/// sideways or down again joins a set for each of its nodes; what goes before or after joins large sets from any node.
enum XPathCost {
  /// How much more a step of an expression may take where large sets are joined.
  static let joining = 50

  /// How much more a step of an expression may take than most do.
  static func weight(of expression: String) -> Int { Walk(expression).joins.isEmpty ? 1 : joining }

  /// The first step that goes down a second time from nodes of any name; its place in Unicode scalars. It would take
  /// minutes.
  static func runawayStep(in expression: String) -> Int? { Walk(expression).descents.first }

  /// One reading of an expression, path by path.
  private struct Walk {
    /// The places of steps that join sets for nodes of any name.
    var joins: [Int] = []
    /// Those among them that go down.
    var descents: [Int] = []

    private var tokens: XPathTokens
    /// Whether the present path has gone down to any name; one entry for every open bracket.
    private var isLarge = [false]

    private static let down: Set<String> = ["descendant", "descendant-or-self"]
    private static let around: Set<String> = [
      "parent", "ancestor", "ancestor-or-self", "following", "preceding", "following-sibling", "preceding-sibling",
    ]
    private static let farther: Set<String> = ["following", "preceding"]
    /// What ends a path.
    private static let ends: Set<String> = [",", "|", "=", "!=", "<", "<=", ">", ">=", "+", "-"]

    init(_ expression: String) {
      tokens = XPathTokens(expression)
      var hasLargeSet = false
      var unions: [Int] = []
      while let token = tokens.next() {
        let isAxis = token.kind == .name && tokens.peek?.text == "::"
        switch token.text {
        case "(", "[": isLarge.append(false)
        case ")":
          // What stands in parentheses may be the beginning of the path behind them.
          let inner = isLarge.popLast() ?? false
          let outer = isLarge.popLast() ?? false
          isLarge.append(inner || outer)
        case "]": if isLarge.count > 1 { isLarge.removeLast() }
        case "|":
          unions.append(token.offset)
          isLarge[isLarge.count - 1] = false
        case _ where Self.ends.contains(token.text): isLarge[isLarge.count - 1] = false
        case "and", "or", "div", "mod": isLarge[isLarge.count - 1] = false
        case _ where token.text == "//" || isAxis && Self.down.contains(token.text):
          note(token.offset, goesDown: true)
          if isAxis { tokens.next() }
          if testsForAny {
            isLarge[isLarge.count - 1] = true
            hasLargeSet = true
          }
        case _ where token.text == ".." || isAxis && Self.around.contains(token.text):
          note(token.offset, goesDown: false)
          guard isAxis else { break }
          tokens.next()
          guard Self.farther.contains(token.text) else { break }
          joins.append(token.offset)
          if testsForAny {
            isLarge[isLarge.count - 1] = true
            hasLargeSet = true
          }
        default: break
        }
      }
      if hasLargeSet { joins += unions }
    }

    private mutating func note(_ offset: Int, goesDown: Bool) {
      guard isLarge.last == true else { return }
      joins.append(offset)
      if goesDown { descents.append(offset) }
    }

    /// Whether the next step takes nodes of any name.
    private var testsForAny: Bool {
      guard let test = tokens.peek else { return false }
      return ["*", ".", "..", "@", "node"].contains(test.text)
    }
  }
}
