internal import AssessmentModel
internal import Diagnostics

/// The lines below the id of a rubric, taken apart into the items they are about and put together in the order of another
/// edition: every item with the comments above it.
struct AnswerBlock {
  /// An answer, or one that is commented out, with what belongs to it.
  private struct Chunk {
    let item: ItemID
    let isAnswered: Bool
    /// Blank lines and comments above.
    var above: [String]
    let lines: [String]
    /// Comments below, set in deeper or without a blank line between.
    var below: [String] = []
  }

  private let move: EditionMove
  private let margin: String
  private var opening: [String] = []
  private var chunks: [Chunk] = []
  private var closing: [String] = []
  /// Writes what a scaffold writes, where the block began as one.
  private var scaffold: (old: RubricScaffold, new: RubricScaffold)?

  /// Takes lines apart; nil where an answer does not begin a line of its own.
  ///
  /// - Parameters:
  ///   - lines: the lines below the rubric's id, up to the next that is not set in as far.
  ///   - starts: where the answers begin among these lines.
  ///   - indentation: how far the answers are set in.
  init?(_ lines: [String], starts: [ItemID: Int], indentation: Int, move: EditionMove) {
    self.move = move
    margin = String(repeating: " ", count: indentation)
    let ordered = starts.sorted { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
    guard Set(starts.values).count == starts.count,
      ordered.allSatisfy({ lines.indices.contains($0.value) && Self.indentation(lines[$0.value]) == indentation })
    else { return nil }
    var pieces: [(item: ItemID, lines: ClosedRange<Int>)] = []
    for (number, (item, start)) in ordered.enumerated() {
      var last = (number + 1 < ordered.count ? ordered[number + 1].value : lines.count) - 1
      while last > start, Self.indentation(lines[last]) == nil { last -= 1 }
      pieces.append((item, start...last))
    }
    let taken = Set(pieces.flatMap { Array($0.lines) })
    var mentioned: Set<ItemID> = []
    for line in lines.indices where !taken.contains(line) {
      guard let item = Self.mentioned(lines[line]), starts[item] == nil, mentioned.insert(item).inserted,
        move.old.item(item) != nil || move.new.item(item) != nil
      else { continue }
      pieces.append((item, line...line))
    }
    pieces.sort { $0.lines.lowerBound < $1.lines.lowerBound }
    for language in [Language.chinese, .english] {
      let old = RubricScaffold(rubric: move.old, language: language)
      let headings = Set(move.old.domains.map { old.heading(of: $0)[1] })
      guard lines.contains(where: headings.contains) else { continue }
      scaffold = (old, RubricScaffold(rubric: move.new, language: language))
    }
    takeApart(lines, pieces, answered: Set(starts.keys))
  }

  private mutating func takeApart(
    _ lines: [String], _ pieces: [(item: ItemID, lines: ClosedRange<Int>)], answered: Set<ItemID>
  ) {
    var next = 0
    for (number, piece) in pieces.enumerated() {
      var above = withoutHeadings(Array(lines[next..<piece.lines.lowerBound]))
      if number == 0 {
        // What stands apart from the first item is about all of them.
        let own = above.lastIndex { $0.trimmingBlanks.isEmpty } ?? 0
        opening = Array(above[..<own])
        above = Array(above[own...])
      } else {
        let count = belowCount(above)
        chunks[number - 1].below = Array(above[..<count])
        above = Array(above[count...])
      }
      chunks.append(
        Chunk(
          item: piece.item, isAnswered: answered.contains(piece.item), above: above, lines: Array(lines[piece.lines])))
      next = piece.lines.upperBound + 1
    }
    closing = withoutHeadings(Array(lines[next...]))
    guard let last = chunks.indices.last else { return }
    let count = closing.firstIndex { $0.trimmingBlanks.isEmpty } ?? closing.count
    chunks[last].below = Array(closing[..<count])
    closing = Array(closing[count...])
  }

  /// Lines without the headings that a scaffold wrote for the old edition; those of the new one are written anew.
  private func withoutHeadings(_ lines: [String]) -> [String] {
    guard let old = scaffold?.old else { return lines }
    let headings = move.old.domains.flatMap { domain in
      [old.heading(of: domain)] + domain.groups.map { old.heading(of: $0) }
    }
    var kept: [String] = []
    var rest = lines[...]
    while let line = rest.first {
      if let heading = headings.first(where: { !$0.isEmpty && rest.starts(with: $0) }) {
        rest = rest.dropFirst(heading.count)
      } else {
        kept.append(line)
        rest = rest.dropFirst()
      }
    }
    return kept
  }

  /// How many of the lines below an item belong to it: comments set in deeper, and those that follow without a blank line
  /// where one comes behind them.
  private func belowCount(_ lines: [String]) -> Int {
    let deeper = lines.prefix { $0.hasPrefix(margin + " ") && !$0.trimmingBlanks.isEmpty }.count
    guard let blank = lines.firstIndex(where: { $0.trimmingBlanks.isEmpty }), blank < lines.count - 1 else {
      return deeper
    }
    return max(deeper, blank)
  }

  // MARK: - Putting together

  /// The lines in the order of the new edition; what it has no place for follows under a heading of its own. Nil where an
  /// answer cannot be renamed.
  func rearranged() -> [String]? {
    var (placed, rest): ([ItemID: [String]], [Chunk]) = ([:], [])
    for chunk in chunks where chunk.isAnswered {
      guard case .kept(let name, let remarks)? = move.answers[chunk.item] else { continue }
      guard placed[name] == nil, let answer = renamed(chunk, name) else { return nil }
      placed[name] = above(chunk, as: name) + remarks.map(comment) + answer + chunk.below
    }
    for chunk in chunks {
      if !chunk.isAnswered, move.new.item(chunk.item) != nil, placed[chunk.item] == nil {
        placed[chunk.item] = above(chunk, as: chunk.item) + chunk.lines + chunk.below
      } else if case .kept? = move.answers[chunk.item], chunk.isAnswered {
        continue
      } else {
        rest.append(chunk)
      }
    }
    return opening + inOrder(placed) + (rest.isEmpty ? [] : parkedHeading + rest.flatMap(parked)) + closing
  }

  private func inOrder(_ placed: [ItemID: [String]]) -> [String] {
    var lines: [String] = []
    for domain in move.new.domains {
      lines += scaffold?.new.heading(of: domain) ?? []
      for group in domain.groups {
        lines += scaffold?.new.heading(of: group) ?? []
        for item in group.items { lines += placed[item.id] ?? open(item) }
      }
    }
    return lines
  }

  /// An item of the new edition that nothing was said of.
  private func open(_ item: Item) -> [String] {
    let line = comment(RubricScaffold.answerLine(item, in: move.new))
    guard let scaffold else { return [line + "  # \(item.title.chinese)"] }
    return scaffold.new.comments(on: item) + [line]
  }

  /// What stands above a chunk; what a scaffold wrote of the item in the old edition is written for the new one.
  private func above(_ chunk: Chunk, as name: ItemID) -> [String] {
    guard let scaffold, let old = move.old.item(chunk.item), let new = move.new.item(name) else { return chunk.above }
    let written = scaffold.old.comments(on: old)
    let start = chunk.above.count - written.count
    guard start >= 0, Array(chunk.above[start...]) == written else { return chunk.above }
    return Array(chunk.above[..<start]) + scaffold.new.comments(on: new)
  }

  private var parkedHeading: [String] {
    ["", comment("== 以下来自 \(move.old.id)，未带入 \(move.new.id) ==")]
  }

  private func parked(_ chunk: Chunk) -> [String] {
    guard chunk.isAnswered, case .parked(let remarks)? = move.answers[chunk.item] else {
      return chunk.above + [comment("\(move.new.id) 没有这一项：")] + chunk.lines + chunk.below
    }
    let answer = chunk.lines.map { line in
      line.trimmingBlanks.isEmpty ? line : margin + "# " + line.dropFirst(margin.count)
    }
    return chunk.above + remarks.map(comment) + answer + chunk.below
  }

  private func renamed(_ chunk: Chunk, _ name: ItemID) -> [String]? {
    guard chunk.item != name else { return chunk.lines }
    guard let first = chunk.lines.first,
      let match = first.firstMatch(of: #/^(\s*)(["']?)([^"':]+)(["']?\s*:)/#), match.3 == chunk.item.rawValue
    else { return nil }
    var line = first
    line.replaceSubrange(match.range, with: "\(match.1)\(match.2)\(name)\(match.4)")
    return [line] + chunk.lines.dropFirst()
  }

  private func comment(_ text: String) -> String { margin + "# " + text }

  // MARK: - Lines

  /// The item of an answer that is commented out on one line.
  private static func mentioned(_ line: String) -> ItemID? {
    line.firstMatch(of: #/^\s*#\s*([a-z0-9.-]+):\s*\{/#).map { ItemID(String($0.1)) }
  }

  /// The blanks before a line's text; nil where it is blank or only a comment.
  static func indentation(_ line: String) -> Int? {
    let text = line.drop { $0 == " " }
    guard let first = text.first, first != "#", text.contains(where: { !$0.isWhitespace }) else { return nil }
    return line.count - text.count
  }
}
