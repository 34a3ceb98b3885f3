import AssessmentModel
import Diagnostics

extension Deriver {
  /// A gate in both tracks, with what holds it back where that is asked for.
  func gate(_ standing: GateStanding, showsObstacles: Bool = true) -> Derivation {
    Derivation(
      standing.gate.title, id: standing.gate.id.rawValue, .list, nil,
      note: standing.gate.condition.text(in: score.rubric),
      operands: Track.allCases.map { finding(of: standing, $0, showsObstacles: showsObstacles) })
  }

  /// What a gate found in one track, how that came about, and what it was compared with.
  private func finding(of standing: GateStanding, _ track: Track, showsObstacles: Bool) -> Derivation {
    let condition = standing.gate.condition
    guard let finding = standing.findings?[track] else {
      return Derivation(
        standing.gate.title, track: track, .notApplicable, nil,
        note: LocalizedText(chinese: "没有适用的评审项", english: "nothing is applicable"))
    }
    func value(_ number: Rational) -> Derivation.Value { condition.comparesShare ? .share(number) : .credit(number) }
    var found = self.found(condition, track)
    found.label = LocalizedText(chinese: "现状", english: "found")
    (found.id, found.track, found.weight) = (nil, nil, nil)
    if let interval = finding.interval {
      found.value = condition.comparesShare ? .share(interval) : .credit(interval)
    } else {
      found.note = LocalizedText(chinese: "对象不适用，视为满足", english: "not applicable, which counts as met")
    }
    var operands = [
      found,
      Derivation(LocalizedText(chinese: "要求", english: "needs"), .list, value(finding.needs)),
    ]
    if let margin = finding.margin {
      let difference: Derivation.Value = condition.comparesShare ? .shareDifference(margin) : .credit(margin)
      operands.append(Derivation(LocalizedText(chinese: "差距", english: "margin"), .list, difference))
    }
    if showsObstacles, !finding.heldBackBy.isEmpty {
      operands.append(
        Derivation(
          LocalizedText(chinese: "卡在", english: "held back by"), .list, .count(finding.heldBackBy.count),
          operands: finding.heldBackBy.map { obstacle($0, of: condition) }))
    }
    return Derivation(
      standing.gate.title, track: track, .comparison, .words(verdict(finding.state)), operands: operands)
  }

  /// What a gate looks at, with the operation that makes one number of it.
  private func found(_ condition: Gate.Condition, _ track: Track) -> Derivation {
    let rubric = score.rubric
    let title = LocalizedText(chinese: "现状", english: "found")
    switch condition {
    case .total: return total(track, levels: 1)
    case .domain(let id, _):
      guard let found = zip(rubric.domains, score.domains).first(where: { $0.0.id == id }) else { break }
      return domain(found.0, found.1, track, asOperand: false, levels: 1)
    case .item(let id, _):
      guard let asked = rubric.item(id), let standing = score.item(id) else { break }
      return item(asked, standing, track, asOperand: false)
    case .everyDomain:
      return Derivation(
        title, .minimum, nil,
        operands: zip(rubric.domains, score.domains).compactMap { domain, standing in
          standing.score.map {
            Derivation(domain.title, id: domain.id.rawValue, .list, .credit($0[track].interval))
          }
        })
    case .everyItem:
      let items = zip(rubric.items, score.items).compactMap { item, standing in
        standing.score.map { (item, $0[track].interval) }
      }
      let lowest = items.map(\.1.worst).min()
      return Derivation(
        title, .minimum, nil,
        operands: items.filter { $0.1.worst == lowest }.map {
          Derivation($0.title, id: $0.id.rawValue, .list, .credit($1))
        })
    case .everyFacet:
      return Derivation(
        title, .minimum, nil,
        operands: zip(rubric.domains, score.domains).flatMap { domain, standing in
          standing.facets.map { facet in
            let name = self.title(of: facet)
            return Derivation(
              LocalizedText(
                chinese: "\(domain.title.chinese) \(name.chinese)", english: "\(domain.title.english) \(name.english)"),
              id: "\(domain.id)/\(facet.id)", .list, .credit(facet.score[track].interval))
          }
        })
    case .itemShare(_, let credit):
      return Derivation(title, .share, nil, operands: counts(score.items, reaching: credit, track))
    case .itemShareInEveryDomain(_, let credit):
      return Derivation(
        title, .minimum, nil,
        operands: zip(rubric.domains, score.domains).filter { $0.1.score != nil }.map { domain, standing in
          let counts = counts(standing.items, reaching: credit, track)
          return Derivation(
            domain.title, id: domain.id.rawValue, .share, share(of: standing.items, reaching: credit, track),
            operands: counts)
        })
    case .evidence:
      let items = score.items.filter { $0.score != nil }
      let worst = items.count(where: \.hasValidEvidence)
      let best = items.count { $0.hasValidEvidence || $0.status != .complete }
      return Derivation(
        title, .share, nil,
        operands: [
          Derivation(
            LocalizedText(chinese: "引用有效证据的评审项", english: "items that cite valid evidence"), .list,
            .count(Interval(worst: worst, best: best))), applicable(items.count),
        ])
    }
    return Derivation(title, .list, nil)
  }

