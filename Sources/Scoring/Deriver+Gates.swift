import AssessmentModel
import Diagnostics

extension Deriver {
  /// A gate in both tracks.
  func gate(_ standing: GateStanding) -> Derivation {
    Derivation(
      standing.gate.title, .list, nil, note: standing.gate.condition.text(in: score.rubric),
      operands: Track.allCases.map { finding(of: standing, $0) })
  }

  /// What a gate found in one track, and what it was compared with.
  func finding(of standing: GateStanding, _ track: Track) -> Derivation {
    let condition = standing.gate.condition
    let label = name(standing.gate.title, track)
    guard let finding = standing.findings?[track] else {
      return Derivation(
        label, .notApplicable, nil,
        note: LocalizedText(chinese: "没有适用的评审项", english: "nothing is applicable"))
    }
    let needs = Derivation(
      LocalizedText(chinese: "需要", english: "needs"), .list,
      condition.comparesShare ? .share(finding.needs) : .credit(finding.needs))
    var found = Derivation(LocalizedText(chinese: "现有", english: "found"), operation(of: condition), nil)
    if let value = finding.found {
      found.value = condition.comparesShare ? .share(value) : .credit(value)
    } else if let interval = finding.interval {
      found.value = condition.comparesShare ? .shares(interval) : .credits(interval)
    } else {
      found.note = LocalizedText(chinese: "对象不适用，视为满足", english: "not applicable, which counts as met")
    }
    found.operands = finding.heldBackBy.map { obstacle($0, of: condition) }
    var operands = [found, needs]
    if let margin = finding.margin {
      operands.append(
        Derivation(
          LocalizedText(chinese: "差额", english: "margin"), .list,
          condition.comparesShare ? .share(margin) : .credit(margin)))
    }
    return Derivation(label, .comparison, .words(verdict(finding.state)), operands: operands)
  }

  /// The result in one track, with the verdict of every gate.
  func result(_ track: Track) -> Derivation {
    let title = LocalizedText(chinese: "评定结果", english: "Result")
    guard let standing = score.results?[track] else {
      return Derivation(
        name(title, track), .notApplicable, nil,
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
      name(title, track), .chain, .words(verdict),
      operands: score.rubric.results.map { result in
        Derivation(
          result.title, .list, nil,
          operands: score.gates.filter { $0.result == result.id }.map { gate in
            Derivation(
              gate.gate.title, .list, gate.findings.map { .words(self.verdict($0[track].state)) },
              note: gate.gate.condition.text(in: score.rubric))
          })
      })
  }

  private func operation(of condition: Gate.Condition) -> Derivation.Operation {
    switch condition {
    case .total, .domain, .item: .list
    case .everyDomain, .everyItem, .everyFacet: .minimum
    case .itemShare, .evidence: .share
    case .itemShareInEveryDomain: .minimum
    }
  }

  private func verdict(_ state: GateFinding.State) -> LocalizedText {
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
    let rubric = score.rubric
    let title: LocalizedText?
    switch obstacle.subject {
    case .domain(let id): title = rubric.domains.first { $0.id == id }?.title
    case .item(let id): title = rubric.item(id)?.title
    case .facet(let domain, let set, let id):
      let domainTitle = rubric.domains.first { $0.id == domain }?.title
      title = rubric.facetSets[set]?.facets.first { $0.id == id }.map {
        LocalizedText(
          chinese: "\(domainTitle?.chinese ?? "") \($0.title.chinese)",
          english: "\(domainTitle?.english ?? "") \($0.title.english)")
      }
    }
    return Derivation(
      title ?? LocalizedText(chinese: "", english: ""), .list, value(of: obstacle, of: condition))
  }

  /// What an obstacle has; nothing for an item that lacks evidence.
  private func value(of obstacle: Obstacle, of condition: Gate.Condition) -> Derivation.Value? {
    let interval = obstacle.interval
    let isSettled = interval.worst == interval.best
    switch (condition, obstacle.subject) {
    case (.evidence, _): return nil
    case (.itemShareInEveryDomain, .domain): return isSettled ? .share(interval.worst) : .shares(interval)
    default: return isSettled ? .credit(interval.worst) : .credits(interval)
    }
  }
}
