public import Diagnostics

/// Builds the result document that a template queries, element by element, without a text between.
///
/// What the template's expressions do not mention is left out: attributes, and elements that hold neither a text nor
/// anything mentioned. No expression can tell: without a test for any name nothing reaches them, and the text of an
/// element is that of all elements in it.
///
/// Not `Sendable`, as the tree that it builds.
public struct ResultTreeBuilder {
  private var construction: TreeConstruction

  /// Begins a document for a template.
  ///
  /// - Throws: `InputRejected` if memory is short.
  public init(for template: CompiledTemplate) throws(InputRejected) {
    guard let construction = TreeConstruction(mentioned: template.mentionedNames) else {
      throw InputRejected([.outOfMemory(path: template.path)])
    }
    self.construction = construction
  }

  /// Begins an element inside of the one that is open.
  public mutating func begin(_ name: String) { construction.begin(name) }

  /// Adds an attribute to the element that is open, before anything else in it.
  public mutating func attribute(_ name: String, _ value: String) { construction.attribute(name, value) }

  /// Adds an element with nothing but a text.
  public mutating func element(_ name: String, text: String) { construction.element(name, text: text) }

  /// Ends the element that was begun last.
  public mutating func end() { construction.end() }

  /// The document, once its root element has ended.
  ///
  /// - Throws: `InputRejected` if memory was short.
  public func finish() throws(InputRejected) -> ResultTree {
    guard !construction.isShortOfMemory else { throw InputRejected([.outOfMemory(path: "result.xml")]) }
    return ResultTree(construction.document, counts: construction.counts)
  }
}
