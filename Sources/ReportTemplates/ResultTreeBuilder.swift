internal import CLibXML2
public import Diagnostics

/// Builds the result document that a template queries, element by element, without a text between.
///
/// What the template's expressions do not mention is left out: attributes, and elements that hold neither a text nor
/// anything mentioned. No expression can tell: without a test for any name nothing reaches them, and the text of an
/// element is that of all elements in it.
///
/// Not `Sendable`, as the tree that it builds.
public final class ResultTreeBuilder {
  /// An element that was begun; it has a node as soon as there is a reason for it.
  private struct Open {
    let name: InternedNames.Name
    var node: xmlNodePtr?
    /// The attribute that was added last, to which the next is tied.
    var lastAttribute: xmlAttrPtr?
  }

  private let document: XMLDocument
  private let arena = NodeArena()
  private var names: InternedNames
  /// What libxml2 calls its text nodes.
  private let textName: UnsafePointer<xmlChar>?
  private var open: [Open] = []
  /// Whether libxml2 could not allocate something.
  private var isShortOfMemory = false

  /// Begins a document for a template.
  ///
  /// - Throws: `InputRejected` if memory is short.
  public init(for template: CompiledTemplate) throws(InputRejected) {
    XMLDocument.prepareLibrary()
    guard let document = xmlNewDoc(nil) else { throw InputRejected([.outOfMemory(path: template.path)]) }
    self.document = XMLDocument(taking: document, nodesIn: arena)
    guard let dictionary = xmlDictCreate() else { throw InputRejected([.outOfMemory(path: template.path)]) }
    document.pointee.dict = dictionary
    names = InternedNames(in: dictionary, mentioned: template.mentionedNames)
    let text = xmlNewText(nil)
    textName = text?.pointee.name.map { UnsafePointer($0) }
    xmlFreeNode(text)
    if textName == nil { throw InputRejected([.outOfMemory(path: template.path)]) }
  }

  /// Begins an element inside of the one that is open.
  public func begin(_ name: String) {
    guard let name = interned(name) else { return }
    open.append(Open(name: name))
    if name.isMentioned { makeOpenNodes() }
  }

  /// Adds an attribute to the element that is open, before anything else in it.
  public func attribute(_ name: String, _ value: String) {
    guard let name = interned(name), name.isMentioned, let last = open.indices.last else { return }
    makeOpenNodes()
    guard let node = open[last].node else { return }
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
  public func element(_ name: String, text: String) {
    begin(name)
    if !text.isEmpty {
      makeOpenNodes()
      if let parent = open.last?.node { append(textNode(text), to: parent) }
    }
    end()
  }

  /// Ends the element that was begun last.
  public func end() { _ = open.popLast() }

  /// The document, once its root element has ended.
  ///
  /// - Throws: `InputRejected` if memory was short.
  public func finish() throws(InputRejected) -> ResultTree {
    guard !isShortOfMemory else { throw InputRejected([.outOfMemory(path: "result.xml")]) }
    return ResultTree(document)
  }

  private func interned(_ name: String) -> InternedNames.Name? {
    let name = names.name(name)
    if name == nil { isShortOfMemory = true }
    return name
  }

  /// Gives every open element a node.
  private func makeOpenNodes() {
    guard let last = open.last, last.node == nil else { return }
    var parent: xmlNodePtr?
    for index in open.indices {
      if let node = open[index].node {
        parent = node
        continue
      }
      let node = arena.node()
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
