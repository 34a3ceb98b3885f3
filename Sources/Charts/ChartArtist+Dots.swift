import Canvas
import DocumentModel
internal import Foundation

/// The dots of a scatter with their places and sizes.
struct DrawnDots {
  let dots: [ScatterChart.Dot]
  let points: [Point]
  /// The radius of each.
  let radii: [Points]
  /// Whether single pairs are as small as in a cloud.
  let isCloud: Bool

  /// The radius of a dot that stands for one pair, and of the largest where sizes go by area.
  private static let (single, largest): (Points, Points) = (2.4, 8)

  /// Dots at their places. In a cloud their sizes go by steps; else the area goes by the number of pairs, as far as the
  /// largest is not too large.
  init(_ dots: [ScatterChart.Dot], at points: [Point]) {
    (self.dots, self.points) = (dots, points)
    let most = dots.map(\.count).max() ?? 1
    let pairs = dots.reduce(0.0) { $0 + Double($1.count) }
    let isCloud = most > 1 && pairs > Double(ScatterChart.mostPairsByArea)
    let root = Double(most).squareRoot()
    let growth = root > 1 ? min(Self.single, (Self.largest - Self.single) / (root - 1)) : 0
    self.isCloud = isCloud
    radii = dots.map { dot in
      if dot.isEmphasised { return 3 }
      if isCloud { return 0.9 + 0.65 * Points(ScatterChart.Dot.countSteps.count { $0 <= dot.count }) }
      return Self.single + growth * (Double(max(dot.count, 1)).squareRoot() - 1)
    }
  }

  /// The room that a dot takes.
  func room(_ index: Int) -> Rect {
    let (point, reach) = (points[index], max(radii[index], 2.4) + 0.2)
    return Rect(x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach)
  }

  /// Its middle, which no line to the name of another dot may cross.
  func core(_ index: Int) -> Rect {
    let (point, reach) = (points[index], min(radii[index], 1.2))
    return Rect(x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach)
  }

  /// The order of painting: small dots lie above large ones, those that stand out above all.
  var order: [Int] {
    dots.indices.sorted { first, second in
      let (left, right) = (dots[first], dots[second])
      if left.isEmphasised != right.isEmphasised { return right.isEmphasised }
      return radii[first] == radii[second] || left.isEmphasised ? first < second : radii[first] > radii[second]
    }
  }
}

extension ScatterChart {
  /// The note with what is said of dots without a name.
  func note(unnamed count: Int) -> String {
    guard count > 0, !unnamedNote.isEmpty else { return note }
    return note + unnamedNote.replacing(Self.countPlaceholder, with: String(count))
  }
}

/// Dots and their names.
extension ChartArtist {
  /// The names of dots with the lines that lead to those further away.
  struct DotNames {
    var leaders: [ChartDrawing.Item] = []
    var texts: [ChartDrawing.Item] = []
    /// How many dots have a name that found no room.
    var unnamed = 0
  }

  /// Of more names than that, those without room beside their dot are left out: lines that lead to them could not be
  /// followed.
  private static var mostLeaders: Int { 60 }

  func dot(_ drawn: DrawnDots, _ index: Int) -> ChartDrawing.Item {
    let (point, radius) = (drawn.points[index], drawn.radii[index])
    if drawn.dots[index].isEmphasised {
      return .shape(MarkShape.diamond.path(center: point, radius: radius), Paint(fill: colors.text))
    }
    let edge = drawn.isCloud ? nil : Paint.Stroke(color: colors.paper, width: 0.5)
    return .shape(Path(center: point, radius: radius), Paint(fill: colors.primary, stroke: edge))
  }

  /// A name and its dot.
  private struct DotName {
    var dot: Int
    var text: TextBox
  }

  /// Names beside their dots where there is room, else a little away with a line that leads to them; of several ways to
  /// share out the room, the first that leaves the fewest dots unnamed.
  func dotNames(_ drawn: DrawnDots, _ space: inout LabelSpace) throws(Measurer.Failure) -> DotNames {
    var names: [DotName] = []
    for (index, dot) in drawn.dots.enumerated() where !dot.label.isEmpty {
      names.append(DotName(dot: index, text: try box(dot.label, scaleStyle, limit: 90)))
    }
    let mayLead = names.count <= Self.mostLeaders
    var best: (names: DotNames, space: LabelSpace)?
    for order in mayLead ? orders(of: names, drawn, space) : [Array(names.indices)] {
      // Those that stand out come first.
      let sorted =
        order.filter { drawn.dots[names[$0].dot].isEmphasised }
        + order.filter { !drawn.dots[names[$0].dot].isEmphasised }
      for inTurn in mayLead ? [false, true] : [false] {
        var attempt = (names: DotNames(), space: space)
        attempt.names = place(sorted.map { names[$0] }, of: drawn, mayLead: mayLead, inTurn: inTurn, &attempt.space)
        if attempt.names.unnamed < best?.names.unnamed ?? .max { best = attempt }
        if best?.names.unnamed == 0 { break }
      }
      if best?.names.unnamed == 0 { break }
    }
    guard let best else { return DotNames() }
    space = best.space
    return best.names
  }

