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
    if let mark = meant(text) {
      return !scalar.isPlain && text == String(mark)
        ? wording("请去掉引号：\(mark)", "take the quotes away: \(mark)") : wording("请写成 \(mark)", "write \(mark)")
    }
    switch text.lowercased() {
    case "不适用", "na", "n/a", "-", "/", "无":
      return wording(
        "不适用的写成 {not-applicable: 理由}；尚未评审的请删去这个维度",
        "what does not apply is written {not-applicable: reason}; delete the facet if it is not yet assessed")
    case "0":
      return wording(
        "没有做就是 1；尚未评审的请删去这个维度",
        "what is not done at all is a 1; delete the facet if it is not yet assessed")
    default: break
    }
    guard let value = NumberReader.exact(text), value > 1, value < 5 else { return nil }
    let lower = Mark.allCases.last { Rational($0.rawValue) <= value }?.rawValue ?? 1
    guard Rational(lower) < value else { return wording("请写成 \(lower)", "write \(lower)") }
    return wording(
      "没有半级，请按描述取 \(lower) 或 \(lower + 1)", "there are no half marks; take \(lower) or \(lower + 1) by their wordings")
  }

  private func meant(_ text: String) -> Int? {
    if let title = Mark.allCases.first(where: { mark in
      let title = scale[mark].title
      return text == title.chinese || text.lowercased() == title.english.lowercased()
    }) {
      return title.rawValue
    }
    return WrittenNumber.whole(text).flatMap { (1...5).contains($0) ? $0 : nil }
  }
}
