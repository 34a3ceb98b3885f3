internal import AssessmentModel
internal import Diagnostics

/// Rewrites the file of an assessment for another edition and leaves every other line, comments too, as it is.
///
/// Each answer has to begin a line of its own. Whoever calls reads the result again and compares it with what it has to
/// say, so that a layout that this does not know is found out and never written.
public enum AssessmentRewriter {
  /// The rewritten text; nil where the file is laid out in a way that cannot be rewritten line by line.
  public static func rewrite(
    _ source: SourceText, positions: AssessmentPositions, move: EditionMove
  ) -> String? {
    var page = Page(source.text)
    guard let pin = positions.rubrics[move.old.id], page.rewritePin(at: pin, move) else { return nil }
    let places = positions.answers[move.old.id] ?? [:]
    guard places.isEmpty || page.rewriteAnswers(places, move) else { return nil }
    guard move.findings.isEmpty || page.rewriteFindings(positions.findings, move) else { return nil }
    guard page.rename(move, isAnswered: !places.isEmpty) else { return nil }
    return page.text
  }

  /// Reads a rewritten text as an assessment that stands beside the one it was made from.
  public static func reload(_ text: String, as path: String, library: RubricLibrary) -> AssessmentLoad {
    let problems = DiagnosticCollector()
    guard let source = SourceText.checked(Array(text.utf8), path: path, problems: problems) else {
      return AssessmentLoad(
        loaded: nil, report: DiagnosticReport(problems), completeness: [], isMissing: false)
    }
    return AssessmentLoader.load(source, library: library, problems: problems)
  }
}

/// The lines of a file, changed one by one; several lines may stand in the place of one.
private struct Page {
  private var lines: [String]
  /// What stands before and behind a line.
  private var before: [Int: [String]] = [:]
  private var behind: [Int: [String]] = [:]

