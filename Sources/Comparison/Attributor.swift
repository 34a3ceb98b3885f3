import AssessmentModel
import ParallelWork
import Scoring

/// Splits changes by the Shapley value over the causes, by re-scoring every mixture of the two assessments.
///
/// With u(S) = Σ w(S) · (c(S) − r) over the items, where w is an item's weight, c its credit and r the mean of the two
/// credits compared, the value of a cause splits over the items, because the Shapley value is additive.
///
/// What was left open of items that only one edition asks is passed over in what the causes share; what it costs is added to
/// completeness alone.
struct Attributor {
  private let mixed: MixedAssessment
  /// What every coalition of the active causes secures; a coalition's place has a bit for each cause that is in it.
  private let scored: [Scored]
  /// The same with everything passed over that was left open of what one edition alone asks.
  private let answered: [Scored]
  /// What a coalition without a cause weighs in the cause's value, by its size: |S|! (n − |S| − 1)! ÷ n!.
  private let weights: [Rational]

  private struct Scored {
    let worst: WorstCase
    /// The line of each item.
    let lines: [Int]
    /// Where the items of the lines stand; −1 for an item that the edition does not ask.
    let places: [Int]
    let isNew: Bool
  }

  /// An item with its share of a part.
  private struct Weighed {
    let place: Int
    let weight: Rational
  }

  init(_ mixed: MixedAssessment) {
    self.mixed = mixed
    weights = Self.weights(among: mixed.activeCauses.count)
    let coalitions = Coalition.all(of: mixed.activeCauses)
    let counted: [MixedAssessment.OpenItems] = mixed.hasOpenItems ? [.byCompleteness, .passedOver] : [.byCompleteness]
    let all = AtOnce.values(coalitions.count * counted.count) { place in
      Self.scored(coalitions[place % coalitions.count], mixed, counted[place / coalitions.count])
    }
    scored = Array(all.prefix(coalitions.count))
    answered = Array(all.suffix(coalitions.count))
  }

  private static func scored(
    _ coalition: Coalition, _ mixed: MixedAssessment, _ open: MixedAssessment.OpenItems
  ) -> Scored {
    let lines = mixed.lineIndices(coalition)
    var places = [Int](repeating: -1, count: mixed.lines.count)
    for (place, line) in lines.enumerated() { places[line] = place }
    let worst = Scorer.worstCase(
      assessment: mixed.assessment(coalition, open: open), rubric: mixed.rubric(coalition, open: open),
      passingOver: mixed.passedFacets(coalition, open: open))
    return Scored(worst: worst, lines: lines, places: places, isNew: coalition.contains(.edition))
  }

  private var all: Int { scored.count - 1 }

  /// Calls for every coalition without a cause, given by its place among the active ones: with the coalition, the one with
  /// the cause, and what the step weighs.
  private func forEachStep(of cause: Int, _ body: (_ before: Int, _ after: Int, _ weight: Rational) -> Void) {
    for coalition in scored.indices where coalition & (1 << cause) == 0 {
      body(coalition, coalition | 1 << cause, weights[coalition.nonzeroBitCount])
    }
  }

  /// s! (n − s − 1)! ÷ n! for s from 0 to n − 1: 1 ÷ (n · C(n − 1, s)).
  private static func weights(among count: Int) -> [Rational] {
    var binomial = 1
    return (0..<count).map { size in
      defer { binomial = binomial * (count - 1 - size) / (size + 1) }
      return Rational(1, count * binomial)
    }
  }

  // MARK: - Means of items

  /// Splits the change of a part's score, down to items; nil where one side has nothing that applies.
  func attribution(of part: RubricPart) -> Tracks<Attribution>? {
    let ends = [scored[0], scored[all]].map { ($0, weighed(part, $0)) }
    guard ends.allSatisfy({ !$0.1.isEmpty }) else { return nil }
    let mixtures = answered.map { ($0, weighed(part, $0)) }
    return Tracks { attribution(ends, mixtures, $0) }
  }

  private typealias WeighedScore = (scored: Scored, items: [Weighed])

  private func attribution(_ ends: [WeighedScore], _ mixtures: [WeighedScore], _ track: Track) -> Attribution {
    let credits = ends.map { end in
      end.items.reduce(Rational(0)) { $0 + $1.weight * end.scored.worst.items[$1.place].credit[track] }
    }
    let middle = (credits[0] + credits[1]) / 2
    func parts(_ mixture: WeighedScore) -> [Rational] {
      var parts = [Rational](repeating: 0, count: mixed.lines.count)
      for item in mixture.items {
        parts[mixture.scored.lines[item.place]] =
          item.weight * (mixture.scored.worst.items[item.place].credit[track] - middle)
      }
      return parts
    }
    let coalitions = mixtures.map(parts)
    let open = mixed.hasOpenItems ? openCosts(ends.map(parts), coalitions) : nil
    return Attribution(
      then: credits[0], now: credits[1],
      shares: Cause.allCases.map { cause in
        let items =
          self.mixed.activeCauses.firstIndex(of: cause).map {
            itemShares(of: $0, coalitions, and: cause == .completeness ? open : nil)
          } ?? []
        return Attribution.Share(cause: cause, amount: items.reduce(0) { $0 + $1.amount }, items: items)
      })
  }

