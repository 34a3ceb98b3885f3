/// Dashes and ellipses, each written with two characters that never part (GB/T 15834—2011 5.1.4, 5.1.5; CLREQ
/// #h-unbreakable_marks_punctuation), and the em dash that stands alone, which is a connector.
enum TwoEmMarks {
  /// Sets the breaks before and inside each row of such characters.
  ///
  /// Of several marks in a row, a line may end between two of them, as CLREQ allows, except at the level `strict`, where
  /// none may begin a line. A character left over stays with the mark before it.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar], level: ProhibitionLevel) {
    var start = 0
    while start < scalars.count {
      let half = scalars[start]
      guard Marks.mayBeMark(half), Marks.halvesOfTwoEmMarks.contains(half) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < scalars.count, scalars[end] == half { end += 1 }
      for index in start + 1..<end where breaks[index] != .mandatory {
        let beginsMark = (index - start).isMultiple(of: 2) && index + 1 < end
        breaks[index] = beginsMark && level != .strict ? .allowed : .prohibited
      }
      if end == start + 1, half == "—", level != .none, breaks[start] == .allowed {
        breaks[start] = .prohibited  // GB/T 15834—2011 5.1.6: 一字线 does not begin a line.
      }
      start = end
    }
  }
}
