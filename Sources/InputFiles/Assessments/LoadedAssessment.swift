public import AssessmentModel
public import Diagnostics

/// An assessment that has been read and checked.
public struct LoadedAssessment: Sendable {
  /// The assessment.
  public let assessment: Assessment
  /// The editions it pins, in the order given.
  public let rubrics: [Rubric]
  /// Where its parts stand, for what scoring finds later.
  public let positions: AssessmentPositions
}

/// What loading an assessment gave.
public struct AssessmentLoad: Sendable {
  /// The assessment, nil where one of the findings is an error.
  public let loaded: LoadedAssessment?
  /// What was found, with the texts.
  public var report: DiagnosticReport
  /// How far the answers go, by edition in the order pinned; there also where the assessment itself is refused.
  public let completeness: [RubricCompleteness]
  /// Whether the assessment itself could not be found or opened, as opposed to being wrong.
  public let isMissing: Bool
  /// Whether the file could be read as YAML, so that what was found is about its content.
  public internal(set) var isReadable = false
  /// The texts of the assessment, for what only a report can see, such as characters that no font has.
  public internal(set) var texts = UserTexts()
  /// The files of indicators that could be found; there also where the assessment itself is refused.
  public internal(set) var indicators: IndicatorRequest?
  /// The analyses that could be read, each with its place; there also where the assessment itself is refused.
  public internal(set) var analyses: [(request: AnalysisRequest, place: SourceLocation)] = []
}

/// What an assessment says of its indicators.
public struct IndicatorRequest: Sendable {
  /// The path of the file of values, relative to the assessment.
  public let file: String
  /// The file of intervals and the centre's own targets.
  public let settings: IndicatorSettings
  /// The day of the assessment; nil where that cannot be read.
  public let date: CalendarDate?

  /// Gathers the three.
  public init(file: String, settings: IndicatorSettings, date: CalendarDate?) {
    (self.file, self.settings, self.date) = (file, settings, date)
  }
}

/// Where the parts of an assessment stand.
public struct AssessmentPositions: Sendable {
  /// The key of each answer.
  public var answers: [RubricID: [ItemID: SourceLocation]] = [:]
  /// The mapping of the whole file, where it begins.
  public var root: SourceLocation?
  /// `answers` and its value.
  public var answerList: KeyedPlace?
  /// The id of each edition among the answers, and the answers to it.
  public var answerBlocks: [RubricID: KeyedPlace] = [:]
  /// Each mark.
  public var marks: [RubricID: [ItemID: [FacetID: SourceLocation]]] = [:]
  /// The key of each piece of evidence.
  public var evidence: [EvidenceID: SourceLocation] = [:]
  /// `findings` and its value.
  public var findingList: KeyedPlace?
  /// The key of each finding.
  public var findings: [FindingID: SourceLocation] = [:]
  /// The key `indicators`.
  public var indicators: SourceLocation?
  /// Each analysis.
  public var analyses: [SourceLocation] = []
  /// Each pinned rubric.
  public var rubrics: [RubricID: SourceLocation] = [:]
}

/// Where a key and its value begin.
public struct KeyedPlace: Sendable {
  /// The key.
  public let key: SourceLocation
  /// The value.
  public let value: SourceLocation

  init(_ entry: YAMLEntry) { (key, value) = (entry.keyLocation, entry.value.location) }
}

/// How far the answers to one edition go.
public struct RubricCompleteness: Sendable, Equatable {
  /// The edition.
  public let rubric: RubricID
  /// Its name.
  public let title: LocalizedText
  /// Its domains, in order.
  public let domains: [DomainCompleteness]

  /// Whether every item has all its marks or is declared not applicable.
  public var isComplete: Bool { domains.allSatisfy { $0.complete + $0.notApplicable == $0.items } }
}

/// How far the answers to one domain go, counted in items.
public struct DomainCompleteness: Sendable, Equatable {
  /// The domain.
  public let domain: DomainID
  /// Its name.
  public let title: LocalizedText
  /// How many items it has.
  public let items: Int
  /// How many have a mark for every facet.
  public let complete: Int
  /// How many have marks for some facets only.
  public let partial: Int
  /// How many are declared not applicable.
  public let notApplicable: Int
  /// How many have no mark.
  public var open: Int { items - complete - partial - notApplicable }
}

extension RubricCompleteness {
  init(_ rubric: Rubric, answers: [ItemID: Answer]) {
    self.rubric = rubric.id
    title = rubric.title
    domains = rubric.domains.map { domain in
      var (complete, partial, notApplicable) = (0, 0, 0)
      for item in domain.items {
        switch answers[item.id] {
        case nil: break
        case .notApplicable?: notApplicable += 1
        case .marked(let answer)?:
          let facets = rubric.facetSets[item.facetSet]?.facets.count ?? 0
          if answer.marks.count == facets { complete += 1 } else if !answer.marks.isEmpty { partial += 1 }
        }
      }
      return DomainCompleteness(
        domain: domain.id, title: domain.title, items: domain.items.count, complete: complete,
        partial: partial,
        notApplicable: notApplicable)
    }
  }
}
