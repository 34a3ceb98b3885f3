public import Diagnostics

/// One edition of a standard as data, complete and checked: everything that scoring and reports need to know of it.
public struct Rubric: Sendable, Equatable {
  /// The stable name of the edition, such as `cccs-op-2008`.
  public var id: RubricID
  /// The version of the data, `major.minor.patch`; the meaning of a mark is versioned too.
  public var version: String
  /// SHA-256 of the canonical form of all that follows, in lower-case hexadecimal.
  public var contentHash: String
  /// The family whose items the edition uses, such as `cccs`; an item id is unique within it.
  public var family: String
  /// The name shown in reports.
  public var title: LocalizedText
  /// The designation of the standard, such as `SJ/T 11739-2019`.
  public var standard: String
  /// What a reader has to know before trusting a number: conflicts between sources, gaps, limits.
  public var notes: [LocalizedText]
  /// The points of a full score, such as 1,000.
  public var totalPoints: Int
  /// The marks with their credits, from mark 1 up.
  public var scale: MarkScale
  /// The facet sets by id.
  public var facetSets: [FacetSetID: FacetSet]
  /// The top-level parts, in order.
  public var domains: [Domain]
  /// The possible results, from the lowest up; the first has no gates.
  public var results: [ResultDefinition]
  /// The rule by which a process is called conforming and gets a maturity level, where the rubric has one.
  public var processProfile: ProcessProfile?
  /// What the consistency warnings compare.
  public var consistency: ConsistencyPolicy
  /// How marks without valid evidence are capped.
  public var evidencePolicy: EvidencePolicy
  /// How much may be not applicable.
  public var notApplicableLimit: NotApplicableLimit
  /// The posts that items may name.
  public var posts: [Post]
  /// The roles that items may name, by id.
  public var roles: [RoleID: LocalizedText]
  /// The indicators that items may name, by id.
  public var indicators: [IndicatorID: LocalizedText]
  /// The sources that a provenance may cite, by id.
  public var sources: [SourceID: LocalizedText]
  /// Where the weights come from.
  public var weightsProvenance: Provenance
  /// What the operation's own figures have to show for the marks of items that rest on indicators.
  public var thresholds: [IndicatorThreshold]

  /// Gathers the parts of a rubric; the readers of rubric files have checked them.
  public init(
    id: RubricID, version: String, contentHash: String, family: String, title: LocalizedText,
    standard: String, notes: [LocalizedText], totalPoints: Int, scale: MarkScale,
    facetSets: [FacetSetID: FacetSet], domains: [Domain], results: [ResultDefinition],
    processProfile: ProcessProfile?, consistency: ConsistencyPolicy, evidencePolicy: EvidencePolicy,
    notApplicableLimit: NotApplicableLimit, posts: [Post], roles: [RoleID: LocalizedText],
    indicators: [IndicatorID: LocalizedText], sources: [SourceID: LocalizedText],
    weightsProvenance: Provenance, thresholds: [IndicatorThreshold] = []
  ) {
    self.id = id
    self.version = version
    self.contentHash = contentHash
    self.family = family
    self.title = title
    self.standard = standard
    self.notes = notes
    self.totalPoints = totalPoints
    self.scale = scale
    self.facetSets = facetSets
    self.domains = domains
    self.results = results
    self.processProfile = processProfile
    self.consistency = consistency
    self.evidencePolicy = evidencePolicy
    self.notApplicableLimit = notApplicableLimit
    self.posts = posts
    self.roles = roles
    self.indicators = indicators
    self.sources = sources
    self.weightsProvenance = weightsProvenance
    self.thresholds = thresholds
  }

  /// Every item, in the order of domains and groups.
  public var items: [Item] { domains.flatMap(\.items) }

  /// The item of an id with the domain that holds it, found without copying the others; nil where there is none.
  public func place(of id: ItemID) -> (domain: Domain, item: Item)? {
    for domain in domains.indices {
      for group in domains[domain].groups.indices {
        for item in domains[domain].groups[group].items.indices
        where domains[domain].groups[group].items[item].id == id {
          return (domains[domain], domains[domain].groups[group].items[item])
        }
      }
    }
    return nil
  }

  /// The item of an id; nil where there is none.
  public func item(_ id: ItemID) -> Item? { place(of: id)?.item }
}

/// A top-level part of a rubric: a CCCS review domain or a CCOM process.
public struct Domain: Sendable, Equatable {
  /// The stable name, such as `positioning`.
  public var id: DomainID
  /// The printed number, such as `1` or `4.0`; empty where none is published.
  public var number: String
  /// The name shown.
  public var title: LocalizedText
  /// What the domain is for, in a sentence; shown at the head of its chapter.
  public var purpose: String
  /// The weight among the domains, at least 1.
  public var weight: Int
  /// The groups of items, at least one; a domain without sub-processes has one untitled group.
  public var groups: [ItemGroup]
  /// Where name, place and contents come from.
  public var provenance: Provenance

  /// Gathers the parts of a domain.
  public init(
    id: DomainID, number: String, title: LocalizedText, purpose: String, weight: Int,
    groups: [ItemGroup], provenance: Provenance
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.purpose = purpose
    self.weight = weight
    self.groups = groups
    self.provenance = provenance
  }

