import Diagnostics

/// An element of an XML file as plain data, with its place.
struct SourceElement: Sendable {
  /// An attribute.
  struct Attribute: Sendable {
    /// The name, with its prefix if it has one.
    var name: String
    /// The value, with references resolved and white space normalised by the parser.
    var value: String
    /// Where the name stands.
    var nameLocation: SourceLocation
    /// Where the value stands, without the quotes.
    var valueLocation: SourceLocation
    /// Whether the value stands in the source as it is here, so that an offset in it is an offset in the source.
    var isVerbatim: Bool

    /// The place of a part of the value, given in Unicode scalars from its start.
    func location(from offset: Int, length: Int) -> SourceLocation {
      guard isVerbatim else { return valueLocation }
      var place = valueLocation
      place.column += offset
      place.length = max(length, 1)
      return place
    }
  }

  /// A part of the content.
  enum Node: Sendable {
    case element(SourceElement)
    case text(String)
  }

  /// The name, with its prefix if it has one.
  var name: String
  /// The namespace; nil for none.
  var namespace: String?
  /// The attributes in the order of the source.
  var attributes: [Attribute]
  /// The content.
  var content: [Node]
  /// Where the name stands.
  var location: SourceLocation
  /// Where the first text other than white space stands in it.
  var textLocation: SourceLocation?

  /// The elements directly in it.
  var elements: [SourceElement] {
    content.compactMap { node in
      if case .element(let element) = node { element } else { nil }
    }
  }

  /// An attribute by its name.
  func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }
}
