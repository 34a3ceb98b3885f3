internal import CLibXML2
import Diagnostics

/// Lets libxml2 check the syntax of expressions, and turns what it says into words.
final class XPathCompiler {
  private let context: xmlXPathContextPtr?
  private var accepted: [String: Bool] = [:]

  init() {
    context = xmlXPathNewContext(nil)
    context?.pointee.error = { _, _ in }  // The context keeps the error, which `diagnostic` reads.
  }

  deinit { xmlXPathFreeContext(context) }

  /// What is wrong with an expression; nil where nothing is.
  func fault(in expression: String) -> XPathSyntax.Fault? {
    if let fault = XPathSyntax.fault(in: expression) { return fault }
    guard let context else { return Self.memoryFault }
    if accepted[expression] != nil { return nil }
    xmlResetError(&context.pointee.lastError)
    if let compiled = xmlXPathCtxtCompile(context, expression) {
      xmlXPathFreeCompExpr(compiled)
      accepted[expression] = true
      return nil
    }
    let error = context.pointee.lastError
    let offset = String(decoding: Array(expression.utf8.prefix(Int(max(error.int1, 0)))), as: UTF8.self)
      .unicodeScalars.count
    return XPathSyntax.Fault(
      message: Self.wording(of: error.code), offset: min(offset, max(expression.unicodeScalars.count - 1, 0)),
      length: 1)
  }

  private static let memoryFault = XPathSyntax.Fault(
    message: LocalizedText(chinese: "内存不足", english: "out of memory"), offset: 0, length: 1)

  /// What an error code of libxml2's XPath means.
  static func wording(of code: Int32) -> LocalizedText {
    let number = Int64(code) - Int64(XML_XPATH_EXPRESSION_OK.rawValue)
    guard let kind = UInt32(exactly: number) else {
      return LocalizedText(chinese: "XPath 有错", english: "the XPath is faulty")
    }
    return switch xmlXPathError(rawValue: kind) {
    case XPATH_NUMBER_ERROR: LocalizedText(chinese: "数的写法有错", english: "malformed number")
    case XPATH_UNFINISHED_LITERAL_ERROR, XPATH_START_LITERAL_ERROR:
      LocalizedText(chinese: "文字常量缺少引号", english: "a literal lacks a quote")
    case XPATH_INVALID_PREDICATE_ERROR:
      LocalizedText(chinese: "方括号里的条件有错", english: "invalid predicate")
    case XPATH_UNCLOSED_ERROR: LocalizedText(chinese: "括号没有配对", english: "unbalanced brackets")
    case XPATH_UNKNOWN_FUNC_ERROR: LocalizedText(chinese: "没有这个函数", english: "unknown function")
    case XPATH_INVALID_TYPE:
      LocalizedText(chinese: "值的类型不对，例如把文字当作节点", english: "a value has the wrong type")
    case XPATH_INVALID_ARITY: LocalizedText(chinese: "函数参数的个数不对", english: "wrong number of arguments")
    case XPATH_OP_LIMIT_EXCEEDED:
      LocalizedText(chinese: "计算量超过上限", english: "the evaluation takes more steps than allowed")
    case XPATH_RECURSION_LIMIT_EXCEEDED, XPATH_STACK_ERROR:
      LocalizedText(chinese: "嵌套过深", english: "nested too deeply")
    case XPATH_MEMORY_ERROR: LocalizedText(chinese: "内存不足，或者结果过大", english: "out of memory")
    default: LocalizedText(chinese: "表达式的写法有错", english: "malformed expression")
    }
  }
}
