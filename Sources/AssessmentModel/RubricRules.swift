public import Diagnostics

/// The marks, from 1 up, with what each is worth.
public struct MarkScale: Sendable, Equatable {
  /// One mark.
  public struct Entry: Sendable, Equatable {
    /// The mark, 1 to 5.
    public var mark: Mark
    /// The name, such as 基本符合.
    public var title: LocalizedText
    /// The credit, 0 to 100.
    public var credit: Rational

    /// Gathers the parts of an entry.
    public init(mark: Mark, title: LocalizedText, credit: Rational) {
      self.mark = mark
      self.title = title
      self.credit = credit
    }
  }

  /// The entries for marks 1 to 5, in order; credits never fall.
  public var entries: [Entry]
  /// Where names and credits come from.
  public var provenance: Provenance

  /// Gathers the parts of a scale.
  public init(entries: [Entry], provenance: Provenance) {
    self.entries = entries
    self.provenance = provenance
  }

  /// The entry of a mark.
  public subscript(mark: Mark) -> Entry { entries[mark.rawValue - 1] }
}

/// A mark of the five-step scale.
public enum Mark: Int, Sendable, CaseIterable, Comparable {
  /// 不具备
  case absent = 1
  /// 具备雏形
  case begun = 2
  /// 基本符合
  case mostly = 3
  /// 完全符合
  case fully = 4
  /// 超越
  case beyond = 5

  /// Whether a mark is lower than another.
  public static func < (left: Mark, right: Mark) -> Bool { left.rawValue < right.rawValue }
}

/// The facets that an item of one kind is marked on.
public struct FacetSet: Sendable, Equatable {
  /// The stable name, such as `process`.
  public var id: FacetSetID
  /// The name shown.
  public var title: LocalizedText
  /// The facets, in order, at least one.
  public var facets: [Facet]
  /// Where the facets come from.
  public var provenance: Provenance

  /// Gathers the parts of a facet set.
  public init(id: FacetSetID, title: LocalizedText, facets: [Facet], provenance: Provenance) {
    self.id = id
    self.title = title
    self.facets = facets
    self.provenance = provenance
  }
}

/// One side of an item that gets a mark.
public struct Facet: Sendable, Equatable {
  /// The stable name, such as `approach`.
  public var id: FacetID
  /// The name shown, such as 方法.
  public var title: LocalizedText
  /// What the facet asks, such as 有没有成文而合理的方法.
  public var asks: String
  /// The weight among the facets of the set, at least 1.
  public var weight: Int

  /// Gathers the parts of a facet.
  public init(id: FacetID, title: LocalizedText, asks: String, weight: Int) {
    self.id = id
    self.title = title
    self.asks = asks
    self.weight = weight
  }
}

/// A possible result.
public struct ResultDefinition: Sendable, Equatable {
  /// The stable name, such as `four-star`.
  public var id: ResultID
  /// The name shown, such as 四星.
  public var title: LocalizedText
  /// The number of stars that the sources give this result, or 0.
  public var stars: Int
  /// The published wording that the gates interpret; empty where none is published.
  public var publishedWording: String
  /// The gates; a result needs its own and those of every result below it.
  public var gates: [Gate]
  /// Where name and wording come from.
  public var provenance: Provenance

  /// Gathers the parts of a result.
  public init(
    id: ResultID, title: LocalizedText, stars: Int, publishedWording: String, gates: [Gate],
    provenance: Provenance
  ) {
    self.id = id
    self.title = title
    self.stars = stars
    self.publishedWording = publishedWording
    self.gates = gates
    self.provenance = provenance
  }
}

/// A condition of a result.
public struct Gate: Sendable, Equatable {
  /// What a gate compares. Credits are 0 to 100, shares 0 to 1; each comparison is “at least”.
  public enum Condition: Sendable, Equatable {
    /// The total credit.
    case total(credit: Rational)
    /// The credit of every domain that has an applicable item.
    case everyDomain(credit: Rational)
    /// The credit of one domain.
    case domain(DomainID, credit: Rational)
    /// The credit of every applicable item.
    case everyItem(credit: Rational)
    /// The credit of one item that must pass; not applicable counts as met.
    case item(ItemID, credit: Rational)
    /// The share of the applicable items that reach a credit.
    case itemShare(share: Rational, credit: Rational)
    /// The same share inside every domain.
    case itemShareInEveryDomain(share: Rational, credit: Rational)
    /// The mean credit of every facet over the applicable items of every domain.
    case everyFacet(credit: Rational)
    /// The share of the applicable items that cite valid evidence.
    case evidence(share: Rational)
  }

