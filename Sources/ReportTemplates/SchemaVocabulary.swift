import Diagnostics

/// What a RELAX NG schema allows, as tables: which attributes and which children each element may have.
///
/// libxml2 says whether a document fits a schema, but its messages rarely say what would. These tables are read from
/// the same schema file, so that a message can list what is allowed without a second grammar. The order of children stays
/// with libxml2.
struct SchemaVocabulary: Sendable {
  /// A form that an attribute's value may have.
  struct Form: Sendable {
    /// The pattern, an XML Schema regular expression; nil for any text.
    var pattern: String?
    /// The form in words.
    var wording: LocalizedText
  }

  /// An attribute of an element.
  struct Attribute: Sendable {
    /// The name.
    var name: String
    /// Whether it must be there.
    var isRequired: Bool
    /// The fixed values.
    var values: [String] = []
    /// The other forms; with no values and no forms any text is allowed.
    var forms: [Form] = []
  }

  /// A child of an element.
  struct Child: Sendable {
    /// The name.
    var name: String
    /// The number of its definition.
    var definition: Int
    /// Whether there must be one.
    var isRequired: Bool
    /// Whether there may be more than one.
    var isRepeatable: Bool
  }

  /// One definition of an element; an element may be defined anew for each kind of content that it stands in.
  struct Element: Sendable {
    /// The name.
    var name: String
    /// The attributes in the order of the schema.
    var attributes: [Attribute] = []
    /// The children in the order of the schema.
    var children: [Child] = []
    /// Whether text other than white space may stand in it.
    var allowsText = false

    /// The names of the children.
    var childNames: [String] { children.map(\.name) }

    /// The child of a name.
    func child(_ name: String) -> Child? { children.first { $0.name == name } }
  }

  /// The definitions.
  private(set) var elements: [Element] = []
  /// The root elements.
  private(set) var roots: [Child] = []

  /// Reads the tables from a schema.
  ///
  /// - Throws: `InputRejected` for a pattern outside of the part of RELAX NG that is used here, which also keeps
  ///   libxml2 from loading other files for a schema.
  init(schema: SourceElement) throws(InputRejected) {
    var reader = VocabularyReader(schema: schema)
    try reader.read()
    elements = reader.elements
    roots = reader.start.children
  }

  /// Every name of an element.
  var names: Set<String> { Set(elements.map(\.name)) }
}

/// Follows the patterns of a schema.
private struct VocabularyReader {
  private static let namespace = "http://relaxng.org/ns/structure/1.0"

  private let schema: SourceElement
  private var definitions: [String: SourceElement] = [:]
  private var numbers: [SourceLocation: Int] = [:]
  private(set) var elements: [SchemaVocabulary.Element] = []
  private(set) var start = SchemaVocabulary.Element(name: "")

  /// How often a pattern may stand.
  private struct Count {
    var isRequired: Bool
    var isRepeatable: Bool

    static let one = Count(isRequired: true, isRepeatable: false)
    var optional: Count { Count(isRequired: false, isRepeatable: isRepeatable) }
    var repeated: Count { Count(isRequired: isRequired, isRepeatable: true) }
  }

  init(schema: SourceElement) { self.schema = schema }

  mutating func read() throws(InputRejected) {
    guard schema.name == "grammar", schema.namespace == Self.namespace else {
      throw InputRejected([.unknownSchemaPattern(schema)])
    }
    for element in schema.elements where element.name == "define" {
      definitions[element.attribute("name")?.value ?? ""] = element
    }
    for element in schema.elements where element.name == "start" {
      start = try content(of: element, in: start)
    }
  }

  /// The number of an element's definition, which is read when it is met first.
  private mutating func number(of pattern: SourceElement) throws(InputRejected) -> Int {
    if let known = numbers[pattern.location] { return known }
    guard let name = pattern.attribute("name")?.value else {
      throw InputRejected([.unknownSchemaPattern(pattern)])
    }
    let number = elements.count
    numbers[pattern.location] = number
    elements.append(SchemaVocabulary.Element(name: name))
    elements[number] = try content(of: pattern, in: elements[number])
    return number
  }

  private mutating func content(
    of pattern: SourceElement, in element: SchemaVocabulary.Element, _ count: Count = .one
  ) throws(InputRejected) -> SchemaVocabulary.Element {
    var element = element
    for part in pattern.elements { element = try add(part, to: element, count) }
    return element
  }

  private mutating func add(
    _ pattern: SourceElement, to element: SchemaVocabulary.Element, _ count: Count
  ) throws(InputRejected) -> SchemaVocabulary.Element {
    var element = element
    switch pattern.name {
    case "group", "interleave": return try content(of: pattern, in: element, count)
    case "optional", "choice": return try content(of: pattern, in: element, count.optional)
    case "oneOrMore": return try content(of: pattern, in: element, count.repeated)
    case "zeroOrMore": return try content(of: pattern, in: element, count.optional.repeated)
    case "ref": return try content(of: definition(pattern), in: element, count)
    case "element":
      let number = try number(of: pattern)
      let name = elements[number].name
      if element.child(name) == nil {
        element.children.append(
          SchemaVocabulary.Child(
            name: name, definition: number, isRequired: count.isRequired, isRepeatable: count.isRepeatable))
      }
    case "attribute":
      var attribute = SchemaVocabulary.Attribute(
        name: pattern.attribute("name")?.value ?? "", isRequired: count.isRequired)
      for part in pattern.elements { try addForm(part, to: &attribute) }
      element.attributes.append(attribute)
    case "text": element.allowsText = true
    case "empty": break
    default: throw InputRejected([.unknownSchemaPattern(pattern)])
    }
    return element
  }

  private func definition(_ reference: SourceElement) throws(InputRejected) -> SourceElement {
    guard let found = definitions[reference.attribute("name")?.value ?? ""] else {
      throw InputRejected([.unknownSchemaPattern(reference)])
    }
    return found
  }

  private func addForm(
    _ pattern: SourceElement, to attribute: inout SchemaVocabulary.Attribute
  ) throws(InputRejected) {
    switch pattern.name {
    case "choice": for part in pattern.elements { try addForm(part, to: &attribute) }
    case "ref": for part in try definition(pattern).elements { try addForm(part, to: &attribute) }
    case "value": attribute.values.append(pattern.text)
    case "text", "data", "list":
      let restriction = pattern.elements.first { $0.attribute("name")?.value == "pattern" }?.text
      let wording = LocalizedText(
        chinese: pattern.attribute("say:zh")?.value ?? restriction ?? "文字",
        english: pattern.attribute("say:en")?.value ?? restriction ?? "text")
      attribute.forms.append(SchemaVocabulary.Form(pattern: restriction, wording: wording))
    default: throw InputRejected([.unknownSchemaPattern(pattern)])
    }
  }
}

extension SourceElement {
  /// The text directly in it.
  var text: String {
    content.compactMap { node in
      if case .text(let text) = node { text } else { nil }
    }.joined()
  }
}