  /// Every item of the domain, in order.
  public var items: [Item] { groups.flatMap(\.items) }
}

/// Items that are weighed together inside a domain: a CCOM sub-process, or the result items of 绩效.
public struct ItemGroup: Sendable, Equatable {
  /// The stable name; equal to the domain's where the domain has only one group.
  public var id: GroupID
  /// The printed number, such as `2.1`; may be empty.
  public var number: String
  /// The name shown, nil where the group only stands for its domain.
  public var title: LocalizedText?
  /// The weight among the groups of the domain, at least 1.
  public var weight: Int
  /// The items, at least one, in order.
  public var items: [Item]
  /// Where the group comes from.
  public var provenance: Provenance

  /// Gathers the parts of a group.
  public init(
    id: GroupID, number: String, title: LocalizedText?, weight: Int, items: [Item], provenance: Provenance
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.weight = weight
    self.items = items
    self.provenance = provenance
  }
}

/// What is assessed.
public struct Item: Sendable, Equatable {
  /// The stable name, such as `positioning.vision`.
  public var id: ItemID
  /// The clause number in this edition, nil where none is published.
  public var clause: String?
  /// The weight among the items of its group, at least 1.
  public var weight: Int
  /// The name shown.
  public var title: LocalizedText
  /// The facets that are marked.
  public var facetSet: FacetSetID
  /// What the centre is asked.
  public var question: String
  /// Why it matters.
  public var why: String
  /// The wording of marks 1 to 5, at offsets 0 to 4.
  public var markWordings: [MarkWording]
  /// The records that an assessor would ask to see.
  public var evidenceExpected: [String]
  /// Who usually answers.
  public var role: RoleID
  /// The post that serves the item, where the rubric names one.
  public var post: PostID?
  /// The indicators that the item rests on.
  public var indicators: [IndicatorID]
  /// Whether the item may be declared not applicable.
  public var notApplicable: NotApplicablePolicy
  /// Typical person-days to raise the item to marks 2 to 5 from the mark below, at offsets 0 to 3.
  public var effortInPersonDays: [Int]
  /// Where the item comes from.
  public var provenance: Provenance

  /// The wording of a mark for this item.
  public subscript(mark: Mark) -> MarkWording { markWordings[mark.rawValue - 1] }

  /// Gathers the parts of an item.
  public init(
    id: ItemID, clause: String?, weight: Int, title: LocalizedText, facetSet: FacetSetID, question: String,
    why: String, markWordings: [MarkWording], evidenceExpected: [String], role: RoleID, post: PostID?,
    indicators: [IndicatorID], notApplicable: NotApplicablePolicy, effortInPersonDays: [Int],
    provenance: Provenance
  ) {
    self.id = id
    self.clause = clause
    self.weight = weight
    self.title = title
    self.facetSet = facetSet
    self.question = question
    self.why = why
    self.markWordings = markWordings
    self.evidenceExpected = evidenceExpected
    self.role = role
    self.post = post
    self.indicators = indicators
    self.notApplicable = notApplicable
    self.effortInPersonDays = effortInPersonDays
    self.provenance = provenance
  }
}

/// What can be seen of an item at one mark.
public struct MarkWording: Sendable, Equatable {
  /// What is in place; one who aims at the mark aims at this.
  public var inPlace: String
  /// What is still lacking there, which tells the mark from the next; nil where the wording is one text.
  public var lacking: String?

  /// Gathers the parts of a wording.
  public init(inPlace: String, lacking: String? = nil) {
    self.inPlace = inPlace
    self.lacking = lacking
  }

  /// The whole wording as an assessor reads it; what is lacking follows behind ；.
  public var text: String {
    guard let lacking else { return inPlace }
    return (inPlace.hasSuffix("。") ? String(inPlace.dropLast()) : inPlace) + "；" + lacking
  }
}

/// Whether an item may be declared not applicable.
public enum NotApplicablePolicy: Sendable, Equatable {
  /// Every centre has to answer.
  case forbidden
  /// A centre may give a reason; `when` says which reasons are meant, and may be empty.
  case withReason(when: String)
  /// The item is outside the scope of some centres; `when` says of which. A reason is asked for all the same.
  case byScope(when: String)
}

/// Where a statement of a rubric comes from.
public struct Provenance: Sendable, Equatable {
  /// Whether a source states it or the tool reads it so.
  public enum Kind: String, Sendable {
    /// A source states it.
    case published
    /// The tool's own model.
    case interpretation
  }

  /// Published or interpretation.
  public var kind: Kind
  /// The source that states it, for published statements.
  public var source: SourceID?
  /// What exactly the source states, or the reasoning.
  public var note: String

  /// Gathers the parts of a provenance.
  public init(kind: Kind, source: SourceID?, note: String) {
    self.kind = kind
    self.source = source
    self.note = note
  }
}

/// A post that a rubric names.
public struct Post: Sendable, Equatable {
  /// The stable name, such as `dap`.
  public var id: PostID
  /// The published code, such as `CCOM-DAP`.
  public var code: String
  /// The name shown.
  public var title: LocalizedText

  /// Gathers the parts of a post.
  public init(id: PostID, code: String, title: LocalizedText) {
    self.id = id
    self.code = code
    self.title = title
  }
}
