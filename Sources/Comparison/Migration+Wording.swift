public import Diagnostics

extension Migration.Fate {
  /// The fate in words.
  public var title: LocalizedText {
    switch self {
    case .carried: LocalizedText(chinese: "带入", english: "carried")
    case .converted: LocalizedText(chinese: "转换待复核", english: "converted, to be reviewed")
    case .parked: LocalizedText(chinese: "搁置", english: "parked")
    }
  }
}

extension Migration.Standing {
  /// Where the answer stands, in words.
  public var title: LocalizedText {
    switch self {
    case .met: LocalizedText(chinese: "达到", english: "met")
    case .between: LocalizedText(chinese: "介于达到与未达到之间", english: "between met and unmet")
    case .unmet: LocalizedText(chinese: "未达到", english: "unmet")
    case .notApplicable: LocalizedText(chinese: "不适用", english: "not applicable")
    case .unknown: LocalizedText(chinese: "没有评完", english: "not answered in full")
    }
  }
}

extension Migration.ParkingReason {
  /// The reason in words.
  public var title: LocalizedText {
    switch self {
    case .noCounterpart: LocalizedText(chinese: "新版没有对应项", english: "the new edition has no counterpart")
    case .otherMeaning: LocalizedText(chinese: "所问不同，等级不能照搬", english: "what is asked differs")
    case .severalItems: LocalizedText(chinese: "一项对几项，等级不能照搬", english: "several items stand against it")
    case .otherFacets: LocalizedText(chinese: "评审维度不同", english: "the facets differ")
    case .contested:
      LocalizedText(chinese: "不止一项对同一新项，或一项对几个新项", english: "several items stand against one new item, or the reverse")
    case .alwaysApplicable: LocalizedText(chinese: "新项不得声明不适用", english: "the new item may not be not applicable")
    case .unknownItem: LocalizedText(chinese: "旧版没有这一项", english: "the old edition has no such item")
    }
  }
}
