internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// The size of a sample.
  public init(_ plan: SamplePlan) {
    self.init(.sampleSize)
    switch plan.aim {
    case .share(let expected):
      fact(
        "估计的量", "aim",
        both("比例（预计 \(NumberText.percent(expected))）", "a share, expected \(NumberText.percent(expected))"))
    case .mean(let deviation):
      fact(
        "估计的量", "aim",
        both(
          "平均值（标准差约 \(NumberText.plain(deviation))）", "a mean, standard deviation about \(NumberText.plain(deviation))")
      )
    }
    fact("置信水平", "confidence", .same(plan.significance.text))
    fact("误差", "margin", .same(Self.margin(plan.choice.margin, plan)))
    fact("总数", "population", plan.population.map { .same(String($0)) } ?? both("很大，不作修正", "large"))
    conclude(plan)
    figure(
      "误差与样本量", "Margin and sample size"
    ) { language in
      .bar(
        BarChart(
          bars: plan.alternatives.map { choice in
            BarChart.Bar(label: Self.margin(choice.margin, plan), value: Double(choice.size), text: String(choice.size))
          }, thresholds: [], minimum: 0,
          maximum: BarScale(over: plan.alternatives.map { Double($0.size) }).maximum,
          unit: both("有效样本（份）", "answers")[language], note: Self.basis(plan)[language]))
    }
    table(
      "不同误差所需的样本量", "Sizes by margin",
      [number("误差", "margin"), number("有效样本", "answers")]
        + (plan.responseRate == nil ? [] : [number("邀请", "asked")]),
      plan.alternatives.map { choice in
        [.same(Self.margin(choice.margin, plan)), .same(String(choice.size))]
          + (plan.responseRate == nil ? [] : [Self.invitations(choice.size, plan)])
      })
    let isShare = plan.isShare
    note(
      isShare
        ? "比例：n = z²p(1−p)/e²；总数有限时 n / (1 + (n−1)/N)。预计比例不知道时取 50%，所需最多。"
        : "平均值：n = (z·s/e)²；总数有限时 n / (1 + (n−1)/N)。标准差取自以往数据或试抽。",
      isShare
        ? "Share: n = z²p(1−p)/e², and n / (1 + (n−1)/N) of a limited population. An unknown share is taken as 50 %, which needs the most."
        : "Mean: n = (z·s/e)², and n / (1 + (n−1)/N) of a limited population. The deviation comes from earlier data or a trial."
    )
    results = Self.results(plan)
  }

  /// What the sizes go by: how sure, and of how many.
  private static func basis(_ plan: SamplePlan) -> LocalizedText {
    let (chinese, english) = ("置信水平 \(plan.significance.text)", "confidence \(plan.significance.text)")
    return plan.population.map { both("\(chinese)，总数 N = \($0)", "\(english), population N = \($0)") }
      ?? both(chinese, english)
  }

  /// A margin as it is printed.
  private static func margin(_ value: Double, _ plan: SamplePlan) -> String {
    plan.isShare
      ? "±" + NumberText.decimal(value * 100, NumberText.decimals(telling: [value * 100], from: 2)) + "%"
      : "±" + NumberText.plain(value)
  }

  /// How many have to be asked, as it is printed; not all that there are where even they would answer too seldom.
  private static func invitations(_ size: Int, _ plan: SamplePlan) -> LocalizedText {
    plan.isOutOfReach(size)
      ? both("达不到", "out of reach") : .same(plan.invitations(for: size).map(String.init) ?? "—")
  }

  private mutating func conclude(_ plan: SamplePlan) {
    let size = plan.choice.size
    let asked = plan.invitations(for: size)
    let margin =
      plan.isShare
      ? Self.difference(
        "±"
          + NumberText.decimal(
            plan.choice.margin * 100, NumberText.decimals(telling: [plan.choice.margin * 100], from: 2)), unit: "%")
      : .same(Self.margin(plan.choice.margin, plan))
    conclude(
      "要以 \(plan.significance.text) 的把握把误差控制在 \(margin.chinese)\(margin.chinese.last?.isASCII == true ? " " : "")以内，至少要有效样本 \(size) 份\(asked.map { "；按应答率 \(NumberText.percent(plan.responseRate ?? 1))，至少要邀请 \($0) 人" } ?? "")。",
      "To know it to \(margin.english) with \(plan.significance.text) confidence, at least \(size) answers are needed\(asked.map { "; at a response rate of \(NumberText.percent(plan.responseRate ?? 1)) at least \($0) have to be asked" } ?? "")."
    )
    if plan.isMarginTooWide, case .share(let expected) = plan.aim {
      let (share, side) = (
        NumberText.percent(expected), expected > 0.5 ? both("100%", "100 %") : both("0%", "0 %")
      )
      conclude(
        "误差 \(margin.chinese) 太宽：预计比例 \(share)，离 \(side.chinese) 还不到一个误差，区间会越出 0～100%，几乎什么也说明不了，样本量公式也不适用；请用比它小的误差。",
        "A margin of \(margin.english) is too wide: the expected share of \(share) lies nearer to \(side.english) than that, so that the interval leaves 0 to 100 %, tells next to nothing, and the formula does not apply; take a smaller one."
      )
    }
    if plan.isOutOfReach(size) {
      conclude(
        "按这个应答率，邀请全部 \(plan.population ?? 0) 人也得不到 \(size) 份有效样本：要提高应答率或放宽误差。",
        "At this response rate even all \(plan.population ?? 0) give fewer than \(size) answers: raise the rate or widen the margin."
      )
    }
    conclude(
      "样本必须随机抽取；让客户自选是否评价（如按键评价）得到的比例往往偏高，样本再大也不能修正。",
      "The sample has to be drawn at random; ratings that customers volunteer are often too high, and no size mends that."
    )
  }

  private static func results(_ plan: SamplePlan) -> [(String, JSONText)] {
    [
      ("confidence", .number(plan.significance.confidence.level)), ("margin", .number(plan.choice.margin)),
      ("population", plan.population.map { .integer($0) } ?? .null), ("size", .integer(plan.choice.size)),
      ("invitations", plan.invitations(for: plan.choice.size).map { .integer($0) } ?? .null),
      (
        "alternatives",
        .array(
          plan.alternatives.map { choice in
            .object([("margin", .number(choice.margin)), ("size", .integer(choice.size))])
          })
      ),
    ]
  }

  /// A draw from a list.
  ///
  /// - Parameters:
  ///   - strata: what the strata are, such as 班组; nil where all rows are one.
  ///   - row: the number of a row in the file, by its position in the list.
  ///   - name: what a row is called, such as the number of a recording, by its position; nil where rows have no name.
  public init(_ draw: SampleDraw, strata: String?, row: (Int) -> Int, name: ((Int) -> String)?) {
    self.init(.sampleDraw)
    let count = draw.rows.count
    fact("总数", "population", .same(String(draw.population)))
    fact("抽出", "drawn", .same(String(count)))
    if let strata { fact("分层", "strata", .same(strata)) }
    fact("随机种子", "seed", .same(String(draw.seed)))
    conclude(
      "\(strata.map { "按\($0)\(draw.minimum > 0 ? "每层至少 \(draw.minimum) 行、其余依剩下的行数" : "的大小")成比例地" } ?? "")从 \(draw.population) 行中随机抽出 \(count) 行；用同一个文件和种子 \(draw.seed) 任何人都能抽出同样的行。",
      "\(count) of \(draw.population) rows were drawn at random\(strata.map { draw.minimum > 0 ? ", at least \(draw.minimum) of each \($0) and the rest in proportion to what was left" : ", of each \($0) in proportion to its rows" } ?? ""); anybody who uses the same file and seed \(draw.seed) draws the same rows."
    )
    if strata != nil { strataParts(draw) }
    let byRow = Dictionary(
      uniqueKeysWithValues: draw.strata.flatMap { stratum in stratum.drawn.map { ($0, stratum.name) } })
    table(
      "抽出的行", "Rows drawn",
      [number("行号", "line")] + (strata.map { [words($0, $0)] } ?? []) + (name == nil ? [] : [words("名称", "name")]),
      draw.rows.map { position in
        [.same(String(row(position)))] + (strata == nil ? [] : [.same(byRow[position] ?? "")])
          + (name.map { [.same($0(position))] } ?? [])
      }, isDetail: true)
    note(
      "名额按最大余数法分配，层内每个组合机会相等（Knuth 算法 S），随机数为 SplitMix64；行号按文件的行计。",
      "Places are shared out by largest remainder; inside a stratum every subset is equally likely (Knuth's algorithm S) with SplitMix64. Lines are those of the file."
    )
    results = [
      ("seed", .string(String(draw.seed))), ("population", .integer(draw.population)), ("size", .integer(count)),
      (
        "strata",
        .array(
          draw.strata.map { stratum in
            .object([
              ("name", .string(stratum.name)), ("rows", .integer(stratum.size)),
              ("drawn", .array(stratum.drawn.map { .integer(row($0)) })),
            ])
          })
      ),
    ]
  }

  private mutating func strataParts(_ draw: SampleDraw) {
    figure(
      "各层抽出的数量", "Rows drawn by stratum"
    ) { language in
      .bar(
        BarChart(
          bars: draw.strata.map { stratum in
            BarChart.Bar(
              label: stratum.name, value: Double(stratum.drawn.count), text: "\(stratum.drawn.count) / \(stratum.size)")
          }, thresholds: [], minimum: 0,
          maximum: BarScale(over: draw.strata.map { Double($0.drawn.count) }).maximum,
          unit: both("抽出（行）/ 总数", "rows drawn / all")[language],
          note: both("n = \(draw.rows.count)，N = \(draw.population)", "n = \(draw.rows.count), N = \(draw.population)")[
            language]))
    }
    table(
      "各层", "Strata",
      [words("层", "stratum"), number("总数", "rows"), number("抽出", "drawn"), number("抽样率", "rate")],
      draw.strata.map { stratum in
        [
          .same(stratum.name), .same(String(stratum.size)), .same(String(stratum.drawn.count)),
          .same(NumberText.percent(Double(stratum.drawn.count) / Double(stratum.size))),
        ]
      })
  }
}
