import AnalysisReports
import CommandLineInterface
import Diagnostics
import DocumentModel
import Fonts
import Foundation
import IndicatorEvidence
import InputFiles
import PDFOutput
import PageLayout
import ReportComposer
import ReportTemplates
import ResultDocument
import Scoring
import Typesetting

/// What a batch shares, and the steps of one report, as the program takes them.
struct ReportMaker {
  /// The rubrics.
  let library: RubricLibrary
  /// The full template.
  let template: CompiledTemplate
  /// The fonts.
  let fonts: FontLibrary

  /// Opens the data of a checkout.
  init(data: String) throws {
    library = RubricLibrary(folders: [data + "/Rubrics"])
    func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: data + "/" + path))) }
    let schema = try TemplateSchema(bytes("Schemas/template.rng"), path: "template.rng")
    let path = data + "/Templates/full.xml"
    template = try CompiledTemplate(
      bytes("Templates/full.xml"), path: path, folder: TemplateFolder(ofTemplate: path), schema: schema)
    fonts = try FontLibrary(
      stack: FontStack(json: bytes("Fonts/stack.json")), folders: ["/usr/share/fonts/opentype/noto"])
  }

  /// Reads an assessment, which must be free of errors.
  func read(_ path: String) throws -> LoadedAssessment {
    let load = AssessmentLoader.load(path, library: library)
    guard let loaded = load.loaded else { throw BenchFailure(path: path) }
    return loaded
  }

  /// Reads its indicators and judges them.
  func review(_ loaded: LoadedAssessment, at path: String) -> IndicatorEvidence? {
    IndicatorReview(loaded, at: path, library: library).evidence
  }

  /// Runs its analyses.
  func analyses(_ loaded: LoadedAssessment, at path: String) -> [AnalysisReport] {
    AnalysisReview(loaded, at: path, library: library).reports
  }

  /// Scores it.
  func score(_ loaded: LoadedAssessment, indicators: IndicatorEvidence?, analyses: [AnalysisReport]) -> Scorecard {
    Scorecard(assessment: loaded.assessment, rubrics: loaded.rubrics, indicators: indicators, analyses: analyses)
  }

  /// Its result document, as the template queries it.
  func result(_ scorecard: Scorecard) throws -> ResultTree {
    var builder = try ResultTreeBuilder(for: template)
    ResultDocument(scorecard).root.walk { step in
      switch step {
      case .begin(let name): builder.begin(name)
      case .value(let name, let value): builder.attribute(name, value)
      case .text(let name, let text): builder.element(name, text: text)
      case .end: builder.end()
      }
    }
    return try builder.finish()
  }

  /// Expands the template over the result document.
  func compose(_ result: ResultTree) throws -> Document { try ReportComposer.compose(template, with: result) }
}

/// An assessment that cannot be used for measuring.
struct BenchFailure: Error {
  let path: String
}
