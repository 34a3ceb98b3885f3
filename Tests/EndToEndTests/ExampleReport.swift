import Foundation
import TestSupport
import Testing

/// The report of one example, made once and looked at by many tests.
struct ExampleReport: Sendable {
  /// The name of the example's folder.
  let name: String
  /// The run that made it.
  let run: ProgramRun
  /// The PDF.
  let file: URL

  /// The folders under `Examples` that hold an assessment.
  static let names: [String] = {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: examples.path)) ?? []
    return entries.filter { FileManager.default.fileExists(atPath: assessment($0).path) }.sorted()
  }()

  /// The assessment of an example.
  static func assessment(_ name: String) -> URL { examples.appending(path: "\(name)/centre.yml") }

  private static let examples = RepositoryFiles.root.appending(path: "Examples")

  private static let reports = Dictionary(
    uniqueKeysWithValues: names.map { name in (name, Task { try await make(name) }) })

  /// The report of an example.
  static func of(_ name: String) async throws -> ExampleReport { try await #require(reports[name]).value }

  /// Where the reports lie until all tests are done.
  private static let shelf: TemporaryFolder = {
    guard let folder = try? TemporaryFolder() else { preconditionFailure("no temporary folder") }
    atexit { ExampleReport.shelf.remove() }
    return folder
  }()

  private static func make(_ name: String) async throws -> ExampleReport {
    let file = shelf["\(name).pdf"]
    let run = try await Pingxing.run("report", assessment(name).path, "-o", file.path)
    return ExampleReport(name: name, run: run, file: file)
  }

  /// The text of each page, as reading tools find it.
  func pages() async throws -> [String] { try await PDFText.pages(of: file) }
}

/// The text of PDFs.
enum PDFText {
  /// The text of each page in reading order.
  static func pages(of file: URL) async throws -> [String] {
    let text = try await Pingxing.tool("pdftotext", file.path, "-").output
    // pdftotext ends every page with a form feed.
    return text.split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// The text of all pages without their running heads and feet, which cut a sentence that goes over the page; in the
  /// order in which it is drawn, since the guess at columns may mix neighbouring cells of a table.
  static func body(of file: URL) async throws -> String {
    let area = ["-raw", "-x", "0", "-y", "70", "-W", "596", "-H", "705"]
    return try await Pingxing.tool("pdftotext", area + [file.path, "-"]).output
  }

  /// A text without white space, which lines and Han-Latin gaps bring in.
  static func squeezed(_ text: some StringProtocol) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
  }
}
