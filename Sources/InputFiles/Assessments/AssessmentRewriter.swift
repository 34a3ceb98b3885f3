internal import AssessmentModel
internal import Diagnostics

/// Rewrites the file of an assessment for another edition and leaves every other line, comments too, as it is.
///
/// Answers in braces get a line each before. Whoever calls reads the result again and compares it with what it has to
/// say, so that a layout that this does not know is found out and never written.
public enum AssessmentRewriter {
  /// The rewritten text; nil where the file is laid out in a way that cannot be rewritten line by line.
  ///
  /// - Parameter path: where the file stands, beside which its evidence lies.
  public static func rewrite(
    _ source: SourceText, positions: AssessmentPositions, move: EditionMove, path: String, library: RubricLibrary
  ) -> String? {
    var (source, positions) = (source, positions)
    // The file, its answers, those to the rubric and its findings may each be in braces.
    for _ in 0..<5 {
      guard let text = unfolded(source, positions, of: move.old.id) else { break }
      let problems = DiagnosticCollector()
      guard let next = SourceText.checked(Array(text.utf8), path: path, problems: problems),
        let loaded = AssessmentLoader.load(next, library: library, problems: problems).loaded
      else { return nil }
      (source, positions) = (next, loaded.positions)
    }
    return rewrite(source, positions, move)
  }

  private static func rewrite(_ source: SourceText, _ positions: AssessmentPositions, _ move: EditionMove) -> String? {
    var page = Page(source.text)
    guard let pin = positions.rubrics[move.old.id], page.rewritePin(at: pin, move) else { return nil }
    let places = positions.answers[move.old.id] ?? [:]
    func line(_ places: some Sequence<SourceLocation>) -> Int { places.map(\.line).max() ?? 0 }
    // What stands further down goes first: lines come and go, and the places are those of the whole file.
    let findingsFirst = line(positions.findings.values) > line(places.values)
    if findingsFirst, !page.rewriteFindings(positions.findings, move) { return nil }
    if let key = page.rename(move) {
      guard page.rewriteAnswers(places, below: key, move) else { return nil }
    } else if !places.isEmpty {
      return nil
    }
    guard findingsFirst || page.rewriteFindings(positions.findings, move) else { return nil }
    return page.text
  }

  /// The text with the outermost braces around the answers to a rubric written as lines; nil where there are none.
  private static func unfolded(_ source: SourceText, _ positions: AssessmentPositions, of rubric: RubricID) -> String? {
    let text = Array(source.text.replacing("\r\n", with: "\n"))
    func place(_ found: KeyedPlace?) -> (start: SourceLocation, indentation: Int)? {
      found.map { ($0.value, $0.key.column + 1) }
    }
    let places = [
      positions.root.map { (start: $0, indentation: 0) }, place(positions.answerList),
      place(positions.answerBlocks[rubric]), place(positions.findingList),
    ]
    for case let (start, indentation)? in places {
      guard let offset = offset(of: start, in: text), let mapping = FlowMapping(text, at: offset) else { continue }
      let lines = mapping.lines(indentation: indentation)
      let isAnswers = start == positions.answerBlocks[rubric]?.value
      // Braces around nothing are left where a value has to be; below the id of a rubric there need not be any.
      guard !lines.isEmpty || isAnswers else { return nil }
      var before = text[..<offset]
      while before.last == " " { before.removeLast() }
      let behind = text[(mapping.range.upperBound + 1)...]
      if lines.isEmpty { return String(before) + String(behind) }
      if let last = before.last, !last.isNewline { before.append("\n") }
      let rest = String(behind.prefix { !$0.isNewline }).trimmingBlanks
      // A comment behind the closing brace comes to stand on a line of its own.
      let end = rest.isEmpty ? [] : [String(repeating: " ", count: indentation) + rest]
      return String(before) + (lines + end).joined(separator: "\n") + String(behind.drop { !$0.isNewline })
    }
    return nil
  }

