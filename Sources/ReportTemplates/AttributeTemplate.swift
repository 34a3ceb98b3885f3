import Diagnostics

/// The value of an attribute: text with XPath in braces.
public struct AttributeTemplate: Hashable, Sendable {
  /// A part of the value.
  enum Segment: Hashable, Sendable {
    /// Text as it is.
    case literal(String)
    /// What an expression gives.
    case expression(XPathExpression)
  }

  /// The parts in order.
  let segments: [Segment]

  /// The value where no expression stands in it; nil otherwise.
  public var literal: String? {
    guard let first = segments.first else { return "" }
    guard segments.count == 1, case .literal(let text) = first else { return nil }
    return text
  }
}

/// Splits an attribute's value at its braces.
struct AttributeSplitter {
  /// A part of the value, with the offset of an expression in Unicode scalars.
  enum Piece {
    case literal(String)
    case expression(String, offset: Int)
  }

  /// A brace that does not fit, and its offset in Unicode scalars.
  struct Fault: Error {
    var message: LocalizedText
    var offset: Int
  }

  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var text = String.UnicodeScalarView()
  private var pieces: [Piece] = []

  /// The parts of a value: `{…}` is an expression, `{{` and `}}` are braces.
  static func pieces(of value: String) throws(Fault) -> [Piece] {
    var splitter = AttributeSplitter(scalars: Array(value.unicodeScalars))
    return try splitter.split()
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func split() throws(Fault) -> [Piece] {
    while offset < scalars.count {
      let scalar = scalars[offset]
      let isDoubled = offset + 1 < scalars.count && scalars[offset + 1] == scalar
      if (scalar == "{" || scalar == "}") && isDoubled {
        text.append(scalar)
        offset += 2
      } else if scalar == "{" {
        finishText()
        try takeExpression()
      } else if scalar == "}" {
        throw Fault(
          message: LocalizedText(
            chinese: "} 没有对应的 {；要写大括号本身请写 }}", english: "} without {; write }} for a brace"),
          offset: offset)
      } else {
        text.append(scalar)
        offset += 1
      }
    }
    finishText()
    return pieces
  }

  private mutating func finishText() {
    if !text.isEmpty { pieces.append(.literal(Self.unfolded(text))) }
    text = String.UnicodeScalarView()
  }

  /// Reads up to the closing brace; a brace inside a quoted literal of the expression does not close it.
  private mutating func takeExpression() throws(Fault) {
    let start = offset + 1
    var quote: Unicode.Scalar?
    offset = start
    while offset < scalars.count {
      let scalar = scalars[offset]
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == "}" {
        pieces.append(.expression(String(scalars: scalars[start..<offset]), offset: start))
        offset += 1
        return
      }
      offset += 1
    }
    throw Fault(
      message: LocalizedText(
        chinese: "{ 没有用 } 结束；要写大括号本身请写 {{", english: "{ without }; write {{ for a brace"),
      offset: start - 1)
  }

  /// Undoes the folding of a long value over lines.
  ///
  /// XML turns a line end in a value, and the indent after it, into spaces; so two spaces or more mark a fold, which
  /// vanishes beside Chinese and is one space elsewhere, as in running text.
  private static func unfolded(_ text: String.UnicodeScalarView) -> String {
    let scalars = Array(text)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      var end = index
      while end < scalars.count, scalars[end] == " " { end += 1 }
      if end - index >= 2 {
        let besideChinese =
          result.last.map(ChineseText.contains) == true
          || (end < scalars.count && ChineseText.contains(scalars[end]))
        if !besideChinese { result.append(" ") }
        index = end
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return String(result)
  }
}
