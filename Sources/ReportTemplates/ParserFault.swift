internal import CLibXML2
import Diagnostics

/// Holds the first fault that a libxml2 parser reports.
final class ParserFaults {
  var first: ParserFault?
}

/// A fault of XML syntax.
struct ParserFault {
  private var code: UInt32
  private var english: String
  private var names: [String]
  private var line: Int
  private var offset: Int?

  /// A parser that failed without saying why.
  static let unknown = ParserFault(code: 0, english: "the parser gave up", names: [], line: 0, offset: nil)

  private init(code: UInt32, english: String, names: [String], line: Int, offset: Int?) {
    self.code = code
    self.english = Diagnostic.quoted(english)
    self.names = names.map { Diagnostic.quoted($0) }
    self.line = line
    self.offset = offset
  }

  /// Takes over what libxml2 says, which lives only as long as its handler runs.
  init(_ error: xmlError, offset: Int?) {
    self.init(
      code: UInt32(bitPattern: error.code), english: String(cMessage: error.message),
      names: [error.str1, error.str2].compactMap { $0.map { String(cString: $0) } }, line: Int(error.line),
      offset: offset)
  }

  /// The fault in words, with its place.
  func diagnostic(in source: XMLSource) -> Diagnostic {
    let place =
      offset.map { source.location(at: $0) } ?? SourceLocation(file: source.path, line: line, column: 0)
    let (chinese, meaning) = wording
    return Diagnostic(
      .error, "xml-syntax",
      LocalizedText(chinese: "XML 写法有错：\(chinese)", english: "malformed XML: \(meaning)"), at: place)
  }

  private var wording: (chinese: String, english: String) {
    let first = names.first ?? ""
    return switch xmlParserErrors(rawValue: code) {
    case XML_ERR_TAG_NAME_MISMATCH:
      ("<\(first)> 没有用 </\(first)> 结束，却遇到别的结束标记", english)
    case XML_ERR_TAG_NOT_FINISHED, XML_ERR_DOCUMENT_END:
      ("文件在元素结束之前中断，请检查是否缺少结束标记", english)
    case XML_ERR_DOCUMENT_EMPTY:
      ("这里不是 XML：应以 < 开头", english)
    case XML_ERR_ATTRIBUTE_REDEFINED:
      ("属性 \(first) 写了两次", english)
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      ("&\(first); 没有定义；只能用 &lt; &gt; &amp; &quot; &apos; 和 &#…;", english)
    case XML_ERR_ENTITYREF_SEMICOL_MISSING, XML_ERR_NAME_REQUIRED:
      ("& 或 < 之后不是名称；文字中的 & 写作 &amp;，< 写作 &lt;", english)
    case XML_ERR_LT_IN_ATTRIBUTE:
      ("属性值里不能直接写 <，请写作 &lt;", english)
    case XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED:
      ("属性值要放在一对引号里", english)
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      ("属性 \(first) 没有值，应写作 \(first)=\"…\"", english)
    case XML_ERR_SPACE_REQUIRED, XML_ERR_GT_REQUIRED:
      ("标记没有写完整，缺少空格或 >", english)
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF:
      ("含有 XML 不允许的字符", english)
    case XML_ERR_COMMENT_NOT_FINISHED:
      ("注释没有用 --> 结束", english)
    case XML_ERR_HYPHEN_IN_COMMENT:
      ("注释里不能出现 --", english)
    case XML_ERR_CDATA_NOT_FINISHED:
      ("CDATA 没有用 ]]> 结束", english)
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      ("前缀 \(first) 没有声明；这里不用命名空间", english)
    case XML_ERR_INTERNAL_ERROR where english.contains("depth"):
      ("元素嵌套过深（超过 256 层）", "elements are nested more than 256 deep")
    default: (english.isEmpty ? "无法解析" : english, english)
    }
  }
}

extension String {
  /// A message of libxml2 without its line end.
  init(cMessage message: UnsafeMutablePointer<CChar>?) {
    guard let message else {
      self = ""
      return
    }
    self = String(cString: message)
    while let last, last.isWhitespace { removeLast() }
  }
}
