internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import InputFiles
internal import PDFOutput
internal import PageLayout
internal import ReportComposer
internal import ResultDocument
internal import Scoring
internal import Synchronization
internal import Typesetting

/// The reports of many assessments, several at a time.
///
/// Rubrics, the template and the fonts are read once and shared; what a report needs beyond that is let go when its file
/// is written, so that memory grows with the number of threads and not with that of the assessments.
final class BatchRun: Sendable {
  /// What became of one assessment.
  struct Outcome: Sendable {
    /// A report that was written.
    struct Success: Sendable {
      /// Results with their scores, one for each rubric.
      let results: [(result: String, score: String)]
      /// How many pages it has.
      let pageCount: Int
      /// What deserves a look though the report could be made.
      let warnings: [Diagnostic]
    }

    /// What was written, or why nothing was.
    let result: Result<Success, Failure>
    /// How long it took.
    let seconds: Double
  }

  /// Why there is no report, with the lines of the assessment that the messages quote.
  struct Failure: Error {
    /// The messages.
    let report: DiagnosticReport

    init(_ report: DiagnosticReport) { self.report = report }
    init(_ diagnostics: [Diagnostic]) { report = DiagnosticReport(diagnostics) }
  }

  private let pipeline: ReportPipeline
  private let library: RubricLibrary
  private let options: CompositionOptions
  private let items: [(input: String, output: String)]
  private let outcomes: Mutex<[Outcome?]>
  private let progress: BatchProgress

  /// Prepares a run that reads each input and writes its report to the output beside it.
  init(
    _ items: [(input: String, output: String)], pipeline: ReportPipeline, library: RubricLibrary,
    options: CompositionOptions
  ) {
    self.items = items
    self.pipeline = pipeline
    self.library = library
    self.options = options
    outcomes = Mutex(Array(repeating: nil, count: items.count))
    progress = BatchProgress(count: items.count)
  }

  /// Makes all reports; the outcomes stand in the order of the items.
  func run(jobs: Int) -> [Outcome] {
    WorkerThreads.run(count: items.count, jobs: jobs, tool: { self.pipeline.typesetter() }) { index, typesetter in
      let start = ContinuousClock.now
      let result: Result<Outcome.Success, Failure>
      do throws(Failure) { result = .success(try self.report(self.items[index], typesetter)) } catch {
        result = .failure(error)
      }
      let time = start.duration(to: .now).components
      let outcome = Outcome(result: result, seconds: Double(time.seconds) + Double(time.attoseconds) / 1e18)
      self.outcomes.withLock { $0[index] = outcome }
      self.progress.finished(self.items[index].input, succeeded: (try? result.get()) != nil)
    }
    progress.end()
    return outcomes.withLock { $0.compactMap(\.self) }
  }

  private func report(
    _ item: (input: String, output: String), _ typesetter: Typesetter
  ) throws(Failure) -> Outcome.Success {
    let load = AssessmentLoader.load(item.input, library: library)
    guard let loaded = load.loaded else { throw Failure(load.report) }
    try refuseToReplace(loaded.assessment.namedFiles, of: item)
    let review = IndicatorReview(loaded, at: item.input, library: library)
    let analyses = AnalysisReview(loaded, at: item.input, library: library)
    guard !review.hasErrors, !analyses.hasErrors else { throw Failure(review.diagnostics + analyses.diagnostics) }
    let scorecard = Scorecard(
      assessment: loaded.assessment, rubrics: loaded.rubrics, indicators: review.evidence, analyses: analyses.reports)
    let report: ReportPipeline.Report
    do {
      report = try pipeline.report(scorecard, options: options, typesetter: typesetter)
      try AtomicFile.write(report.bytes, to: item.output, staysInFolder: true)
    } catch {
      let failure = CommandFailure(reporting: error) { self.pipeline.missingCharacters($0, in: [load.texts]) }
      throw Failure(DiagnosticReport(failure.diagnostics, sources: load.report.sources))
    }
    return Outcome.Success(
      results: Self.results(of: report.result), pageCount: report.pageCount, warnings: report.warnings)
  }

  /// A file of the assessment that lies in the output folder under the name of the report stays as it is.
  private func refuseToReplace(_ files: [String], of item: (input: String, output: String)) throws(Failure) {
    func place(_ url: URL) -> String { url.resolvingSymlinksInPath().standardizedFileURL.path }
    let output = place(URL(filePath: item.output))
    let folder = URL(filePath: item.input).deletingLastPathComponent()
    guard files.contains(where: { place(folder.appending(path: $0)) == output }) else { return }
    throw Failure([
      Diagnostic(
        .error, "output-is-input",
        LocalizedText(
          chinese: "\(item.output) 是这份评估的证据或数据，没有改动它",
          english: "\(item.output) is evidence or data of this assessment and was left alone"),
        at: SourceLocation(file: item.input),
        hint: LocalizedText(chinese: "用 -o 给报告另找一个文件夹", english: "name another folder for the reports with -o"))
    ])
  }

  private static func results(of document: ResultDocument) -> [(result: String, score: String)] {
    document.root.list("rubrics").map { rubric in
      (
        rubric[localized("result-display", "result-display-en")] ?? "—",
        rubric.part("total")?.part("points")?["evidenced-display"] ?? "—"
      )
    }
  }
}

/// How far a batch has come, on standard error where that is a terminal.
private final class BatchProgress: Sendable {
  private struct State {
    var done = 0
    var failed = 0
  }

  private let count: Int
  private let isShown = StandardStreams.errorIsTerminal
  private let state = Mutex(State())

  init(count: Int) { self.count = count }

  func finished(_ path: String, succeeded: Bool) {
    state.withLock { state in
      state.done += 1
      if !succeeded { state.failed += 1 }
      guard isShown else { return }
      let failures =
        state.failed > 0 ? localized("，\(state.failed) 份失败", ", \(state.failed) failed") : ""
      let line = localized("已完成 \(state.done)/\(count)\(failures)", "\(state.done)/\(count) done\(failures)")
      // Back to the margin, and the rest of the old line wiped out.
      StandardStreams.complainRaw("\r" + DisplayWidth.truncated("\(line)  \(PlainName.of(path))", to: 79) + "\u{1B}[K")
    }
  }

  /// Clears the line.
  func end() { if isShown { StandardStreams.complainRaw("\r\u{1B}[K") } }
}
