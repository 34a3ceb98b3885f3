internal import AssessmentModel
internal import Diagnostics
internal import OperationalAnalysis

/// The words for intervals that were left out or do not fit the others.
struct ForecastCoverageWording {
  private let check: ForecastCheck

  init(_ check: ForecastCheck) { self.check = check }

  /// What a reader of the figures has to know; empty where every day is whole.
  var sentences: [LocalizedText] { [omitted, withoutTeam, offStep, incompleteDays].compactMap(\.self) }

  private var omitted: LocalizedText? {
    let omitted = check.omitted.filter { $0.lacksForecast || $0.lacksActual }
    guard !omitted.isEmpty else { return nil }
    let places = Self.list(omitted.map { "\($0.day) \(ForecastCheck.clock($0.minute))" })
    let count = omitted.count
    return both(
      "有 \(count) 个时段缺预测或实际，没有计入：\(places.chinese)。",
      "\(count) \(count == 1 ? "interval was" : "intervals were") left out for want of a forecast or an actual: \(places.english)."
    )
  }

  private var withoutTeam: LocalizedText? {
    let omitted = check.omitted.filter { $0.lacksTeam != nil && !$0.lacksForecast && !$0.lacksActual }
    guard !omitted.isEmpty else { return nil }
    func place(_ omission: ForecastCheck.Omission) -> String {
      "\(omission.day) \(ForecastCheck.clock(omission.minute))"
    }
    let chinese = Self.list(omitted.map { "\(place($0)) 缺\($0.lacksTeam ?? "")" }).chinese
    let english = Self.list(omitted.map { "\(place($0)) lacks \($0.lacksTeam ?? "")" }).english
    let count = omitted.count
    return both(
      "有 \(count) 个时段缺某个组的行，各组相加不是全中心的量，没有计入：\(chinese)。",
      "\(count) \(count == 1 ? "interval lacks" : "intervals lack") the row of a team, so that the teams do not add up to the centre, and \(count == 1 ? "was" : "were") left out: \(english)."
    )
  }

  private var offStep: LocalizedText? {
    guard let step = check.coverage.step, !check.coverage.offStep.isEmpty else { return nil }
    let places = Self.list(check.coverage.offStep.map { "\($0.day) \(ForecastCheck.clock($0.minute))" })
    let count = check.coverage.offStep.count
    return both(
      "有 \(count) 个时段不在每 \(step) 分钟一格的位置上：\(places.chinese)。它们计入了，但可能与别的时段重叠，请核对。",
      "\(count) \(count == 1 ? "interval does" : "intervals do") not begin where the steps of \(step) minutes do: \(places.english). They count, but may overlap others; check them."
    )
  }

  private var incompleteDays: LocalizedText? {
    let days = check.coverage.incompleteDays
    guard !days.isEmpty else { return nil }
    let places = Self.list(days.map(\.description))
    return both(
      "有 \(days.count) 天缺别的天（同一星期几）常有的时段：\(places.chinese)。按天的合计不是这些天的全天业务量。",
      "\(days.count) \(days.count == 1 ? "day lacks" : "days lack") intervals that other days (of the same weekday) have: \(places.english). Their sums are not those of whole days."
    )
  }

  /// The first three of a list.
  private static func list(_ places: [String]) -> LocalizedText {
    let isCut = places.count > 3
    return both(
      places.prefix(3).joined(separator: "、") + (isCut ? " 等" : ""),
      places.prefix(3).joined(separator: ", ") + (isCut ? " and others" : ""))
  }

  /// All of it as JSON.
  var results: [(String, JSONText)] {
    [
      (
        "omitted",
        .array(
          check.omitted.map { omission in
            .object([
              ("day", .string("\(omission.day)")), ("time", .string(ForecastCheck.clock(omission.minute))),
              ("lacks-forecast", .bool(omission.lacksForecast)), ("lacks-actual", .bool(omission.lacksActual)),
              ("lacks-team", omission.lacksTeam.map { .string($0) } ?? .null),
            ])
          })
      ), ("step-minutes", check.coverage.step.map { .integer($0) } ?? .null),
      (
        "off-step",
        .array(
          check.coverage.offStep.map { start in
            .object([("day", .string("\(start.day)")), ("time", .string(ForecastCheck.clock(start.minute)))])
          })
      ), ("incomplete-days", .array(check.coverage.incompleteDays.map { .string("\($0)") })),
    ]
  }
}
