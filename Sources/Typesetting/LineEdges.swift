import Canvas
import Fonts
import LineBreaking

/// Shapes the beginning or the end of a line anew where the shaper said that a break changes glyphs: kerning
/// and ligatures across the break.
struct LineEdges {
  private let paragraph: PreparedParagraph
  private let range: Range<Int>
  /// The clusters of the line.
  private(set) var clusters: [Cluster]
  /// The glyphs that they name: those of the paragraph and the new ones.
  private(set) var glyphs: [PositionedGlyph]

  init(paragraph: PreparedParagraph, range: Range<Int>) {
    self.paragraph = paragraph
    self.range = range
    clusters = Array(paragraph.clusters[range])
    glyphs = paragraph.glyphs
  }

  /// Replaces the unsafe part at each edge.
  mutating func reshape(
    startsUnsafe: Bool, endsUnsafe: Bool, library: FontLibrary, buffer: ShapingBuffer
  ) throws(MissingGlyphs) {
    if endsUnsafe, let last = clusters.last, !last.glyphs.isEmpty {
      var first = clusters.count - 1
      while first > 0, clusters[first].isUnsafeToBreak, clusters[first - 1].style == last.style { first -= 1 }
      try replace(first..<clusters.count, library, buffer)
    }
    if startsUnsafe, let first = clusters.first, !first.glyphs.isEmpty {
      var end = 1
      while end < clusters.count, clusters[end].isUnsafeToBreak, clusters[end].style == first.style {
        end += 1
      }
      try replace(0..<end, library, buffer)
    }
  }

  private mutating func replace(
    _ part: Range<Int>, _ library: FontLibrary, _ buffer: ShapingBuffer
  ) throws(MissingGlyphs) {
    let bytes = clusters[part.lowerBound].bytes.lowerBound..<clusters[part.upperBound - 1].bytes.upperBound
    // Without context the shaper cannot join glyphs across the break.
    let slice = ParagraphText(slice: bytes, of: paragraph.text, style: clusters[part.lowerBound].style)
    var shaper = ParagraphShaper(slice, library: library, buffer: buffer)
    shaper.shapeSlice(0..<bytes.count, style: 0)
    try shaper.reportMissing()
    var fresh = shaper.clusters
    for index in fresh.indices {
      fresh[index].bytes = fresh[index].bytes.shifted(by: bytes.lowerBound)
      fresh[index].glyphs = fresh[index].glyphs.shifted(by: glyphs.count)
      fresh[index].style = clusters[part.lowerBound].style
    }
    ContextualSpacing.apply(to: &fresh)
    if let last = fresh.indices.last { fresh[last].gapAfter = clusters[part.upperBound - 1].gapAfter }
    glyphs += shaper.glyphs
    clusters.replaceSubrange(part, with: fresh)
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range<Int> { (lowerBound + offset)..<(upperBound + offset) }
}
