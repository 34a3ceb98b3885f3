public import Canvas
public import Fonts
import LineBreaking

/// Sets paragraphs in lines by the rules of CLREQ (Requirements for Chinese Text Layout).
///
/// One typesetter belongs to one task, since it holds the shaper's scratch memory; the font library is
/// shared. The same paragraph and width always give the same lines.
///
/// The texts of all runs of all lines, joined, are the text of the paragraph, but for word joiners, which only forbid a
/// line end: spaces at a line end and line feeds stay in it as invisible glyphs without advance. A line feed in the text forces a line end. Other
/// control characters are missing glyphs, as no font has them.
public final class Typesetter {
  private let library: FontLibrary
  private let buffer: ShapingBuffer
  private var paragraphs = KnownParagraphs()

  /// Makes a typesetter for text in a language (BCP 47).
  public init(library: FontLibrary, language: String = "zh-Hans") {
    self.library = library
    buffer = ShapingBuffer(language: language)
  }

  /// The lines of a role's first face, in ems.
  public func metrics(of role: FontRole) -> FontMetrics { library.metrics(of: role) }

  // MARK: - Measuring and setting

  /// The lines of a paragraph in a column.
  ///
  /// There is always at least one line; a line wider than the column holds a single character or object that
  /// is wider.
  public func lines(of paragraph: TextParagraph, width: Points) throws(MissingGlyphs) -> [LineFragment] {
    let known = try known(paragraph)
    if let lines = known.lines(width: width) { return lines }
    let lines = try lines(of: known.prepared, width: width)
    known.add(lines, width: width)
    return lines
  }

  /// The natural and the minimum width: a table asks for both of every cell.
  public func naturalAndMinimumWidth(
    of paragraph: TextParagraph
  ) throws(MissingGlyphs) -> (natural: Points, minimum: Points) {
    try known(paragraph).widths
  }

  /// The width of the widest line where only forced breaks end lines.
  public func naturalWidth(of paragraph: TextParagraph) throws(MissingGlyphs) -> Points {
    try known(paragraph).widths.natural
  }

  /// The width of the widest unit that no line should break.
  public func minimumWidth(of paragraph: TextParagraph) throws(MissingGlyphs) -> Points {
    try known(paragraph).widths.minimum
  }

  /// Shapes a paragraph once, for any number of questions about it; one that was shaped before is remembered.
  public func prepare(_ paragraph: TextParagraph) throws(MissingGlyphs) -> PreparedParagraph {
    try known(paragraph).prepared
  }

  private func known(_ paragraph: TextParagraph) throws(MissingGlyphs) -> KnownParagraph {
    try paragraphs.known(paragraph) { paragraph throws(MissingGlyphs) in try shape(paragraph) }
  }

  private func shape(_ paragraph: TextParagraph) throws(MissingGlyphs) -> PreparedParagraph {
    let text = ParagraphText(paragraph.pieces)
    var breaks = LineBreaker(.chinese(paragraph.style.prohibition)).breaks(in: text.scalars)
    for index in text.joined where breaks[index] != .mandatory { breaks[index] = .prohibited }
    var shaper = ParagraphShaper(text, library: library, buffer: buffer)
    shaper.shapeAll(breaks: breaks)
    try shaper.reportMissing()
    var clusters = shaper.clusters
    ContextualSpacing.apply(to: &clusters)
    var looseClusters: [Cluster]?
    if !text.unbroken.isEmpty {
      looseClusters = clusters
      for range in text.unbroken {
        for index in range.dropFirst() where breaks[index] != .mandatory { breaks[index] = .prohibited }
      }
      shaper.assignBreaks(breaks)
      clusters = shaper.clusters
      ContextualSpacing.apply(to: &clusters)
    }
    return PreparedParagraph(
      style: paragraph.style, text: text, clusters: clusters, looseClusters: looseClusters, glyphs: shaper.glyphs,
      objects: shaper.objects)
  }

