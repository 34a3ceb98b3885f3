internal import AssessmentModel
public import Diagnostics
internal import Foundation

/// Reads an assessment and reports everything that is wrong with it at once.
public enum AssessmentLoader {
  /// The keys of an assessment file.
  static let keys = [
    "format", "organisation", "assessment", "answers", "evidence", "findings", "indicators", "analyses",
  ]

  /// Loads the assessment at a path. Evidence files are looked for beside it and hashed.
  public static func load(_ path: String, library: RubricLibrary) -> AssessmentLoad {
    let problems = DiagnosticCollector()
    guard let source = SourceText.read(path, problems: problems) else {
      let missing = ["file-missing", "file-unreadable", "not-a-file"]
      return AssessmentLoad(
        loaded: nil, report: DiagnosticReport(problems), completeness: [],
        isMissing: problems.diagnostics.contains { missing.contains($0.code) })
    }
    return load(source, library: library, problems: problems)
  }

  /// Loads an assessment that has been read already, which `source.path` says where from.
  ///
  /// - Parameter evidence: what was recorded of the evidence files, by path, for an assessment whose evidence is not at
  ///   hand; nil to look for them beside it.
  public static func load(
    _ source: SourceText, library: RubricLibrary, evidence: [String: RecordedFile]? = nil,
    problems: DiagnosticCollector = DiagnosticCollector()
  ) -> AssessmentLoad {
    let folder = URL(filePath: source.path).deletingLastPathComponent().path
    var reading = AssessmentReading(library: library, folder: folder, recorded: evidence, problems: problems)
    let node = YAMLReader.read(source, problems: problems)
    let loaded = node.flatMap { reading.read($0) }
    reading.sources[source.path] = source.lines
    return AssessmentLoad(
      loaded: problems.hasErrors ? nil : loaded,
      report: DiagnosticReport(problems, sources: reading.sources),
      completeness: reading.completeness, isMissing: false,
      isReadable: node != nil && !source.isDamaged,
      texts: node.map { UserTexts($0, lines: source.lines) } ?? UserTexts(), indicators: reading.indicators,
      analyses: reading.analyses)
  }
}

/// What was once recorded of a file.
public struct RecordedFile: Sendable, Hashable {
  /// The SHA-256 of its bytes, 64 lower-case hexadecimal digits.
  public let sha256: String
  /// How many bytes it had.
  public let bytes: Int

  /// Gathers both.
  public init(sha256: String, bytes: Int) {
    self.sha256 = sha256
    self.bytes = bytes
  }
}

/// One reading of an assessment, from the top node down.
struct AssessmentReading {
  let library: RubricLibrary
  let folder: String
  let recorded: [String: RecordedFile]?
  let problems: DiagnosticCollector
  var sources: [String: SourceLines] = [:]
  var completeness: [RubricCompleteness] = []
  var indicators: IndicatorRequest?
  var analyses: [(request: AnalysisRequest, place: SourceLocation)] = []

  init(
    library: RubricLibrary, folder: String, recorded: [String: RecordedFile]?, problems: DiagnosticCollector
  ) {
    self.library = library
    self.folder = folder
    self.recorded = recorded
    self.problems = problems
  }

  mutating func read(_ node: YAMLNode) -> LoadedAssessment? {
    guard
      let fields = FieldReader(
        node, wording("评估文件", "the assessment"), allowed: AssessmentLoader.keys, titles: AssessmentVocabulary.titles,
        examples: AssessmentVocabulary.examples, shape: AssessmentShapes.file, problems: problems)
    else { return nil }
    fields.format("assessment")
    let headerReader = AssessmentHeaderReader(library: library, problems: problems)
    let organisation = headerReader.organisation(fields)
    let header = headerReader.header(fields)
    sources.merge(headerReader.sources(header)) { first, _ in first }

    var positions = AssessmentPositions()
    positions.root = node.location
    let rubrics = header?.pins.compactMap(\.rubric) ?? []
    for pin in header?.pins ?? [] { positions.rubrics[pin.pin.id] = pin.location }
    let evidence = EvidenceReader(
      folder: folder, recorded: recorded, date: header?.date, period: header?.period, problems: problems)
    let records = evidence.read(fields, positions: &positions)
    let answers = AnswerReader(
      rubrics: rubrics, pinned: header?.pins.map(\.pin.id) ?? [],
      isPinListComplete: header?.isPinListComplete ?? false, problems: problems,
      edition: { [library] in library.has($0) ? library.load($0).rubric : nil }
    ).read(fields, evidence: records, positions: &positions)
    let findings = FindingReader(
      rubrics: rubrics, isComplete: rubrics.count == header?.pins.count && header?.isPinListComplete == true,
      date: header?.date?.value, answers: answers, problems: problems
    ).read(fields, positions: &positions)
    let indicators = IndicatorSettingsReader(folder: folder, library: library, problems: problems)
      .read(fields, positions: &positions)
    self.indicators = indicators.file.map {
      IndicatorRequest(file: $0, settings: indicators.settings, date: header?.date?.value)
    }
    let analyses = AnalysisRequestReader(folder: folder, problems: problems).read(fields, positions: &positions)
    self.analyses = Array(zip(analyses, positions.analyses))
    completeness = rubrics.map { RubricCompleteness($0, answers: answers[$0.id] ?? [:]) }
    guard let organisation, let header, let period = header.period, let date = header.date,
      let assessor = header.assessor
    else { return nil }
    var assessment = Assessment(
      organisation: organisation, period: period, date: date.value, assessor: assessor,
      rubrics: header.pins.map(\.pin), answers: answers, evidence: records, indicatorFile: indicators.file)
    assessment.findings = findings
    assessment.indicatorSettings = indicators.settings
    assessment.analyses = analyses
    return LoadedAssessment(assessment: assessment, rubrics: rubrics, positions: positions)
  }
}
