import Canvas
import PageLayout
import Synchronization
import Typesetting

/// Sets text as another setter does, and notes how each paragraph is aligned.
final class AlignmentRecorder: TextSetting {
  /// The length of each text whose lines were asked for, and its alignment.
  let seen = Mutex<[(count: Int, alignment: LineStyle.Alignment)]>([])
  private let setter: PlainSetter

  init(_ setter: PlainSetter) { self.setter = setter }

  func widths(of paragraph: TextParagraph) throws(MissingGlyphs) -> TextWidths { try setter.widths(of: paragraph) }

  func lines(of paragraph: TextParagraph, width: Points) throws(MissingGlyphs) -> [LineFragment] {
    let count = paragraph.pieces.reduce(0) { count, piece in
      if case .text(let text, _) = piece { count + text.count } else { count }
    }
    seen.withLock { $0.append((count, paragraph.style.alignment)) }
    return try setter.lines(of: paragraph, width: width)
  }
}
