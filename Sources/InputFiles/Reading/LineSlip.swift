internal import Diagnostics

/// A slip that makes a line something else than its writer meant and that the line alone shows: marks of a Chinese input
/// method, blanks that are none, list marks of a word processor.
struct LineSlip {
  /// The scalars that are wrong, from 0.
  let range: Range<Int>
  /// What to write in their place.
  let replacement: String
  /// What is wrong.
  let message: LocalizedText

  /// Whether it stands before everything else, where blanks say what belongs together.
  var isInIndentation: Bool { replacement.allSatisfy { $0 == " " } }

  /// How much of a line is looked at.
  private static let reach = 400

  /// The first slip at the beginning of a line, where only structure stands: indentation, list mark, key.
  static func atStart(of line: some StringProtocol) -> LineSlip? {
    Scan(Array(line.unicodeScalars.prefix(reach))).start()
  }

  /// The first slip of a line that YAML cannot read.
  static func anywhere(in line: some StringProtocol) -> LineSlip? {
    let scan = Scan(Array(line.unicodeScalars.prefix(reach)))
    return scan.start() ?? scan.inside()
  }

  /// The line as it was most likely meant, without its indentation; nil where it is long.
  static func mended(_ line: some StringProtocol) -> String? {
    guard line.unicodeScalars.count <= 100 else { return nil }
    var scalars = Array(line.unicodeScalars)
    // Each step takes a slip away, of which a line has no more than scalars.
    for _ in 0..<scalars.count {
      let scan = Scan(scalars)
      guard let slip = scan.start() ?? scan.inside() else { break }
      scalars.replaceSubrange(slip.range, with: Array(slip.replacement.unicodeScalars))
    }
    let mended = String(String.UnicodeScalarView(scalars)).trimmingBlanks
    return mended.unicodeScalars.count <= 80 ? mended : nil
  }

  fileprivate static func halfWidth(_ range: Range<Int>, _ written: Unicode.Scalar, _ half: String) -> LineSlip {
    LineSlip(
      range: range, replacement: half,
      message: wording(
        "这里用了全角的“\(written)”，YAML 要用半角的“\(half.trimmingBlanks)”",
        "this is a full-width mark; YAML needs the half-width “\(half.trimmingBlanks)”"))
  }
}

