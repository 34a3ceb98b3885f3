internal import AssessmentModel
internal import Diagnostics
internal import Fonts
internal import InputFiles
internal import Scoring
internal import Typesetting

/// Finds characters that no font of the stack has, before layout meets the first of them.
struct MissingCharacters {
  private let fonts: FontLibrary

  /// Looks with the fonts of a report.
  init(fonts: FontLibrary) { self.fonts = fonts }

  /// How many places of a character are named; the others are counted.
  private static let shownPlaces = 5

  /// One error for each such character of an assessment, at its first place and with the next ones.
  func findings(in texts: UserTexts) -> [Diagnostic] {
    var places: [Character: [SourceLocation]] = [:]
    var order: [Character] = []
    for occurrence in texts.occurrences(of: fonts.unmapped(texts.scalars)) {
      if places[occurrence.character] == nil {
        guard !fonts.shows(occurrence.character) else { continue }
        order.append(occurrence.character)
      }
      places[occurrence.character, default: []].append(occurrence.location)
    }
    return order.map { Self.diagnostic(Array($0.unicodeScalars), places: places[$0] ?? []) }
  }

  /// One error for each such character that the rubrics bring into a report.
  func findings(in rubrics: [Rubric]) -> [Diagnostic] {
    rubrics.flatMap { rubric -> [Diagnostic] in
      let texts = RubricTexts.printed(rubric)
      return fonts.unmapped(texts.flatMap(\.unicodeScalars)).sorted().compactMap { scalar in
        let text = texts.first { $0.unicodeScalars.contains(scalar) } ?? ""
        guard let character = text.first(where: { $0.unicodeScalars.contains(scalar) }), !fonts.shows(character) else {
          return nil
        }
        var diagnostic = Self.diagnostic(Array(character.unicodeScalars), places: [])
        diagnostic.notes = [
          Diagnostic.Note(
            LocalizedText(
              chinese: "它在准则 \(rubric.id) 的“\(text.prefix(40))”里",
              english: "it is in “\(text.prefix(40))” of the rubric \(rubric.id)"))
        ]
        return diagnostic
      }
    }
  }

  /// What layout found, where nothing else explains it: the character comes from the template.
  static func diagnostic(_ missing: MissingGlyph) -> Diagnostic {
    let context = missing.context.split(whereSeparator: \.isNewline).joined(separator: " ")
    var diagnostic = diagnostic(missing.scalars, places: [])
    diagnostic.notes = [Diagnostic.Note(LocalizedText(chinese: "它在“\(context)”里", english: "it is in “\(context)”"))]
    return diagnostic
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

/// The Chinese texts of a rubric that stand in reports.
enum RubricTexts {
  /// Titles, questions, reasons, wordings of marks, evidence and notes.
  static func printed(_ rubric: Rubric) -> [String] {
    [rubric.title.chinese, rubric.standard] + rubric.notes
      + rubric.domains.flatMap { [$0.title.chinese, $0.purpose] + $0.groups.compactMap(\.title?.chinese) }
      + rubric.items.flatMap { [$0.title.chinese, $0.question, $0.why] + $0.markWordings + $0.evidenceExpected }
      + rubric.results.flatMap { [$0.title.chinese, $0.publishedWording] + $0.gates.map(\.title.chinese) }
  }
}
