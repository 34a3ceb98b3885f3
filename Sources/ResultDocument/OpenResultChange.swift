import AssessmentModel
import Comparison
import Diagnostics
import Scoring

/// The results of two scores of which one is not complete: what is still possible on each side, and only what is certain
/// of the change. Causes are not told, because what is secured need not become the result.
struct OpenResultChange {
  private let comparison: RubricComparison
  private let then: ResultStanding
  private let now: ResultStanding

  /// Nil where nothing applies on one side.
  init?(_ comparison: RubricComparison, _ track: Track) {
    guard let then = comparison.then.results?[track], let now = comparison.now.results?[track] else { return nil }
    self.comparison = comparison
    (self.then, self.now) = (then, now)
  }

  var node: ResultNode {
    var node = ResultNode("track")
    node.title("then-title", thenTitle)
    node.title("now-title", nowTitle)
    node.value("changed", hasChanged)
    node.title("sentence", sentence)
    node.list("causes", [])
    return node
  }

  private var thenTitle: LocalizedText { ResultsPart(score: comparison.then).displayed(then) }
  private var nowTitle: LocalizedText { ResultsPart(score: comparison.now).displayed(now) }

  private func place(_ result: ResultID) -> Int? { comparison.now.rubric.results.firstIndex { $0.id == result } }

  /// Whether every result still possible now is better, or every one worse, than every one possible then.
  private var direction: (isBetter: Bool, isWorse: Bool) {
    guard let thenWorst = place(then.interval.worst), let thenBest = place(then.interval.best),
      let nowWorst = place(now.interval.worst), let nowBest = place(now.interval.best)
    else { return (false, false) }
    return (nowWorst > thenBest, nowBest < thenWorst)
  }

  private var isSettled: Bool {
    then.interval.worst == then.interval.best && now.interval.worst == now.interval.best
  }

  /// Nil while both a change and none are possible.
  private var hasChanged: Bool? {
    if direction.isBetter || direction.isWorse { return true }
    return isSettled ? false : nil
  }

  private var sentence: LocalizedText {
    let (isBetter, isWorse) = direction
    let certain: LocalizedText =
      isBetter
      ? LocalizedText(chinese: "不论未评的怎样，结果都升了", english: "whatever is still open, it is better than then")
      : isWorse
        ? LocalizedText(chinese: "不论未评的怎样，结果都降了", english: "whatever is still open, it is worse than then")
        : isSettled
          ? LocalizedText(chinese: "不论未评的怎样，结果没有变", english: "whatever is still open, it has not changed")
          : LocalizedText(chinese: "有一次没有评完，结果变没变还不能断定", english: "one is not complete, so whether it changed is open")
    return LocalizedText(
      chinese: "评定结果当时为“\(thenTitle.chinese)”，现在为“\(nowTitle.chinese)”：\(certain.chinese)。",
      english: "The result was “\(thenTitle.english)” then and is “\(nowTitle.english)” now: \(certain.english).")
  }
}
