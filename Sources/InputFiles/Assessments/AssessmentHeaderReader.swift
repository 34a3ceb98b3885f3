internal import AssessmentModel
internal import Diagnostics

/// Reads who is assessed, when, by whom and with which editions.
struct AssessmentHeaderReader {
  struct Header {
    var period: DatePeriod?
    var date: Located<CalendarDate>?
    var assessor: Assessor?
    var pins: [Pin]
    /// Whether every edition that is named could be read, so that others are known not to be used.
    var isPinListComplete: Bool
  }

  /// A pinned edition, with its data where that could be loaded.
  struct Pin {
    var pin: RubricPin
    var location: SourceLocation
    var rubric: Rubric?
  }

  let library: RubricLibrary
  let problems: DiagnosticCollector

  /// Names are printed on a cover.
  private static let nameLimit = OrganisationName.limit

  func organisation(_ fields: FieldReader) -> Organisation? {
    guard let entry = fields.required("organisation"),
      let organisation = FieldReader(
        entry.value, wording("organisation", "organisation"),
        allowed: ["name", "industry", "seats", "scope"], titles: AssessmentVocabulary.titles,
        examples: AssessmentVocabulary.examples, shape: AssessmentShapes.organisation, problems: problems)
    else { return nil }
    let name = organisation.text("name", limit: Self.nameLimit)
    if let name, name.value.hasPrefix("“"), name.value.hasSuffix("”") {
      problems.add(
        Diagnostic(
          .warning, "quoted-name", wording("名称带着中文引号，会照样印在报告里", "the name keeps its typographic quotes in reports"),
          at: name.location, hint: wording("请去掉两头的“”", "take the “” at both ends away")))
    }
    let industry = organisation.optionalText("industry", limit: Self.nameLimit)
    let seats = organisation.optionalInteger("seats", in: 1...1_000_000)
    let scope = organisation.optionalText("scope")
    return name.map {
      Organisation(name: $0.value, industry: industry?.value, seats: seats?.value, scope: scope?.value)
    }
  }

  func header(_ fields: FieldReader) -> Header? {
    guard let entry = fields.required("assessment"),
      let assessment = FieldReader(
        entry.value, wording("assessment", "assessment"), allowed: ["period", "date", "assessor", "rubrics"],
        titles: AssessmentVocabulary.titles,
        examples: AssessmentVocabulary.examples, shape: AssessmentShapes.header, problems: problems)
    else { return nil }
    let period = assessment.required("period").flatMap { PeriodReader(problems: problems).period($0) }
    let date = assessment.date("date")
    if let period, let date, date.value < period.from {
      problems.add(
        Diagnostic(
          .error, "date-order",
          wording(
            "评估日期 \(date.value) 早于评估期间的开始 \(period.from)",
            "the assessment date \(date.value) is before the period begins, \(period.from)"),
          at: date.location, hint: wording("请核对 date 与 period", "check date and period")))
    }
    let assessor = assessor(assessment)
    let errorsBefore = problems.errorCount
    let pins = pins(assessment)
    return Header(
      period: period, date: date, assessor: assessor, pins: pins,
      isPinListComplete: !pins.isEmpty || problems.errorCount == errorsBefore)
  }

  private func assessor(_ fields: FieldReader) -> Assessor? {
    guard let entry = fields.required("assessor"),
      let assessor = FieldReader(
        entry.value, wording("assessor", "assessor"), allowed: ["role", "name"], titles: AssessmentVocabulary.titles,
        examples: AssessmentVocabulary.examples, shape: AssessmentShapes.assessor, problems: problems)
    else { return nil }
    let role = assessor.word(
      "role", of: Assessor.Role.allCases.map(\.rawValue), titles: AssessmentVocabulary.roles)
    let name = assessor.text("name", limit: Self.nameLimit)
    guard let role = role.flatMap({ Assessor.Role(rawValue: $0.value) }), let name else { return nil }
    return Assessor(role: role, name: name.value)
  }

