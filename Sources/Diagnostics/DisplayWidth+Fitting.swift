extension DisplayWidth {
  /// The text, cut and ended with … where it is wider than `columns`.
  public static func truncated(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    var kept = String.UnicodeScalarView()
    var width = 1
    for scalar in text.unicodeScalars {
      width += of(scalar)
      if width > columns { break }
      kept.append(scalar)
    }
    return String(kept) + "…"
  }

  /// The text in lines of at most `columns`: broken at spaces between Western words, anywhere between Han characters, and
  /// never before closing punctuation. A number keeps the character behind its space, so that `2023 年` stays whole.
  public static func wrapped(_ text: String, to columns: Int) -> [String] {
    // Nearly every cell of a table has the room that it takes.
    guard of(text) > columns else { return [trimmed(text)] }
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for piece in pieces(of: text) {
      let width = of(piece)
      if lineWidth + width > columns, !line.isEmpty {
        lines.append(trimmed(line))
        line = piece == " " ? "" : piece
        lineWidth = of(line)
      } else {
        line += piece
        lineWidth += width
      }
    }
    let last = trimmed(line)
    if !last.isEmpty || lines.isEmpty { lines.append(last) }
    return lines
  }

  /// The text in lines of at most `columns`, as `wrapped`; a word that has no room on a line of its own is divided.
  public static func folded(_ text: String, to columns: Int) -> [String] {
    wrapped(text, to: columns).flatMap { line -> [String] in
      guard of(line) > columns else { return [line] }
      var lines = [""]
      for character in line {
        if of(lines[lines.count - 1]) + of(String(character)) > columns, !lines[lines.count - 1].isEmpty {
          lines.append("")
        }
        lines[lines.count - 1].append(character)
      }
      return lines
    }
  }

  /// Units that stay whole: Western words, and Han characters with the marks that may not begin a line.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var word = ""
    func endWord() {
      if !word.isEmpty { pieces.append(word) }
      word = ""
    }
    for character in text {
      let scalar = character.unicodeScalars.first ?? " "
      if character == " " {
        endWord()
        pieces.append(" ")
      } else if of(scalar) == 2 || isClosing(scalar) || isJoining(scalar) || isOpening(scalar) {
        let isClosing = isClosing(scalar)
        if isClosing || isJoining(scalar), word.isEmpty, let last = pieces.last, last != " " {
          pieces[pieces.count - 1] = last + String(character)
        } else if !word.isEmpty, isClosing {
          word.append(character)
        } else if word.isEmpty, let end = pieces.last?.unicodeScalars.last, isOpening(end) {
          pieces[pieces.count - 1].append(character)
        } else {
          endWord()
          pieces.append(numberBefore(character, in: &pieces) + String(character))
        }
      } else {
        if word.isEmpty, let end = pieces.last?.unicodeScalars.last, isOpening(end) { word = pieces.removeLast() }
        word.append(character)
      }
    }
    endWord()
    return pieces
  }

  // By scalars: to look a character up in a text takes as long as to fold all the rest.

  /// Marks that end a word or a phrase, and never begin a line.
  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "，", "。", "、", "；", "：", "！", "？", "）", "》", "」", "』", "】", "”", "’": true
    default: false
    }
  }

  /// Other marks that never begin a line.
  private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "…", "—", "·", "％": true
    default: false
    }
  }

  /// Marks that never end a line.
  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "（", "《", "「", "『", "【", "“", "‘": true
    default: false
    }
  }

  /// Takes a number and a space from the end of the pieces, where a Han character follows them as its unit.
  private static func numberBefore(_ unit: Character, in pieces: inout [String]) -> String {
    guard unit.isLetter, pieces.count > 1, pieces.last == " ",
      let digit = pieces[pieces.count - 2].last, digit.isASCII, digit.isNumber
    else { return "" }
    let number = pieces[pieces.count - 2] + " "
    pieces.removeLast(2)
    return number
  }

  private static func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line = line.dropLast() }
    return String(line)
  }
}
