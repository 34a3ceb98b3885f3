import ReportTemplates

extension Expansion {
  /// Follows the steering elements of some content, and shows everything else to `visit` in its scope.
  ///
  /// A loop with a separator is shown too, since what a separator is depends on the content.
  func walk(_ content: [TemplateNode], _ scope: Scope, _ visit: (TemplateNode, Scope) -> Void) {
    var inner = scope
    inner.depth += 1
    for node in content {
      guard !isStopped else { return }
      guard case .element(let element) = node else {
        visit(node, inner)
        continue
      }
      countStep(element)
      if inner.depth > limits.depth {
        stop(.nestedTooDeeply(limits.depth, at: element.location))
        return
      }
      switch element.name {
      case .forEach where element.attribute("separator") == nil:
        loop(element, inner) { walk(element.content, $0, visit) }
      case .if:
        if holds(element.expression, inner) { walk(element.content, inner, visit) }
      case .choose:
        if let branch = branch(of: element, inner) { walk(branch.content, inner, visit) }
      case .with:
        if let first = nodes(element.expression, inner).first {
          walk(element.content, inner.at(first.alone), visit)
        }
      case .use: usePart(element, inner, visit)
      default: visit(node, inner)
      }
    }
  }

  /// Calls `body` with the scope of each node that a loop selects.
  func loop(_ element: TemplateElement, _ scope: Scope, _ body: (Scope) -> Void) {
    let mark = query.mark
    for place in nodes(element.expression, scope) {
      guard !isStopped else { return }
      countStep(element)
      body(scope.at(place))
    }
    query.forgetNodes(since: mark)
  }

  private func branch(of element: TemplateElement, _ scope: Scope) -> TemplateElement? {
    for case .element(let branch) in element.content {
      if branch.name == .otherwise || holds(branch.expression, scope) { return branch }
    }
    return nil
  }

  private func usePart(_ element: TemplateElement, _ scope: Scope, _ visit: (TemplateNode, Scope) -> Void) {
    // The structure check has seen that the part is there.
    guard let part = template.parts[element.attribute("part")?.literal ?? ""] else { return }
    var inner = scope
    inner.partDepth += 1
    guard inner.partDepth <= limits.partDepth else {
      stop(.partsTooDeep(limits.partDepth, at: element.location))
      return
    }
    walk(part.content, inner, visit)
  }
}
