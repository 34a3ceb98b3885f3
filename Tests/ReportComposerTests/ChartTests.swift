import Testing

@Suite struct ChartTests {
  private func figure(_ chart: String) throws -> [String] {
    try blocks("<figure>\(chart)</figure>").map { String($0) }
  }

  @Test func radar() throws {
    let chart = """
      <radar minimum="-2" maximum="100" rings="20 60" emphasised="60">
      <for-each select="//domain"><axis label="{@title}" value="{@score}" text="{@score}" reference="{@claimed}"/></for-each>
      <axis label="三" value="-1.5"/></radar>
      """
    #expect(
      try figure(chart) == [
        "figure - ", "  radar -2.0…100.0 rings [20.0, 60.0] emphasised 60.0",
        "    axis 客户 81.25 (81.25) reference 90.0",
        "    axis CRM - () reference -", "    axis 三 -1.5 () reference -",
      ])
  }

  @Test func bars() throws {
    let chart = """
      <bars minimum="0" maximum="100" unit="单位：%" note="n = {count(//domain)}"><bar label="甲" value="{//none}" text="…" low="40" high="60"/><bar value="3"/>
      <threshold label="四星 {number(70)}" value="70"/></bars>
      """
    #expect(
      try figure(chart) == [
        "figure - ", "  bars 0.0…100.0 unit 单位：% note n = 2", "    bar 甲 - (…) reference - interval 40.0…60.0",
        "    bar  3.0 () reference - interval -…-", "    threshold 四星 70 70.0",
      ])
  }

  /// Cells of spreadsheets hold line ends; a label is measured and painted as one line.
  @Test func labelsAreLines() throws {
    #expect(
      try figure(
        "<bars minimum='0' maximum='9'><bar label='&#10;接入&#13;&#10;与&#9;速度&#x2028;（夜）&#x85;' value='3'/></bars>")[2]
        == "    bar 接入 与 速度 （夜） 3.0 () reference - interval -…-")
  }

  @Test func heatMaps() throws {
    let chart = """
      <heat-map key="1 不具备|2|3|4|5 超越"><heat-column label="定义"/>
      <for-each select="//domain"><heat-row label="{@title}" nested="{@capped}"><heat-cell level="{@level}" text="{@score}"/></heat-row></for-each>
      <heat-row label="空"><heat-cell level="{//none}"/></heat-row></heat-map>
      """
    #expect(
      try figure(chart) == [
        "figure - ", "  heat-map columns 定义 key 1 不具备、2、3、4、5 超越", "    row nested 客户: 4 (81.25)",
        "    row CRM: 2 ()",
        "    row 空: - ()",
      ])
    #expect(
      try figure(
        "<heat-map key='一 二 三 四 五'><heat-column label='x'/><heat-row label='y'><heat-cell/></heat-row></heat-map>"
      )[1]
        == "  heat-map columns x key 一、二、三、四、五")
  }

  /// Drawn at the end of its scale, a value beyond it would lie.
  @Test(arguments: [
    ("<bars minimum='0' maximum='100'><bar value='-50'/><bar value='100'/></bars>", "3:53 outside-scale"),
    ("<bars minimum='0' maximum='1'><bar value='1' reference='2'/></bars>", "3:65 outside-scale"),
    ("<bars minimum='0' maximum='1'><bar value='' low='0' high='1.5'/></bars>", "3:67 outside-scale"),
    ("<bars minimum='0' maximum='1'><bar value='1'/><threshold label='' value='7'/></bars>", "3:82 outside-scale"),
    (
      "<radar minimum='0' maximum='1'><axis label='' value='1'/><axis label='' value='3'/><axis label='' value=''/></radar>",
      "3:88 outside-scale"
    ),
    (
      "<radar minimum='0' maximum='1' rings='0.5 2'><axis label='' value='1'/><axis label='' value=''/><axis label='' value=''/></radar>",
      "3:47 outside-scale"
    ),
    ("<gauge minimum='0' maximum='1' value='2'/>", "3:47 outside-scale"),
    ("<gauge minimum='0' maximum='1' value=''><gate label='' value='2'/></gauge>", "3:71 outside-scale"),
    ("<slope from='' to='' minimum='5'><slope-line label='' from='4' to='6'/></slope>", "3:69 outside-scale"),
    (
      "<trend maximum='5'><period label=''/><series label=''><point value='6'/></series></trend>", "3:77 outside-scale"
    ),
    ("<control-chart minimum='2'><sample label='' value='3' lower='1'/></control-chart>", "3:70 outside-scale"),
    ("<scatter x-minimum='1'><dot x='0' y='0'/></scatter>", "3:40 outside-scale"),
    ("<pareto><category label='' value='1' cumulative='101'/></pareto>", "3:58 outside-scale"),
    ("<interval-chart maximum='1'><interval label='' value='2'/></interval-chart>", "3:63 outside-scale"),
  ])
  func whatLiesBeyondTheScaleIsAnError(chart: String, expected: String) {
    #expect(faults(in: "<figure>\(chart)</figure>") == [expected])
  }

  @Test func theEndsOfAScaleBelongToIt() throws {
    let bars = "<bars minimum='0.1' maximum='0.3'><bar value='0.1' high='0.3' low='0.3'/></bars>"
    #expect(faults(in: "<figure>\(bars)</figure>") == [])
  }

  @Test func ladders() throws {
    let steps =
      "<step id='failed' label='未通过'/><step id='passed' label='通过' stars=''/><step id='four' label='四星' stars='4'/>"
    #expect(try figure("<ladder present='2'>\(steps)</ladder>")[1] == "  ladder present 2 possible -")
    #expect(try figure("<ladder present='passed'>\(steps)</ladder>")[1] == "  ladder present 1 possible -")
    #expect(
      try figure("<ladder possible-from='通过' possible-to='2'>\(steps)</ladder>")[1]
        == "  ladder present - possible 1…2")
    #expect(try figure("<ladder>\(steps)</ladder>")[4] == "    step 四星 stars 4")
  }

  @Test func gauges() throws {
    let chart = """
      <gauge minimum="0" maximum="1000" value="{//domain[1]/@score}" text="81.25" reference="90" reference-text="自称 90">
      <gate label="四星" value="800" text="800" stars="4"/></gauge>
      """
    #expect(
      try figure(chart) == [
        "figure - ", "  gauge 0.0…1000.0 81.25 (81.25)", "    reference 90.0 (自称 90)", "    interval -…-",
        "    gate 四星 800.0 (800) stars 4",
      ])
  }

  @Test func radarsWithEarlierPeriods() throws {
    let axes = "<axis label='a' value='1'><earlier value='2'/><earlier value=''/></axis>"
    #expect(
      try figure(
        "<radar minimum='0' maximum='5' label='今'><outline label='去'/><outline label='前'/>\(axes)\(axes)\(axes)</radar>"
      ).prefix(4) == [
        "figure - ", "  radar 0.0…5.0 rings [] emphasised -", "    earlier 去: 2.0 2.0 2.0", "    earlier 前: - - -",
      ])
  }

  @Test func comparisons() throws {
    #expect(
      try figure(
        "<slope from='2024' to='2025' unit='分'><for-each select='//domain'><slope-line label='{@title}' from='{@claimed}' to='{@score}' to-text='{@score}'/></for-each></slope>"
      ) == [
        "figure - ", "  slope 2024 to 2025 -…- unit 分 note ", "    line 客户: 90.0 () → 81.25 (81.25)",
        "    line CRM: - () → - ()",
      ])
    #expect(
      try figure(
        "<waterfall note='n = 3'><total label='始' value='1'/><change label='降' value='−0.5' text='-0.5'/></waterfall>")
        == ["figure - ", "  waterfall -…- unit  note n = 3", "    total 始 1.0 ()", "    change 降 -0.5 (-0.5)"])
  }

  @Test func series() throws {
    #expect(
      try figure(
        "<trend minimum='0' maximum='{100}'><period label='一'/><period label='二'/><series label='甲'><point value='1' text='1.0'/><point value=''/></series><level label='目标' value='80'/></trend>"
      ) == [
        "figure - ", "  trend 一、二 0.0…100.0 unit  note ", "    series 甲: 1.0 (1.0) | - ()", "    level 目标 80.0",
      ])
    #expect(
      try figure(
        "<small-multiples columns='2'><period label='一'/><panel-chart label='甲' remark='n = 3'><point value='1'/><level label='目标' value='2'/></panel-chart><panel-chart label='乙'><point value='1'/><level label='下限' value='1'/><level label='上限' value='3'/></panel-chart></small-multiples>"
      ) == [
        "figure - ", "  small-multiples 一 -…- unit  note ", "    panel 甲 (n = 3) target 目标 2.0: 1.0 ()",
        "    panel 乙 () target 下限 1.0 to 上限 3.0: 1.0 ()",
      ])
    #expect(
      try figure(
        "<control-chart center-label='CL'><phase label='前'/><sample label='1' value='5' center='4' rules='1'/><phase label='后'/><sample label='2' value='' size='n = 9'/></control-chart>"
      ) == [
        "figure - ", "  control -…- unit  note ", "    limits  | CL | ", "    phase 前 from 0", "    phase 后 from 1",
        "    sample 1 5.0 () limits - 4.0 - rules 1", "    sample 2 - (n = 9) limits - - - rules ",
      ])
  }

  @Test func linesWithoutMarksAndTheirIntervals() throws {
    #expect(
      try figure(
        "<trend><period label='0' size='40 人'/><period label=''/><series label='留' form='steps'><point value='100'/><point value='93' low='81' high='97' ticked='yes'/></series><series label='线' form='{\"line\"}'><point value='1'/><point value='2'/></series></trend>"
      ) == [
        "figure - ", "  trend 0、 -…- unit  note ", "    sizes 40 人、",
        "    series 留 as steps: 100.0 () | 93.0 () in 81.0…97.0 ticked", "    series 线 as line: 1.0 () | 2.0 ()",
      ])
    let control = "<control-chart rule-label='规则'><sample label='1' value='5' rules='1'/></control-chart>"
    #expect(try figure(control)[3] == "    rules 规则")
    // What is not drawn within the scale is an error, intervals included.
    #expect(
      faults(
        in:
          "<figure><trend maximum='5'><period label=''/><series label='' form='{\"bars\"}'><point value='1' low='6' high='4'/></series></trend></figure>"
      ).map { $0.split(separator: " ").last } == ["empty-scale", "wrong-attribute-value", "outside-scale"])
  }

  @Test func plansAndDistributions() throws {
    #expect(
      try figure(
        "<gantt task-head='任务'><task label='甲' owner='乙' from='2026-01-05' to='2026-02-01'/><milestone label='丙' date='2026-03-01' remark='完'/><date-line label='今' date='{/result/@date}'/></gantt>"
      ) == [
        "figure - ", "  gantt 任务 |  | ", "    task 甲 2026-01-05…2026-02-01 (乙) ",
        "    milestone 丙 2026-03-01…2026-03-01 () 完",
        "    date-line 今 2025-12-20",
      ])
    #expect(
      try figure(
        "<scatter x-label='横' x-minimum='0' y-label='纵'><dot x='1' y='2' label='甲' emphasised='yes'/><trend-line intercept='0' slope='-2' label='r'/></scatter>"
      ) == [
        "figure - ", "  scatter -…- unit 横 × 纵 note ", "    axis 横 0.0…-", "    axis 纵 -…-",
        "    line 0.0 + -2.0 x (r)",
        "    dot emphasised 甲 1.0 2.0",
      ])
    #expect(
      try figure(
        "<pareto cumulative-label='累计'><category label='甲' value='3' text='3' cumulative='75' cumulative-text='75%'/><level label='80%' value='80'/></pareto>"
      ) == [
        "figure - ", "  pareto -…- unit  note ", "    category 甲 3.0 (3) cumulative 75.0 (75%)",
        "    level 80% 80.0 (累计)",
      ])
    #expect(
      try figure(
        "<interval-chart unit='差' note='n = 3' reference='0' reference-label='零' low-side='低' high-side='高' inner-label='内' outer-label='外'><interval label='甲' value='3' text='3' low='1' high='5' outer-low='-2' outer-high='8'/><interval label='乙' value=''/></interval-chart>"
      ) == [
        "figure - ", "  intervals -…- unit 差 note n = 3", "    key 内 | 外 sides 低 | 高", "    reference 零 0.0",
        "    interval 甲 3.0 (3) 1.0…5.0 outer -2.0…8.0", "    interval 乙 - () -…- outer -…-",
      ])
  }

  @Test(arguments: [
    "<slope from='' to=''/>", "<trend><period label='一'/></trend>", "<waterfall/>",
    "<control-chart><phase label=''/></control-chart>",
    "<gantt/>", "<small-multiples/>", "<scatter/>", "<pareto/>", "<interval-chart/>",
  ])
  func chartsWithoutDataVanish(chart: String) throws {
    #expect(try figure(chart) == [])
  }

  @Test(arguments: [
    ("<radar minimum='0' maximum='1'><axis label='' value='1'/></radar>", "3:10 too-few-axes"),
    ("<radar minimum='1' maximum='{1}'><axis label='' value='1'/></radar>", "3:10 empty-scale"),
    ("<bars minimum='{//none}' maximum='1'><bar value='1'/></bars>", "3:24 no-number"),
    ("<bars minimum='0' maximum='1'><bar value='{//word}'/></bars>", "3:51 not-a-number"),
    ("<bars minimum='0' maximum='1'><bar value='{number(//word)}'/></bars>", "3:51 not-a-number"),
    ("<bars minimum='0' maximum='1'><bar value='{1 div 0}'/></bars>", "3:51 not-a-number"),
    ("<bars minimum='0' maximum='2'><bar value='1' low='2' high='1'/></bars>", "3:40 empty-scale"),
    (
      "<bars minimum='0' maximum='1'><bar value='1'/><threshold label='' value='{//none}'/></bars>",
      "3:82 no-number"
    ),
    (
      "<radar minimum='0' maximum='1' rings='1 x'><axis label='' value=''/><axis label='' value=''/><axis label='' value=''/></radar>",
      "3:47 not-a-number"
    ),
    (
      "<heat-map key='一 二'><heat-column label=''/><heat-row label=''><heat-cell/></heat-row></heat-map>",
      "3:10 wrong-key-count"
    ),
    (
      "<heat-map><heat-column label=''/><heat-row label=''><heat-cell/><heat-cell/></heat-row></heat-map>",
      "3:43 wrong-cell-count"
    ),
    (
      "<heat-map><heat-column label=''/><heat-row label=''><heat-cell level='{2.5}'/></heat-row></heat-map>",
      "3:79 out-of-range"
    ),
    ("<ladder present='五星'><step label='四星'/></ladder>", "3:26 unknown-step"),
    ("<gauge minimum='0' maximum='0' value=''/>", "3:10 empty-scale"),
    ("<gauge minimum='0' maximum='1' value=''><gate label='' value='1' stars='6'/></gauge>", "3:81 out-of-range"),
    (
      "<trend minimum='2' maximum='1'><period label=''/><series label=''><point value=''/></series></trend>",
      "3:10 empty-scale"
    ),
    ("<trend><period label=''/><series label=''/></trend>", "3:35 wrong-point-count"),
    (
      "<small-multiples><period label=''/><panel-chart label=''><point value=''/><point value=''/></panel-chart></small-multiples>",
      "3:45 wrong-point-count"
    ),
    ("<gantt><task label='' from='{//word}' to=''/></gantt>", "3:37 not-a-date"),
    ("<gantt><task label='' from='2025-02-29' to=''/></gantt>", "3:37 not-a-date"),
    ("<gantt><task label='' from='2025-02-02' to='2025-02-01'/></gantt>", "3:53 reversed-dates"),
    ("<pareto><category label='' value='-1'/></pareto>", "3:43 out-of-range"),
    ("<scatter><dot x='1e9' y='2'/></scatter>", "3:26 wrong-attribute-value"),
    (
      "<radar minimum='0' maximum='1'><outline label=''/><axis label='' value=''/><axis label='' value=''><earlier value=''/></axis><axis label='' value=''><earlier value=''/></axis></radar>",
      "3:60 wrong-outline-count"
    ),
    ("<ladder><step label=''/></ladder><ladder><step label=''/></ladder>", "3:2 several-charts"),
  ])
  func faultsHaveTheirPlace(chart: String, expected: String) {
    #expect(faults(in: "<figure>\(chart)</figure>") == [expected])
  }
}
