internal import AssessmentModel
internal import Diagnostics

/// Reads the answers, by rubric and item.
struct AnswerReader {
  let rubrics: [Rubric]
  let pinned: [RubricID]
  /// Whether an edition that is not pinned is known not to be used.
  let isPinListComplete: Bool
  let problems: DiagnosticCollector
  private let itemsByRubric: [RubricID: [String: Item]]
  /// Finds an edition that the assessment does not use, so that answers to it are looked through all the same.
  private let edition: (RubricID) -> Rubric?
  /// What a mistyped item may have meant.
  private let candidates: [RubricID: [SuggestedName.Candidate]]

  init(
    rubrics: [Rubric], pinned: [RubricID], isPinListComplete: Bool, problems: DiagnosticCollector,
    edition: @escaping (RubricID) -> Rubric?
  ) {
    self.isPinListComplete = isPinListComplete
    self.rubrics = rubrics
    self.edition = edition
    self.pinned = pinned
    self.problems = problems
    let pairs = rubrics.map { rubric in
      (
        rubric.id,
        Dictionary(rubric.items.map { ($0.id.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
      )
    }
    itemsByRubric = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    candidates = Dictionary(
      rubrics.map { rubric in (rubric.id, rubric.items.map(Self.candidate)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads all answers and reports evidence that no answer cites. Nothing under `answers`, or under a rubric, means
  /// that nothing is assessed yet.
  func read(
    _ fields: FieldReader, evidence: [Evidence], positions: inout AssessmentPositions
  ) -> [RubricID: [ItemID: Answer]] {
    var answers: [RubricID: [ItemID: Answer]] = [:]
    var cited: Set<EvidenceID> = []
    let names = evidence.map { record in
      SuggestedName.Candidate(record.id.rawValue, titles: [record.title, record.file].compactMap(\.self))
    }
    let known = Set(evidence.map(\.id.rawValue))
    let errorsBefore = problems.errorCount
    positions.answerList = fields.entries["answers"].map { KeyedPlace($0) }
    for entry in pairs(fields.entries["answers"]) {
      guard let rubric = rubric(entry) else {
        lookThrough(entry, evidence: names, known: known)
        continue
      }
      positions.answerBlocks[rubric.id] = KeyedPlace(entry)
      for answerEntry in pairs(entry) {
        guard let item = item(answerEntry, in: rubric) else {
          lookThrough(answerEntry, in: rubric, evidence: names, known: known)
          continue
        }
        positions.answers[rubric.id, default: [:]][item.id] = answerEntry.keyLocation
        let reading = ItemAnswerReader(
          item: item, rubric: rubric, evidenceNames: names, knownEvidence: known, problems: problems)
        guard let (answer, marks) = reading.read(answerEntry) else { continue }
        answers[rubric.id, default: [:]][item.id] = answer
        positions.marks[rubric.id, default: [:]][item.id] = marks
        if case .marked(let marked) = answer { cited.formUnion(marked.evidence) }
      }
    }
    // Where answers could not be read, what they cite is not known.
    guard problems.errorCount == errorsBefore, rubrics.count == pinned.count else { return answers }
    for record in evidence where !cited.contains(record.id) {
      problems.add(
        Diagnostic(
          .warning, "unused-evidence",
          wording("没有答案引用证据 \(record.id)", "no answer cites the evidence \(record.id)"),
          at: positions.evidence[record.id],
          hint: wording(
            "在答案里写 evidence: [\(record.id)]，或删去这条证据", "cite it with evidence: [\(record.id)], or delete it")))
    }
    return answers
  }

  /// The pairs below a key that may be left empty.
  private func pairs(_ entry: YAMLEntry?) -> [YAMLEntry] {
    guard let entry, !entry.value.isNull else { return [] }
    let pairs = FieldReader.pairs(
      of: entry.value, wording(excerpt(entry.key), excerpt(entry.key)), shape: AssessmentShapes.answers,
      problems: problems)
    // Of a key that stands twice, which has been reported, the first counts.
    var seen: Set<String> = []
    return (pairs ?? []).filter { seen.insert($0.key).inserted }
  }

  private func rubric(_ entry: YAMLEntry) -> Rubric? {
    if let rubric = rubrics.first(where: { $0.id.rawValue == entry.key }) { return rubric }
    // A pinned rubric that could not be loaded has been reported; its answers cannot be judged.
    guard !pinned.contains(where: { $0.rawValue == entry.key }) else { return nil }
    // Neither can those to an edition whose pin was refused for its form.
    if !isPinListComplete, edition(RubricID(entry.key)) != nil { return nil }
    let owner = rubrics.first { itemsByRubric[$0.id]?[entry.key] != nil }?.id
    // A name under rubrics that could not be loaded is no better than this one.
    let candidates = rubrics.map(RubricLibrary.candidate)
    let names = SuggestedName.likely(to: entry.key, among: problems.isFull ? [] : candidates)
    problems.add(
      Diagnostic(
        .error, "unpinned-rubric",
        wording(
          "评估没有采用准则 \(excerpt(entry.key))", "the assessment does not use the rubric \(excerpt(entry.key))"),
        at: entry.keyLocation,
        hint: owner.map {
          wording("它是 \($0) 的评审项，要缩进在 \($0) 之下", "it is an item of \($0): indent it below \($0)")
        }
          ?? SuggestedName.question(Set(names).sorted())
          ?? wording(
            "请写进 assessment 的 rubrics，或删去这些答案", "add it to rubrics under assessment, or delete these answers")
      ))
    return nil
  }

  /// Looks through answers to a rubric that is not used, as if it were: its name may be all that is wrong.
  private func lookThrough(_ entry: YAMLEntry, evidence: [SuggestedName.Candidate], known: Set<String>) {
    guard case .mapping = entry.value.content, let rubric = edition(RubricID(entry.key)) else { return }
    let items = Dictionary(rubric.items.map { ($0.id.rawValue, $0) }) { first, _ in first }
    for answer in pairs(entry) {
      guard let item = items[answer.key] else { continue }
      _ = ItemAnswerReader(
        item: item, rubric: rubric, evidenceNames: evidence, knownEvidence: known, problems: problems
      ).read(answer)
    }
  }

  /// Looks through the answer to an item that does not exist as if it were one to the item most likely meant, else to
  /// one that has the facets it names.
  private func lookThrough(
    _ entry: YAMLEntry, in rubric: Rubric, evidence: [SuggestedName.Candidate], known: Set<String>
  ) {
    guard case .mapping(let pairs) = entry.value.content, !problems.isFull else { return }
    let meant = SuggestedName.likely(to: entry.key, among: candidates[rubric.id] ?? [], limit: 1).first
    let written = Set(pairs.map(\.key)).subtracting(FacetNames.reserved)
    let item =
      meant.flatMap { itemsByRubric[rubric.id]?[$0] }
      ?? rubric.items.first { item in
        let facets = rubric.facetSets[item.facetSet]?.facets.map(\.id.rawValue) ?? []
        return !written.isEmpty && written.isSubset(of: facets)
      }
    guard let item else { return }
    _ = ItemAnswerReader(
      item: item, rubric: rubric, evidenceNames: evidence, knownEvidence: known, problems: problems
    ).read(entry)
  }

  private func item(_ entry: YAMLEntry, in rubric: Rubric) -> Item? {
    let items = itemsByRubric[rubric.id] ?? [:]
    if let item = items[entry.key] { return item }
    let other = rubrics.first { $0.id != rubric.id && itemsByRubric[$0.id]?[entry.key] != nil }
    let hint: LocalizedText
    let parts = rubric.facetSets.values.flatMap { $0.facets.map(\.id.rawValue) } + FacetNames.reserved
    if parts.contains(entry.key) {
      hint = wording(
        "\(entry.key) 写在评审项之下，要比评审项多缩进两格", "\(entry.key) belongs to an item: indent it by two more blanks")
    } else if let plain = KeySpelling.plain(entry.key, among: { items[$0] != nil }) {
      hint = KeySpelling.hint(entry.key, meaning: plain)
    } else if entry.key.contains("："), let colon = KeySpelling.colonHint(entry.key) {
      hint = colon
    } else if let question = SuggestedName.question(
      SuggestedName.likely(to: entry.key, among: problems.isFull ? [] : candidates[rubric.id] ?? []))
    {
      hint = question
    } else if let other {
      hint = wording("它属于 \(other.id)，请移到那里", "it belongs to \(other.id); move it there")
    } else {
      hint = wording(
        "用 pingxing rubric show \(rubric.id) 查看全部评审项", "`pingxing rubric show \(rubric.id)` lists the items")
    }
    problems.add(
      Diagnostic(
        .error, "unknown-item",
        wording(
          "准则 \(rubric.id) 没有评审项 \(excerpt(entry.key))",
          "the rubric \(rubric.id) has no item \(excerpt(entry.key))"),
        at: entry.keyLocation, hint: hint))
    return nil
  }
}

extension AnswerReader {
  static func candidate(_ item: Item) -> SuggestedName.Candidate {
    SuggestedName.Candidate(
      item.id.rawValue, titles: [item.title.chinese, item.title.english, item.clause].compactMap(\.self))
  }
}

/// Reads the answer to one item.
struct ItemAnswerReader {
  let item: Item
  let rubric: Rubric
  let evidenceNames: [SuggestedName.Candidate]
  let knownEvidence: Set<String>
  let problems: DiagnosticCollector

  private var facets: [Facet] { rubric.facetSets[item.facetSet]?.facets ?? [] }

  func read(_ entry: YAMLEntry) -> (Answer, [FacetID: SourceLocation])? {
    guard !entry.value.isNull else {
      problems.add(
        Diagnostic(
          .error, "empty-value", wording("评审项 \(item.id) 没有答案", "the item \(item.id) has no answer"),
          at: entry.keyLocation,
          hint: wording("若尚未评审，请删去这个评审项", "if it is not yet assessed, delete the item")))
      return nil
    }
    let names = facets.map(\.id.rawValue)
    let facetTitles = facets.map { ($0.id.rawValue, [$0.title.chinese, $0.title.english]) }
    let titles = AssessmentVocabulary.titles.merging(facetTitles) { _, facet in facet }
    guard
      let fields = FieldReader(
        entry.value, wording("\(item.title.chinese)（\(item.id)）", "\(item.id)"),
        allowed: names + FacetNames.reserved, titles: titles,
        shape: { [item, rubric, facets] node in
          AssessmentShapes.answer(node, to: item, facets: facets, scale: rubric.scale)
        }, problems: problems)
    else { return nil }
    if let reason = fields.entries["not-applicable"] { return notApplicable(reason, fields) }
    var answer = MarkedAnswer(marks: [:], evidence: [], note: nil, action: nil)
    var places: [FacetID: SourceLocation] = [:]
    for facet in facets {
      guard let entry = fields.entries[facet.id.rawValue], let mark = mark(entry, facet) else { continue }
      answer.marks[facet.id] = mark
      places[facet.id] = entry.value.location
    }
    answer.evidence = evidence(fields)
    answer.note = remark("note", fields)
    answer.action = remark("action", fields)
    // A mistyped facet has been reported already.
    let isWithoutMarks = fields.entries.keys.allSatisfy(FacetNames.reserved.contains)
    if isWithoutMarks {
      problems.add(
        Diagnostic(
          .warning, "no-marks", wording("评审项 \(item.id) 还没有等级", "the item \(item.id) has no marks yet"),
          at: entry.keyLocation,
          hint: wording(
            "评审维度有：\(names.joined(separator: "、"))", "its facets are \(names.joined(separator: ", "))")))
    }
    return (.marked(answer), places)
  }

  private static let openHint = wording("若尚未评审，请只删去这个维度", "if it is not yet assessed, delete this facet only")

  private func mark(_ entry: YAMLEntry, _ facet: Facet) -> Mark? {
    guard !entry.value.isNull else {
      problems.add(
        Diagnostic(
          .error, "empty-value",
          wording("\(facet.title.chinese)（\(entry.key)）没有等级", "\(entry.key) has no mark"),
          at: entry.keyLocation,
          hint: wording("若尚未评审，请删去“\(entry.key):”", "if it is not yet assessed, delete “\(entry.key):”")))
      return nil
    }
    if case .scalar(let scalar) = entry.value.content, scalar.kind == .integer, let value = Int(scalar.text),
      let mark = Mark(rawValue: value)
    {
      return mark
    }
    let written = entry.value.writtenValue
    let hint = MarkSlip(entry.value, scale: rubric.scale).hint ?? Self.openHint
    problems.add(
      Diagnostic(
        .error, "wrong-mark",
        wording(
          "等级只能是 1 到 5 的整数\(written.map { "，这里写的是 \($0)" } ?? "")",
          "a mark is a whole number from 1 to 5\(written.map { ", not \($0)" } ?? "")"),
        at: written == nil ? entry.value.location.firstScalar : entry.value.location, hint: hint))
    return nil
  }

  private func notApplicable(_ reason: YAMLEntry, _ fields: FieldReader) -> (
    Answer, [FacetID: SourceLocation]
  )? {
    for entry in fields.entries.values.sorted(by: { $0.keyLocation < $1.keyLocation })
    where entry.key != reason.key {
      problems.add(
        Diagnostic(
          .error, "not-applicable-with-answer",
          wording(
            "既然不适用，就不能再写 \(excerpt(entry.key))", "\(excerpt(entry.key)) cannot stand beside not-applicable"),
          at: entry.keyLocation,
          notes: [
            Diagnostic.Note(wording("在这里写了不适用", "it is declared not applicable here"), at: reason.keyLocation)
          ],
          hint: wording(
            "二者只留其一；理由写在 not-applicable 后面", "keep one of them; the reason stands behind not-applicable")))
    }
    if item.notApplicable == .forbidden {
      problems.add(
        Diagnostic(
          .error, "not-applicable-forbidden",
          wording(
            "评审项 \(item.id)（\(item.title.chinese)）不允许不适用",
            "the item \(item.id) cannot be declared not applicable"),
          at: reason.keyLocation, hint: wording("请给出等级；没有做就是 1", "give marks; what is not done at all is a 1")
        ))
      return nil
    }
    guard !reason.value.isNull else {
      problems.add(
        Diagnostic(
          .error, "missing-reason", wording("不适用要写明理由", "a reason is needed for not applicable"),
          at: reason.keyLocation,
          hint: wording(
            "例如 not-applicable: 本中心不承担营销职能", "such as not-applicable: the centre does no marketing")))
      return nil
    }
    if case .scalar(let scalar) = reason.value.content, scalar.kind == .text {
    } else {
      problems.add(
        Diagnostic(
          .error, "wrong-type", wording("不适用的理由应是一句话", "the reason for not applicable has to be a sentence"),
          at: reason.value.location.firstScalar,
          hint: wording(
            "例如 not-applicable: 本中心不承担营销职能", "such as not-applicable: the centre does no marketing")))
      return nil
    }
    return TextReader(problems: problems).text(reason.value, key: reason.key).map {
      (.notApplicable(reason: $0.value), [:])
    }
  }

  /// A note or action that was left empty says nothing, which is worth a look but spoils nothing.
  private func remark(_ key: String, _ fields: FieldReader) -> String? {
    guard let entry = fields.entries[key] else { return nil }
    guard entry.value.isNull else {
      return TextReader(problems: problems).text(entry.value, key: key)?.value
    }
    problems.add(
      Diagnostic(
        .warning, "empty-note", wording("\(key) 是空的", "\(key) is empty"), at: entry.keyLocation,
        hint: wording(
          "请写下看到的事实，或删去 \(key)；以 # 开头的文字要加引号",
          "say what was found, or delete \(key); quote a text that begins with #")))
    return nil
  }

  private func evidence(_ fields: FieldReader) -> [EvidenceID] {
    guard let nodes = fields.optionalList("evidence") else { return [] }
    var cited: [EvidenceID] = []
    for name in fields.texts(nodes, key: "evidence", areProse: false) {
      guard knownEvidence.contains(name.value) else {
        problems.add(
          Diagnostic(
            .error, "unknown-evidence",
            wording("没有证据 \(excerpt(name.value))", "there is no evidence \(excerpt(name.value))"),
            at: name.location, hint: problems.isFull ? nil : evidenceHint(name.value)))
        continue
      }
      let id = EvidenceID(name.value)
      if cited.contains(id) {
        problems.add(
          Diagnostic(
            .warning, "repeated-evidence", wording("证据 \(id) 引用了两次", "the evidence \(id) is cited twice"),
            at: name.location))
      } else {
        cited.append(id)
      }
    }
    return cited
  }

  /// What an unknown id may have meant: several of them in one, another spelling, a title.
  private func evidenceHint(_ written: String) -> LocalizedText {
    let names = InputMethodMarks.names(written)
    let list = "[\(excerpt(names.joined(separator: ", ")))]"
    if names.count > 1, names.contains(where: knownEvidence.contains) {
      return wording("每个编号之间用半角逗号：\(list)", "put commas between the ids: \(list)")
    }
    if names.count == 1, names[0] != written, knownEvidence.contains(names[0]) {
      return wording("只写编号，外面用半角方括号：\(list)", "write the id only, in brackets: \(list)")
    }
    return SuggestedName.question(SuggestedName.likely(to: written, among: evidenceNames))
      ?? wording("请在文件末尾的 evidence 中登记", "enter it under evidence at the end of the file")
  }
}
