import Canvas

/// Adds clusters to a line and knows at any time how wide it would be if it ended here, edges trimmed.
struct LineMeasure {
  /// The width from the first to the last visible edge.
  private(set) var width: Points = 0
  /// How much of that squeezing could take away.
  private(set) var capacity: Points = 0

  /// The width with the last mark whole.
  private var untrimmed: Points = 0
  /// What follows the last visible cluster: its gap, and spaces.
  private var pendingWidth: Points = 0
  private var pendingCapacity: Points = 0
  private var settledCapacity: Points = 0
  private var isEmpty = true

  /// Adds the next cluster.
  mutating func add(_ cluster: Cluster) {
    if cluster.kind.vanishesAtLineEnd {
      pendingWidth += cluster.width + cluster.gapAfter
      pendingCapacity += (cluster.ownSqueeze?.1 ?? 0) + cluster.gapSqueeze
      return
    }
    let startTrim = isEmpty ? cluster.lineStartTrim : 0
    let own = isEmpty && cluster.kind == .opening ? 0 : cluster.ownSqueeze?.1 ?? 0
    untrimmed += pendingWidth + cluster.width - startTrim
    settledCapacity += pendingCapacity
    width = untrimmed - cluster.lineEndTrim
    capacity = settledCapacity + (cluster.kind.hasBlankRight ? 0 : own)
    pendingWidth = cluster.gapAfter
    pendingCapacity = own + cluster.gapSqueeze
    isEmpty = false
  }
}
