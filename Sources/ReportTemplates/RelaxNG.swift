internal import CLibXML2
import Diagnostics
import Synchronization

/// Validation by RELAX NG, the last word on whether a document fits its schema.
enum RelaxNG {
  /// The first thing that libxml2 finds wrong with each document; empty where all fit.
  ///
  /// - Throws: `InputRejected` if the schema itself is faulty.
  static func diagnostics(
    of files: [(tree: XMLTree, places: [UnsafeMutableRawPointer: SourceLocation])], against schema: XMLSource
  ) throws(InputRejected) -> [Diagnostic] {
    // Reading the schema takes longer than all else that is done to a template, so that files share one reading.
    let whole = try RelaxNGGrammar(XMLTree(schema))
    var found: [Diagnostic] = []
    for file in files where try !whole.diagnostics(of: file.tree, places: file.places).isEmpty {
      // libxml2 names the innermost fault only where there is no choice between roots.
      let tree = try XMLTree(schema)
      tree.keepStart(named: file.tree.rootName)
      found += try RelaxNGGrammar(tree).diagnostics(of: file.tree, places: file.places)
    }
    return found
  }
}

/// A schema as libxml2 uses it.
private struct RelaxNGGrammar: ~Copyable {
  /// libxml2 fills global tables of data types when it first reads a schema, which only one thread may do.
  private static let typeTables = Mutex(())

  private let grammar: xmlRelaxNGPtr
  private let tree: XMLTree

  /// Reads a schema, which must stay as it is from now on.
  ///
  /// - Throws: `InputRejected` if it is faulty.
  init(_ tree: XMLTree) throws(InputRejected) {
    guard let parser = xmlRelaxNGNewDocParserCtxt(tree.document) else {
      throw InputRejected([.outOfMemory(path: tree.source.path)])
    }
    defer { xmlRelaxNGFreeParserCtxt(parser) }
    let faults = ValidationFaults(places: [:], path: tree.source.path)
    xmlRelaxNGSetParserStructuredErrors(parser, { collect($0, $1) }, Unmanaged.passUnretained(faults).toOpaque())
    guard let grammar = Self.typeTables.withLock({ _ in Handle(xmlRelaxNGParse(parser)) }).pointer else {
      let first = faults.diagnostics.first
      throw InputRejected([
        .schemaRejected(first?.message.english ?? "", path: tree.source.path, line: first?.location?.line ?? 0)
      ])
    }
    (self.grammar, self.tree) = (grammar, tree)
  }

  deinit { xmlRelaxNGFree(grammar) }

  /// The first thing that is wrong with a document.
  func diagnostics(
    of tree: XMLTree, places: [UnsafeMutableRawPointer: SourceLocation]
  ) throws(InputRejected) -> [Diagnostic] {
    guard let validation = xmlRelaxNGNewValidCtxt(grammar) else {
      throw InputRejected([.outOfMemory(path: tree.source.path)])
    }
    defer { xmlRelaxNGFreeValidCtxt(validation) }
    let faults = ValidationFaults(places: places, path: tree.source.path)
    xmlRelaxNGSetValidStructuredErrors(
      validation, { collect($0, $1) }, Unmanaged.passUnretained(faults).toOpaque())
    let outcome = xmlRelaxNGValidateDoc(validation, tree.document)
    if outcome != 0, faults.diagnostics.isEmpty {
      faults.diagnostics.append(.notValid(at: SourceLocation(file: tree.source.path)))
    }
    // An element that fails makes every element around it fail, and libxml2 reports the inner one first.
    return outcome == 0 ? [] : Array(faults.diagnostics.prefix(1))
  }

  /// Carries a pointer out of the lock: nothing but this thread knows it.
  private struct Handle: @unchecked Sendable {
    // A schema that was just made is used by the thread that made it, and by no other.
    let pointer: xmlRelaxNGPtr?
    init(_ pointer: xmlRelaxNGPtr?) { self.pointer = pointer }
  }
}

extension XMLTree {
  /// The name of the root element.
  fileprivate var rootName: String { String(xml: xmlDocGetRootElement(document)?.pointee.name) }