  /// The place of a character, counted in characters.
  private static func offset(of place: SourceLocation, in text: [Character]) -> Int? {
    var (line, index) = (1, 0)
    while line < place.line, index < text.count {
      if text[index].isNewline { line += 1 }
      index += 1
    }
    var scalars = place.column - 1
    while scalars > 0, index < text.count {
      scalars -= text[index].unicodeScalars.count
      index += 1
    }
    return scalars == 0 && index < text.count ? index : nil
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

/// The lines of a file, of which some are changed.
private struct Page {
  private var lines: [String]

  init(_ text: String) {
    lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { lines.joined(separator: "\n") }

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
    if let first = range.first, first > 0 {
      for language in [Language.chinese, .english]
      where lines[first - 1].trimmingBlanks == "# " + move.old.title[language] {
        lines[first - 1] = lines[first - 1].replacing(move.old.title[language], with: move.new.title[language])
      }
    }
    return true
  }

  private static func pin(_ text: String, _ move: EditionMove) -> String {
    text
      .replacing(#/(id["']?:\s*)["']?[a-z0-9.-]+["']?/#) { "\($0.1)\(move.new.id)" }
      .replacing(#/(version["']?:\s*)["']?[0-9.]+["']?/#) { "\($0.1)\(move.new.version)" }
      .replacing(#/(hash["']?:\s*)["']?[0-9A-Fa-f]{64}["']?/#) { "\($0.1)\"\(move.new.contentHash)\"" }
  }

  /// The lines of a pin written one key a line: from its hyphen to before the next line that is not set in as far.
  private func pinLines(around index: Int) -> ClosedRange<Int> {
    var first = index
    while first > 0, !lines[first].drop(while: { $0 == " " }).hasPrefix("-") { first -= 1 }
    guard let dash = AnswerBlock.indentation(lines[first]) else { return index...index }
    var last = index
    while last + 1 < lines.count, let next = AnswerBlock.indentation(lines[last + 1]), next > dash { last += 1 }
    return first...last
  }

  private func braces(around column: String.Index, in line: String) -> (String.Index, String.Index)? {
    guard let open = line[..<column].lastIndex(of: "{"), line[open..<column].firstIndex(of: "}") == nil,
      let close = line[column...].firstIndex(of: "}")
    else { return nil }
    return (open, close)
  }

  // MARK: - Answers

  /// Puts the answers in the order of the new edition; their rubric's id stands on the line `key`.
  mutating func rewriteAnswers(_ places: [ItemID: SourceLocation], below key: Int, _ move: EditionMove) -> Bool {
    let outer = lines[key].prefix { $0 == " " }.count
    let indentation = places.values.map(\.column).min().map { $0 - 1 } ?? outer + 2
    guard indentation > outer, places.values.allSatisfy({ $0.line - 1 > key && $0.column == indentation + 1 }) else {
      return places.isEmpty
    }
    let block = (key + 1)..<blockEnd(after: key, places.values.map(\.line).max() ?? 0, outer, indentation)
    let starts = places.mapValues { $0.line - 1 - block.lowerBound }
    guard
      let rearranged = AnswerBlock(Array(lines[block]), starts: starts, indentation: indentation, move: move)?
        .rearranged()
    else { return false }
    lines.replaceSubrange(block, with: rearranged)
    return true
  }

  /// The line behind the answers: the first that is not set in as far as they are, before the blank lines and comments
  /// above it that are not set in as far either. No answer begins behind `last`, counted from 1.
  private func blockEnd(after key: Int, _ last: Int, _ outer: Int, _ indentation: Int) -> Int {
    var line = key + 1
    while line < lines.count, AnswerBlock.indentation(lines[line]).map({ $0 > outer }) ?? true { line += 1 }
    while line > max(key + 1, last), lines[line - 1].prefix(while: { $0 == " " }).count < indentation { line -= 1 }
    return line
  }

  // MARK: - Findings

  mutating func rewriteFindings(_ places: [FindingID: SourceLocation], _ move: EditionMove) -> Bool {
    guard !move.findings.isEmpty else { return true }
    guard let records = records(places) else { return false }
    for (id, range) in records.reversed() {
      guard let finding = move.findings[id] else { continue }
      let margin = String(repeating: " ", count: AnswerBlock.indentation(lines[range.lowerBound]) ?? 0)
      if let item = finding.new {
        guard replace("item", finding.old.rawValue, by: item.rawValue, in: range) == 1 else { return false }
        _ = replace("rubric", move.old.id.rawValue, by: move.new.id.rawValue, in: range)
      } else {
        for line in range where !lines[line].trimmingBlanks.isEmpty {
          lines[line] = margin + "# " + lines[line].dropFirst(margin.count)
        }
      }
      lines.insert(contentsOf: finding.remarks.map { margin + "# " + $0 }, at: range.lowerBound)
    }
    return true
  }

  /// The findings in the order of the file, each with its lines; nil where one does not begin a line of its own.
  private func records(_ places: [FindingID: SourceLocation]) -> [(id: FindingID, lines: ClosedRange<Int>)]? {
    let ordered = places.sorted { $0.value < $1.value }
    guard let column = ordered.first?.value.column,
      ordered.allSatisfy({ $0.value.column == column && lines.indices.contains($0.value.line - 1) })
    else { return nil }
    let starts = ordered.map { $0.value.line - 1 }
    guard Set(starts).count == starts.count,
      starts.allSatisfy({ AnswerBlock.indentation(lines[$0]) == column - 1 })
    else { return nil }
    let end = recordsEnd(after: starts[starts.count - 1], column - 1)
    return ordered.indices.map { number in
      let next = number + 1 < starts.count ? starts[number + 1] : end
      return (id: ordered[number].key, lines: starts[number]...lastLine(of: starts[number], before: next))
    }
  }

  /// Replaces a value behind a key in some lines, and says how often it stood there.
  private mutating func replace(_ key: String, _ old: String, by new: String, in range: ClosedRange<Int>) -> Int {
    var count = 0
    for line in range {
      lines[line] = lines[line].replacing(#/([a-z]+)(["']?:\s+["']?)([A-Za-z0-9.-]+)/#) { match in
        guard match.1 == key, match.3 == old else { return String(match.0) }
        count += 1
        return "\(match.1)\(match.2)\(new)"
      }
    }
    return count
  }

  /// The line behind the findings: the first that is not set in as far and is neither blank nor a comment.
  private func recordsEnd(after start: Int, _ indentation: Int) -> Int {
    lines.indices.dropFirst(start + 1).first { line in
      AnswerBlock.indentation(lines[line]).map { $0 < indentation } ?? false
    } ?? lines.count
  }

  /// The last line of a finding, without blank lines and comments that belong to what follows.
  private func lastLine(of start: Int, before end: Int) -> Int {
    var last = end - 1
    while last > start, AnswerBlock.indentation(lines[last]) == nil { last -= 1 }
    return last
  }

  // MARK: - Names

  /// Puts the new edition's name over its answers; the line, nil where there is none or more than one.
  mutating func rename(_ move: EditionMove) -> Int? {
    let keys = lines.indices.filter { line in
      lines[line].firstMatch(of: #/^\s+["']?([a-z0-9.-]+)["']?:\s*(#.*)?$/#)?.1 == Substring(move.old.id.rawValue)
    }
    guard let line = keys.first, keys.count == 1 else { return nil }
    lines[line] = lines[line].replacing(move.old.id.rawValue, with: move.new.id.rawValue, maxReplacements: 1)
    return line
  }

  // MARK: - Lines

  private func scalarIndex(_ column: Int, in line: String) -> String.Index? {
    let scalars = line.unicodeScalars
    guard column >= 1, column - 1 <= scalars.count else { return nil }
    return scalars.index(scalars.startIndex, offsetBy: column - 1)
  }
}
