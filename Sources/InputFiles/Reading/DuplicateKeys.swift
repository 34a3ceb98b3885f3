internal import Diagnostics
internal import Yams

/// Keys that a mapping has more than once, which are overwritten in the text until none is left.
///
/// Yams names the keys and the place of the first one only. In block style the others stand in the same column and in
/// flow style before the closing brace, so one pass finds all of a mapping; what is written otherwise comes one by one.
struct DuplicateKeys {
  /// The text with the keys overwritten that were found so far; every column is that of the original.
  private(set) var text: String
  /// The keys that were overwritten, by what stands in their place.
  private(set) var masked: [String: String] = [:]
  private var found: [(name: String, location: SourceLocation)] = []
  private let path: String

  init(_ text: String, path: String) {
    self.text = text
    self.path = path
  }

  /// U+F0000 to U+FFFFD are private use, so that each overwritten key has a character of its own.
  private static let masks = 0xF0000...0xFFFFD
  /// More of them than are ever shown.
  private static let keyLimit = 5_000

  /// Overwrites all but the last of the equal keys of the mapping that has the first of `names` at a mark. False where
  /// the key does not stand there on one line as it is named, and where there are too many.
  mutating func mask(_ names: [String], at mark: Mark) -> Bool {
    guard let name = names.first else { return false }
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      Array($0.unicodeScalars)
    }
    let ends = text.filter(\.isNewline).map { String($0) }
    let (line, column) = (mark.line - 1, mark.column - 1)
    guard lines.indices.contains(line) else { return false }
    let isBlock = lines[line].prefix(column).allSatisfy { $0 == " " }
    var earlier = Self.allButLast(
      isBlock
        ? Self.blockPlaces(of: Set(names), in: lines, from: line, column: column)
        : Self.flowPlaces(of: Set(names), in: lines, from: line, column: column))
    if !earlier.contains(where: { $0.name == name }) {
      guard let range = Self.range(of: name, in: lines[line], at: column) else { return false }
      earlier.append(Place(name: name, line: line, range: range))
    }
    for place in earlier {
      guard masked.count < Self.keyLimit, overwrite(place, in: &lines[place.line]) else { return false }
      found.append((place.name, location(place.line, place.range)))
    }
    text = zip(lines, ends + [""]).map { String(String.UnicodeScalarView($0)) + $1 }.joined()
    return true
  }

  private struct Place {
    let name: String
    let line: Int
    let range: Range<Int>
  }

  private mutating func overwrite(_ place: Place, in line: inout [Unicode.Scalar]) -> Bool {
    guard let scalar = Unicode.Scalar(UInt32(Self.masks.lowerBound + masked.count)) else { return false }
    let mask = Array(repeating: scalar, count: place.range.count)
    line.replaceSubrange(place.range, with: mask)
    masked[String(String.UnicodeScalarView(mask))] = place.name
    return true
  }

  private func location(_ line: Int, _ range: Range<Int>) -> SourceLocation {
    SourceLocation(file: path, line: line + 1, column: range.lowerBound + 1, length: range.count)
  }

  /// The keys of a block mapping that begins at a line and column, up to a line that is indented less.
  private static func blockPlaces(
    of names: Set<String>, in lines: [[Unicode.Scalar]], from start: Int, column: Int
  ) -> [Place] {
    var places: [Place] = []
    for number in start..<lines.count {
      let line = lines[number]
      let indentation = line.prefix { $0 == " " }.count
      if indentation == line.count || line[indentation] == "#" { continue }
      if indentation < column { break }
      guard indentation == column, let range = keyRange(in: line, at: column) else { continue }
      let name = name(in: line[range])
      if names.contains(name) { places.append(Place(name: name, line: number, range: range)) }
    }
    return places
  }

  /// The keys of a mapping in braces from the one at an index on, to its closing brace.
  private static func flowPlaces(
    of names: Set<String>, in lines: [[Unicode.Scalar]], from start: Int, column: Int
  ) -> [Place] {
    var places: [Place] = []
    var depth = 0
    var isKey = true
    for number in start..<lines.count {
      let line = lines[number]
      var index = number == start ? column : 0
      while index < line.count {
        let scalar = line[index]
        if ScalarPlaces.isBlank(scalar) {
          index += 1
          continue
        }
        if scalar == "#", index == 0 || ScalarPlaces.isBlank(line[index - 1]) { break }
        if isKey, depth == 0, let range = keyRange(in: line, at: index) {
          let name = name(in: line[range])
          if names.contains(name) { places.append(Place(name: name, line: number, range: range)) }
        }
        switch scalar {
        case "\"", "'":
          // A text over several lines ends the look: its quotes would be told apart by chance.
          guard let end = line[(index + 1)...].firstIndex(of: scalar) else { return places }
          index = end
        case "[", "{": depth += 1
        case "]", "}": depth -= 1
        default: break
        }
        if depth < 0 { return places }
        isKey = scalar == ","
        index += 1
      }
    }
    return places
  }

  private static func allButLast(_ places: [Place]) -> [Place] {
    var last: [String: Int] = [:]
    for (index, place) in places.enumerated() { last[place.name] = index }
    return places.enumerated().filter { last[$0.element.name] != $0.offset }.map(\.element)
  }

  /// The range of a name at an index, with its quotation marks.
  private static func range(of name: String, in line: [Unicode.Scalar], at index: Int) -> Range<Int>? {
    guard line.indices.contains(index) else { return nil }
    if line[index...].starts(with: name.unicodeScalars) { return index..<(index + name.unicodeScalars.count) }
    return keyRange(in: line, at: index).flatMap { Self.name(in: line[$0]) == name ? $0 : nil }
  }

  /// The range of a key with its quotation marks, up to the blanks before its colon.
  private static func keyRange(in line: [Unicode.Scalar], at index: Int) -> Range<Int>? {
    if line[index] == "\"" || line[index] == "'" {
      return line[(index + 1)...].firstIndex(of: line[index]).map { index..<($0 + 1) }
    }
    // YAML itself looks no further for the colon of a key (1.2, §7.4.2).
    let colon = line.indices[index...].prefix(1_024).first {
      line[$0] == ":" && ($0 + 1 == line.count || ScalarPlaces.isBlank(line[$0 + 1]))
    }
    guard let colon, let end = line[index..<colon].lastIndex(where: { !ScalarPlaces.isBlank($0) }) else { return nil }
    return index..<(end + 1)
  }

  private static func name(in range: ArraySlice<Unicode.Scalar>) -> String {
    let isQuoted = range.first == "\"" || range.first == "'"
    return String(String.UnicodeScalarView(isQuoted ? range.dropFirst().dropLast() : range))
  }

  // MARK: - Wording

  /// What to say where reading ends with a fault of syntax: the keys found so far, which nothing else reports.
  var diagnostics: [Diagnostic] {
    found.map { Self.diagnostic($0.name, first: $0.location, second: nil) }
  }

  /// What to say where there are too many to go on.
  func unread(_ names: [String], at location: SourceLocation) -> [Diagnostic] {
    diagnostics + [
      Self.diagnostic(names.first ?? "", first: location, second: nil),
      Diagnostic(
        .error, "duplicate-key",
        wording("重复的键太多，其余内容没有检查", "there are too many repeated keys; the rest of the file was not checked"),
        at: SourceLocation(file: path), hint: wording("先改正上面列出的，再检查一次", "mend what is listed, then check again")),
    ]
  }

  /// - Parameter isRecord: whether the second holds several fields, and so may be another record under the same id, which
  ///   must not be deleted.
  static func diagnostic(
    _ name: String, first: SourceLocation, second: SourceLocation?, isRecord: Bool = false
  ) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-key", wording("“\(excerpt(name))”写了两次", "“\(excerpt(name))” is given twice"),
      at: second ?? first,
      notes: second == nil ? [] : [Diagnostic.Note(wording("第一次写在这里", "the first one is here"), at: first)],
      hint: isRecord
        ? wording(
          "两处不是同一条时，给其中一条换一个编号；确实重复才只保留一处",
          "if they are two, give one of them another id; keep only one where they are the same")
        : wording("请只保留一处", "keep only one of them"))
  }
}
