internal import AssessmentModel
internal import Crypto
internal import Diagnostics

/// The form of a rubric that its content hash is taken over: compact JSON, described in Docs/rubric-format.md.
///
/// It depends on what a rubric says and not on how its files are written: comments, key order, line breaks and the
/// division into files leave it alone. Id and version stay out, so the hash tells whether two versions differ.
enum CanonicalForm {
  /// Names the form itself; it changes when the form does.
  private static let name = "pingxing/canonical-rubric/1"

  /// SHA-256 in lower-case hexadecimal.
  static func hash(of rubric: Rubric) -> String {
    hexadecimal(SHA256.hash(data: Array(json(rubric).compact.utf8)))
  }

  static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }

  static func json(_ rubric: Rubric) -> JSONText {
    .object([
      ("form", .string(name)), ("family", .string(rubric.family)), ("title", json(rubric.title)),
      ("standard", .string(rubric.standard)), ("notes", .array(rubric.notes.map { .string($0.chinese) })),
      ("total-points", .integer(rubric.totalPoints)), ("scale", json(rubric.scale)),
      ("facet-sets", sorted(rubric.facetSets) { json($0) }),
      ("domains", .array(rubric.domains.map { json($0) })),
      ("results", .array(rubric.results.map { json($0) })),
      ("process-profile", rubric.processProfile.map { json($0) } ?? .null),
      ("consistency", json(rubric.consistency)),
      ("highest-mark-without-evidence", .integer(rubric.evidencePolicy.highestMarkWithoutEvidence.rawValue)),
      ("evidence-provenance", json(rubric.evidencePolicy.provenance)),
      (
        "not-applicable-limit",
        .array([json(rubric.notApplicableLimit.share), json(rubric.notApplicableLimit.provenance)])
      ),
      ("posts", .array(rubric.posts.map { json($0) })),
      ("roles", sorted(rubric.roles) { json($0) }), ("indicators", sorted(rubric.indicators) { json($0) }),
      ("sources", sorted(rubric.sources) { json($0) }),
      ("weights-provenance", json(rubric.weightsProvenance)),
      ("thresholds", .array(rubric.thresholds.map { json($0) })),
    ])
  }

  /// Every provenance of a rubric, for finding the sources it cites.
  static func provenances(of rubric: Rubric) -> [Provenance] {
    var all = [
      rubric.weightsProvenance, rubric.evidencePolicy.provenance, rubric.scale.provenance,
      rubric.notApplicableLimit.provenance, rubric.consistency.evidenceUse.provenance,
    ]
    all += rubric.facetSets.values.map(\.provenance)
    all += rubric.domains.flatMap { domain in
      [domain.provenance] + domain.groups.map(\.provenance) + domain.items.map(\.provenance)
    }
    all += rubric.results.flatMap { [$0.provenance] + $0.gates.map(\.provenance) }
    all += rubric.thresholds.map(\.provenance)
    all += [rubric.processProfile?.provenance, rubric.consistency.processAgainstResults?.provenance]
      .compactMap { $0 }
    return all
  }

  // MARK: - Parts

  private static func sorted<ID: StableIdentifier, Value>(
    _ values: [ID: Value], _ form: (Value) -> JSONText
  ) -> JSONText {
    .object(values.sorted { $0.key < $1.key }.map { ($0.key.rawValue, form($0.value)) })
  }

  private static func json(_ text: LocalizedText) -> JSONText {
    .array([.string(text.chinese), .string(text.english)])
  }

  private static func json(_ number: Rational) -> JSONText { .string(number.description) }

  private static func json(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }

  private static func json(_ provenance: Provenance) -> JSONText {
    .array([.string(provenance.kind.rawValue), json(provenance.source?.rawValue), .string(provenance.note)])
  }

  private static func json(_ scale: MarkScale) -> JSONText {
    .object([
      (
        "marks",
        .array(scale.entries.map { .array([.integer($0.mark.rawValue), json($0.title), json($0.credit)]) })
      ),
      ("provenance", json(scale.provenance)),
    ])
  }

  private static func json(_ set: FacetSet) -> JSONText {
    .object([
      ("title", json(set.title)),
      (
        "facets",
        .array(
          set.facets.map {
            .array([.string($0.id.rawValue), json($0.title), .string($0.asks), .integer($0.weight)])
          })
      ), ("provenance", json(set.provenance)),
    ])
  }

  private static func json(_ domain: Domain) -> JSONText {
    .object([
      ("id", .string(domain.id.rawValue)), ("number", .string(domain.number)), ("title", json(domain.title)),
      ("purpose", .string(domain.purpose)), ("weight", .integer(domain.weight)),
      ("groups", .array(domain.groups.map { json($0) })), ("provenance", json(domain.provenance)),
    ])
  }

  private static func json(_ group: ItemGroup) -> JSONText {
    .object([
      ("id", .string(group.id.rawValue)), ("number", .string(group.number)),
      ("title", group.title.map { json($0) } ?? .null), ("weight", .integer(group.weight)),
      ("items", .array(group.items.map { json($0) })), ("provenance", json(group.provenance)),
    ])
  }

  private static func json(_ item: Item) -> JSONText {
    .object([
      ("id", .string(item.id.rawValue)), ("clause", json(item.clause)), ("weight", .integer(item.weight)),
      ("title", json(item.title)), ("facets", .string(item.facetSet.rawValue)),
      ("question", .string(item.question)),
      ("why", .string(item.why)), ("marks", .array(item.markWordings.map { json($0) })),
      ("evidence", .array(item.evidenceExpected.map { .string($0) })), ("role", .string(item.role.rawValue)),
      ("post", json(item.post?.rawValue)),
      ("indicators", .array(item.indicators.map { .string($0.rawValue) })),
      ("not-applicable", json(item.notApplicable)),
      ("effort", .array(item.effortInPersonDays.map { .integer($0) })),
      ("provenance", json(item.provenance)),
    ])
  }

  private static func json(_ wording: MarkWording) -> JSONText {
    guard let lacking = wording.lacking else { return .string(wording.inPlace) }
    return .array([.string(wording.inPlace), .string(lacking)])
  }

  private static func json(_ policy: NotApplicablePolicy) -> JSONText {
    switch policy {
    case .forbidden: .array([.string("forbidden")])
    case .withReason(let when): .array([.string("with-reason"), .string(when)])
    case .byScope(let when): .array([.string("by-scope"), .string(when)])
    }
  }

  private static func json(_ result: ResultDefinition) -> JSONText {
    .object([
      ("id", .string(result.id.rawValue)), ("title", json(result.title)), ("stars", .integer(result.stars)),
      ("published-wording", .string(result.publishedWording)),
      ("gates", .array(result.gates.map { json($0) })),
      ("provenance", json(result.provenance)),
    ])
  }

  private static func json(_ gate: Gate) -> JSONText {
    .object([
      ("id", .string(gate.id.rawValue)), ("title", json(gate.title)), ("condition", json(gate.condition)),
      ("interprets", .string(gate.interprets)), ("provenance", json(gate.provenance)),
    ])
  }

  private static func json(_ condition: Gate.Condition) -> JSONText {
    switch condition {
    case .total(let credit): .array([.string("total"), json(credit)])
    case .everyDomain(let credit): .array([.string("every-domain"), json(credit)])
    case .domain(let id, let credit): .array([.string("domain"), .string(id.rawValue), json(credit)])
    case .everyItem(let credit): .array([.string("every-item"), json(credit)])
    case .item(let id, let credit): .array([.string("item"), .string(id.rawValue), json(credit)])
    case .itemShare(let share, let credit): .array([.string("item-share"), json(share), json(credit)])
    case .itemShareInEveryDomain(let share, let credit):
      .array([.string("item-share-in-every-domain"), json(share), json(credit)])
    case .everyFacet(let credit): .array([.string("every-facet"), json(credit)])
    case .evidence(let share): .array([.string("evidence"), json(share)])
    }
  }

  private static func json(_ profile: ProcessProfile) -> JSONText {
    .object([
      ("conforming-item-credit", json(profile.conformingItemCredit)),
      ("conforming-facet-credit", json(profile.conformingFacetCredit)),
      ("partial-credit", json(profile.partialCredit)),
      ("maturity-item-tolerance", json(profile.maturityItemTolerance)),
      ("level-titles", .array(profile.levelTitles.map { json($0) })),
      ("provenance", json(profile.provenance)),
    ])
  }

  private static func json(_ policy: ConsistencyPolicy) -> JSONText {
    let comparison = policy.processAgainstResults.map { comparison in
      JSONText.object([
        ("process-domains", .array(comparison.processDomains.map { .string($0.rawValue) })),
        ("result-group", .string(comparison.resultGroup.rawValue)),
        ("maximum-difference", json(comparison.maximumDifference)),
        ("provenance", json(comparison.provenance)),
      ])
    }
    return .object([
      (
        "maximum-items-per-evidence",
        .array([.integer(policy.evidenceUse.items), json(policy.evidenceUse.provenance)])
      ),
      ("process-against-results", comparison ?? .null),
    ])
  }

  private static func json(_ threshold: IndicatorThreshold) -> JSONText {
    let target: JSONText =
      switch threshold.target {
      case .bound(let value): json(value)
      case .band(let lower, let upper): .array([json(lower), json(upper)])
      case nil: .null
      }
    let marks = threshold.conditions.sorted { $0.key < $1.key }.map { mark, condition in
      JSONText.array([
        .integer(mark.rawValue), condition.level.map { json($0) } ?? .null,
        condition.periodsMet.map { json($0) } ?? .null, condition.monthsSustained.map { .integer($0) } ?? .null,
      ])
    }
    return .object([
      ("item", .string(threshold.item.rawValue)), ("facet", .string(threshold.facet.rawValue)),
      ("indicator", .string(threshold.indicator.rawValue)),
      (
        "variant",
        .array([
          // The English of a formula says what the Chinese does: a better translation is no other edition.
          .string(threshold.variant.id), json(threshold.variant.title), .string(threshold.variant.numerator.chinese),
          .string(threshold.variant.denominator.chinese),
        ])
      ), ("target", target), ("marks", .array(marks)), ("provenance", json(threshold.provenance)),
    ])
  }

  private static func json(_ post: Post) -> JSONText {
    .array([.string(post.id.rawValue), .string(post.code), json(post.title)])
  }
}
