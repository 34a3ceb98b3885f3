import Canvas
import Fonts
import Foundation
import PDFOutput
import PageLayout
import ResultDocument
import Typesetting

/// The processor time of the running thread, in milliseconds.
func threadTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

/// Where the processor time of a report goes, over several reports in one process after one for warming up.
struct StageReport {
  private var times: [(name: String, time: Double)] = []
  private var replay = 0.0
  private var untaggedReplay = 0.0
  private var count = 0
  private var pages = 0
  private var bytes = 0

  init(maker: ReportMaker, assessments: [String]) throws {
    let fonts = PaintingFonts(maker.fonts)
    let typesetter = Typesetter(library: maker.fonts)
    for (index, path) in (assessments.prefix(1) + assessments).enumerated() {
      try measure(path, maker, fonts, typesetter, isCounted: index > 0)
    }
  }

  private mutating func measure(
    _ path: String, _ maker: ReportMaker, _ fonts: PaintingFonts, _ typesetter: Typesetter, isCounted: Bool
  ) throws {
    var laps = Laps()
    let loaded = try maker.read(path)
    laps.end("read")
    let indicators = maker.review(loaded, at: path)
    laps.end("indicators")
    let scorecard = maker.score(loaded, indicators: indicators)
    laps.end("score")
    let result = try maker.result(scorecard)
    laps.end("result document")
    let document = try maker.compose(result)
    laps.end("compose")
    let setter = TimedSetter(typesetter)
    let paged = try PageLayouter(setter: setter).layout(document)
    laps.end("paginate")
    laps.split("paginate", into: [("shape", setter.shaping), ("break", setter.breaking)])
    let prepared = try PDFPainter().prepare(paged, fonts: fonts)
    laps.end("subset")
    let painted = try prepared.paint()
    laps.end("paint")
    let file = try painted.finish()
    laps.end("finish")
    // The limit of this stack: the same pages once more, with everything prepared.
    let start = threadTime()
    _ = try PDFPainter().render(paged, fonts: fonts)
    let again = threadTime() - start
    let plain = threadTime()
    _ = try PDFPainter().render(paged.withoutStructure, fonts: fonts)
    let untagged = threadTime() - plain
    guard isCounted else { return }
    count += 1
    pages += paged.pages.count
    bytes += file.count
    replay += again
    untaggedReplay += untagged
    for (index, lap) in laps.all.enumerated() {
      if times.count <= index { times.append((lap.name, 0)) }
      times[index].time += lap.time
    }
  }

  /// The means as JSON, in the order of the stages.
  var json: String {
    func mean(_ value: Double) -> String { String(format: "%.2f", value / Double(max(count, 1))) }
    let stages = times.map { "    [\"\($0.name)\", \(mean($0.time))]" }.joined(separator: ",\n")
    return """
      {
        "reports": \(count), "pages": \(pages), "bytes": \(bytes / max(count, 1)), "replay": \(mean(replay)),
        "untagged-replay": \(mean(untaggedReplay)),
        "stages": [
      \(stages)
        ]
      }
      """
  }
}

/// Laps of the thread's clock.
private struct Laps {
  private(set) var all: [(name: String, time: Double)] = []
  private var start = threadTime()

  mutating func end(_ name: String) {
    all.append((name, threadTime() - start))
    start = threadTime()
  }

  /// Takes parts that were measured inside the last lap out of it, and puts them before it.
  mutating func split(_ name: String, into parts: [(name: String, time: Double)]) {
    guard var whole = all.popLast(), whole.name == name else { return }
    whole.time -= parts.reduce(0) { $0 + $1.time }
    all += parts + [whole]
  }
}

/// A typesetter that is watched.
private final class TimedSetter: TextSetting {
  private let setter: Typesetter
  private(set) var shaping = 0.0
  private(set) var breaking = 0.0

  init(_ setter: Typesetter) { self.setter = setter }

  private func shape(_ paragraph: TextParagraph) throws(MissingGlyphs) {
    let start = threadTime()
    defer { shaping += threadTime() - start }
    _ = try setter.prepare(paragraph)
  }

  func lines(of paragraph: TextParagraph, width: Points) throws(MissingGlyphs) -> [LineFragment] {
    try shape(paragraph)
    let start = threadTime()
    defer { breaking += threadTime() - start }
    return try setter.lines(of: paragraph, width: width)
  }

  func widths(of paragraph: TextParagraph) throws(MissingGlyphs) -> TextWidths {
    try shape(paragraph)
    return try setter.widths(of: paragraph)
  }
}

extension PagedDocument {
  /// The same marks without the structure tree.
  fileprivate var withoutStructure: PagedDocument {
    func plain(_ items: [Placed]) -> [Placed] {
      items.map { placed in
        switch placed.item {
        case .structure(_, let inner), .group(let inner): Placed(.group(plain(inner)), at: placed.origin)
        case .rotated(let degrees, let inner): Placed(.rotated(degrees: degrees, plain(inner)), at: placed.origin)
        default: placed
        }
      }
    }
    var document = self
    document.pages = pages.map { Page(size: $0.size, label: $0.label, items: plain($0.items)) }
    return document
  }
}
