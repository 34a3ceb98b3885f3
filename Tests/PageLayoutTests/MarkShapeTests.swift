import Canvas
import DocumentModel
import TestSupport
import Testing

/// The squares of marks.
@Suite struct MarkShapeTests {
  /// A framed mark has room around its number, cut corner and all, and its frame keeps clear of the next one's.
  @Test func aFramedMarkLeavesItsNumberRoom() throws {
    let marks = [Inline.mark(MarkSquare(mark: 5, isCapped: true)), .mark(MarkSquare(mark: 4, isCapped: true))]
    let page = try #require(try Layout.pages([.paragraph(Paragraph(marks, style: .flush))]).pages.first)
    var (squares, frames): ([[Point]], [Rect]) = ([], [])
    func walk(_ items: [Placed], _ base: Point) {
      for placed in items {
        let origin = Point(x: base.x + placed.origin.x, y: base.y + placed.origin.y)
        switch placed.item {
        case .shape(let path, let paint):
          let corners = path.elements.compactMap { element -> Point? in
            switch element {
            case .move(let point), .line(let point): Point(x: origin.x + point.x, y: origin.y + point.y)
            case .curve, .close: nil
            }
          }
          if corners.count == 5, paint.fill != nil { squares.append(corners) }
          if let stroke = paint.stroke, paint.fill == nil, let bounds = path.bounds,
            abs(bounds.size.width - bounds.size.height) < 0.01
          {
            let half = stroke.width / 2
            frames.append(
              Rect(
                x: origin.x + bounds.origin.x - half, y: origin.y + bounds.origin.y - half,
                width: bounds.size.width + 2 * half, height: bounds.size.height + 2 * half))
          }
        case .group(let items), .structure(_, let items), .rotated(_, let items): walk(items, origin)
        case .text, .image, .link, .destination: break
        }
      }
    }
    walk(page.items, .zero)
    let digits = page.texts.filter { ["4", "5"].contains($0.text) }
    try #require(squares.count == 2 && frames.count == 2 && digits.count == 2, "\(squares) \(frames)")
    for (square, digit) in zip(squares, digits) {
      let size = digit.size
      // Digits are half an em wide in the font of boxes, and about 0.73 em high.
      let corners = [(0, 0), (0.5, 0), (0, -0.73), (0.5, -0.73)].map {
        Point(x: digit.x + $0.0 * size, y: digit.y + $0.1 * size)
      }
      for (start, end) in zip(square, square.dropFirst() + [square[0]]) {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        for corner in corners {
          let distance = ((corner.y - start.y) * dx - (corner.x - start.x) * dy) / (dx * dx + dy * dy).squareRoot()
          #expect(distance > 1.5, "\(corner) of \(digit.text) and \(start)")
        }
      }
    }
    #expect(frames[1].origin.x - frames[0].origin.x - frames[0].size.width > 1)
  }
}
