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
    replace("contains", context) { charged($0, $1, xmlXPathContainsFunction) }
    replace("starts-with", context) { charged($0, $1, xmlXPathStartsWithFunction) }
    replace("substring", context) { charged($0, $1, xmlXPathSubstringFunction) }
    replace("substring-before", context) { charged($0, $1, xmlXPathSubstringBeforeFunction) }
    replace("substring-after", context) { charged($0, $1, xmlXPathSubstringAfterFunction) }
    replace("translate", context) { charged($0, $1, xmlXPathTranslateFunction) }
  }

  private static func replace(_ name: String, _ context: xmlXPathContextPtr, by function: @escaping xmlXPathFunction) {
    // A name that is taken is not taken anew.
    xmlXPathRegisterFunc(context, name, nil)
    xmlXPathRegisterFunc(context, name, function)
  }
}

/// Calls a function with its arguments made into texts, and takes the steps that they are worth.
private func charged(_ parser: xmlXPathParserContextPtr?, _ count: Int32, _ function: xmlXPathFunction) {
  guard let parser, let context = parser.pointee.context else { return }
  var length = 0
  if count == 0 {
    // Without an argument they take the node at which they stand.
    let text = xmlXPathCastNodeToString(context.pointee.node)
    length = Int(xmlStrlen(text))
    pingxing_xml_free(text)
  }
  for place in 0..<Int(count) where Int(parser.pointee.valueNr) > place {
    let index = Int(parser.pointee.valueNr) - 1 - place
    guard let value = parser.pointee.valueTab[index] else { continue }
    if value.pointee.type == XPATH_NODESET {
      guard let text = xmlXPathConvertString(value) else { continue }
      parser.pointee.valueTab[index] = text
      if place == 0 { parser.pointee.value = text }
      length += Int(xmlStrlen(text.pointee.stringval))
    } else if value.pointee.type == XPATH_STRING {
      length += Int(xmlStrlen(value.pointee.stringval))
    }
  }
  let steps = UInt(length / 8)
  let limit = context.pointee.opLimit
  if limit > 0, limit - min(context.pointee.opCount, limit) < steps {
    context.pointee.opCount = limit
    xmlXPathErr(parser, Int32(XPATH_OP_LIMIT_EXCEEDED.rawValue))
    return
  }
  context.pointee.opCount += steps
  function(parser, count)
}