  /// The items of a part that apply, with their shares of it; none where nothing applies.
  private func weighed(_ part: RubricPart, _ scored: Scored) -> [Weighed] {
    let items = scored.worst.items
    let held = items.indices.filter { place in
      items[place].weight != 0 && part.holds(items[place].domain, isNew: scored.isNew)
    }
    if case .whole = part { return held.map { Weighed(place: $0, weight: items[$0].weight) } }
    let whole = held.reduce(0) { $0 + items[$1].weight }
    return held.map { Weighed(place: $0, weight: items[$0].weight / whole) }
  }

  /// By how much what was left open changes the two ends, line by line.
  private func openCosts(_ ends: [[Rational]], _ mixtures: [[Rational]]) -> [Rational] {
    mixed.lines.indices.map { line in
      (ends[1][line] - mixtures[all][line]) - (ends[0][line] - mixtures[0][line])
    }
  }

  /// The Shapley value of a cause, line by line.
  private func itemShares(of cause: Int, _ parts: [[Rational]], and more: [Rational]?) -> [Attribution.ItemShare] {
    var amounts = more ?? [Rational](repeating: 0, count: mixed.lines.count)
    forEachStep(of: cause) { before, after, weight in
      for line in amounts.indices where parts[before][line] != parts[after][line] {
        amounts[line] += weight * (parts[after][line] - parts[before][line])
      }
    }
    return zip(mixed.lines, amounts).compactMap { line, amount in
      amount == 0 ? nil : Attribution.ItemShare(item: line.names, amount: amount)
    }
  }

  // MARK: - Other figures

  /// Splits the change of a facet's credit over the whole rubric; nil where one side has nothing that applies.
  func split(_ facet: WorstCase.FacetName) -> Tracks<CauseSplit>? {
    both { track in split { $0.worst.facets[facet]?[track] } }
  }

  /// Splits the change of what a gate finds; nil where one edition lacks it or nothing that it speaks of applies.
  func split(_ gate: GateID) -> Tracks<CauseSplit>? {
    both { track in split { $0.worst.gates[gate]?[track] } }
  }

  /// Splits the change of the credit of the item of a line; nil unless both editions ask it and it applies then and now.
  func split(line: Int) -> Tracks<CauseSplit>? {
    both { track in
      split { scored in
        let place = scored.places[line]
        return place >= 0 && scored.worst.items[place].weight != 0 ? scored.worst.items[place].credit[track] : nil
      }
    }
  }

  /// What the answer of then to the item of a line secures under the edition of now; nil unless both editions ask it and
  /// it applied then.
  func recast(line: Int) -> Tracks<Rational>? {
    let edition = scored[mixed.activeCauses.firstIndex(of: .edition).map { 1 << $0 } ?? 0]
    let place = edition.places[line]
    guard scored[0].places[line] >= 0, place >= 0, edition.worst.items[place].weight != 0 else { return nil }
    return edition.worst.items[place].credit
  }

  /// Splits a change of result; nil where the editions have other results or one side has nothing that applies.
  func result() -> Tracks<ResultSplit>? {
    let results = mixed.alignment.new.results.map(\.id)
    guard mixed.alignment.old.results.map(\.id) == results else { return nil }
    return both { track in
      let places = scored.map { $0.worst.result?[track] }
      guard let steps = split({ $0.worst.result.map { Rational($0[track]) } }), let then = places[0],
        let now = places[all]
      else {
        return nil
      }
      return ResultSplit(
        then: results[then], now: results[now], steps: steps,
        effects: mixed.activeCauses.enumerated().map { number, cause in
          ResultSplit.Effect(
            cause: cause, alone: places[1 << number].map { results[$0] },
            without: places[all & ~(1 << number)].map { results[$0] })
        })
    }
  }

  /// Splits a figure of the scores; where a mixture lacks it, the mean of then and now stands for it.
  private func split(_ figure: (Scored) -> Rational?) -> CauseSplit? {
    guard let then = figure(scored[0]), let now = figure(scored[all]) else { return nil }
    let middle = (then + now) / 2
    let values = answered.map { figure($0) ?? middle }
    let isSame = values.allSatisfy { $0 == values[0] }
    let open = (now - values[all]) - (then - values[0])
    return CauseSplit(
      then: then, now: now,
      shares: Cause.allCases.map { cause in
        var amount = cause == .completeness ? open : 0
        if !isSame, let place = mixed.activeCauses.firstIndex(of: cause) {
          forEachStep(of: place) { before, after, weight in
            if values[before] != values[after] { amount += weight * (values[after] - values[before]) }
          }
        }
        return CauseSplit.Share(cause: cause, amount: amount)
      })
  }

  private func both<Value>(_ value: (Track) -> Value?) -> Tracks<Value>? {
    guard let claimed = value(.claimed), let evidenced = value(.evidenced) else { return nil }
    return Tracks { $0 == .claimed ? claimed : evidenced }
  }
}
