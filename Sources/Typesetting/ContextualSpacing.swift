import Canvas
import LineBreaking

/// The widths that depend on neighbours: adjacent marks, and the gap between Han and Latin.
///
/// It works on clusters alone, so that a change of style or font inside a sentence changes nothing.
enum ContextualSpacing {
  /// The gap between Han and Latin letters or digits, in ems (CLREQ, mixed text composition).
  static let gap = 0.25
  /// The least that justification may leave of it.
  static let leastGap = 0.125

  /// Sets trims and gaps of all clusters.
  static func apply(to clusters: inout [Cluster]) {
    for index in clusters.indices.dropFirst() {
      trimPair(index - 1, index, &clusters)
      addGap(index - 1, index, &clusters)
      bindQuantity(index - 1, index, &clusters)
    }
    for index in clusters.indices { setInterpunct(index, &clusters) }
    joinExclamations(&clusters)
  }

  /// CLREQ #h-adjustment_of_adjacent_punctuation_marks: where a bracket or quotation mark meets another mark,
  /// two ems become one and a half. The half goes where the blank is, so that a bracket stays close to what
  /// it encloses.
  private static func trimPair(_ left: Int, _ right: Int, _ clusters: inout [Cluster]) {
    let (a, b) = (clusters[left], clusters[right])
    guard a.isFullWidth, b.isFullWidth else { return }
    switch (a.kind, b.kind) {
    case (.opening, .opening), (.closing, .opening), (.pause, .opening), (.stop, .opening), (.dash, .opening):
      clusters[right].leftTrim = b.em / 2
    case (.closing, .closing), (.pause, .closing), (.stop, .closing), (.closing, .pause), (.closing, .stop),
      (.closing, .dash):
      clusters[left].rightTrim = a.em / 2
    default: break
    }
  }

  /// GB/T 15834—2011 5.1.2, CLREQ #exclamatory_question_marks: two of ？ and ！ take one em together, three take two.
  private static func joinExclamations(_ clusters: inout [Cluster]) {
    var start = 0
    while start < clusters.count {
      var end = start
      while end < clusters.count, clusters[end].isExclamation, clusters[end].isFullWidth { end += 1 }
      let count = end - start
      if count > 1 {
        for index in start..<(count == 2 ? end : end - 1) { clusters[index].rightTrim = clusters[index].em / 2 }
      }
      start = max(end, start + 1)
    }
  }

  /// CLREQ, mixed text composition: a quarter em between Han and Latin letters or digits, none next to
  /// Chinese marks. A single space that the author typed there becomes the gap: it keeps its byte in the
  /// text, but not its own width.
  private static func addGap(_ left: Int, _ right: Int, _ clusters: inout [Cluster]) {
    if needsGap(clusters[left].kind, clusters[right].kind) {
      let han = clusters[left].kind == .han ? clusters[left] : clusters[right]
      clusters[left].gapAfter = gap * han.em
      return
    }
    guard left > 0, clusters[left].kind == .space, clusters[left].bytes.count == 1,
      needsGap(clusters[left - 1].kind, clusters[right].kind)
    else { return }
    let han = clusters[left - 1].kind == .han ? clusters[left - 1] : clusters[right]
    clusters[left].kind = .gapSpace
    clusters[left].advance = gap * han.em
  }

  /// CLREQ #procedures_for_inter-character_space_expansion: no space is added inside what is unbreakable, here a number
  /// with its sign or unit. A space that the author typed there keeps its width.
  private static func bindQuantity(_ left: Int, _ right: Int, _ clusters: inout [Cluster]) {
    let isTyped = clusters[left].kind == .space
    guard clusters[right].breakBefore == .prohibited || isTyped && clusters[right].breakBefore == .discouraged else {
      return
    }
    let (a, b) = (clusters[left].kind, clusters[right].kind)
    switch (a, b) {
    case (.han, .han), (.han, .digit), (.digit, .han), (.gapSpace, .han), (.gapSpace, .digit), (.symbol, .digit),
      (.digit, .symbol):
      clusters[left].isBoundToNext = true
    case (.space, .digit), (.space, .suffix), (.space, .letter), (.space, .prefix), (.space, .sign),
      (.space, .connector):
      guard left > 0, clusters[left].bytes.count == 1 else { return }
      let before = clusters[left - 1].kind
      guard before.isWestern || before == .symbol else { return }
      clusters[left].isBoundToNext = true
    default: break
    }
  }

  private static func needsGap(_ left: ClusterKind, _ right: ClusterKind) -> Bool {
    left == .han && right.takesGapBefore || right == .han && left.takesGapAfter
  }

  /// An interpunct takes half an em, its dot in the middle (GB/T 15834—2011 5.1.7; CLREQ
  /// #h-punctuation_adjustment_space: never adjusted); Noto Sans draws it wider, Noto Serif narrower. Between Latin
  /// letters a narrow one stays as it is.
  private static func setInterpunct(_ index: Int, _ clusters: inout [Cluster]) {
    guard clusters[index].kind == .middle else { return }
    let spare = clusters[index].em / 2 - clusters[index].advance
    let isBetweenWestern =
      index > 0 && clusters[index - 1].kind.isWestern
      && index + 1 < clusters.count && clusters[index + 1].kind.isWestern
    guard spare < 0 || !isBetweenWestern else { return }
    clusters[index].leftTrim = -spare / 2
    clusters[index].rightTrim = -spare / 2
  }
}

extension Cluster {
  /// What the rule for line beginnings takes off: the blank half of an opening mark (CLREQ
  /// #punctuation_width_adjustment), at the first line of a paragraph too.
  var lineStartTrim: Points { kind == .opening && isFullWidth ? max(0, em / 2 - leftTrim) : 0 }

  /// What the rule for line ends takes off: a mark there takes half an em (GB/T 15834—2011 5.1.10). A soft hyphen takes
  /// room there, and nowhere else.
  var lineEndTrim: Points {
    if kind == .softHyphen { return -rightTrim }
    return kind.hasBlankRight && isFullWidth ? max(0, em / 2 - rightTrim) : 0
  }
}
