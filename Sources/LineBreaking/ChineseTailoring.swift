/// What Chinese text needs beyond UAX #14: quotation marks with a side, CLREQ's prohibition level, dashes and
/// ellipses of two characters, numbers with their units, telephone numbers, web addresses and codes.
struct ChineseTailoring {
  let level: ProhibitionLevel

  // MARK: - Before the pair rules

  /// Gives marks the class that they have in Chinese.
  func retag(_ entries: inout [LineBreakTable.Entry], of scalars: [Unicode.Scalar]) {
    var openQuotes = 0
    for index in scalars.indices {
      let scalar = scalars[index]
      if scalar == "‘" { openQuotes += 1 }
      if scalar == "+", index > 0, entries[index - 1].lineClass == .al {
        // A + that follows a letter belongs to a name, such as C++ or A+; it is no sign of the Han that
        // follows.
        entries[index].lineClass = .al
      }
      guard scalar.value > 0x7F, scalar.value < 0x4E00 || scalar.value > 0x9FFF else { continue }
      if level == .none {
        if Marks.notAtLineStart.contains(scalar) || Marks.notAtLineEnd.contains(scalar) {
          if !isApostrophe(index, isQuoted: openQuotes > 0, in: entries, scalars) { entries[index].lineClass = .id }
          continue
        }
      }
      switch scalar {
      case "０"..."９":
        // UAX #14 has them among ideographs, between which lines end.
        entries[index].lineClass = .nu
      case "“", "‘":
        entries[index].lineClass = .op
        entries[index].isWide = !isBetweenWesternLetters(index, in: entries)
      case "”", "’":
        guard !isApostrophe(index, isQuoted: openQuotes > 0, in: entries, scalars) else {
          if index == 0 || !Self.isWestern(entries[index - 1]) { entries[index].lineClass = .op }
          continue
        }
        entries[index].lineClass = .cl
        if scalar == "’" { openQuotes = max(openQuotes - 1, 0) }
      case "…", "⋯":
        // UAX #14 never begins a line with an ellipsis (LB22); CLREQ asks for that at its strict level only.
        entries[index].lineClass = level == .strict ? .in : .id
      default: break
      }
    }
  }

  /// A ’ inside an English word, such as don’t, or before one, such as ’90s, where it closes no quotation.
  private func isApostrophe(
    _ index: Int, isQuoted: Bool, in entries: [LineBreakTable.Entry], _ scalars: [Unicode.Scalar]
  ) -> Bool {
    guard scalars[index] == "’", index + 1 < entries.count, Self.isWestern(entries[index + 1]) else {
      return false
    }
    return index == 0 || Self.isWestern(entries[index - 1]) || Self.isSpace(scalars[index - 1]) || !isQuoted
  }

  private func isBetweenWesternLetters(_ index: Int, in entries: [LineBreakTable.Entry]) -> Bool {
    index > 0 && index + 1 < entries.count && Self.isWestern(entries[index - 1])
      && Self.isWestern(entries[index + 1])
  }

  private static func isWestern(_ entry: LineBreakTable.Entry) -> Bool {
    entry.lineClass == .al || entry.lineClass == .nu
  }

  // MARK: - After the pair rules

  /// Forbids and allows breaks that the pair rules cannot know of.
  func adjust(
    _ breaks: inout [LineBreak], between entries: [LineBreakTable.Entry], of scalars: [Unicode.Scalar]
  ) {
    allowAfterArrows(&breaks, between: entries, of: scalars)
    for index in scalars.indices.dropFirst() where breaks[index] == .allowed {
      // An apostrophe that begins a word may begin a line, as the letter behind it may.
      let beginsWord = scalars[index] == "’" && entries[index].lineClass == .op
      let right = beginsWord ? scalars[index + 1] : scalars[index]
      if forbids(scalars[index - 1], right) || splitsQuantity(at: index, entries, scalars)
        || splitsNumbered(at: index, entries, scalars)
      {
        breaks[index] = .prohibited
      }
    }
    TwoEmMarks.adjust(&breaks, in: scalars, level: level)
    Quantities.adjust(&breaks, between: entries, of: scalars)
    Dates.adjust(&breaks, in: scalars)
    SymbolRuns.adjust(&breaks, in: scalars)
    Relations.adjust(&breaks, in: scalars)
    StandardNumbers.adjust(&breaks, in: scalars)
    TelephoneNumbers.adjust(&breaks, in: scalars)
    LongCodes.adjust(&breaks, in: scalars)
    Expressions.adjust(&breaks, in: scalars)
    WebAddresses.adjust(&breaks, in: scalars)
    LongRuns.adjust(&breaks, in: scalars)
  }

  /// A chain of steps, such as IVR→ACD→WFM, may go on in the next line after any arrow: UAX #14 counts arrows among
  /// letters outside East Asian text (AI), and a line before a long chain would be spaced out.
  private func allowAfterArrows(
    _ breaks: inout [LineBreak], between entries: [LineBreakTable.Entry], of scalars: [Unicode.Scalar]
  ) {
    for index in scalars.indices.dropFirst() where (0x2190...0x21FF).contains(scalars[index - 1].value) {
      if [.al, .hl, .nu, .id].contains(entries[index].lineClass) { breaks[index] = .allowed }
    }
  }

  private func forbids(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    // C++ is one word.
    level.forbidsAtLineStart(right) || level.forbidsAtLineEnd(left) || left == "+" && right == "+"
  }

  /// Whether a break after a space would part a number from its sign or unit, as in `96 %`, `￥ 100` and `20
  /// ms`.
  private func splitsQuantity(
    at index: Int, _ entries: [LineBreakTable.Entry], _ scalars: [Unicode.Scalar]
  ) -> Bool {
    guard index >= 2, Self.isSpace(scalars[index - 1]), !Self.isSpace(scalars[index - 2]) else {
      return false
    }
    let left = entries[index - 2].lineClass
    let right = entries[index].lineClass
    if left == .pr, right == .nu { return true }
    guard left == .nu else { return false }
    guard right == .al else { return right == .po }
    return isUnit(at: index, scalars) || NumberedWords.isPeriod(at: index, scalars)
  }

  /// Whether a break would part a word from its number, as in `表 5-1`, or an abbreviation, as in `No.5`: UAX #14 LB25,
  /// IS × NU, which its section 8.2 leaves out.
  private func splitsNumbered(
    at index: Int, _ entries: [LineBreakTable.Entry], _ scalars: [Unicode.Scalar]
  ) -> Bool {
    let right = entries[index].lineClass
    guard right == .nu || right == .al else { return false }
    if index >= 2, scalars[index - 1] == ".", right == .nu, entries[index - 2].lineClass == .al { return true }
    return NumberedWords.parts(at: index, scalars)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " }

  /// A word of one to four Latin or Greek letters, with the signs of compound units, such as ms, km/h or
  /// kW·h.
  private func isUnit(at index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    var letters = 0
    for scalar in scalars[index...].prefix(9) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A, 0xB5, 0x370...0x3FF, 0x2103, 0x2109, 0xB0: letters += 1
      case 0x2F, 0xB7, 0xB2, 0xB3, 0x207B, 0xB9: continue
      case 0x30...0x39: return false
      default: return (1...4).contains(letters)
      }
      if letters > 4 { return false }
    }
    return (1...4).contains(letters)
  }
}
