public import AssessmentModel
public import Diagnostics

extension Derivation {
  /// One line of a derivation as text.
  public struct Line: Sendable, Equatable {
    /// How deep it stands, from 0.
    public var depth: Int
    /// The wording.
    public var text: String
    /// What it says.
    public var derivation: Derivation
  }

  /// The tree as lines, each operand one deeper than what it belongs to.
  ///
  /// - Parameter maximumDepth: the deepest line shown; nil shows all.
  public func lines(_ language: Language, maximumDepth: Int? = nil) -> [Line] {
    var lines: [Line] = []
    append(to: &lines, depth: 0, language, maximumDepth ?? .max)
    return lines
  }

  /// The tree as text, indented by two spaces a level, with a line end after each line; each weight with its share of
  /// those beside it, since a weight alone says nothing.
  public func text(_ language: Language, maximumDepth: Int? = nil) -> String {
    var lines: [Line] = []
    append(to: &lines, depth: 0, language, maximumDepth ?? .max, statesShares: true)
    return lines.map { String(repeating: "  ", count: $0.depth) + $0.text + "\n" }.joined()
  }

  private func append(
    to lines: inout [Line], depth: Int, _ language: Language, _ maximumDepth: Int, statesShares: Bool = false,
    share: Rational? = nil
  ) {
    guard depth <= maximumDepth else { return }
    lines.append(Line(depth: depth, text: line(language, share: share, explains: statesShares), derivation: self))
    let weights = operands.filter { $0.operation != .notApplicable }.compactMap(\.weight).sum()
    let isShared = statesShares && operation == .weightedMean && weights > 0
    for operand in operands {
      let share = operand.operation == .notApplicable ? nil : operand.weight.map { $0 / weights }
      operand.append(
        to: &lines, depth: depth + 1, language, maximumDepth, statesShares: statesShares, share: isShared ? share : nil)
    }
  }

  private func line(_ language: Language, share: Rational?, explains: Bool) -> String {
    let isChinese = language == .chinese
    let separator = isChinese ? "，" : ", "
    var text = [label[language], id].compactMap(\.self).joined(separator: " ")
    if let track { text += separator + track.title[language] }
    if let weight { text += separator + (isChinese ? "权重 " : "weight ") + Self.plain(weight) }
    if let share { text += isChinese ? "（占同级的 \(share.percentage())）" : " (\(share.percentage()) of its level)" }
    if let value { text += (isChinese ? "：" : ": ") + Self.words(value, language) }
    let explanation = [formula(language, explains: explains), note?[language]].compactMap(\.self)
    guard !explanation.isEmpty else { return text }
    return isChinese
      ? "\(text)（\(explanation.joined(separator: "；"))）" : "\(text) (\(explanation.joined(separator: "; ")))"
  }

  /// - Parameter explains: whether fractions are set in parentheses, so that 10×280/3 is not read as ten times 280 points.
  private func formula(_ language: Language, explains: Bool) -> String? {
    let isChinese = language == .chinese
    switch operation {
    case .list, .creditOfMark, .comparison, .notApplicable: return nil
    case .minimum: return isChinese ? "取最小值" : "smallest"
    case .share: return isChinese ? "达到者 ÷ 适用者" : "those that reach it ÷ those applicable"
    case .chain: return isChinese ? "须同时满足本级与以下各级的门槛" : "needs its own gates and those below"
    case .weightedMean:
      let name = isChinese ? "加权平均" : "weighted mean"
      var terms: [String] = []
      var weights = Rational(0)
      for operand in operands where operand.operation != .notApplicable {
        guard let weight = operand.weight, case .credit(let credit) = operand.value else { return name }
        let factors = [weight, credit].map { number in
          explains && !number.isWhole ? "(\(Self.plain(number)))" : Self.plain(number)
        }
        terms.append(factors.joined(separator: "×"))
        weights += weight
      }
      guard case .credit = value, (2...Self.mostTerms).contains(terms.count) else { return name }
      return "\(name) (\(terms.joined(separator: " + "))) ÷ \(Self.plain(weights))"
    }
  }

  /// A longer sum is not written out: the operands below it say as much.
  private static let mostTerms = 10

  private static func words(_ value: Value, _ language: Language) -> String {
    switch value {
    case .credit(let credit):
      let (rounded, exact) = (credit.typeset(), plain(credit))
      return credit.isWhole ? rounded : "\(rounded) = \(exact)"
    case .credits(let interval):
      return range(interval.worst.display(), interval.best.display(), language)
    case .share(let share):
      return "\(share.percentage()) = \(plain(share))"
    case .shareDifference(let difference):
      return UnitName.difference((difference * 100).typeset(), "%")[language] + " = \(plain(difference))"
    case .shares(let interval):
      return range(interval.worst.percentage(), interval.best.percentage(), language)
    case .count(let count): return String(count)
    case .counts(let interval): return range(String(interval.worst), String(interval.best), language)
    case .words(let text): return text[language]
    }
  }

  private static func range(_ worst: String, _ best: String, _ language: Language) -> String {
    "\(worst)\(language == .chinese ? "～" : " to ")\(best)"
  }

  /// A number without its denominator where that is 1, with a true minus sign.
  public static func plain(_ number: Rational) -> String {
    if number.isWhole { return number.typeset(decimals: 0) }
    return number < 0 ? number.description.replacing("-", with: "\u{2212}") : number.description
  }
}

extension Track {
  /// The name shown.
  public var title: LocalizedText {
    switch self {
    case .claimed: LocalizedText(chinese: "自称", english: "claimed")
    case .evidenced: LocalizedText(chinese: "有据", english: "evidenced")
    }
  }
}
