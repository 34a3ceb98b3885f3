public import AssessmentModel
public import Diagnostics
public import Scoring

/// What became of a record of evidence that an item cites.
public enum RecordChange: String, Sendable, CaseIterable {
  /// Valid then and now, the same record.
  case kept
  /// Valid then and now, but another record under the same title.
  case replaced
  /// Valid then, cited still, and valid no more.
  case lapsed
  /// Valid then, and not cited any more.
  case withdrawn
  /// Valid now, and not cited before.
  case added
  /// Valid now, and cited before without being valid.
  case restored
  /// Cited, and valid neither then nor now.
  case invalid

  /// The change in words.
  public var title: LocalizedText {
    switch self {
    case .kept: LocalizedText(chinese: "沿用", english: "kept")
    case .replaced: LocalizedText(chinese: "换新", english: "replaced")
    case .lapsed: LocalizedText(chinese: "失效", english: "lapsed")
    case .withdrawn: LocalizedText(chinese: "不再引用", english: "not cited any more")
    case .added: LocalizedText(chinese: "新引用", english: "newly cited")
    case .restored: LocalizedText(chinese: "由无效转为有效", english: "valid now")
    case .invalid: LocalizedText(chinese: "无效", english: "not valid")
    }
  }
}

/// A record as an answer cites it.
public struct CitedRecord: Sendable, Equatable {
  /// The id under which it is cited.
  public var id: EvidenceID
  /// The record; nil where the assessment has none under the id.
  public var record: Evidence?
  /// Whether it counts on the day of the assessment, and why not.
  public var validity: EvidenceValidity

  var identity: EvidenceIdentity { record.map(EvidenceIdentity.init) ?? .unknown(id) }

  /// Whether it has a file that could be looked at.
  fileprivate var hasFile: Bool { if case .file = identity { true } else { false } }
}

/// A record of evidence of an item then and now.
public struct RecordComparison: Sendable, Equatable {
  /// It as the earlier answer cites it; nil where that does not.
  public let then: CitedRecord?
  /// It as the later answer cites it; nil where that does not.
  public let now: CitedRecord?

  /// Its title; empty where neither assessment has a record of it.
  public var title: String { now?.record?.title ?? then?.record?.title ?? "" }

  /// What became of it.
  public var change: RecordChange {
    switch (then?.validity.isValid ?? false, now?.validity.isValid ?? false) {
    case (true, true): then?.identity == now?.identity ? .kept : .replaced
    case (true, false): now == nil ? .withdrawn : .lapsed
    case (false, true): then == nil ? .added : .restored
    case (false, false): .invalid
    }
  }

  /// Whether it is there to be looked at now and was not then; the file of a record of then that is gone is not.
  var isNew: Bool {
    guard let now else { return false }
    guard let then else { return true }
    return then.identity != now.identity && !now.validity.defects.contains(.fileUnusable)
  }

  /// Why it does not count now, or in what the two records under one title differ, with the days; nil where there is
  /// nothing to say.
  public var reason: LocalizedText? {
    switch change {
    case .lapsed, .invalid: (now ?? then).flatMap(Self.defects)
    case .replaced: differences
    case .kept, .withdrawn, .added, .restored: nil
    }
  }

  /// The records of the earlier answer in its order, each with the one of the later answer that is the same, or else
  /// stands under its id with a file that cannot be used any more, or else has its title; then those that only the
  /// later one cites.
  static func all(then: [CitedRecord], now: [CitedRecord]) -> [RecordComparison] {
    var partners: [Int: Int] = [:]
    var taken: Set<Int> = []
    func pair<Key: Hashable>(_ old: (CitedRecord) -> Key?, _ new: (CitedRecord) -> Key?) {
      var places: [Key: [Int]] = [:]
      for index in now.indices.reversed() where !taken.contains(index) {
        if let key = new(now[index]) { places[key, default: []].append(index) }
      }
      for index in then.indices where partners[index] == nil {
        guard let key = old(then[index]), let place = places[key]?.popLast() else { continue }
        partners[index] = place
        taken.insert(place)
      }
    }
    pair({ $0.identity }, { $0.identity })
    pair({ $0.hasFile ? $0.id : nil }, { $0.hasFile ? nil : $0.id })
    pair({ $0.record?.title }, { $0.record?.title })
    return then.indices.map { index in RecordComparison(then: then[index], now: partners[index].map { now[$0] }) }
      + now.indices.filter { !taken.contains($0) }.map { RecordComparison(then: nil, now: now[$0]) }
  }

  // MARK: - Words

  private static func defects(_ cited: CitedRecord) -> LocalizedText? {
    joined(
      cited.validity.defects.map { defect in
        guard let day = day(of: defect, in: cited.record) else { return defect.text }
        return LocalizedText(
          chinese: "\(defect.text.chinese)（\(day.chinese)）", english: "\(defect.text.english) (\(day.english))")
      })
  }

  /// The day or days that a defect is about.
  private static func day(of defect: EvidenceValidity.Defect, in record: Evidence?) -> LocalizedText? {
    switch defect {
    case .unknown, .fileUnusable, .undated: nil
    case .collectedLater: record?.collected.map { LocalizedText(chinese: "\($0)", english: "\($0)") }
    case .receivedLater: record?.received.map { LocalizedText(chinese: "\($0)", english: "\($0)") }
    case .expired: record?.expires.map { LocalizedText(chinese: "\($0) 到期", english: "\($0)") }
    case .outsidePeriod:
      record?.covers.map { LocalizedText(chinese: "\($0.from) 至 \($0.to)", english: "\($0.from) to \($0.to)") }
    }
  }

  /// In what two records of one title differ.
  private var differences: LocalizedText? {
    guard let old = then?.record, let new = now?.record else { return nil }
    var found: [LocalizedText] = []
    func add(_ chinese: String, _ english: String, _ old: String, _ new: String) {
      if old != new {
        found.append(LocalizedText(chinese: "\(chinese) \(old) → \(new)", english: "\(english) \(old) → \(new)"))
      }
    }
    func day(_ date: CalendarDate?) -> String { date.map(\.description) ?? "—" }
    func days(_ period: DatePeriod?) -> String { period.map { "\($0.from)/\($0.to)" } ?? "—" }
    add("收集", "collected", day(old.collected), day(new.collected))
    add("所述时段", "covers", days(old.covers), days(new.covers))
    if old.file != nil, new.file != nil, old.fileState != new.fileState {
      found.append(LocalizedText(chinese: "文件内容不同", english: "other contents of the file"))
    } else if (old.file ?? old.location) != (new.file ?? new.location) {
      found.append(LocalizedText(chinese: "存放处不同", english: "kept elsewhere"))
    }
    return Self.joined(found)
  }

  private static func joined(_ texts: [LocalizedText]) -> LocalizedText? {
    guard !texts.isEmpty else { return nil }
    return LocalizedText(
      chinese: texts.map(\.chinese).joined(separator: "，"), english: texts.map(\.english).joined(separator: ", "))
  }
}
