public import Diagnostics
public import DocumentModel
public import ReportTemplates

/// Expands a template over a result document into a document.
///
/// It computes no number and knows no scorecard: what a report shows, the result document holds.
public enum ReportComposer {
  /// Makes the document of one report.
  ///
  /// - Parameters:
  ///   - template: The compiled template.
  ///   - result: The result document.
  ///   - options: What the user asks for beyond the template.
  /// - Throws: `InputRejected` with everything that is wrong, each with its place in the template: values that are not
  ///   of the form that their attribute needs, references to nothing, names given twice, limits passed, unknown chapters.
  public static func compose(
    _ template: CompiledTemplate, with result: ResultTree, options: CompositionOptions = CompositionOptions()
  ) throws(InputRejected) -> Document {
    try composition(of: template, with: result, options: options).document
  }

  /// A document, and whether it shows anything of a part of the result document.
  public struct Composition {
    /// The document.
    public let document: Document
    /// Whether anything in it comes of the watched part; false where none was watched.
    public let showsWatched: Bool
  }

  /// The same as ``compose(_:with:options:)``, and says whether a child of the result document's root, such as
  /// `comparison`, is shown: in the document's properties, or in a chapter that was kept.
  public static func composition(
    of template: CompiledTemplate, with result: ResultTree, options: CompositionOptions, watching part: String? = nil
  ) throws(InputRejected) -> Composition {
    let query = try query(template, over: result, options, watching: part)
    let expansion = Expansion(template, query: query, limits: options.limits)
    let root = Scope(place: query.root)
    var document = expansion.frame(at: root, options)
    let isInFrame = query.takeReached()
    var segments = expansion.segments(of: template.body, root)
    if let wanted = options.sections, expansion.diagnostics.isEmpty {
      segments = try SectionFilter(wanted: wanted, template: template.path).filtered(segments)
    }
    let blocks = segments.flatMap(\.blocks)
    let kept = Set(segments.map(\.number))
    document.blocks = expansion.resolveReferences(in: blocks, kept: kept)
    guard expansion.diagnostics.isEmpty else { throw InputRejected(expansion.diagnostics) }
    return Composition(
      document: document, showsWatched: isInFrame || !expansion.watchedSegments.isDisjoint(with: kept))
  }

  /// Tries a template on several result documents, and says what a user should know: every fault once, a warning where the
  /// foot or a cover leaves out the label, and a note for each selection that found nothing in any of them.
  public static func rehearse(
    _ template: CompiledTemplate, with results: [ResultTree], label: String = ""
  ) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var seen: Set<Rehearsed> = []
    var queries: [TemplateQuery] = []
    var hasContent = results.isEmpty
    for result in results {
      let rehearsal = Rehearsal(of: template, with: result, label: label)
      hasContent = hasContent || rehearsal.hasContent
      if let query = rehearsal.query { queries.append(query) }
      for diagnostic in rehearsal.diagnostics
      where seen.insert(Rehearsed(code: diagnostic.code, location: diagnostic.location)).inserted {
        diagnostics.append(diagnostic)
      }
    }
    if !hasContent { diagnostics.append(.emptyReport(at: template.body.location)) }
    var places: Set<SourceLocation> = []
    for selection in template.selections where places.insert(selection.location).inserted {
      let found = queries.compactMap { $0.hasSelected(selection) }
      if !found.isEmpty, !found.contains(true) { diagnostics.append(.selectsNothing(selection)) }
    }
    return diagnostics
  }

  /// A warning where a document has nothing to show; nil where it has.
  public static func emptiness(of document: Document, from template: CompiledTemplate) -> Diagnostic? {
    document.blocks.contains(where: \.isVisible) ? nil : .emptyReport(at: template.body.location)
  }

  private struct Rehearsed: Hashable {
    var code: String
    var location: SourceLocation?
  }

  fileprivate static func query(
    _ template: CompiledTemplate, over result: ResultTree, _ options: CompositionOptions, watching part: String? = nil
  ) throws(InputRejected) -> TemplateQuery {
    do {
      return try TemplateQuery(
        template, over: result, limits: options.limits.queries, keeping: options.sections, watching: part)
    } catch {
      throw InputRejected([error.diagnostic])
    }
  }
}

