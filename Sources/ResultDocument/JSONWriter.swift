internal import Diagnostics

extension ResultNode {
  /// The part as JSON (RFC 8259): members in the order of the tree, indented by two spaces, a line end at the end.
  public var json: String { jsonText.indented + "\n" }

  private var jsonText: JSONText { .object(members.map(Self.jsonMember)) }

  private static func jsonMember(_ member: Member) -> (String, JSONText) {
    switch member {
    case .value(let name, .text(let value)): (name, .string(value))
    case .value(let name, .integer(let value)): (name, .integer(value))
    case .value(let name, .flag(let value)): (name, .bool(value))
    case .text(let name, let text): (name, .string(text))
    case .part(let name, let part): (name, part.jsonText)
    case .list(let name, let parts): (name, .array(parts.map(\.jsonText)))
    case .texts(let name, _, let texts): (name, .array(texts.map { .string($0) }))
    case .absent(let name): (name, .null)
    }
  }
}
