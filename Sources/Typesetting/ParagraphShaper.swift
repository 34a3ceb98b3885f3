import Canvas
import Fonts
import LineBreaking

/// Turns a text into clusters: by style, by face with fallback for each cluster, and by kind.
struct ParagraphShaper {
  private let library: FontLibrary
  private let buffer: ShapingBuffer
  private let text: ParagraphText
  private(set) var clusters: [Cluster] = []
  private(set) var glyphs: [PositionedGlyph] = []
  private(set) var objects: [InlineObject] = []
  private var missingGlyphs: [MissingGlyph] = []
  private var missingScalars: Set<[Unicode.Scalar]> = []
  private var shaped: [ShapedGlyph] = []
  private var nextCut = 0

  init(_ text: ParagraphText, library: FontLibrary, buffer: ShapingBuffer) {
    self.text = text
    self.library = library
    self.buffer = buffer
  }

  // MARK: - Whole paragraph

  /// Shapes every span.
  mutating func shapeAll(breaks: [LineBreak]) {
    clusters.reserveCapacity(text.scalars.count)
    glyphs.reserveCapacity(text.scalars.count)
    let quotes = quoteRanges()
    var nextQuote = 0
    for (range, span) in text.spans {
      switch span {
      case .text(let style):
        var start = range.lowerBound
        while nextQuote < quotes.count, quotes[nextQuote].lowerBound < range.upperBound {
          let quote = quotes[nextQuote]
          shape(start..<quote.lowerBound, style: style, isWesternQuote: false)
          shape(quote, style: style, isWesternQuote: true)
          start = quote.upperBound
          nextQuote += 1
        }
        shape(start..<range.upperBound, style: style, isWesternQuote: false)
      case .object(let object):
        appendMarker(range, .symbol, width: object.width)
        clusters[clusters.count - 1].object = objects.count
        objects.append(object)
      case .lineBreak: appendMarker(range, .forcedBreak, width: 0)
      case .fill: appendMarker(range, .fill, width: 0)
      }
    }
    assignBreaks(breaks)
  }

  /// Shapes a slice of one span again, as the beginning or the end of a line.
  mutating func shapeSlice(_ range: Range<Int>, style: Int) {
    shape(range, style: style, isWesternQuote: false)
    assignKinds()
  }

  /// The bytes of each English quotation mark.
  private func quoteRanges() -> [Range<Int>] {
    let indices = WesternQuotes.indices(in: text.scalars)
    guard !indices.isEmpty else { return [] }
    var ranges: [Range<Int>] = []
    var next = 0
    var offset = 0
    for (index, scalar) in text.scalars.enumerated() {
      let length = UTF8.width(scalar)
      if next < indices.count, indices[next] == index {
        ranges.append(offset..<(offset + length))
        next += 1
      }
      offset += length
    }
    return ranges
  }

  private mutating func appendMarker(_ range: Range<Int>, _ kind: ClusterKind, width: Points) {
    let last = clusters.last
    clusters.append(
      Cluster(
        bytes: range, glyphs: glyphs.count..<glyphs.count, style: last?.style ?? 0, face: last?.face ?? 0,
        kind: kind, em: last?.em ?? text.styles.first?.size ?? 0, advance: width))
  }

  // MARK: - One run

  private mutating func shape(_ range: Range<Int>, style: Int, isWesternQuote: Bool) {
    guard !range.isEmpty else { return }
    let look = text.styles[style]
    let run = Run(
      style: style, size: look.size, faces: library.faces(for: look.font),
      features: ShapingFeatures(
        tabularDigits: look.isTabular, ligatures: look.hasLigatures, proportionalWidths: isWesternQuote))
    var start = range.lowerBound
    while nextCut < text.cuts.count, text.cuts[nextCut] < range.upperBound {
      let cut = text.cuts[nextCut]
      nextCut += 1
      guard cut > start else { continue }
      shape(start..<cut, of: run, face: 0)
      start = cut
    }
    shape(start..<range.upperBound, of: run, face: 0)
  }

  private struct Run {
    let style: Int
    let size: Points
    let faces: [any Face]
    let features: ShapingFeatures
  }

