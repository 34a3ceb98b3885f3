internal import AssessmentModel
internal import Diagnostics

/// Reads the evidence records and looks at their files.
struct EvidenceReader {
  let folder: String
  /// What was recorded of the files, where they are not at hand.
  let recorded: [String: RecordedFile]?
  let date: Located<CalendarDate>?
  let period: DatePeriod?
  let problems: DiagnosticCollector

  private static let keys = [
    "title", "file", "location", "sha256", "collected", "covers", "received", "expires", "note",
  ]

  /// Reads all records. Nothing under `evidence` means that there is none.
  func read(_ fields: FieldReader, positions: inout AssessmentPositions) -> [Evidence] {
    guard let entry = fields.entries["evidence"], !entry.value.isNull,
      let pairs = FieldReader.pairs(
        of: entry.value, wording("evidence", "evidence"), shape: AssessmentShapes.evidence, problems: problems)
    else { return [] }
    var records: [Evidence] = []
    for pair in pairs where checkedID(pair) && positions.evidence[EvidenceID(pair.key)] == nil {
      positions.evidence[EvidenceID(pair.key)] = pair.keyLocation
      records.append(record(pair))
    }
    return records
  }

  private func checkedID(_ entry: YAMLEntry) -> Bool {
    RecordName.check(entry, wording("证据", "an evidence"), example: "E01", problems: problems)
  }

  /// A record that has problems is still a record: answers may cite it.
  private func record(_ entry: YAMLEntry) -> Evidence {
    var record = Evidence(
      id: EvidenceID(entry.key), title: entry.key, file: nil, location: nil, fileState: .none, collected: nil,
      covers: nil, received: nil, expires: nil)
    guard
      let fields = FieldReader(
        entry.value, wording("证据 \(entry.key)", "evidence \(entry.key)"), allowed: Self.keys,
        titles: AssessmentVocabulary.titles,
        examples: AssessmentVocabulary.examples, shape: AssessmentShapes.record, problems: problems)
    else { return record }
    if let title = fields.text("title", limit: 200) { record.title = title.value }
    readDates(fields, entry, into: &record)
    _ = fields.optionalText("note")
    readPlace(fields, entry, into: &record)
    return record
  }

  private func readPlace(_ fields: FieldReader, _ entry: YAMLEntry, into record: inout Evidence) {
    let file = fields.optionalText("file", limit: 1_000)
    record.location = fields.optionalText("location", limit: 500)?.value
    let hash = fields.optionalToken("sha256").flatMap { HashReader(problems: problems).hash($0) }
    switch (fields.entries["file"], fields.entries["location"]) {
    case (nil, nil):
      problems.add(
        Diagnostic(
          .error, "missing-key",
          wording("证据 \(entry.key) 要写明 file 或 location", "evidence \(entry.key) needs a file or a location"),
          at: entry.keyLocation,
          hint: wording(
            "file 是评估文件旁的文件，location 是存放处",
            "file is a file beside the assessment, location says where it is kept")))
    case (_?, let location?):
      problems.add(
        Diagnostic(
          .error, "two-places",
          wording("file 与 location 只能写一个", "only one of file and location may be given"),
          at: location.keyLocation))
    case (nil, _?):
      if let hash = fields.entries["sha256"] {
        problems.add(
          Diagnostic(
            .error, "hash-without-file", wording("没有 file 就不能有 sha256", "a sha256 needs a file"),
            at: hash.keyLocation))
      }
    case (_?, nil): break
    }
    guard let file else { return }
    record.file = file.value
    record.fileState = FileBeside(kind: .evidence, folder: folder, recorded: recorded, problems: problems).state(
      file, expected: hash)
  }

  // MARK: - Dates

  private func readDates(_ fields: FieldReader, _ entry: YAMLEntry, into record: inout Evidence) {
    let collected = fields.optionalDate("collected")
    let received = fields.optionalDate("received")
    let expires = fields.optionalDate("expires")
    record.covers = fields.optional("covers").flatMap { PeriodReader(problems: problems).period($0) }
    record.collected = collected?.value
    record.received = received?.value
    record.expires = expires?.value
    if let collected, let expires, expires.value < collected.value {
      problems.add(
        Diagnostic(
          .error, "date-order",
          wording(
            "失效日期 \(expires.value) 早于取得日期 \(collected.value)",
            "it expires on \(expires.value), before it was collected on \(collected.value)"),
          at: expires.location))
    }
    if let collected, let received, received.value < collected.value {
      problems.add(
        Diagnostic(
          .warning, "date-order",
          wording(
            "收到日期 \(received.value) 早于取得日期 \(collected.value)",
            "it was received on \(received.value), before it was collected on \(collected.value)"),
          at: received.location))
    }
    if fields.entries["collected"] == nil {
      problems.add(
        Diagnostic(
          .warning, "undated-evidence",
          wording(
            "证据 \(record.id) 没有写取得日期 collected，评分时不作为有效证据",
            "the evidence \(record.id) has no day of collection and does not count as valid when scoring"),
          at: entry.keyLocation,
          hint: wording(
            "写成 collected: 2025-06-01 的样子；没有有效证据的等级 4 和 5 按上限计",
            "write it like collected: 2025-06-01; marks 4 and 5 without valid evidence are capped")))
    }
    if let covers = record.covers, let period, !covers.overlaps(period),
      let place = fields.entries["covers"]?.keyLocation
    {
      problems.add(
        Diagnostic(
          .warning, "evidence-outside-period",
          wording(
            "证据 \(record.id) 所述时段（\(covers.from) 至 \(covers.to)）与评估期间没有重合，评分时不作为有效证据",
            "the evidence \(record.id) covers \(covers.from) to \(covers.to), none of the assessment period, "
              + "and does not count as valid when scoring"),
          at: place,
          hint: wording(
            "评估期间是 \(period.from) 至 \(period.to)", "the assessment period is \(period.from) to \(period.to)")))
    }
    guard let date else { return }
    if let expires, expires.value < date.value {
      problems.add(
        Diagnostic(
          .warning, "expired-evidence",
          wording(
            "证据 \(record.id) 在评估日期 \(date.value) 之前已失效",
            "the evidence \(record.id) expired before the assessment date, \(date.value)"),
          at: expires.location,
          hint: wording("失效的证据不能支持等级 4 和 5", "expired evidence does not support marks 4 and 5")))
    }
    if let collected, collected.value > date.value {
      problems.add(
        Diagnostic(
          .warning, "later-evidence",
          wording(
            "证据 \(record.id) 取得于评估日期 \(date.value) 之后",
            "the evidence \(record.id) was collected after the assessment date, \(date.value)"),
          at: collected.location))
    }
  }
}
