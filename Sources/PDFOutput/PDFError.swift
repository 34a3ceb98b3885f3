public import Canvas

/// Why a document could not be painted. Pages are counted from 1, as a reader counts them.
public enum PDFError: Error, Hashable, Sendable {
  /// A document without pages.
  case noPages
  /// A page whose sides are not between 1 and 14,400 points (ISO 32000-1, annex C).
  case pageSize(page: Int)
  /// A place or size that is not a finite number below 100,000 points.
  case coordinate(page: Int)
  /// A link to a place that does not exist.
  case danglingDestination(DestinationName, page: Int)
  /// A place that is named twice.
  case duplicateDestination(DestinationName, page: Int)
  /// A link or a place inside a rotation, which PDF links cannot follow.
  case linkInRotation(page: Int)
  /// An address that is not percent-encoded ASCII.
  case unencodedAddress(String, page: Int)
  /// A picture that was not given.
  case missingImage(ImageID, page: Int)
  /// A picture that is not a readable PNG, or larger than 64 million pixels.
  case unreadableImage(ImageID)
  /// A run whose clusters do not add up to its text and glyphs.
  case clusters(text: String, page: Int)
  /// A text that contains the code point 0.
  case nullCharacter(String)
  /// A bookmark that names no page, or with a level below 1.
  case bookmark(title: String)
  /// A time of making that is not ISO 8601.
  case creationDate(String)
  /// A font that could not be cut down or read.
  case font(FontID, reason: String)
  /// Cairo reported a fault.
  case cairo(operation: String, status: String)
}

extension PDFError: CustomStringConvertible {
  /// What is wrong and where, in English, for a log.
  public var description: String {
    switch self {
    case .noPages: "the document has no pages"
    case .pageSize(let page): "page \(page): the size of the page is out of range"
    case .coordinate(let page): "page \(page): a place or size is not a finite number in range"
    case .danglingDestination(let name, let page):
      "page \(page): a link leads to “\(name)”, which does not exist"
    case .duplicateDestination(let name, let page): "page \(page): the place “\(name)” is named twice"
    case .linkInRotation(let page): "page \(page): a link or a named place stands in a rotation"
    case .unencodedAddress(let address, let page):
      "page \(page): the address “\(address)” is not percent-encoded"
    case .missingImage(let image, let page): "page \(page): the picture “\(image.name)” is missing"
    case .unreadableImage(let image):
      "the picture “\(image.name)” is not a readable PNG of at most 64 megapixels"
    case .clusters(let text, let page): "page \(page): the clusters of “\(text)” do not add up"
    case .nullCharacter(let text): "“\(text)” contains the code point 0"
    case .bookmark(let title): "the bookmark “\(title)” names no page or has a level below 1"
    case .creationDate(let text): "“\(text)” is not a date of the form yyyy-mm-dd or an ISO 8601 time"
    case .font(let font, let reason): "the font \(font): \(reason)"
    case .cairo(let operation, let status): "\(operation): \(status)"
    }
  }
}
