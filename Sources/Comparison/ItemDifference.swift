public import AssessmentModel
public import Diagnostics

/// In what an item differs between two editions. Weight and clause number belong to an edition and are not counted.
public enum ItemDifference: String, Sendable, CaseIterable {
  /// The question.
  case question
  /// The wording of a mark.
  case markWordings = "mark-wordings"
  /// The facets that are marked.
  case facets
  /// Whether it may be declared not applicable.
  case notApplicable = "not-applicable"
  /// Only punctuation or white space of the question or of a wording.
  case punctuation
  /// The title.
  case title
  /// Anything that explains the item: why it matters, evidence expected, role, effort.
  case explanation

  /// Whether an answer given before the change means something else after it.
  public var changesMeaning: Bool {
    switch self {
    case .question, .markWordings, .facets, .notApplicable: true
    case .punctuation, .title, .explanation: false
    }
  }

  /// What differs, in words.
  public var title: LocalizedText {
    switch self {
    case .question: LocalizedText(chinese: "提问", english: "question")
    case .markWordings: LocalizedText(chinese: "等级描述", english: "wording of the marks")
    case .facets: LocalizedText(chinese: "评审维度", english: "facets")
    case .notApplicable: LocalizedText(chinese: "能否不适用", english: "whether it may be not applicable")
    case .punctuation: LocalizedText(chinese: "标点", english: "punctuation")
    case .title: LocalizedText(chinese: "名称", english: "title")
    case .explanation: LocalizedText(chinese: "说明", english: "explanation")
    }
  }

  /// In what two items differ, each as its edition has it; in the order of the list above.
  public static func between(_ old: Item, of oldRubric: Rubric, _ new: Item, of newRubric: Rubric) -> [ItemDifference] {
    var found: [ItemDifference] = []
    let questions = [(old.question, new.question)]
    let wordings = zip(old.markWordings.map(\.text), new.markWordings.map(\.text)).map { ($0, $1) }
    if differs(questions) { found.append(.question) }
    if differs(wordings) { found.append(.markWordings) }
    if oldRubric.facetIDs(of: old) != newRubric.facetIDs(of: new) { found.append(.facets) }
    if !isSame(old.notApplicable, new.notApplicable) { found.append(.notApplicable) }
    if found.allSatisfy({ $0 != .question && $0 != .markWordings }),
      (questions + wordings).contains(where: { $0.0 != $0.1 })
    {
      found.append(.punctuation)
    }
    if old.title != new.title { found.append(.title) }
    if old.why != new.why || old.evidenceExpected != new.evidenceExpected || old.role != new.role
      || old.effortInPersonDays != new.effortInPersonDays
    {
      found.append(.explanation)
    }
    return found
  }

  private static func differs(_ texts: [(String, String)]) -> Bool {
    texts.contains { $0.0 != $0.1 && words($0.0) != words($0.1) }
  }

  /// Marks between words; what stands in numbers and quantities, such as a point, a hyphen or %, is not among them.
  private static let separators = Set("，。；：、！？“”‘’（）《》「」【】,;:!?\"'()".unicodeScalars)

  /// A text without white space and the marks between words.
  private static func words(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !$0.properties.isWhitespace && !separators.contains($0) }
  }

  /// When it may be declared is advice to the reader; whether it may is a rule.
  private static func isSame(_ old: NotApplicablePolicy, _ new: NotApplicablePolicy) -> Bool {
    switch (old, new) {
    case (.forbidden, .forbidden), (.withReason, .withReason), (.byScope, .byScope): true
    default: false
    }
  }
}

extension Rubric {
  /// The facets on which an item is marked, in no order.
  func facetIDs(of item: Item) -> Set<FacetID> { Set((facetSets[item.facetSet]?.facets ?? []).map(\.id)) }
}
