import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import IndicatorFiles

/// What is wrong with a file is said with its place, in words that say what is needed.
@Suite struct BadDataTests {
  /// `line:column code: message hint` of each finding.
  private func said(_ bytes: [UInt8]) throws -> [String] {
    try DataFiles.load(bytes).load.report.diagnostics.map {
      "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code): \($0.message.chinese) \($0.hint?.chinese ?? "")"
    }
  }

  private static let parts = "period,indicator,variant,value,numerator,denominator,sample\n"

  @Test(arguments: [
    // Parts of a share.
    (parts + "2025-01,service-level,of-offered,,12,10,\n", "2:35 above-hundred: 分子 12 大于分母 10"),
    (parts + "2025-01,service-level,of-offered,50,9,10,\n", "2:34 parts-differ: “value”列的 50 与分子、分母算得的 90 不符"),
    (
      parts + "2025-01,forecast-error,interval-signed,-3,-5,100,\n",
      "2:40 parts-differ: “value”列的 -3 与分子、分母算得的 −5 不符"
    ),
    (
      parts + "2025-01,interruption-rate,,0.01,1,20000,\n",
      "2:28 parts-differ: “value”列的 0.01 与分子、分母算得的 0.000050 不符"
    ),
    (parts + "2025-01,service-level,of-offered,80,,,0\n", "2:39 zero-denominator: “sample”列的分母是 0"),
    (parts + "2025-01,service-level,of-offered,80,8,0,\n", "2:39 zero-denominator: “denominator”列的分母是 0"),
    (parts + "2025-01,service-level,of-offered,80,,,-5\n", "2:39 negative-value: “sample”列的 -5 是负数"),
    (parts + "2025-01,service-level,of-offered,80,,,x\n", "2:39 not-a-number: “sample”列的“x”不是数"),
    // Formulas are offered with their titles.
    (
      parts + "2025-01,service-level,,80,,,\n",
      "2:23 unknown-variant: 要写明“service-level”用的是哪个公式 variant 列可写：all-within（含Y秒内放弃）、of-answered（只算接听）"
    ),
    (parts + "2025-01,服务水平,of-offerd,80,,,\n", "2:14 unknown-variant: “服务水平”没有公式“of-offerd” variant 列可写：all-within"),
    (
      "period,service-level\n2025-01,80\n",
      "1:1 unknown-variant: “service-level”这一列要写明是哪个公式 列名写成 service-level/公式，公式有：all-within（含Y秒内放弃）"
    ),
    // Times and intervals.
    ("period,offered\n2025-02-30,1\n", "2:1 wrong-time: “period”列：读不懂时间“2025-02-30” 写成 2025-03、"),
    ("日期,时段,来电量\n2025-01-01,25:00,1\n", "2:12 wrong-time: “时段”列：读不懂时间“25:00” 时段列写成 09:30 或 09:00-09:30"),
    ("period,offered\n9:00-9:30,1\n", "2:1 wrong-time: “period”列：读不懂时间“9:00-9:30” 只有时刻，没有日期"),
    ("period,offered\n3/1/2025,1\n", "2:1 wrong-time: “period”列：读不懂时间“3/1/2025” 看不出哪个是月、哪个是日"),
    ("日期,班组,来电量\n2025-01-01,甲,1\n,乙,1\n", "3:1 wrong-time: “日期”列：没有时间 每一行都要有时间：合并过的单元格"),
    ("period,offered\n2025-01,1\n制表人：张三,\n", "3:1 wrong-time: “period”列：读不懂时间“制表人：张三” 不是数据的行"),
    ("日期,时段,来电量\n2025-01,09:00,1\n", "2:1 wrong-time: “日期”列：读不懂时间“2025-01” 有时段列时，这一列只写日期"),
    ("period,offered\n2025/3/1 9:30 x,1\n", "2:1 wrong-time: “period”列：读不懂时间“2025/3/1 9:30 x” 时刻后面不能再有别的字"),
    ("period,offered\n2025-03-01T09:30Z,1\n", "2:1 wrong-time: “period”列：读不懂时间“2025-03-01T09:30Z” 时刻后面不写时区"),
    ("period,offered\n2025/2/30 9:30 PM,1\n", "2:1 wrong-time: “period”列：读不懂时间“2025/2/30 9:30 PM” 写成 2025-03、"),
    ("日期,时段,来电量\n2025-01-01,13:30 AM,1\n", "2:12 wrong-time: “时段”列：读不懂时间“13:30 AM” 12 小时制写成"),
    ("日期,时段,来电量\n2025-01-01,09:30+08:00,1\n", "2:12 wrong-time: “时段”列：读不懂时间“09:30+08:00” 时刻后面不写时区"),
    ("日期,时段,来电量\n2025-01-01,合计,1\n", "2:12 wrong-time: “时段”列：读不懂时间“合计” 合计行可以在映射文件里略过：ignore: [合计]"),
    // Numbers that are none.
    ("period,offered\n2025-01,inf\n", "2:9 not-finite: “offered”列的“inf”不是有限的数 没有发生的时段应留空"),
    ("period,offered\n2025-01,1e400\n", "2:9 too-many-digits: “offered”列的“1e400”位数太多 最多 30 位数字"),
    ("period,offered\n2025-01,#N/A\n", "2:9 not-a-number: “offered”列的“#N/A”不是数 Excel 的公式没有算出数"),
    ("period,offered\n2025-01,暂无\n", "2:9 not-a-number: “offered”列的“暂无”不是数 没有数的格留空"),
    (parts + "2025-01,service-level,of-offered,N/A,,,300\n", "2:34 missing-value: “value”列没有数 补上数；没有发生、没有统计的，删去这一行"),
    ("period;offered\n2025-01;1.204\n", "2:9 stray-point: “offered”列的“1.204”：小数还是千位，说不清 用分号分隔的文件"),
    (
      "period;indicator;value\n2025-01;offered;1.204\n",
      "2:17 stray-point: “value”列的“1.204”：小数还是千位，说不清 用分号分隔的文件"
    ),
    ("period|offered\n2025-01|12\n", "1:1 missing-column: 表头里没有时间列 period 表头只有一格“period|offered”：各格要用逗号"),
    ("period;offered\n2025-01;1,5\n", "2:9 stray-comma: “offered”列的“1,5”里的逗号不在千位上 小数点用 ."),
    ("period,offered\n2025-01,1\u{0}2\n", "2:9 not-a-number: “offered”列的“1 2”不是数 格内有空字节（NUL）"),
    ("period,offered\n2025-01,12\u{0}\n", "2:9 not-a-number: “offered”列的“12 ”不是数 格内有空字节（NUL）"),
    ("period,offered\n\u{0},2\n", "2:1 wrong-time: “period”列：读不懂时间“ ” 格内有空字节（NUL）"),
    // Heads.
    ("", "0:0 empty-file: 文件里没有表头 第一行写列名"), ("\n\n   \n", "0:0 empty-file: 文件里没有表头 第一行写列名"),
    ("period,offered\n", "0:0 no-values: 文件里没有一个数 第一行写列名"),
    ("period,offered,来电量\n2025-01,1,2\n", "1:1 repeated-column: 第 2 列“offered”与第 3 列“来电量”是同一个量 删去其中一列"),
    ("period" + String(repeating: ",c", count: 2_000) + "\n", "1:1 row-too-long: 这一行超过 2000 格"),
    ("period,offered\n2025-01," + String(repeating: "9", count: 2_000_000), "2:1 row-too-long: 这一行超过 1 MiB"),
    ("PK\u{3}\u{4}period,offered\n", "0:0 office-document: 这是 Excel 等办公软件的文件，不是 CSV 在 Excel 里另存为"),
    ("指标,2025-01,2025-02,2025-03\n接通率,1,2,3\n", "1:1 missing-column: 表头里没有时间列 period 2025-01、2025-02 等各期写成了列"),
    ("某中心月报,,\n单位：通,,\n月份,来电量,接听量\n2025-01,2,1\n", "1:1 missing-column: 表头里没有时间列 period 表头像是在第 3 行"),
    // Quotation marks.
    ("period,group,offered\n2025-01,\"A\nB\",1\n2025-02,\"A\nB\",x\n", "5:4 not-a-number: “offered”列的“x”不是数"),
  ])
  func oneFindingSaysWhatIsNeeded(text: String, start: String) throws {
    let found = try said(Array(text.utf8))
    #expect(found.count == 1 && found.first?.hasPrefix(start) == true, "\(found)")
  }

