internal import AssessmentModel
internal import Diagnostics
package import IndicatorEvidence
internal import IndicatorFiles
package import InputFiles

/// The indicators of an assessment: what they prove, and everything that is to be said about their files and marks.
///
/// `package`, for the benchmark measures the same steps as the program takes.
package struct IndicatorReview {
  /// What they prove; nil where no file is named or it has errors.
  package let evidence: IndicatorEvidence?
  /// The monthly figures with their file; nil where `evidence` is.
  let figures: IndicatorFigures?
  /// The findings, with their places.
  private(set) var diagnostics: [Diagnostic]

  /// Whether a file cannot be used.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Reads the files that an assessment names and judges them.
  package init(_ loaded: LoadedAssessment, at path: String, library: RubricLibrary) {
    let assessment = loaded.assessment
    let request = assessment.indicatorFile.map {
      IndicatorRequest(file: $0, settings: assessment.indicatorSettings, date: assessment.date)
    }
    self.init(request, of: loaded, at: path, library: library)
  }

  /// Reads the files that an assessment names, also where the assessment itself is refused: then no marks are judged.
  init(_ load: AssessmentLoad, at path: String, library: RubricLibrary) {
    self.init(load.indicators, of: load.loaded, at: path, library: library)
    if load.indicators == nil, let loaded = load.loaded { diagnostics += Self.withoutFile(loaded) }
  }

  /// The marks 5 that rest on figures, where the assessment names no file of any. Scoring warns of them too.
  private static func withoutFile(_ loaded: LoadedAssessment) -> [Diagnostic] {
    loaded.rubrics.flatMap { rubric -> [Diagnostic] in
      let answers = loaded.assessment.answers[rubric.id] ?? [:]
      var seen: Set<ItemID> = []
      return rubric.thresholds.compactMap { threshold -> Diagnostic? in
        guard case .marked(let answer)? = answers[threshold.item], answer.marks[threshold.facet] == .beyond,
          let item = rubric.item(threshold.item), seen.insert(threshold.item).inserted
        else { return nil }
        let facet = rubric.facetSets[item.facetSet]?.facets.first { $0.id == threshold.facet }?.title
        return Diagnostic(
          .warning, "mark-without-data",
          LocalizedText(
            chinese: "“\(item.title.chinese)”的“\(facet?.chinese ?? "")”打了 5 级，而评估文件没有写 indicators，没有数据可以核对",
            english:
              "\(facet?.english ?? "") of “\(item.title.english)” is given 5, and the assessment names no file of indicators"
          ), at: loaded.positions.marks[rubric.id]?[threshold.item]?[threshold.facet],
          hint: LocalizedText(
            chinese: "在 indicators 里写上月度数据文件（file: kpi.csv）；格式见 Docs/indicators.md",
            english: "name a file of monthly figures in indicators (file: kpi.csv), see Docs/indicators.md"))
      }
    }
  }

  private init(
    _ request: IndicatorRequest?, of loaded: LoadedAssessment?, at path: String, library: RubricLibrary
  ) {
    guard let request else {
      (evidence, figures, diagnostics) = (nil, nil, [])
      return
    }
    let (catalogue, report) = library.catalogue()
    func beside(_ name: String) -> String { FilePath.joined(FilePath.folder(path), name) }
    let months = IndicatorFile.load(beside(request.file), catalogue: catalogue)
    let intervals = request.settings.intervalFile.map { IndicatorFile.load(beside($0), catalogue: catalogue) }
    var found = report.diagnostics + months.report.diagnostics + (intervals?.report.diagnostics ?? [])
    guard !found.contains(where: { $0.severity == .error }), let data = months.data else {
      (evidence, figures, diagnostics) = (nil, nil, found)
      return
    }
    let rubrics = loaded.map { loaded in loaded.rubrics.map { ($0, loaded.assessment.answers[$0.id] ?? [:]) } }
    let evidence = IndicatorEvidence(
      data, intervals: intervals?.data, catalogue: catalogue, settings: request.settings,
      date: request.date ?? .last, until: loaded?.assessment.period.to, rubrics: rubrics ?? [])
    found += evidence.findings.map { finding in
      let name = finding.file == .months ? request.file : request.settings.intervalFile ?? request.file
      return Diagnostic(
        finding.severity, finding.code.rawValue, finding.message,
        at: SourceLocation(file: beside(name), line: finding.line, column: 0))
    }
    found += evidence.proposals.compactMap { proposal in
      let rubric = loaded?.rubrics.first { $0.id == proposal.rubric }
      let marks = loaded?.positions.marks[proposal.rubric]?[proposal.item]
      return rubric.flatMap { Self.finding(proposal, $0, at: marks?[proposal.facet]) }
    }
    self.evidence = evidence
    figures = IndicatorFigures(data: data, path: beside(request.file), catalogue: catalogue)
    diagnostics = found
  }

  /// A mark that the data do not carry is a warning; one that they would carry more than is only worth knowing.
  private static func finding(
    _ proposal: MarkProposal, _ rubric: Rubric, at place: SourceLocation?
  ) -> Diagnostic? {
    guard let given = proposal.given, let item = rubric.item(proposal.item) else { return nil }
    let facet = rubric.facetSets[item.facetSet]?.facets.first { $0.id == proposal.facet }?.title
    let (chinese, english) = (
      "“\(item.title.chinese)”的“\(facet?.chinese ?? "")”", "\(facet?.english ?? "") of “\(item.title.english)”"
    )
    let names = proposal.limiting.compactMap { rubric.indicators[$0.indicator] }
    switch (proposal.difference, proposal.allowed) {
    case (.above, let allowed?):
      return Diagnostic(
        .warning, "mark-above-data",
        LocalizedText(
          chinese:
            "\(chinese)打了 \(given.rawValue) 级，指标只支持到 \(allowed.rawValue) 级（受限于\(names.map(\.chinese).joined(separator: "、"))）",
          english:
            "\(english) is given \(given.rawValue), the indicators carry \(allowed.rawValue) (\(names.map(\.english).joined(separator: ", ")))"
        ), at: place,
        hint: LocalizedText(
          chinese: "核对等级与数据；pingxing kpi evaluate 列出每个指标支持到几级",
          english: "check mark and data; `pingxing kpi evaluate` shows what each indicator carries"))
    case (.below, let allowed?) where proposal.isComplete:
      return Diagnostic(
        .note, "mark-below-data",
        LocalizedText(
          chinese: "\(chinese)打了 \(given.rawValue) 级，指标支持到 \(allowed.rawValue) 级；等级描述里数据以外的要求仍须满足",
          english:
            "\(english) is given \(given.rawValue), the indicators would carry \(allowed.rawValue); the wording asks for more than figures"
        ), at: place)
    case (.open, nil) where given >= .fully && proposal.parts.allSatisfy({ $0.verdict == .open(.noData) }):
      return Diagnostic(
        .warning, "mark-without-data",
        LocalizedText(
          chinese: "\(chinese)打了 \(given.rawValue) 级，而指标文件里没有它的数据",
          english: "\(english) is given \(given.rawValue), and the indicator file has no data of it"), at: place,
        hint: LocalizedText(
          chinese: "补上这些指标的月度数据：\(proposal.parts.map(\.threshold.indicator.rawValue).joined(separator: "、"))",
          english: "add monthly data of \(proposal.parts.map(\.threshold.indicator.rawValue).joined(separator: ", "))"))
    default: return nil
    }
  }
}

/// The monthly figures of a centre, and where they stand.
struct IndicatorFigures {
  let data: IndicatorData
  /// The path of the file.
  let path: String
  let catalogue: IndicatorCatalogue

  /// What earlier figures said otherwise, with its places in this file.
  func restatements(since earlier: IndicatorFigures) -> [Diagnostic] {
    IndicatorEvidence.restatements(of: data, since: earlier.data, catalogue: catalogue).map { finding in
      Diagnostic(
        finding.severity, finding.code.rawValue, finding.message,
        at: SourceLocation(file: path, line: finding.line, column: 0),
        notes: [
          Diagnostic.Note(
            LocalizedText(chinese: "原来的文件", english: "the earlier file"), at: SourceLocation(file: earlier.path))
        ])
    }
  }
}
