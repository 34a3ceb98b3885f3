/// A waiting line with Poisson arrivals, exponential handling times and `agents` equal agents, in one interval.
///
/// Rates are per hour or per second, whichever the caller uses throughout; times come out in the same unit.
public struct Queue: Hashable, Sendable {
  /// Arrivals per unit of time, more than 0.
  public let arrivalRate: Double
  /// Mean handling time, more than 0.
  public let handlingTime: Double
  /// How many agents handle calls, at least 1.
  public let agents: Int

  /// The most agents a queue may have: the recursion takes one step an agent.
  public static let mostAgents = 100_000

  /// Throws where a number is not positive and finite.
  public init(arrivalRate: Double, handlingTime: Double, agents: Int) throws(StatisticsError) {
    guard arrivalRate > 0, arrivalRate.isFinite else { throw .outOfRange(what: .rate) }
    guard handlingTime > 0, handlingTime.isFinite else { throw .outOfRange(what: .time) }
    guard (1...Self.mostAgents).contains(agents) else { throw .outOfRange(what: .agents) }
    self.arrivalRate = arrivalRate
    self.handlingTime = handlingTime
    self.agents = agents
  }

  /// The offered load in erlangs: how many agents are busy where nobody ever waits.
  public var load: Double { arrivalRate * handlingTime }

  /// The share of calls lost where nobody can wait (Erlang B), with this many agents.
  func blocking(agents: Int) -> Double {
    // The inverse grows by one term an agent and never overflows where the share itself is of interest.
    var inverse = 1.0
    for agent in stride(from: 1, through: agents, by: 1) { inverse = 1 + inverse * Double(agent) / load }
    return 1 / inverse
  }
}

/// What a queue does where every caller waits as long as it takes (Erlang C).
public struct ErlangC: Hashable, Sendable {
  /// The queue.
  public let queue: Queue
  /// The share of callers who wait.
  public let waitingShare: Double

  /// Throws where the load is not less than the number of agents: the line then grows for ever.
  public init(_ queue: Queue) throws(StatisticsError) {
    guard queue.load < Double(queue.agents) else { throw .outOfRange(what: .load) }
    let blocking = queue.blocking(agents: queue.agents)
    let occupancy = queue.load / Double(queue.agents)
    self.queue = queue
    waitingShare = blocking / (1 - occupancy * (1 - blocking))
  }

  /// The share of the agents' time that goes into calls.
  public var occupancy: Double { queue.load / Double(queue.agents) }

  /// The mean wait of all callers, those who did not wait included.
  public var meanWait: Double { waitingShare * queue.handlingTime / (Double(queue.agents) - queue.load) }

  /// The share of callers answered within `time`.
  public func serviceLevel(within time: Double) -> Double {
    let spare = (Double(queue.agents) - queue.load) / queue.handlingTime
    return 1 - waitingShare * (-spare * max(0, time)).exponential
  }

  /// The fewest agents with which at least `share` of the callers are answered within `time`; nil where no number up
  /// to ``Queue/mostAgents`` is enough.
  public static func agents(
    arrivalRate: Double, handlingTime: Double, share: Double, within time: Double
  ) throws(StatisticsError) -> Int? {
    guard share >= 0, share < 1 else { throw .outOfRange(what: .probability) }
    let probe = try Queue(arrivalRate: arrivalRate, handlingTime: handlingTime, agents: 1)
    guard probe.load < Double(Queue.mostAgents) else { return nil }
    var low = Int(probe.load)
    var high = Queue.mostAgents
    func isEnough(_ agents: Int) throws(StatisticsError) -> Bool {
      guard Double(agents) > probe.load else { return false }
      let queue = try Queue(arrivalRate: arrivalRate, handlingTime: handlingTime, agents: agents)
      return try ErlangC(queue).serviceLevel(within: time) >= share
    }
    guard try isEnough(high) else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if try isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

/// What a queue does where callers hang up after an exponential patience (Erlang A, Palm's model).
///
/// Formulas by Mandelbaum and Zeltyn, Service engineering in action: the Palm/Erlang-A queue (2007).
public struct ErlangA: Hashable, Sendable {
  /// The queue.
  public let queue: Queue
  /// The mean time after which a waiting caller hangs up.
  public let patience: Double
  /// The share of callers who wait, and the share who hang up.
  public let waitingShare: Double, abandonmentShare: Double
  /// ε + λJ, the constant that makes the wait's density add up to 1.
  private let total: Double

  /// Throws where `patience` is not positive and finite, or where the load is so far above the agents that the result
  /// has no floating-point number.
  public init(_ queue: Queue, patience: Double) throws(StatisticsError) {
    guard patience > 0, patience.isFinite else { throw .outOfRange(what: .time) }
    self.queue = queue
    self.patience = patience
    let integral = Self.integral(queue, patience, from: 0)
    let total = 1 / queue.blocking(agents: queue.agents - 1) + queue.arrivalRate * integral
    guard total.isFinite, integral.isFinite else { throw .notRepresentable }
    let service = Double(queue.agents) / queue.handlingTime
    self.total = total
    waitingShare = queue.arrivalRate * integral / total
    abandonmentShare = min(1, max(0, (1 + (queue.arrivalRate - service) * integral) / total))
  }

  /// The share of the agents' time that goes into calls.
  public var occupancy: Double { queue.load * (1 - abandonmentShare) / Double(queue.agents) }

  /// The mean wait of all callers, those who hang up included.
  public var meanWait: Double { abandonmentShare * patience }

  /// The share of all callers who are answered within `time`.
  public func serviceLevel(within time: Double) -> Double {
    let time = max(0, time)
    let service = Double(queue.agents) / queue.handlingTime
    let boundary = Self.exponent(queue, patience, at: time).exponential
    let answeredLater = (service * Self.integral(queue, patience, from: time) - boundary) / total
    return min(1, max(0, 1 - abandonmentShare - answeredLater))
  }

  /// The share of callers who hang up within `time` where nobody answers at all.
  public static func abandonment(withoutAnswerWithin time: Double, patience: Double) -> Double {
    1 - (-max(0, time) / patience).exponential
  }

  /// The share of all callers who hang up within `time`.
  public func abandonment(within time: Double) -> Double {
    let time = max(0, time)
    let stillWaiting =
      (-time / patience).exponential * queue.arrivalRate * Self.integral(queue, patience, from: time) / total
    return min(abandonmentShare, max(0, 1 - stillWaiting - serviceLevel(within: time)))
  }

  /// λH(t) - nμt, where H(t) is the expected part of t for which a caller stays.
  private static func exponent(_ queue: Queue, _ patience: Double, at time: Double) -> Double {
    let stays = patience * (1 - (-time / patience).exponential)
    return queue.arrivalRate * stays - Double(queue.agents) / queue.handlingTime * time
  }

  /// J(t), the integral of exp(λH(u) - nμu) from t on.
  private static func integral(_ queue: Queue, _ patience: Double, from time: Double) -> Double {
    let service = Double(queue.agents) / queue.handlingTime * patience
    let arrivals = queue.arrivalRate * patience * (-time / patience).exponential
    return patience * exponent(queue, patience, at: time).exponential * scaledLowerGamma(service, arrivals)
  }
}
