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
  /// A name as libxml2 keeps it.
  private struct Name {
    /// The text in the document's dictionary; nil where memory was short.
    let text: UnsafePointer<xmlChar>?
    let isMentioned: Bool
  }

  /// An element that was begun; it has a node as soon as there is a reason for it.
  private struct Open {
    let name: Name
    var node: xmlNodePtr?
  }

  private let document: XMLDocument
  private let mentioned: MentionedNames
  private var names: [String: Name] = [:]
  private var open: [Open] = []
  /// Whether libxml2 could not allocate something.
  private var isShortOfMemory = false

  /// Begins a document for a template.
  ///
  /// - Throws: `InputRejected` if memory is short.
  public init(for template: CompiledTemplate) throws(InputRejected) {
    XMLDocument.prepareLibrary()
    guard let document = xmlNewDoc(nil) else { throw InputRejected([.outOfMemory(path: template.path)]) }
    self.document = XMLDocument(taking: document)
    mentioned = template.mentionedNames
    document.pointee.dict = xmlDictCreate()
    if document.pointee.dict == nil { throw InputRejected([.outOfMemory(path: template.path)]) }
  }

  /// Begins an element inside of the one that is open.
  public func begin(_ name: String) {
    let name = interned(name)
    open.append(Open(name: name, node: nil))
    if name.isMentioned { makeOpenNodes() }
  }

  /// Adds an attribute to the element that is open, before anything else in it.
  public func attribute(_ name: String, _ value: String) {
    let name = interned(name)
    guard name.isMentioned else { return }
    makeOpenNodes()
    value.withCString { value in
      value.withMemoryRebound(to: xmlChar.self, capacity: 1) { value in
        if xmlNewNsPropEatName(open.last?.node, nil, UnsafeMutablePointer(mutating: name.text), value) == nil {
          isShortOfMemory = true
        }
      }
    }
  }

  /// Adds an element with nothing but a text.
  public func element(_ name: String, text: String) {
    begin(name)
    if !text.isEmpty {
      makeOpenNodes()
      text.withCString { text in
        text.withMemoryRebound(to: xmlChar.self, capacity: 1) { text in
          append(xmlNewDocText(document.pointer, text), to: open.last?.node)
        }
      }
    }
    end()
  }

  /// Ends the element that was begun last.
  public func end() { open.removeLast() }

  /// The document, once its root element has ended.
  ///
  /// - Throws: `InputRejected` if memory was short.
  public func finish() throws(InputRejected) -> ResultTree {
    guard !isShortOfMemory else { throw InputRejected([.outOfMemory(path: "result.xml")]) }
    return ResultTree(document)
  }

  private func interned(_ name: String) -> Name {
    if let known = names[name] { return known }
    let text = name.withCString { text in
      text.withMemoryRebound(to: xmlChar.self, capacity: 1) { xmlDictLookup(document.pointer.pointee.dict, $0, -1) }
    }
    if text == nil { isShortOfMemory = true }
    let known = Name(text: text, isMentioned: text != nil && mentioned.contains(name))
    names[name] = known
    return known
  }

  /// Gives every open element a node.
  private func makeOpenNodes() {
    guard open.last?.node == nil else { return }
    var parent: xmlNodePtr?
    for index in open.indices {
      if let node = open[index].node {
        parent = node
        continue
      }
      let name = UnsafeMutablePointer(mutating: open[index].name.text)
      let node = xmlNewDocNodeEatName(document.pointer, nil, name, nil)
      append(node, to: parent)
      open[index].node = node
      parent = node
    }
  }

  private func append(_ node: xmlNodePtr?, to parent: xmlNodePtr?) {
    guard let node else {
      isShortOfMemory = true
      return
    }
    if let parent { xmlAddChild(parent, node) } else { xmlDocSetRootElement(document.pointer, node) }
  }
}
