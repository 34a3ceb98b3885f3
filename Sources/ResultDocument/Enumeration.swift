import Diagnostics

/// Names in a row, as a sentence or a table cell takes them.
///
/// The Chinese form counts in all (“甲、乙、丙等 12 项”), the English form what is left out (“a, b, c and 9 more”).
struct Enumeration {
  /// What is counted: the Chinese measure word, such as 项 or 个范畴; nil leaves the count to the sentence around it.
  enum Unit: String {
    case items = "项"
    case domains = "个范畴"
    case processes = "个过程"
    case places = "处"
    case unspoken = ""
  }

  /// How many names are written out where there are more.
  static let shown = 3

  /// Every name, in the order in which a reader should meet them.
  let names: [LocalizedText]
  let unit: Unit

  init(_ names: [LocalizedText], _ unit: Unit) {
    self.names = names
    self.unit = unit
  }

  /// The names; nil where there is none.
  func text(shown: Int = shown) -> LocalizedText? {
    guard !names.isEmpty else { return nil }
    let first = names.prefix(shown)
    let chinese = first.map(\.chinese).joined(separator: "、")
    let english = first.map(\.english).joined(separator: ", ")
    guard names.count > shown else { return LocalizedText(chinese: chinese, english: english) }
    let count = unit == .unspoken ? "" : " \(names.count) \(unit.rawValue)"
    return LocalizedText(
      chinese: "\(chinese)等\(count)", english: "\(english) and \(names.count - shown) more")
  }
}