  @Test(arguments: ["\n", "\r\n", "\r"], ["UTF-8", "GB18030", "UTF-16", "UTF-32"])
  func placesAreThoseOfTheTextInEveryForm(lineEnd: String, encoding: String) throws {
    let text = ["统计周期,班组,来电量", "2025-01,甲,1", "2025-02,乙,十二"].joined(separator: lineEnd)
    #expect(try said(text.encoded(as: encoding)).map { $0.prefix(18) } == ["3:11 not-a-number:"])
  }

  /// A row with a part that is wrong gives no value: left out, it must not be half there.
  @Test func aRowWithAWrongPartGivesNothing() throws {
    let load = try DataFiles.load(
      Self.parts + "2025-01,service-level,of-offered,80,,,-5\n2025-02,service-level,of-offered,81,,,5\n")
    #expect(load.summary.values == 1 && load.summary.refused == 1)
  }

  /// What is wrong with one quantity keeps out the others of its row, rows of a reported total and of an unknown name too.
  @Test func aWrongRowIsLeftOutAsAWhole() throws {
    let load = try DataFiles.load(
      "日期,时段,offered,answered,abandoned\n2025-03-01,09:00,100,95,5\n2025-03-01,09:30,200,#N/A!,10\n2025-03-01,10:00,100,90,-1\n"
    )
    #expect(load.findings == ["error 3:22 not-a-number", "error 4:25 negative-value"])
    #expect(load.summary == IndicatorFileSummary(records: 3, refused: 2, values: 3, ignored: 0, isComplete: true))
    let totals = try DataFiles.load("月份,班组,来电量\n2025-01,甲,1\n2025-01,合计,1\n2025-02,合计,2\n2025-02,甲,2\n")
    #expect(totals.findings == ["error 3:9 total-as-group"])
    #expect(totals.summary.values == 2 && totals.summary.refused == 2)
    let names = try DataFiles.load("period,indicator,value\n2025-01,offered,1\n2025-01,offred,1\n2025-02,offred,2\n")
    #expect(names.summary.values == 1 && names.summary.refused == 2 && names.summary.ignored == 0)
  }

