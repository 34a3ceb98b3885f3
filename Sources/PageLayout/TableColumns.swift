import Canvas
import DocumentModel

/// How wide the columns of a table are, from what their cells need.
struct TableColumns {
  /// What a column needs and asks for.
  struct Need {
    /// The width of its widest unbroken cell.
    var natural: Points
    /// The width of its widest word.
    var minimum: Points
    /// What the document says.
    var width: Table.Column.Width
    /// Whether it takes up room that is left, because its cells are text.
    var isFlexible: Bool
  }

  /// How far a column whose width the document states grows for a word or number that is wider: to this multiple, or to
  /// this share of the table where that is more, as for the ids of evidence.
  private static let mostGrowth = 2.0
  private static let mostShare = 0.24
  /// The share of the table that the widest word of a column whose width is not stated may claim.
  private static let mostOfTable = 0.5

  /// Widths that add up to `available` for columns that take part in `needs`, none below 1 point.
  ///
  /// Stated widths hold unless a word or number would have to be broken; columns of content get their natural width, or are brought towards their minimum where there is too little room;
  /// shares divide the rest; what is still left goes to columns of text, then to all.
  static func widths(_ needs: [Need], available: Points, em: Points) -> [Points] {
    guard !needs.isEmpty else { return [] }
    let room = max(available, Points(needs.count))
    let needs = needs.count > 1 ? needs.map { $0.capped(at: room * mostOfTable) } : needs
    var widths = needs.map { need -> Points in
      switch need.width {
      case .content: max(need.natural, 1)
      case .ems(let ems): stated(ems.isFinite ? min(max(ems, 0) * em, room) : 0, need, of: room)
      case .share: max(need.minimum, 1)
      }
    }
    let total = widths.reduce(0, +)
    if total > room {
      shrink(&widths, needs, by: total - room)
    } else {
      widen(&widths, needs, by: room - total)
    }
    return widths
  }

  private static func stated(_ width: Points, _ need: Need, of room: Points) -> Points {
    max(width, min(need.minimum, max(width * mostGrowth, room * mostShare)), 1)
  }

  private static func shrink(_ widths: inout [Points], _ needs: [Need], by excess: Points) {
    let slack = zip(widths, needs).map { width, need in
      if case .content = need.width { return max(width - max(need.minimum, 1), 0) }
      return 0
    }
    let total = slack.reduce(0, +)
    if total >= excess, total > 0 {
      for index in widths.indices { widths[index] -= slack[index] * excess / total }
      return
    }
    for index in widths.indices { widths[index] -= slack[index] }
    // Words have to be broken: the widest, so that narrow columns of ids and days stay as they are.
    let most = widest(of: widths, toFill: widths.reduce(0, +) - (excess - total))
    for index in widths.indices { widths[index] = min(widths[index], most) }
  }

  /// The width to which the widest columns are brought so that all together take `room`.
  private static func widest(of widths: [Points], toFill room: Points) -> Points {
    var left = room
    for (index, width) in widths.sorted().enumerated() {
      let fair = left / Points(widths.count - index)
      if width >= fair { return max(fair, 1) }
      left -= width
    }
    return .infinity
  }

  private static func widen(_ widths: inout [Points], _ needs: [Need], by surplus: Points) {
    let shares = needs.map { need -> Double in
      if case .share(let share) = need.width { return share.isFinite ? max(share, 0) : 0 }
      return 0
    }
    let total = shares.reduce(0, +)
    if total > 0, total.isFinite {
      divide(surplus, by: shares, total: total, among: &widths)
      return
    }
    let flexible = zip(widths, needs).map { $1.isFlexible ? $0 : 0 }
    let base = flexible.reduce(0, +) > 0 ? flexible : widths
    for index in widths.indices { widths[index] += surplus * base[index] / base.reduce(0, +) }
  }

  /// Gives columns their shares of the whole: a column whose minimum is above its share keeps the minimum.
  private static func divide(
    _ surplus: Points, by shares: [Double], total: Double, among widths: inout [Points]
  ) {
    var open = shares.indices.filter { shares[$0] > 0 }
    var pool = surplus + open.reduce(0) { $0 + widths[$1] }
    // Every turn settles a column, so there are no more turns than columns.
    while !open.isEmpty {
      let weight = open.reduce(0) { $0 + shares[$1] }
      let tight = open.filter { widths[$0] > pool * shares[$0] / weight }
      if tight.isEmpty {
        for index in open { widths[index] = pool * shares[index] / weight }
        return
      }
      for index in tight { pool -= widths[index] }
      open.removeAll { tight.contains($0) }
    }
  }
}

extension TableColumns.Need {
  /// What it needs where its widest word may take no more than a width.
  fileprivate func capped(at most: Points) -> Self {
    var need = self
    need.minimum = min(minimum, most)
    return need
  }
}

/// A cell's text cut at the decimal point, so that cells can stand on it.
enum DecimalCell {
  /// The table with columns flush right where one of their cells holds an interval, such as `52.5～87.5`, which has no
  /// one point to stand on.
  static func aligningIntervals(in table: Table) -> Table {
    var table = table
    for index in table.columns.indices where table.columns[index].alignment == .decimal {
      let holdsInterval = table.rows.contains { row in
        row.cells.indices.contains(index) && FlowText.plain(row.cells[index]).contains("～")
      }
      if holdsInterval { table.columns[index].alignment = .right }
    }
    return table
  }

  /// The inlines before and after the end of the whole number; nil where there is no digit.
  static func parts(_ inlines: [Inline]) -> (whole: [Inline], rest: [Inline])? {
    var whole: [Inline] = []
    for (index, inline) in inlines.enumerated() {
      guard case .text(let text, let style) = inline, let end = endOfWhole(text) else {
        whole.append(inline)
        continue
      }
      whole.append(.text(String(text[..<end]), style))
      var rest: [Inline] = end < text.endIndex ? [.text(String(text[end...]), style)] : []
      rest += inlines[(index + 1)...]
      return (whole, rest)
    }
    return nil
  }

  /// The place after the first digits, among which separators of thousands may stand.
  private static func endOfWhole(_ text: String) -> String.Index? {
    guard let start = text.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return nil }
    return text[start...].firstIndex { !($0.isASCII && $0.isNumber) && $0 != "," } ?? text.endIndex
  }
}
