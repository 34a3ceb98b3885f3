public import AssessmentModel
public import Diagnostics

extension Gate.Condition {
  /// The condition in words with its cut-offs, such as “每个范畴 ≥ 70.00”.
  public func text(in rubric: Rubric) -> LocalizedText {
    switch self {
    case .total(let credit): Self.comparison("总分", "total", credit)
    case .everyDomain(let credit): Self.comparison("每个范畴", "every domain", credit)
    case .domain(let id, let credit):
      Self.comparison(rubric.domains.first { $0.id == id }?.title, id.rawValue, credit)
    case .everyItem(let credit): Self.comparison("每个适用评审项", "every applicable item", credit)
    case .item(let id, let credit):
      Self.comparison(rubric.items.first { $0.id == id }?.title, id.rawValue, credit)
    case .everyFacet(let credit):
      Self.comparison("每个范畴的每个维度", "every facet of every domain", credit)
    case .itemShare(let share, let credit):
      LocalizedText(
        chinese: "得分率 ≥ \(credit.display()) 的评审项占适用评审项 ≥ \(share.percentage())",
        english: "items with credit ≥ \(credit.display()) are ≥ \(share.percentage()) of the applicable items"
      )
    case .itemShareInEveryDomain(let share, let credit):
      LocalizedText(
        chinese: "每个范畴中得分率 ≥ \(credit.display()) 的评审项占适用评审项 ≥ \(share.percentage())",
        english: "in every domain, items with credit ≥ \(credit.display()) are ≥ \(share.percentage()) "
          + "of the applicable items")
    case .evidence(let share):
      LocalizedText(
        chinese: "引用有效证据的评审项占适用评审项 ≥ \(share.percentage())",
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