  /// The lines of a prepared paragraph in a column.
  public func lines(of paragraph: PreparedParagraph, width: Points) throws(MissingGlyphs) -> [LineFragment] {
    let column = width > 0 ? width : 0  // also for a width that is not a number
    let paragraph = paragraph.loosened(toFit: column)
    let clusters = paragraph.clusters
    let isJustified = paragraph.style.alignment == .justified
    let chooser = LineChooser(clusters: clusters, isJustified: isJustified)
    var fragments: [LineFragment] = []
    var start = 0
    repeat {
      // An indent that leaves no room for text would never end.
      let indent = min(paragraph.indent(ofLineFrom: start), column / 2)
      let (choice, line) = try line(from: start, measure: column - indent, chooser, of: paragraph)
      var builder = line
      let isLast = choice.end == clusters.count
      let isEnded = isLast || clusters[choice.end].breakBefore == .mandatory
      fragments.append(
        builder.build(
          LineBuilder.Place(
            column: column, indent: indent, isStretched: !isEnded && !choice.isForced, endsParagraph: isLast))
      )
      start = choice.end
    } while start < clusters.count
    return fragments
  }

  // MARK: - Edges

  /// Where a line ends, and its clusters. Where the edges, shaped anew, need more room than there is, it ends earlier.
  private func line(
    from start: Int, measure: Points, _ chooser: LineChooser, of paragraph: PreparedParagraph
  ) throws(MissingGlyphs) -> (LineChooser.Choice, LineBuilder) {
    guard start < chooser.clusters.count else {
      return (LineChooser.Choice(end: start), try builder(for: start..<start, of: paragraph))
    }
    var choice = chooser.choose(from: start, width: measure)
    var builder = try builder(for: start..<choice.end, of: paragraph)
    while builder.isReshaped, choice.end > start + 1,
      chooser.leastWidth(of: builder.clusters) > measure + LineChooser.tolerance
    {
      let room = chooser.leastWidth(of: chooser.clusters[start..<choice.end]) - 2 * LineChooser.tolerance
      let earlier = chooser.choose(from: start, width: room)
      guard earlier.end < choice.end else { break }
      choice = earlier
      builder = try self.builder(for: start..<choice.end, of: paragraph)
    }
    return (choice, builder)
  }

  /// A line's clusters, with its edges shaped anew where a break changes the glyphs.
  private func builder(
    for range: Range<Int>, of paragraph: PreparedParagraph
  ) throws(MissingGlyphs) -> LineBuilder {
    let all = paragraph.clusters
    let startsUnsafe = range.lowerBound < all.count && all[range].first?.isUnsafeToBreak == true
    let endsUnsafe = range.upperBound < all.count && all[range.upperBound].isUnsafeToBreak
    guard startsUnsafe && range.lowerBound > 0 || endsUnsafe else {
      return LineBuilder(
        paragraph: paragraph, library: library, clusters: Array(all[range]), glyphs: paragraph.glyphs)
    }
    var edge = LineEdges(paragraph: paragraph, range: range)
    try edge.reshape(startsUnsafe: startsUnsafe, endsUnsafe: endsUnsafe, library: library, buffer: buffer)
    return LineBuilder(
      paragraph: paragraph, library: library, clusters: edge.clusters, glyphs: edge.glyphs, isReshaped: true)
  }
}

extension PreparedParagraph {
  /// The width of the widest line where only forced breaks end lines, with the indent of the first.
  public var naturalWidth: Points { widest(from: style.firstLineIndent) { clusters[$0].breakBefore == .mandatory } }

  /// The width of the widest unit that no line should break, behind the indent of turned lines. A narrow column may part a
  /// date behind its year or its month.
  public var minimumWidth: Points {
    style.hangingIndent
      + widest(from: 0) { index in
        switch clusters[index].breakBefore {
        case .allowed, .mandatory: true
        case .discouraged: index > 0 && [.han, .gapSpace].contains(clusters[index - 1].kind)
        case .prohibited: false
        }
      }
  }

  /// The indent of the line that begins with a cluster.
  fileprivate func indent(ofLineFrom start: Int) -> Points {
    if start == 0 { return style.firstLineIndent }
    return clusters[start].breakBefore == .mandatory ? 0 : style.hangingIndent
  }

  private func widest(from indent: Points, endsLine: (Int) -> Bool) -> Points {
    var widest: Points = 0
    var measure = LineMeasure()
    var offset = indent
    for (index, cluster) in clusters.enumerated() {
      if endsLine(index) {
        widest = max(widest, measure.width + offset)
        measure = LineMeasure()
        offset = 0
      }
      measure.add(cluster)
    }
    return max(widest, measure.width + offset)
  }
}
