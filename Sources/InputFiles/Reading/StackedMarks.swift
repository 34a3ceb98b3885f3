internal import Diagnostics

/// A character with more combining marks on it than any script needs: they pile up over the lines around.
struct StackedMarks {
  /// The most marks that one character may have: pointed Hebrew and Vietnamese need three.
  static let most = 4

  /// The place of the character in the text, in scalars from 0.
  var base: Int
  /// How many marks it has.
  var count: Int

  /// Whether a scalar stands on the one before it. Variation selectors have no shape of their own.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x300, 0x3000...0x3029, 0x302E...0x3098, 0x309B...0xA66E, 0xFE00...0xFE0F, 0xFF00...0xFFEF,
      0xE0100...0xE01EF:
      return false
    default:
      let category = scalar.properties.generalCategory
      return category == .nonspacingMark || category == .enclosingMark
    }
  }

  /// The characters of a text that have too many.
  static func heaps(in text: String) -> [StackedMarks] {
    var heaps: [StackedMarks] = []
    var heap = StackedMarks(base: 0, count: 0)
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if isMark(scalar) {
        heap.count += 1
        continue
      }
      if heap.count > most { heaps.append(heap) }
      heap = StackedMarks(base: index, count: 0)
    }
    if heap.count > most { heaps.append(heap) }
    return heaps
  }

  /// What to say of it.
  /// - Parameter heaps: how many such characters the text has; this is the first.
  func diagnostic(at location: SourceLocation, heaps: Int) -> Diagnostic {
    let more = heaps > 1 ? wording("，这样的字共 \(heaps) 个", " (\(heaps) such characters)") : wording("", "")
    return Diagnostic(
      .error, "stacked-marks",
      wording(
        "一个字上叠了 \(count) 个组合符号，最多 \(Self.most) 个\(more.chinese)",
        "one character has \(count) combining marks on it; there may be \(Self.most)\(more.english)"),
      at: location,
      hint: wording("叠起的符号会盖住别的行，请删去", "heaped marks cover the lines around; delete them"))
  }
}