  /// Orders in which names may be placed: those with the least choice of rooms beside them first, from the middle of the
  /// dots outwards and back, and from edge to edge.
  private func orders(of names: [DotName], _ drawn: DrawnDots, _ space: LabelSpace) -> [[Int]] {
    let points = names.map { drawn.points[$0.dot] }
    let count = Points(max(points.count, 1))
    let middle = Point(x: points.map(\.x).reduce(0, +) / count, y: points.map(\.y).reduce(0, +) / count)
    func order(_ key: (Int) -> Double) -> [Int] {
      let keys = points.indices.map(key)
      return points.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    }
    // Names are wider than high, so that the way out is shorter up and down.
    let far = order { hypot(points[$0].x - middle.x, 2 * (points[$0].y - middle.y)) }
    return [
      order { index in Double(rooms(beside: names[index], of: drawn).count { space.isFree($0) }) }, far,
      far.reversed(), order { points[$0].y }, order { points[$0].x }, order { -points[$0].y }, order { -points[$0].x },
    ]
  }

  /// Places names one after the other: each beside its dot or away from it in its turn, or all those beside their dots
  /// before the first that is led to.
  private func place(
    _ names: [DotName], of drawn: DrawnDots, mayLead: Bool, inTurn: Bool, _ space: inout LabelSpace
  ) -> DotNames {
    var placed = DotNames()
    var left: [DotName] = []
    for name in names {
      if let room = space.claim(rooms(beside: name, of: drawn)) {
        placed.texts += onPaper(name.text, in: room, color(of: drawn.dots[name.dot]))
      } else if !inTurn || !lead(to: name, of: drawn, &space, &placed) {
        left.append(name)
      }
    }
    for name in left where !mayLead || !lead(to: name, of: drawn, &space, &placed) { placed.unnamed += 1 }
    return placed
  }

  /// Places a name away from its dot with a line that leads to it; false where there is no room.
  private func lead(
    to name: DotName, of drawn: DrawnDots, _ space: inout LabelSpace, _ placed: inout DotNames
  ) -> Bool {
    guard let room = roomAway(from: name, of: drawn, space) else { return false }
    let leader = [drawn.points[name.dot], room.nearest(to: drawn.points[name.dot])]
    space.take(room)
    space.take(lines: leader)
    placed.leaders.append(line(leader, colors.muted, 0.4))
    placed.texts += onPaper(name.text, in: room, color(of: drawn.dots[name.dot]))
    return true
  }

  private func color(of dot: ScatterChart.Dot) -> Color { dot.isEmphasised ? colors.text : colors.muted }

  /// The rooms right beside a dot, the best first.
  private func rooms(beside name: DotName, of drawn: DrawnDots) -> [Rect] {
    let (point, more) = (drawn.points[name.dot], max(drawn.radii[name.dot] - 2.4, 0))
    let size = Size(width: name.text.width, height: name.text.height)
    let (side, above, corner) = (5 + more, 4 + more, 3 + more * 0.7)
    let corners = [
      Point(x: point.x + side, y: point.y - size.height / 2),
      Point(x: point.x - side - size.width, y: point.y - size.height / 2),
      Point(x: point.x - size.width / 2, y: point.y - above - size.height),
      Point(x: point.x - size.width / 2, y: point.y + above),
      // In a crowd, a corner is still told to be that of its dot.
      Point(x: point.x + corner, y: point.y - corner - size.height), Point(x: point.x + corner, y: point.y + corner),
      Point(x: point.x - corner - size.width, y: point.y - corner - size.height),
      Point(x: point.x - corner - size.width, y: point.y + corner),
    ]
    return corners.map { Rect(origin: $0, size: size) }
  }

  /// The nearest free room around a dot that a line leads to without meeting a name, a dot or another such line.
  private func roomAway(from name: DotName, of drawn: DrawnDots, _ space: LabelSpace) -> Rect? {
    let (point, radius) = (drawn.points[name.dot], drawn.radii[name.dot])
    let size = Size(width: name.text.width, height: name.text.height)
    let distances: [Points] = [9, 13, 18, 24, 31, 39, 48, 58, 70, 84]
    for distance in distances {
      for step in 0..<24 {
        let angle = 2 * Double.pi * Double(step) / 24
        let (across, down) = (cos(angle), sin(angle))
        // The edge of the room that faces the dot is as far away as the distance says.
        let reach = radius + distance
        let origin = Point(
          x: point.x + across * reach + (across - 1) / 2 * size.width,
          y: point.y + down * reach + (down - 1) / 2 * size.height)
        let room = Rect(origin: origin, size: size)
        if space.isFree(room), space.isFree(from: point, to: room.nearest(to: point)) { return room }
      }
    }
    return nil
  }
}
