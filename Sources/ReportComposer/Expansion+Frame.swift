import DocumentModel
import ReportTemplates

extension Expansion {
  /// The properties of the file and the edges of the page, without content.
  func frame(at root: Scope, _ options: CompositionOptions) -> Document {
    func property(_ name: String) -> String? { template.document.flatMap { optionalText($0, name, root) } }
    func edge(_ name: String) -> String? { template.page.flatMap { optionalText($0, name, root) } }
    let date = property("date").map(trimmed) ?? ""
    if !date.isEmpty, PlanDate(iso8601: date) == nil, let element = template.document {
      report(.notADate(date, element), at: root)
    }
    return Document(
      title: property("title") ?? template.title, author: property("author") ?? "",
      subject: property("subject") ?? "", keywords: property("keywords") ?? "",
      date: date.isEmpty ? nil : date,
      runningHead: edge("running-head") ?? "", footer: edge("footer") ?? "",
      footerCenter: edge("footer-center") ?? "", watermark: options.watermark,
      pageNumberForm: edge("page-number") ?? "第 {page} 页 / 共 {pages} 页", label: options.label, blocks: [])
  }

  /// The top-level pieces of the body.
  func segments(of body: TemplateElement, _ scope: Scope) -> [Segment] {
    var segments: [Segment] = []
    walk(body.content, scope) { node, scope in
      guard case .element(let element) = node else { return }
      segment += 1
      // What the conditions around it asked counts for the piece.
      defer { if query.takeReached() { watchedSegments.insert(segment) } }
      switch element.name {
      case .chapter, .appendix:
        let blocks = chapter(element, scope)
        let id = trimmed(text(element, "id", scope))
        if !blocks.isEmpty {
          segments.append(Segment(number: segment, id: id.isEmpty ? nil : id, blocks: blocks))
        }
      default:
        let blocks = block(element, scope)
        if !blocks.isEmpty { segments.append(Segment(number: segment, id: nil, blocks: blocks)) }
      }
    }
    return segments
  }
}
