public import AssessmentModel
public import Diagnostics

/// How a number came about: an operation, what it was applied to, and what came out, down to marks and weights.
public struct Derivation: Sendable, Equatable {
  /// What was done to the operands.
  public enum Operation: String, Sendable {
    /// Several numbers of one thing stand side by side.
    case list
    /// The weighted mean of the operands that are applicable.
    case weightedMean = "weighted-mean"
    /// The smallest operand.
    case minimum
    /// The share of operands that reach what is needed.
    case share
    /// A mark looked up in the credits of the scale.
    case creditOfMark = "credit-of-mark"
    /// What was found is compared with what is needed, by the full value.
    case comparison
    /// The highest result whose gates hold, and those of every result below it.
    case chain
    /// Nothing: it does not apply.
    case notApplicable = "not-applicable"
  }

  /// What came out.
  public enum Value: Sendable, Equatable {
    /// A credit.
    case credit(Rational)
    /// The credits still possible.
    case credits(Interval<Rational>)
    /// A share of 0 to 1.
    case share(Rational)
    /// The shares still possible.
    case shares(Interval<Rational>)
    /// A verdict in words.
    case words(LocalizedText)
  }

  /// What the number is of.
  public var label: LocalizedText
  /// The weight as an operand of what stands above, where it has one.
  public var weight: Rational?
  /// What was done.
  public var operation: Operation
  /// What came out; nil where nothing did.
  public var value: Value?
  /// What else explains it, such as why a mark was capped.
  public var note: LocalizedText?
  /// What it was done to.
  public var operands: [Derivation]

  init(
    _ label: LocalizedText, _ operation: Operation, _ value: Value?, weight: Rational? = nil,
    note: LocalizedText? = nil, operands: [Derivation] = []
  ) {
    self.label = label
    self.weight = weight
    self.operation = operation
    self.value = value
    self.note = note
    self.operands = operands
  }
}

// MARK: - Text

extension Derivation {
  /// One line of a derivation as text.
  public struct Line: Sendable, Equatable {
    /// How deep it stands, from 0.
    public var depth: Int
    /// The wording.
    public var text: String
  }

  /// The tree as lines, each operand one deeper than what it belongs to.
  ///
  /// - Parameter maximumDepth: the deepest line shown; nil shows all.
  public func lines(_ language: Language, maximumDepth: Int? = nil) -> [Line] {
    var lines: [Line] = []
    append(to: &lines, depth: 0, language, maximumDepth ?? .max)
    return lines
  }

  /// The tree as text, indented by two spaces a level, with a line end after each line.
  public func text(_ language: Language, maximumDepth: Int? = nil) -> String {
    lines(language, maximumDepth: maximumDepth)
      .map { String(repeating: "  ", count: $0.depth) + $0.text + "\n" }.joined()
  }

  private func append(to lines: inout [Line], depth: Int, _ language: Language, _ maximumDepth: Int) {
    guard depth <= maximumDepth else { return }
    lines.append(Line(depth: depth, text: line(language)))
    for operand in operands { operand.append(to: &lines, depth: depth + 1, language, maximumDepth) }
  }

  private func line(_ language: Language) -> String {
    let isChinese = language == .chinese
    var text = label[language]
    if let weight { text += isChinese ? "，权重 \(Self.plain(weight))" : ", weight \(Self.plain(weight))" }
    if let value { text += (isChinese ? "：" : ": ") + Self.words(value, language) }
    let explanation = [formula(language), note?[language]].compactMap(\.self)
    guard !explanation.isEmpty else { return text }
    return isChinese
      ? "\(text)（\(explanation.joined(separator: "；"))）" : "\(text) (\(explanation.joined(separator: "; ")))"
  }

  private func formula(_ language: Language) -> String? {
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
        terms.append("\(Self.plain(weight))×\(Self.plain(credit))")
        weights += weight
      }
      guard case .credit = value, terms.count > 1 else { return name }
      return "\(name) (\(terms.joined(separator: " + "))) ÷ \(Self.plain(weights))"
    }
  }

  private static func words(_ value: Value, _ language: Language) -> String {
    switch value {
    case .credit(let credit):
      let (rounded, exact) = (credit.display(), plain(credit))
      return credit.denominator == 1 ? rounded : "\(rounded) = \(exact)"
    case .credits(let interval):
      return "\(interval.worst.display())～\(interval.best.display())"
    case .share(let share):
      return "\(share.percentage()) = \(plain(share))"
    case .shares(let interval):
      return "\(interval.worst.percentage())～\(interval.best.percentage())"
    case .words(let text): return text[language]
    }
  }

  /// A number without its denominator where that is 1.
  private static func plain(_ number: Rational) -> String {
    number.denominator == 1 ? number.display(decimals: 0) : number.description
  }
}
