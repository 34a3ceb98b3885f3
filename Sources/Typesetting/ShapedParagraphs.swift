/// The paragraphs that a typesetter shaped, within a bound.
///
/// A table asks for the widths of a cell and then for its lines, marks and short words come back in every table, and
/// most words of a report are those of the rubric, which every report of a batch repeats.
struct ShapedParagraphs {
  /// About 40 MB; a report of forty pages has some 30,000 characters.
  private static let mostClusters = 200_000

  private var paragraphs: [TextParagraph: PreparedParagraph] = [:]
  private var clusterCount = 0

  /// A paragraph that was shaped before.
  subscript(paragraph: TextParagraph) -> PreparedParagraph? { paragraphs[paragraph] }

  /// Remembers a paragraph; all others are forgotten where there would be too many.
  mutating func add(_ prepared: PreparedParagraph, for paragraph: TextParagraph) {
    // An empty paragraph takes room as well.
    let size = prepared.clusters.count + 8
    if clusterCount + size > Self.mostClusters {
      paragraphs.removeAll()
      clusterCount = 0
    }
    clusterCount += size
    paragraphs[paragraph] = prepared
  }
}
