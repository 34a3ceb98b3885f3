import Testing

@Suite struct ChartTests {
  private func figure(_ chart: String) throws -> [String] {
    try blocks("<figure>\(chart)</figure>").map { String($0) }
  }

  @Test func radar() throws {
    let chart = """
      <radar minimum="0" maximum="100" rings="20 60" emphasised="60">
      <for-each select="//domain"><axis label="{@title}" value="{@score}" text="{@score}" reference="{@claimed}"/></for-each>
      <axis label="三" value="-1.5"/></radar>
      """
    #expect(
      try figure(chart) == [
        "figure - ", "  radar 0.0…100.0 rings [20.0, 60.0] emphasised 60.0",
        "    axis 客户 81.25 (81.25) reference 90.0",
        "    axis CRM - () reference -", "    axis 三 -1.5 () reference -",
      ])
  }

  @Test func bars() throws {
    let chart = """
      <bars minimum="0" maximum="100"><bar label="甲" value="{//none}" text="…" low="40" high="60"/><bar value="3"/>
      <threshold label="四星 {number(70)}" value="70"/></bars>
      """
    #expect(
      try figure(chart) == [
        "figure - ", "  bars 0.0…100.0", "    bar 甲 - (…) reference - interval 40.0…60.0",
        "    bar  3.0 () reference - interval -…-", "    threshold 四星 70 70.0",
      ])
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

  @Test(arguments: [
    ("<radar minimum='0' maximum='1'><axis label='' value='1'/></radar>", "3:10 too-few-axes"),
    ("<radar minimum='1' maximum='{1}'><axis label='' value='1'/></radar>", "3:10 empty-scale"),
    ("<bars minimum='{//none}' maximum='1'><bar value='1'/></bars>", "3:24 no-number"),
    ("<bars minimum='0' maximum='1'><bar value='{//word}'/></bars>", "3:51 not-a-number"),
    ("<bars minimum='0' maximum='1'><bar value='{number(//word)}'/></bars>", "3:51 not-a-number"),
    ("<bars minimum='0' maximum='1'><bar value='{1 div 0}'/></bars>", "3:51 not-a-number"),
    ("<bars minimum='0' maximum='1'><bar value='1' low='2' high='1'/></bars>", "3:40 empty-scale"),
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
    ("<ladder><step label=''/></ladder><ladder><step label=''/></ladder>", "3:2 several-charts"),
  ])
  func faultsHaveTheirPlace(chart: String, expected: String) {
    #expect(faults(in: "<figure>\(chart)</figure>") == [expected])
  }
}
