import DocumentModel
import ReportTemplates

extension Expansion {
  /// The names of elements that stand inside a line.
  static let inlineNames: Set<TemplateElementName> = [
    .value, .strong, .sans, .small, .tabular, .color, .mark, .tickBox, .blank, .break, .fill, .ref, .pageOf,
    .link, .together,
  ]
  /// The size of small text beside its surroundings.
  private static let smallScale = 0.85

  /// The widest blank in ems: that of a line of body text, less a word beside it.
  private static let widestBlank = 40.0

  /// The line of text that some content gives.
  func inlines(_ content: [TemplateNode], _ scope: Scope) -> [Inline] {
    let builder = InlineBuilder()
    addInlines(content, scope, .plain, to: builder)
    return builder.result
  }

  /// The text that some content gives, without style.
  func plainText(_ content: [TemplateNode], _ scope: Scope) -> String {
    inlines(content, scope).map(\.plainText).joined()
  }

  /// Adds what some content gives to a line.
  func addInlines(
    _ content: [TemplateNode], _ scope: Scope, _ style: CharacterStyle, to builder: InlineBuilder
  ) {
    walk(content, scope) { node, scope in addInline(node, scope, style, to: builder) }
  }

  /// Adds one node to a line.
  func addInline(_ node: TemplateNode, _ scope: Scope, _ style: CharacterStyle, to builder: InlineBuilder) {
    guard case .element(let element) = node else {
      if case .text(let text) = node { builder.addTemplateText(text, style) }
      return
    }
    switch element.name {
    case .value: builder.addValue(string(element.expression, scope), style)
    case .strong, .sans, .small, .tabular, .color:
      addInlines(element.content, scope, styled(style, by: element, scope), to: builder)
    case .mark:
      let mark = whole(element, "value", scope, in: 1...5)
      builder.add(.mark(MarkSquare(mark: mark, isCapped: flag(element, "capped", scope))))
    case .tickBox: builder.add(.tickBox(label: String(trimmed(text(element, "label", scope)).prefix(3))))
    case .blank: builder.add(.blank(ems: number(element, "ems", scope, in: 1...Self.widestBlank) ?? 6))
    case .break: builder.add(.lineBreak)
    case .fill: builder.add(.fill)
    case .ref, .pageOf: addReference(element, scope, style, to: builder)
    case .link: addLink(element, scope, style, to: builder)
    case .together:
      let inside = InlineBuilder()
      addInlines(element.content, scope, style, to: inside)
      if !inside.result.isEmpty { builder.add(.together(inside.result)) }
    case .forEach: addSeparated(element, scope, style, to: builder)
    default: break
    }
  }

  private func styled(
    _ style: CharacterStyle, by element: TemplateElement, _ scope: Scope
  ) -> CharacterStyle {
    var style = style
    switch element.name {
    case .strong: style.isBold = true
    case .sans: style.isSans = true
    case .small: style.scale *= Self.smallScale
    case .tabular: style.isTabular = true
    default: style.color = choice(element, "role", scope, otherwise: ColorRole.text)
    }
    return style
  }

  /// A loop with a separator between those passages that give anything; the white space at their ends vanishes.
  private func addSeparated(
    _ element: TemplateElement, _ scope: Scope, _ style: CharacterStyle, to builder: InlineBuilder
  ) {
    let separator = text(element, "separator", scope)
    var isFirst = true
    loop(element, scope) { scope in
      let passage = InlineBuilder()
      addInlines(element.content, scope, style, to: passage)
      guard !passage.result.isEmpty else { return }
      if !isFirst { builder.addValue(separator, style) }
      isFirst = false
      builder.add(contentsOf: passage.result)
    }
  }

  private func addReference(
    _ element: TemplateElement, _ scope: Scope, _ style: CharacterStyle, to builder: InlineBuilder
  ) {
    let id = text(element, "to", scope)
    guard !id.isEmpty else {
      report(.noTarget(element), at: scope)
      return
    }
    let location = element.location(ofAttribute: "to")
    if element.name == .pageOf {
      builder.add(references.pageNumber(of: id, style, at: location))
    } else {
      let form = choice(element, "form", scope, otherwise: ReferenceForm.full)
      builder.add(references.reference(to: id, form, style, at: location))
    }
  }

  private func addLink(
    _ element: TemplateElement, _ scope: Scope, _ style: CharacterStyle, to builder: InlineBuilder
  ) {
    let url = trimmed(text(element, "url", scope))
    guard ["https://", "http://", "mailto:"].contains(where: url.hasPrefix) else {
      report(.unsafeLink(url, element), at: scope)
      return
    }
    let inside = InlineBuilder()
    addInlines(element.content, scope, style, to: inside)
    for piece in inside.result {
      if case .text(let text, let style) = piece {
        builder.add(.link(url: url, text, style))
      } else {
        builder.add(piece)
      }
    }
  }
}

extension Inline {
  /// The text, where there is any.
  var plainText: String {
    switch self {
    case .text(let text, _), .reference(_, let text, _), .link(_, let text, _): text
    case .mark(let square): square.mark.map(String.init) ?? ""
    case .tickBox(let label): label
    case .lineBreak, .fill, .blank: " "
    case .pageNumber: ""
    case .together(let inlines): inlines.map(\.plainText).joined()
    }
  }

  /// Whether anything of it is seen on the page.
  var isVisible: Bool {
    switch self {
    case .text(let text, _), .link(_, let text, _): text.contains { !$0.isWhitespace }
    case .mark, .tickBox, .blank, .reference, .pageNumber: true
    case .lineBreak, .fill: false
    case .together(let inlines): inlines.contains(where: \.isVisible)
    }
  }
}
