public import Diagnostics

/// A result document as templates query it: built for one template, or parsed for any number of them.
///
/// Not `Sendable`: one report is made on one thread, and libxml2 keeps caches in the document.
public final class ResultTree {
  let document: XMLDocument
  /// How many nodes of each name it has.
  private(set) lazy var counts = document.counts()
  /// No honest result document is larger.
  private static let largest = 64 << 20

  /// Parses a result document.
  ///
  /// - Parameters:
  ///   - bytes: The document, UTF-8.
  ///   - path: Its path or name, for messages.
  /// - Throws: `InputRejected` if it is not well-formed, or has a document type.
  public init(_ bytes: [UInt8], path: String) throws(InputRejected) {
    document = try XMLTree(XMLSource(bytes, path: path, limit: Self.largest)).owner
  }

  /// Takes a document over whose nodes were counted while it was built.
  init(_ document: XMLDocument, counts: XPathCost.Counts) {
    self.document = document
    self.counts = counts
  }
}
