// MARK: - Reading, for views that are not templates
extension ResultNode {
  /// A short value or running text of this part, as it is printed; nil where it is absent.
  public subscript(name: String) -> String? {
    for member in members {
      switch member {
      case .value(name, .text(let text)), .text(name, let text): return text
      case .value(name, .integer(let number)): return String(number)
      case .value(name, .flag(let flag)): return flag ? "true" : "false"
      default: continue
      }
    }
    return nil
  }

  /// A part that stands once; nil where it is absent.
  public func part(_ name: String) -> ResultNode? {
    for case .part(name, let part) in members { return part }
    return nil
  }

  /// The entries of a list; none where it is absent.
  public func list(_ name: String) -> [ResultNode] {
    for case .list(name, let parts) in members { return parts }
    return []
  }
}
