internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import InputFiles
internal import ReportTemplates
internal import ResultDocument
internal import Scoring

/// Results of an invented centre, on which templates are tried: one complete, one with answers missing, and thin ones, in
/// which whatever may be missing is missing.
///
/// They are made from the rubrics at hand, so that they always have the form that real results have, and hold every kind
/// of answer: each mark, evidence that is valid, expired or missing, items that do not apply, notes and intentions.
enum SampleResults {
  /// The result documents, the complete one first.
  static func trees(_ data: DataFolders) throws(CommandFailure) -> [ResultTree] {
    let library = try RubricSource.library(data)
    let usual = ["cccs-op-2008", "ccom-2019"].map { RubricID($0) }
    let known = library.ids()
    let wanted = usual.allSatisfy(known.contains) ? usual : known
    let (catalogue, _) = library.catalogue()
    var rubrics: [Rubric] = []
    for id in wanted { rubrics.append(try RubricSource.rubric(id, in: library)) }
    do throws(InputRejected) {
      return [
        try tree(rubrics, catalogue, isComplete: true, path: "sample-complete.xml"),
        try tree(rubrics, catalogue, isComplete: false, path: "sample-incomplete.xml"),
      ] + (try thin(rubrics, catalogue))
    } catch { throw CommandFailure(.internalFault, error.diagnostics) }
  }

  private static func tree(
    _ rubrics: [Rubric], _ catalogue: IndicatorCatalogue, isComplete: Bool, path: String
  ) throws(InputRejected) -> ResultTree {
    let assessment = assessment(rubrics, isComplete: isComplete)
    let scorecard = Scorecard(
      assessment: assessment, rubrics: rubrics,
      indicators: isComplete ? SampleIndicators.evidence(for: assessment, rubrics, catalogue) : nil,
      analyses: isComplete ? SampleAnalyses.reports() : [])
    return try tree(
      ResultDocument(scorecard, comparedIn: isComplete ? series(scorecard, catalogue) : nil), path: path)
  }

  /// No answer at all, once with indicators of which no row precedes the day and a complete year before, once without
  /// anything; and no item that applies, as far as the rubrics allow that.
  private static func thin(_ rubrics: [Rubric], _ catalogue: IndicatorCatalogue) throws(InputRejected) -> [ResultTree] {
    var empty = assessment(rubrics, isComplete: false)
    (empty.answers, empty.evidence) = ([:], [])
    var inapplicable = empty
    for rubric in rubrics {
      for item in rubric.items where item.notApplicable != .forbidden {
        inapplicable.answers[rubric.id, default: [:]][item.id] = .notApplicable(reason: "样例：本中心不承担这项业务")
      }
    }
    var before = assessment(rubrics, isComplete: true)
    (before.date, before.findings) = (day(2024, 12, 20), [])
    let later = SampleIndicators.evidence(for: empty, rubrics, catalogue, until: day(2029, 12, 20))
    let plain = Scorecard(assessment: empty, rubrics: rubrics)
    let late = Scorecard(assessment: empty, rubrics: rubrics, indicators: later)
    let series = try? AssessmentSeries(
      [Scorecard(assessment: before, rubrics: Array(rubrics.prefix(1))), late], crosswalk: { _, _ in nil })
    return [
      try tree(ResultDocument(late, comparedIn: series), path: "sample-late-data.xml"),
      try tree(ResultDocument(plain), path: "sample-empty.xml"),
      try tree(
        ResultDocument(Scorecard(assessment: inapplicable, rubrics: rubrics)), path: "sample-inapplicable.xml"),
    ]
  }

  private static func tree(_ document: ResultDocument, path: String) throws(InputRejected) -> ResultTree {
    try ResultTree(Array(document.xml.utf8), path: path)
  }

