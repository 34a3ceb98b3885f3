import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import IndicatorFiles

@Suite struct IndicatorFileTests {
  @Test func thePlainFormsNeedNoMapping() throws {
    let rows = try DataFiles.load(
      """
      period,indicator,variant,value,unit,sample
      2025-01,service-level,of-offered,81.2,%,471350
      2025-01,平均处理时长,通话与话后,03:27,,452025
      2025-02,service-level,of-offered,0.845,比率,398240
      2025-01,media-response,,80,秒,12
      2025-01,来电量,,"471,350",,
      """)
    #expect(rows.findings == [])
    #expect(
      rows.values == [
        "handling-time/talk-and-wrap 2025-01 207.000", "media-response/first-response 2025-01 1.333",
        "offered 2025-01 471350.000", "service-level/of-offered 2025-01 81.200",
        "service-level/of-offered 2025-02 84.500",
      ])
    let columns = try DataFiles.load(
      "日期;时段;班组;来电量;接听量;service-level/of-answered\n2025/3/1;09:00-09:30;A;12;10;80%\n2025/3/1;09:00-09:30;B;7;;\n")
    #expect(columns.findings == [])
    #expect(
      columns.values == [
        "answered A 2025-03-01 09:00-09:30 10.000", "offered A 2025-03-01 09:00-09:30 12.000",
        "offered B 2025-03-01 09:00-09:30 7.000", "service-level/of-answered A 2025-03-01 09:00-09:30 80.000",
      ])
  }

  /// Year, month and day in columns of their own, as spreadsheets have them.
  @Test func severalColumnsMakeUpTheTime() throws {
    func values(_ time: String, _ rows: String...) throws -> [String] {
      let text = (["年份,月份,日,时段,来电量"] + rows).joined(separator: "\n") + "\n"
      let (load, findings) = try DataFiles.load(
        Array(text.utf8), map: "time: \(time)\nignore: [小计]\ncolumns: {来电量: offered}\n")
      return findings + load.findings + load.values
    }
    #expect(
      try values("[年份, 月份]", "2025,3,,,7", "2025年,4月,,,8", "２０２５,05,,,1", "2025, 12月 ,,,9", "2025,小计,,,24") == [
        "offered 2025-03 7.000", "offered 2025-04 8.000", "offered 2025-05 1.000", "offered 2025-12 9.000",
      ])
    #expect(
      try values("[年份, 月份]", "2025,一季度,,,7", "2025,Q2,,,8") == ["offered 2025-Q1 7.000", "offered 2025-Q2 8.000"])
    #expect(
      try values("{column: [年份, 月份, 日], interval: 时段}", "2025,3,1,09:00-09:30,7", "2025年,3月,1日,09:30-10:00,8") == [
        "offered 2025-03-01 09:00-09:30 7.000", "offered 2025-03-01 09:30-10:00 8.000",
      ])
    // Of merged cells only the first row has the year; 13 is no month; the first fault is that of the file's only values.
    #expect(
      try values("[年份, 月份]", "2025,3,,,7", ",4,,,8", "2025,13,,,9") == [
        "error 3:1 wrong-time", "error 4:6 wrong-time",
      ])
    #expect(try values("[年份]", "2025,3,,,7").first == "error 2:7 time-columns")
    #expect(try values("[年份, 年份]", "2025,3,,,7").first == "error 2:7 time-columns")
    #expect(try values("[年份, 月]", "2025,3,,,7").contains("error 2:12 missing-column"))
  }

  /// A file that tells numerator and denominator needs no column of the quotient.
  @Test func aColumnOfValuesMayBeMissing() throws {
    let map =
      "time: 月\ncolumns: {接起率: {indicator: service-level, variant: of-offered, numerator: 接起, denominator: 呼入}}\n"
    let (load, findings) = try DataFiles.load(Array("月,接起,呼入\n2025-03,80,100\n2025-04,,\n2025-05,9,\n".utf8), map: map)
    #expect(findings == [])
    #expect(load.findings == ["error 4:11 missing-value"])
    let (whole, _) = try DataFiles.load(Array("月,接起,呼入\n2025-03,80,100\n2025-04,,\n".utf8), map: map)
    #expect(whole.values == ["service-level/of-offered 2025-03 80.000"])
    #expect(whole.data?.series.first?.points.first?.denominator == 100)
    // A name that is nearly that of a column is a slip.
    #expect(
      try DataFiles.load(Array("月,接起率,接起,呼入\n2025-03,80,80,100\n".utf8), map: map.replacing("接起率", with: "接起率 ")).load
        .findings == [])
    let slip = map.replacing("{接起率:", with: "{Service Lvel:")
    #expect(
      try DataFiles.load(Array("月,Service Level,接起,呼入\n2025-03,80,80,100\n".utf8), map: slip).load.findings == [
        "error 3:11 missing-column"
      ])
    let rows = "rows: {indicator: 名, numerator: 接起, denominator: 呼入}\n"
    let byRow = try DataFiles.load(
      Array("月,名,接起,呼入\n2025-03,service-level/of-offered,80,100\n2025-04,service-level/of-offered,,\n".utf8),
      map: "time: 月\n" + rows)
    #expect(byRow.mapFindings == [])
    #expect(byRow.load.findings == ["error 3:34 missing-value"])
    let plain = try DataFiles.load(
      "period,indicator,variant,numerator,denominator\n2025-03,service-level,of-offered,80,100\n")
    #expect(plain.values == ["service-level/of-offered 2025-03 80.000"])
    let (_, without) = try DataFiles.load(
      Array("月,名,接起\n".utf8), map: "time: 月\nrows: {indicator: 名, numerator: 接起}\n")
    #expect(without.count == 1 && without[0].hasSuffix("missing-key"))
  }

  @Test func theExamplesAreRead() throws {
    for name in ["lanchuan-bank", "linlan-hotline", "shiguang-shop"] {
      let file = RepositoryFiles.root.appending(path: "Examples/\(name)/kpi.csv").path
      let load = IndicatorFile.load(file, catalogue: catalogue)
      #expect(!load.report.hasErrors, "\(load.findings)")
      #expect(load.summary.values > 150)
    }
  }

  /// What a Chinese Windows program writes: GB 18030, tabs, a title above the head, quoted line breaks, totals.
  @Test func anExportIsReadByItsMapping() throws {
    let export =
      "话务报表\t\t\t\r\n日期\t\"呼入量\n（通）\"\t20秒接起率\t平均处理时长\r\n2025年3月1日\t1,204\t０．８１\t00:03:27\r\n2025年3月2日\t987\t0.9\t03:01\r\n合计\t2191\t\t\r\n"
    let map = """
      file: {encoding: gb18030, separator: tab, head: 2}
      time: 日期
      ignore: [合计]
      columns:
        "呼入量\\n（通）": offered
        20秒接起率: {indicator: service-level, variant: of-offered, unit: 比率, sample: "呼入量\\n（通）"}
        平均处理时长: {indicator: handling-time, variant: talk-and-wrap}
      """
    let (load, findings) = try DataFiles.load(export.encoded(as: "GB18030"), map: map)
    #expect(findings == [])
    #expect(load.findings == [])
    #expect(load.summary.ignored == 1)
    #expect(
      load.values == [
        "handling-time/talk-and-wrap 2025-03-01 207.000", "handling-time/talk-and-wrap 2025-03-02 181.000",
        "offered 2025-03-01 1204.000", "offered 2025-03-02 987.000", "service-level/of-offered 2025-03-01 81.000",
        "service-level/of-offered 2025-03-02 90.000",
      ])
    #expect(load.data?.series.last?.points.first?.sample == 1_204)
  }

  /// Each encoding in which systems write gives the same values, also where characters lie across the pieces read.
  @Test(arguments: ["UTF-8", "GB18030", "GBK", "UTF-16"])
  func everyEncodingGivesTheSame(encoding: String) throws {
    let rows = (0..<20_000).map { "2025年\($0 % 12 + 1)月,班组\($0),来电量,\($0)" }.joined(separator: "\n")
    let text = "统计周期,班组,指标,数值\n" + rows + "\n"
    let load = try DataFiles.load(text.encoded(as: encoding), map: nil).load
    #expect(load.findings == [])
    #expect(
      load.summary == IndicatorFileSummary(records: 20_000, refused: 0, values: 20_000, ignored: 0, isComplete: true))
    #expect(
      load.data?[IndicatorSeries.Key(.measure(MeasureID("offered")), group: "班组19999")]?.points[0].value == 19_999)
  }

  @Test(arguments: [
    ("period,offered\n2025-01,12\n2025-02,12,5\n2025-03\n", ["error 3:1 ragged-row", "error 4:1 ragged-row"]),
    (
      "period,offered\n2025-01,-3\n2025-02,inf\n2025-03,1,5\n",
      ["error 2:9 negative-value", "error 3:9 not-finite", "error 4:1 ragged-row"]
    ),
    ("period,offered\n2025-13,3\n合计,3\n", ["error 2:1 wrong-time", "error 3:1 wrong-time"]),
    ("period,offered\n2025-01,\"12\n2025-02,13\n", ["error 2:9 unclosed-quote"]),
    ("period,offered\n2025-01,\"12\"3\n", ["error 2:13 text-after-quote"]),
    ("period,indicator,variant,value,unit\n2025-01,service-level,of-offered,102,%\n", ["error 2:34 above-hundred"]),
    ("period,indicator,variant,value,unit\n2025-01,service-level,,80,%\n", ["error 2:23 unknown-variant"]),
    (
      "period,indicator,variant,value,unit\n2025-01,servise-level,of-offered,80,%\n2025-02,servise-level,of-offered,80,%\n",
      ["error 2:9 unknown-indicator"]
    ),
    ("period,indicator,value,unit\n2025-01,offered,80,元\n", ["error 2:20 wrong-unit"]),
    (
      "period,indicator,variant,value,numerator,denominator\n2025-01,service-level,of-offered,,1,0\n",
      ["error 2:37 zero-denominator"]
    ),
    ("period,offered\n2025-01,#DIV/0!\n", ["error 2:9 zero-denominator"]),
    (
      "period,offered\n2025-02,3\n2025-01,3\n2025-02,4\n2025-01,3\n",
      ["warning 3:0 unsorted-time", "error 4:0 restated-period", "warning 5:0 repeated-period"]
    ),
    ("period,abc\n2025-01,3\n", ["warning 1:1 unknown-column", "error 1:1 no-quantities"]),
    ("date,offered\n2025-01,3\n", ["error 1:1 missing-column"]),
    ("", ["error 0:0 empty-file"]), ("period,offered\n", ["error 0:0 no-values"]),
    ("period,offered\n2025-01,\n", ["error 0:0 no-values"]),
  ])
  func whatIsWrongIsSaidWithItsPlace(text: String, findings: [String]) throws {
    let load = try DataFiles.load(text)
    #expect(load.findings == findings)
    #expect((load.data == nil) == findings.contains { $0.hasPrefix("error") })
  }

  @Test func bytesThatAreNoCharactersAreReportedWithTheirPlace() throws {
    let load = try DataFiles.load(Array("period,offered\n2025-01,".utf8) + [0xFF, 0xFF, 0x0A], map: nil).load
    #expect(load.findings == ["error 2:9 wrong-encoding"])
    let late = Array("统计周期,来电量\n2025-01,".utf8) + [0xB5, 0xD8, 0x0A]
    #expect(
      try DataFiles.load(late, map: "file: {encoding: utf-8}\ntime: 统计周期\ncolumns: {来电量: offered}").load.findings
        == ["error 2:9 wrong-encoding"])
    #expect(IndicatorFile.load("/nonexistent.csv", catalogue: catalogue).isMissing)
    #expect(IndicatorFile.load("/tmp", catalogue: catalogue).findings == ["error 0:0 not-a-file"])
  }

  @Test func faultsAreCountedBeyondThoseThatAreKept() throws {
    let text = "period,offered\n" + (0..<1_000).map { _ in "x,1\n" }.joined()
    let load = try DataFiles.load(text)
    #expect(load.report.count(.error) == 1_000)
    #expect(load.report.diagnostics.count == 201)
    #expect(load.summary.refused == 1_000)
  }

  @Test func anUnclosedQuoteDoesNotSwallowALargeFile() throws {
    let rest = String(repeating: "2025-01,3\n", count: 300_000)
    #expect(try DataFiles.load("period,offered\n2025-01,\"3\n" + rest).findings == ["error 2:1 unclosed-quote"])
  }

  /// Fields of any content come back as they were, whatever line ends and quotation marks stand in them.
  @Test(arguments: [",", ";", "\t"], ["\n", "\r\n", "\r"])
  func fieldsComeBackAsTheyWere(separator: String, lineEnd: String) throws {
    var random = SeededGenerator(seed: 11)
    let alphabet = Array("a,;\t\"\n\r 中")
    let table = (0..<300).map { _ in
      (0..<4).map { _ in
        String((0..<Int.random(in: 0...6, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
      }
    }.filter { !$0.allSatisfy(\.isEmpty) }
    let text = table.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: separator)
    }.joined(separator: lineEnd)
    try DataFiles.use { folder in
      let file = folder.appending(path: "table.csv")
      try Data(text.utf8).write(to: file)
      let records = try CSVRecords(file.path, encoding: nil, separator: separator.utf8.first)
      var found: [[String]] = []
      while try records.next() { found.append((0..<records.count).map { records.text($0) }) }
      #expect(found == table)
    }
  }

  @Test func mappingsAreCheckedWithTheirPlaces() throws {
    let cases: [(String, [String])] = [
      (
        "time: 日期\ncolumns: {a: offerd, b: service-level, c: {indicator: service-level, variant: x}}\n",
        ["error 3:14 unknown-indicator", "error 3:25 unknown-variant", "error 3:79 unknown-variant"]
      ),
      ("time: 日期\n", ["error 2:1 missing-key"]),
      ("columns: {a: offered, b: offered}\n", ["error 2:1 missing-key", "error 2:23 duplicate-subject"]),
      ("time: 日期\ncolumns: {a: {measure: talk-time, unit: 元}}\n", ["error 3:41 unknown-unit"]),
      (
        "time: 日期\nfile: {encoding: gbk}\nrows: {indicator: a, value: b, colour: c}\n",
        ["error 3:18 unknown-word", "error 4:32 unknown-key"]
      ),
    ]
    for (map, expected) in cases {
      let found = try DataFiles.load(Array("日期,a\n2025-01,3\n".utf8), map: map).mapFindings
      #expect(Set(found) == Set(expected.map { $0.replacing("2:1 ", with: "1:1 ") }), "\(map)\(found)")
    }
  }

  @Test func columnsThatAreNotThereAreReportedInTheMapping() throws {
    let map = "time: 日期\ncolumns: {来电: offered, 接听量: {measure: answered}}\n"
    let (load, _) = try DataFiles.load(Array("日期,来电量,接听量\n2025-01,3,2\n".utf8), map: map)
    #expect(load.report.diagnostics.map(\.code) == ["missing-column"])
    #expect(load.report.diagnostics[0].location?.file.hasSuffix("map.yml") == true)
    #expect(load.report.diagnostics[0].hint?.chinese.contains("来电量") == true)
  }
}
