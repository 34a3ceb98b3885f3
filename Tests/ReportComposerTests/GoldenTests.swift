import DocumentModel
import Foundation
import ReportComposer
import ReportTemplates
import TestSupport
import Testing

@Suite struct GoldenTests {
  /// A small report with every kind of block, from files that a person can read beside the golden.
  @Test func smallReport() throws {
    func bytes(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: RepositoryFiles.fixture("Composition/\(name)")))
    }
    let template = try CompiledTemplate(bytes("small.xml"), path: "small.xml", schema: schema)
    let result = try ResultTree(bytes("result.xml"), path: "result.xml")
    let document = try ReportComposer.compose(
      template, with: result, options: CompositionOptions(watermark: "草稿"))
    #expect(Golden.compare(document.dump(), with: "small-report.txt") == .equal)
    #expect(
      try ReportComposer.compose(template, with: result, options: CompositionOptions(watermark: "草稿"))
        == document)
  }
}
