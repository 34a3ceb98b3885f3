public import Diagnostics

/// What result documents may hold, read from `Schemas/result.rng`, to find paths of templates that lead nowhere.
public struct ResultSchema: Sendable {
  /// Where an XPath can stand.
  enum Reach: Hashable {
    /// Elements by their definitions; the document itself is `document`.
    case elements(Set<Int>)
    /// An attribute, a text or a value: nothing is known of what follows.
    case unknown
  }

  /// The number that stands for the document above its root element.
  static let document = -1
  private static let largest = 4 << 20

  private let elements: [SchemaVocabulary.Element]
  private let roots: [SchemaVocabulary.Child]
  private let parents: [Int: Set<Int>]
  /// Every name of an element and of an attribute.
  let elementNames: Set<String>
  let attributeNames: Set<String>

  /// Reads the schema.
  ///
  /// - Parameters:
  ///   - bytes: The RELAX NG schema in XML syntax.
  ///   - path: Its path, for messages.
  /// - Throws: `InputRejected` if it is not well-formed, or uses a part of RELAX NG that is not known here.
  public init(_ bytes: [UInt8], path: String) throws(InputRejected) {
    let source = try XMLSource(bytes, path: path, limit: Self.largest)
    guard let plain = try XMLTree(source).plainRoot() else { throw InputRejected([.emptyFile(path: path)]) }
    let vocabulary = try SchemaVocabulary(schema: plain.root)
    elements = vocabulary.elements
    roots = vocabulary.roots
    var parents: [Int: Set<Int>] = [:]
    for root in vocabulary.roots { parents[root.definition, default: []].insert(Self.document) }
    for (number, element) in vocabulary.elements.enumerated() {
      for child in element.children { parents[child.definition, default: []].insert(number) }
    }
    self.parents = parents
    elementNames = vocabulary.names
    attributeNames = Set(vocabulary.elements.flatMap { $0.attributes.map(\.name) })
  }

  /// The name of an element; `/` for the document.
  func name(of number: Int) -> String { number == Self.document ? "/" : elements[number].name }

  /// The attributes of elements.
  func attributes(of numbers: Set<Int>) -> Set<String> {
    Set(numbers.filter { $0 >= 0 }.flatMap { elements[$0].attributes.map(\.name) })
  }

  /// The children of elements.
  func children(of numbers: Set<Int>) -> Set<Int> {
    var found: Set<Int> = []
    for number in numbers {
      found.formUnion((number == Self.document ? roots : elements[number].children).map(\.definition))
    }
    return found
  }

  /// The parents of elements.
  func parents(of numbers: Set<Int>) -> Set<Int> {
    numbers.reduce(into: []) { $0.formUnion(parents[$1] ?? []) }
  }

  /// What a step leads to when it is taken any number of times.
  func closure(of numbers: Set<Int>, _ step: (Set<Int>) -> Set<Int>) -> Set<Int> {
    var found: Set<Int> = []
    var open = step(numbers)
    while !open.isEmpty {
      found.formUnion(open)
      open = step(open).subtracting(found)
    }
    return found
  }
}
