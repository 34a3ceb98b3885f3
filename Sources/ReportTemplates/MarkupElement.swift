public import Diagnostics

/// An element of a small XML file of another kind than templates, read by the same rules: UTF-8, no document type, no
/// entities but the five predefined ones, nothing fetched.
public struct MarkupElement: Sendable {
  /// An attribute.
  public struct Attribute: Sendable {
    /// The name, with its prefix if it has one.
    public let name: String
    /// The value.
    public let value: String
    /// Where the name stands.
    public let location: SourceLocation
    /// Where the value stands, without the quotes.
    public let valueLocation: SourceLocation
  }

  /// The name, with its prefix if it has one.
  public let name: String
  /// The namespace; nil for none.
  public let namespace: String?
  /// The attributes in the order of the source; declarations of namespaces are none.
  public let attributes: [Attribute]
  /// The elements directly in it.
  public let children: [MarkupElement]
  /// Where the name stands.
  public let location: SourceLocation
  /// Where text other than white space begins; nil where there is none.
  public let textLocation: SourceLocation?

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its path, for messages.
  ///   - limit: The most bytes.
  /// - Throws: `InputRejected` with the fault and its place; elements are never more than 256 deep.
  public init(parsing bytes: [UInt8], path: String, limit: Int) throws(InputRejected) {
    let tree = try XMLTree(XMLSource(bytes, path: path, limit: limit))
    guard let (root, _) = tree.plainRoot() else { throw InputRejected([.emptyFile(path: path)]) }
    self.init(root)
  }

  private init(_ element: SourceElement) {
    name = element.name
    namespace = element.namespace
    attributes = element.attributes.map {
      Attribute(name: $0.name, value: $0.value, location: $0.nameLocation, valueLocation: $0.valueLocation)
    }
    children = element.elements.map { MarkupElement($0) }
    location = element.location
    textLocation = element.textLocation
  }
}
