internal import CLibXML2

/// A document under construction; a value, so that its parts change hands without checks for overlapping access.
struct TreeConstruction {
  /// An element that was begun; it has a node as soon as there is a reason for it.
  private struct Open {
    let name: InternedNames.Name
    var node: xmlNodePtr?
    /// The attribute that was added last, to which the next is tied.
    var lastAttribute: xmlAttrPtr?
  }

  let document: XMLDocument
  private let arena = NodeArena()
  private var names: InternedNames
  /// What libxml2 calls its text nodes.
  private let textName: UnsafePointer<xmlChar>?
  private var open: [Open] = []
  /// How many elements and attributes there are, by the numbers of their names, and how many texts of elements.
  private var elements: [Int] = []
  private var attributes: [Int] = []
  private var texts = 0
  /// Whether libxml2 could not allocate something.
  private(set) var isShortOfMemory = false

  /// Begins a document; nil if memory is short.
  init?(mentioned: MentionedNames) {
    XMLDocument.prepareLibrary()
    guard let document = xmlNewDoc(nil) else { return nil }
    self.document = XMLDocument(taking: document, nodesIn: arena)
    guard let dictionary = xmlDictCreate() else { return nil }
    document.pointee.dict = dictionary
    names = InternedNames(in: dictionary, mentioned: mentioned)
    let text = xmlNewText(nil)
    textName = text?.pointee.name.map { UnsafePointer($0) }
    xmlFreeNode(text)
    if textName == nil { return nil }
  }

  /// Begins an element inside of the one that is open.
  mutating func begin(_ name: String) {
    guard let name = interned(name) else { return }
    open.append(Open(name: name))
    if name.isMentioned { makeOpenNodes() }
  }

  /// Adds an attribute to the element that is open, before anything else in it.
  mutating func attribute(_ name: String, _ value: String) {
    guard let name = interned(name), name.isMentioned, let last = open.indices.last else { return }
    makeOpenNodes()
    guard let node = open[last].node else { return }
    Self.count(name, in: &attributes)
    let attribute = arena.attribute()
    let text = textNode(value)
    attribute.pointee.type = XML_ATTRIBUTE_NODE
    attribute.pointee.name = name.text
    attribute.pointee.doc = document.pointer
    attribute.pointee.parent = node
    (attribute.pointee.children, attribute.pointee.last) = (text, text)
    text.pointee.parent = UnsafeMutableRawPointer(attribute).assumingMemoryBound(to: xmlNode.self)
    if let previous = open[last].lastAttribute {
      previous.pointee.next = attribute
      attribute.pointee.prev = previous
    } else {
      node.pointee.properties = attribute
    }
    open[last].lastAttribute = attribute
  }

  /// Adds an element with nothing but a text.
  mutating func element(_ name: String, text: String) {
    begin(name)
    if !text.isEmpty {
      makeOpenNodes()
      if let parent = open.last?.node {
        append(textNode(text), to: parent)
        texts += 1
      }
    }
    end()
  }

  /// Ends the element that was begun last.
  mutating func end() { _ = open.popLast() }

  /// How many nodes of each name there are: what ``XMLDocument/counts()`` finds by going through all of them.
  var counts: XPathCost.Counts {
    var counts = XPathCost.Counts()
    for (number, name) in names.all.enumerated() {
      if number < elements.count, elements[number] > 0 { counts.elements[name] = elements[number] }
      if number < attributes.count, attributes[number] > 0 { counts.attributes[name] = attributes[number] }
    }
    counts.all = elements.reduce(0, +) + attributes.reduce(0, +) + texts
    return counts
  }

  private static func count(_ name: InternedNames.Name, in counts: inout [Int]) {
    while counts.count <= name.number { counts.append(0) }
    counts[name.number] += 1
  }

  private mutating func interned(_ name: String) -> InternedNames.Name? {
    let name = names.name(name)
    if name == nil { isShortOfMemory = true }
    return name
  }

  /// Gives every open element a node.
  private mutating func makeOpenNodes() {
    guard let last = open.last, last.node == nil else { return }
    var parent: xmlNodePtr?
    for index in open.indices {
      if let node = open[index].node {
        parent = node
        continue
      }
      let node = arena.node()
      Self.count(open[index].name, in: &elements)
      node.pointee.type = XML_ELEMENT_NODE
      node.pointee.name = open[index].name.text
      node.pointee.doc = document.pointer
      open[index].node = node
      if let parent {
        append(node, to: parent)
      } else {
        let root = UnsafeMutableRawPointer(document.pointer).assumingMemoryBound(to: xmlNode.self)
        append(node, to: root)
      }
      parent = node
    }
  }

  private func textNode(_ text: String) -> xmlNodePtr {
    let node = arena.node()
    node.pointee.type = XML_TEXT_NODE
    node.pointee.name = textName
    node.pointee.doc = document.pointer
    node.pointee.content = arena.text(text)
    return node
  }

  /// Ties a node to what its parent, an element or the document, holds already.
  private func append(_ node: xmlNodePtr, to parent: xmlNodePtr) {
    node.pointee.parent = parent
    if let last = parent.pointee.last {
      last.pointee.next = node
      node.pointee.prev = last
    } else {
      parent.pointee.children = node
    }
    parent.pointee.last = node
  }
}
