import Diagnostics
import DocumentModel
import ReportTemplates

/// The expansion of one template over one result document.
///
/// Faults are gathered rather than thrown, so that one run shows them all; a limit that is passed stops the expansion.
final class Expansion {
  let template: CompiledTemplate
  let query: TemplateQuery
  let limits: CompositionLimits
  var numbering = Numbering()
  var references = ReferenceTable()
  /// The number of the top-level piece that is being expanded.
  var segment = 0
  /// The top-level pieces for which the watched part of the result document gave something.
  var watchedSegments: Set<Int> = []

  private(set) var diagnostics: [Diagnostic] = []
  private(set) var isStopped = false
  private var reported: Set<Fault> = []
  private var steps = 0
  private var blockCount = 0
  private var textBytes = 0
  /// What the chart that is being expanded has so far.
  private var chartParts = 0
  private var chartMarks = 0

  /// A fault in a loop is reported once.
  private struct Fault: Hashable {
    var code: String
    var location: SourceLocation?
  }

  init(_ template: CompiledTemplate, query: TemplateQuery, limits: CompositionLimits) {
    self.template = template
    self.query = query
    self.limits = limits
  }

  // MARK: - Faults and limits

  /// Notes a fault, and the node that the template stood at.
  func report(_ diagnostic: Diagnostic, at scope: Scope? = nil) {
    report(diagnostic, path: scope.map(path))
  }

  /// Where in the result document a scope stands; asked while its loop has not gone on.
  func path(of scope: Scope) -> String { query.path(of: scope.place) }

  /// Notes a fault with the path of the node at which it showed.
  func report(_ diagnostic: Diagnostic, path: String?) {
    // What comes after a limit that was passed is a consequence of it.
    guard !isStopped else { return }
    guard reported.insert(Fault(code: diagnostic.code, location: diagnostic.location)).inserted else {
      return
    }
    var diagnostic = diagnostic
    if let path { diagnostic.notes.append(.node(path)) }
    diagnostics.append(diagnostic)
  }

  /// Notes a fault after which nothing sensible follows.
  func stop(_ diagnostic: Diagnostic) {
    if !isStopped { report(diagnostic) }
    isStopped = true
  }

  private func report(_ failure: QueryFailure) {
    if failure.isLimit { stop(failure.diagnostic) } else { report(failure.diagnostic) }
  }

  /// Counts an element that is expanded.
  func countStep(_ element: TemplateElement) {
    steps += 1
    if steps > limits.steps { stop(.tooManySteps(limits.steps, at: element.location)) }
  }

  /// Counts a block, a row, an item or a part of a chart.
  func countBlock(_ element: TemplateElement) {
    blockCount += 1
    if blockCount > limits.blocks { stop(.tooManyBlocks(limits.blocks, at: element.location)) }
  }

  /// Begins to count the parts of a chart.
  func beginChart() { (chartParts, chartMarks) = (0, 0) }

  /// Counts a part of a chart, or of a series or panel in it.
  func countChartPart(_ element: TemplateElement, in chart: TemplateElement) {
    countBlock(element)
    chartParts += 1
    if chartParts > limits.chartParts { stop(.chartTooLarge(limits.chartParts, at: element.location)) }
    // A panel has one level of its own.
    guard chart.name != .panelChart, Self.chartMarkNames.contains(element.name) else { return }
    chartMarks += 1
    if chartMarks > limits.chartMarks { stop(.tooManyChartMarks(limits.chartMarks, element)) }
  }

  private static let chartMarkNames: Set<TemplateElementName> = [
    .threshold, .gate, .level, .dateLine, .phase, .series, .axis, .step, .heatColumn,
  ]

  private func counted(_ text: String) -> String {
    textBytes += text.utf8.count
    if textBytes > limits.textBytes { stop(.tooMuchText(limits.textBytes, path: template.path)) }
    return text
  }

  // MARK: - Values

  /// The string value of an expression; empty where it fails.
  func string(_ expression: XPathExpression?, _ scope: Scope) -> String {
    guard let expression, !isStopped else { return "" }
    do { return counted(try query.string(expression, at: scope.place)) } catch {
      report(error)
      return ""
    }
  }

