internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// A forecast against what came.
  public init(_ check: ForecastCheck) {
    self.init(.forecast)
    fact("范围", "range", both("\(check.period.from) 至 \(check.period.to)", "\(check.period.from) to \(check.period.to)"))
    fact("时段", "intervals", both("\(check.count) 个，\(check.days) 天", "\(check.count) on \(check.days) days"))
    fact("容许误差", "tolerance", .same("±" + Self.percentText(check.tolerance.nearestDouble)))
    for outcome in [check.variation] { _ = value(outcome) }
    conclusions = Self.sentences(check) + ForecastCoverageWording(check).sentences
    figure("各时段的平均业务量：预测与实际", "Mean volume by time of day: forecast and actual") {
      .trend(Self.volumes(check, $0))
    }
    figure("各时段的误差与离散", "Error and variation by time of day") { .trend(Self.errors(check, $0)) }
    levelTable(check)
    bandTable(check)
    slotTable(check)
    notes = Self.notes
    results = Self.results(check)
  }

  private static func percentText(_ share: Double?) -> String { share.map { NumberText.percent($0) } ?? "—" }

  private static func signedPercent(_ share: Double?) -> String {
    guard let share else { return "—" }
    let text = NumberText.percent(share)
    return share > 0 && text != "0.0%" ? "+" + text : text
  }

  private mutating func levelTable(_ check: ForecastCheck) {
    func row(_ name: LocalizedText, _ accuracy: ForecastAccuracy) -> [LocalizedText] {
      [
        name, .same(String(accuracy.count)), .same(Self.percentText(accuracy.weightedAbsolutePercentageError)),
        .same(Self.percentText(accuracy.meanAbsolutePercentageError)), .same(Self.signedPercent(accuracy.bias)),
        .same(NumberText.percent(accuracy.shareWithinTolerance)),
        accuracy.correlation.map { .same(NumberText.decimal($0.coefficient, 3)) } ?? .none,
      ]
    }
    let whole: [LocalizedText] = [
      check.cancels ? both("整个期间（误差相抵）", "whole (errors cancel)") : both("整个期间", "whole"), .same("1"),
      .same(Self.percentText(check.totalError)), .none,
      .same(Self.signedPercent(check.accuracy.bias)), .none, .none,
    ]
    table(
      "误差：按时段判断，合计只作对照", "Errors: judged by interval, sums only for comparison",
      [
        words("合计到", "added up to"), number("n"), number("WAPE"), number("MAPE"), number("偏差", "bias"),
        number("容许内", "within"), number("CORREL"),
      ],
      [row(both("时段", "interval"), check.accuracy)]
        + (check.byDay.map { [row(both("天", "day"), $0)] } ?? []) + [whole])
  }

  private mutating func bandTable(_ check: ForecastCheck) {
    let isCounted = check.handledShare != nil
    table(
      "峰、平、谷", "Peak, flat and valley",
      [
        words("时段带", "band"), number("时段", "n"), number("业务量", "volume"), number("占比", "share"), number("WAPE"),
        number("偏差", "bias"), number("容许内", "within"),
      ] + (isCounted ? [number("人工受理", "by agents")] : []),
      check.bands.map { band in
        [
          Self.bandName(band.name), .same(String(band.count)),
          .same(NumberText.decimal(band.volume, 0)), .same(Self.percentText(band.share)),
          .same(Self.percentText(band.accuracy.weightedAbsolutePercentageError)),
          .same(Self.signedPercent(band.accuracy.bias)), .same(NumberText.percent(band.accuracy.shareWithinTolerance)),
        ] + (isCounted ? [.same(Self.percentText(band.handledShare))] : [])
      }
        + (isCounted
          ? [
            [
              both("合计", "all"), .same(String(check.count)),
              .same(NumberText.decimal(check.bands.map(\.volume).sum(), 0)),
              .same(NumberText.percent(1)),
              .same(Self.percentText(check.accuracy.weightedAbsolutePercentageError)),
              .same(Self.signedPercent(check.accuracy.bias)),
              .same(NumberText.percent(check.accuracy.shareWithinTolerance)),
              .same(Self.percentText(check.handledShare)),
            ]
          ] : []))
  }

  private static func bandName(_ name: String) -> LocalizedText {
    switch name {
    case "": both("其余", "other")
    case "高峰": both(name, "peak")
    case "平段": both(name, "flat")
    case "低谷": both(name, "valley")
    default: .same(name)
    }
  }

  private mutating func slotTable(_ check: ForecastCheck) {
    // By the calls that are missed: a percentage is large where little comes, and none where nothing does.
    let worst = check.slots.filter { $0.accuracy.meanAbsoluteError > 0 }
      .sorted {
        ($1.accuracy.meanAbsoluteError, $0.minute) < ($0.accuracy.meanAbsoluteError, $1.minute)
      }.prefix(8)
    guard !worst.isEmpty else { return }
    table(
      "误差最大的时段（按平均绝对差排）", "Times of day with the largest errors, by volume",
      [
        words("时刻", "time"), number("天数", "days"), number("平均实际", "actual"), number("平均预测", "forecast"),
        number("平均绝对差", "mean abs. error"), number("WAPE"), number("偏差", "bias"), number("离散系数", "CV"),
      ],
      worst.map { slot in
        [
          .same(ForecastCheck.clock(slot.minute)), .same(String(slot.count)), .same(NumberText.decimal(slot.actual, 1)),
          .same(NumberText.decimal(slot.forecast, 1)),
          .same(NumberText.decimal(slot.accuracy.meanAbsoluteError, 1)),
          .same(Self.percentText(slot.accuracy.weightedAbsolutePercentageError)),
          .same(Self.signedPercent(slot.accuracy.bias)),
          (try? slot.variation.get()).map { .same(NumberText.percent($0)) } ?? .none,
        ]
      })
  }

  private static func sentences(_ check: ForecastCheck) -> [LocalizedText] {
    var sentences: [LocalizedText] = []
    let accuracy = check.accuracy
    if let error = accuracy.weightedAbsolutePercentageError {
      sentences.append(
        both(
          "按时段看，预测与实际平均相差业务量的 \(NumberText.percent(error))，\(NumberText.percent(accuracy.shareWithinTolerance)) 的时段误差在 ±\(percentText(check.tolerance.nearestDouble)) 以内。",
          "By interval the forecast misses \(NumberText.percent(error)) of the volume; \(NumberText.percent(accuracy.shareWithinTolerance)) of the intervals are within ±\(percentText(check.tolerance.nearestDouble))."
        ))
      if let total = check.totalError, total < error / 2 {
        sentences.append(
          both(
            "整个期间合计只差 \(NumberText.percent(total))，是各时段正负误差相抵的结果：不能用合计误差证明预测可靠。",
            "Added up over the whole period it misses only \(NumberText.percent(total)), because errors cancel: the sum proves nothing about the forecast."
          ))
      }
    }
    if check.emptyCount > 0 {
      sentences.append(
        both(
          "有 \(check.emptyCount) 个时段的实际业务量是 0，百分比误差没有意义，MAPE 没有计入这些时段；请以 WAPE 为准。",
          "Nothing came in \(check.emptyCount) of the intervals, where a percentage error means nothing: MAPE leaves them out; go by WAPE."
        ))
    }
    if let bias = accuracy.bias, bias.magnitude > 0.02 {
      sentences.append(
        bias > 0
          ? both(
            "总体预测偏高 \(NumberText.percent(bias))，会多排人。",
            "On the whole the forecast is \(NumberText.percent(bias)) too high, which plans too many people.")
          : both(
            "总体预测偏低 \(NumberText.percent(-bias))，会少排人。",
            "On the whole the forecast is \(NumberText.percent(-bias)) too low, which plans too few people."))
    }
    let known = check.slots.compactMap { slot in (try? slot.variation.get()).map { (slot, $0) } }
    if let (slot, most) = known.max(by: { $0.1 < $1.1 }), let least = known.min(by: { $0.1 < $1.1 })?.1,
      known.count > 1, most > 0, NumberText.percent(least) != NumberText.percent(most)
    {
      sentences.append(
        both(
          "同一时刻各天的离散系数在 \(NumberText.percent(least)) 与 \(NumberText.percent(most)) 之间，\(ForecastCheck.clock(slot.minute)) 最不稳定：离散大的时刻要留机动人力。",
          "The coefficient of variation of one time of day lies between \(NumberText.percent(least)) and \(NumberText.percent(most)); \(ForecastCheck.clock(slot.minute)) is the least steady: keep a reserve where it is large."
        ))
    }
    if let share = check.handledShare {
      sentences.append(
        both(
          "人工受理占 \(NumberText.percent(share))，其余由自助渠道完成或未接入人工。",
          "Agents handled \(NumberText.percent(share)); the rest was served without them or never reached them."))
    }
    return sentences
  }

  private static func volumes(_ check: ForecastCheck, _ language: Language) -> TrendChart {
    let slots = check.slots
    return TrendChart(
      periods: slots.map { ForecastCheck.clock($0.minute) },
      series: [
        TrendChart.Series(label: both("实际", "actual")[language], points: slots.map { ChartPoint(value: $0.actual) }),
        TrendChart.Series(
          label: both("预测", "forecast")[language], points: slots.map { ChartPoint(value: $0.forecast) }),
      ], unit: both("每时段业务量", "volume by interval")[language],
      note: size(check)[language], minimum: 0)
  }

  private static func errors(_ check: ForecastCheck, _ language: Language) -> TrendChart {
    let slots = check.slots
    func percent(_ share: Double?) -> ChartPoint { ChartPoint(value: share.map { $0 * 100 }) }
    return TrendChart(
      periods: slots.map { ForecastCheck.clock($0.minute) },
      series: [
        TrendChart.Series(
          label: "WAPE", points: slots.map { percent($0.accuracy.weightedAbsolutePercentageError) }),
        TrendChart.Series(label: both("离散系数", "CV")[language], points: slots.map { percent(try? $0.variation.get()) }),
      ],
      levels: [
        ChartLevel(
          label: both("容许", "tolerance")[language] + " " + percentText(check.tolerance.nearestDouble),
          value: check.tolerance.nearestDouble * 100)
      ],
      unit: "%", note: size(check)[language], minimum: 0)
  }

  private static func size(_ check: ForecastCheck) -> LocalizedText {
    both("\(check.days) 天，n = \(check.count)", "\(check.days) days, n = \(check.count)")
  }

  private static let notes = [
    both(
      "WAPE = Σ|预测 − 实际| ÷ Σ实际；MAPE = |预测 − 实际| ÷ 实际的平均（不计实际为 0 的时段）；偏差 = Σ(预测 − 实际) ÷ Σ实际；CORREL 是 Pearson 相关系数，只说明起伏是否同步，不说明高低。",
      "WAPE = Σ|forecast − actual| ÷ Σactual; MAPE = mean of |forecast − actual| ÷ actual (without intervals whose actual is 0); bias = Σ(forecast − actual) ÷ Σactual; CORREL is Pearson's coefficient, which says whether both move together, not whether they are level."
    ),
    both(
      "离散系数 = 标准差 ÷ 平均（同一时刻的各天）。业务量很小的时段，百分比误差自然大，应看 WAPE。",
      "The coefficient of variation is standard deviation by mean (of one time of day over the days). Intervals with little volume have large percentages by nature; look at WAPE."
    ),
    both(
      "高峰 9～12、15～19 时，平段 8～9、12～15、19～22 时，低谷 22～8 时，取自公开的热线案例，可用选项改。",
      "Peak 9–12 and 15–19, flat 8–9, 12–15 and 19–22, valley 22–8 are taken from a public case of a hotline; options change them."
    ),
  ]

  private static func results(_ check: ForecastCheck) -> [(String, JSONText)] {
    func variation(_ outcome: Result<Double, AnalysisRefusal>) -> JSONText { .refusable(outcome) { .number($0) } }
    let whole: [(String, JSONText)] = [
      ("intervals", .integer(check.count)), ("days", .integer(check.days)),
      ("tolerance", .exact(check.tolerance)), ("by-interval", .accuracy(check.accuracy)),
      ("by-day", check.byDay.map { .accuracy($0) } ?? .null), ("total-error", .optional(check.totalError)),
      ("variation", variation(check.variation)), ("daily-variation", variation(check.dailyVariation)),
      ("handled-share", .optional(check.handledShare)),
    ]
    let parts: [(String, JSONText)] = [
      (
        "bands",
        .array(
          check.bands.map { band in
            .object([
              ("name", .localized(bandName(band.name))), ("intervals", .integer(band.count)),
              ("volume", .exact(band.volume)),
              ("share", .optional(band.share)), ("accuracy", .accuracy(band.accuracy)),
              ("handled-share", .optional(band.handledShare)),
            ])
          })
      ),
      (
        "slots",
        .array(
          check.slots.map { slot in
            .object([
              ("time", .string(ForecastCheck.clock(slot.minute))), ("days", .integer(slot.count)),
              ("mean-actual", .number(slot.actual)), ("mean-forecast", .number(slot.forecast)),
              ("variation", variation(slot.variation)), ("accuracy", .accuracy(slot.accuracy)),
            ])
          })
      ),
    ]
    return whole + ForecastCoverageWording(check).results + parts
  }
}
