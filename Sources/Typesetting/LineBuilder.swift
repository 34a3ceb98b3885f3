import Canvas
import Fonts

/// Makes one finished line out of its clusters.
struct LineBuilder {
  let paragraph: PreparedParagraph
  let library: FontLibrary
  /// The clusters of the line.
  var clusters: [Cluster]
  /// The glyphs that they name.
  var glyphs: [PositionedGlyph]
  /// Whether an edge was shaped anew, so that its width may differ from the paragraph's.
  var isReshaped = false

  /// What the line is in its paragraph.
  struct Place {
    /// The width of the column.
    var column: Points
    /// The indent of this line.
    var indent: Points
    /// Whether slack is spread: not in a last line, nor before a forced break.
    var isStretched: Bool
    /// Whether it ends the paragraph.
    var endsParagraph: Bool
  }

  /// Trims the edges, justifies, and places runs and objects.
  mutating func build(_ place: Place) -> LineFragment {
    let visible = trimEdges(isParted: place.isStretched)
    let measure = max(0, place.column - place.indent)
    adjust(visible, to: measure, place)
    let width = visible.reduce(0) { $0 + clusters[$1].width + clusters[$1].gapAfter }
    let spare = max(0, measure - width)
    let shift: Points =
      switch paragraph.style.alignment {
      case .left, .justified: 0
      case .center: spare / 2
      case .right: spare
      }
    return assemble(from: place.indent + shift, width: width, endsParagraph: place.endsParagraph)
  }

  // MARK: - Widths

  /// Takes the blank halves off at the edges and the width off trailing spaces; returns the visible clusters.
  ///
  /// - Parameter isParted: whether the line ends because it is full, so that a word is parted where it ends at a soft hyphen.
  private mutating func trimEdges(isParted: Bool) -> Range<Int> {
    var end = clusters.count
    while end > 0, clusters[end - 1].kind.vanishesAtLineEnd {
      end -= 1
      clusters[end].gapAfter = 0
      clusters[end].leftTrim = 0
      clusters[end].rightTrim = clusters[end].advance
    }
    guard end > 0 else { return 0..<0 }
    if let first = clusters[..<end].firstIndex(where: { !$0.kind.vanishesAtLineEnd }) {
      clusters[first].leftTrim += clusters[first].lineStartTrim
    }
    if clusters[end - 1].kind != .softHyphen || isParted && end == clusters.count {
      clusters[end - 1].rightTrim += clusters[end - 1].lineEndTrim
    }
    clusters[end - 1].gapAfter = 0
    return 0..<end
  }

  private mutating func adjust(_ visible: Range<Int>, to measure: Points, _ place: Place) {
    let width = visible.reduce(0) { $0 + clusters[$1].width + clusters[$1].gapAfter }
    let slack = measure - width
    if slack > 0 {
      let fills = visible.filter { clusters[$0].kind == .fill }
      if !fills.isEmpty {
        for index in fills { clusters[index].advance += slack / Double(fills.count) }
      } else if place.isStretched, paragraph.style.alignment == .justified {
        Justification.stretch(&clusters, visible: visible, by: slack)
      }
    } else if slack < 0, paragraph.style.alignment == .justified {
      Justification.squeeze(&clusters, visible: visible, by: -slack)
    }
  }

  // MARK: - Runs

  private func assemble(from start: Points, width: Points, endsParagraph: Bool) -> LineFragment {
    var line = LineFragment(
      runs: [], objects: [], width: width, ascent: 0, descent: 0, endsParagraph: endsParagraph)
    var x = start
    var index = 0
    while index < clusters.count {
      if clusters[index].glyphs.isEmpty {
        placeObject(clusters[index], at: x, in: &line)
        x += clusters[index].width + clusters[index].gapAfter
        index += 1
        continue
      }
      var end = index + 1
      while end < clusters.count, belongsTogether(clusters[index], clusters[end]) { end += 1 }
      let placed = run(index..<end, at: x)
      x += placed.run.advance
      line.runs.append(placed)
      extend(&line, with: clusters[index])
      index = end
    }
    if line.runs.isEmpty, line.objects.isEmpty, let style = paragraph.text.styles.first {
      extend(&line, with: style)
    }
    return line
  }

  private func belongsTogether(_ first: Cluster, _ next: Cluster) -> Bool {
    !next.glyphs.isEmpty && first.style == next.style && first.face == next.face
  }

  private func placeObject(_ cluster: Cluster, at x: Points, in line: inout LineFragment) {
    guard let index = cluster.object else { return }
    let object = paragraph.objects[index]
    line.objects.append(LineFragment.PlacedObject(x: x, object: object))
    line.ascent = max(line.ascent, object.ascent)
    line.descent = max(line.descent, object.descent)
  }

  private func extend(_ line: inout LineFragment, with cluster: Cluster) {
    extend(&line, with: paragraph.text.styles[cluster.style])
  }

  private func extend(_ line: inout LineFragment, with style: TextStyle) {
    let metrics = library.metrics(of: style.font)
    line.ascent = max(line.ascent, metrics.ascent * style.size)
    line.descent = max(line.descent, metrics.descent * style.size)
  }

  /// The glyphs of a cluster; of a soft hyphen the last where it has room, else those before.
  private func shownGlyphs(of cluster: Cluster) -> Range<Int> {
    guard cluster.kind == .softHyphen, cluster.advance > 0 else { return cluster.glyphs }
    let hyphen = cluster.glyphs.upperBound - 1
    return cluster.rightTrim == 0 ? hyphen..<hyphen + 1 : cluster.glyphs.lowerBound..<hyphen
  }

  private func run(_ range: Range<Int>, at x: Points) -> LineFragment.PlacedRun {
    let style = paragraph.text.styles[clusters[range.lowerBound].style]
    let face = library.faces(for: style.font)[clusters[range.lowerBound].face]
    var runGlyphs: [GlyphRun.Glyph] = []
    var runClusters: [GlyphRun.Cluster] = []
    runGlyphs.reserveCapacity(range.count)
    runClusters.reserveCapacity(range.count)
    var pen: Points = 0
    for cluster in clusters[range] {
      let shown = shownGlyphs(of: cluster)
      for glyph in glyphs[shown] {
        runGlyphs.append(GlyphRun.Glyph(index: glyph.index, x: pen - cluster.leftTrim + glyph.x, y: glyph.y))
      }
      runClusters.append(GlyphRun.Cluster(byteCount: cluster.bytes.count, glyphCount: shown.count))
      pen += cluster.width + cluster.gapAfter
    }
    let bytes = clusters[range.lowerBound].bytes.lowerBound..<clusters[range.upperBound - 1].bytes.upperBound
    return LineFragment.PlacedRun(
      x: x,
      run: GlyphRun(
        font: face.id, size: style.size, color: style.color,
        text: String(decoding: paragraph.text.bytes[bytes], as: UTF8.self), glyphs: runGlyphs,
        clusters: runClusters, advance: pen),
      tag: style.tag, spaceAfter: clusters[range.upperBound - 1].gapAfter)
  }
}
