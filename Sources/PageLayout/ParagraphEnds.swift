import Canvas

extension FlowItem {
  /// The flow in which at least `count` lines of text stand between the top of a page and a heading or the end of a
  /// chapter, across paragraphs: an end of text on a page that goes on with something else looks lost.
  ///
  /// - Parameter mostEmpty: how much of a page may stay empty so that one line less than `count` does not stand alone;
  ///   twice as much for two lines less, and so on: the fewer they are, the worse they look.
  static func keepingEnds(_ count: Int, in flow: [FlowItem], mostEmpty: Points) -> [FlowItem] {
    var flow = flow
    var lines: [Int] = []
    for index in flow.indices {
      switch flow[index] {
      case .strip(let strip) where strip.kind == .line:
        lines.append(index)
        continue
      case .strip(let strip) where strip.kind == .heading: break
      case .pageBreak, .breakUnlessLeft, .fullPage: break
      case .space, .filling: continue
      case .runningHead, .float, .strip:
        lines = []
        continue
      }
      for (alone, line) in lines.suffix(count).reversed().enumerated().dropFirst() {
        guard case .strip(let strip) = flow[line], !strip.keepsWithNext else { continue }
        flow[line] = flow[line].keptWithNext(mostEmpty: mostEmpty * Double(count - alone))
      }
      lines = []
    }
    return flow
  }
}
