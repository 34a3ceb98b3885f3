internal import AssessmentModel
internal import Diagnostics

/// Reads the findings and what became of them.
struct FindingReader {
  /// The editions that could be loaded.
  let rubrics: [Rubric]
  /// Whether these are all that the assessment pins, so that an item that none of them has does not exist.
  let isComplete: Bool
  /// The day of the assessment.
  let date: CalendarDate?
  let answers: [RubricID: [ItemID: Answer]]
  let problems: DiagnosticCollector

  private static let keys = [
    "item", "rubric", "text", "severity", "owner", "raised", "due", "status", "closed", "action",
  ]
  /// A finding is a sentence or two; a page of them has to stay readable.
  private static let textLimit = 1_000

  /// Reads all findings. Nothing under `findings` means that there is none.
  func read(_ fields: FieldReader, positions: inout AssessmentPositions) -> [Finding] {
    guard let entry = fields.entries["findings"], !entry.value.isNull,
      let pairs = FieldReader.pairs(
        of: entry.value, wording("findings", "findings"), shape: AssessmentShapes.findings, problems: problems)
    else { return [] }
    positions.findingList = KeyedPlace(entry)
    var findings: [Finding] = []
    for pair in pairs
    where RecordName.check(pair, wording("发现", "a finding"), example: "F01", problems: problems) {
      // An id that comes twice has been refused; what is wrong with the second finding is said all the same.
      let isFirst = positions.findings[FindingID(pair.key)] == nil
      if isFirst { positions.findings[FindingID(pair.key)] = pair.keyLocation }
      guard let finding = finding(pair) else { continue }
      if isFirst { findings.append(finding) }
      compareWithAnswer(finding, pair)
    }
    return findings
  }

  private func finding(_ entry: YAMLEntry) -> Finding? {
    guard
      let fields = FieldReader(
        entry.value, wording("发现 \(entry.key)", "the finding \(entry.key)"), allowed: Self.keys,
        titles: AssessmentVocabulary.titles, examples: AssessmentVocabulary.examples,
        shape: AssessmentShapes.finding, problems: problems)
    else { return nil }
    let place = place(fields)
    let text = fields.text("text", limit: Self.textLimit)
    let severity = fields.word(
      "severity", of: Finding.Severity.allCases.map(\.rawValue), titles: AssessmentVocabulary.severities
    ).flatMap { Finding.Severity(rawValue: $0.value) }
    let owner = fields.optionalText("owner", limit: 100)?.value
    let status = fields.word(
      "status", of: Finding.Status.allCases.map(\.rawValue), titles: AssessmentVocabulary.statuses
    ).flatMap { Finding.Status(rawValue: $0.value) }
    let action = fields.optionalText("action", limit: Self.textLimit)?.value
    let days = days(fields, status)
    guard let place, let text, let severity, let status, let raised = days.raised else { return nil }
    let finding = Finding(
      id: FindingID(entry.key), rubric: place.rubric, item: place.item, text: text.value, severity: severity,
      owner: owner, raised: raised, due: days.due, status: status, closed: days.closed, action: action)
    let missing = [
      finding.owner == nil ? "owner" : nil, finding.due == nil ? "due" : nil,
    ].compactMap { name in name.flatMap { fields.entries[$0] == nil ? $0 : nil } }
    if finding.isOpen, severity != .observation, !missing.isEmpty { warnOfMissing(missing, entry) }
    return finding
  }

  private func warnOfMissing(_ missing: [String], _ entry: YAMLEntry) {
    problems.add(
      Diagnostic(
        .warning, "finding-incomplete",
        wording(
          "发现 \(entry.key) 没有关闭，也没有写 \(missing.joined(separator: "、"))",
          "the finding \(entry.key) is not closed and has no \(missing.joined(separator: " and no "))"),
        at: entry.keyLocation,
        hint: wording(
          "写明责任人 owner 与期限 due，逾期才看得出来", "name an owner and a due day, so that what is overdue can be seen")))
  }

  // MARK: - Item

  private func place(_ fields: FieldReader) -> (rubric: RubricID, item: ItemID)? {
    let named = fields.optionalToken("rubric")
    guard let item = fields.token("item") else { return nil }
    var among = rubrics
    if let named {
      among = rubrics.filter { $0.id.rawValue == named.value }
      if among.isEmpty {
        if isComplete { reportRubric(named) }
        return nil
      }
    }
    let owners = among.filter { $0.item(ItemID(item.value)) != nil }
    guard owners.count <= 1 else {
      reportAmbiguous(item, owners)
      return nil
    }
    if let owner = owners.first { return (owner.id, ItemID(item.value)) }
    if isComplete || named != nil { reportItem(item, among) }
    return nil
  }