  /// Half-hours without calls have no rate: empty beside 0 of 0, in either form of file. Anything else beside 0 is wrong.
  @Test func whereNothingHappenedThereIsNoRate() throws {
    let map = """
      time: {column: 日期, interval: 时段}
      columns:
        来电: offered
        接通率: {indicator: connection-rate, variant: inbound, numerator: 接通, denominator: 来电}
      """
    let head = "日期,时段,来电,接通,接通率\n2025-03-01,02:00,0,0,\n2025-03-01,02:30,0,0,-\n2025-03-01,03:00,4,4,100%\n"
    let load = try DataFiles.load(head, map: map)
    #expect(load.findings == [])
    #expect(
      load.values == [
        "connection-rate/inbound 2025-03-01 03:00-03:30 100.000", "offered 2025-03-01 02:00-02:30 0.000",
        "offered 2025-03-01 02:30-03:00 0.000", "offered 2025-03-01 03:00-03:30 4.000",
      ])
    let wrong = try DataFiles.load(head + "2025-03-01,03:30,0,0,0%\n2025-03-01,04:00,0,2,\n", map: map)
    #expect(wrong.findings == ["error 5:18 zero-denominator", "error 6:18 zero-denominator"])
    let rows = try DataFiles.load(
      Self.parts + "2025-01,service-level,of-offered,,0,0,\n2025-02,service-level,of-offered,,5,10,\n")
    #expect(rows.values == ["service-level/of-offered 2025-02 50.000"] && rows.summary.ignored == 1)
  }

  /// A subtotal may stand where the interval does, beside the day.
  @Test func totalsInTheColumnOfIntervalsArePassedOver() throws {
    let load = try DataFiles.load(
      "日期,时段,呼入\n2025-03-01,08:00-08:30,3\n2025-03-01,合计,3\n,合计,3\n2025-03-02,08:00-08:30,4\n",
      map: "time: {column: 日期, interval: 时段}\nignore: [合计]\ncolumns: {呼入: offered}")
    #expect(load.findings == [] && load.summary.ignored == 2 && load.summary.values == 2)
  }

  @Test func roundingIsNoDifferenceOfParts() throws {
    let rows =
      "2025-01,service-level,of-offered,66.7,2,3,\n2025-02,service-level,of-offered,90.5,9,10,\n2025-03,handling-time,talk-and-wrap,204,400,2,\n"
    #expect(try DataFiles.load(Self.parts + rows).findings == [])
    #expect(
      try DataFiles.load(
        Self.parts + "2025-02,service-level,of-offered,90.51,9,10,\n2025-03,handling-time,talk-and-wrap,204.1,400,2,\n"
      )
      .findings == ["error 2:34 parts-differ", "error 3:37 parts-differ"])
  }

  /// Where a file of UTF-8 has a byte of another encoding, that is the place, and not its first Han character.
  @Test func aDamagedByteOfUTF8IsFoundWhereItIs() throws {
    let load = try DataFiles.load(Array("日期,来电量\n2025-01,100\n2025-02,12".utf8) + [0xE9, 0x0A]).load
    let found = try #require(load.report.diagnostics.first)
    #expect(found.code == "wrong-encoding" && found.location?.line == 3)
    #expect(found.message.chinese.contains("UTF-8"))
  }

  /// Teams as columns are no names that a mapping could part.
  @Test func teamsAsColumnsAreNamed() throws {
    let found = try said(Array("日期,A组来电量,B组来电量\n2025-01-01,5,6\n".utf8))
    #expect(found.last?.hasPrefix("1:1 no-quantities: 表头里没有一列是指标目录里的指标或基础量 A组来电量、B组来电量 像是每组一列") == true, "\(found)")
  }

  /// Big5 reads as GB 18030 too, with other characters: where no column fits, the encoding may be why.
  @Test func anotherEncodingIsThoughtOf() throws {
    let big5 = try said("月份,來電量,接聽量\n2025-01,10,9\n".encoded(as: "BIG5"))
    #expect(big5.count == 1 && big5[0].contains("Big5"), "\(big5)")
    let gb = try said("时候,来电量\n2025-01,10\n".encoded(as: "GB18030"))
    #expect(gb.count == 1 && gb[0].contains("表头有：时候、来电量"))
    #expect(try !said(Array("时候,来电量\n2025-01,10\n".utf8))[0].contains("Big5"))
  }

  @Test func utf16WithoutAMarkIsRead() throws {
    // U+4E00 has a byte of 0 on the other side.
    let text = "日期,来电量,班组\n2025-01,100,一组\n2025-02,120,一组\n"
    let plain = try #require(try DataFiles.load(text).data)
    for isLittle in [true, false] {
      let bytes = text.utf16.flatMap { unit in
        isLittle ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      }
      #expect(try DataFiles.load(bytes).load.data == plain)
    }
    // A stray zero byte is no sign of UTF-16.
    #expect(try DataFiles.load(Array("period,offered\n2025-01,1\u{0}\n".utf8)).load.data == nil)
  }

  /// Streaming finds the mixes that the whole data have, and their first places, by the one rule.
  @Test func ratiosAmongPercentagesAreFoundWhileStreaming() throws {
    final class Sink: IndicatorSink {
      var values: [Int: [Rational]] = [:]
      func begin(_ key: IndicatorSeries.Key, series: Int) {}
      func take(_ point: IndicatorSeries.Point, series: Int) { values[series, default: []].append(point.value) }
    }
    var random = SeededGenerator(seed: 7)
    var mixed = 0
    for _ in 0..<300 {
      var text = "period,service-level/of-offered,offered,satisfaction/satisfied-share\n"
      let kinds = Int.random(in: 1...4, using: &random)
      for day in 1...28 {
        let cells = (0..<2).map { _ -> String in
          switch Int.random(in: 0..<kinds * 3, using: &random) {
          case 0: "0.\(Int.random(in: 0...99, using: &random))"
          case 1: "\(Int.random(in: 0...30, using: &random)).5%"
          case 2: "1"
          default: "\(Int.random(in: 15...99, using: &random)).\(Int.random(in: 0...999, using: &random))"
          }
        }
        text += "2025-03-\(day < 10 ? "0" : "")\(day),\(cells[0]),1,\(cells[1])\n"
      }
      let (sink, problems) = (Sink(), DiagnosticCollector(limit: 200))
      try DataFiles.use { folder in
        let file = folder.appending(path: "d.csv")
        try Data(text.utf8).write(to: file)
        _ = IndicatorFile.distinct(file.path, catalogue: catalogue, problems: problems) { sink }
      }
      let expected = [0, 2].compactMap { series -> Int? in
        var scale = ShareScale<Int>()
        for (row, value) in (sink.values[series] ?? []).enumerated() { scale.add(value, at: row + 2) }
        return scale.mix?.place
      }.sorted()
      #expect(
        problems.diagnostics.map { "\($0.severity) \($0.code) \($0.location?.line ?? 0)" }
          == expected.map { "warning unit-mix \($0)" }, "\(text)")
      mixed += expected.count
    }
    #expect(mixed > 30)
  }

  @Test(arguments: [("45663", "2025-01-06"), ("3月", "年份和月份"), ("3", "年份和月份"), ("03月份", "年份和月份")])
  func timesOfSpreadsheetsAreExplained(time: String, hint: String) throws {
    let data = try DataFiles.load("period,offered\n\(time),10\n")
    let found = try #require(data.report.diagnostics.first { $0.code == "wrong-time" })
    #expect(found.hint?.chinese.contains(hint) == true)
  }
}
