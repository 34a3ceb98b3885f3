/// Looks for paths that go down twice from nodes of any name.
struct XPathDescents {
  /// The place of the first step that goes down a second time, in Unicode scalars.
  private(set) var second: Int?

  private var tokens: XPathTokens
  /// Whether the present path has gone down to any name; one entry for every open bracket.
  private var isLarge = [false]

  private static let down: Set<String> = ["descendant", "descendant-or-self"]
  private static let farther: Set<String> = ["following", "preceding"]
  /// What ends a path.
  private static let ends: Set<String> = [
    ",", "|", "=", "!=", "<", "<=", ">", ">=", "+", "-", "and", "or", "div", "mod",
  ]

  init(_ expression: String) {
    tokens = XPathTokens(expression)
    while let token = tokens.next(), second == nil {
      let isAxis = token.kind == .name && tokens.peek?.text == "::"
      switch token.text {
      case "(", "[": isLarge.append(false)
      case ")":
        // What stands in parentheses may be the beginning of the path behind them.
        let inner = isLarge.popLast() ?? false
        let outer = isLarge.popLast() ?? false
        isLarge.append(inner || outer)
      case "]": if isLarge.count > 1 { isLarge.removeLast() }
      case _ where Self.ends.contains(token.text): isLarge[isLarge.count - 1] = false
      case _ where token.text == "//" || isAxis && Self.down.contains(token.text):
        if isLarge.last == true { second = token.offset }
        if isAxis { tokens.next() }
        if testsForAny { isLarge[isLarge.count - 1] = true }
      case _ where isAxis && Self.farther.contains(token.text):
        tokens.next()
        if testsForAny { isLarge[isLarge.count - 1] = true }
      default: break
      }
    }
  }

  /// Whether the next step takes nodes of any name.
  private var testsForAny: Bool {
    guard let test = tokens.peek else { return false }
    return ["*", ".", "..", "@", "node"].contains(test.text)
  }
}
