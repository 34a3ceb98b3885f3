internal import Diagnostics
internal import Sealing

extension SealedFile.Role {
  /// What a file was used for, in words.
  var title: LocalizedText {
    switch self {
    case .assessment: LocalizedText(chinese: "评估文件", english: "assessment")
    case .evidence: LocalizedText(chinese: "证据", english: "evidence")
    case .indicators: LocalizedText(chinese: "指标与分析的数据", english: "data of indicators and analyses")
    case .rubric: LocalizedText(chinese: "准则", english: "rubric")
    case .template: LocalizedText(chinese: "模板", english: "template")
    case .brand: LocalizedText(chinese: "品牌", english: "brand")
    case .font: LocalizedText(chinese: "字体", english: "font")
    case .comparison: LocalizedText(chinese: "与之比较的评估", english: "compared with")
    }
  }
}
