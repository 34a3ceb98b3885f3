public import Sealing

/// What is to be put into an archive.
public struct NewEntry: Sendable {
  /// When, in UTC, such as `2026-01-05T08:00:00Z`.
  public var recorded: String
  /// The version of the program.
  public var tool: String
  /// Whose assessment it is.
  public var organisation: String
  /// The first and the last day of the period, as `2025-01-01`.
  public var period: (from: String, to: String)
  /// The day of the assessment.
  public var date: String
  /// Who gave the marks: the role (`self`, `consultant`, `auditor`) and the name.
  public var scorer: (role: String, name: String)
  /// The results in short, for lists: a text that the archive does not look into.
  public var results: String
  /// The entry that this one corrects, and why.
  public var correction: (entry: Int, reason: String)?
  /// Whether the corrected entry may be that of another organisation, such as one whose name was wrong.
  public var mayCorrectOthers = false
  /// How the report was made and what its bytes were: a text that the archive does not look into.
  public var report: String?
  /// The assessment's file as it was.
  public var assessment: [UInt8]
  /// The result document.
  public var result: [UInt8]
  /// Every file that the result rests on, with its digest.
  public var manifest: Seal
  /// The bytes of those of them that the archive keeps: all but evidence and fonts. The assessment need not be among them.
  public var contents: [[UInt8]]

  /// Gathers the parts that every entry has.
  public init(
    recorded: String, tool: String, organisation: String, period: (from: String, to: String), date: String,
    scorer: (role: String, name: String), results: String, assessment: [UInt8], result: [UInt8], manifest: Seal,
    contents: [[UInt8]]
  ) {
    self.recorded = recorded
    self.tool = tool
    self.organisation = organisation
    self.period = period
    self.date = date
    self.scorer = scorer
    self.results = results
    self.assessment = assessment
    self.result = result
    self.manifest = manifest
    self.contents = contents
  }
}

/// An entry of an archive.
public struct ArchiveEntry: Sendable {
  /// Its number, from 1 without gaps.
  public let number: Int
  /// The hash of the entry before it; 32 zero bytes for the first.
  public let previous: Digest
  /// When it was added, in UTC.
  public let recorded: String
  /// The version of the program that added it.
  public let tool: String
  /// Whose assessment it is.
  public let organisation: String
  /// The first and the last day of the period.
  public let periodFrom: String, periodTo: String
  /// The day of the assessment.
  public let date: String
  /// Who gave the marks.
  public let scorerRole: String, scorer: String
  /// The results in short.
  public let results: String
  /// The entry that it corrects.
  public let corrects: Int?
  /// Why it corrects that one.
  public let reason: String?
  /// How the report was made and what its bytes were.
  public let report: String?
  /// The digests of the assessment's file, the result document and the manifest.
  public let assessment: Digest, result: Digest, manifest: Digest
  /// The hash of the entry, which stands for it and for all before it.
  public let hash: Digest
  /// The entry that corrects this one.
  public internal(set) var correctedBy: Int?

  /// Gathers the values of an entry that is told of outside its archive.
  public init(
    number: Int, previous: Digest, recorded: String, tool: String, organisation: String, periodFrom: String,
    periodTo: String, date: String, scorerRole: String, scorer: String, results: String, corrects: Int?,
    reason: String?, report: String?, assessment: Digest, result: Digest, manifest: Digest, hash: Digest,
    correctedBy: Int? = nil
  ) {
    self.number = number
    self.previous = previous
    self.recorded = recorded
    self.tool = tool
    self.organisation = organisation
    self.periodFrom = periodFrom
    self.periodTo = periodTo
    self.date = date
    self.scorerRole = scorerRole
    self.scorer = scorer
    self.results = results
    self.corrects = corrects
    self.reason = reason
    self.report = report
    self.assessment = assessment
    self.result = result
    self.manifest = manifest
    self.hash = hash
    self.correctedBy = correctedBy
  }

  /// Whether the hash is that of the values. What corrects the entry is not among them.
  public var fitsHash: Bool { computedHash == hash }

  /// The hash before the first entry.
  static let origin = Digest(bytes: [UInt8](repeating: 0, count: Digest.size)) ?? Digest(of: [])
}

extension ArchiveEntry {
  /// The name of the entry's canonical bytes, which they begin with.
  private static let format = "pingxing/entry/1"

  /// The values that the hash covers, with the names of their columns, in the order of the hash.
  var values: [(column: String, value: CanonicalValue)] {
    [
      ("number", .integer(Int64(number))), ("previous", .blob(previous.bytes)), ("recorded", .text(recorded)),
      ("tool", .text(tool)), ("organisation", .text(organisation)), ("period_from", .text(periodFrom)),
      ("period_to", .text(periodTo)), ("date", .text(date)), ("scorer_role", .text(scorerRole)),
      ("scorer", .text(scorer)), ("results", .text(results)), ("corrects", .optional(corrects.map(Int64.init))),
      ("reason", .optional(reason)), ("report", .optional(report)), ("assessment", .blob(assessment.bytes)),
      ("result", .blob(result.bytes)), ("manifest", .blob(manifest.bytes)),
    ]
  }

  /// How many bytes of a value's digest are kept to tell which value was changed.
  private static let checkSize = 4

  /// The first bytes of the digest of each value, one after the other.
  var checks: [UInt8] {
    values.flatMap { Digest(of: CanonicalBytes.of($0.value)).bytes.prefix(Self.checkSize) }
  }

  /// The hash that the values give: SHA-256 over the format's name and the values, each as canonical bytes.
  var computedHash: Digest {
    var builder = DigestBuilder()
    builder.add(CanonicalBytes.of(.text(Self.format)))
    for (_, value) in values { builder.add(CanonicalBytes.of(value)) }
    return builder.digest
  }

  /// The columns whose values do not have the digests that were kept of them.
  func changedColumns(checks kept: [UInt8]) -> [String] {
    let computed = checks
    guard kept.count == computed.count else { return ["checks"] }
    return values.indices.filter { index in
      let range = index * Self.checkSize..<(index + 1) * Self.checkSize
      return kept[range] != computed[range]
    }.map { values[$0].column }
  }
}

/// The end of an archive's chain: whoever knows it from elsewhere can tell whether entries were taken from the end.
public struct ArchiveHead: Hashable, Sendable {
  /// How many entries there are.
  public let count: Int
  /// The hash of the last one; 32 zero bytes where there is none.
  public let hash: Digest

  /// Names an end.
  public init(count: Int, hash: Digest) {
    self.count = count
    self.hash = hash
  }
}
