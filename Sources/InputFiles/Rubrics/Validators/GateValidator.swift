internal import AssessmentModel
internal import Diagnostics

/// A gate decides something: some assessments pass it and some do not.
struct GateValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    library.rubrics.flatMap { rubric -> [Diagnostic] in
      guard let reasoning = GateReasoning(rubric) else { return [] }
      return findings(in: rubric, reasoning)
    }
  }

  private func findings(in rubric: RubricDraft, _ reasoning: GateReasoning) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (result, below) in rubric.chainedResults {
      var earlier = below.filter { $0.condition.map { reasoning.verdict($0) == .depends } ?? false }
      for gate in result.gates {
        guard let condition = gate.condition else { continue }
        switch reasoning.verdict(condition) {
        case .alwaysPasses: findings.append(alwaysPasses(gate))
        case .neverPasses: findings.append(neverPasses(gate, reasoning))
        case .depends:
          let stronger = earlier.first { other in
            other.condition.map { GateReasoning.implies($0, condition) } ?? false
          }
          if let stronger { findings.append(redundant(gate, stronger)) }
          earlier.append(gate)
        }
      }
    }
    return findings
  }

  private func alwaysPasses(_ gate: GateDraft) -> Diagnostic {
    Diagnostic(
      .error, "gate-never-fails",
      wording(
        "门槛 \(gate.id.value) 永远通过：所有等级都是 1 时也达到",
        "the gate \(gate.id.value) never fails: marks of 1 throughout pass it"),
      at: gate.id.location, hint: wording("请提高要求或删去这个门槛", "ask for more or delete the gate"))
  }

  private func neverPasses(_ gate: GateDraft, _ reasoning: GateReasoning) -> Diagnostic {
    Diagnostic(
      .error, "gate-never-passes",
      wording(
        "门槛 \(gate.id.value) 永远不能通过：所有等级都是 5 时也达不到",
        "the gate \(gate.id.value) never passes: marks of 5 throughout fail it"),
      at: gate.id.location,
      hint: wording(
        "得分率最高是 \(Self.plain(reasoning.highestCredit))",
        "the highest credit is \(Self.plain(reasoning.highestCredit))"))
  }

  private func redundant(_ gate: GateDraft, _ stronger: GateDraft) -> Diagnostic {
    Diagnostic(
      .warning, "redundant-gate",
      wording(
        "门槛 \(gate.id.value) 从不起作用：通过 \(stronger.id.value) 的都通过它",
        "the gate \(gate.id.value) never decides: whoever passes \(stronger.id.value) passes it"),
      at: gate.id.location,
      notes: [Diagnostic.Note(wording("更严的门槛在这里", "the stricter gate is here"), at: stronger.id.location)])
  }

  private static func plain(_ value: Rational) -> String {
    value.denominator == 1 ? "\(value.numerator)" : value.description
  }
}

/// Every result can be the one that an assessment ends with.
struct ReachabilityValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    library.rubrics.flatMap { rubric -> [Diagnostic] in
      guard let reasoning = GateReasoning(rubric) else { return [] }
      return outOfReach(rubric, reasoning) + passedThrough(rubric, reasoning)
    }
  }

  private func outOfReach(_ rubric: RubricDraft, _ reasoning: GateReasoning) -> [Diagnostic] {
    rubric.chainedResults.compactMap { result, below in
      let blocking = (below + result.gates).first { gate in
        gate.condition.map { reasoning.verdict($0) == .neverPasses } ?? false
      }
      guard let blocking else { return nil }
      return Diagnostic(
        .error, "unreachable-result",
        wording("评定结果 \(result.id.value) 无法达到", "the result \(result.id.value) cannot be reached"),
        at: result.id.location,
        notes: [Diagnostic.Note(wording("这个门槛永远不能通过", "this gate never passes"), at: blocking.id.location)])
    }
  }

  /// A result is passed through when everyone who reaches it reaches the next one too.
  private func passedThrough(_ rubric: RubricDraft, _ reasoning: GateReasoning) -> [Diagnostic] {
    let chained = rubric.chainedResults
    return zip(chained, chained.dropFirst()).compactMap { current, next in
      let known = next.below.compactMap(\.condition)
      let adds = next.result.gates.contains { gate in
        guard let condition = gate.condition else { return true }
        return reasoning.verdict(condition) != .alwaysPasses
          && !known.contains { GateReasoning.implies($0, condition) }
      }
      guard !adds else { return nil }
      return Diagnostic(
        .error, "unreachable-result",
        wording(
          "没有评估会停在 \(current.result.id.value)：达到它的都达到 \(next.result.id.value)",
          "no assessment ends with \(current.result.id.value): whoever reaches it reaches \(next.result.id.value)"
        ),
        at: current.result.id.location,
        notes: [
          Diagnostic.Note(
            wording("这个结果没有更高的门槛", "this result asks for nothing more"), at: next.result.id.location)
        ])
    }
  }
}

/// Every item can change the result.
struct IneffectiveItemValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    library.rubrics.flatMap { rubric -> [Diagnostic] in
      guard let reasoning = GateReasoning(rubric) else { return [] }
      let deciding = rubric.results.flatMap(\.gates).compactMap(\.condition).filter {
        reasoning.verdict($0) == .depends
      }
      return rubric.domains.flatMap { domain in
        domain.uses.filter { use in !deciding.contains { covers($0, use, in: domain) } }.map(finding)
      }
    }
  }

  private func covers(_ condition: Gate.Condition, _ use: ItemUse, in domain: DomainDraft) -> Bool {
    switch condition {
    case .domain(let id, _): id.rawValue == domain.id.value
    case .item(let id, _): id.rawValue == use.id.value
    case .total, .everyDomain, .everyItem, .itemShare, .itemShareInEveryDomain, .everyFacet, .evidence: true
    }
  }

  private func finding(_ use: ItemUse) -> Diagnostic {
    Diagnostic(
      .error, "ineffective-item",
      wording(
        "评审项 \(use.id.value) 不会影响任何评定结果：没有门槛涉及它",
        "the item \(use.id.value) never changes a result: no gate looks at it"),
      at: use.id.location,
      hint: wording(
        "请增加涉及它的门槛，例如 total 或 every-item", "add a gate that covers it, such as total or every-item"))
  }
}