  /// Whether an expression holds; false where it fails.
  func holds(_ expression: XPathExpression?, _ scope: Scope) -> Bool {
    guard let expression, !isStopped else { return false }
    do { return try query.holds(expression, at: scope.place) } catch {
      report(error)
      return false
    }
  }

  /// The nodes that an expression selects; none where it fails.
  func nodes(_ expression: XPathExpression?, _ scope: Scope) -> [QueryContext] {
    guard let expression, !isStopped else { return [] }
    do { return try query.nodes(expression, at: scope.place) } catch {
      report(error)
      return []
    }
  }

  /// The text of an attribute; nil where the attribute is absent.
  func optionalText(_ element: TemplateElement, _ name: String, _ scope: Scope) -> String? {
    guard let value = element.attribute(name), !isStopped else { return nil }
    do { return OneLine.text(counted(try query.string(value, at: scope.place))) } catch {
      report(error)
      return ""
    }
  }

  /// The text of an attribute; empty where the attribute is absent.
  func text(_ element: TemplateElement, _ name: String, _ scope: Scope) -> String {
    optionalText(element, name, scope) ?? ""
  }

  /// The number that an attribute gives; nil where it gives nothing, and, with a report, where it gives no number.
  func number(_ element: TemplateElement, _ name: String, _ scope: Scope) -> Double? {
    let text = trimmed(text(element, name, scope))
    if text.isEmpty { return nil }
    if let number = DecimalReader.number(text) { return number }
    report(.notANumber(text, element, attribute: name), at: scope)
    return nil
  }

  /// The number of an attribute that must give one.
  func requiredNumber(_ element: TemplateElement, _ name: String, _ scope: Scope) -> Double? {
    if let number = number(element, name, scope) { return number }
    report(.noNumber(element, attribute: name), at: scope)
    return nil
  }

  /// The whole number that an attribute gives, in a range; nil where it gives nothing.
  func whole(
    _ element: TemplateElement, _ name: String, _ scope: Scope, in range: ClosedRange<Int>
  ) -> Int? {
    guard let number = number(element, name, scope) else { return nil }
    if let whole = Int(exactly: number), range.contains(whole) { return whole }
    report(.outOfRange(number, element, attribute: name, range: range), at: scope)
    return nil
  }

  /// The number that an attribute gives, in a range; nil where it gives nothing, and, with a report, where it lies outside.
  func number(
    _ element: TemplateElement, _ name: String, _ scope: Scope, in range: ClosedRange<Double>
  ) -> Double? {
    guard let number = number(element, name, scope) else { return nil }
    if range.contains(number) { return number }
    report(.outOfRange(number, element, attribute: name, from: range.lowerBound, to: range.upperBound), at: scope)
    return nil
  }

  /// Whether an attribute says yes; `otherwise` where it is absent.
  func flag(_ element: TemplateElement, _ name: String, _ scope: Scope, otherwise: Bool = false) -> Bool {
    guard let text = optionalText(element, name, scope) else { return otherwise }
    switch trimmed(text) {
    case "yes", "true", "1": return true
    case "no", "false", "0", "": return false
    default:
      report(.notAFlag(text, element, attribute: name), at: scope)
      return otherwise
    }
  }

  /// One of the fixed values of an attribute; `otherwise` where it is absent.
  func choice<Value: RawRepresentable<String>>(
    _ element: TemplateElement, _ name: String, _ scope: Scope, otherwise: Value
  ) -> Value {
    guard let text = optionalText(element, name, scope) else { return otherwise }
    if let value = Value(rawValue: text) { return value }
    report(.notAChoice(text, element, attribute: name), at: scope)
    return otherwise
  }

  /// Text without white space at its ends.
  func trimmed(_ text: String) -> String {
    var text = text[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

/// Reads the decimal numbers of result documents, whatever the locale.
enum DecimalReader {
  /// The number that a text writes with digits, one point and one minus sign, `-` or U+2212; nil for anything else, such
  /// as `1e9` or `nan`.
  static func number(_ text: String) -> Double? {
    let isNegative = text.hasPrefix("-") || text.hasPrefix("−")
    let digits = isNegative ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), text.utf8.count <= 40,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return Double(digits).map { isNegative ? -$0 : $0 }
  }
}
