/// The tables of a face in the bytes of its file, which are read no further than they reach.
struct FontTables {
  let bytes: [UInt8]
  /// Where each table lies, by its tag.
  var places: [Int: Range<Int>] = [:]

  /// A big-endian number in a table; nil where the table ends before.
  func number(_ table: String, _ offset: Int, _ count: Int) -> Int? {
    guard let place = places[FontFileCheck.tag(table)], offset >= 0, offset + count <= place.count else { return nil }
    return bytes[place.lowerBound + offset..<place.lowerBound + offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// A signed number of two bytes.
  func signed(_ table: String, _ offset: Int) -> Int? {
    number(table, offset, 2).map { Int(Int16(truncatingIfNeeded: $0)) }
  }
}

extension FontFileCheck {
  /// What a font's licence says of putting it into documents (OpenType 1.9, OS/2, fsType).
  public enum Embedding: Hashable, Sendable {
    /// Nothing stands against it.
    case allowed
    /// Not without the owner's leave.
    case restricted
    /// Only whole, which no report does.
    case wholeOnly
    /// Only as pictures of its glyphs.
    case picturesOnly
  }

  static func embedding(_ tables: FontTables) -> Embedding {
    guard let type = tables.number("OS/2", 8, 2) else { return .allowed }
    // Of several levels the most generous holds.
    if type & 0x000E == 0x0002 { return .restricted }
    if type & 0x0200 != 0 { return .picturesOnly }
    return type & 0x0100 != 0 ? .wholeOnly : .allowed
  }

  /// The units of an em that the format allows (OpenType 1.9, head, unitsPerEm).
  static let unitsPerEm = 16...16_384
  /// The farthest that an outline may reach, in ems. The longest ligatures take about twenty.
  static let farthestReach = 64

  /// Checks sizes that everything is scaled by.
  static func checkSizes(_ tables: FontTables) throws(Fault) {
    guard let units = tables.number("head", 18, 2) else { throw .truncated }
    guard unitsPerEm.contains(units) else { throw .unitsPerEm(units) }
    let edges = [36, 38, 40, 42].compactMap { tables.signed("head", $0) }
    guard edges.count == 4 else { throw .truncated }
    let reach = edges.map(\.magnitude).max() ?? 0
    guard reach <= UInt(units * farthestReach), edges[0] <= edges[2], edges[1] <= edges[3] else { throw .bounds }
  }

  /// How deep glyphs may be made up of others.
  private static let deepest = 32

  /// Checks that no glyph is part of itself (OpenType 1.9, glyf, composite glyphs).
  static func checkComposites(_ tables: FontTables) throws(Fault) {
    guard tables.places[tag("glyf")] != nil, let count = tables.number("maxp", 4, 2) else { return }
    var isSound = [Bool](repeating: false, count: count)
    for first in 0..<count where !isSound[first] {
      // The glyphs on the way, with the parts of each that are still to be looked at.
      var way: [(glyph: Int, parts: [Int])] = [(first, try parts(of: first, tables))]
      while let last = way.indices.last {
        guard let next = way[last].parts.popLast() else {
          isSound[way.removeLast().glyph] = true
          continue
        }
        guard next < count else { throw .circularGlyph(first) }
        if isSound[next] { continue }
        guard way.count < deepest, !way.contains(where: { $0.glyph == next }) else { throw .circularGlyph(first) }
        way.append((next, try parts(of: next, tables)))
      }
    }
  }

  /// The glyphs of which a glyph is made up; none for an outline of its own.
  private static func parts(of glyph: Int, _ tables: FontTables) throws(Fault) -> [Int] {
    let isLong = tables.number("head", 50, 2) == 1
    let width = isLong ? 4 : 2
    guard let from = tables.number("loca", glyph * width, width),
      let to = tables.number("loca", (glyph + 1) * width, width)
    else { throw .truncated }
    let (start, end) = isLong ? (from, to) : (from * 2, to * 2)
    guard end > start else { return [] }
    guard let contours = tables.signed("glyf", start) else { throw .truncated }
    guard contours < 0 else { return [] }
    var parts: [Int] = []
    var offset = start + 10
    while true {
      guard let flags = tables.number("glyf", offset, 2), let part = tables.number("glyf", offset + 2, 2), offset < end
      else { throw .truncated }
      parts.append(part)
      // Two arguments of one or two bytes, then a scale of one, two or four numbers.
      offset += 4 + (flags & 0x0001 != 0 ? 4 : 2)
      offset += flags & 0x0008 != 0 ? 2 : flags & 0x0040 != 0 ? 4 : flags & 0x0080 != 0 ? 8 : 0
      guard flags & 0x0020 != 0 else { return parts }
    }
  }
}