  private func reportRubric(_ rubric: Located<String>) {
    let candidates = rubrics.map(RubricLibrary.candidate)
    problems.add(
      Diagnostic(
        .error, "unpinned-rubric",
        wording(
          "评估没有采用准则 \(excerpt(rubric.value))", "the assessment does not use the rubric \(excerpt(rubric.value))"),
        at: rubric.location,
        hint: SuggestedName.question(
          problems.isFull ? [] : SuggestedName.likely(to: rubric.value, among: candidates))
          ?? wording(
            "只写采用的准则：\(rubrics.map(\.id.rawValue).joined(separator: "、"))",
            "name one that it uses: \(rubrics.map(\.id.rawValue).joined(separator: ", "))")))
  }

  private func reportAmbiguous(_ item: Located<String>, _ owners: [Rubric]) {
    let names = owners.map(\.id.rawValue)
    problems.add(
      Diagnostic(
        .error, "ambiguous-item",
        wording(
          "\(names.joined(separator: "、")) 都有评审项 \(excerpt(item.value))",
          "\(names.joined(separator: " and ")) have an item \(excerpt(item.value))"),
        at: item.location,
        hint: wording("写明是哪一个，例如 rubric: \(names[0])", "say which one, such as rubric: \(names[0])")))
  }

  private func reportItem(_ item: Located<String>, _ among: [Rubric]) {
    let names = among.map(\.id.rawValue)
    let candidates = problems.isFull ? [] : among.flatMap { $0.items.map(AnswerReader.candidate) }
    problems.add(
      Diagnostic(
        .error, "unknown-item",
        wording(
          "准则 \(names.joined(separator: "、")) 没有评审项 \(excerpt(item.value))",
          "the rubric \(names.joined(separator: ", ")) has no item \(excerpt(item.value))"),
        at: item.location,
        hint: SuggestedName.question(SuggestedName.likely(to: item.value, among: candidates))
          ?? wording(
            "用 pingxing rubric show \(names.first ?? "") 查看全部评审项",
            "`pingxing rubric show \(names.first ?? "")` lists the items")))
  }

  // MARK: - Days

  private func days(
    _ fields: FieldReader, _ status: Finding.Status?
  ) -> (raised: CalendarDate?, due: CalendarDate?, closed: CalendarDate?) {
    let raised = fields.date("raised")
    let due = fields.optionalDate("due")
    let closed = fields.optionalDate("closed")
    if let raised, let date, raised.value > date {
      reportOrder(
        raised, "提出日期 \(raised.value) 晚于评估日期 \(date)",
        "it was raised on \(raised.value), after the assessment on \(date)")
    }
    if let raised, let due, due.value < raised.value {
      reportOrder(
        due, "期限 \(due.value) 早于提出日期 \(raised.value)",
        "it is due on \(due.value), before it was raised on \(raised.value)")
    }
    if let raised, let closed, closed.value < raised.value {
      reportOrder(
        closed, "关闭日期 \(closed.value) 早于提出日期 \(raised.value)",
        "it was closed on \(closed.value), before it was raised on \(raised.value)")
    }
    if let closed, let date, closed.value > date {
      reportOrder(
        closed, "关闭日期 \(closed.value) 晚于评估日期 \(date)",
        "it was closed on \(closed.value), after the assessment on \(date)")
    }
    switch (status, fields.entries["closed"]) {
    case (.closed?, nil): _ = fields.required("closed")
    case (.open?, let entry?), (.inProgress?, let entry?):
      problems.add(
        Diagnostic(
          .error, "closed-while-open",
          wording("没有关闭的发现不能有关闭日期", "a finding that is not closed has no day of closing"), at: entry.keyLocation,
          hint: wording("已关闭就写 status: closed，否则删去 closed", "write status: closed, or delete closed")))
    default: break
    }
    return (raised?.value, due?.value, closed?.value)
  }

  private func reportOrder(_ day: Located<CalendarDate>, _ chinese: String, _ english: String) {
    problems.add(
      Diagnostic(
        .error, "date-order", wording(chinese, english), at: day.location,
        hint: wording("请核对日期", "check the days")))
  }

  // MARK: - Answer

  /// An open finding and an answer that leaves no room for it cannot both be right.
  private func compareWithAnswer(_ finding: Finding, _ entry: YAMLEntry) {
    guard finding.isOpen, let answer = answers[finding.rubric]?[finding.item] else { return }
    switch answer {
    case .notApplicable:
      report(
        entry, "发现 \(finding.id) 没有关闭，评审项 \(finding.item) 却声明了不适用",
        "the finding \(finding.id) is open, but its item \(finding.item) is declared not applicable")
    case .marked(let marked):
      guard finding.severity == .major, !marked.marks.isEmpty, marked.marks.values.allSatisfy({ $0.rawValue >= 4 })
      else { return }
      report(
        entry, "发现 \(finding.id) 严重且没有关闭，评审项 \(finding.item) 的等级却都在 4 以上",
        "the finding \(finding.id) is major and open, but every mark of its item \(finding.item) is 4 or 5")
    }
  }

  private func report(_ entry: YAMLEntry, _ chinese: String, _ english: String) {
    problems.add(
      Diagnostic(
        .warning, "finding-against-answer", wording(chinese, english), at: entry.keyLocation,
        hint: wording("请核对等级，或写明发现已关闭", "check the marks, or close the finding")))
  }
}
