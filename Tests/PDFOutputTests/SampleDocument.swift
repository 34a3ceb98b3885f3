import DocumentModel

/// A report that has every kind of block, as a centre's report would use them; all figures are invented.
enum SampleDocument {
  static let organisation = "江南银行远程服务中心"

  static var document: Document {
    Document(
      title: "呼叫中心运营成熟度自评报告", author: "运营管理部", subject: "自评参考，非官方评分", keywords: "CCCS, CCOM",
      date: "2025-12-20", runningHead: organisation, footer: "内部资料·自评参考，非官方评分",
      footerCenter: "封存 7f3a·c21e·90bd", watermark: nil, pageNumberForm: "第 {page} 页 / 共 {pages} 页",
      blocks: [.cover(cover), .contents(title: "目录", depth: 2)] + summary + chapter + appendix)
  }

  static let cover = Cover(
    overline: "CCCS-OP-2008 · SJ/T 11739—2019", title: ["呼叫中心运营成熟度", "自评报告"], organisation: organisation,
    subtitle: "评估期间 2025 年 1 月 1 日—12 月 31 日",
    facts: [
      .init(label: "评估方式", value: "自我评估"), .init(label: "评估人", value: "运营管理部"),
      .init(label: "评估日期", value: "2025 年 12 月 20 日"),
      .init(label: "准则版本", value: "cccs-op-2008 1.0.0 · ccom-2019 1.0.0"),
    ], statement: "自评参考，非官方评分。权重与门槛为本工具的解释，公开来源见附录 A。")

  // MARK: - Summary

  static let steps = [("未通过", 0), ("通过", 0), ("四星", 4), ("五星", 5)].map {
    Ladder.Step(label: $0.0, stars: $0.1)
  }

  static let radar = RadarChart(
    axes: [
      ("定位与方向", 86, 82), ("客户", 79, 74), ("策略", 74, 70), ("绩效", 68, 66), ("人员", 81, 73), ("现场", 77, 75),
      ("流程", 72, 70),
    ].map { .init(label: $0.0, value: $0.1, text: "\(Int($0.1))", reference: $0.2) }, minimum: 0,
    maximum: 100,
    rings: [20, 40, 60, 80], emphasisedRing: 60)

  static var summary: [Block] {
    [
      heading(1, nil, "管理层摘要", "summary"),
      .columns(
        Columns(
          [
            .init(
              share: 1,
              blocks: [
                .paragraph(.init([.plain("评定结果")], style: .label)),
                .paragraph(.init([.plain("通过评测")], style: .display)),
                .paragraph(.init([.plain("距四星还差 2 个门槛")], style: .label)),
              ]),
            .init(
              share: 1.4,
              blocks: [
                .figure(.init(chart: .ladder(Ladder(steps: steps, present: 1)), number: nil, caption: []))
              ]),
          ], alignment: .bottom)),
      .rule,
      .columns(
        Columns(
          [
            .init(share: 1.75, blocks: [.figure(.init(chart: .radar(radar), number: nil, caption: []))]),
            .init(
              share: 1,
              blocks: [
                .keyFigure(.init(label: "有证据得分", value: "758.4", unit: "/1000", isHeadline: true)),
                .keyFigure(.init(label: "自称得分", value: "801.2", unit: "/1000")),
                .keyFigure(.init(label: "比上年", value: "▲ 32.6", remark: "其中真实改进 +27.1")),
                .keyFigure(.init(label: "证据覆盖", value: "83", unit: "%", remark: "57 / 68 项")),
                .paragraph(.init([.plain("实线：本年；虚线：上年；粗灰线：60 分（基本符合）")], style: .note)),
              ]),
          ], alignment: .center)),
      .table(gates),
      .columns(
        Columns([
          .init(share: 1, blocks: [heading(3, nil, "五项优势", "strengths"), list(strengths)]),
          .init(share: 1, blocks: [heading(3, nil, "五项差距", "gaps"), list(gaps)]),
        ])),
      .panel([
        .paragraph(
          .init(
            [
              .text("最短升星路径", CharacterStyle(isBold: true, isSans: true, color: .primary)),
              .plain(
                "\u{3000}提升 4 项、约 46 人日即可达到四星：绩效目标设定（3→4）、结果·接入（2→3）、过程控制（3→4）、运营计划调整（3→4）。预计 2026 年二季度可申请，见"
              ),
              .reference(to: Anchor("performance"), "第 5 章", CharacterStyle(color: .primary)),
              .plain("（第 "), .pageNumber(of: Anchor("performance"), .plain), .plain(" 页）。"),
            ], style: .flush))
      ]),
    ]
  }

  static let strengths = [
    "远景与使命已分解到班组，全员知晓率 96 %（E01、E04）", "岗前培训三阶段闭环，新人达标周期由 42 天降到 31 天",
    "班表遵时率连续 14 个月高于 93 %", "投诉六步骤全流程留痕，越级投诉下降四成", "知识库月更新率 99 %，现场一次检索命中 91 %",
  ]
  static let gaps = [
    "20 秒服务水平仅 7/12 个月达标，旺季跌到 61 %", "绩效目标未与战略做相关检验，公式五年未调", "关键客户流程缺过程指标，只看结果",
    "质检校准未做 T 检验，质检员间偏差 4.8 分", "运营计划年中未随业务量预测调整",
  ]

