import AssessmentModel

extension DomainScore {
  /// The score of several domains of one rubric together: the mean by weight, as the total is of all; nil where nothing of
  /// them applies.
  public static func mean(of domains: [DomainScore]) -> Tracks<TrackScore>? {
    func mean(_ weight: (DomainScore) -> Rational, _ value: (Tracks<TrackScore>) -> Rational?) -> Rational? {
      weightedMean(domains.map { (weight($0), $0.score.map { value($0) } ?? 0) })
    }
    func mean(_ value: (Tracks<TrackScore>) -> Rational?) -> Rational? { mean({ $0.weight.effective }, value) }
    func score(_ track: Track) -> TrackScore? {
      guard let worst = mean({ $0[track].interval.worst }), let best = mean({ $0[track].interval.best }) else {
        return nil
      }
      let isSettled = domains.allSatisfy { $0.score.map { $0[track].credit != nil } ?? true }
      return TrackScore(
        credit: isSettled ? worst : nil, interval: Interval(worst: worst, best: best),
        creditWithoutRespread: isSettled
          ? mean({ $0.weight.nominal }) { $0[track].creditWithoutRespread } : nil)
    }
    guard let claimed = score(.claimed), let evidenced = score(.evidenced) else { return nil }
    return Tracks { $0 == .claimed ? claimed : evidenced }
  }
}
