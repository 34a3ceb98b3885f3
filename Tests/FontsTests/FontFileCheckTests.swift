import Testing

@testable import Fonts

/// Composite glyphs of TrueType outlines, written by hand: each glyph is a list of the glyphs that it is made up of.
struct FontFileCheckTests {
  private func tables(_ glyphs: [[Int]], isLong: Bool) -> FontTables {
    func bytes(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    var outlines: [UInt8] = []
    var places: [Int] = [0]
    for parts in glyphs {
      outlines += bytes(parts.isEmpty ? 1 : -1, 2) + bytes(0, 8)
      for (index, part) in parts.enumerated() {
        // Alternately arguments of one byte, and of two with a scale.
        let form = index % 2 == 0 ? (flags: 0, size: 2) : (flags: 0x0009, size: 6)
        let hasMore = index + 1 < parts.count ? 0x0020 : 0
        outlines += bytes(form.flags | hasMore, 2) + bytes(part, 2) + bytes(0, form.size)
      }
      places.append(outlines.count)
    }
    var tables = FontTables(bytes: [])
    var file: [UInt8] = []
    func add(_ name: String, _ table: [UInt8]) {
      tables.places[FontFileCheck.tag(name)] = file.count..<file.count + table.count
      file += table
    }
    add("head", [UInt8](repeating: 0, count: 50) + bytes(isLong ? 1 : 0, 2))
    add("maxp", bytes(0, 4) + bytes(glyphs.count, 2))
    add("loca", places.flatMap { isLong ? bytes($0, 4) : bytes($0 / 2, 2) })
    add("glyf", outlines)
    return FontTables(bytes: file, places: tables.places)
  }

  @Test(arguments: [true, false]) func aGlyphThatIsPartOfItselfIsFound(isLong: Bool) {
    func isSound(_ glyphs: [[Int]]) -> Bool {
      (try? FontFileCheck.checkComposites(tables(glyphs, isLong: isLong))) != nil
    }
    #expect(isSound([[], [0], [1, 0, 1], [2, 2, 1, 0]]))
    #expect(!isSound([[0]]))
    #expect(!isSound([[], [0, 2], [0, 3], [0, 1]]))
    #expect(!isSound([[], [7]]))
    #expect(isSound((0..<30).map { $0 == 0 ? [] : [$0 - 1] }))
    #expect(!isSound((0..<60).map { $0 == 59 ? [] : [$0 + 1] }))
    // Cut short before the arguments of the last part, six bytes, it is refused, and never read beyond.
    let whole = tables([[], [0, 0], [1, 1]], isLong: isLong)
    for count in 0..<max((whole.places[FontFileCheck.tag("glyf")]?.count ?? 0) - 6, 0) {
      var cut = whole
      cut.places[FontFileCheck.tag("glyf")] = whole.places[FontFileCheck.tag("glyf")].map {
        $0.lowerBound..<$0.lowerBound + count
      }
      #expect((try? FontFileCheck.checkComposites(cut)) == nil)
    }
  }
}
