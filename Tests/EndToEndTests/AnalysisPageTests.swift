import Foundation
import TestSupport
import Testing

/// The pages of `pingxing kpi … -o`, of all examples and of some that are awkwardly long.
@Suite struct AnalysisPageTests {
  private static let hotline = RepositoryFiles.root.appending(path: "Examples/linlan-hotline")
  private static let complaints = AnalysisTests.bank.appending(path: "kpi/complaints.csv").path

  static let runs: [[String]] =
    AnalysisTests.runs.map(\.arguments) + [
      ["control", hotline.appending(path: "kpi.csv").path, "--value", "connection-rate"],
      [
        "correlation", AnalysisTests.bank.appending(path: "kpi.csv").path, "--x", "service-level", "--y",
        "satisfaction",
      ],
      [
        "sample", "draw", complaints, "--by", "渠道", "--size", "60", "--at-least", "5", "--seed", "20251101", "--name",
        "工单号",
      ],
      [
        "teams", AnalysisTests.bank.appending(path: "kpi/handling-times.csv").path, "--value", "平均处理时长", "--by", "班组",
        "--within", "日期",
      ],
    ]

  /// The words of a page: where each ends and how high it is.
  private func pages(of file: URL) async throws -> [[(bottom: Double, height: Double)]] {
    let text = try await Pingxing.tool("pdftotext", "-bbox", file.path, "-").output
    return text.split(separator: "<page ").dropFirst().map { page in
      page.matches(of: #/yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)"/#).compactMap { match in
        Double(match.1).flatMap { top in Double(match.2).map { (bottom: $0, height: $0 - top) } }
      }
    }
  }

