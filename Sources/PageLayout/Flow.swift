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
  /// A figure, which stands here or, where this page has no room for it, at the top of the next one, while the text
  /// that follows fills this page.
  case float([FlowItem])
  /// Lines to write on that fill the page where it ends here; otherwise nothing.
  case filling(FillingLines)
  /// A page of its own without head and foot, in places of the page.
  case fullPage([Placed])
}

/// Ruled lines below a label that take what stays empty of a page.
struct FillingLines {
  /// The lines of the label.
  var label: [Strip]
  /// One ruled line.
  var line: Strip
  /// The fewest lines that are worth a label.
  var least: Int
}

/// How many ruled lines may be added below one.
struct WritingRoom {
  /// Up to the usual number, wherever there is room.
  var usual: Int
  /// On a page that would stay empty because what follows finds no room.
  var most: Int
}

extension FlowItem {
  /// The item bound to what follows, where it has a height, unless more than `mostEmpty` of the page stayed empty for it.
  func keptWithNext(mostEmpty: Points = .infinity) -> FlowItem {
    guard case .strip(var strip) = self else { return self }
    strip.keepsWithNext = true
    strip.mostEmpty = mostEmpty
    return .strip(strip)
  }

  /// The items of a flow in which figures stand where they are.
  static func inPlace(_ flow: [FlowItem]) -> [FlowItem] {
    flow.flatMap { item in if case .float(let items) = item { items } else { [item] } }
  }
}

/// What stands in the flow as a whole: a line, a row, a chart.
struct Strip {
  /// What it is to the rules about the ends of pages.
  enum Kind {
    /// A line of a paragraph.
    case line
    /// A line of a heading.
    case heading
    /// Anything else.
    case other
  }

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
  /// How much of a page may stay empty for the sake of `keepsWithNext`; where it would be more, the page ends here.
  var mostEmpty: Points = .infinity
  /// Whether the page ends below it for the sake of what follows only where the chapter goes on after that.
  var partsOnlyWhereMoreFollows = false
  /// How many lines may be added below it, where it is the last of lines to write on.
  var writing: WritingRoom?
  /// Whether its top moves down to the next half line of the grid.
  var snapsToGrid = false
  /// The distance from the top to the first baseline, if it has one.
  var baseline: Points?
  /// The elements of the structure tree around it, outermost first.
  var elements: [Element] = []
  /// Whether it is the first line of a chapter in the contents.
  var beginsContentsOfChapter = false
  /// The table of which it is a row, and the head that the page must show above it.
  var table: TableFrame?
  /// The frame for the part of a divided row that goes on; the same where nil.
  var tableOfRest: TableFrame?
  /// The table whose head it is.
  var showsHeadOf: Int?
  /// What it is to the rules about the ends of pages.
  var kind = Kind.other
  /// Its two parts, the upper one no taller than the height given, for a row that pages may divide; nil where none
  /// would be left with two lines.
  var divided: ((Points) -> (upper: Strip, lower: Strip)?)?
}

extension Strip {
  /// Its two parts in its place in the flow, the upper one no taller than `room`; nil where it is not divided.
  func parts(room: Points) -> (upper: Strip, lower: Strip)? {
    guard var (upper, lower) = divided?(room) else { return nil }
    upper.table = table
    upper.elements = elements
    upper.spaceBefore = spaceBefore
    lower.table = tableOfRest ?? table
    lower.tableOfRest = tableOfRest
    lower.elements = elements
    lower.spaceAfter = spaceAfter
    lower.keepsWithNext = keepsWithNext
    lower.mostEmpty = mostEmpty
    return (upper, lower)
  }

  /// The strip set in from the left.
  func moved(right distance: Points) -> Strip {
    var strip = self
    strip.items = items.map { Placed($0.item, at: Point(x: $0.origin.x + distance, y: $0.origin.y)) }
    strip.table = table?.moved(right: distance)
    strip.tableOfRest = tableOfRest?.moved(right: distance)
    if let divided {
      strip.divided = { room in
        divided(room).map { ($0.upper.moved(right: distance), $0.lower.moved(right: distance)) }
      }
    }
    return strip
  }
}

/// What a table repeats on every page on which it stands.
final class TableFrame {
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

  /// The frame set in from the left.
  func moved(right distance: Points) -> TableFrame {
    TableFrame(
      number: number, repeated: repeated.map { $0.moved(right: distance) },
      closing: closing.map { Placed($0.item, at: Point(x: $0.origin.x + distance, y: $0.origin.y)) })
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

  /// The column in two parts, the upper one as tall as it may be up to `room`; nil where no part may end there.
  func divided(at room: Points) -> (upper: FilledColumn, lower: FilledColumn)? {
    let last = entries.indices.dropLast().last { index in
      let strip = entries[index].strip
      return !strip.keepsWithNext && entries[index].top + strip.height <= room
    }
    guard let last else { return nil }
    let upper = FilledColumn(
      entries: Array(entries[...last]), height: entries[last].top + entries[last].strip.height)
    let start = entries[last + 1].top
    let lower = entries[(last + 1)...].map { Entry(top: $0.top - start, strip: $0.strip) }
    return (upper, FilledColumn(entries: lower, height: height - start))
  }

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
