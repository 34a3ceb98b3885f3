/// How far a long check has come, on standard error where that is a terminal.
final class PercentProgress {
  private let title: String
  private let start = ContinuousClock.now
  private var shown = -1

  /// Whether anybody sees it.
  let isShown = StandardStreams.errorIsTerminal

  /// - Parameter title: what is done.
  init(_ title: String) { self.title = title }

  /// Says how many of all are done, where that is another percentage than before. What takes less than a second says
  /// nothing.
  func advance(_ done: Int, of all: Int) {
    let percent = all > 0 ? done * 100 / all : 0
    guard isShown, percent != shown, start.duration(to: .now) > .seconds(1) else { return }
    shown = percent
    // Back to the margin, and the rest of the old line wiped out.
    StandardStreams.complainRaw("\r\(title) \(percent)%\u{1B}[K")
  }

  /// Clears the line.
  func end() { if shown >= 0 { StandardStreams.complainRaw("\r\u{1B}[K") } }
}
