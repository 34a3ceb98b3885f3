internal import Diagnostics

extension MissingCharacters {
  /// What a look for missing characters finds, or a note where there are no fonts to look into.
  static func findings(
    with data: DataFolders, _ look: (MissingCharacters) -> [Diagnostic]
  ) -> [Diagnostic] {
    do throws(CommandFailure) {
      return look(MissingCharacters(fonts: try ReportFonts.library(data)))
    } catch {
      let fault = error.diagnostics.first
      return [
        Diagnostic(
          .note, "fonts-missing",
          LocalizedText(
            chinese: "没有查找缺字：\(fault?.message.chinese ?? "字体不能打开")",
            english: "missing characters were not looked for: \(fault?.message.english ?? "the fonts cannot be opened")"
          ),
          hint: fault?.hint)
      ]
    }
  }

  /// One error for each character of XML files that no font has, at its first place and with the next ones; comments are
  /// passed over, and character references are taken for what they stand for.
  func findings(inFiles files: [String: SourceLines]) -> [Diagnostic] {
    findings(
      in: files.sorted { $0.key < $1.key }.flatMap { path, lines in
        MarkupCharacters.beyondASCII(in: lines, path: path)
      })
  }
}

/// The characters of an XML file and their places.
enum MarkupCharacters {
  /// The characters beyond ASCII outside of comments, in the order of the file.
  static func beyondASCII(in lines: SourceLines, path: String) -> [(character: Character, place: SourceLocation)] {
    var found: [(character: Character, place: SourceLocation)] = []
    var isComment = false
    for number in 1...max(lines.count, 1) {
      var rest = lines[line: number] ?? ""
      var column = 1
      while let first = rest.first {
        var taken = 1
        var character: Character? = first.isASCII ? nil : first
        if isComment {
          character = nil
          if rest.hasPrefix("-->") { (isComment, taken) = (false, 3) }
        } else if rest.hasPrefix("<!--") {
          (isComment, taken) = (true, 4)
        } else if let reference = reference(at: rest) {
          (character, taken) = (reference.character, reference.length)
        }
        let length = rest.prefix(taken).unicodeScalars.count
        if let character {
          found.append((character, SourceLocation(file: path, line: number, column: column, length: length)))
        }
        column += length
        rest = rest.dropFirst(taken)
      }
    }
    return found
  }

  /// The character of a numeric reference such as `&#x4E00;`, and the length of what stands for it.
  private static func reference(at text: Substring) -> (character: Character, length: Int)? {
    guard text.hasPrefix("&#"), let end = text.prefix(12).firstIndex(of: ";") else { return nil }
    let digits = text[..<end].dropFirst(2)
    let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    // What XML does not allow is a fault of the syntax, which is reported as one.
    guard let scalar = value.flatMap(Unicode.Scalar.init), scalar.value >= 0x20, scalar.value & 0xFFFE != 0xFFFE else {
      return nil
    }
    return (Character(scalar), digits.count + 3)
  }
}