  // MARK: - Editions

  private func pins(_ fields: FieldReader) -> [Pin] {
    let shapes = AssessmentShapes(library: library)
    guard let nodes = fields.list("rubrics", shape: shapes.rubrics) else { return [] }
    if nodes.isEmpty, let entry = fields.entries["rubrics"] {
      problems.add(
        Diagnostic(
          .error, "empty-value", wording("至少要采用一个准则", "at least one rubric is needed"), at: entry.keyLocation,
          hint: wording(
            "例如 [{id: cccs-op-2008, version: 1.0.0}]", "such as [{id: cccs-op-2008, version: 1.0.0}]")))
    }
    var seen: [RubricID: SourceLocation] = [:]
    return nodes.compactMap { node -> Pin? in
      guard let pin = pin(node) else { return nil }
      if let first = seen[pin.pin.id] {
        problems.add(
          Diagnostic(
            .error, "duplicate-rubric",
            wording("准则 \(pin.pin.id) 写了两次", "the rubric \(pin.pin.id) is given twice"),
            at: pin.location,
            notes: [Diagnostic.Note(wording("第一次写在这里", "the first one is here"), at: first)],
            hint: wording("请只保留一处", "keep only one of them")))
        return nil
      }
      seen[pin.pin.id] = pin.location
      return pin
    }
  }

  private func pin(_ node: YAMLNode) -> Pin? {
    guard
      let fields = FieldReader(
        node, wording("准则", "the rubric"), allowed: ["id", "version", "hash"], titles: AssessmentVocabulary.titles,
        examples: AssessmentVocabulary.examples, shape: AssessmentShapes(library: library).rubric, problems: problems)
    else { return nil }
    let id = fields.token("id")
    let version = version(fields, of: id)
    let hash = fields.optionalToken("hash").flatMap { HashReader(problems: problems).hash($0) }
    guard let id else { return nil }
    var pin = Pin(
      pin: RubricPin(id: RubricID(id.value), version: version?.value ?? "", contentHash: hash?.value),
      location: id.location, rubric: nil)
    pin.rubric = rubric(id)
    if let rubric = pin.rubric {
      if let version, version.value != rubric.version { problems.add(otherVersion(version, rubric)) }
      if let hash, hash.value != rubric.contentHash { problems.add(otherHash(hash, rubric)) }
    }
    return pin
  }

  /// The version; a number there, such as `1.0`, gets the version that the edition has.
  private func version(_ fields: FieldReader, of id: Located<String>?) -> Located<String>? {
    guard let entry = fields.entries["version"], case .scalar(let scalar) = entry.value.content,
      scalar.kind == .integer || scalar.kind == .decimal,
      let rubric = id.flatMap({ library.has(RubricID($0.value)) ? library.load(RubricID($0.value)).rubric : nil })
    else { return fields.token("version") }
    problems.add(
      Diagnostic(
        .error, "wrong-type",
        wording(
          "version 应是三段的版本号，这里写的是 \(excerpt(scalar.text))",
          "version has to be a version of three parts, not \(excerpt(scalar.text))"),
        at: entry.value.location,
        hint: wording(
          "现有的是 \(rubric.version) 版：写成 \(rubric.version)", "here is \(rubric.version): write \(rubric.version)")))
    return nil
  }

  private func rubric(_ id: Located<String>) -> Rubric? {
    let loaded = library.load(RubricID(id.value))
    if let rubric = loaded.rubric { return rubric }
    for diagnostic in loaded.report.diagnostics where diagnostic.code == "unknown-rubric" {
      var placed = diagnostic
      placed.location = id.location
      problems.add(placed)
      return nil
    }
    let errors = loaded.report.diagnostics.filter { $0.severity == .error }
    problems.add(
      Diagnostic(
        .error, "broken-rubric",
        wording(
          "准则 \(id.value) 的文件有 \(errors.count) 个错误，不能使用",
          "the files of the rubric \(id.value) have \(errors.count) errors"),
        at: id.location,
        notes: errors.prefix(3).map { Diagnostic.Note($0.message, at: $0.location) },
        hint: wording("用 pingxing rubric check 查看全部", "`pingxing rubric check` shows them all")))
    return nil
  }

