internal import CLibXML2
import Diagnostics

/// A parsed XML document.
///
/// Nothing is fetched: no network, no document type, no entities but the five predefined ones, no XInclude.
final class XMLTree {
  /// The owner of the libxml2 document.
  let owner: XMLDocument
  /// The libxml2 document, alive as long as its owner.
  var document: UnsafeMutablePointer<xmlDoc> { owner.pointer }
  /// What was parsed.
  let source: XMLSource

  /// Parses checked bytes.
  ///
  /// - Throws: `InputRejected` with the first fault of the syntax; what a parser says after it is a consequence of it.
  init(_ source: XMLSource) throws(InputRejected) {
    XMLDocument.prepareLibrary()
    self.source = source
    guard let parser = xmlNewParserCtxt() else { throw InputRejected([.outOfMemory(path: source.path)]) }
    defer { xmlFreeParserCtxt(parser) }
    let faults = ParserFaults()
    parser.pointee._private = Unmanaged.passUnretained(faults).toOpaque()
    parser.pointee.sax.pointee.serror = { userData, error in
      // libxml2 hands its parser context to the handler, and the context carries the collector.
      guard let userData, let error else { return }
      let parser = userData.assumingMemoryBound(to: xmlParserCtxt.self)
      guard let collector = parser.pointee._private else { return }
      let faults = Unmanaged<ParserFaults>.fromOpaque(collector).takeUnretainedValue()
      guard faults.first == nil, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
      faults.first = ParserFault(error.pointee, offset: parser.pointee.input?.pointee.consumedBytes)
    }
    // The bytes are known to be UTF-8 whatever the declaration says, so that its encoding is ignored.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_COMPACT.rawValue
    let parsed = source.bytes.withUnsafeBytes { buffer in
      xmlCtxtReadMemory(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
        Int32(bitPattern: options))
    }
    guard let parsed, faults.first == nil, parsed.pointee.intSubset == nil else {
      if let parsed { xmlFreeDoc(parsed) }
      throw InputRejected([(faults.first ?? ParserFault.unknown).diagnostic(in: source)])
    }
    owner = XMLDocument(taking: parsed)
  }

  /// The document as plain data, with the place of every element and attribute.
  func plainRoot() -> (root: SourceElement, places: [UnsafeMutableRawPointer: SourceLocation])? {
    guard let root = xmlDocGetRootElement(document) else { return nil }
    var conversion = TreeConversion(source: source, tags: TagScanner.tags(in: source))
    let element = conversion.element(root)
    return (element, conversion.places)
  }
}

/// Turns libxml2 nodes into plain data, taking the places from the scanned tags.
private struct TreeConversion {
  let source: XMLSource
  let tags: [TagPosition]
  var places: [UnsafeMutableRawPointer: SourceLocation] = [:]
  private var next = 0

  init(source: XMLSource, tags: [TagPosition]) {
    self.source = source
    self.tags = tags
  }

  mutating func element(_ node: UnsafeMutablePointer<xmlNode>) -> SourceElement {
    let tag = next < tags.count ? tags[next] : TagPosition(name: 0..<0, attributes: [])
    next += 1
    let location = source.location(of: tag.name)
    places[UnsafeMutableRawPointer(node)] = location
    var content: [SourceElement.Node] = []
    var child = node.pointee.children
    while let current = child {
      switch current.pointee.type {
      case XML_ELEMENT_NODE: content.append(.element(element(current)))
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: append(String(xml: current.pointee.content), to: &content)
      default: break
      }
      child = current.pointee.next
    }
    return SourceElement(
      name: qualifiedName(node.pointee.name, node.pointee.ns),
      namespace: node.pointee.ns.map { String(xml: $0.pointee.href) }, attributes: attributes(node, tag),
      content: content, location: location, textLocation: tag.firstText.map { source.location(at: $0) })
  }

  /// Text on both sides of a comment is one text.
  private func append(_ text: String, to content: inout [SourceElement.Node]) {
    if case .text(let before) = content.last {
      content[content.count - 1] = .text(before + text)
    } else {
      content.append(.text(text))
    }
  }

  private func attributes(
    _ node: UnsafeMutablePointer<xmlNode>, _ tag: TagPosition
  ) -> [SourceElement.Attribute] {
    var found: [SourceElement.Attribute] = []
    var attribute = node.pointee.properties
    // libxml2 keeps the order of the source, but for declarations of namespaces, which it keeps elsewhere.
    var places = tag.attributes[...]
    while let current = attribute {
      attribute = current.pointee.next
      let name = qualifiedName(current.pointee.name, current.pointee.ns)
      let value = current.withMemoryRebound(to: xmlNode.self, capacity: 1) {
        String(takingXML: xmlNodeGetContent($0))
      }
      let next = places.firstIndex { source.bytes[$0.name].elementsEqual(name.utf8) }
      let place = next.map { places[$0] }
      if let next { places = places[(next + 1)...] }
      let nameRange = place?.name ?? tag.name
      let valueRange = place?.value ?? tag.name
      found.append(
        SourceElement.Attribute(
          name: name, value: value, nameLocation: source.location(of: nameRange),
          place: ValuePlace(
            location: source.location(of: valueRange),
            written: source.bytes[valueRange].elementsEqual(value.utf8)
              ? nil : String(decoding: source.bytes[valueRange], as: UTF8.self))))
    }
    return found
  }

  private func qualifiedName(
    _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafeMutablePointer<xmlNs>?
  ) -> String {
    guard let prefix = namespace?.pointee.prefix else { return String(xml: name) }
    return String(xml: prefix) + ":" + String(xml: name)
  }
}

extension xmlParserInput {
  /// How many bytes of the input were read.
  var consumedBytes: Int {
    guard let cur, let base else { return 0 }
    return Int(consumed) + (cur - base)
  }
}

extension String {
  /// A libxml2 text that stays where it is; the empty text for none.
  init(xml text: UnsafePointer<xmlChar>?) {
    guard let text else {
      self = ""
      return
    }
    self = String(decoding: UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))), as: UTF8.self)
  }

  /// A libxml2 text that the caller owns, which is freed.
  init(takingXML text: UnsafeMutablePointer<xmlChar>?) {
    self.init(xml: text)
    pingxing_xml_free(text)
  }
}
