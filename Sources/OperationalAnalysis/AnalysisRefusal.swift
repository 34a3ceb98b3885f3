public import Diagnostics
public import Statistics

/// Why an analysis, or a part of it, gives no result: what the data lack, and what would be needed.
public struct AnalysisRefusal: Error, Hashable, Sendable {
  /// A stable English name of the reason, such as `too-few`.
  public let code: String
  /// What is the matter, in words for the one who has the data.
  public let message: LocalizedText

  /// Names a reason.
  public init(_ code: String, _ chinese: String, _ english: String) {
    self.code = code
    message = LocalizedText(chinese: chinese, english: english)
  }

  /// The reason that a method gave.
  ///
  /// - Parameter subject: what it looked at, such as the name of an indicator.
  public init(_ error: StatisticsError, of subject: String) {
    self.init(error, of: LocalizedText(chinese: subject, english: subject))
  }

  /// The reason that a method gave.
  ///
  /// - Parameter name: what it looked at, in words of this program.
  public init(_ error: StatisticsError, of name: LocalizedText) {
    let (subject, named) = (name.chinese, name.english)
    switch error {
    case .tooFew(let what, let needed, let found):
      let (chinese, english) = Self.countable(what)
      self.init(
        "too-few", "\(subject)：至少要 \(needed) \(chinese)，这里有 \(found)",
        "\(named): at least \(needed) \(english) needed, \(found) found")
    case .noVariation(what: .valuesPerGroup):
      self.init(
        "no-variation", "\(subject)：每组之内的值都相同，没有组内波动可作比较",
        "\(named): the values of each group are equal, so there is no spread to compare with")
    case .noVariation(what: .groups):
      self.init(
        "no-variation", "\(subject)：两边各自都没有波动（或都没有发生、都全部发生），没有可比的差异",
        "\(named): neither side varies (nothing happened on both, or everything did), so there is nothing to compare")
    case .noVariation:
      self.init("no-variation", "\(subject)：所有值都相同，没有可比的差异", "\(named): all values are equal, nothing varies")
    case .lengthsDiffer(let first, let second):
      self.init(
        "lengths-differ", "\(subject)：两边的个数不同（\(first) 与 \(second)）",
        "\(named): the two sides have \(first) and \(second) values")
    case .outOfRange(let what):
      let (chinese, english) = Self.quantity(what)
      self.init("out-of-range", "\(subject)：\(chinese)超出可用的范围", "\(named): \(english) out of range")
    case .dependentColumns:
      self.init("dependent-columns", "\(subject)：一列可由其他列算出", "\(named): one column follows from the others")
    case .notRepresentable:
      self.init("not-representable", "\(subject)：结果太大或太小", "\(named): the result is too large or too small")
    }
  }

  private static func countable(_ what: StatisticsError.Quantity) -> (String, String) {
    switch what {
    case .pairs: ("对数据", "pairs")
    case .groups: ("组", "groups")
    case .valuesPerGroup: ("个值（每组）", "values in each group")
    case .trials: ("件", "counted")
    case .samples: ("期（每一段里有样本的）", "periods with a sample in each phase")
    case .subgroups: ("期（每一段里）", "subgroups in each phase")
    default: ("个值", "values")
    }
  }

  private static func quantity(_ what: StatisticsError.Quantity) -> (String, String) {
    switch what {
    case .values: ("数值（不能为负）", "a value (0 or more) is")
    case .subgroupSize: ("每组的个数（应为 2 至 25）", "the size of a subgroup (2 to 25) is")
    case .successes: ("计数（不能大于基数）", "a count above its base is")
    case .sampleSize: ("样本量（应为 1 至总数，并够每组的最少数）", "the sample size is")
    case .margin: ("误差（应大于 0）", "the margin (more than 0) is")
    case .population: ("总数（应不小于 1）", "the population (at least 1) is")
    case .probability: ("比例（应大于 0 且小于 100%）", "the share (more than 0 and less than 100 %) is")
    case .time: ("时长", "a duration is")
    default: ("数值（不能为负）", "a value is")
    }
  }
}

extension Result where Failure == AnalysisRefusal {
  /// Runs a method and keeps its outcome, or its reason to refuse.
  init(of subject: String, _ method: () throws(StatisticsError) -> Success) {
    self.init(of: LocalizedText(chinese: subject, english: subject), method)
  }

  /// Runs a method and keeps its outcome, or its reason to refuse, which names the subject in both languages.
  init(of subject: LocalizedText, _ method: () throws(StatisticsError) -> Success) {
    do throws(StatisticsError) { self = .success(try method()) } catch {
      self = .failure(AnalysisRefusal(error, of: subject))
    }
  }
}

/// Runs a method that is the whole point of an analysis.
func required<Value>(
  _ subject: String, _ method: () throws(StatisticsError) -> Value
) throws(AnalysisRefusal) -> Value {
  try required(LocalizedText(chinese: subject, english: subject), method)
}

/// Runs a method that is the whole point of an analysis, whose subject has a name in both languages.
func required<Value>(
  _ subject: LocalizedText, _ method: () throws(StatisticsError) -> Value
) throws(AnalysisRefusal) -> Value {
  do throws(StatisticsError) { return try method() } catch { throw AnalysisRefusal(error, of: subject) }
}
