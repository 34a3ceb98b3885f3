internal import Diagnostics

extension ResultNode {
  /// The part as JSON (RFC 8259): members in the order of the tree, indented by two spaces, a line end at the end.
  public var json: String {
    var writer = JSONWriter(isIndented: true)
    write(to: &writer)
    var text = writer.text
    text += "\n"
    return text
  }

  private func write(to writer: inout JSONWriter) {
    writer.begin(.object)
    for member in members { Self.write(member, to: &writer) }
    writer.end(.object)
  }

  private static func write(_ member: Member, to writer: inout JSONWriter) {
    switch member {
    case .value(let name, let value):
      writer.name(name)
      write(value, to: &writer)
    case .text(let name, let text):
      writer.name(name)
      writer.string(text)
    case .part(let name, let part):
      writer.name(name)
      part.write(to: &writer)
    case .list(let name, let parts):
      writer.name(name)
      writer.begin(.array)
      for part in parts { part.write(to: &writer) }
      writer.end(.array)
    case .texts(let name, _, let texts):
      writer.name(name)
      writer.begin(.array)
      for text in texts { writer.string(text) }
      writer.end(.array)
    case .absent(let name):
      writer.name(name)
      writer.null()
    }
  }

  private static func write(_ value: Scalar, to writer: inout JSONWriter) {
    switch value {
    case .text(let text): writer.string(text)
    case .integer(let number): writer.integer(number)
    case .flag(let flag): writer.bool(flag)
    }
  }
}
