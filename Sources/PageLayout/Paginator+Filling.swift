import Canvas

extension Paginator {
  /// Sets the lines to write on that a page has room for when it ends.
  ///
  /// Those between other things get their usual number first. What stays empty then is taken by the lines that fill a page below
  /// its last strip or, where the page ends because what follows has no room, by the others.
  mutating func fillPage(isShortOfRoom: Bool) {
    let lines = filling?.after == column.entries.count ? filling?.lines : nil
    filling = nil
    guard !column.entries.isEmpty else { return }
    addLines { $0.usual }
    if let lines, fill(with: lines) { return }
    if isShortOfRoom { addLines { $0.most - $0.usual } }
  }

  /// Sets the lines that fill what stays empty below the last strip of the page; false where too few would have room.
  private mutating func fill(with lines: FillingLines) -> Bool {
    var attempt = self
    // Without a label they go on with the lines above, as far apart.
    if lines.label.isEmpty { attempt.spaceAfter = 0 }
    for strip in lines.label { attempt.append(strip) }
    guard Int((height + 0.01 - attempt.column.height) / max(lines.line.height, 1)) >= lines.least else { return false }
    while attempt.column.height + lines.line.height <= height + 0.01 { attempt.append(lines.line) }
    self = attempt
    return true
  }

  /// Adds lines to the room to write on, one by one in turn from top to bottom, as long as the page has room.
  private mutating func addLines(upTo most: (WritingRoom) -> Int) {
    var free = height + 0.01 - column.height
    var added: [Int: Int] = [:]
    var goesOn = true
    while goesOn {
      goesOn = false
      for (index, entry) in column.entries.enumerated() {
        guard let room = entry.strip.writing, added[index, default: 0] < most(room), entry.strip.height <= free else {
          continue
        }
        added[index, default: 0] += 1
        free -= entry.strip.height
        goesOn = true
      }
    }
    guard !added.isEmpty else { return }
    var entries: [FilledColumn.Entry] = []
    var shift: Points = 0
    for (index, var entry) in column.entries.enumerated() {
      entry.top += shift
      entries.append(entry)
      for _ in 0..<(added[index] ?? 0) {
        entry.top += entry.strip.height
        shift += entry.strip.height
        entry.strip.writing = nil
        entries.append(entry)
      }
    }
    column.entries = entries
    column.height += shift
  }
}