  /// How many items reach a credit, at both ends.
  private func reaching(_ items: [ItemScore], _ credit: Rational, _ track: Track) -> Interval<Int> {
    Interval(
      worst: items.count { ($0.score?[track].interval.worst).map { $0 >= credit } ?? false },
      best: items.count { ($0.score?[track].interval.best).map { $0 >= credit } ?? false })
  }

  private func counts(_ items: [ItemScore], reaching credit: Rational, _ track: Track) -> [Derivation] {
    [
      Derivation(
        LocalizedText(
          chinese: "得分率 ≥ \(credit.brief) 的评审项", english: "items with credit ≥ \(credit.brief)"), .list,
        .count(reaching(items, credit, track))),
      applicable(items.count { $0.score != nil }),
    ]
  }

  private func share(of items: [ItemScore], reaching credit: Rational, _ track: Track) -> Derivation.Value {
    let (reached, all) = (reaching(items, credit, track), items.count { $0.score != nil })
    return .share(Interval(worst: Rational(reached.worst, all), best: Rational(reached.best, all)))
  }

  private func applicable(_ count: Int) -> Derivation {
    Derivation(LocalizedText(chinese: "适用评审项", english: "applicable items"), .list, .count(count))
  }

  /// The result in one track, with the verdict of every gate.
  func result(_ track: Track) -> Derivation {
    let title = LocalizedText(chinese: "评定结果", english: "Result")
    guard let standing = score.results?[track] else {
      return Derivation(
        title, track: track, .notApplicable, nil,
        note: LocalizedText(chinese: "没有适用的评审项，没有结果", english: "nothing is applicable, so there is no result"))
    }
    let (worst, best) = (self.title(of: standing.interval.worst), self.title(of: standing.interval.best))
    let verdict =
      switch (standing.final, worst == best) {
      case (.some, _): worst
      case (nil, true):
        LocalizedText(
          chinese: "尚未评完，无论未评的项如何都是\(worst.chinese)",
          english: "not complete; \(worst.english) whatever the missing answers are")
      case (nil, false):
        LocalizedText(
          chinese: "尚未评完，可能为\(worst.chinese)至\(best.chinese)",
          english: "not complete; between \(worst.english) and \(best.english)")
      }
    return Derivation(
      title, track: track, .chain, .words(verdict),
      operands: score.rubric.results.map { result in
        Derivation(
          result.title, id: result.id.rawValue, .list, nil,
          operands: score.gates.filter { $0.result == result.id }.map { gate in
            Derivation(
              gate.gate.title, id: gate.gate.id.rawValue, .list,
              gate.findings.map { .words(self.verdict($0[track].state)) },
              note: gate.gate.condition.text(in: score.rubric))
          })
      })
  }

  func verdict(_ state: GateFinding.State) -> LocalizedText {
    switch state {
    case .passed: LocalizedText(chinese: "达到", english: "met")
    case .failed: LocalizedText(chinese: "未达到", english: "not met")
    case .open: LocalizedText(chinese: "待定，取决于未评的项", english: "open, the missing answers decide")
    }
  }

  private func title(of result: ResultID) -> LocalizedText {
    score.rubric.results.first { $0.id == result }?.title
      ?? LocalizedText(chinese: result.rawValue, english: result.rawValue)
  }

  private func obstacle(_ obstacle: Obstacle, of condition: Gate.Condition) -> Derivation {
    let (title, id) = name(of: obstacle.subject)
    return Derivation(
      title, id: id, .list, value(of: obstacle, of: condition),
      operands: obstacle.items.map { self.obstacle($0, of: condition) })
  }

  private func name(of subject: Obstacle.Subject) -> (title: LocalizedText, id: String) {
    let rubric = score.rubric
    func known(_ title: LocalizedText?, _ id: String) -> (LocalizedText, String) {
      (title ?? LocalizedText(chinese: id, english: id), id)
    }
    switch subject {
    case .domain(let id): return known(rubric.domains.first { $0.id == id }?.title, id.rawValue)
    case .item(let id): return known(rubric.item(id)?.title, id.rawValue)
    case .facet(let domain, let set, let id):
      let domainTitle = rubric.domains.first { $0.id == domain }?.title
      return known(
        rubric.facetSets[set]?.facets.first { $0.id == id }.map {
          LocalizedText(
            chinese: "\(domainTitle?.chinese ?? "") \($0.title.chinese)",
            english: "\(domainTitle?.english ?? "") \($0.title.english)")
        }, "\(domain)/\(id)")
    }
  }

  /// What an obstacle has; nothing for an item that lacks evidence.
  private func value(of obstacle: Obstacle, of condition: Gate.Condition) -> Derivation.Value? {
    switch (condition, obstacle.subject) {
    case (.evidence, _): nil
    case (.itemShareInEveryDomain, .domain): .share(obstacle.interval)
    default: .credit(obstacle.interval)
    }
  }
}
