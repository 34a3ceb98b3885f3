public import Diagnostics

/// The name of an organisation, which a cover prints on a line of its own.
public enum OrganisationName {
  /// The longest name, in Unicode scalars.
  static let limit = 100

  /// Everything that keeps a text from being the name in an assessment; empty where `check` takes it.
  /// - Parameter option: where the text was given, such as `--organisation`.
  public static func problems(of text: String, givenBy option: String) -> [Diagnostic] {
    guard !text.trimmingBlanks.isEmpty else {
      return [
        Diagnostic(
          .error, "organisation",
          wording("\(option) 后面没有名称", "\(option) has no name"),
          hint: wording("例如 \(option) 华东客户联络中心", "such as \(option) 华东客户联络中心"))
      ]
    }
    var problems: [Diagnostic] = []
    let length = text.unicodeScalars.count
    if length > limit {
      problems.append(
        Diagnostic(
          .error, "organisation",
          wording(
            "\(option) 的名称有 \(length) 个字，最多 \(limit) 个",
            "the name of \(option) has \(length) characters; there may be \(limit)"),
          hint: wording("请写简称，全称可以写在 scope 里", "use a short name; the full one may stand in scope")))
    }
    for (index, character) in text.enumerated() {
      let marks = character.unicodeScalars.count(where: StackedMarks.isMark)
      if marks > StackedMarks.most {
        let reason = wording(
          "上叠了 \(marks) 个组合符号，最多 \(StackedMarks.most) 个",
          "has \(marks) combining marks on it; there may be \(StackedMarks.most)")
        problems.append(
          refusal(of: Array(character.unicodeScalars.prefix(1)), at: index, of: text, givenBy: option, because: reason))
      }
      for scalar in character.unicodeScalars {
        guard let fault = fault(scalar) else { continue }
        problems.append(refusal(of: [scalar], at: index, of: text, givenBy: option, because: fault))
      }
    }
    return problems
  }

  /// A refusal of a character, with its place in the text.
  /// - Parameters:
  ///   - index: the character's number in the text, from 0.
  ///   - reason: what is wrong with it, to follow “the 3rd character U+0007”.
  public static func refusal(
    of scalars: [Unicode.Scalar], at index: Int, of text: String, givenBy option: String, because reason: LocalizedText
  ) -> Diagnostic {
    let name = scalars.map(SuspectCharacter.notation).joined(separator: " ")
    let before = String(text.prefix(index).suffix(8))
    let chinese = before.isEmpty ? "" : "（在“\(excerpt(before))”之后）"
    let english = before.isEmpty ? "" : " (behind “\(excerpt(before))”)"
    return Diagnostic(
      .error, "organisation",
      wording(
        "\(option) 的第 \(index + 1) 个字符\(chinese) \(name) \(reason.chinese)",
        "character \(index + 1) of \(option)\(english), \(name), \(reason.english)"),
      hint: wording("请删去或换掉它，再运行一次", "delete or replace it, then run this again"))
  }

  private static func fault(_ scalar: Unicode.Scalar) -> LocalizedText? {
    switch scalar {
    case "\n", "\r", "\t": return wording("是换行或制表符，名称只能写一行", "is a line end or tab; a name stands on one line")
    default: break
    }
    switch SuspectCharacter(scalar) {
    case .control: return wording("是不可见的控制字符", "is a control character")
    case .noncharacter: return wording("不是字符（Unicode 保留的码位）", "is no character")
    case .direction: return wording("是改变书写方向的不可见字符", "is an invisible direction control")
    case .replacement: return wording("是乱码的痕迹，命令行的文字不是 UTF-8", "stands for lost text: the command line is not UTF-8")
    case .invisible, .privateUse, nil: return nil
    }
  }
}
