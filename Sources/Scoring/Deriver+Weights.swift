import AssessmentModel
import Diagnostics

extension Deriver {
  /// The score of items as if what does not apply had credit 0 at its nominal weight, in one track.
  func withoutRespread(
    _ title: LocalizedText, id: String?, _ score: TrackScore, items: [(Item, ItemScore)], _ track: Track
  ) -> Derivation {
    withoutRespread(
      title, id, score, track,
      items.map { item, standing in
        standing.score.map {
          Derivation(
            item.title, id: item.id.rawValue, .list, value($0[track]), weight: standing.weight.nominal)
        } ?? nothingEarned(item, standing)
      })
  }

  /// The same for a facet over items.
  func withoutRespread(_ facet: FacetScore, items: [(Item, ItemScore)], _ track: Track) -> Derivation {
    let marked = Dictionary(
      members(of: facet, in: items).map { ($0.item.id, $0) }, uniquingKeysWith: { first, _ in first })
    return withoutRespread(
      title(of: facet), facet.id.rawValue, facet.score[track], track,
      items.filter { $0.0.facetSet == facet.set }.map { item, standing in
        guard let member = marked[item.id] else { return nothingEarned(item, standing) }
        var operand = self.facet(member.facet, member.found, of: standing, track, asOperand: true)
        (operand.label, operand.id, operand.weight) = (item.title, item.id.rawValue, standing.weight.nominal)
        return operand
      })
  }

  private func withoutRespread(
    _ title: LocalizedText, _ id: String?, _ score: TrackScore, _ track: Track, _ operands: [Derivation]
  ) -> Derivation {
    let isOpen = score.creditWithoutRespread == nil
    return Derivation(
      title, id: id, track: track, .weightedMean, score.creditWithoutRespread.map { .credit($0) },
      note: isOpen
        ? LocalizedText(chinese: "尚未评完，没有这个数", english: "not complete, so there is no number yet") : nil,
      operands: operands)
  }

  private func nothingEarned(_ item: Item, _ standing: ItemScore) -> Derivation {
    Derivation(
      item.title, id: item.id.rawValue, .list, .credit(0), weight: standing.weight.nominal,
      note: LocalizedText(chinese: "不适用，按 0 计", english: "not applicable, counts as 0"))
  }

  /// The share of items that do not apply, against the rubric's limit.
  func notApplicable() -> Derivation {
    let found = score.notApplicable
    let absent = zip(rubric.items, score.items).filter { $0.1.status == .notApplicable }
    let verdict =
      found.exceedsLimit
      ? LocalizedText(chinese: "超过上限，要提示", english: "above the limit, which is flagged")
      : LocalizedText(chinese: "未超过上限", english: "not above the limit")
    return Derivation(
      LocalizedText(chinese: "不适用", english: "Not applicable"), .comparison, .words(verdict),
      operands: [
        Derivation(
          LocalizedText(chinese: "占评审项", english: "share of the items"), .list, .share(found.ofItems),
          note: LocalizedText(
            chinese: "\(absent.count) ÷ \(rubric.items.count)", english: "\(absent.count) ÷ \(rubric.items.count)")),
        Derivation(LocalizedText(chinese: "上限", english: "limit"), .list, .share(found.limit)),
        Derivation(
          LocalizedText(chinese: "占权重", english: "share of the weight"), .list, .share(found.ofWeight),
          note: LocalizedText(chinese: "各项名义权重之和", english: "the sum of the nominal weights"),
          operands: absent.map { item, standing in
            let reason = standing.notApplicableReason ?? ""
            return Derivation(
              item.title, id: item.id.rawValue, .list, .share(standing.weight.nominal),
              note: LocalizedText(chinese: reason, english: reason))
          }),
      ])
  }
}
