public import Diagnostics

/// A template that was read, with everything that is to be said about it.
public struct TemplateReading: Sendable {
  /// The template; nil where something is wrong.
  public let template: CompiledTemplate?
  /// What could be made out of a template in which something is wrong: good for finding wrong paths with the rest, not for a
  /// report.
  public let draft: CompiledTemplate?
  /// What was found, errors and warnings, in the order of the files and lines, with the texts.
  public let report: DiagnosticReport
}

extension CompiledTemplate {
  /// Reads, checks and compiles a template with the files that it includes.
  ///
  /// - Parameters:
  ///   - bytes: The template, UTF-8 with or without a byte order mark.
  ///   - path: Its path, for messages.
  ///   - folder: Where included files lie; nil where nothing may be read.
  ///   - schema: The schema that it must fit.
  public static func read(
    _ bytes: [UInt8], path: String, folder: TemplateFolder? = nil, schema: TemplateSchema
  ) -> TemplateReading {
    let files = TemplateFiles(bytes, path: path, folder: folder)
    func reading(
      _ template: CompiledTemplate?, _ diagnostics: [Diagnostic], draft: CompiledTemplate? = nil
    ) -> TemplateReading {
      let order = files.files.map(\.tree.source.path)
      func place(_ diagnostic: Diagnostic) -> (Int, SourceLocation) {
        let location = diagnostic.location ?? SourceLocation(file: path)
        return (order.firstIndex(of: location.file) ?? order.count, location)
      }
      let sorted = diagnostics.sorted { place($0) < place($1) }
      let shown = sorted.prefix(Self.mostFindings) + Self.closing(sorted.dropFirst(Self.mostFindings))
      return TemplateReading(
        template: template, draft: draft, report: DiagnosticReport(Array(shown), sources: files.sources))
    }
    guard let main = files.files.first, main.relativePath.isEmpty else { return reading(nil, files.diagnostics) }
    let structure = StructureCheck.diagnostics(of: files.files.map(\.root), in: schema.vocabulary)
    var compiler = TemplateCompiler(schema: schema.vocabulary)
    for file in files.files { compiler.compile(file.root) }
    var found = files.diagnostics + structure + compiler.diagnostics
    if structure.isEmpty {
      do throws(InputRejected) {
        found += try RelaxNG.diagnostics(of: files.files.map { ($0.tree, $0.places) }, against: schema.source)
      } catch { found += error.diagnostics }
    }
    found += compiler.advice
    guard let body = compiler.parts.body else { return reading(nil, found) }
    func said(_ name: String) -> String? { main.root.attribute(name)?.value }
    let (title, audience) = (said("title") ?? "", said("audience") ?? "")
    let template = CompiledTemplate(
      path: path, id: said("id") ?? "", title: title, englishTitle: said("title-en") ?? title, audience: audience,
      englishAudience: said("audience-en") ?? audience, document: compiler.parts.document,
      page: compiler.parts.page, parts: compiler.parts.named, body: body, expressions: compiler.expressions,
      mentionedNames: MentionedNames(in: compiler.expressions),
      costs: compiler.expressions.map { XPathCost(of: $0, in: .most) },
      plainPaths: compiler.expressions.map { PlainPath($0) })
    guard !found.contains(where: { $0.severity == .error }) else { return reading(nil, found, draft: template) }
    return reading(template, found + PartUse(template, files).diagnostics)
  }

  /// The most findings that are listed: each quotes its line.
  private static let mostFindings = 200

  /// Says that there is more than is listed; an error where an error is among it.
  private static func closing(_ omitted: ArraySlice<Diagnostic>) -> [Diagnostic] {
    guard !omitted.isEmpty else { return [] }
    let hasErrors = omitted.contains { $0.severity == .error }
    return [
      Diagnostic(
        hasErrors ? .error : .note, "too-many-diagnostics",
        LocalizedText(
          chinese: "问题太多，只列出前 \(mostFindings) 个", english: "only the first \(mostFindings) problems are listed"),
        hint: LocalizedText(
          chinese: "先改正上面列出的问题，再检查一次", english: "mend what is listed above, then check again"))
    ]
  }

  /// Reads, checks and compiles a template.
  ///
  /// - Throws: `InputRejected` with everything that is wrong: bytes, XML syntax, includes, unknown or misplaced elements
  ///   and attributes, XPath syntax, braces.
  public init(
    _ bytes: [UInt8], path: String, folder: TemplateFolder? = nil, schema: TemplateSchema
  ) throws(InputRejected) {
    let reading = Self.read(bytes, path: path, folder: folder, schema: schema)
    guard let template = reading.template else { throw InputRejected(reading.report.diagnostics) }
    self = template
  }
}

/// Turns checked elements into compiled ones, gathering the faults of expressions and braces.
private struct TemplateCompiler {
  /// What stands directly in a template.
  struct Parts {
    var document: TemplateElement?
    var page: TemplateElement?
    var named: [String: TemplateElement] = [:]
    var body: TemplateElement?
  }

  /// Attributes that hold bare XPath.
  private static let bare: Set<String> = ["select", "test"]
  /// Attributes whose braces mean nothing to XPath.
  private static let literal: Set<String> = ["page-number", "part", "name", "file"]

  private(set) var parts = Parts()
  private(set) var diagnostics: [Diagnostic] = []
  /// What is allowed and hardly meant.
  private(set) var advice: [Diagnostic] = []
  private(set) var expressions: [String] = []
  private let names: Set<String>
  private let xpath = XPathCompiler()
  private var numbers: [String: Int] = [:]

  init(schema: SchemaVocabulary) { names = schema.names }

