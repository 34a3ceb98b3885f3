import Canvas

/// Places of labels along one line, and rooms that labels take.
enum LabelPlacement {
  /// The centres that keep labels apart and inside of a range with the least movement (the sum of squares), or nil where
  /// the range is too short for them. Labels keep the order of their wanted centres.
  ///
  /// With each label's room subtracted this is isotonic regression, solved by pooling adjacent violators; a bound that
  /// all share is met by clamping.
  static func centers(
    wanted: [Points], extents: [Points], in range: ClosedRange<Points>, gap: Points = 0
  ) -> [Points]? {
    guard !wanted.isEmpty else { return [] }
    let needed = extents.reduce(0, +) + gap * Points(wanted.count - 1)
    guard needed <= range.upperBound - range.lowerBound + 1e-6 else { return nil }
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var offsets: [Points] = [0]
    for (left, right) in zip(order, order.dropFirst()) {
      offsets.append(offsets[offsets.count - 1] + (extents[left] + extents[right]) / 2 + gap)
    }
    var pools: [(sum: Points, count: Int)] = []
    for (place, index) in order.enumerated() {
      pools.append((wanted[index] - offsets[place], 1))
      while pools.count > 1 {
        let (last, before) = (pools[pools.count - 1], pools[pools.count - 2])
        guard before.sum / Points(before.count) > last.sum / Points(last.count) else { break }
        pools.removeLast(2)
        pools.append((before.sum + last.sum, before.count + last.count))
      }
    }
    let lowest = range.lowerBound + extents[order[0]] / 2
    let highest = range.upperBound - extents[order[order.count - 1]] / 2 - offsets[order.count - 1]
    let shared = pools.flatMap { Array(repeating: $0.sum / Points($0.count), count: $0.count) }
    var centers = wanted
    for (place, index) in order.enumerated() {
      centers[index] = max(min(shared[place], highest), lowest) + offsets[place]
    }
    return centers
  }
}

/// The rooms that labels and marks have taken.
struct LabelSpace {
  private var rooms: [Rect] = []
  /// What lines that lead to labels keep off: a label, and the middle of a mark.
  private var cores: [Rect] = []
  private var lines: [(from: Point, to: Point)] = []
  /// Lines that a label may cover where all else is worse.
  private var faintLines: [(from: Point, to: Point)] = []
  private let bounds: Rect

  /// An empty space with bounds that labels keep to.
  init(bounds: Rect) { self.bounds = bounds }

  /// Takes a room, whoever else has it.
  mutating func take(_ room: Rect) { take(room, core: room) }

  /// Takes a room of which a line that leads past it may touch all but the core.
  mutating func take(_ room: Rect, core: Rect) {
    rooms.append(room)
    cores.append(core)
  }

  /// Keeps labels off the lines through points; off faint ones only as far as other places are as good.
  mutating func take(lines points: [Point], areFaint: Bool = false) {
    for (from, to) in zip(points, points.dropFirst()) {
      if areFaint { faintLines.append((from, to)) } else { lines.append((from, to)) }
    }
  }

  /// Whether a room is inside, and no one has it or has a line through it.
  func isFree(_ room: Rect) -> Bool {
    bounds.contains(room) && !rooms.contains { $0.overlaps(room) }
      && !lines.contains { room.isCrossed(from: $0.from, to: $0.to) }
  }

  /// Whether a line meets no other line, no label, and no mark but those around its start.
  func isFree(from start: Point, to end: Point) -> Bool {
    !cores.contains { !$0.contains(start) && $0.isCrossed(from: start, to: end) }
      && !lines.contains { Self.cross(start, end, $0.from, $0.to) }
  }

  /// Whether two line segments meet inside of both.
  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ from: Point, _ to: Point, _ point: Point) -> Double {
      (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
    }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }

  /// Takes the first of some rooms that is free and inside; nil where none is. A room on a faint line is taken only on
  /// request, and only where all others are worse.
  mutating func claim(_ candidates: [Rect], evenOnFaintLines: Bool = false) -> Rect? {
    let free = candidates.filter { isFree($0) }
    let clear = free.first { room in !faintLines.contains { room.isCrossed(from: $0.from, to: $0.to) } }
    let found = clear ?? (evenOnFaintLines ? free.first : nil)
    if let found { take(found) }
    return found
  }
}

extension Rect {
  /// Whether a point lies within this one.
  func contains(_ point: Point) -> Bool {
    point.x >= origin.x && point.x <= origin.x + size.width && point.y >= origin.y && point.y <= origin.y + size.height
  }

  /// The point of it that is nearest to another.
  func nearest(to point: Point) -> Point {
    Point(
      x: min(max(point.x, origin.x), origin.x + size.width), y: min(max(point.y, origin.y), origin.y + size.height))
  }

  /// Whether another rectangle lies within this one.
  func contains(_ other: Rect) -> Bool {
    other.origin.x >= origin.x - 1e-6 && other.origin.y >= origin.y - 1e-6
      && other.origin.x + other.size.width <= origin.x + size.width + 1e-6
      && other.origin.y + other.size.height <= origin.y + size.height + 1e-6
  }

  /// Whether two rectangles share more than an edge.
  func overlaps(_ other: Rect) -> Bool {
    origin.x < other.origin.x + other.size.width && other.origin.x < origin.x + size.width
      && origin.y < other.origin.y + other.size.height && other.origin.y < origin.y + size.height
  }

  /// Whether a line segment runs through it (the clipping of Liang and Barsky).
  func isCrossed(from start: Point, to end: Point) -> Bool {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let sides = [
      (-dx, start.x - origin.x), (dx, origin.x + size.width - start.x),
      (-dy, start.y - origin.y), (dy, origin.y + size.height - start.y),
    ]
    var (first, last) = (0.0, 1.0)
    for (step, room) in sides {
      if step == 0 {
        if room < 0 { return false }
      } else if step < 0 {
        first = max(first, room / step)
      } else {
        last = min(last, room / step)
      }
    }
    return first <= last
  }
}
