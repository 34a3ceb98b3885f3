internal import CLibXML2

/// The one owner of a libxml2 document.
final class XMLDocument {
  /// The document, alive as long as this object.
  let pointer: UnsafeMutablePointer<xmlDoc>
  /// What holds its nodes; nil where libxml2 allocated them.
  private let arena: NodeArena?

  /// libxml2 prepares its global tables once, before any thread uses it.
  private static let isPrepared: Bool = {
    xmlInitParser()
    pingxing_xml_silence()
    return true
  }()

  /// Makes sure that libxml2 can be used.
  static func prepareLibrary() { precondition(isPrepared) }

  /// Takes a document over, whose nodes, where an arena is named, all lie there.
  init(taking pointer: UnsafeMutablePointer<xmlDoc>, nodesIn arena: NodeArena? = nil) {
    self.pointer = pointer
    self.arena = arena
  }

  deinit {
    if arena != nil { (pointer.pointee.children, pointer.pointee.last) = (nil, nil) }
    xmlFreeDoc(pointer)
  }
}
