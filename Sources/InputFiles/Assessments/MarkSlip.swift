internal import AssessmentModel
internal import Diagnostics

/// A mark that is written in another way than as a whole number from 1 to 5, and what it may have meant.
struct MarkSlip {
  private let node: YAMLNode
  private let scale: MarkScale

  init(_ node: YAMLNode, scale: MarkScale) {
    self.node = node
    self.scale = scale
  }

  /// What to do, or nil where nothing can be guessed.
  var hint: LocalizedText? {
    guard case .scalar(let scalar) = node.content else { return nil }
    let text = scalar.text.trimmingBlanks
    if let mark = Self.mark(text, scale: scale) {
      return !scalar.isPlain && text == String(mark)
        ? wording("请去掉引号：\(mark)", "take the quotes away: \(mark)") : wording("请写成 \(mark)", "write \(mark)")
    }
    if Self.saysNotApplicable(text) {
      return wording(
        "不适用的写成 {not-applicable: 理由}；尚未评审的请删去这个维度",
        "what does not apply is written {not-applicable: reason}; delete the facet if it is not yet assessed")
    }
    if text == "0" {
      return wording(
        "没有做就是 1；尚未评审的请删去这个维度",
        "what is not done at all is a 1; delete the facet if it is not yet assessed")
    }
    let range = text.split { "-~～至到—".contains($0) }.compactMap { WrittenNumber.whole(String($0)) }
    if range.count == 2, range[0] + 1 == range[1], (1...4).contains(range[0]) { return between(range[0]) }
    guard let value = NumberReader.exact(text) ?? WrittenNumber.whole(text).map({ Rational($0) }) else {
      return scalar.kind == .text ? titles : nil
    }
    if value > 5 {
      return wording(
        "等级不是分数或百分数，最高是 5；请按这一项各级的描述取 1 到 5", "a mark is no score or percentage: take 1 to 5 by the item's wordings")
    }
    guard value > 1, value < 5 else { return nil }
    let lower = Mark.allCases.last { Rational($0.rawValue) <= value }?.rawValue ?? 1
    return Rational(lower) < value ? between(lower) : wording("请写成 \(lower)", "write \(lower)")
  }

  private func between(_ lower: Int) -> LocalizedText {
    wording(
      "没有半级，请按描述取 \(lower) 或 \(lower + 1)", "there are no half marks; take \(lower) or \(lower + 1) by their wordings")
  }

  /// All marks, for a word that is none of their titles.
  private var titles: LocalizedText {
    wording(
      Mark.allCases.map { "\($0.rawValue) \(scale[$0].title.chinese)" }.joined(separator: "、")
        + "；尚未评审的请删去这个维度",
      Mark.allCases.map { "\($0.rawValue) \(scale[$0].title.english)" }.joined(separator: ", ")
        + "; delete the facet if it is not yet assessed")
  }

  /// The mark that a text means: a number in another form, or a title of the scale.
  static func mark(_ text: String, scale: MarkScale) -> Int? {
    let text = InputMethodMarks.unwrapped(text)
    if let title = Mark.allCases.first(where: { mark in
      let title = scale[mark].title
      return text == title.chinese || text.lowercased() == title.english.lowercased()
    }) {
      return title.rawValue
    }
    return WrittenNumber.whole(text).flatMap { (1...5).contains($0) ? $0 : nil }
  }

  /// Whether a text says that something does not apply.
  static func saysNotApplicable(_ text: String) -> Bool {
    ["不适用", "na", "n/a", "n.a.", "not applicable", "-", "—", "/", "无"].contains(text.trimmingBlanks.lowercased())
  }
}