  /// Type keeps its size however much there is to say, and no page is left nearly empty for it, the last least. Labels of charts are the
  /// smallest, 7.5 points, which a reader sees as words of a little more than that.
  @Test(arguments: runs.indices, ["zh", "en"])
  func typeIsLargeEnoughAndPagesAreFull(_ index: Int, language: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await Pingxing.run(
      arguments: ["kpi"] + Self.runs[index] + ["-o", "a.pdf", "--lang", language], in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    let pages = try await pages(of: folder["a.pdf"])
    let smallest = try #require(pages.joined().map(\.height).min())
    #expect(smallest > 10.7, "words \(smallest) points high")
    guard pages.count > 1 else { return }
    let (top, bottom) = (28 / 25.4 * 72, (297 - 25) / 25.4 * 72)
    for (number, words) in pages.enumerated() {
      let last = words.map(\.bottom).filter { $0 < bottom + 6 }.max() ?? top
      let least = number + 1 < pages.count ? 0.4 : 0.2
      #expect((last - top) / (bottom - top) > least, "page \(number + 1) of \(pages.count)")
    }
  }

  private func text(_ arguments: [String]) async throws -> String {
    let folder = try TemporaryFolder()
    let run = try await Pingxing.run(arguments: ["kpi"] + arguments + ["-o", "a.pdf"], in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    return PDFText.squeezed(try await Pingxing.tool("pdftotext", "-raw", folder["a.pdf"].path, "-").output)
  }

  @Test func theDataAndTheFiguresAreNamed() async throws {
    let checks = try await text(AnalysisTests.runs[0].arguments)
    #expect(checks.contains("数据：quality-checks.csv；图形：p图"))
    #expect(checks.contains("2025-W48。见图1，数值见表1、表2、表3。"))
    #expect(checks.contains("分析为自评参考，非官方结论"))
    let draw = try await text(["sample", "draw", Self.complaints, "--size", "6", "--seed", "1", "--where", "渠道=电话"])
    #expect(draw.contains("数据：complaints.csv（只取渠道=电话的行）；"))
    #expect(draw.contains("数值见表1。") && !draw.contains("见图"))
    let size = try await text(AnalysisTests.runs[7].arguments)
    #expect(!size.contains("数据：") && size.contains("估计的量：比例（预计50.0%）"))
    #expect(size.contains("至少要有效样本981份；按应答率15.0%，至少要邀请6540人。"))
  }

  /// A point that breaks two rules shows both numbers, not one of two digits.
  @Test func rulesAtOnePointAreToldApart() async throws {
    let scores = try await text(AnalysisTests.runs[11].arguments)
    #expect(scores.contains("5、8"))
  }

  /// Rows of a long draw stand side by side, and none is lost or repeated.
  @Test func aLongDrawIsFolded() async throws {
    let folder = try TemporaryFolder()
    let draw = try #require(Self.runs.first { $0.contains(Self.complaints) && $0.contains("60") })
    let run = try await Pingxing.run(arguments: ["kpi"] + draw + ["-o", "a.pdf"], in: folder.url)
    let names = run.output.matches(of: #/T25[0-9]{5}/#).map { String($0.0) }
    #expect(names.count == 60)
    let pages = try await PDFText.pages(of: folder["a.pdf"])
    #expect(pages.count == 1)
    let printed = pages.joined().matches(of: #/T25[0-9]{5}/#).map { String($0.0) }
    #expect(printed.sorted() == names.sorted())
  }

  /// A correlation of the changes alone is said, and how far it carries as one of three tests.
  @Test func whatOnlyTheChangesShowIsConcluded() async throws {
    let run = try await Pingxing.run(
      arguments: ["kpi"] + (try #require(Self.runs.first { $0.contains("satisfaction") })))
    let said = PDFText.squeezed(run.output)
    #expect(
      said.contains(
        "没有证据表明服务水平与客户满意度各期的数值相关（r=0.204，p=0.339，n=24），"
          + "逐期的变化却一同升降，程度中等（r=0.469，p=0.024，n=23，95%区间0.070～0.738）。"))
    #expect(said.contains("按个数校正（Bonferroni）后p=0.072，达不到显著性水平"))
  }

  /// A list of causes that is cut says 等 right after the last one; a short one is not cut.
  @Test func theVitalFewAreNamed() async throws {
    let folder = try TemporaryFolder()
    let six = try await Pingxing.run(arguments: ["kpi"] + AnalysisTests.runs[10].arguments)
    #expect(PDFText.squeezed(six.output).contains("卡片寄送、App登录与人脸识别。"), "\(six.output)")
    let many = (1...8).map { "原因\($0)号,10" } + (1...12).map { "其余\($0)号,1" }
    try folder.write("因,件\n" + many.joined(separator: "\n") + "\n", to: "a.csv")
    let run = try await Pingxing.run("kpi", "pareto", "a.csv", "--cause", "因", "--count", "件", in: folder.url)
    #expect(run.output.replacing("\n    ", with: "").contains("原因5号等。"), "\(run.output)")
  }

  /// The board page quotes a conclusion in whole.
  @Test func theBoardPageCutsNoConclusion() async throws {
    let folder = try TemporaryFolder()
    let run = try await Pingxing.run(
      arguments: [
        "report", ExampleReport.assessment("linlan-hotline").path, "--template", "board", "-o", folder["a.pdf"].path,
      ])
    #expect(run.status == 0, "\(run.messages)")
    let text = PDFText.squeezed(try await PDFText.body(of: folder["a.pdf"]))
    #expect(text.contains("p=0.980，24期；这不等于证明它没有变化。（全部见完整报告）"), "\(text.suffix(600))")
  }

  /// Both ends of a range have their sign of per cent.
  @Test func bothEndsOfARangeHaveTheirSign() async throws {
    let run = try await Pingxing.run("score", ExampleReport.assessment("lanchuan-bank").path, "--format", "json")
    let ranges = run.output.matches(of: #/"[^"]*[0-9](%?)～[0-9.]+%"/#)
    #expect(!ranges.isEmpty)
    for range in ranges { #expect(range.1 == "%", "\(range.0)") }
  }
}
