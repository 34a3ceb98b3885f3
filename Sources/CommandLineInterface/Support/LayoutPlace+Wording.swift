internal import Diagnostics
internal import PageLayout

extension LayoutPlace {
  /// The place in the words of the program; headings and captions are quoted as the report has them.
  var wording: LocalizedText {
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
