internal import AssessmentModel
internal import Diagnostics

/// Nothing is related twice, and no two statements contradict each other.
struct CrosswalkConsistencyValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    let index = CrosswalkIndex(library)
    return duplicateFiles(library.crosswalks)
      + library.crosswalks.flatMap { crosswalk in
        repeated(crosswalk, index) + contradictions(crosswalk, index) + otherSelves(crosswalk, index)
          + similarReasons(crosswalk)
      }
  }

  /// Two files that pin the same pair, in whichever direction.
  private func duplicateFiles(_ crosswalks: [CrosswalkDraft]) -> [Diagnostic] {
    var first: [[String]: CrosswalkDraft] = [:]
    var findings: [Diagnostic] = []
    for crosswalk in crosswalks {
      for from in crosswalk.from.pins {
        for to in crosswalk.to.pins {
          let pair = [from.id.value, to.id.value].sorted()
          guard let earlier = first[pair] else {
            first[pair] = crosswalk
            continue
          }
          guard earlier.path != crosswalk.path else { continue }
          findings.append(
            Diagnostic(
              .error, "duplicate-crosswalk",
              wording(
                "\(pair[0]) 与 \(pair[1]) 已有对照 \(earlier.id.value)",
                "\(pair[0]) and \(pair[1]) have the crosswalk \(earlier.id.value) already"),
              at: from.id.location,
              notes: [Diagnostic.Note(wording("另一份在这里", "the other one is here"), at: earlier.id.location)]))
        }
      }
    }
    return findings
  }

  /// Where, for some pair of editions, two relations name the same two sets of ids.
  private func repeated(_ crosswalk: CrosswalkDraft, _ index: CrosswalkIndex) -> [Diagnostic] {
    let pairs = index.pairs(of: crosswalk)
    let model = crosswalk.resolved
    var earlier: [[Set<RequirementID>]: [Int]] = [:]
    var findings: [Diagnostic] = []
    for (number, relation) in model.relations.enumerated() {
      let key = [Set(relation.from), Set(relation.to)]
      let others = earlier[key] ?? []
      earlier[key] = others + [number]
      let other = others.first { other in
        pairs.contains { pair in
          [model.relations[other], relation].allSatisfy {
            CrosswalkReading.holds($0, in: model, pair.from, pair.to)
          }
        }
      }
      guard let other else { continue }
      findings.append(
        Diagnostic(
          .error, "duplicate-relation",
          wording("这些评审项已经对照过一次", "these items have been related already"), at: place(of: number, crosswalk),
          notes: [Diagnostic.Note(wording("第一次在这里", "the first one is here"), at: place(of: other, crosswalk))]))
    }
    return findings
  }

  private func place(of number: Int, _ crosswalk: CrosswalkDraft) -> SourceLocation {
    let relation = crosswalk.relations[number]
    return relation.from.first?.location ?? relation.to.first?.location ?? relation.kind.location
  }

  /// An id without a counterpart that is related all the same, or equal to two others.
  private func contradictions(_ crosswalk: CrosswalkDraft, _ index: CrosswalkIndex) -> [Diagnostic] {
    let model = crosswalk.resolved
    var findings: [Int: Diagnostic] = [:]
    for pair in index.pairs(of: crosswalk) {
      let holding = model.relations.indices.filter {
        CrosswalkReading.holds(model.relations[$0], in: model, pair.from, pair.to)
      }
      for end in CrosswalkEnd.allCases {
        var first: [String: Int] = [:]
        var absent: [String: Int] = [:]
        var same: [String: Int] = [:]
        for number in holding {
          let relation = crosswalk.relations[number]
          let isSame =
            relation.kind.value == .equal
            || (relation.kind.value == .equivalent && relation.from.count == 1 && relation.to.count == 1)
          for id in relation[end].map(\.value) {
            let other = relation.kind.value == .none ? first[id] : absent[id] ?? (isSame ? same[id] : nil)
            if let other { findings[number] = contradiction(id, number, other, crosswalk) }
            first[id] = first[id] ?? number
            if relation.kind.value == .none { absent[id] = number }
            if isSame { same[id] = number }
          }
        }
      }
    }
    return findings.sorted { $0.key < $1.key }.map(\.value)
  }

  /// An item that both editions of a family ask under one id is itself in both, and so the same as no other item.
  private func otherSelves(_ crosswalk: CrosswalkDraft, _ index: CrosswalkIndex) -> [Diagnostic] {
    guard let family = crosswalk.from.family?.value, family == crosswalk.to.family?.value else { return [] }
    let model = crosswalk.resolved
    var findings: [Int: Diagnostic] = [:]
    for pair in index.pairs(of: crosswalk) {
      let holding = model.relations.indices.filter {
        CrosswalkReading.holds(model.relations[$0], in: model, pair.from, pair.to)
      }
      // What some relation names on both of its sides is judged there.
      let judged = Set(holding.flatMap { Set(model.relations[$0].from).intersection(model.relations[$0].to) })
      let own = Set(pair.from.requirements).intersection(pair.to.requirements).subtracting(judged)
      for number in holding where findings[number] == nil {
        let relation = model.relations[number]
        guard relation.kind == .equal || relation.kind == .equivalent, relation.from.count == 1,
          relation.to.count == 1, let id = (relation.from + relation.to).first(where: own.contains)
        else { continue }
        findings[number] = Diagnostic(
          .error, "contradictory-relation",
          wording(
            "两边都有 \(id)，它与自己相同，不能又与另一项相同或等效",
            "both sides have \(id), which is the same as itself and cannot be the same as another item too"),
          at: crosswalk.relations[number].kind.location,
          notes: crosswalk.shared.map {
            [Diagnostic.Note(wording("相同的编号在这里对照", "ids that both have are related here"), at: $0.location)]
          } ?? [],
          hint: wording(
            "两边都有的编号题意不变；问的是另一件事的，用 intersects 等关系",
            "an id means the same on both sides; where something else is asked, say so with intersects or the like"))
      }
    }
    return findings.sorted { $0.key < $1.key }.map(\.value)
  }

  private func contradiction(_ id: String, _ number: Int, _ other: Int, _ crosswalk: CrosswalkDraft) -> Diagnostic {
    Diagnostic(
      .error, "contradictory-relation",
      wording("\(id) 的两条关系互相矛盾", "two relations of \(id) contradict each other"),
      at: crosswalk.relations[number].kind.location,
      notes: [
        Diagnostic.Note(wording("另一条在这里", "the other one is here"), at: crosswalk.relations[other].kind.location)
      ])
  }

  private func similarReasons(_ crosswalk: CrosswalkDraft) -> [Diagnostic] {
    let reasons = crosswalk.relations.map(\.reason)
    let bigrams = reasons.map { BigramSet($0.value, without: nil) }
    return reasons.indices.compactMap { later in
      let earlier = (0..<later).first {
        bigrams[$0].similarity(to: bigrams[later]) > SimilarWordingValidator.limit
      }
      return earlier.map { earlier in
        Diagnostic(
          .error, "similar-reason",
          wording("理由与另一条太像", "the reason is too much like another one"), at: reasons[later].location,
          notes: [Diagnostic.Note(wording("另一条在这里", "the other one is here"), at: reasons[earlier].location)],
          hint: wording("请写出这两边各问什么", "say what these two sides ask"))
      }
    }
  }
}