  static var gates: Table {
    Table(
      number: "表 1-1", caption: [.plain("四星门槛")],
      columns: [
        .init(head: [.plain("门槛")]), .init(head: [.plain("要求")], alignment: .right),
        .init(head: [.plain("现状")], alignment: .decimal), .init(head: [.plain("差距")], alignment: .decimal),
        .init(head: [.plain("卡在")], width: .share(1)),
      ],
      rows: [
        ["○ 每个范畴", "≥ 70", "68.0", "−2.0", "绩效"], ["○ 总分", "≥ 800", "758.4", "−41.6", "绩效、流程、策略"],
        ["● 每个评审项", "≥ 60", "60.0", "+0.0", "客户需求细分（恰在线上）"], ["● 超越项占比", "≥ 20 %", "22.1 %", "+2.1 %", "—"],
      ].map { Table.Row($0.map { [.plain($0)] }) })
  }

  // MARK: - A chapter

  static var chapter: [Block] {
    [
      heading(1, "5", "绩效", "performance"),
      .columns(
        Columns(
          [
            .init(
              share: 1,
              blocks: [.keyFigure(.init(label: "得分", value: "68.0", unit: "/100", isHeadline: true))]),
            .init(share: 3.2, blocks: [.figure(.init(chart: .bar(bar), number: nil, caption: []))]),
            .init(
              share: 1.1,
              blocks: [
                .paragraph(
                  .init([.plain("权重 280 / 1000"), .lineBreak, .plain("上年 66.0　▲ 2.0")], style: .label))
              ]),
          ], alignment: .center)),
      .paragraph(.init([.plain("绩效体系完整，短板在目标与结果。")], style: .lead)),
      .paragraph(
        .init([
          .plain(
            "指标定义清楚，数据口径统一；十三个评审项中九项达到“基本符合”以上，接入与速度类结果连续三个季度低于目标，是本次未达四星的主要原因。与“人员”“现场”两个范畴 80 分上下的过程得分相比，结果偏低，建议优先核对过程指标是否真实反映运营。"
          )
        ])),
      .table(items),
      heading(2, "5.1", "结果：接入与速度", "access", marks: [2, 2, 3]),
      finding(
        "所见",
        "20 秒服务水平全年均值 76.4 %，12 个月中 7 个月达到 80 % 的目标；6—8 月三个月连续低于 70 %，控制图触发“6 点连续下降”。平均应答速度由 19 秒升到 27 秒，放弃率 5.8 %，高于行业常见的 3 %～5 %。公式按口径③（Y 秒内接听 ÷ 总进线）计算。"
      ),
      finding("下一等级要求", "连续六个月达到目标，旺季有事先批准的机动资源预案；按半小时时段评价达标率，而不只看月均值。"),
      finding("建议", "以时段达标率替代月均值考核；把预测误差控制在 ±5 % 以内；将话务高峰的机动班组纳入排班评估。估计 12 人日，责任人：排班主管。"),
      .figure(
        .init(
          chart: .heatMap(heatMap), number: "图 5-1", caption: [.plain("五个过程在各管理步骤上的等级")],
          anchor: Anchor("fig-heat"))),
      heading(2, "5.2", "仍不完整的评估", "open"),
      .paragraph(
        .init([
          .plain("尚有 4 项未评，可能的结果在三级之间，见"),
          .link(url: "https://example.org/评审(说明)", "评审说明", CharacterStyle(color: .primary)), .plain("。"),
        ])),
      .figure(
        .init(
          chart: .ladder(Ladder(steps: steps, present: nil, possible: 1...3)), number: "图 5-2",
          caption: [.plain("仍可能的结果")])),
      .figure(.init(chart: .bar(openBar), number: "图 5-3", caption: [.plain("各范畴得分与仍可能的区间")])),
    ]
  }

  static let bar = BarChart(
    bars: [.init(label: "", value: 68, text: "", reference: 73)],
    thresholds: [("通过 60", 60), ("四星 70", 70), ("五星 85", 85)].map { .init(label: $0.0, value: $0.1) },
    minimum: 0, maximum: 100)

  static let openBar = BarChart(
    bars: [
      .init(label: "定位与方向", value: 86, text: "86.0", reference: 82),
      .init(label: "客户", value: 79, text: "79.0"),
      .init(label: "绩效", value: nil, text: "52–74", low: 52, high: 74),
      .init(label: "流程", value: 61, text: "61–72", low: 61, high: 72),
    ], thresholds: [("通过 60", 60), ("四星 70", 70), ("五星 85", 85)].map { .init(label: $0.0, value: $0.1) },
    minimum: 0, maximum: 100)

