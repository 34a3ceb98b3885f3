internal import CLibXML2

/// The functions of XPath that work on texts, which libxml2 counts as one step however long the texts are: here every
/// eighth byte is one.
///
/// Node sets become their string values first (XPath 1.0, §4.2), which is what the functions do with them.
enum ChargedFunctions {
  /// Puts them in the places of libxml2's own.
  static func register(in context: xmlXPathContextPtr) {
    replace("string", context) { charged($0, $1, xmlXPathStringFunction) }
    replace("string-length", context) { charged($0, $1, xmlXPathStringLengthFunction) }
    replace("normalize-space", context) { charged($0, $1, xmlXPathNormalizeFunction) }
    replace("number", context) { charged($0, $1, xmlXPathNumberFunction) }
    replace("concat", context) { charged($0, $1, xmlXPathConcatFunction) }
    replace("contains", context) { charged($0, $1, xmlXPathContainsFunction, searching: .forText) }
    replace("starts-with", context) { charged($0, $1, xmlXPathStartsWithFunction) }
    replace("substring", context) { charged($0, $1, xmlXPathSubstringFunction) }
    replace("substring-before", context) { charged($0, $1, xmlXPathSubstringBeforeFunction, searching: .forText) }
    replace("substring-after", context) { charged($0, $1, xmlXPathSubstringAfterFunction, searching: .forText) }
    replace("translate", context) { charged($0, $1, xmlXPathTranslateFunction, searching: .forCharacters) }
    replace("sum", context) { chargedNodes($0, $1, xmlXPathSumFunction) }
    replace("id", context) { chargedNodes($0, $1, xmlXPathIdFunction) }
    replace("floor", context) { chargedNodes($0, $1, xmlXPathFloorFunction) }
    replace("ceiling", context) { chargedNodes($0, $1, xmlXPathCeilingFunction) }
    replace("round", context) { chargedNodes($0, $1, xmlXPathRoundFunction) }
    xmlXPathRegisterFunc(context, "in-report") { charged($0, $1, pushIsInReport) }
    xmlXPathRegisterFunc(context, left) { parser, count in chargedNodes(parser, count) { _, _ in } }
    xmlXPathRegisterFunc(context, right) { parser, _ in chargeComparison(parser) }
  }

  /// The functions around the operands of an operator: they give what they get, and charge the texts that the operator makes
  /// of nodes, the second also the comparisons with the first.
  static let left = "pingxing-left", right = "pingxing-right"

  private static func replace(_ name: String, _ context: xmlXPathContextPtr, by function: @escaping xmlXPathFunction) {
    // A name that is taken is not taken anew.
    xmlXPathRegisterFunc(context, name, nil)
    xmlXPathRegisterFunc(context, name, function)
  }
}

/// What libxml2 goes through the other arguments for, at each place of the first: it searches without an index.
private enum Search: Int {
  /// Beginnings of a text; the raw value is how many bytes of pairs are worth a step.
  case forText = 256
  /// Characters of two lists (`translate`), which takes longer.
  case forCharacters = 64
}

/// The chapters that a report keeps, for `in-report()`.
final class KeptChapters {
  /// Their ids; nil where it keeps all.
  let ids: Set<String>?

  init(_ ids: [String]?) { self.ids = ids.map(Set.init) }
}

/// `in-report(id)`: whether the report keeps the chapter of an id, which `--sections` may leave out.
private func pushIsInReport(_ parser: xmlXPathParserContextPtr?, _ count: Int32) {
  guard let parser, let context = parser.pointee.context else { return }
  guard count == 1 else {
    xmlXPathErr(parser, Int32(XPATH_INVALID_ARITY.rawValue))
    return
  }
  let id = String(takingXML: xmlXPathPopString(parser))
  let kept = context.pointee.userData.map { Unmanaged<KeptChapters>.fromOpaque($0).takeUnretainedValue() }
  valuePush(parser, xmlXPathNewBoolean(kept?.ids?.contains(id) == false ? 0 : 1))
}

