import AssessmentModel
import Diagnostics

/// Something with a mean mark and a level: a domain, a group, or a facet over items.
struct ProfiledPlace {
  let title: LocalizedText
  let id: String
  let items: [(Item, ItemScore)]
  let score: Tracks<TrackScore>
  let profile: Tracks<ProfileStanding>
  /// The facets that conformity looks at.
  let facets: [FacetScore]
  /// The facet that the place is, where it is one: then its marks stand for the items' mean marks.
  var facet: FacetScore?
}

extension Deriver {
  /// The mean mark of a place in one track.
  func meanMark(of place: ProfiledPlace, _ track: Track) -> Derivation {
    let standing = place.profile[track]
    return Derivation(
      place.title, id: place.id, track: track, .weightedMean,
      standing.meanMark.map { .credit($0) } ?? .credits(standing.meanMarks),
      operands: marks(of: place, track))
  }

  /// The mean mark of an item in one track, down to its marks.
  func meanMark(of item: Item, _ standing: ItemScore, _ track: Track, asOperand: Bool) -> Derivation {
    let marks = zip(facets(of: item), standing.facets).compactMap { facet, found in
      found.counted.map { (facet, $0[track]) }
    }
    return Derivation(
      item.title, id: item.id.rawValue, track: asOperand ? nil : track, .weightedMean,
      .credit(Self.mean(marks.map { (Rational($0.weight), $1.rational) })),
      weight: asOperand ? standing.weight.effective : nil,
      operands: marks.map { facet, ends in
        Derivation(
          facet.title, id: facet.id.rawValue, .list, .credit(ends.rational), weight: Rational(facet.weight))
      })
  }

  /// The maturity level of a place in one track: each level with what it asks for.
  func level(of place: ProfiledPlace, _ track: Track) -> Derivation {
    let standing = place.profile[track]
    let profile = rubric.processProfile
    let (worst, best) = (name(ofLevel: standing.levels.worst), name(ofLevel: standing.levels.best))
    let marks = marks(of: place, track)
    let lowest = Self.lowest(marks)
    var mean = meanMark(of: place, track)
    (mean.label, mean.id, mean.track) = (
      LocalizedText(chinese: "平均等级", english: "mean mark"), nil, nil
    )
    var operands = [mean]
    if profile != nil, let lowest {
      operands.append(
        Derivation(
          LocalizedText(chinese: "最低的平均等级", english: "lowest mean mark"), .minimum, lowest.value,
          operands: lowest.operands))
    }
    operands += (2...5).map { level in
      let needed = Rational(level)
      let floor = profile.map { needed - $0.maturityItemTolerance }
      func holds(_ end: (Interval<Rational>) -> Rational) -> Bool {
        end(standing.meanMarks) >= needed && (floor.map { end(lowest?.ends ?? standing.meanMarks) >= $0 } ?? true)
      }
      let conditions = floor.map { (chinese: "，每项 ≥ \($0.brief)", english: ", every item ≥ \($0.brief)") }
      return Derivation(
        name(ofLevel: level), .comparison,
        .words(verdict(isSecured: holds(\.worst), isPossible: holds(\.best))),
        note: LocalizedText(
          chinese: "平均等级 ≥ \(level)" + (conditions?.chinese ?? ""),
          english: "mean mark ≥ \(level)" + (conditions?.english ?? "")))
    }
    return Derivation(
      place.title, id: place.id, track: track, .comparison,
      .words(standing.level.map { name(ofLevel: $0) } ?? between(worst, best)),
      note: profile?.levelText, operands: operands)
  }

  /// The conformity of a place in one track, with each condition and the parts that miss it; nil where the rubric has
  /// no rule for it.
  func conformity(of place: ProfiledPlace, _ track: Track) -> Derivation? {
    guard let rule = rubric.processProfile, let ends = place.profile[track].conformities else { return nil }
    var facets = place.facets.map { standing in
      Derivation(title(of: standing), id: standing.id.rawValue, .list, .credit(standing.score[track].interval))
    }
    if place.facet != nil { facets = [] }
    let conditions: [(LocalizedText, Rational, [Derivation], Derivation.Operation)] = [
      (
        LocalizedText(chinese: "最低的评审项", english: "lowest item"), rule.conformingItemCredit,
        credits(of: place, track), .minimum
      ),
      (
        LocalizedText(chinese: "最低的维度平均", english: "lowest facet mean"), rule.conformingFacetCredit,
        facets.isEmpty ? [mean(of: place, track)] : facets, .minimum
      ),
      (
        LocalizedText(chinese: "平均得分率（部分符合）", english: "mean credit (partly conforming)"), rule.partialCredit,
        [mean(of: place, track)], .list
      ),
    ]
    return Derivation(
      place.title, id: place.id, track: track, .comparison,
      .words(
        place.profile[track].conformity?.title ?? between(ends.worst.title, ends.best.title)),
      note: rule.conformityText,
      operands: conditions.compactMap { label, needs, parts, operation in
        guard let lowest = Self.lowest(parts) else { return nil }
        let verdict = verdict(isSecured: lowest.ends.worst >= needs, isPossible: lowest.ends.best >= needs)
        return Derivation(
          label, operation, lowest.value,
          note: LocalizedText(
            chinese: "须 ≥ \(needs.brief)：\(verdict.chinese)", english: "needs ≥ \(needs.brief): \(verdict.english)"),
          operands: parts.filter { ($0.ends?.worst ?? needs) < needs })
      })
  }

