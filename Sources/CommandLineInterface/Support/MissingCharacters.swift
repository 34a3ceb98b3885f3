internal import Diagnostics
internal import Fonts
internal import InputFiles
internal import PageLayout
internal import Typesetting

/// Finds characters that no font of the stack has, before layout meets the first of them.
struct MissingCharacters {
  private let fonts: FontLibrary

  /// Looks with the fonts of a report.
  init(fonts: FontLibrary) { self.fonts = fonts }

  /// How many places of a character are named; the others are counted.
  private static let shownPlaces = 5

  /// How many characters of an assessment are named; the others are counted.
  private static let mostNamed = 100

  private static func rest(_ count: Int) -> [Diagnostic] {
    guard count > 0 else { return [] }
    return [
      Diagnostic(
        .error, "missing-glyph",
        LocalizedText(chinese: "另有 \(count) 个字符没有字体能显示", english: "no font shows \(count) more characters"),
        hint: LocalizedText(
          chinese: "这么多字符缺字，多半是文字的编码有误，或用了这里没有字体的文字",
          english: "so many are most likely a text in a wrong encoding, or in a script without a font here"))
    ]
  }

  /// The characters of a text that no font shows, with their numbers from 0.
  func characters(in text: String) -> [(index: Int, character: Character)] {
    let unmapped = fonts.unmapped(Set(text.unicodeScalars))
    return text.enumerated().map { (index: $0.offset, character: $0.element) }.filter { _, character in
      character.unicodeScalars.contains(where: unmapped.contains) && !fonts.shows(character)
    }
  }

  /// One error for each such character of an assessment, at its first place and with the next ones.
  func findings(in texts: UserTexts) -> [Diagnostic] {
    search([texts]).map { Self.diagnostic(Array($0.character.unicodeScalars), places: $0.places) }
  }

  /// One error for each character that layout refused: with its places in the assessments where it stands there, else with
  /// the words around it, which then are those of a rubric or a template.
  func findings(for refused: [MisplacedGlyph], in texts: [UserTexts]) -> [Diagnostic] {
    let scalars = Set(refused.flatMap(\.missing.scalars))
    // Layout names no more than so many of a paragraph; what it has not named is then taken from the texts themselves.
    let isCut = scalars.count >= MissingGlyphs.mostNamed
    let own = search(texts).filter { isCut || !scalars.isDisjoint(with: $0.character.unicodeScalars) }
    let explained = Set(own.flatMap(\.character.unicodeScalars))
    let others = refused.filter { explained.isDisjoint(with: $0.missing.scalars) }
    return own.prefix(Self.mostNamed).map { Self.diagnostic(Array($0.character.unicodeScalars), places: $0.places) }
      + Self.rest(own.count - Self.mostNamed)
      + Self.byCharacter(others).map { places in
        var diagnostic = Self.diagnostic(places[0].missing.scalars, places: [])
        diagnostic.notes = places.map { Diagnostic.Note(Self.place($0)) }
        return diagnostic
      }
  }

  /// The places of each character, in the order of the first of them; no list is empty.
  private static func byCharacter(_ refused: [MisplacedGlyph]) -> [[MisplacedGlyph]] {
    var order: [[Unicode.Scalar]] = []
    var places: [[Unicode.Scalar]: [MisplacedGlyph]] = [:]
    for glyph in refused {
      if places[glyph.missing.scalars] == nil { order.append(glyph.missing.scalars) }
      places[glyph.missing.scalars, default: []].append(glyph)
    }
    return order.compactMap { places[$0] }
  }

  private static func place(_ refused: MisplacedGlyph) -> LocalizedText {
    let context = refused.missing.context.split(whereSeparator: \.isNewline).joined(separator: " ")
    let place = refused.place.wording
    return LocalizedText(
      chinese: "它在报告的“\(place.chinese)”，上下文是“\(context)”",
      english: "it is in “\(place.english)” of the report: “\(context)”")
  }

  /// One error for each of some characters that no font has, at its first place and with the next ones.
  func findings(in characters: [(character: Character, place: SourceLocation)]) -> [Diagnostic] {
    let unmapped = fonts.unmapped(Set(characters.flatMap(\.character.unicodeScalars)))
    let doubtful = characters.filter { !unmapped.isDisjoint(with: $0.character.unicodeScalars) }
    return search(doubtful).map { Self.diagnostic(Array($0.character.unicodeScalars), places: $0.places) }
  }

  private func search(_ texts: [UserTexts]) -> [(character: Character, places: [SourceLocation])] {
    search(
      texts.flatMap { texts in
        texts.occurrences(of: fonts.unmapped(texts.scalars)).map { ($0.character, $0.location) }
      })
  }

  private func search(
    _ doubtful: [(character: Character, place: SourceLocation)]
  ) -> [(character: Character, places: [SourceLocation])] {
    var places: [Character: [SourceLocation]] = [:]
    var order: [Character] = []
    for occurrence in doubtful {
      if places[occurrence.character] == nil {
        guard !fonts.shows(occurrence.character) else { continue }
        order.append(occurrence.character)
      }
      places[occurrence.character, default: []].append(occurrence.place)
    }
    return order.map { ($0, places[$0] ?? []) }
  }

  private static func diagnostic(_ scalars: [Unicode.Scalar], places: [SourceLocation]) -> Diagnostic {
    let character = String(String.UnicodeScalarView(scalars))
    let codes = scalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }.joined(separator: " ")
    let isRepeated = places.count > 1
    return Diagnostic(
      .error, "missing-glyph",
      LocalizedText(
        chinese: "没有字体能显示字符“\(character)”（\(codes)）" + (isRepeated ? "，共 \(places.count) 处" : ""),
        english: "no font shows the character “\(character)” (\(codes))"
          + (isRepeated ? ", which stands in \(places.count) places" : "")),
      at: places.first, notes: otherPlaces(places),
      hint: LocalizedText(
        chinese: "生成报告需要它：请换一个字，或在 Fonts/stack.json 里加入含有它的字体",
        english: "a report needs it: use another character, or add a font that has it to Fonts/stack.json"))
  }

  /// The first place on each further line.
  private static func otherPlaces(_ places: [SourceLocation]) -> [Diagnostic.Note] {
    var lines = Set(places.prefix(1).map(\.line))
    let others = places.filter { lines.insert($0.line).inserted }
    let hidden = others.count - shownPlaces
    return others.prefix(shownPlaces).enumerated().map { index, place in
      let isLast = hidden > 0 && index == shownPlaces - 1
      return Diagnostic.Note(
        LocalizedText(
          chinese: isLast ? "这一行也有，另有 \(hidden) 行从略" : "这一行也有",
          english: isLast ? "this line too; \(hidden) more are not shown" : "this line too"),
        at: place)
    }
  }
}