  /// The year before, by another assessor and with another version of the first rubric only, so that a comparison has
  /// every part: some marks a step lower, other items not applicable, an item of either side alone, a gate that moved, a
  /// domain under another id.
  private static func series(_ now: Scorecard, _ catalogue: IndicatorCatalogue) -> AssessmentSeries? {
    guard var rubric = now.rubrics.first?.rubric else { return nil }
    var before = now.assessment
    before.date = day(2024, 12, 20)
    before.assessor = Assessor(role: .auditor, name: "样例评审员")
    for (number, item) in rubric.items.enumerated() {
      if number % 13 == 5, item.notApplicable != .forbidden {
        before.answers[rubric.id]?[item.id] = .notApplicable(reason: "样例：本中心不承担这项业务")
      } else if number % 5 == 0, case .marked(var answer) = before.answers[rubric.id]?[item.id] {
        answer.marks = answer.marks.mapValues { Mark(rawValue: max(1, $0.rawValue - 1)) ?? $0 }
        if number % 2 == 0 { answer.evidence = [] }
        before.answers[rubric.id]?[item.id] = .marked(answer)
      }
    }
    rubric.domains[0].groups[0].items[0].id = ItemID("sample.removed")
    for result in rubric.results.indices {
      for gate in rubric.results[result].gates.indices {
        if case .total = rubric.results[result].gates[gate].condition {
          rubric.results[result].gates[gate].condition = .total(credit: 50)
        }
      }
    }
    let gated = rubric.results.flatMap(\.gates).compactMap { gate in
      if case .domain(let id, _) = gate.condition { id } else { nil }
    }
    if let place = rubric.domains.lastIndex(where: { !gated.contains($0.id) }) {
      rubric.domains[place].id = DomainID("sample.renamed")
    }
    before.findings = SampleFindings.before([rubric])
    before.rubrics = before.rubrics.filter { $0.id == rubric.id }
    let then = Scorecard(
      assessment: before, rubrics: [rubric],
      indicators: SampleIndicators.evidence(for: before, [rubric], catalogue))
    return try? AssessmentSeries([then, now], crosswalk: { _, _ in nil })
  }

  private static func assessment(_ rubrics: [Rubric], isComplete: Bool) -> Assessment {
    var answers: [RubricID: [ItemID: Answer]] = [:]
    for rubric in rubrics {
      for (number, item) in rubric.items.enumerated() {
        answers[rubric.id, default: [:]][item.id] = answer(to: item, number, in: rubric, isComplete: isComplete)
      }
    }
    var sample = Assessment(
      organisation: Organisation(name: "样例客户联络中心", industry: "银行", seats: 200, scope: "全部热线与在线渠道"),
      period: period, date: day(2025, 12, 20),
      assessor: Assessor(role: .selfAssessment, name: "运营管理部"),
      rubrics: rubrics.map { RubricPin(id: $0.id, version: $0.version, contentHash: $0.contentHash) },
      answers: answers, evidence: evidence, indicatorFile: "kpi.csv")
    if isComplete { sample.findings = SampleFindings.now(rubrics) }
    return sample
  }

  /// Marks from 1 to 5 in turn; every kind of answer comes back every few items.
  private static func answer(
    to item: Item, _ number: Int, in rubric: Rubric, isComplete: Bool
  ) -> Answer? {
    if !isComplete, number % 3 == 1 { return nil }
    if number % 13 == 4, item.notApplicable != .forbidden { return .notApplicable(reason: "样例：本中心不承担这项业务") }
    var marks: [FacetID: Mark] = [:]
    for (place, facet) in (rubric.facetSets[item.facetSet]?.facets ?? []).enumerated() {
      if !isComplete, number % 7 == 2, place == 0 { continue }
      marks[facet.id] = Mark(rawValue: 2 + (number + place) % 4) ?? .mostly
    }
    if number % 11 == 6 { marks = marks.mapValues { _ in .absent } }
    let cited = [["S1"], ["S1", "S2"], [], ["S2"], ["S3"]][number % 5].map { EvidenceID($0) }
    return .marked(
      MarkedAnswer(
        marks: marks, evidence: cited, note: number % 4 == 3 ? nil : "样例：所见的情况",
        action: number % 6 == 0 ? "样例：下一步打算" : nil))
  }

  private static let evidence = [
    Evidence(
      id: EvidenceID("S1"), title: "样例记录", file: "evidence/sample.pdf", location: nil,
      fileState: .present(sha256: String(repeating: "0", count: 64), bytes: 2_048), collected: day(2025, 10, 8),
      covers: period, received: day(2025, 10, 9), expires: day(2026, 12, 31)),
    Evidence(
      id: EvidenceID("S2"), title: "过期的样例记录", file: nil, location: "档案室", fileState: .none,
      collected: day(2024, 3, 1), covers: nil, received: nil, expires: day(2025, 6, 30)),
    Evidence(
      id: EvidenceID("S3"), title: "没有到期日的样例记录", file: nil, location: "档案室", fileState: .none,
      collected: day(2025, 11, 3), covers: nil, received: nil, expires: nil),
  ]

  private static let period: DatePeriod = {
    guard let period = DatePeriod(from: day(2025, 1, 1), to: day(2025, 12, 31)) else {
      preconditionFailure("the year ends after it begins")
    }
    return period
  }()

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      preconditionFailure("the sample's days exist")
    }
    return date
  }
}
