import Canvas
import LineBreaking

extension PreparedParagraph {
  /// The paragraph for lines of a width: a part that stands together and is wider than a line is broken like other text,
  /// since to keep what cannot be kept would cut it anywhere.
  func loosened(toFit column: Points) -> PreparedParagraph {
    guard let looseClusters else { return self }
    var paragraph = self
    let chooser = LineChooser(clusters: clusters, isJustified: style.alignment == .justified)
    var start = 0
    while start < clusters.count {
      let end = clusters[(start + 1)...].firstIndex { $0.breakBefore != .prohibited } ?? clusters.count
      let unit = start..<end
      let measure = column - (start == 0 ? style.firstLineIndent : style.hangingIndent)
      let isKept = unit.dropFirst().contains { clusters[$0].breakBefore != looseClusters[$0].breakBefore }
      if isKept, chooser.leastWidth(of: clusters[unit]) > measure + LineChooser.tolerance {
        paragraph.clusters.replaceSubrange(unit, with: looseClusters[unit])
      }
      start = end
    }
    return paragraph
  }
}
