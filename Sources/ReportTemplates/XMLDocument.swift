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

extension XMLDocument {
  /// How many nodes of each name there are.
  func counts() -> XPathCost.Counts {
    // The document's dictionary keeps each name once, so that its address stands for it.
    var elements: [UnsafePointer<xmlChar>: Int] = [:]
    var attributes: [UnsafePointer<xmlChar>: Int] = [:]
    var counts = XPathCost.Counts()
    let top = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: xmlNode.self)
    var next = pointer.pointee.children
    while let node = next {
      counts.all += 1
      if node.pointee.type == XML_ELEMENT_NODE, let name = node.pointee.name {
        elements[name, default: 0] += 1
        var attribute = node.pointee.properties
        while let current = attribute {
          counts.all += 1
          if let name = current.pointee.name { attributes[name, default: 0] += 1 }
          attribute = current.pointee.next
        }
        if let child = node.pointee.children {
          next = child
          continue
        }
      }
      var last = node
      while last.pointee.next == nil, let parent = last.pointee.parent, parent != top { last = parent }
      next = last.pointee.next
    }
    for (name, count) in elements { counts.elements[String(xml: name), default: 0] += count }
    for (name, count) in attributes { counts.attributes[String(xml: name), default: 0] += count }
    return counts
  }
}
