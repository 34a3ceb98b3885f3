public import Diagnostics

/// An XPath 1.0 expression of a template, whose syntax was checked when the template was compiled.
public struct XPathExpression: Hashable, Sendable {
  /// The expression.
  public let text: String
  /// Where it stands in the template.
  public let location: SourceLocation
  /// The number of its text in the template: equal texts have equal numbers, so that each is compiled once.
  let number: Int
  /// The attribute's value in which it stands, and its offset there in Unicode scalars.
  let place: ValuePlace
  let offset: Int

  /// The place of a part of the expression, given in Unicode scalars from its start.
  func location(from start: Int, length: Int) -> SourceLocation { place.part(from: offset + start, length: length) }
}

/// Checks expressions before libxml2 sees them, for what libxml2 would only say, or do, when they are evaluated.
struct XPathSyntax {
  /// What is wrong, and where in the expression in Unicode scalars.
  struct Fault {
    var message: LocalizedText
    var offset: Int
    var length: Int
    var hint: LocalizedText?
  }

  /// The functions of XPath 1.0, §4, `current()`, the node that the template stands at, and `in-report()`, whether the
  /// report keeps a chapter. None of them reads a file.
  static let functions: Set<String> = [
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat",
    "starts-with",
    "contains", "substring-before", "substring-after", "substring", "string-length", "normalize-space",
    "translate", "boolean", "not", "true", "false", "lang", "number", "sum", "floor", "ceiling", "round",
    "current", "in-report",
  ]
  private static let nodeTypes: Set<String> = ["node", "text", "comment", "processing-instruction"]
  /// Longer expressions and deeper nesting have no honest use and cost stack in the evaluator.
  private static let longest = 2_000
  private static let deepest = 50

  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var open: [Int] = []

  /// The first thing wrong with an expression, nil for none that can be seen without libxml2.
  static func fault(in expression: String) -> Fault? {
    var syntax = XPathSyntax(scalars: Array(expression.unicodeScalars))
    return syntax.check()
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func check() -> Fault? {
    if scalars.allSatisfy(\.properties.isWhitespace) {
      return fault("XPath 是空的", "the XPath is empty", at: 0)
    }
    if scalars.count > Self.longest {
      return fault(
        "XPath 超过 \(Self.longest) 个字符", "the XPath is longer than \(Self.longest) characters", at: 0)
    }
    while offset < scalars.count {
      if let fault = checkToken() { return fault }
    }
    if let last = open.last { return fault("括号没有配对", "unbalanced brackets", at: last) }
    return XPathCost.runawayStep(in: String(scalars: scalars)).map {
      fault(
        "一条路径里从任意名称的节点（如 //*）只能往下找一次，再往下请写出名称",
        "a path goes down from nodes of any name, such as //*, only once; name the elements to go further", at: $0)
    }
  }

  private mutating func checkToken() -> Fault? {
    let start = offset
    switch scalars[offset] {
    case "\"", "'": return skipLiteral()
    case "(", "[":
      open.append(offset)
      offset += 1
      if open.count > Self.deepest {
        return fault("XPath 嵌套过深", "the XPath is nested too deeply", at: start)
      }
    case ")", "]":
      offset += 1
      let partner: Unicode.Scalar = scalars[start] == ")" ? "(" : "["
      guard let last = open.popLast(), scalars[last] == partner else {
        return fault("括号没有配对", "unbalanced brackets", at: start)
      }
    case "$":
      return fault("模板里没有变量，不能用 $", "templates have no variables, $ has no meaning", at: start)
    case let scalar where Self.beginsName(scalar): return checkName()
    default: offset += 1
    }
    return nil
  }

  private mutating func skipLiteral() -> Fault? {
    let start = offset
    let quote = scalars[offset]
    offset += 1
    while offset < scalars.count, scalars[offset] != quote { offset += 1 }
    if offset == scalars.count {
      return fault("文字常量缺少结束的引号", "a literal lacks its closing quote", at: start)
    }
    offset += 1
    return nil
  }

  private mutating func checkName() -> Fault? {
    let start = offset
    while offset < scalars.count, Self.continuesName(scalars[offset]) { offset += 1 }
    var name = String(scalars: scalars[start..<offset])
    let end = offset
    skipSpace()
    if stands(":"), !stands("::") {
      return fault("XPath 里的名称不用前缀", "names in XPath have no prefix here", at: start, length: end - start)
    }
    guard stands("("), !Self.nodeTypes.contains(name), !Self.functions.contains(name) else { return nil }
    if ["and", "or", "div", "mod"].contains(name) { return nil }
    name = String(name.prefix(60))
    return Fault(
      message: LocalizedText(
        chinese: "没有 XPath 函数 \(name)()", english: "there is no XPath function \(name)()"),
      offset: start, length: end - start,
      hint: SuggestedName.nearest(to: name, among: Self.functions.sorted()).map(Diagnostic.didYouMean))
  }

  private mutating func skipSpace() {
    while offset < scalars.count, scalars[offset].properties.isWhitespace { offset += 1 }
  }

  private func stands(_ text: String) -> Bool {
    scalars[offset...].starts(with: text.unicodeScalars)
  }

  private func fault(_ chinese: String, _ english: String, at offset: Int, length: Int = 1) -> Fault {
    Fault(message: LocalizedText(chinese: chinese, english: english), offset: offset, length: length)
  }

  private static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    beginsName(scalar) || scalar == "-" || scalar == "." || scalar.properties.numericType != nil
  }
}
