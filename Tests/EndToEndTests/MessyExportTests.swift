import Foundation
import TestSupport
import Testing

/// Exports as systems write them: read right, or refused with the place and what to do.
@Suite struct MessyExportTests {
  private func run(_ data: Data, _ arguments: [String]) async throws -> ProgramRun {
    let folder = try TemporaryFolder()
    try data.write(to: folder["data.csv"])
    return try await Pingxing.run(arguments: ["kpi", arguments[0], "data.csv"] + arguments.dropFirst(), in: folder.url)
  }

  private func run(_ text: String, _ arguments: String...) async throws -> ProgramRun {
    try await run(Data(text.utf8), arguments)
  }

  /// 月份,來電量 in Big5, which reads as GB 18030 too: analyses say of it what imports do.
  @Test func aGuessedEncodingIsNamedWhereNothingFits() async throws {
    let head: [UInt8] = [0xA4, 0xEB, 0xA5, 0xF7, 0x2C, 0xA8, 0xD3, 0xB9, 0x71, 0xB6, 0x71, 0x0A]
    let data = Data(head) + Data("2025-01,10\n2025-02,11\n2025-03,12\n2025-04,13\n".utf8)
    let said = "文件按 GB 18030 读：列名是乱码时，它是 Big5 等别的编码，请另存为 UTF-8"
    let imported = try await run(data, ["import", "-o", "-"])
    #expect(imported.status == 65 && imported.messages.contains(said), "\(imported.everything)")
    let trend = try await run(data, ["trend", "--value", "来电量"])
    #expect(trend.status == 64 && trend.messages.contains(said), "\(trend.everything)")
    let utf8 = try await run("时候,来电\n2025-01,1\n", "trend", "--value", "来电量")
    #expect(utf8.status == 64 && !utf8.messages.contains("Big5"))
  }

  /// Columns without a name at the end, cells beyond them, a blank line of separators above: in imports and analyses.
  @Test func emptyColumnsAtTheEndDoNoHarm() async throws {
    let text = ",,,\n月份,来电量,,\n2025-01,100,,\n2025-02,110\n2025-03,120,\n2025-04,131,,,,\n"
    let imported = try await run(text, "import", "-o", "-")
    #expect(imported.status == 0 && imported.output.contains("2025-04,offered,,,131,通"), "\(imported.everything)")
    let trend = try await run(text, "trend", "--value", "来电量")
    #expect(trend.status == 0, "\(trend.everything)")
    let cut = try await run("月份,来电量,接听量\n2025-01,100\n", "import", "-o", "-")
    #expect(cut.status == 65 && cut.messages.contains("data.csv:2:1") && cut.messages.contains("[ragged-row]"))
  }

  @Test func whatSpreadsheetsAndSystemsWriteIsRead() async throws {
    let text = #"""
      月份,来电量,平均应答速度
      2025-01,"=""1,204""",:12
      2025-02,'１２１０,0:15
      2025-03,１２２０,18秒
      """#
    let run = try await run(text, "import", "-o", "-")
    #expect(run.status == 0, "\(run.everything)")
    for row in ["2025-01,offered,,,1204", "2025-02,offered,,,1210", "2025-03,offered,,,1220"] {
      #expect(run.output.contains(row), "\(run.output)")
    }
    for row in ["2025-01,speed-of-answer,answered,,12,", "2025-02,speed-of-answer,answered,,15,"] {
      #expect(run.output.contains(row), "\(run.output)")
    }
  }

  /// A title above the head, which a spreadsheet pads with separators.
  @Test func aTitleAboveTheHeadIsNamed() async throws {
    let text = "CMS 报表,,\n日期：2025 年,,\n月份,来电量,接听量\n2025-01,100,90\n"
    let trend = try await run(text, "trend", "--value", "来电量")
    #expect(trend.status == 64 && trend.messages.contains("表头像是在第 3 行：删去它上面的行"), "\(trend.everything)")
    let imported = try await run(text, "import", "-o", "-")
    #expect(imported.status == 65 && imported.messages.contains("表头像是在第 3 行"), "\(imported.everything)")
  }

  /// 弃呼率 is abandonment-rate to every command.
  @Test func otherNamesAreKnownToAnalysesAndTheList() async throws {
    let rows = (1...6).map { "2025-0\($0),abandonment-rate,of-queued,\(3 + $0 % 3),%" }
    let text = "period,indicator,variant,value,unit\n" + rows.joined(separator: "\n") + "\n"
    let trend = try await run(text, "trend", "--value", "弃呼率")
    #expect(trend.status == 0 && trend.output.contains("放弃率"), "\(trend.everything)")
    let card = try await Pingxing.run("kpi", "list", "弃呼率")
    #expect(card.status == 0 && card.output.contains("abandonment-rate"))
  }

  /// The errors of a signed formula have numerators below 0.
  @Test func signedErrorsHaveSignedNumerators() async throws {
    let text =
      "period,indicator,variant,numerator,denominator\n2025-03-01 09:00-09:30,forecast-error,interval-signed,-5,100\n"
    let run = try await run(text, "import", "-o", "-")
    #expect(
      run.status == 0 && run.output.contains(",forecast-error,interval-signed,,-5,%,,-5,100"), "\(run.everything)")
    let count = try await self.run(
      "period,indicator,variant,numerator,denominator\n2025-03,service-level,of-offered,-5,100\n", "import", "-o", "-")
    #expect(count.status == 65 && count.messages.contains("[negative-value]"))
  }

  /// `--variance` writes the variances of days and teams behind what was imported, and they are read again as they are.
  @Test func variancesAreWorkedOutOnTheWay() async throws {
    let folder = try TemporaryFolder()
    let days = (1...3).map { "2025-03-0\($0),service-level,of-offered,,\(76 + 4 * $0),%,100\n" }
    let teams = ["甲,300", "乙,330", "丙,360"].map { row in
      let parts = row.split(separator: ",")
      return "2025-03,handling-time,talk-and-wrap,\(parts[0]),\(parts[1]),秒,50\n"
    }
    try folder.write(
      "period,indicator,variant,group,value,unit,sample\n" + days.joined() + teams.joined(), to: "kpi.csv")
    let run = try await Pingxing.run(
      arguments: ["kpi", "import", "kpi.csv", "--by", "month", "--variance", "-o", "out.csv"], in: folder.url)
    #expect(run.status == 0, "\(run.everything)")
    let text = try folder.text("out.csv")
    #expect(text.contains("2025-03,service-level-variance,days,,16,百分点²,,32,2\n"), "\(text)")
    #expect(text.contains("2025-03,handling-time-variance,groups,,900,秒²,,1800,2\n"), "\(text)")
    #expect(run.messages.contains("服务水平方差（各日之间）：由“服务水平（放弃全算未达）”算出 1 个月"), "\(run.messages)")
    let again = try await Pingxing.run(arguments: ["kpi", "import", "out.csv", "-o", "-"], in: folder.url)
    #expect(again.status == 0 && again.output.contains("2025-03,service-level-variance,days,,16,百分点²,,32,2\n"))
    try folder.write("period,offered\n2025-03,100\n", to: "one.csv")
    let none = try await Pingxing.run(
      arguments: ["kpi", "import", "one.csv", "--variance", "-o", "-"], in: folder.url)
    #expect(none.status == 0 && none.messages.contains("[no-variances]"), "\(none.everything)")
  }
}
