internal import DocumentModel
public import ReportTemplates

/// What a user asks of one report beyond the template.
public struct CompositionOptions: Sendable {
  /// The chapters to keep, by their ids; the cover is kept too. Nil for the whole report.
  public var sections: [String]?
  /// The words across every page, such as 草稿; nil for none.
  public var watermark: String?
  /// What every page has to say whatever the template says, ``DocumentModel/Document/label``.
  public var label = ""
  /// How large the expansion may become.
  public var limits = CompositionLimits()

  /// Gathers the options.
  public init(sections: [String]? = nil, watermark: String? = nil) {
    self.sections = sections
    self.watermark = watermark
  }
}

/// How large the expansion of a template may become, so that no template fills the memory or makes a batch stand still.
public struct CompositionLimits: Sendable {
  /// The most blocks, list items, table rows and parts of charts together.
  public var blocks = 200_000
  /// The most elements of the template that are expanded, counting each passage of a loop.
  public var steps = 5_000_000
  /// The most bytes of text.
  public var textBytes = 32 << 20
  /// How deep elements may be nested once parts are put in their places.
  public var depth = 200
  /// How deep lists, columns, panels and blocks that keep together may stand in each other; layout takes no more.
  public var boxDepth = 16
  /// The most parts of one chart: bars, points, periods and so on.
  public var chartParts = ChartSpecification.mostParts
  /// The most parts of one chart that each need a label or a column of their own across it, such as thresholds, gates,
  /// levels, series and axes.
  public var chartMarks = ChartSpecification.mostMarks
  /// The most columns of a table; on a page each is then as wide as a character.
  public var tableColumns = 40
  /// How deep parts may use parts.
  public var partDepth = 16
  /// What the evaluation of expressions may take.
  public var queries = QueryLimits()

  /// The usual limits.
  public init() {}
}