/// Every item of a side that the file calls complete is named by some relation.
struct CrosswalkCoverageValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    let index = CrosswalkIndex(library)
    return library.crosswalks.filter(\.isWhole).flatMap { crosswalk in
      index.pairs(of: crosswalk).flatMap { pair -> [Diagnostic] in
        let reading = CrosswalkReading(crosswalk.resolved, from: pair.from, to: pair.to)
        return crosswalk.complete.flatMap { end in
          reading.uncovered(end.value).map { id in
            let subject = end.value == .from ? pair.from.id : pair.to.id
            let other = end.value == .from ? pair.to.id : pair.from.id
            return Diagnostic(
              .error, "uncovered-item",
              wording(
                "没有一条关系说到 \(subject) 的 \(id)（对 \(other)）",
                "no relation names \(id) of \(subject) (towards \(other))"),
              at: end.location,
              hint: wording("没有对应的写成 none，并说明理由", "one without a counterpart is `none`, with its reason"))
          }
        }
      }
    }
  }
}

/// Chained through editions, `equal` never leads from an item to another item of the same edition.
struct EqualCycleValidator: RubricValidator {
  /// An item of an edition.
  private struct Node: Hashable, Comparable {
    let edition: String
    let item: String
    static func < (left: Node, right: Node) -> Bool { (left.edition, left.item) < (right.edition, right.item) }
  }

  func findings(in library: LibraryDraft) -> [Diagnostic] {
    let index = CrosswalkIndex(library)
    var parent: [Node: Node] = [:]
    func root(_ node: Node) -> Node {
      var node = node
      while let above = parent[node], above != node { node = above }
      return node
    }
    // The items of each edition in the class of a root; a class with two of one edition is a cycle.
    var members: [Node: [String: String]] = [:]
    var findings: [Diagnostic] = []
    for crosswalk in library.crosswalks {
      for pair in index.pairs(of: crosswalk) {
        for relation in CrosswalkReading(crosswalk.resolved, from: pair.from, to: pair.to).relations
        where relation.kind == .equal && relation.from.count == 1 && relation.to.count == 1 {
          let from = Node(edition: pair.from.id, item: relation.from[0].rawValue)
          let to = Node(edition: pair.to.id, item: relation.to[0].rawValue)
          let (left, right) = (root(from), root(to))
          guard left != right else { continue }
          let ours = members[left] ?? [left.edition: left.item]
          let theirs = members[right] ?? [right.edition: right.item]
          if let edition = ours.keys.sorted().first(where: { theirs[$0] != nil }) {
            let items = [ours[edition], theirs[edition]].compactMap(\.self).sorted()
            findings.append(cycle(items, edition, at: place(of: relation, in: crosswalk)))
            continue
          }
          parent[right] = left
          members[left] = ours.merging(theirs) { first, _ in first }
        }
      }
    }
    return findings
  }

  private func place(of relation: CrosswalkRelation, in crosswalk: CrosswalkDraft) -> SourceLocation {
    crosswalk.relations.first { $0.resolved == relation }?.kind.location
      ?? crosswalk.shared?.location ?? crosswalk.id.location
  }

  private func cycle(_ items: [String], _ edition: String, at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "equal-cycle",
      wording(
        "equal 连起来使 \(edition) 的 \(items.joined(separator: " 与 ")) 成了同一项",
        "chained, the equal relations make \(items.joined(separator: " and ")) of \(edition) one item"),
      at: place)
  }
}
