internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import InputFiles
internal import Scoring

/// Loads assessments and lays them beside each other, and fails with words where that is not possible.
enum ComparisonSource {
  /// A series with the assessments it was made of.
  struct Loaded {
    /// The comparison.
    let series: AssessmentSeries
    /// The assessments, in the order given.
    let sources: [AssessmentSource]
  }

  /// Loads at least two assessments, files or entries of an archive, the earliest first.
  static func load(
    _ names: [EarlierAssessment], organisations: OrganisationPolicy, data: DataFolders
  ) throws -> Loaded {
    let library = names.allSatisfy(\.isEntry) ? RubricSource.installed(data) : try RubricSource.library(data)
    let sources = try AllAtOnce.read(names) { try $0.load(library: library) }
    return try compared(sources, organisations: organisations, library: library)
  }

  /// Lays assessments that are loaded beside each other.
  static func compared(
    _ sources: [AssessmentSource], organisations: OrganisationPolicy, library: RubricLibrary
  ) throws(CommandFailure) -> Loaded {
    Loaded(series: try series(sources, organisations: organisations, library: library), sources: sources)
  }

  /// Compares assessments that are loaded, the earliest first.
  static func series(
    _ sources: [AssessmentSource], organisations: OrganisationPolicy = .one, library: RubricLibrary
  ) throws(CommandFailure) -> AssessmentSeries {
    try series(sources, organisations: organisations, crosswalks: CrosswalkFinder(library: library))
  }

  /// The same, with the files of the crosswalks that were read for it.
  static func seriesWithFiles(
    _ sources: [AssessmentSource], organisations: OrganisationPolicy, library: RubricLibrary
  ) throws(CommandFailure) -> (series: AssessmentSeries, files: [String: SourceLines]) {
    let crosswalks = CrosswalkFinder(library: library)
    return (try series(sources, organisations: organisations, crosswalks: crosswalks), crosswalks.files)
  }

  /// The files of the crosswalks that lead from the editions of one assessment to those of another.
  static func crosswalkFiles(
    from then: AssessmentSource, to now: AssessmentSource, library: RubricLibrary
  ) -> [String: SourceLines] {
    let finder = CrosswalkFinder(library: library)
    let (old, new) = (then.scorecard.rubrics.map(\.rubric), now.scorecard.rubrics.map(\.rubric))
    for rubric in new where !old.contains(where: { $0.id == rubric.id }) {
      for other in old where other.family == rubric.family { _ = finder.reading(from: other, to: rubric) }
    }
    return finder.files
  }

  private static func series(
    _ sources: [AssessmentSource], organisations: OrganisationPolicy, crosswalks: CrosswalkFinder
  ) throws(CommandFailure) -> AssessmentSeries {
    warnOfOrder(sources)
    let series: AssessmentSeries
    do throws(AssessmentComparison.Refusal) {
      series = try AssessmentSeries(
        sources.map(\.scorecard), organisations: organisations,
        crosswalk: { crosswalks.reading(from: $0, to: $1) })
    } catch {
      try crosswalks.refuseBroken()
      throw failure(error, sources)
    }
    try crosswalks.refuseBroken()
    warnOfRepeats(sources)
    warnOfGaps(series, sources)
    warnOfRestatements(sources)
    if !crosswalks.warnings.diagnostics.isEmpty { DiagnosticPrinter.complain(crosswalks.warnings) }
    FindingWarnings(series: series, sources: sources).complain()
    return series
  }

  private static func warnOfOrder(_ sources: [AssessmentSource]) {
    let dates = sources.map(\.scorecard.assessment.date)
    guard let place = zip(dates, dates.dropFirst()).first(where: { $0 > $1 }) else { return }
    StandardStreams.complain(
      localized(
        "提醒：评估日期 \(place.0) 在前、\(place.1) 在后，仍按给出的次序比较；早的应写在前面。",
        "Note: \(place.0) stands before \(place.1); they are compared in the order given, but the earlier belongs first."
      ))
  }

  /// Two that say the same: then only what they were scored with can have changed anything.
  private static func warnOfRepeats(_ sources: [AssessmentSource]) {
    guard
      let (then, now) = zip(sources, sources.dropFirst()).first(where: {
        $0.scorecard.assessment == $1.scorecard.assessment
      })
    else { return }
    StandardStreams.complain(
      then.scorecard == now.scorecard
        ? localized(
          "提醒：\(then.name) 与 \(now.name) 内容相同，之间没有变化可比。",
          "Note: \(then.name) and \(now.name) say the same, so nothing changed between them.")
        : localized(
          "提醒：\(then.name) 与 \(now.name) 的答案相同，变化只来自所用的准则或指标目录。",
          "Note: \(then.name) and \(now.name) have the same answers; what changed comes of their rubrics or indicators."
        ))
  }

