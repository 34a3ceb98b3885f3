internal import CLibXML2

/// The one owner of a libxml2 document.
final class XMLDocument {
  /// The document, alive as long as this object.
  let pointer: UnsafeMutablePointer<xmlDoc>

  /// libxml2 prepares its global tables once, before any thread uses it.
  private static let isPrepared: Bool = {
    xmlInitParser()
    return true
  }()

  /// Makes sure that libxml2 can be used.
  static func prepareLibrary() { precondition(isPrepared) }

  /// Takes a document over.
  init(taking pointer: UnsafeMutablePointer<xmlDoc>) { self.pointer = pointer }

  deinit { xmlFreeDoc(pointer) }
}
