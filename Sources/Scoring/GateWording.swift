public import AssessmentModel
public import Diagnostics

extension Rubric {
  /// What its domains are called: 过程 where it has a process profile (CCOM), else 范畴.
  public var domainWord: LocalizedText {
    processProfile == nil
      ? LocalizedText(chinese: "范畴", english: "domain") : LocalizedText(chinese: "过程", english: "process")
  }
}

extension Gate.Condition {
  /// The condition in words with its cut-offs, such as “每个范畴 ≥ 70.00”.
  public func text(in rubric: Rubric) -> LocalizedText {
    switch self {
    case .total(let credit): Self.comparison("总得分率", "total credit", credit)
    case .everyDomain(let credit):
      Self.comparison("每个\(rubric.domainWord.chinese)", "every \(rubric.domainWord.english)", credit)
    case .domain(let id, let credit):
      Self.comparison(rubric.domains.first { $0.id == id }?.title, id.rawValue, credit)
    case .everyItem(let credit): Self.comparison("每个适用评审项", "every applicable item", credit)
    case .item(let id, let credit):
      Self.comparison(rubric.items.first { $0.id == id }?.title, id.rawValue, credit)
    case .everyFacet(let credit):
      Self.comparison(
        "每个\(rubric.domainWord.chinese)的每个维度", "every facet of every \(rubric.domainWord.english)", credit)
    case .itemShare(let share, let credit):
      LocalizedText(
        chinese: "适用评审项中，得分率 ≥ \(credit.display()) 的占比 ≥ \(share.percentage())",
        english: "items with credit ≥ \(credit.display()) are ≥ \(share.percentage()) of the applicable items"
      )
    case .itemShareInEveryDomain(let share, let credit):
      LocalizedText(
        chinese: "每个\(rubric.domainWord.chinese)的适用评审项中，得分率 ≥ \(credit.display()) 的占比 ≥ \(share.percentage())",
        english:
          "in every \(rubric.domainWord.english), items with credit ≥ \(credit.display()) are ≥ \(share.percentage()) "
          + "of the applicable items")
    case .evidence(let share):
      LocalizedText(
        chinese: "适用评审项中，引用有效证据的占比 ≥ \(share.percentage())",
        english: "items that cite valid evidence are ≥ \(share.percentage()) of the applicable items")
    }
  }

  private static func comparison(_ chinese: String, _ english: String, _ credit: Rational) -> LocalizedText {
    LocalizedText(chinese: "\(chinese) ≥ \(credit.display())", english: "\(english) ≥ \(credit.display())")
  }

  private static func comparison(_ title: LocalizedText?, _ id: String, _ credit: Rational) -> LocalizedText {
    comparison("“\(title?.chinese ?? id)”", "“\(title?.english ?? id)”", credit)
  }
}
