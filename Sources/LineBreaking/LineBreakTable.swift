/// The class of each scalar value, from the Unicode Character Database.
struct LineBreakTable: Sendable {
  /// One character's properties.
  struct Entry: Hashable, Sendable {
    /// The line breaking class.
    var lineClass: LineBreakClass
    /// Whether the East Asian width is F, W or H (LB30).
    var isWide: Bool
    /// Whether the code point is an unassigned Extended_Pictographic (LB30b).
    var isUnassignedPictograph: Bool

    /// Splits a packed byte.
    init(packed: UInt8) {
      lineClass = LineBreakClass(rawValue: packed & 0x3F) ?? .xx
      isWide = packed & 0x40 != 0
      isUnassignedPictograph = packed & 0x80 != 0
    }
  }

  /// The table, made once.
  static let shared = LineBreakTable()

  private let basicPlane: [Entry]

  private init() {
    var entries: [Entry] = []
    entries.reserveCapacity(0x10000)
    let ranges = Self.packedRanges
    for (index, packed) in ranges.enumerated() {
      let end = index + 1 < ranges.count ? Int(ranges[index + 1] >> 8) : 0x110000
      let entry = Entry(packed: UInt8(truncatingIfNeeded: packed))
      while entries.count < min(end, 0x10000) { entries.append(entry) }
      if entries.count >= 0x10000 { break }
    }
    basicPlane = entries
  }

  /// The properties of a scalar: direct in the basic plane, by binary search above it.
  subscript(scalar: Unicode.Scalar) -> Entry {
    let value = Int(scalar.value)
    if value < basicPlane.count { return basicPlane[value] }
    var low = 0
    var high = Self.packedRanges.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(Self.packedRanges[middle] >> 8) <= value { low = middle } else { high = middle }
    }
    return Entry(packed: UInt8(truncatingIfNeeded: Self.packedRanges[low]))
  }
}
