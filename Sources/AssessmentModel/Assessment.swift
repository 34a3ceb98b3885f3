/// One organisation, one period, one assessor, one or more pinned rubrics, the answers.
public struct Assessment: Sendable, Equatable {
  /// Who is assessed.
  public var organisation: Organisation
  /// The period that the answers speak of.
  public var period: DatePeriod
  /// The day of the assessment, on which evidence has to be valid.
  public var date: CalendarDate
  /// Who gave the marks.
  public var assessor: Assessor
  /// The rubrics, in the order given.
  public var rubrics: [RubricPin]
  /// The answers by rubric and item; an item that is absent is not yet assessed.
  public var answers: [RubricID: [ItemID: Answer]]
  /// The evidence, in the order given.
  public var evidence: [Evidence]
  /// What was found wanting, in the order given; each id stands once.
  public var findings: [Finding] = []
  /// The path of the indicator file relative to the assessment, where one is named.
  public var indicatorFile: String?
  /// What else it says of its indicators.
  public var indicatorSettings = IndicatorSettings()
  /// The analyses of its own data that its report shows, in the order given.
  public var analyses: [AnalysisRequest] = []

  /// Gathers the parts of an assessment.
  public init(
    organisation: Organisation, period: DatePeriod, date: CalendarDate, assessor: Assessor,
    rubrics: [RubricPin], answers: [RubricID: [ItemID: Answer]], evidence: [Evidence], indicatorFile: String?
  ) {
    self.organisation = organisation
    self.period = period
    self.date = date
    self.assessor = assessor
    self.rubrics = rubrics
    self.answers = answers
    self.evidence = evidence
    self.indicatorFile = indicatorFile
  }
}

/// Who is assessed.
public struct Organisation: Sendable, Equatable {
  /// The name as the cover prints it.
  public var name: String
  /// The industry, such as 银行.
  public var industry: String?
  /// The number of seats.
  public var seats: Int?
  /// What the assessment covers: sites, lines, channels; what it leaves out.
  public var scope: String?

  /// Gathers the parts of an organisation.
  public init(name: String, industry: String?, seats: Int?, scope: String?) {
    self.name = name
    self.industry = industry
    self.seats = seats
    self.scope = scope
  }
}

/// Who gave the marks.
public struct Assessor: Sendable, Equatable {
  /// In which capacity.
  public enum Role: String, Sendable, CaseIterable {
    /// The centre itself.
    case selfAssessment = "self"
    /// A consultant.
    case consultant
    /// An auditor.
    case auditor
  }

  /// In which capacity.
  public var role: Role
  /// The person or department.
  public var name: String

  /// Gathers the parts of an assessor.
  public init(role: Role, name: String) {
    self.role = role
    self.name = name
  }
}

/// The edition of a rubric that an assessment was made with.
public struct RubricPin: Sendable, Equatable {
  /// The rubric.
  public var id: RubricID
  /// The version of its data.
  public var version: String
  /// The content hash, where the assessment pins it.
  public var contentHash: String?

  /// Gathers the parts of a pin.
  public init(id: RubricID, version: String, contentHash: String?) {
    self.id = id
    self.version = version
    self.contentHash = contentHash
  }
}

/// What an assessment says of an item.
public enum Answer: Sendable, Equatable {
  /// Marks were given, for some or all facets.
  case marked(MarkedAnswer)
  /// The item does not apply, with the reason.
  case notApplicable(reason: String)
}

/// The marks of an item and what they rest on.
public struct MarkedAnswer: Sendable, Equatable {
  /// The marks by facet; a facet that is absent is not yet assessed.
  public var marks: [FacetID: Mark]
  /// The evidence cited, in order.
  public var evidence: [EvidenceID]
  /// What was found: seen where, and what follows.
  public var note: String?
  /// What the centre intends to do, where it says so.
  public var action: String?

  /// Gathers the parts of an answer.
  public init(marks: [FacetID: Mark], evidence: [EvidenceID], note: String?, action: String?) {
    self.marks = marks
    self.evidence = evidence
    self.note = note
    self.action = action
  }
}

/// A stable record with a file, a hash and dates, used by any number of items.
public struct Evidence: Sendable, Equatable {
  /// What became of the file that the evidence names.
  public enum FileState: Sendable, Equatable {
    /// No file is named; the record is kept elsewhere.
    case none
    /// The file was read; SHA-256 in lower-case hexadecimal, and its size in bytes.
    case present(sha256: String, bytes: Int)
    /// The file could not be read, or its hash is not the one recorded.
    case unusable
  }

  /// The stable name, such as `E01`.
  public var id: EvidenceID
  /// What it is.
  public var title: String
  /// The path relative to the assessment's folder, where there is a file.
  public var file: String?
  /// Where a record without a file is kept.
  public var location: String?
  /// What became of the file.
  public var fileState: FileState
  /// The day it was collected.
  public var collected: CalendarDate?
  /// The days it speaks of.
  public var covers: DatePeriod?
  /// The day the assessor received it.
  public var received: CalendarDate?
  /// The last day it is valid.
  public var expires: CalendarDate?

  /// Gathers the parts of a piece of evidence.
  public init(
    id: EvidenceID, title: String, file: String?, location: String?, fileState: FileState,
    collected: CalendarDate?, covers: DatePeriod?, received: CalendarDate?, expires: CalendarDate?
  ) {
    self.id = id
    self.title = title
    self.file = file
    self.location = location
    self.fileState = fileState
    self.collected = collected
    self.covers = covers
    self.received = received
    self.expires = expires
  }
}