  /// The texts of rubric files that diagnostics quote.
  func sources(_ header: Header?) -> [String: SourceLines] {
    var sources: [String: SourceLines] = [:]
    for pin in header?.pins ?? [] where pin.rubric == nil {
      sources.merge(library.load(pin.pin.id).report.sources) { first, _ in first }
    }
    return sources
  }

  private func otherVersion(_ version: Located<String>, _ rubric: Rubric) -> Diagnostic {
    let digits = InputMethodMarks.folded(version.value).filter { $0.isASCII && ($0.isNumber || $0 == ".") }
    let isSame = digits == rubric.version
    return Diagnostic(
      .error, "rubric-version",
      wording(
        "评估按 \(rubric.id) 的 \(excerpt(version.value)) 版所作，现有的是 \(rubric.version) 版",
        "the assessment was made with version \(excerpt(version.value)) of \(rubric.id); here is \(rubric.version)"
      ),
      at: version.location,
      hint: isSame
        ? wording("只写 \(rubric.version)", "write only \(rubric.version)")
        : wording(
          "等级的含义可能已变：请用原来的版本，或核对答案后改写版本号",
          "marks may mean something else now: use the old version, or review the answers and change the number")
    )
  }

  private func otherHash(_ hash: Located<String>, _ rubric: Rubric) -> Diagnostic {
    Diagnostic(
      .error, "rubric-hash",
      wording(
        "准则 \(rubric.id) 的内容与评估所记的不同",
        "the content of \(rubric.id) is not the one that the assessment recorded"),
      at: hash.location,
      notes: [Diagnostic.Note(wording("现有的是 \(rubric.contentHash)", "here is \(rubric.contentHash)"))],
      hint: wording(
        "准则在同一版本号下被改动过；请找回原件或核对答案",
        "the rubric was changed under the same version; restore it or review the answers"))
  }
}

/// Reads `{from: …, to: …}`.
struct PeriodReader {
  let problems: DiagnosticCollector

  func period(_ entry: YAMLEntry) -> DatePeriod? {
    guard
      let fields = FieldReader(
        entry.value, wording(entry.key, entry.key), allowed: ["from", "to"], titles: AssessmentVocabulary.titles,
        examples: AssessmentVocabulary.examples, shape: AssessmentShapes.period, problems: problems)
    else { return nil }
    let from = fields.date("from")
    let to = fields.date("to")
    guard let from, let to else { return nil }
    guard let period = DatePeriod(from: from.value, to: to.value) else {
      problems.add(
        Diagnostic(
          .error, "date-order",
          wording(
            "\(entry.key)：结束 \(to.value) 早于开始 \(from.value)",
            "\(entry.key): the end \(to.value) is before the beginning \(from.value)"),
          at: to.location,
          hint: wording(
            "是不是写反了：{from: \(to.value), to: \(from.value)}？",
            "were they swapped: {from: \(to.value), to: \(from.value)}?")))
      return nil
    }
    return period
  }
}

/// Reads a SHA-256 in hexadecimal.
struct HashReader {
  let problems: DiagnosticCollector

  func hash(_ text: Located<String>) -> Located<String>? {
    let lowered = text.value.lowercased()
    let isHash =
      lowered.utf8.count == 64
      && lowered.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard !isHash else { return Located(lowered, at: text.location) }
    problems.add(
      Diagnostic(
        .error, "malformed-hash", wording("SHA-256 是 64 位十六进制数字", "a SHA-256 has 64 hexadecimal digits"),
        at: text.location))
    return nil
  }
}
