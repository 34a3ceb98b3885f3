import AssessmentModel
import Diagnostics
import Foundation
import IndicatorFiles
import Testing

@Suite("Tables of observations")
struct ObservationTableTests {
  private func table(_ text: String) throws -> ObservationTable { try table(Data(text.utf8)) }

  private func table(_ data: Data) throws -> ObservationTable {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try ObservationTable(file.path)
  }

  /// The codes and places of what is wrong.
  private func findings(_ work: () throws -> Void) -> [String] {
    do {
      try work()
      return []
    } catch {
      return (error as? InputRejected)?.diagnostics.map {
        "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code)"
      } ?? ["\(error)"]
    }
  }

  @Test func cellsAreReadInTheFormsOfExports() throws {
    let table = try table("\u{FEFF}月份,值,时长,标记\r\n2025年3月,\"1,234.5\",03:25,是\r\n2025-04,,00:10:00,否\r\n")
    #expect(table.columns == ["月份", "值", "时长", "标记"])
    #expect(try table.numbers(1).values == [Rational(12_345, 10), nil])
    #expect(try table.numbers(2).values == [205, 600])
    #expect(try table.numbers(2).unit == "秒")
    #expect(try table.marks(3) == [true, false])
    #expect(try table.periods(0).map { $0?.description } == ["2025-03", "2025-04"])
    #expect(table.position(of: "值") == 1 && table.position(of: "无") == nil)
    #expect(try table.filtered { $0.cells[3] == "否" }.counts(1) == [nil])
  }

  @Test func unitsAreNotMixed() throws {
    let mixed = "周期,水平\n1,95%\n2,0.94\n"
    #expect(findings { _ = try table(mixed).numbers(1) } == ["3:3 mixed-units"])
    let scales = "周期,水平\n1,95\n2,0.94\n3,96\n"
    #expect(findings { _ = try table(scales).numbers(1) } == ["3:3 mixed-units"])
    // Small counts beside large ones are no slip.
    #expect(try table("周期,件\n1,95\n2,1\n3,0\n").numbers(1).values.count == 3)
  }

  @Test func everyWrongCellIsNamed() throws {
    let text = "日期,值,标记\n2025-02-30,x,也许\n2025-03-01,-1,是\n2025-03-02,1.5,否\n"
    #expect(findings { _ = try table(text).numbers(1) } == ["2:12 not-a-number"])
    #expect(findings { _ = try table(text).periods(0) } == ["2:1 wrong-time"])
    #expect(findings { _ = try table(text).marks(2) } == ["2:14 not-a-mark"])
    let counts = "日期,值\na,-1\nb,1.5\nc,∞\n"
    #expect(findings { _ = try table(counts).numbers(1) } == ["4:3 not-finite"])
    #expect(
      findings { _ = try table("日期,值\na,-1\nb,1.5\n").counts(1) } == ["2:3 negative-value", "3:3 not-a-count"])
  }

  @Test func aFileThatIsNoTableIsRefused() {
    #expect(
      findings { _ = try table("") } == ["0:1 empty-file"] || findings { _ = try table("") } == ["1:1 empty-file"])
    #expect(findings { _ = try table("a,b\n") } == ["0:0 no-values"])
    #expect(findings { _ = try table("a,a\n1,2\n") }.contains { $0.hasSuffix("repeated-column") })
    #expect(findings { _ = try table("a,b\n1\n2,3,4\n") } == ["2:1 ragged-row", "3:1 ragged-row"])
    #expect(findings { _ = try table("a,b\n1,\"2\n") }.contains { $0.hasSuffix("unclosed-quote") })
    #expect(findings { _ = try ObservationTable("/none/none.csv") } == ["0:0 file-missing"])
    #expect(findings { _ = try ObservationTable("/tmp") } == ["0:0 not-a-file"])
  }

  /// No analysis takes a mapping, so that none is recommended.
  @Test func anotherEncodingIsToBeSavedAnew() {
    do {
      _ = try table(Data("日期,v\n2025-01,".utf8) + Data([0xFF, 0xFF, 0x0A]))
      Issue.record("these bytes are no characters")
    } catch {
      let hint = (error as? InputRejected)?.diagnostics.first?.hint?.chinese
      #expect(hint == "请另存为 UTF-8 或 GB 18030")
    }
  }

  @Test func aDayAndATimeMakeAnInterval() throws {
    let table = try table("日期,时刻\n2025-11-03,09:00\n2025-11-03,09:30-10:00\n2025-11-03,25:00\n")
    #expect(findings { _ = try table.intervals(day: 0, time: 1) } == ["4:12 wrong-time"])
    let sound = table.filtered { $0.cells[1] != "25:00" }
    #expect(try sound.intervals(day: 0, time: 1).map { $0?.minute } == [540, 570])
  }

  @Test func textsThatAreNumbersAreRead() {
    #expect(ObservationTable.number("5") == 5)
    #expect(ObservationTable.number("7.5") == Rational(15, 2))
    #expect(ObservationTable.number("5%") == nil)
    #expect(ObservationTable.number("") == nil)
    #expect(ObservationTable.period("2025年3月")?.description == "2025-03")
  }
}
