public import Canvas

/// A text of a page with the place of its origin.
public struct PlacedText: Sendable {
  /// The text.
  public var text: String
  /// The distance of its origin from the left edge of the page.
  public var x: Points
  /// The distance of its baseline from the top of the page.
  public var y: Points
  /// How far it goes on.
  public var advance: Points
  /// The size of its em.
  public var size: Points
}

extension Page {
  /// Every text of the page in painting order.
  public var texts: [PlacedText] {
    var found: [PlacedText] = []
    func walk(_ items: [Placed], _ base: Point) {
      for placed in items {
        let origin = Point(x: base.x + placed.origin.x, y: base.y + placed.origin.y)
        switch placed.item {
        case .text(let run):
          found.append(PlacedText(text: run.text, x: origin.x, y: origin.y, advance: run.advance, size: run.size))
        case .group(let items), .structure(_, let items), .rotated(_, let items): walk(items, origin)
        case .shape, .image, .link, .destination: break
        }
      }
    }
    walk(items, .zero)
    return found
  }
}