/// One trial of a template.
private struct Rehearsal {
  /// Every fault; without any, what is missing.
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether the report shows anything, as far as is known.
  private(set) var hasContent = false
  /// What was asked of the result document.
  private(set) var query: TemplateQuery?

  init(of template: CompiledTemplate, with result: ResultTree, label: String) {
    var options = CompositionOptions()
    options.label = label
    do throws(InputRejected) {
      let query = try ReportComposer.query(template, over: result, options)
      self.query = query
      let expansion = Expansion(template, query: query, limits: options.limits)
      let root = Scope(place: query.root)
      var document = expansion.frame(at: root, options)
      let segments = expansion.segments(of: template.body, root)
      document.blocks = expansion.resolveReferences(
        in: segments.flatMap(\.blocks), kept: Set(segments.map(\.number)))
      diagnostics = expansion.diagnostics
      hasContent = !diagnostics.isEmpty || document.blocks.contains(where: \.isVisible)
      if diagnostics.isEmpty { diagnostics = template.missingLabels(in: document) }
    } catch {
      diagnostics = error.diagnostics
    }
  }
}

extension CompiledTemplate {
  /// Warnings where the foot or a cover of a document leaves out its label.
  fileprivate func missingLabels(in document: Document) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if document.labelledFooter != document.footer {
      let place = page?.location(ofAttribute: "footer") ?? SourceLocation(file: path)
      found.append(.footWithoutLabel(document.label, at: place))
    }
    let covers = document.blocks.compactMap { if case .cover(let cover) = $0 { cover } else { nil } }
    if covers.contains(where: { $0.statement(labelled: document.label) != $0.statement }) {
      let places = elements { $0 == .cover }.map { $0.location(ofAttribute: "statement") }
      found.append(.coverWithoutLabel(document.label, at: places.first ?? body.location))
    }
    return found
  }

  /// The expressions that choose what is shown: those of loops, of `with` and of `value`.
  fileprivate var selections: [XPathExpression] {
    elements { [.forEach, .with, .value].contains($0) }.compactMap(\.expression)
  }

  /// The elements of some names in the body, then in the parts by their names.
  private func elements(where isWanted: (TemplateElementName) -> Bool) -> [TemplateElement] {
    func collect(_ content: [TemplateNode]) -> [TemplateElement] {
      content.flatMap { node -> [TemplateElement] in
        guard case .element(let element) = node else { return [] }
        return (isWanted(element.name) ? [element] : []) + collect(element.content)
      }
    }
    return collect(body.content) + parts.sorted { $0.key < $1.key }.flatMap { collect($0.value.content) }
  }
}

/// A top-level piece of a report: a chapter, or a block between chapters.
struct Segment {
  /// Its number in the order of the report.
  var number: Int
  /// The chapter's id; nil for blocks between chapters and chapters without an id.
  var id: String?
  /// The blocks.
  var blocks: [Block]

  /// Whether the segment is the cover.
  var isCover: Bool {
    if case .cover? = blocks.first { true } else { false }
  }
}

/// Keeps the chapters that a user asked for.
struct SectionFilter {
  /// The ids.
  var wanted: [String]
  /// The template's path, for messages.
  var template: String

  /// The cover and the wanted chapters, in the order of the report.
  ///
  /// - Throws: `InputRejected` naming every unknown id.
  func filtered(_ segments: [Segment]) throws(InputRejected) -> [Segment] {
    let known = segments.compactMap(\.id)
    let unknown = wanted.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      throw InputRejected(unknown.map { .unknownSection($0, known: known, template: template) })
    }
    return segments.filter { segment in segment.isCover || segment.id.map(wanted.contains) == true }
  }
}
