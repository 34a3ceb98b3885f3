public import Diagnostics

/// The texts that an assessment brings into a report, with the way back from a character to its place in the file.
public struct UserTexts: Sendable {
  /// A character of a text, as a reader sees it: a base with all that belongs to it.
  public struct Occurrence: Sendable {
    /// The character.
    public let character: Character
    /// Where its first code point stands.
    public let location: SourceLocation
  }

  private var texts: [(scalar: YAMLScalar, location: SourceLocation)]
  private let lines: SourceLines

  /// No texts.
  public init() {
    texts = []
    lines = SourceLines("")
  }

  /// Takes every value of a file. Notes on evidence are for its keeper and stand in no report.
  init(_ root: YAMLNode, lines: SourceLines) {
    var texts: [(YAMLScalar, SourceLocation)] = []
    func gather(_ node: YAMLNode, isEvidence: Bool, depth: Int) {
      switch node.content {
      case .scalar(let scalar): texts.append((scalar, node.location))
      case .sequence(let nodes): for node in nodes { gather(node, isEvidence: isEvidence, depth: depth + 1) }
      case .mapping(let entries):
        for entry in entries where !(isEvidence && depth == 2 && entry.key == "note") {
          gather(entry.value, isEvidence: isEvidence || (depth == 0 && entry.key == "evidence"), depth: depth + 1)
        }
      }
    }
    gather(root, isEvidence: false, depth: 0)
    self.texts = texts
    self.lines = lines
  }

  /// The same texts with another name for their file.
  public func relocated(_ name: (String) -> String) -> UserTexts {
    var copy = self
    for index in copy.texts.indices { copy.texts[index].location.file = name(copy.texts[index].location.file) }
    return copy
  }

  /// Every code point that the texts have.
  public var scalars: Set<Unicode.Scalar> {
    texts.reduce(into: []) { $0.formUnion($1.scalar.text.unicodeScalars) }
  }

  /// Where characters with one of these code points stand, in the order of the file.
  public func occurrences(of wanted: Set<Unicode.Scalar>) -> [Occurrence] {
    let lines = LineScalars(lines)
    var found: [Occurrence] = []
    for (scalar, location) in texts where scalar.text.unicodeScalars.contains(where: wanted.contains) {
      var places = ScalarPlaces(scalar, at: location, in: lines)
      for character in scalar.text {
        var first: SourceLocation?
        for part in character.unicodeScalars where !ScalarPlaces.isBlank(part) {
          guard let place = places.next()?.location else { continue }
          first = first ?? place
        }
        guard let first, character.unicodeScalars.contains(where: wanted.contains) else { continue }
        found.append(Occurrence(character: character, location: first))
      }
    }
    return found
  }
}
