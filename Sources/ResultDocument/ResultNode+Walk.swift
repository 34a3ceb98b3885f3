extension ResultNode {
  /// A step on the way through a part, in the order of its XML.
  public enum Step: Sendable {
    /// An element begins: a part, or what holds a list.
    case begin(String)
    /// An attribute of the element that began last; comes before anything that the element holds.
    case value(String, String)
    /// An element with nothing but a text.
    case text(String, String)
    /// The element that began last ends.
    case end
  }

  /// Goes through the part and everything in it, step by step.
  public func walk(_ visit: (Step) -> Void) { walk(as: name, visit) }

  private func walk(as name: String, _ visit: (Step) -> Void) {
    visit(.begin(name))
    for member in members {
      if case .value(let name, let scalar) = member { visit(.value(name, scalar.text)) }
    }
    for member in members {
      switch member {
      case .value, .absent: break
      case .text(let name, let text): visit(.text(name, text))
      case .part(let name, let part): part.walk(as: name, visit)
      case .list(let name, let parts):
        visit(.begin(name))
        for part in parts { part.walk(as: part.name, visit) }
        visit(.end)
      case .texts(let name, let inner, let texts):
        visit(.begin(name))
        for text in texts { visit(.text(inner, text)) }
        visit(.end)
      }
    }
    visit(.end)
  }
}

extension ResultNode.Scalar {
  /// The value as XML spells it, before escaping.
  var text: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}