  /// Takes the other alternatives out of a schema's start, where one of them refers to a definition of this name.
  fileprivate func keepStart(named name: String) {
    func child(_ node: xmlNodePtr?, _ name: String) -> xmlNodePtr? {
      var child = xmlFirstElementChild(node)
      while let current = child, String(xml: current.pointee.name) != name { child = xmlNextElementSibling(current) }
      return child
    }
    guard let choice = child(child(xmlDocGetRootElement(document), "start"), "choice") else { return }
    var alternatives: [xmlNodePtr] = []
    var next = xmlFirstElementChild(choice)
    while let current = next {
      alternatives.append(current)
      next = xmlNextElementSibling(current)
    }
    let others = alternatives.filter { String(takingXML: xmlGetNoNsProp($0, "name")) != name }
    guard others.count < alternatives.count else { return }
    for other in others {
      xmlUnlinkNode(other)
      xmlFreeNode(other)
    }
  }
}

/// Gathers what libxml2 says while it validates.
private final class ValidationFaults {
  let places: [UnsafeMutableRawPointer: SourceLocation]
  let path: String
  var diagnostics: [Diagnostic] = []

  init(places: [UnsafeMutableRawPointer: SourceLocation], path: String) {
    self.places = places
    self.path = path
  }
}

private func collect(_ userData: UnsafeMutableRawPointer?, _ error: xmlErrorPtr?) {
  guard let userData, let error else { return }
  let faults = Unmanaged<ValidationFaults>.fromOpaque(userData).takeUnretainedValue()
  let place =
    error.pointee.node.flatMap { faults.places[$0] }
    ?? SourceLocation(file: faults.path, line: Int(error.pointee.line), column: 0)
  let names = [error.pointee.str1, error.pointee.str2].map { $0.map { String(cString: $0) } ?? "" }
  let diagnostic = Diagnostic.relaxNG(
    code: UInt32(bitPattern: error.pointee.code), first: names[0], second: names[1],
    english: String(cMessage: error.pointee.message), at: place)
  faults.diagnostics.append(diagnostic)
}

extension Diagnostic {
  fileprivate static func notValid(at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "schema",
      LocalizedText(chinese: "文件不合模式，原因不明", english: "the document does not fit its schema"), at: place)
  }

  /// A finding of the validator in words; the English ones are libxml2's own.
  fileprivate static func relaxNG(
    code: UInt32, first: String, second: String, english: String, at place: SourceLocation
  ) -> Diagnostic {
    let chinese =
      switch xmlRelaxNGValidErr(rawValue: code) {
      case XML_RELAXNG_ERR_ELEMWRONG, XML_RELAXNG_ERR_EXTRACONTENT, XML_RELAXNG_ERR_INTEREXTRA:
        "元素 \(second.isEmpty ? first : second) 不该出现在这里"
      case XML_RELAXNG_ERR_TEXTWRONG: "元素 \(first) 里不能直接写文字"
      case XML_RELAXNG_ERR_NOELEM:
        first.isEmpty ? "缺少必需的元素" : "缺少元素 \(first)"
      case XML_RELAXNG_ERR_ELEMNAME: "应为元素 \(first)，却是 \(second)"
      case XML_RELAXNG_ERR_INVALIDATTR: "元素 \(second) 的属性 \(first) 不合要求"
      case XML_RELAXNG_ERR_ATTRVALID: "元素 \(first) 的属性不合要求"
      case XML_RELAXNG_ERR_CONTENTVALID, XML_RELAXNG_ERR_INTERSEQ, XML_RELAXNG_ERR_ELEMNOTEMPTY:
        "元素 \(first) 的内容不合要求：缺少必需的部分，或者顺序、次数不对"
      case XML_RELAXNG_ERR_DATATYPE, XML_RELAXNG_ERR_VALUE, XML_RELAXNG_ERR_TYPEVAL: "值“\(second)”不合要求"
      default: "不合模式：\(english)"
      }
    return Diagnostic(.error, "schema", LocalizedText(chinese: chinese, english: english), at: place)
  }
}
