internal import CLibXML2

/// An expression so plain that it is looked up in the tree without libxml2's evaluator, which takes some thousand
/// instructions to begin with: `@a` or `b/c/@a`, alone or compared with a text. Half of a template's expressions are.
struct PlainPath: Sendable {
  /// The names of the child elements on the way, each ended by a zero byte.
  private let elements: [[xmlChar]]
  private let attribute: [xmlChar]
  /// The text with which the attribute is compared for equality; nil where the path stands alone.
  private let compared: [xmlChar]?

  /// More names on the way leave an expression to libxml2.
  private static let deepest = 8

  /// Nil for every other expression.
  init?(_ expression: String) {
    var tokens = XPathTokens(expression)
    var elements: [[xmlChar]] = []
    while let name = tokens.peek, name.kind == .name, elements.count < Self.deepest {
      tokens.next()
      guard tokens.take("/") else { return nil }
      elements.append(Self.bytes(name.text))
    }
    guard tokens.take("@"), let name = tokens.next(), name.kind == .name else { return nil }
    self.elements = elements
    attribute = Self.bytes(name.text)
    guard !tokens.isAtEnd else {
      compared = nil
      return
    }
    guard tokens.take("="), let literal = tokens.next(), literal.kind == .literal, tokens.isAtEnd else { return nil }
    // By scalars: a quote and a combining mark after it are one character.
    compared = Self.bytes(String(literal.text.unicodeScalars.dropFirst().dropLast()))
  }

  private static func bytes(_ text: String) -> [xmlChar] { Array(text.utf8) + [0] }

  /// Whether it gives a truth value and not attributes.
  var isComparison: Bool { compared != nil }

  /// Whether it holds at an element: that there is such an attribute, or one of the text. Takes the elements that it
  /// looks at from `stepsLeft`.
  func holds(at node: xmlNodePtr, _ stepsLeft: inout Int) -> Bool {
    attribute(below: node, 0, &stepsLeft) { attribute in
      guard let compared else { return true }
      return Self.withText(of: attribute) { text in
        text.map { xmlStrEqual($0, compared) != 0 } ?? (compared.count == 1)
      }
    } != nil
  }

  /// The text of the first attribute, at an element; nil where there is none. Takes the elements that it looks at from
  /// `stepsLeft`.
  func text(at node: xmlNodePtr, _ stepsLeft: inout Int) -> String? {
    attribute(below: node, 0, &stepsLeft) { _ in true }.map { Self.withText(of: $0) { String(xml: $0) } }
  }

  /// The first attribute in document order that fulfils a condition.
  private func attribute(
    below node: xmlNodePtr, _ depth: Int, _ stepsLeft: inout Int, where holds: (xmlAttrPtr) -> Bool
  ) -> xmlAttrPtr? {
    stepsLeft -= 1
    guard depth < elements.count else {
      var next = node.pointee.properties
      while let attribute = next {
        if attribute.pointee.ns == nil, xmlStrEqual(attribute.pointee.name, self.attribute) != 0 {
          return holds(attribute) ? attribute : nil
        }
        next = attribute.pointee.next
      }
      return nil
    }
    var next = node.pointee.children
    while let child = next {
      stepsLeft -= 1
      if child.pointee.type == XML_ELEMENT_NODE, child.pointee.ns == nil,
        xmlStrEqual(child.pointee.name, elements[depth]) != 0,
        let found = attribute(below: child, depth + 1, &stepsLeft, where: holds)
      {
        return found
      }
      next = child.pointee.next
    }
    return nil
  }

  /// Lends the text of an attribute; nil where it is empty.
  private static func withText<Result>(
    of attribute: xmlAttrPtr, _ body: (UnsafePointer<xmlChar>?) -> Result
  ) -> Result {
    guard let first = attribute.pointee.children else { return body(nil) }
    if first.pointee.next == nil, first.pointee.type == XML_TEXT_NODE { return body(first.pointee.content) }
    let joined = xmlNodeListGetString(attribute.pointee.doc, first, 1)
    defer { pingxing_xml_free(joined) }
    return body(joined)
  }
}