  // MARK: - Parts

  private func mean(of place: ProfiledPlace, _ track: Track) -> Derivation {
    Derivation(place.title, id: place.id, .list, value(place.score[track]))
  }

  /// The mean marks, or the marks on a facet, of the applicable items.
  private func marks(of place: ProfiledPlace, _ track: Track) -> [Derivation] {
    guard let facet = place.facet else {
      return place.items.filter { $0.1.score != nil }.map { meanMark(of: $0, $1, track, asOperand: true) }
    }
    return members(of: facet, in: place.items).compactMap { item, score, _, found in
      found.counted.map {
        Derivation(
          item.title, id: item.id.rawValue, .list, .credit($0[track].rational), weight: score.weight.effective)
      }
    }
  }

  /// The credits, or the credits of the marks on a facet, of the applicable items.
  private func credits(of place: ProfiledPlace, _ track: Track) -> [Derivation] {
    guard let facet = place.facet else {
      return place.items.compactMap { item, standing in
        standing.score.map {
          Derivation(item.title, id: item.id.rawValue, .list, .credit($0[track].interval))
        }
      }
    }
    return members(of: facet, in: place.items).map { item, score, facet, found in
      var operand = self.facet(facet, found, of: score, track, asOperand: true)
      (operand.label, operand.id, operand.weight) = (item.title, item.id.rawValue, nil)
      return operand
    }
  }

  /// The lowest of some numbers at both ends, with those that are lowest at worst.
  private static func lowest(
    _ parts: [Derivation]
  ) -> (ends: Interval<Rational>, value: Derivation.Value, operands: [Derivation])? {
    let ends = parts.compactMap(\.ends)
    guard let worst = ends.map(\.worst).min(), let best = ends.map(\.best).min() else { return nil }
    let interval = Interval(worst: worst, best: best)
    return (interval, .credit(interval), parts.filter { $0.ends?.worst == worst }.map(\.alone))
  }

  private static func mean(_ parts: [(weight: Rational, ends: Interval<Rational>)]) -> Interval<Rational> {
    Interval(
      worst: weightedMean(parts.map { ($0.weight, $0.ends.worst) }) ?? 0,
      best: weightedMean(parts.map { ($0.weight, $0.ends.best) }) ?? 0)
  }

  // MARK: - Words

  func verdict(isSecured: Bool, isPossible: Bool) -> LocalizedText {
    verdict(isSecured ? .passed : isPossible ? .open : .failed)
  }

  private func name(ofLevel level: Int) -> LocalizedText {
    guard let title = rubric.processProfile?.levelTitles[level - 1] else {
      return LocalizedText(chinese: "参考星级 \(level)", english: "reference stars \(level)")
    }
    return LocalizedText(
      chinese: "参考星级 \(level) \(title.chinese)", english: "reference stars \(level) \(title.english)")
  }

  private func between(_ worst: LocalizedText, _ best: LocalizedText) -> LocalizedText {
    worst == best
      ? LocalizedText(
        chinese: "尚未评完，已只能是\(worst.chinese)", english: "not complete, can only be \(worst.english)")
      : LocalizedText(
        chinese: "尚未评完，\(worst.chinese)～\(best.chinese)", english: "not complete, \(worst.english) to \(best.english)")
  }
}

extension Derivation {
  /// Both ends of a credit or mean mark.
  fileprivate var ends: Interval<Rational>? {
    switch value {
    case .credit(let credit): Interval(worst: credit, best: credit)
    case .credits(let interval): interval
    default: nil
    }
  }

  /// The number as a part of a minimum, which has no weights and no further operands.
  fileprivate var alone: Derivation {
    var part = self
    (part.operation, part.weight, part.operands) = (.list, nil, [])
    return part
  }
}

extension Interval where Value == Mark {
  /// The marks as numbers.
  fileprivate var rational: Interval<Rational> {
    Interval<Rational>(worst: Rational(worst.rawValue), best: Rational(best.rawValue))
  }
}
