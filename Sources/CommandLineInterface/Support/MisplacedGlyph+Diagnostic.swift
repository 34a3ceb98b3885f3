internal import Diagnostics
internal import Foundation
internal import PageLayout
internal import Typesetting

extension MisplacedGlyph {
  /// The fault, at the place in the assessment where the character stands there.
  func diagnostic(in loaded: LoadedSource?) -> Diagnostic {
    let codes = missing.scalars.map { "U+" + String(format: "%04X", $0.value) }.joined(separator: " ")
    let character = String(String.UnicodeScalarView(missing.scalars))
    let context = missing.context.split(whereSeparator: \.isNewline).joined(separator: " ")
    let place = place.wording
    return Diagnostic(
      .error, "missing-glyph",
      LocalizedText(
        chinese: "没有字体能显示字符“\(character)”（\(codes)），它在报告的“\(place.chinese)”，上下文是“\(context)”",
        english:
          "no font shows the character “\(character)” (\(codes)) in “\(place.english)” of the report: “\(context)”"
      ),
      at: loaded?.location(of: missing.scalars),
      hint: LocalizedText(
        chinese: "请换一个字，或在 Fonts/stack.json 里加入含有它的字体",
        english: "use another character, or add a font that has it to Fonts/stack.json"))
  }
}

extension LayoutPlace {
  /// The place in the words of the program; headings and captions are quoted as the report has them.
  fileprivate var wording: LocalizedText {
    switch part {
    case .cover: LocalizedText(chinese: "封面", english: "the cover")
    case .runningHead: LocalizedText(chinese: "页眉", english: "the running head")
    case .foot: LocalizedText(chinese: "页脚", english: "the foot")
    case .watermark: LocalizedText(chinese: "水印", english: "the watermark")
    case .body:
      LocalizedText(
        chinese: path.isEmpty ? "正文" : path.joined(separator: " › "),
        english: path.isEmpty ? "the text" : path.joined(separator: " › "))
    }
  }
}