  /// Shapes a range with one face, and what that face lacks with the next ones.
  private mutating func shape(_ range: Range<Int>, of run: Run, face: Int) {
    let first = shaped.count
    defer { shaped.removeSubrange(first...) }
    text.bytes.withUnsafeBufferPointer {
      run.faces[face].shape($0, range, features: run.features, with: buffer, into: &shaped)
    }
    let end = shaped.count
    let isWestern = run.faces[face].isWestern && !run.features.proportionalWidths
    var index = first
    var missing: (range: Range<Int>, face: Int)?
    while index < end {
      let start = shaped[index].cluster
      var next = index + 1
      var isMissing = shaped[index].index == 0
      while next < end, shaped[next].cluster == start {
        isMissing = isMissing || shaped[next].index == 0
        next += 1
      }
      let bytes = start..<(next < end ? shaped[next].cluster : range.upperBound)
      let wanted =
        (isWestern && !isMissing ? faceOfChineseMark(bytes, of: run, after: face) : nil)
        ?? wantedFace(for: bytes, of: run, face: face, isMissing: isMissing)
      if let pending = missing, wanted == nil || wanted != pending.face {
        shape(pending.range, of: run, face: pending.face)
        missing = nil
      }
      if let wanted {
        if wanted < run.faces.count {
          missing = ((missing?.range.lowerBound ?? bytes.lowerBound)..<bytes.upperBound, wanted)
        } else {
          note(bytes, run)
        }
      } else {
        append(index..<next, bytes: bytes, of: run, face: face)
      }
      index = next
    }
    if let pending = missing { shape(pending.range, of: run, face: pending.face) }
  }

  /// The face that a cluster should be shaped with instead, or nil to keep this one; the number of faces
  /// where none is left.
  private func wantedFace(for bytes: Range<Int>, of run: Run, face: Int, isMissing: Bool) -> Int? {
    if isMissing { return isLayoutControl(text.bytes[bytes.lowerBound], bytes) ? nil : face + 1 }
    guard bytes.count > 3, face == 0, run.faces.count > 1, let pair = variationSequence(bytes) else {
      return nil
    }
    // A variant (IVS) that a later face has is worth more than the plain form of the first.
    let owner = run.faces.firstIndex { $0.glyph(for: pair.base, variation: pair.selector) != nil }
    return owner == 0 ? nil : owner
  }

  /// The next face that has a mark which a Western face has too, but not as wide as a Han character; nil for what the Western
  /// face may keep.
  private func faceOfChineseMark(_ bytes: Range<Int>, of run: Run, after face: Int) -> Int? {
    // No mark of these is ASCII.
    guard text.bytes[bytes.lowerBound] >= 0x80,
      let scalar = String(decoding: text.bytes[bytes], as: UTF8.self).unicodeScalars.first,
      run.faces[face].glyph(for: scalar, variation: nil) == nil
    else { return nil }
    return run.faces.indices.dropFirst(face + 1).first { run.faces[$0].glyph(for: scalar, variation: nil) != nil }
  }

  /// Tabs and line ends, which are spaces to a font.
  private func isLayoutControl(_ byte: UInt8, _ bytes: Range<Int>) -> Bool {
    switch byte {
    case 0x09...0x0D: true
    case 0xC2: text.bytes[bytes.lowerBound + 1] == 0x85
    case 0xE2:
      text.bytes[bytes].starts(with: [0xE2, 0x80, 0xA8])
        || text.bytes[bytes].starts(with: [0xE2, 0x80, 0xA9])
    default: false
    }
  }

  private func variationSequence(_ bytes: Range<Int>) -> (base: Unicode.Scalar, selector: Unicode.Scalar)? {
    let scalars = String(decoding: text.bytes[bytes], as: UTF8.self).unicodeScalars.prefix(2)
    guard let base = scalars.first, let selector = scalars.last, scalars.count == 2,
      (0xFE00...0xFE0F).contains(selector.value) || (0xE0100...0xE01EF).contains(selector.value)
    else { return nil }
    return (base, selector)
  }

  private mutating func append(_ range: Range<Int>, bytes: Range<Int>, of run: Run, face: Int) {
    let firstGlyph = glyphs.count
    var pen: Points = 0
    for glyph in shaped[range] {
      if glyph.index == 0, let space = run.faces[face].glyph(for: " ", variation: nil) {
        // A tab or a line end: the font has no glyph for it, and an invisible one keeps its byte in the text.
        glyphs.append(PositionedGlyph(index: space, x: pen, y: 0))
        pen += text.bytes[bytes.lowerBound] == 0x09 ? run.size : 0
        continue
      }
      glyphs.append(
        PositionedGlyph(
          index: glyph.index, x: pen + glyph.xOffset * run.size, y: -glyph.yOffset * run.size))
      pen += glyph.advance * run.size
    }
    let hyphen = isSoftHyphen(bytes) ? appendHyphen(of: run, face: face) : 0
    clusters.append(
      Cluster(
        bytes: bytes, glyphs: firstGlyph..<glyphs.count, style: run.style, face: face, kind: .western,
        em: run.size,
        advance: pen + hyphen, rightTrim: hyphen, isUnsafeToBreak: shaped[range.lowerBound].isUnsafeToBreak))
  }