/// One look through a line.
private struct Scan {
  let scalars: [Unicode.Scalar]
  /// Where the indentation by blanks ends.
  let first: Int

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    first = scalars.firstIndex { $0 != " " } ?? scalars.count
  }

  private func scalar(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

  private static func isKeyScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "-_.".unicodeScalars.contains(scalar))
  }

  /// The end of the key that begins at an index, where a colon of either width follows it.
  private func keyEnd(from index: Int) -> Int? {
    guard let letter = scalar(index), letter.isASCII, letter.properties.isAlphabetic else { return nil }
    let end = scalars[index...].firstIndex { !Self.isKeyScalar($0) } ?? scalars.count
    return scalar(end) == ":" || scalar(end) == "：" ? end : nil
  }

  /// Whether structure begins at an index: a key, braces, brackets or a list mark.
  private func isStructure(at index: Int) -> Bool {
    switch scalar(index) {
    case "{", "[", "｛", "［", "-", "－": true
    default: keyEnd(from: index) != nil
    }
  }

  // MARK: - Beginning of a line

  func start() -> LineSlip? { indentation() ?? listMark() ?? comment() ?? quotedKey() ?? colon(at: first) }

  private func indentation() -> LineSlip? {
    let end = scalars[first...].firstIndex { !$0.properties.isWhitespace } ?? scalars.count
    guard end > first, isStructure(at: end) else { return nil }
    let blanks = scalars[first..<end].map { $0 == "\u{3000}" ? "  " : " " }.joined()
    let name = SuspectCharacter.notation(scalars[first])
    return LineSlip(
      range: first..<end, replacement: blanks,
      message: scalars[first] == "\u{3000}"
        ? wording(
          "缩进里有全角空格（\(name)），YAML 只用半角空格缩进",
          "there is an ideographic space (\(name)) in the indentation; YAML takes only blanks")
        : wording(
          "缩进里有特殊的空格（\(name)），YAML 只用普通的半角空格",
          "there is a special space (\(name)) in the indentation; YAML takes only blanks"))
  }

  private static let bullets = Set("－–—‒―−•·●○◆■▪﹣﹘＊".unicodeScalars)

  private func listMark() -> LineSlip? {
    guard let mark = scalar(first) else { return nil }
    if mark == "-", let next = scalar(first + 1), next != " ", next != "-", isStructure(at: first + 1) {
      return LineSlip(
        range: first..<(first + 1), replacement: "- ",
        message: wording("列表项的“-”后面要有一个空格", "a space has to stand behind the “-” of a list item"))
    }
    guard Self.bullets.contains(mark) else { return nil }
    let end = scalars[(first + 1)...].firstIndex { !$0.properties.isWhitespace } ?? scalars.count
    guard end > first + 1 || isStructure(at: end) else { return nil }
    return LineSlip(
      range: first..<end, replacement: "- ",
      message: wording("列表项要以半角的“- ”开头，这里是“\(mark)”", "a list item begins with “- ”, not “\(mark)”"))
  }

  private func comment() -> LineSlip? {
    guard scalar(first) == "＃" else { return nil }
    return LineSlip.halfWidth(first..<(first + 1), "＃", scalar(first + 1) == " " ? "#" : "# ")
  }

  private func quotedKey() -> LineSlip? {
    guard let open = scalar(first), "“‘”’".unicodeScalars.contains(open) else { return nil }
    let end = scalars[(first + 1)...].firstIndex { !Self.isKeyScalar($0) } ?? scalars.count
    guard let close = scalar(end), "”’“‘".unicodeScalars.contains(close), end > first + 1 else { return nil }
    let behind = scalars[(end + 1)...].first { !ScalarPlaces.isBlank($0) }
    guard behind == ":" || behind == "：" else { return nil }
    let key = String(String.UnicodeScalarView(scalars[(first + 1)..<end]))
    return LineSlip(
      range: first..<(end + 1), replacement: key,
      message: wording("键不加引号，更不能用中文引号", "a key takes no quotes, least of all typographic ones"))
  }

  /// A full-width colon behind a key at an index, or a half-width one without the space behind it.
  private func colon(at index: Int) -> LineSlip? {
    guard let end = keyEnd(from: index), let colon = scalar(end) else { return nil }
    let isSpaced = scalar(end + 1).map { ScalarPlaces.isBlank($0) } ?? true
    if colon == "：" { return LineSlip.halfWidth(end..<(end + 1), colon, isSpaced ? ":" : ": ") }
    // `http://…` is no key, and `10:30` has been left out by its first digit.
    guard !isSpaced, scalar(end + 1) != "/", scalar(end + 1) != ":", scalar(end + 1) != "\\" else { return nil }
    return LineSlip(
      range: end..<(end + 1), replacement: ": ",
      message: wording("冒号后面要有一个空格", "a space has to stand behind the colon"))
  }

  // MARK: - Inside a line

  func inside() -> LineSlip? {
    var index = first
    var isInBraces = false
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\"" || scalar == "'", opensQuotes(at: index) {
        index = (scalars[(index + 1)...].firstIndex(of: scalar) ?? scalars.count) + 1
        continue
      }
      if scalar == "{" || scalar == "[" { isInBraces = true }
      if let slip = mark(scalar, at: index, isInBraces: isInBraces) { return slip }
      index += 1
    }
    return nil
  }

  /// The last scalar before an index that is no blank.
  private func before(_ index: Int) -> Unicode.Scalar? { scalars[..<index].last { !$0.properties.isWhitespace } }

  private func opensQuotes(at index: Int) -> Bool {
    before(index).map { ":：,，{[-".unicodeScalars.contains($0) } ?? true
  }

  private func mark(_ scalar: Unicode.Scalar, at index: Int, isInBraces: Bool) -> LineSlip? {
    let range = index..<(index + 1)
    switch scalar {
    case "｛": return .halfWidth(range, scalar, "{")
    case "｝": return .halfWidth(range, scalar, "}")
    case "［": return .halfWidth(range, scalar, "[")
    case "］": return .halfWidth(range, scalar, "]")
    case "【": return opensQuotes(at: index) ? .halfWidth(range, scalar, "[") : nil
    case "】": return scalars[..<index].contains("[") ? .halfWidth(range, scalar, "]") : nil
    case "，", "；", "、": return separator(scalar, at: index, isInBraces: isInBraces)
    case "“", "‘": return opensQuotes(at: index) ? quotes(at: index) : nil
    default: break
    }
    // A key begins the content of braces, or stands behind a comma in them.
    guard isInBraces, let last = before(index), "{,，".unicodeScalars.contains(last) else { return nil }
    return colon(at: index)
  }

  /// A full-width comma where the next key or element begins.
  private func separator(_ scalar: Unicode.Scalar, at index: Int, isInBraces: Bool) -> LineSlip? {
    guard isInBraces, let last = before(index) else { return nil }
    let next = scalars[(index + 1)...].firstIndex { !$0.properties.isWhitespace } ?? scalars.count
    let endsValue = last.properties.numericType != nil || "]}】｝］\"'".unicodeScalars.contains(last)
    guard endsValue || keyEnd(from: next) != nil else { return nil }
    return .halfWidth(
      index..<(index + 1), scalar, self.scalar(index + 1).map(ScalarPlaces.isBlank) ?? true ? "," : ", ")
  }

  /// Typographic quotes around a value quote nothing in YAML.
  private func quotes(at index: Int) -> LineSlip {
    let close: Unicode.Scalar = scalars[index] == "“" ? "”" : "’"
    let end = scalars[(index + 1)...].firstIndex(of: close)
    let inner = end.map { scalars[(index + 1)..<$0] } ?? []
    let text = String(String.UnicodeScalarView(inner)).replacing("\"", with: "”")
    return LineSlip(
      range: index..<((end ?? index) + 1), replacement: end == nil ? "\"" : "\"\(text)\"",
      message: wording(
        "这里用了中文的引号“\(scalars[index])”，YAML 的引号是半角的 \"",
        "this is a typographic quote; YAML quotes with \""))
  }
}
