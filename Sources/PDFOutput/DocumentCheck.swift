import Canvas

/// Finds what Cairo would not: it writes dead links, duplicate names and bookmarks without a page and reports success.
struct DocumentCheck {
  /// The glyphs that each font must have.
  private(set) var glyphs: [FontID: GlyphSet] = [:]
  /// The pictures that the pages show.
  private(set) var images: Set<ImageID> = []

  private var destinations: Set<DestinationName> = []
  private var links: [(name: DestinationName, page: Int)] = []
  private var page = 0
  private var rotations = 0

  /// Checks a whole document, given the pictures at hand.
  init(_ document: PagedDocument, images available: Set<ImageID>) throws(PDFError) {
    guard !document.pages.isEmpty else { throw .noPages }
    try checkText(of: document)
    for (index, page) in document.pages.enumerated() {
      self.page = index + 1
      guard (1...14_400).contains(page.size.width), (1...14_400).contains(page.size.height) else {
        throw .pageSize(page: self.page)
      }
      for placed in page.items { try check(placed, available) }
    }
    for link in links where !destinations.contains(link.name) {
      throw .danglingDestination(link.name, page: link.page)
    }
    for bookmark in document.bookmarks {
      guard document.pages.indices.contains(bookmark.page), bookmark.level >= 1, bookmark.top.isFinite else {
        throw .bookmark(title: bookmark.title)
      }
    }
  }

  private func checkText(of document: PagedDocument) throws(PDFError) {
    let properties = document.properties
    let texts =
      [properties.title, properties.author, properties.subject, properties.keywords]
      + document.pages.map(\.label) + document.bookmarks.map(\.title)
    for text in texts where text.utf8.contains(0) { throw .nullCharacter(text) }
    if let created = properties.created, !CreationDate.isValid(created) { throw .creationDate(created) }
  }

  private mutating func check(_ placed: Placed, _ available: Set<ImageID>) throws(PDFError) {
    try check(placed.origin.x, placed.origin.y)
    switch placed.item {
    case .text(let run): try check(run)
    case .shape(let path, let paint): try check(path, paint)
    case .image(let image, let size):
      try check(size.width, size.height)
      guard available.contains(image) else { throw .missingImage(image, page: page) }
      images.insert(image)
    case .link(let target, let size):
      try check(size.width, size.height)
      try check(target)
    case .destination(let name):
      guard rotations == 0 else { throw .linkInRotation(page: page) }
      guard destinations.insert(name).inserted else { throw .duplicateDestination(name, page: page) }
    case .group(let items), .structure(_, let items):
      for item in items { try check(item, available) }
    case .rotated(let degrees, let items):
      try check(degrees, 0)
      rotations += 1
      for item in items { try check(item, available) }
      rotations -= 1
    }
  }

  private mutating func check(_ run: GlyphRun) throws(PDFError) {
    try check(run.size, run.advance)
    for glyph in run.glyphs { try check(glyph.x, glyph.y) }
    glyphs[run.font, default: GlyphSet()].formUnion(run.glyphs)
    var (bytes, shown) = (0, 0)
    for cluster in run.clusters {
      guard cluster.byteCount >= 0, cluster.glyphCount >= 0, cluster.byteCount + cluster.glyphCount > 0 else {
        throw .clusters(text: run.text, page: page)
      }
      bytes += cluster.byteCount
      shown += cluster.glyphCount
    }
    guard bytes == run.text.utf8.count, shown == run.glyphs.count else {
      throw .clusters(text: run.text, page: page)
    }
    if run.text.utf8.contains(0) { throw .nullCharacter(run.text) }
  }

  private func check(_ path: Path, _ paint: Paint) throws(PDFError) {
    for element in path.elements {
      switch element {
      case .move(let point), .line(let point): try check(point.x, point.y)
      case .curve(let control1, let control2, let end):
        for point in [control1, control2, end] { try check(point.x, point.y) }
      case .close: break
      }
    }
    guard let stroke = paint.stroke else { return }
    try check(stroke.width, 0)
    for dash in stroke.dashes { try check(dash, 0) }
    // Cairo refuses a pattern of nothing but gaps of no length, and negative ones.
    guard stroke.dashes.isEmpty || (stroke.dashes.allSatisfy { $0 >= 0 } && stroke.dashes.contains { $0 > 0 })
    else {
      throw .coordinate(page: page)
    }
  }

  private mutating func check(_ target: LinkTarget) throws(PDFError) {
    guard rotations == 0 else { throw .linkInRotation(page: page) }
    switch target {
    case .destination(let name): links.append((name, page))
    case .uri(let address):
      guard LinkTarget.isEncoded(address) else { throw .unencodedAddress(address, page: page) }
    }
  }

  private func check(_ first: Double, _ second: Double) throws(PDFError) {
    // Not-a-number compares as false.
    guard abs(first) < 100_000, abs(second) < 100_000 else { throw .coordinate(page: page) }
  }
}

/// The time of making, in the forms that Cairo reads without asking the clock or the time zone of the machine.
enum CreationDate {
  /// Whether a text is `yyyy-mm-dd`, or that with `Thh:mm:ss` and `Z` or `±hh:mm`.
  static func isValid(_ text: String) -> Bool {
    let day = "dddd-dd-dd"
    let time = day + "Tdd:dd:dd"
    return [day, time, time + "Z", time + "+dd:dd", time + "-dd:dd"].contains { matches(text, $0) }
  }

  private static func matches(_ text: String, _ form: String) -> Bool {
    text.utf8.count == form.utf8.count
      && zip(text.utf8, form.utf8).allSatisfy { byte, expected in
        expected == UInt8(ascii: "d")
          ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == expected
      }
  }
}