  static let heatMap = HeatMap(
    columns: ["定义", "收集", "明确", "改善", "执行", "评测"],
    rows: [
      ("人员管理", [4, 4, 3, 3, 3, 2]), ("现场管理", [5, 4, 4, 3, 3, 3]), ("预测", [4, 3, 3, nil, 2, 2]),
      ("质量管理", [3, 3, 2, 2, 1, 1]),
    ].map { name, levels in
      .init(
        label: name, cells: levels.map { .init(level: $0, text: $0.map(String.init) ?? "…") },
        isNested: name == "预测")
    }, key: ["不具备", "具备雏形", "基本符合", "完全符合", "超越"])

  static var items: Table {
    let rows: [(String, String, [Int], Bool, String, String, String)] = [
      ("4.1", "绩效指标的确定与定义", [4, 4, 3], false, "73.3", "73.3", "E12 E13"),
      ("4.2", "绩效目标的设定及分解", [3, 3, 3], false, "60.0", "60.0", "E14"),
      ("4.3", "绩效数据的收集与分析", [5, 4, 4], true, "86.7", "73.3", "—"),
      ("4.4", "绩效考核的实施", [4, 4, 4], false, "80.0", "80.0", "E15 E16"),
      ("4.5", "绩效结果的运用", [4, 3, 3], false, "66.7", "66.7", "E17"),
      ("4.6", "绩效体系的评估与改进", [3, 3, 2], false, "53.3", "53.3", "—"),
      ("4.7", "结果：接入与速度", [2, 2, 3], false, "46.7", "46.7", "kpi.csv"),
      ("4.8", "结果：服务质量", [4, 4, 3], false, "73.3", "73.3", "kpi.csv E18"),
    ]
    var body = rows.map { clause, title, marks, isCapped, claimed, evidenced, evidence in
      Table.Row([
        [.text(clause, CharacterStyle(color: .muted))], [.plain(title)],
        marks.enumerated().flatMap { index, mark -> [Inline] in
          [.mark(MarkSquare(mark: mark, isCapped: isCapped && mark > 3)), .plain(index < 2 ? " " : "")]
        }, [.plain(claimed)], [.text(evidenced, .bold)], [.text(evidence, CharacterStyle(color: .muted))],
      ])
    }
    body.insert(Table.Row([[.plain("方法与展开")]], kind: .group), at: 0)
    body.insert(Table.Row([[.plain("结果")]], kind: .group), at: 7)
    body.append(
      Table.Row(
        [[], [.plain("合计")], [.mark(MarkSquare(mark: nil))], [.plain("71.0")], [.plain("68.0")], []],
        kind: .total))
    return Table(
      number: "表 5-1", caption: [.plain("绩效范畴各评审项")],
      columns: [
        .init(head: [.plain("条款")]), .init(head: [.plain("评审项")], width: .share(1)),
        .init(head: [.plain("方法 展开 结果")]), .init(head: [.plain("自称")], alignment: .decimal),
        .init(head: [.plain("有证据")], alignment: .decimal), .init(head: [.plain("证据")]),
      ], rows: body, note: [.plain("带框缺角：无有效证据，按 3 计入“有证据”得分。")], anchor: Anchor("tab-items"))
  }

  // MARK: - An appendix longer than a page

  static var appendix: [Block] {
    [
      heading(1, "A", "证据清单", "evidence"),
      .paragraph(.init([.plain("下表列出全部证据及其摘要。")])),
      .table(
        Table(
          number: "表 A-1", caption: [.plain("证据")],
          columns: [
            .init(head: [.plain("编号")]), .init(head: [.plain("名称")], width: .share(2)),
            .init(head: [.plain("日期")]), .init(head: [.plain("摘要值")], width: .share(1)),
          ],
          rows: (1...70).map { number in
            Table.Row([
              [.plain("E\(number)")], [.plain("第 \(number) 号证据：运营会议纪要与改进跟踪记录")], [.plain("2025-10-08")],
              [.text("9f86d081884c7d65", CharacterStyle(isTabular: true, color: .muted))],
            ])
          }, continuation: .chinese, anchor: Anchor("tab-evidence"))),
    ]
  }

  // MARK: - Parts

  static func heading(_ level: Int, _ number: String?, _ title: String, _ anchor: String, marks: [Int] = [])
    -> Block
  {
    var content: [Inline] = [.plain(title)]
    if !marks.isEmpty { content.append(.plain("\u{3000}")) }
    content += marks.flatMap { [Inline.mark(MarkSquare(mark: $0)), .plain(" ")] }
    return .heading(
      Heading(level: level, number: number, title: content, anchor: Anchor(anchor), isListed: level < 3))
  }

  static func list(_ items: [String]) -> Block {
    .list(List(marker: .number, items: items.map { [.paragraph(.init([.plain($0)], style: .flush))] }))
  }

  static func finding(_ name: String, _ text: String) -> Block {
    .paragraph(
      .init([
        .text(name, CharacterStyle(isBold: true, isSans: true, color: .primary)), .plain("\u{3000}\(text)"),
      ]))
  }
}