  private func isSoftHyphen(_ bytes: Range<Int>) -> Bool {
    bytes.count == 2 && text.bytes[bytes.lowerBound] == 0xC2 && text.bytes[bytes.lowerBound + 1] == 0xAD
  }

  /// Adds the glyph that a soft hyphen has at a line end behind the one that it has elsewhere, which is blank; its width.
  private mutating func appendHyphen(of run: Run, face: Int) -> Points {
    var hyphen: [ShapedGlyph] = []
    [UInt8(ascii: "-")].withUnsafeBufferPointer {
      run.faces[face].shape($0, 0..<1, features: run.features, with: buffer, into: &hyphen)
    }
    guard let glyph = hyphen.first, glyph.index != 0 else { return 0 }
    glyphs.append(PositionedGlyph(index: glyph.index, x: glyph.xOffset * run.size, y: -glyph.yOffset * run.size))
    return glyph.advance * run.size
  }

  // MARK: - Missing glyphs

  /// Throws what no face had; the clusters of such a text have gaps.
  func reportMissing() throws(MissingGlyphs) {
    guard !missingGlyphs.isEmpty else { return }
    throw MissingGlyphs(glyphs: missingGlyphs)
  }

  private mutating func note(_ bytes: Range<Int>, _ run: Run) {
    let own = String(decoding: text.bytes[bytes], as: UTF8.self)
    let scalars = Array(own.unicodeScalars.prefix(8))
    guard missingGlyphs.count < MissingGlyphs.mostNamed, missingScalars.insert(scalars).inserted else { return }
    let before = String(decoding: text.bytes[..<bytes.lowerBound].suffix(60), as: UTF8.self).suffix(10)
    let after = String(decoding: text.bytes[bytes.upperBound...].prefix(60), as: UTF8.self).prefix(10)
    missingGlyphs.append(
      MissingGlyph(
        scalars: scalars, font: text.styles[run.style].font,
        position: String(decoding: text.bytes[..<bytes.lowerBound], as: UTF8.self).count + 1,
        context: before.filter { $0 != "\u{FFFD}" } + own.prefix(8) + after.filter { $0 != "\u{FFFD}" }))
  }

  // MARK: - Kinds and breaks

  /// Gives each cluster its kind and what may happen before it.
  mutating func assignBreaks(_ breaks: [LineBreak]) {
    var scalar = 0
    var offset = 0
    for index in clusters.indices {
      while offset < clusters[index].bytes.lowerBound {
        offset += UTF8.width(text.scalars[scalar])
        scalar += 1
      }
      clusters[index].breakBefore = breaks[scalar]
      assignKind(index, text.scalars[scalar])
      if clusters[index].kind == .dash, isSingleEmDash(at: scalar) { clusters[index].kind = .connector }
    }
  }

  /// GB/T 15834—2011 4.13, 5.1.6: an em dash alone is 一字线, a connector; two are a dash.
  private func isSingleEmDash(at index: Int) -> Bool {
    let scalars = text.scalars
    return scalars[index] == "—" && (index == 0 || scalars[index - 1] != "—")
      && (index + 1 == scalars.count || scalars[index + 1] != "—")
  }

  private mutating func assignKinds() {
    for index in clusters.indices {
      let bytes = text.bytes[clusters[index].bytes]
      if let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first {
        assignKind(index, scalar)
      }
    }
  }

  private mutating func assignKind(_ index: Int, _ scalar: Unicode.Scalar) {
    guard !clusters[index].glyphs.isEmpty else { return }
    clusters[index].kind = ClusterKind(scalar, isFullWidth: clusters[index].isFullWidth)
    clusters[index].isExclamation = scalar == "？" || scalar == "！"
    if clusters[index].kind == .digit, text.styles[clusters[index].style].isTabular { widenDigit(index) }
  }

  /// Sets a digit in the middle of the widest digit's advance, for fonts without `tnum`, such as Noto Serif
  /// CJK.
  private mutating func widenDigit(_ index: Int) {
    let cluster = clusters[index]
    let face = library.faces(for: text.styles[cluster.style].font)[cluster.face]
    let spare = face.widestDigit * cluster.em - cluster.advance
    guard spare > 0 else { return }
    clusters[index].leftTrim = -spare / 2
    clusters[index].rightTrim = -spare / 2
  }
}
