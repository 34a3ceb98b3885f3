import Canvas

/// A part of the flow of a column, from top to bottom.
enum FlowItem {
  /// Something with a height.
  case strip(Strip)
  /// Empty height, dropped at the top of a page.
  case space(Points)
  /// What follows begins a page.
  case pageBreak
  /// What follows begins a page unless so much height is left on the present one.
  case breakUnlessLeft(Points)
  /// The running head changes.
  case runningHead(String)
  /// A page of its own without head and foot, in places of the page.
  case fullPage([Placed])
}

extension FlowItem {
  /// The item bound to what follows, where it has a height.
  var keptWithNext: FlowItem {
    guard case .strip(var strip) = self else { return self }
    strip.keepsWithNext = true
    return .strip(strip)
  }
}

/// What stands in the flow and is never divided: a line, a row, a chart.
struct Strip {
  /// An element of the structure tree around strips; strips of one element share its number.
  struct Element: Hashable {
    var number: Int
    var tag: StructureTag
  }

  /// The height.
  var height: Points
  /// What it shows, relative to its top left corner.
  var items: [Placed]
  /// The least space above, dropped at the top of a page.
  var spaceBefore: Points = 0
  /// The least space below.
  var spaceAfter: Points = 0
  /// Whether it may not be the last of its page while something follows.
  var keepsWithNext = false
  /// Whether its top moves down to the next half line of the grid.
  var snapsToGrid = false
  /// The distance from the top to the first baseline, if it has one.
  var baseline: Points?
  /// The elements of the structure tree around it, outermost first.
  var elements: [Element] = []
  /// The table of which it is a row, and the head that the page must show above it.
  var table: TableFrame?
  /// The table whose head it is.
  var showsHeadOf: Int?
}

/// What a table repeats on every page on which it stands.
final class TableFrame: Sendable {
  /// The number of the table.
  let number: Int
  /// The continued caption and the head.
  let repeated: [Strip]
  /// The rule below the last row of a page.
  let closing: [Placed]

  init(number: Int, repeated: [Strip], closing: [Placed]) {
    self.number = number
    self.repeated = repeated
    self.closing = closing
  }

  /// The height of what is repeated.
  var repeatedHeight: Points { repeated.reduce(0) { $0 + $1.height } }
}

/// A column of a page with its strips in their places.
struct FilledColumn {
  /// A strip and the distance of its top from the top of the column.
  struct Entry {
    var top: Points
    var strip: Strip
  }

  /// The strips, from top to bottom.
  var entries: [Entry] = []
  /// Rules that close tables which go on.
  var closings: [Placed] = []
  /// The height in use.
  var height: Points = 0

  /// What stands in the column, gathered into structure elements.
  var items: [Placed] { FilledColumn.gathered(entries[...], depth: 0) + closings }

  private static func gathered(_ entries: ArraySlice<Entry>, depth: Int) -> [Placed] {
    var items: [Placed] = []
    var start = entries.startIndex
    while start < entries.endIndex {
      let elements = entries[start].strip.elements
      guard depth < elements.count else {
        let entry = entries[start]
        items += entry.strip.items.map { item in
          Placed(item.item, at: Point(x: item.origin.x, y: item.origin.y + entry.top))
        }
        start += 1
        continue
      }
      let element = elements[depth]
      let end =
        entries[start...].firstIndex { entry in
          depth >= entry.strip.elements.count || entry.strip.elements[depth] != element
        } ?? entries.endIndex
      items.append(
        Placed(.structure(element.tag, gathered(entries[start..<end], depth: depth + 1)), at: .zero))
      start = end
    }
    return items
  }
}