  /// Neighbours of a series that have nothing to compare.
  private static func warnOfGaps(_ series: AssessmentSeries, _ sources: [AssessmentSource]) {
    for place in series.gaps {
      let (then, now) = (sources[place - 1], sources[place])
      let rubrics = (list(then.scorecard.rubrics.map(\.rubric.id)), list(now.scorecard.rubrics.map(\.rubric.id)))
      DiagnosticPrinter.complain([
        Diagnostic(
          .warning, "gap-in-series",
          LocalizedText(
            chinese: "\(then.name)（\(rubrics.0)）与 \(now.name)（\(rubrics.1)）没有共同的准则，这两次之间没有比较",
            english:
              "\(then.name) (\(rubrics.0)) and \(now.name) (\(rubrics.1)) have no rubric in common and are not compared"
          ))
      ])
    }
  }

  /// A month that an assessment reports otherwise than the one before it did.
  private static func warnOfRestatements(_ sources: [AssessmentSource]) {
    let figures = sources.compactMap(\.figures)
    let found = zip(figures, figures.dropFirst()).flatMap { $1.restatements(since: $0) }
    if !found.isEmpty { DiagnosticPrinter.complain(found) }
  }

  private static func failure(
    _ refusal: AssessmentComparison.Refusal, _ sources: [AssessmentSource]
  ) -> CommandFailure {
    switch refusal {
    case .differentOrganisations(let then, let now):
      CommandFailure(
        .inputWrong, "different-organisations",
        LocalizedText(
          chinese: "两份评估属于不同的机构：\(then)、\(now)", english: "the assessments are of two organisations: \(then), \(now)"),
        hint: LocalizedText(
          chinese: "同一机构改过名的，加上 --renamed；有意对比两个机构的等级，用 pingxing compare --force，结果会注明",
          english:
            "add --renamed for one organisation under two names; with pingxing compare --force the marks of two are compared, and the result says so"
        ))
    case .nothingInCommon(let then, let now):
      CommandFailure(
        .inputWrong, "nothing-in-common",
        LocalizedText(
          chinese:
            "没有可比的准则：\(sources[0].name) 用 \(list(then))，\(sources[1].name) 用 \(list(now))，之间没有同一系列的对照",
          english:
            "nothing to compare: \(sources[0].name) was assessed with \(list(then)), \(sources[1].name) with \(list(now))"
        ),
        hint: LocalizedText(
          chinese:
            "同一系列的两个版次要有 Rubrics/crosswalks 里的对照，写了的用 pingxing rubric check Rubrics 检查；不同标准之间用 \(crosswalk(then, now)) 查看",
          english:
            "two editions need a crosswalk in Rubrics/crosswalks, which `pingxing rubric check Rubrics` checks; `\(crosswalk(then, now))` shows two standards"
        ))
    case .changedMeaning(let then, let now, let isOneEdition, let items):
      CommandFailure(
        .inputWrong, "changed-meaning",
        LocalizedText(
          chinese: "\(then) 与 \(now) 里编号相同而题意已变：\(list(items))",
          english: "the meaning of an item changed under its id between \(then) and \(now): \(list(items))"),
        hint: isOneEdition
          ? LocalizedText(
            chinese: "这是同一版次的两个版本；改了什么，用 pingxing rubric compare 旧/Rubrics/….yml 新/Rubrics/….yml 查看",
            english:
              "these are two versions of one edition; `pingxing rubric compare OLD/Rubrics/….yml NEW/Rubrics/….yml` tells what changed"
          ) : SuggestedName.question(["pingxing rubric compare \(then) \(now)"]))
    }
  }

  /// The command that shows what answers by one edition say about another.
  private static func crosswalk(_ then: [RubricID], _ now: [RubricID]) -> String {
    (["pingxing rubric crosswalk"] + (then.prefix(1) + now.prefix(1)).map(\.rawValue)).joined(separator: " ")
  }

  private static func list(_ names: [some StableIdentifier]) -> String {
    names.map(\.rawValue).joined(separator: localized("、", ", "))
  }
}

/// Finds crosswalks between editions and keeps what was found wrong with them.
private final class CrosswalkFinder {
  private let library: RubricLibrary
  private(set) var warnings = DiagnosticReport([])
  /// The files that were read for the crosswalks found.
  private(set) var files: [String: SourceLines] = [:]

  init(library: RubricLibrary) { self.library = library }

  func reading(from: Rubric, to: Rubric) -> CrosswalkReading? {
    let lookup = library.crosswalk(from: from.id.rawValue, to: to.id.rawValue, known: [from, to])
    for diagnostic in lookup.report.diagnostics where !warnings.diagnostics.contains(diagnostic) {
      warnings.add([diagnostic])
    }
    warnings.sources.merge(lookup.report.sources) { first, _ in first }
    guard case .found(let reading, _, _) = lookup.outcome else { return nil }
    files.merge(lookup.report.sources) { first, _ in first }
    return reading
  }

  /// Refuses to go on without a crosswalk that is there and has errors: what it relates would be missing unexplained.
  func refuseBroken() throws(CommandFailure) {
    guard warnings.hasErrors else { return }
    DiagnosticPrinter.complain(warnings)
    throw CommandFailure(.inputWrong)
  }
}
