import AssessmentModel
import Comparison
import Diagnostics
import Scoring

// What is no mean of items, split by causes: facets, items, gates and the result.

extension ComparisonStepPart {
  /// Adds the change of a figure and the causes that have a part in it; neither is there where it is not comparable.
  func addSplit(_ split: Tracks<CauseSplit>?, _ kind: NumberKind = .credit, to node: inout ResultNode) {
    node.part("change", split.map { split in differences(kind) { split[$0].change } })
    node.list(
      "causes",
      Cause.allCases.compactMap { cause in
        guard let split, Track.allCases.contains(where: { split[$0][cause] != 0 }) else { return nil }
        var node = ResultNode("share")
        node.value("id", cause.rawValue)
        node.title(cause.title)
        node.merge(differences(kind) { split[$0][cause] })
        return node
      })
  }

  private func differences(_ kind: NumberKind, _ value: (Track) -> Rational) -> ResultNode {
    var node = ResultNode("change")
    for track in Track.allCases {
      var part = ResultNode.mixedNumber(value(track), kind, moreDecimals: kind.decimalsToSee(value(track)))
      part.title("signed", kind.signedInUnit(value(track)))
      node.part(track.rawValue, part)
    }
    return node
  }

  /// A change of result: by track the results, and of every cause its steps and what it alone does.
  func resultChange(_ result: Tracks<ResultSplit>) -> ResultNode {
    var node = ResultNode("result-change")
    for track in Track.allCases {
      let open = comparison.isProvisional ? OpenResultChange(comparison, track) : nil
      node.part(track.rawValue, open?.node ?? resultChange(result[track]))
    }
    return node
  }

  private func resultChange(_ result: ResultSplit) -> ResultNode {
    func title(_ id: ResultID?) -> LocalizedText {
      guard let id else { return LocalizedText(chinese: "无可评项", english: "Nothing to assess") }
      return comparison.now.rubric.results.first { $0.id == id }?.title
        ?? LocalizedText(chinese: id.rawValue, english: id.rawValue)
    }
    var node = ResultNode("track")
    node.title("then-title", title(result.then))
    node.title("now-title", title(result.now))
    node.value("changed", result.then != result.now)
    node.title("sentence", sentence(result, title))
    node.list(
      "causes",
      result.effects.map { effect in
        var node = ResultNode("result-cause")
        node.value("id", effect.cause.rawValue)
        node.title(effect.cause.title)
        node.value("decisive", result.isDecisive(effect))
        node.title("alone-title", title(effect.alone))
        node.title("without-title", title(effect.without))
        let share = result.steps[effect.cause]
        var steps = ResultNode.number(share, moreDecimals: NumberKind.credit.decimalsToSee(share))
        steps.value("signed", NumberKind.credit.signed(share))
        node.part("steps", steps)
        return node
      })
    return node
  }
}

extension ComparisonStepPart {
  /// What made the result what it is: the causes without which it would be another, and those that suffice alone.
  private func sentence(_ result: ResultSplit, _ title: (ResultID?) -> LocalizedText) -> LocalizedText {
    let (then, now) = (title(result.then), title(result.now))
    let isSame = result.then == result.now
    let head =
      isSame
      ? LocalizedText(chinese: "评定结果仍为“\(now.chinese)”", english: "The result is still “\(now.english)”")
      : LocalizedText(
        chinese: "评定结果由“\(then.chinese)”变为“\(now.chinese)”",
        english: "The result changed from “\(then.english)” to “\(now.english)”")
    guard !result.effects.isEmpty else {
      return LocalizedText(chinese: head.chinese + "。", english: head.english + ".")
    }
    var chinese: [String] = []
    var english: [String] = []
    for effect in result.effects where result.isDecisive(effect) {
      chinese.append("若没有“\(effect.cause.title.chinese)”，结果会是“\(title(effect.without).chinese)”")
      english.append("without “\(effect.cause.title.english)” it would be “\(title(effect.without).english)”")
    }
    for effect in result.effects where !isSame && effect.alone == result.now {
      chinese.append("单是“\(effect.cause.title.chinese)”就足以带来这一结果")
      english.append("“\(effect.cause.title.english)” alone would have done it")
    }
    if chinese.isEmpty {
      chinese = [isSame ? "去掉其中任何一个原因，结果都一样" : "去掉其中任何一个原因，结果仍是如此，是几个原因共同造成的"]
      english = [isSame ? "no single cause decides it" : "no single cause is needed for it or enough for it"]
    }
    return LocalizedText(
      chinese: head.chinese + "：" + chinese.joined(separator: "；") + "。",
      english: head.english + ": " + english.joined(separator: "; ") + ".")
  }
}

/// A gate at one time: what it asked and what it found, by the evidenced track.
struct GateReadingPart {
  let standing: GateStanding

  var node: ResultNode {
    let condition = standing.gate.condition
    let kind: NumberKind = condition.comparesShare ? .share : .credit
    let finding = standing.findings?.evidenced
    var node = ResultNode("reading")
    node.value("needs-display", kind.display(condition.needs))
    let range = finding?.interval.map { "\(kind.display($0.worst))～\(kind.display($0.best))" }
    node.value("found-display", finding?.found.map { kind.display($0) } ?? range)
    node.value("state", finding?.state.rawValue)
    node.title("state-title", finding.map { Wording.title(of: $0.state) })
    return node
  }
}
