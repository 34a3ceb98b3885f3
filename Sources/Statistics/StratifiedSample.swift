/// A draw from groups of a known size that anybody can repeat from its seed.
public struct StratifiedSample: Hashable, Sendable {
  /// The seed of the draw, to be kept with the result.
  public let seed: UInt64
  /// Per group, the positions drawn, from 0, in ascending order.
  public let drawn: [[Int]]

  /// Draws `size` from groups in proportion to their sizes.
  ///
  /// Places are shared out by largest remainder, so that they add up; every group that is not empty gets at least
  /// `atLeast`. Throws where the size is less than 1 or more than there are, or than the minimum allows.
  public init(groupSizes: [Int], size: Int, atLeast minimum: Int = 0, seed: UInt64) throws(StatisticsError) {
    let places = try Self.allocation(of: size, over: groupSizes, atLeast: minimum)
    var generator = SplitMix64(seed: seed)
    self.seed = seed
    drawn = zip(groupSizes, places).map { Self.draw($1, outOf: $0, &generator) }
  }

  /// How many places each group gets.
  public static func allocation(
    of size: Int, over groupSizes: [Int], atLeast minimum: Int = 0
  ) throws(StatisticsError) -> [Int] {
    guard groupSizes.allSatisfy({ $0 >= 0 && $0 <= 1 << 40 }), groupSizes.count <= 1 << 20 else {
      throw .outOfRange(what: .population)
    }
    let total = groupSizes.reduce(0, +)
    guard size > 0, size <= total else { throw .outOfRange(what: .sampleSize) }
    var places = groupSizes.map { min(max(0, minimum), $0) }
    guard places.reduce(0, +) <= size else { throw .outOfRange(what: .sampleSize) }
    let left = size - places.reduce(0, +)
    let room = zip(groupSizes, places).map { $0 - $1 }
    let open = room.reduce(0, +)
    guard left > 0 else { return places }
    // Whole numbers throughout: a quotient and what it leaves, so that no tie hangs on rounding.
    let shares = room.map { left.multipliedFullWidth(by: $0) }.map { open.dividingFullWidth($0) }
    for index in places.indices { places[index] += shares[index].quotient }
    let order = shares.indices.sorted { (-shares[$0].remainder, $0) < (-shares[$1].remainder, $1) }
    for index in order.prefix(size - places.reduce(0, +)) { places[index] += 1 }
    return places
  }

  /// Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2 algorithm S): one pass, ascending, each subset
  /// equally likely.
  private static func draw(_ places: Int, outOf count: Int, _ generator: inout SplitMix64) -> [Int] {
    var chosen: [Int] = []
    var position = 0
    while chosen.count < places {
      if Int(generator.next(below: UInt64(count - position))) < places - chosen.count { chosen.append(position) }
      position += 1
    }
    return chosen
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): a sequence that is the same on every machine and in every version.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number below `bound`, each equally likely (Lemire 2019, with rejection).
  mutating func next(below bound: UInt64) -> UInt64 {
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }
}
