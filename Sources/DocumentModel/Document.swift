/// A document: content and what stands at the edge of every page; no geometry.
public struct Document: Hashable, Sendable {
  /// The title for the file's properties.
  public var title: String
  /// The author for the file's properties.
  public var author: String
  /// The subject for the file's properties.
  public var subject: String
  /// Key words for the file's properties.
  public var keywords: String
  /// The day of making, `yyyy-mm-dd`; nil for none.
  public var date: String?
  /// The right side of the running head.
  public var runningHead: String
  /// The left side of the foot.
  public var footer: String
  /// The middle of the foot.
  public var footerCenter: String
  /// The words that lie across every page, such as 草稿; nil for none.
  public var watermark: String?
  /// The form of the page number, with `{page}` and `{pages}`.
  public var pageNumberForm: String
  /// What every page has to say of the whole, such as that scores are not official; empty for nothing. Layout puts it where
  /// foot or cover leave it out, and cuts it nowhere.
  public var label: String
  /// The content.
  public var blocks: [Block]

  /// Gathers the parts of a document.
  public init(
    title: String, author: String, subject: String, keywords: String, date: String?, runningHead: String,
    footer: String, footerCenter: String, watermark: String?, pageNumberForm: String, label: String = "",
    blocks: [Block]
  ) {
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.date = date
    self.runningHead = runningHead
    self.footer = footer
    self.footerCenter = footerCenter
    self.watermark = watermark
    self.pageNumberForm = pageNumberForm
    self.label = label
    self.blocks = blocks
  }
}