  /// The stable name, such as `four-star.total`.
  public var id: GateID
  /// The name shown, such as 总分.
  public var title: LocalizedText
  /// What is compared.
  public var condition: Condition
  /// The published wording that the cut-off interprets.
  public var interprets: String
  /// Where the cut-off comes from.
  public var provenance: Provenance

  /// Gathers the parts of a gate.
  public init(
    id: GateID, title: LocalizedText, condition: Condition, interprets: String = "", provenance: Provenance
  ) {
    self.id = id
    self.title = title
    self.condition = condition
    self.interprets = interprets
    self.provenance = provenance
  }
}

/// How a process is called conforming and gets a maturity level (CCOM); ours, and labelled so.
public struct ProcessProfile: Sendable, Equatable {
  /// Conforming needs every item to reach this credit.
  public var conformingItemCredit: Rational
  /// Conforming also needs the mean of every facet to reach this credit.
  public var conformingFacetCredit: Rational
  /// Partly conforming needs the mean of the process to reach this credit.
  public var partialCredit: Rational
  /// A maturity level k allows no item whose mean mark is below k minus this.
  public var maturityItemTolerance: Rational
  /// What a maturity level is called, levels 1 to 5 in order.
  public var levelTitles: [LocalizedText]
  /// Where the rule comes from.
  public var provenance: Provenance

  /// Gathers the parts of a profile.
  public init(
    conformingItemCredit: Rational, conformingFacetCredit: Rational, partialCredit: Rational,
    maturityItemTolerance: Rational, levelTitles: [LocalizedText], provenance: Provenance
  ) {
    self.conformingItemCredit = conformingItemCredit
    self.conformingFacetCredit = conformingFacetCredit
    self.partialCredit = partialCredit
    self.maturityItemTolerance = maturityItemTolerance
    self.levelTitles = levelTitles
    self.provenance = provenance
  }
}

/// What the consistency warnings compare.
public struct ConsistencyPolicy: Sendable, Equatable {
  /// A comparison of process domains with the results that they should show up in.
  public struct Comparison: Sendable, Equatable {
    /// The domains whose mean is compared, such as people, floor and process.
    public var processDomains: [DomainID]
    /// The group of result items, such as the results of 绩效.
    public var resultGroup: GroupID
    /// The difference of credits from which on the pair is suspect.
    public var maximumDifference: Rational
    /// Where the rule comes from.
    public var provenance: Provenance

    /// Gathers the parts of a comparison.
    public init(
      processDomains: [DomainID], resultGroup: GroupID, maximumDifference: Rational, provenance: Provenance
    ) {
      self.processDomains = processDomains
      self.resultGroup = resultGroup
      self.maximumDifference = maximumDifference
      self.provenance = provenance
    }
  }

  /// Processes against results, where the rubric has both.
  public var processAgainstResults: Comparison?
  /// How many items one piece of evidence may carry.
  public var evidenceUse: EvidenceUseLimit

  /// Gathers the parts of a policy.
  public init(processAgainstResults: Comparison?, evidenceUse: EvidenceUseLimit) {
    self.processAgainstResults = processAgainstResults
    self.evidenceUse = evidenceUse
  }
}

/// How many items one piece of evidence may carry without a warning.
public struct EvidenceUseLimit: Sendable, Equatable {
  /// The largest number of items, at least 1.
  public var items: Int
  /// Where the limit comes from.
  public var provenance: Provenance

  /// Gathers the parts of a limit.
  public init(items: Int, provenance: Provenance) {
    self.items = items
    self.provenance = provenance
  }
}

/// How much of a rubric may be not applicable without a warning.
public struct NotApplicableLimit: Sendable, Equatable {
  /// The largest share of all items, 0 to 1.
  public var share: Rational
  /// Where the limit comes from.
  public var provenance: Provenance

  /// Gathers the parts of a limit.
  public init(share: Rational, provenance: Provenance) {
    self.share = share
    self.provenance = provenance
  }
}

/// How marks without valid evidence are capped in the evidenced track.
public struct EvidencePolicy: Sendable, Equatable {
  /// The highest mark that counts without valid evidence.
  public var highestMarkWithoutEvidence: Mark
  /// Where the rule comes from.
  public var provenance: Provenance

  /// Gathers the parts of a policy.
  public init(highestMarkWithoutEvidence: Mark, provenance: Provenance) {
    self.highestMarkWithoutEvidence = highestMarkWithoutEvidence
    self.provenance = provenance
  }
}
