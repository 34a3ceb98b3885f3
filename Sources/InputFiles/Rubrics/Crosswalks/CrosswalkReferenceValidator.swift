internal import AssessmentModel
internal import Diagnostics

/// What a crosswalk names exists: editions, outlines, items, domains, groups, parts.
struct CrosswalkReferenceValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    let index = CrosswalkIndex(library)
    return library.crosswalks.flatMap { crosswalk in
      fileName(crosswalk) + CrosswalkEnd.allCases.flatMap { pins(crosswalk[$0], index) }
        + crosswalk.relations.flatMap { references($0, in: crosswalk, index) }
    }
  }

  // MARK: - The file and its sides

  private func fileName(_ crosswalk: CrosswalkDraft) -> [Diagnostic] {
    let sides = CrosswalkEnd.allCases.map { end in
      let side = crosswalk[end]
      return side.pins.count == 1 ? side.pins[0].id.value : side.family?.value ?? ""
    }
    let expected = sides.joined(separator: "--")
    var findings: [Diagnostic] = []
    if crosswalk.id.value != expected {
      findings.append(
        Diagnostic(
          .error, "file-name",
          wording(
            "两边是 \(sides[0]) 与 \(sides[1])，编号应为 \(expected)",
            "the sides are \(sides[0]) and \(sides[1]), so the id has to be \(expected)"),
          at: crosswalk.id.location))
    }
    if !crosswalk.path.hasSuffix("/\(crosswalk.id.value).yml") {
      findings.append(
        Diagnostic(
          .error, "file-name",
          wording(
            "文件名应与编号一致：\(crosswalk.id.value).yml", "the file has to be named after its id: \(crosswalk.id.value).yml"),
          at: crosswalk.id.location))
    }
    return findings
  }

  private func pins(_ side: CrosswalkSideDraft, _ index: CrosswalkIndex) -> [Diagnostic] {
    var seen: Set<String> = []
    return side.pins.flatMap { pin -> [Diagnostic] in
      guard seen.insert(pin.id.value).inserted else { return [Self.twice(pin.id)] }
      let installed: String?
      if let family = side.family {
        guard let edition = index.edition(pin.id.value) else {
          return [Self.dangling(pin.id, wording("准则", "rubric"), among: index.editionIDs)]
        }
        if let own = edition.family, own != family.value {
          return [Self.wrongFamily(pin.id, own, family.value)]
        }
        installed = edition.version
      } else {
        guard let outline = index.outline(pin.id.value) else {
          return [Self.dangling(pin.id, wording("提要", "outline"), among: index.outlineIDs)]
        }
        installed = outline.version.value
      }
      guard let installed, installed != pin.version.value else { return [] }
      return [Self.stale(pin, installed)]
    }
  }

  private static func stale(
    _ pin: (id: Located<String>, version: Located<String>), _ installed: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "stale-pin",
      wording(
        "对照按 \(pin.id.value) 的 \(pin.version.value) 版判断，现有的是 \(installed)",
        "the crosswalk was judged on \(pin.id.value) \(pin.version.value); what is installed is \(installed)"),
      at: pin.version.location,
      hint: wording("逐条复核之后改写版本", "go through the relations again and then change the version"))
  }

  private static func wrongFamily(_ id: Located<String>, _ own: String, _ family: String) -> Diagnostic {
    Diagnostic(
      .error, "wrong-family",
      wording("\(id.value) 属于 \(own)，不属于 \(family)", "\(id.value) belongs to \(own), not to \(family)"),
      at: id.location)
  }

  static func twice(_ id: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-id",
      wording("编号 \(id.value) 在这里出现了两次", "the id \(id.value) appears twice here"), at: id.location)
  }

  static func dangling(_ id: Located<String>, _ kind: LocalizedText, among names: [String]) -> Diagnostic {
    Diagnostic(
      .error, "dangling-reference",
      wording(
        "没有名为 \(excerpt(id.value)) 的\(kind.chinese)", "there is no \(kind.english) named \(excerpt(id.value))"),
      at: id.location,
      hint: SuggestedName.nearest(to: id.value, among: names).map { wording("是不是 \($0)？", "did you mean \($0)?") })
  }

  // MARK: - Relations

  private func references(
    _ relation: CrosswalkRelationDraft, in crosswalk: CrosswalkDraft, _ index: CrosswalkIndex
  ) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for end in CrosswalkEnd.allCases {
      let side = crosswalk[end]
      var seen: Set<String> = []
      for id in relation[end] where !seen.insert(id.value).inserted { findings.append(Self.twice(id)) }
      guard index.isReadable(side) else { continue }
      let retired = index.library.retired.filter { $0.kind == "item" && $0.family == side.family?.value }
      findings += unknown(relation[end], index.subjects(of: side), retired: retired)
    }
    let pinned = (crosswalk.from.pins + crosswalk.to.pins).map(\.id.value)
    for id in relation.editions where !pinned.contains(id.value) {
      findings.append(Self.dangling(id, wording("版次写在 from、to 里", "edition in from and to"), among: pinned))
    }
    return findings
  }

  private func unknown(_ ids: [Located<String>], _ subjects: [CrosswalkSubject], retired: [RetiredDraft])
    -> [Diagnostic]
  {
    let dangling = ids.filter { id in !subjects.contains { $0.contents[RequirementID(id.value)] != nil } }
    guard dangling.isEmpty else {
      let names = Set(subjects.flatMap { $0.contents.keys.map(\.rawValue) }).sorted()
      return dangling.map { id in
        if let record = retired.first(where: { $0.id.value == id.value }) { return Self.retired(id, record) }
        return Self.dangling(id, wording("评审项、范畴或部分", "item, domain or part"), among: names)
      }
    }
    guard let first = ids.first, !subjects.contains(where: { $0.has(ids.map { RequirementID($0.value) }) }) else {
      return []
    }
    return [
      Diagnostic(
        .error, "dangling-reference",
        wording("没有一个版次同时有这些编号", "no edition has all these ids together"), at: first.location)
    ]
  }

  private static func retired(_ id: Located<String>, _ record: RetiredDraft) -> Diagnostic {
    Diagnostic(
      .error, "retired-id", wording("编号 \(id.value) 已经停用", "the id \(id.value) is retired"), at: id.location,
      notes: [Diagnostic.Note(wording("停用记录在这里", "it is recorded as retired here"), at: record.id.location)])
  }
}