  /// Compiles what stands directly in a file.
  mutating func compile(_ root: SourceElement) {
    for element in root.elements {
      guard let compiled = compiled(element) else { continue }
      switch compiled.name {
      case .document: parts.document = compiled
      case .page: parts.page = compiled
      case .part: parts.named[element.attribute("name")?.value ?? ""] = compiled
      case .body: parts.body = compiled
      default: break
      }
    }
  }

  /// The compiled form; nil for a name that is unknown, which the structure check reports.
  private mutating func compiled(_ element: SourceElement) -> TemplateElement? {
    guard let name = TemplateElementName(rawValue: element.name) else {
      if names.contains(element.name) { diagnostics.append(.elementWithoutMeaning(element)) }
      return nil
    }
    var expression: XPathExpression?
    var attributes: [(name: String, value: AttributeTemplate, location: SourceLocation)] = []
    for attribute in element.attributes {
      if Self.bare.contains(attribute.name) {
        expression = self.expression(attribute.value, in: attribute, offset: 0)
      } else {
        attributes.append((attribute.name, template(attribute), attribute.valueLocation))
      }
    }
    return TemplateElement(
      name: name, location: element.location, content: content(of: element), expression: expression,
      attributes: attributes)
  }

  private mutating func content(of element: SourceElement) -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    for node in element.content {
      switch node {
      case .element(let child): if let compiled = compiled(child) { nodes.append(.element(compiled)) }
      case .text(let text):
        if Self.looksLikePath(in: text) { advice.append(.bracesInText(of: element)) }
        nodes.append(.text(text))
      }
    }
    return nodes
  }

  /// Whether a text holds a path in braces, which only attributes take: `{@name}`, `{/result-document/@label}`, `{title}`
  /// beside them may be meant as it stands.
  private static func looksLikePath(in text: String) -> Bool {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().contains { piece in
      guard let end = piece.firstIndex(of: "}") else { return false }
      let inside = piece[..<end]
      return inside.contains("@") || inside.contains("/")
    }
  }

  private mutating func template(_ attribute: SourceElement.Attribute) -> AttributeTemplate {
    if Self.literal.contains(attribute.name) {
      if attribute.name == "page-number" { checkPageNumber(attribute) }
      return AttributeTemplate(segments: [.literal(attribute.value)])
    }
    do {
      return AttributeTemplate(
        segments: try AttributeSplitter.pieces(of: attribute.value).map { piece in
          switch piece {
          case .literal(let text): .literal(text)
          case .expression(let text, let offset): .expression(expression(text, in: attribute, offset: offset))
          }
        })
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, "attribute-template", error.message, at: attribute.location(from: error.offset, length: 1)))
      return AttributeTemplate(segments: [])
    }
  }

  private mutating func expression(
    _ text: String, in attribute: SourceElement.Attribute, offset: Int
  ) -> XPathExpression {
    let location = attribute.location(from: offset, length: text.unicodeScalars.count)
    if let fault = xpath.fault(in: text) {
      let place = attribute.location(from: offset + fault.offset, length: fault.length)
      diagnostics.append(.faultyXPath(text, fault, at: place))
      // Any element at all, so that nothing is said of paths that start from a wrong one.
      return self.expression("//*", in: attribute, offset: offset)
    }
    let number = numbers[text] ?? expressions.count
    if number == expressions.count {
      numbers[text] = number
      expressions.append(text)
    }
    return XPathExpression(
      text: text, location: location, number: number, place: attribute.place, offset: offset)
  }

  /// The form of page numbers is filled in by the layout, so that only its own two names may stand in braces.
  private mutating func checkPageNumber(_ attribute: SourceElement.Attribute) {
    let rest = attribute.value.replacing("{page}", with: "").replacing("{pages}", with: "")
    guard !attribute.value.contains("{page}") || rest.contains("{") || rest.contains("}") else { return }
    diagnostics.append(.faultyPageNumber(at: attribute.valueLocation))
  }
}

extension Diagnostic {
  fileprivate static func bracesInText(of element: SourceElement) -> Diagnostic {
    Diagnostic(
      .warning, "braces-in-text",
      LocalizedText(
        chinese: "<\(element.name)> 的文字里有花括号和路径，会照原样印出来",
        english: "the text of <\(element.name)> has a path in braces, which will be printed as it stands"),
      at: element.location,
      hint: LocalizedText(
        chinese: "花括号只用于属性；文字里写 <value select=\"…\"/>",
        english: "braces are for attributes; in text write <value select=\"…\"/>"))
  }

  fileprivate static func elementWithoutMeaning(_ element: SourceElement) -> Diagnostic {
    Diagnostic(
      .error, "element-without-meaning",
      LocalizedText(
        chinese: "模式文件允许 <\(element.name)>，但程序不认识它：模式文件与程序的版本不一致",
        english:
          "the schema allows <\(element.name)>, which this program does not know: their versions differ"),
      at: element.location)
  }

  fileprivate static func faultyXPath(
    _ text: String, _ fault: XPathSyntax.Fault, at place: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .error, "xpath-syntax",
      LocalizedText(
        chinese: "XPath“\(quoted(text))”：\(fault.message.chinese)",
        english: "XPath \"\(quoted(text))\": \(fault.message.english)"),
      at: place, hint: fault.hint)
  }

  fileprivate static func faultyPageNumber(at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "page-number-form",
      LocalizedText(
        chinese: "page-number 里要有 {page}，可以有 {pages}，不能有别的大括号",
        english: "page-number holds {page}, may hold {pages}, and no other braces"),
      at: place)
  }
}
