public import Diagnostics

/// An element of a compiled template; a reference, since an expansion passes it around for every node that it shows.
public final class TemplateElement: Sendable {
  /// What the element is called.
  public let name: TemplateElementName
  /// Where it stands in the template.
  public let location: SourceLocation
  /// What it holds; white space between elements is kept only where text may stand.
  public let content: [TemplateNode]
  /// The expression of `select` or `test`.
  public let expression: XPathExpression?
  let attributes: [(name: String, value: AttributeTemplate, location: SourceLocation)]

  init(
    name: TemplateElementName, location: SourceLocation, content: [TemplateNode], expression: XPathExpression?,
    attributes: [(name: String, value: AttributeTemplate, location: SourceLocation)]
  ) {
    self.name = name
    self.location = location
    self.content = content
    self.expression = expression
    self.attributes = attributes
  }

  /// The template of an attribute; nil where the attribute is absent.
  public func attribute(_ name: String) -> AttributeTemplate? {
    for attribute in attributes where attribute.name == name { return attribute.value }
    return nil
  }

  /// Where the value of an attribute stands, or the element where the attribute is absent.
  public func location(ofAttribute name: String) -> SourceLocation {
    for attribute in attributes where attribute.name == name { return attribute.location }
    return location
  }
}

/// A part of an element's content.
public enum TemplateNode: Sendable {
  /// An element.
  case element(TemplateElement)
  /// Text as it stands in the source, with its line ends.
  case text(String)
}

/// A template that was read, checked against its schema and compiled: plain data, used for any number of reports on any
/// number of threads.
public struct CompiledTemplate: Sendable {
  /// The path as the user gave it.
  public let path: String
  /// The template's name.
  public let id: String
  /// What the template calls itself, such as 完整报告.
  public let title: String
  /// The same in English; that of `title` where the template does not say.
  public let englishTitle: String
  /// Whom it is for, in words; empty where it does not say.
  public let audience: String
  /// The same in English; that of `audience` where the template does not say.
  public let englishAudience: String
  /// The properties of the file; nil where the template says nothing.
  public let document: TemplateElement?
  /// The edges of the page; nil where the template says nothing.
  public let page: TemplateElement?
  /// The reusable pieces by name.
  public let parts: [String: TemplateElement]
  /// The body.
  public let body: TemplateElement
  /// The texts of all expressions, by number.
  let expressions: [String]
  /// The names in them.
  let mentionedNames: MentionedNames
  /// By number, what they cost among more nodes than any document has.
  let costs: [XPathCost]
  /// By number, those that are looked up without libxml2's evaluator.
  let plainPaths: [PlainPath?]
}

/// The names of the elements of a template.
public enum TemplateElementName: String, Sendable, CaseIterable {
  case template, parts, include, document, page, part, body
  case chapter, section, appendix
  case cover, contents, paragraph, list, item, table, column, row, cell, figure, columns, panel, space, rule
  case titleLine = "title-line"
  case fact
  case columnBlock = "column-block"
  case keepTogether = "keep-together"
  case keyFigure = "key-figure"
  case pageBreak = "page-break"
  case runningHead = "running-head"
  case writingLines = "writing-lines"
  case fillingLines = "filling-lines"
  case tickBox = "tick-box"
  case blank
  case radar, axis, bars, bar, threshold, ladder, step
  case heatMap = "heat-map"
  case heatColumn = "heat-column"
  case heatRow = "heat-row"
  case heatCell = "heat-cell"
  case outline, earlier, gauge, gate, slope, trend, period, series, point, level
  case waterfall, total, change, sample, phase, gantt, task, milestone, scatter, dot, pareto, category
  case slopeLine = "slope-line"
  case controlChart = "control-chart"
  case intervalChart = "interval-chart"
  case interval
  case dateLine = "date-line"
  case smallMultiples = "small-multiples"
  case panelChart = "panel-chart"
  case trendLine = "trend-line"
  case forEach = "for-each"
  case `if`, choose, when, otherwise, with, use
  case value, strong, sans, small, tabular, color, mark, `break`, fill, ref, link, together
  case pageOf = "page-of"
}