  init(_ text: String) {
    lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String {
    lines.indices.flatMap { (before[$0] ?? []) + [lines[$0]] + (behind[$0] ?? []) }.joined(separator: "\n")
  }

  // MARK: - The pin

  /// Names the new edition where the old one is pinned; `place` is that of its id.
  mutating func rewritePin(at place: SourceLocation, _ move: EditionMove) -> Bool {
    let index = place.line - 1
    guard lines.indices.contains(index) else { return false }
    let range = pinLines(around: index)
    guard let column = scalarIndex(place.column, in: lines[index]),
      lines[index][column...].trimmingPrefix(#/["']/#).hasPrefix(move.old.id.rawValue)
    else { return false }
    if let (open, close) = braces(around: column, in: lines[index]) {
      let inside = lines[index][open...close]
      lines[index].replaceSubrange(open...close, with: Self.pin(String(inside), move))
      return true
    }
    for line in range { lines[line] = Self.pin(lines[line], move) }
    let title = "# " + move.old.title.chinese
    if let first = range.first, first > 0, lines[first - 1].trimmingBlanks == title {
      lines[first - 1] = lines[first - 1].replacing(title, with: "# " + move.new.title.chinese)
    }
    return true
  }

  private static func pin(_ text: String, _ move: EditionMove) -> String {
    text
      .replacing(#/id:(\s*)["']?[a-z0-9.-]+["']?/#) { "id:\($0.1)\(move.new.id)" }
      .replacing(#/version:(\s*)["']?[0-9.]+["']?/#) { "version:\($0.1)\(move.new.version)" }
      .replacing(#/hash:(\s*)["']?[0-9A-Fa-f]{64}["']?/#) { "hash:\($0.1)\"\(move.new.contentHash)\"" }
  }

  /// The lines of a pin written one key a line: from its hyphen to before the next line that is not set in as far.
  private func pinLines(around index: Int) -> ClosedRange<Int> {
    var first = index
    while first > 0, !lines[first].drop(while: { $0 == " " }).hasPrefix("-") { first -= 1 }
    guard let dash = Self.indentation(lines[first]) else { return index...index }
    var last = index
    while last + 1 < lines.count, let next = Self.indentation(lines[last + 1]), next > dash { last += 1 }
    return first...last
  }

  private func braces(around column: String.Index, in line: String) -> (String.Index, String.Index)? {
    guard let open = line[..<column].lastIndex(of: "{"), line[open..<column].firstIndex(of: "}") == nil,
      let close = line[column...].firstIndex(of: "}")
    else { return nil }
    return (open, close)
  }

  // MARK: - Answers

  mutating func rewriteAnswers(_ places: [ItemID: SourceLocation], _ move: EditionMove) -> Bool {
    guard let blocks = blocks(places) else { return false }
    let margin = blocks.margin
    for (item, lines) in blocks.all {
      switch move.answers[item] {
      case .kept(let name, let remarks):
        guard renameKey(at: lines.lowerBound, item, name) else { return false }
        before[lines.lowerBound] = remarks.map { margin + "# " + $0 }
      case .parked(let remarks): park(lines, remarks, margin)
      case nil: return false
      }
    }
    if let tail = blocks.all.last?.lines.upperBound { behind[tail] = openItems(move, margin) }
    return true
  }

  /// The records below a key, in order, each with its lines; nil where one does not begin a line of its own.
  private func blocks<ID: Hashable>(
    _ places: [ID: SourceLocation]
  ) -> (margin: String, all: [(id: ID, lines: ClosedRange<Int>)])? {
    let ordered = places.sorted { $0.value < $1.value }
    guard let column = ordered.first?.value.column,
      ordered.allSatisfy({ $0.value.column == column && lines.indices.contains($0.value.line - 1) })
    else { return nil }
    let starts = ordered.map { $0.value.line - 1 }
    guard Set(starts).count == starts.count, starts.allSatisfy({ Self.indentation(lines[$0]) == column - 1 }) else {
      return nil
    }
    let end = blockEnd(after: starts[starts.count - 1], column - 1)
    let all = ordered.indices.map { number in
      let next = number + 1 < starts.count ? starts[number + 1] : end
      return (id: ordered[number].key, lines: starts[number]...lastLine(of: starts[number], before: next))
    }
    return (String(repeating: " ", count: column - 1), all)
  }

  /// Makes comments of the lines of a record, with remarks above them.
  private mutating func park(_ range: ClosedRange<Int>, _ remarks: [String], _ margin: String) {
    before[range.lowerBound] = remarks.map { margin + "# " + $0 }
    for line in range where !lines[line].trimmingBlanks.isEmpty {
      lines[line] = margin + "# " + lines[line].dropFirst(margin.count)
    }
  }

  // MARK: - Findings

  mutating func rewriteFindings(_ places: [FindingID: SourceLocation], _ move: EditionMove) -> Bool {
    guard let blocks = blocks(places) else { return false }
    for (id, range) in blocks.all {
      guard let finding = move.findings[id] else { continue }
      guard let item = finding.new else {
        park(range, finding.remarks, blocks.margin)
        continue
      }
      guard replace("item", finding.old.rawValue, by: item.rawValue, in: range) == 1 else { return false }
      _ = replace("rubric", move.old.id.rawValue, by: move.new.id.rawValue, in: range)
      before[range.lowerBound] = finding.remarks.map { blocks.margin + "# " + $0 }
    }
    return true
  }

  /// Replaces a value behind a key in some lines, and says how often it stood there.
  private mutating func replace(_ key: String, _ old: String, by new: String, in range: ClosedRange<Int>) -> Int {
    var count = 0
    for line in range {
      lines[line] = lines[line].replacing(#/([a-z]+)(:\s+["']?)([A-Za-z0-9.-]+)/#) { match in
        guard match.1 == key, match.3 == old else { return String(match.0) }
        count += 1
        return "\(match.1)\(match.2)\(new)"
      }
    }
    return count
  }

  /// The items of the new edition that have no answer, as in a scaffold; those that the file names already are left out.
  private func openItems(_ move: EditionMove, _ margin: String) -> [String] {
    let kept = Set(move.answers.values.compactMap { if case .kept(let name, _) = $0 { name } else { nil } })
    let mentioned = Set(
      lines.compactMap { line in
        line.firstMatch(of: #/^\s*#\s*([a-z0-9.-]+):\s*\{/#).map { ItemID(String($0.1)) }
      })
    let open = move.new.items.filter { !kept.contains($0.id) && !mentioned.contains($0.id) }
    guard !open.isEmpty else { return [] }
    return ["", "\(margin)# \(move.new.id) 尚未回答的评审项："]
      + open.map { "\(margin)# \(RubricScaffold.answerLine($0, in: move.new))  # \($0.title.chinese)" }
  }

  private mutating func renameKey(at line: Int, _ item: ItemID, _ name: ItemID) -> Bool {
    guard item != name else { return true }
    guard let match = lines[line].firstMatch(of: #/^(\s*)(["']?)([^"':]+)(["']?\s*:)/#), match.3 == item.rawValue else {
      return false
    }
    lines[line].replaceSubrange(
      match.range, with: "\(match.1)\(match.2)\(name)\(match.4)")
    return true
  }

  /// The line behind the answers: the first that is not set in as far and is neither blank nor a comment.
  private func blockEnd(after start: Int, _ indentation: Int) -> Int {
    var line = start + 1
    while line < lines.count {
      if let found = Self.indentation(lines[line]), found < indentation { return line }
      line += 1
    }
    return lines.count
  }

  /// The last line of an answer, without blank lines and comments that belong to what follows.
  private func lastLine(of start: Int, before end: Int) -> Int {
    var last = end - 1
    while last > start, Self.indentation(lines[last]) == nil { last -= 1 }
    return last
  }

  // MARK: - Names

  /// Puts the new edition's name over its answers, and says of commented items that the new edition lacks them.
  mutating func rename(_ move: EditionMove, isAnswered: Bool) -> Bool {
    let keys = lines.indices.filter { line in
      lines[line].firstMatch(of: #/^\s+["']?([a-z0-9.-]+)["']?:\s*(#.*)?$/#)?.1 == Substring(move.old.id.rawValue)
    }
    guard keys.count == 1 || (keys.isEmpty && !isAnswered) else { return false }
    for line in keys {
      lines[line] = lines[line].replacing(move.old.id.rawValue, with: move.new.id.rawValue, maxReplacements: 1)
    }
    let known = Set(move.new.items.map(\.id))
    for line in lines.indices {
      guard let match = lines[line].firstMatch(of: #/^(\s*)#\s*([a-z0-9.-]+):\s*\{/#) else { continue }
      let item = ItemID(String(match.2))
      guard move.old.item(item) != nil, !known.contains(item), move.answers[item] == nil else { continue }
      before[line, default: []].append("\(match.1)# \(move.new.id) 没有这一项：")
    }
    return true
  }

  // MARK: - Lines

  /// The blanks before a line's text; nil where it is blank or only a comment.
  private static func indentation(_ line: String) -> Int? {
    let text = line.drop { $0 == " " }
    guard let first = text.first, first != "#", text.contains(where: { !$0.isWhitespace }) else { return nil }
    return line.count - text.count
  }

  private func scalarIndex(_ column: Int, in line: String) -> String.Index? {
    let scalars = line.unicodeScalars
    guard column >= 1, column - 1 <= scalars.count else { return nil }
    return scalars.index(scalars.startIndex, offsetBy: column - 1)
  }
}
