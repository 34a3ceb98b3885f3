/// A part of the result document: one neutral tree from which JSON and XML are both written.
///
/// Members keep the order in which they were added. Names are lower-case words joined by hyphens.
public struct ResultNode: Sendable, Equatable {
  /// A value without parts.
  public enum Scalar: Sendable, Equatable {
    /// A text or a display string.
    case text(String)
    /// A count, a mark, a level.
    case integer(Int)
    /// A condition.
    case flag(Bool)
  }

  /// Something that a part holds.
  public enum Member: Sendable, Equatable {
    /// A short value: an XML attribute, a JSON member.
    case value(String, Scalar)
    /// A running text: an XML element with text, a JSON string.
    case text(String, String)
    /// A part that stands once: an XML element, a JSON object.
    case part(String, ResultNode)
    /// Parts of one kind: an XML element around the elements, a JSON array of objects.
    case list(String, [ResultNode])
    /// Running texts of one kind: an XML element around text elements, a JSON array of strings.
    case texts(String, of: String, [String])
    /// Something that is not there: nothing in XML, `null` in JSON.
    case absent(String)
  }

  /// The XML element name where the part stands in a list; JSON does not show it.
  public var name: String
  /// What it holds, in order.
  public private(set) var members: [Member] = []

  /// Makes an empty part, with room for a number of members where it is known to be large.
  public init(_ name: String, room: Int = 4) {
    self.name = name
    members.reserveCapacity(room)
  }
}

// MARK: - Building

extension ResultNode {
  mutating func add(_ member: Member) { members.append(member) }

  /// Adds a short text; where it is nil the member is absent.
  mutating func value(_ name: String, _ text: String?) {
    members.append(text.map { .value(name, .text($0)) } ?? .absent(name))
  }

  /// Adds a number; where it is nil the member is absent.
  mutating func value(_ name: String, _ number: Int?) {
    members.append(number.map { .value(name, .integer($0)) } ?? .absent(name))
  }

  /// Adds a condition; where it is nil the member is absent.
  mutating func value(_ name: String, _ flag: Bool?) {
    members.append(flag.map { .value(name, .flag($0)) } ?? .absent(name))
  }

  /// Adds a running text; where it is nil the member is absent.
  mutating func text(_ name: String, _ text: String?) {
    members.append(text.map { .text(name, $0) } ?? .absent(name))
  }

  /// Adds a part; where it is nil the member is absent.
  mutating func part(_ name: String, _ node: ResultNode?) {
    members.append(node.map { .part(name, $0) } ?? .absent(name))
  }

  /// Adds a list, which may be empty.
  mutating func list(_ name: String, _ nodes: [ResultNode]) { members.append(.list(name, nodes)) }

  /// Adds a list of running texts, which may be empty.
  mutating func texts(_ name: String, of element: String, _ texts: [String]) {
    members.append(.texts(name, of: element, texts))
  }

  /// Adds the members of another part.
  mutating func merge(_ node: ResultNode) { members += node.members }
}
