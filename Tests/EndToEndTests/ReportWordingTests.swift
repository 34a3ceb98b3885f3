import Foundation
import TestSupport
import Testing

/// What the reports say about themselves is so: leads, keys and notes speak of nothing that is not there.
@Suite struct ReportWordingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("战略规划书，2025 年 10 月", to: "evidence/strategy.txt")
  }

  private func text(_ arguments: String...) async throws -> String {
    let run = try await Pingxing.run(arguments: arguments + ["-o", "out.pdf"], in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    return PDFText.squeezed(try await PDFText.body(of: folder["out.pdf"]))
  }

  // MARK: - Evidence

  private static let file = "E01: {title: 战略规划书, file: evidence/strategy.txt, collected: 2025-10-08}"
  private static let place = "E02: {title: 会议纪要, location: 档案室, collected: 2025-10-09}"

  /// The lead of the list of evidence promises what its rows hold.
  @Test(arguments: [
    ([place], "下行小字为登记了的存放处。"),
    (
      [
        "E03: {title: 会议纪要, location: 档案室, collected: 2025-10-09, received: 2025-10-10, covers: {from: 2025-01-01, to: 2025-09-30}}"
      ],
      "下行小字为登记了的涵盖期间、收到日期、存放处。"
    ),
    ([file, place], "下行小字为登记了的存放处、文件、文件的校验值（SHA-256）；有校验值的1件，任何人都可据此核对文件有没有改动。"),
    ([file], "下行小字为登记了的文件、文件的校验值（SHA-256），任何人都可据此核对文件有没有改动。"),
  ])
  func theLeadOfTheEvidenceSaysWhatIsListed(records: [String], sentence: String) async throws {
    try folder.write(
      SampleAssessment.assessment(
        answers: "positioning.vision: {approach: 4, deployment: 3, results: 3}",
        evidence: records.joined(separator: "\n")), to: "centre.yml")
    let text = try await text("report", "centre.yml", "--sections", "evidence")
    #expect(text.contains(PDFText.squeezed(sentence)), "\(text)")
    #expect(text.contains("任何人都可") == records.contains(Self.file))
  }

  /// The number and the standing of a record stand before its title, which may begin with a number.
  @Test func theWorkpaperKeepsNumbersAndTitlesApart() async throws {
    try folder.write(
      SampleAssessment.assessment(
        answers: "positioning.vision: {approach: 4, deployment: 3, results: 3, evidence: [E01, E02]}",
        evidence: """
          E01: {title: 10月客群月报, location: 档案室, collected: 2025-10-08}
          E02: {title: 9月客群月报, location: 档案室, collected: 2025-10-08, expires: 2025-11-01}
          """), to: "centre.yml")
    let text = try await text("report", "centre.yml", "--template", "workpaper")
    #expect(text.contains("E01（有效）10月客群月报") && text.contains("E02（已过有效期）9月客群月报"), "\(text)")
    #expect(!text.contains("月报（有效）") && !text.contains("pingxing"))
    #expect(text.contains("高于3级的在有据得分里只按3级（基本符合）计"))
  }

  // MARK: - Comparison

  private static func history(_ year: Int) -> String {
    RepositoryFiles.root.appending(path: "Examples/lanchuan-history/\(year).yml").path
  }

  @Test func theComparisonExplainsWhatItShows() async throws {
    let text = try await text("compare", Self.history(2023), Self.history(2024), Self.history(2025))
    // Items and records are told apart, and changes that no item has are not counted.
    #expect(text.contains(/证据有变化的评审项共\d+项（补上\d+、更新\d+）见表/), "\(text)")
    #expect(text.contains("“合计”看一项引用的证据合起来怎样，“每件”看一件证据怎样"))
    #expect(!text.contains("失效0") && !text.contains("不再引用0"))
    #expect(!text.contains("（不再引用）") && text.contains("：不再引用"))
    // Claimed marks stand beside evidenced credits, and the table says which is which.
    #expect(text.contains("自称变化自称等级2023年2024年有据差证据"), "\(text)")
    // Signs and words that no row shows are not explained.
    #expect(text.contains("写“当时”的") == text.contains(/当时逾期/))
    #expect(!text.contains("没有或没有") && !text.contains("实心无†"))
  }

  @Test func aComparisonOfOneEditionHasNoKeyToSigns() async throws {
    let text = try await text("compare", Self.history(2023), Self.history(2024))
    #expect(text.contains("各范畴的有据得分率，由2023年到2024年") && !text.contains("其余完全可比"), "\(text)")
    #expect(!text.contains("†"))
  }

  // MARK: - Appendices and chapters

  @Test func theAppendicesAreComplete() async throws {
    let text = try await text("report", Self.history(2025), "--sections", "all-marks,gates,editions")
    #expect(text.contains("总分1000100.00%"), "the weights have their sum")
    #expect(text.contains("现状：") && !text.contains("现有：") && !text.contains("差额："))
    #expect(text.contains(/五星·每个范畴解释：[^。]*。五星·/), "every reason ends as a sentence: \(text.suffix(3_000))")
  }

  @Test func theContentsListEveryAnalysis() async throws {
    let pages = try await ExampleReport.of("lanchuan-bank").pages()
    let contents = try #require(pages.first { PDFText.squeezed($0).hasPrefix("目录") || $0.contains("\n目录\n") })
    for number in 1...7 { #expect(contents.contains("10.\(number)"), "\(contents)") }
  }

  @Test func numbersOfTheAnalysesHaveTheirUnits() async throws {
    let text = PDFText.squeezed(try await PDFText.body(of: ExampleReport.of("lanchuan-bank").file))
    for words in [
      "最高的是“四组”，最低的是“一组”（211.7秒与199.9秒）", "坐席内标准差32.5秒，坐席间10.0秒", "各班组的水平与离散（秒）", "数据：240个",
      "平均高1.7分", "配对t检验（差与区间：分）", "平均差（分）", "改动前后（差与区间：百分点）", "比例的单位是百分点", "80.07%～80.14%",
    ] {
      #expect(text.contains(words), "\(words) is missing")
    }
    #expect(!text.contains("座席") && !text.contains("pingxing"))
    // What the text announces is what the figure shows.
    #expect(text.contains("达标期数最少的6个逐期见图") && text.contains("共8个，列达标期数最少的6个"))
  }
}
