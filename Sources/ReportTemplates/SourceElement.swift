import Diagnostics

/// Where the value of an attribute stands, and the way from an offset in it back to the source.
struct ValuePlace: Hashable, Sendable {
  /// The whole value, without the quotes.
  var location: SourceLocation
  /// The value as it is written, where the parser has changed it: references, line ends.
  var written: String?

  /// The place of a part of the value, given in Unicode scalars from its start.
  func part(from offset: Int, length: Int) -> SourceLocation {
    var place = location
    place.length = max(length, 1)
    guard let written else {
      place.column += offset
      return place
    }
    var rest = written.unicodeScalars[...]
    for _ in 0..<offset {
      guard let scalar = rest.popFirst() else { break }
      place.column += 1
      if scalar == "&" {
        while let part = rest.popFirst() {
          place.column += 1
          if part == ";" { break }
        }
      } else if scalar == "\n" || scalar == "\r" {
        if scalar == "\r", rest.first == "\n" { rest.removeFirst() }
        place.line += 1
        place.column = 1
      }
    }
    return place
  }
}

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
    var place: ValuePlace

    /// Where the value stands, without the quotes.
    var valueLocation: SourceLocation { place.location }

    /// The place of a part of the value, given in Unicode scalars from its start.
    func location(from offset: Int, length: Int) -> SourceLocation { place.part(from: offset, length: length) }
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
