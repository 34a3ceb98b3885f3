import Foundation
import FoundationXML

/// An XML element as a parser other than our writer sees it.
final class XMLReading: NSObject, XMLParserDelegate {
  private(set) var name = ""
  private(set) var attributes: [String: String] = [:]
  private(set) var children: [XMLReading] = []
  private(set) var text = ""
  private var open: [XMLReading] = []

  /// The first child of a name.
  func child(_ name: String) -> XMLReading? { children.first { $0.name == name } }

  /// Every element of a name below this one, in document order.
  func descendants(_ name: String) -> [XMLReading] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
  }

  /// Parses a document and returns its root.
  static func read(_ document: String) throws -> XMLReading {
    let holder = XMLReading()
    holder.open = [holder]
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = holder
    guard parser.parse(), let root = holder.children.first else {
      throw parser.parserError ?? CocoaError(.fileReadCorruptFile)
    }
    return root
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let element = XMLReading()
    element.name = elementName
    element.attributes = attributes
    open.last?.children.append(element)
    open.append(element)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.text += string }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
