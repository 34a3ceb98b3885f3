import Diagnostics

/// Checks a template against the vocabulary of its schema, finding every fault of naming and placing at once.
///
/// What a part may hold follows from where it is used, so that a part is checked again in each kind of content that uses
/// it.
struct StructureCheck {
  private struct PartUse: Hashable {
    var part: String
    var element: Int
  }

  /// A part may be checked more than once, yet each fault is reported once.
  private struct Fault: Hashable {
    var location: SourceLocation?
    var message: LocalizedText
  }

  private let vocabulary: SchemaVocabulary
  private let parts: [String: SourceElement]
  private let partNames: [String]
  private var checked: Set<PartUse> = []
  private var reported: Set<Fault> = []
  private var diagnostics: [Diagnostic] = []

  /// What is wrong with a template and the files that it includes, the template first; empty where nothing is.
  static func diagnostics(of roots: [SourceElement], in vocabulary: SchemaVocabulary) -> [Diagnostic] {
    var check = StructureCheck(vocabulary: vocabulary, roots: roots)
    for (index, root) in roots.enumerated() { check.checkRoot(root, wanted: index == 0 ? "template" : "parts") }
    return check.diagnostics
  }

  private init(vocabulary: SchemaVocabulary, roots: [SourceElement]) {
    self.vocabulary = vocabulary
    var parts: [String: SourceElement] = [:]
    for element in roots.flatMap(\.elements) where element.name == "part" {
      guard let name = element.attribute("name") else { continue }
      if let first = parts[name.value] {
        diagnostics.append(.duplicatePart(name.value, at: name.valueLocation, first: first.location))
      } else {
        parts[name.value] = element
      }
    }
    self.parts = parts
    partNames = parts.keys.sorted()
  }

  private mutating func checkRoot(_ root: SourceElement, wanted: String) {
    if let namespace = root.namespace {
      diagnostics.append(.namespaceUsed(namespace, at: root.location))
    } else if let rule = vocabulary.roots.first(where: { $0.name == root.name }), root.name == wanted {
      check(root, as: rule.definition, note: nil)
      checkCounts(of: root, as: rule.definition)
    } else {
      diagnostics.append(.wrongRoot(root, expected: wanted))
    }
  }

  private mutating func check(_ element: SourceElement, as number: Int, note: Diagnostic.Note?) {
    checkAttributes(of: element, in: vocabulary.elements[number])
    checkContent(of: element, as: number, note: note)
  }

  private mutating func checkAttributes(of element: SourceElement, in rule: SchemaVocabulary.Element) {
    for attribute in element.attributes {
      if let allowed = rule.attributes.first(where: { $0.name == attribute.name }) {
        if !allowed.accepts(attribute.value) {
          report(.wrongValue(of: attribute, element: element.name, allowed: allowed))
        }
      } else {
        report(.unknownAttribute(attribute, element: element.name, allowed: rule.attributes.map(\.name)))
      }
    }
    for wanted in rule.attributes where wanted.isRequired && element.attribute(wanted.name) == nil {
      report(.missingAttribute(wanted, of: element))
    }
  }

  private mutating func checkContent(of element: SourceElement, as number: Int, note: Diagnostic.Note?) {
    let vocabulary = vocabulary
    let rule = vocabulary.elements[number]
    if !rule.allowsText, let place = element.textLocation {
      report(.misplacedText(in: element.name, at: place, note: note))
    }
    for child in element.elements {
      if let next = rule.child(child.name), child.namespace == nil {
        check(child, as: next.definition, note: note)
        checkCounts(of: child, as: next.definition)
        if child.name == "use" { checkPart(usedBy: child, in: number) }
      } else if vocabulary.names.contains(child.name), child.namespace == nil {
        report(.misplacedElement(child, in: element.name, allowed: rule.childNames, note: note))
      } else {
        report(.unknownElement(child, in: element.name, allowed: rule.childNames, all: vocabulary.names.sorted()))
      }
    }
  }

  private mutating func checkCounts(of element: SourceElement, as number: Int) {
    for rule in vocabulary.elements[number].children where rule.isRequired || !rule.isRepeatable {
      let found = element.elements.filter { $0.name == rule.name }
      if found.isEmpty, rule.isRequired { report(.missingElement(rule.name, in: element)) }
      if !rule.isRepeatable {
        for extra in found.dropFirst() { report(.repeatedElement(extra, in: element)) }
      }
    }
  }

  /// A part stands in for the element that uses it, so its content must fit where that element stands.
  private mutating func checkPart(usedBy use: SourceElement, in number: Int) {
    guard let name = use.attribute("part") else { return }
    guard let part = parts[name.value] else {
      let known = partNames
      report(.unknownPart(name, known: known))
      return
    }
    guard checked.insert(PartUse(part: name.value, element: number)).inserted else { return }
    checkContent(of: part, as: number, note: .usedHere(use.location, in: vocabulary.elements[number].name))
  }

  /// The most faults that are told; what is found beyond them is not worth its hints.
  private static let mostFaults = 250

  private mutating func report(_ diagnostic: @autoclosure () -> Diagnostic) {
    guard diagnostics.count < Self.mostFaults else { return }
    let diagnostic = diagnostic()
    let fault = Fault(location: diagnostic.location, message: diagnostic.message)
    if reported.insert(fault).inserted { diagnostics.append(diagnostic) }
  }
}
