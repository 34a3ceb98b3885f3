/// Something with its place on a page: the hand-over from layout to painting is only this.
public struct Placed: Hashable, Sendable {
  /// Where its origin lies, relative to the page or the group around it: the baseline's left end for text.
  public var origin: Point
  /// What it is.
  public var item: PlacedItem

  /// Places an item.
  public init(_ item: PlacedItem, at origin: Point) {
    self.origin = origin
    self.item = item
  }
}

/// What can stand on a page.
public indirect enum PlacedItem: Hashable, Sendable {
  /// Shaped text; the origin is the left end of its baseline.
  case text(GlyphRun)
  /// An outline.
  case shape(Path, Paint)
  /// A picture that the document registers, stretched over a size.
  case image(ImageID, Size)
  /// An area that leads somewhere.
  case link(LinkTarget, Size)
  /// A place that links and bookmarks may name.
  case destination(DestinationName)
  /// Items that move and clip together.
  case group([Placed])
  /// Items turned about the origin, clockwise in degrees.
  case rotated(degrees: Double, [Placed])
  /// Items that the structure tree knows by a tag.
  case structure(StructureTag, [Placed])
}

/// A picture by name.
public struct ImageID: Hashable, Sendable {
  /// The name in the document's list of pictures.
  public let name: String

  /// Names a picture.
  public init(_ name: String) { self.name = name }
}

/// The name of a place in the document: only `a`–`z`, `0`–`9` and `-`, as PDF names survive nothing else in Cairo 1.16.
public struct DestinationName: Hashable, Sendable, CustomStringConvertible {
  /// The name.
  public let description: String

  /// Makes a name, or nil where a character is not allowed.
  public init?(_ name: String) {
    guard !name.isEmpty,
      name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
    else { return nil }
    description = name
  }
}

/// Where a link leads.
public enum LinkTarget: Hashable, Sendable {
  /// A place in the same document.
  case destination(DestinationName)
  /// A resource elsewhere; percent-encoded ASCII.
  case uri(String)
}

/// The structure types that the report uses (ISO 32000-1, 14.8.4).
public enum StructureTag: String, Hashable, Sendable, CaseIterable {
  case document = "Document"
  case part = "Part"
  case section = "Sect"
  case heading1 = "H1"
  case heading2 = "H2"
  case heading3 = "H3"
  case heading4 = "H4"
  case paragraph = "P"
  case list = "L"
  case listItem = "LI"
  case label = "Lbl"
  case listBody = "LBody"
  case table = "Table"
  case tableRow = "TR"
  case tableHeader = "TH"
  case tableData = "TD"
  case figure = "Figure"
  case caption = "Caption"
  case contents = "TOC"
  case contentsItem = "TOCI"
}

/// A finished page.
public struct Page: Hashable, Sendable {
  /// Its size.
  public var size: Size
  /// The printed page number or label, such as `iv` or `12`.
  public var label: String
  /// What stands on it, in painting order.
  public var items: [Placed]

  /// Gathers the parts of a page.
  public init(size: Size, label: String, items: [Placed]) {
    self.size = size
    self.label = label
    self.items = items
  }
}

/// A bookmark.
public struct Bookmark: Hashable, Sendable {
  /// The text shown.
  public var title: String
  /// The depth, from 1.
  public var level: Int
  /// The page, from 0.
  public var page: Int
  /// The height on that page to which the viewer goes.
  public var top: Points

  /// Gathers the parts of a bookmark.
  public init(title: String, level: Int, page: Int, top: Points) {
    self.title = title
    self.level = level
    self.page = page
    self.top = top
  }
}

/// What a PDF says of itself.
public struct DocumentProperties: Hashable, Sendable {
  /// The title.
  public var title: String
  /// The organisation or person.
  public var author: String
  /// The subject.
  public var subject: String
  /// Key words.
  public var keywords: String
  /// The day and time of making, ISO 8601, the only date in the file; nil for none.
  public var created: String?

  /// Gathers the properties.
  public init(title: String, author: String, subject: String, keywords: String, created: String?) {
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.created = created
  }
}

/// A finished document: plain data that any painter can turn into bytes.
public struct PagedDocument: Hashable, Sendable {
  /// What the file says of itself.
  public var properties: DocumentProperties
  /// The pages, in order.
  public var pages: [Page]
  /// The bookmarks, in order.
  public var bookmarks: [Bookmark]

  /// Gathers the parts of a document.
  public init(properties: DocumentProperties, pages: [Page], bookmarks: [Bookmark]) {
    self.properties = properties
    self.pages = pages
    self.bookmarks = bookmarks
  }
}