/// Calls a function with its arguments made into texts, and takes the steps that they are worth.
private func charged(
  _ parser: xmlXPathParserContextPtr?, _ count: Int32, _ function: xmlXPathFunction, searching search: Search? = nil
) {
  guard let parser, let context = parser.pointee.context else { return }
  var length = 0
  var searched = 0
  if count == 0 {
    // Without an argument they take the node at which they stand.
    let text = xmlXPathCastNodeToString(context.pointee.node)
    length = Int(xmlStrlen(text))
    pingxing_xml_free(text)
  }
  for place in 0..<Int(count) where Int(parser.pointee.valueNr) > place {
    let index = Int(parser.pointee.valueNr) - 1 - place
    searched = 0
    guard let value = parser.pointee.valueTab[index] else { continue }
    if value.pointee.type == XPATH_NODESET {
      guard let text = xmlXPathConvertString(value) else { continue }
      parser.pointee.valueTab[index] = text
      if place == 0 { parser.pointee.value = text }
      searched = Int(xmlStrlen(text.pointee.stringval))
      length += searched
    } else if value.pointee.type == XPATH_STRING {
      searched = Int(xmlStrlen(value.pointee.stringval))
      length += searched
    }
  }
  // The last that the loop sees is the first argument.
  let pairs = search.map { searched * (length - searched) / $0.rawValue } ?? 0
  if take(UInt(length / 8 + pairs), parser, context) { function(parser, count) }
}

/// Takes steps; false, with the error of libxml2, where as many are not left.
private func take(_ steps: UInt, _ parser: xmlXPathParserContextPtr, _ context: xmlXPathContextPtr) -> Bool {
  let limit = context.pointee.opLimit
  if limit > 0, limit - min(context.pointee.opCount, limit) < steps {
    context.pointee.opCount = limit
    xmlXPathErr(parser, Int32(XPATH_OP_LIMIT_EXCEEDED.rawValue))
    return false
  }
  context.pointee.opCount += steps
  return true
}

/// Calls a function of one argument, and takes the steps that the texts of its nodes are worth.
private func chargedNodes(_ parser: xmlXPathParserContextPtr?, _ count: Int32, _ function: xmlXPathFunction) {
  guard let parser, let context = parser.pointee.context else { return }
  let steps = count == 1 ? parser.pointee.value.map { textSteps(of: $0, in: context) } ?? 0 : 0
  if take(steps, parser, context) { function(parser, count) }
}

/// Takes the steps for the texts of a set of nodes, and for comparing it with the set below it on the stack.
private func chargeComparison(_ parser: xmlXPathParserContextPtr?) {
  guard let parser, let context = parser.pointee.context, let value = parser.pointee.value else { return }
  var steps = textSteps(of: value, in: context)
  let place = Int(parser.pointee.valueNr) - 2
  if place >= 0, let below = parser.pointee.valueTab[place] {
    steps += UInt(nodeCount(below) * nodeCount(value) / XPathCost.comparisonsPerStep)
  }
  _ = take(steps, parser, context)
}

private func nodeCount(_ value: xmlXPathObjectPtr) -> Int {
  guard value.pointee.type == XPATH_NODESET, let set = value.pointee.nodesetval else { return 0 }
  return Int(set.pointee.nodeNr)
}

/// What the texts of a set of nodes are worth: a step for each node that is gone through and each eighth byte. Counted no
/// further than to the limit.
private func textSteps(of value: xmlXPathObjectPtr, in context: xmlXPathContextPtr) -> UInt {
  guard value.pointee.type == XPATH_NODESET, let set = value.pointee.nodesetval else { return 0 }
  let limit = context.pointee.opLimit > 0 ? context.pointee.opLimit : .max
  var steps: UInt = 0
  for index in 0..<Int(set.pointee.nodeNr) {
    guard steps <= limit, let top = set.pointee.nodeTab[index] else { break }
    var next: xmlNodePtr? = top
    while let node = next, steps <= limit {
      let type = node.pointee.type
      let isText = type == XML_TEXT_NODE || type == XML_CDATA_SECTION_NODE
      // What a namespace node holds is short, and laid out otherwise.
      steps += 1 + (isText ? UInt(xmlStrlen(node.pointee.content)) / 8 : 0)
      let mayHaveChildren = type == XML_ELEMENT_NODE || type == XML_ATTRIBUTE_NODE || type == XML_DOCUMENT_NODE
      if mayHaveChildren, let child = node.pointee.children {
        next = child
        continue
      }
      var last = node
      while last != top, last.pointee.next == nil, let parent = last.pointee.parent { last = parent }
      next = last == top ? nil : last.pointee.next
    }
  }
  return steps
}
