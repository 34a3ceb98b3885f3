/// The tokens of an XPath 1.0 expression (§3.7), with their places.
struct XPathTokens {
  /// A token.
  struct Token {
    enum Kind { case name, number, literal, symbol }

    var kind: Kind
    var text: String
    /// Its place in Unicode scalars.
    var offset: Int
  }

  private let tokens: [Token]
  /// The number of the next token.
  private(set) var index = 0

  init(_ expression: String) {
    let scalars = Array(expression.unicodeScalars)
    var tokens: [Token] = []
    var start = 0
    func run(from start: Int, while holds: (Unicode.Scalar) -> Bool) -> Int {
      var end = start
      while end < scalars.count, holds(scalars[end]) { end += 1 }
      return end
    }
    while start < scalars.count {
      let scalar = scalars[start]
      let next = start + 1 < scalars.count ? scalars[start + 1] : " "
      var kind = Token.Kind.symbol
      var end = start + 1
      if scalar == " " || scalar.properties.isWhitespace {
        start = end
        continue
      } else if scalar == "\"" || scalar == "'" {
        kind = .literal
        end = min(run(from: end, while: { $0 != scalar }) + 1, scalars.count)
      } else if ("0"..."9").contains(scalar) || (scalar == "." && ("0"..."9").contains(next)) {
        kind = .number
        end = run(from: end, while: { ("0"..."9").contains($0) || $0 == "." })
      } else if scalar == "_" || Self.isLetter(scalar) {
        kind = .name
        end = run(
          from: end,
          while: {
            $0 == "_" || $0 == "-" || $0 == "." || Self.isLetter($0) || $0.properties.numericType != nil
          }
        )
      } else if ["//", "..", "::", "!=", "<=", ">="].contains(String(scalar) + String(next)) {
        end = start + 2
      }
      tokens.append(
        Token(kind: kind, text: String(scalars: scalars[start..<end]), offset: start))
      start = end
    }
    self.tokens = tokens
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z": true
    default: !scalar.isASCII && scalar.properties.isAlphabetic
    }
  }

  /// The next token, or the one `distance` further on.
  func peek(_ distance: Int = 0) -> Token? {
    tokens.indices.contains(index + distance) ? tokens[index + distance] : nil
  }

  /// The next token.
  var peek: Token? { peek(0) }
  /// Whether all tokens were taken.
  var isAtEnd: Bool { index >= tokens.count }

  /// Takes the next token.
  @discardableResult
  mutating func next() -> Token? {
    defer { index += 1 }
    return peek
  }

  /// Takes the next token if it is a certain symbol.
  mutating func take(_ symbol: String) -> Bool {
    guard let token = peek, token.kind == .symbol, token.text == symbol else { return false }
    index += 1
    return true
  }
}

extension String {
  /// A text of scalars, added one by one: the initialiser of the library for any sequence takes many times as long.
  init(scalars: some Sequence<Unicode.Scalar>) {
    self = scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
  }
}
