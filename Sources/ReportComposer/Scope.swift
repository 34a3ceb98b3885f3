import ReportTemplates

/// Where an expansion stands.
struct Scope {
  /// The node of the result document.
  var place: QueryContext
  /// How many elements stand around this one.
  var depth = 0
  /// How many lists, columns, panels and blocks that keep together stand around this one.
  var boxDepth = 0
  /// How many uses of parts stand around this one.
  var partDepth = 0
  /// The level of the heading above: 0 outside of chapters.
  var level = 0
  /// The number of the heading above, such as `3.1` or `A`; nil where it has none.
  var number: String?

  init(place: QueryContext) { self.place = place }

  /// The scope inside of a box.
  var boxed: Scope {
    var scope = self
    scope.boxDepth += 1
    return scope
  }

  /// The same scope at another node.
  func at(_ place: QueryContext) -> Scope {
    var scope = self
    scope.place = place
    return scope
  }
}
