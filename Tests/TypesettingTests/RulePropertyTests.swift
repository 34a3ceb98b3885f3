import Canvas
import Fonts
import LineBreaking
import TestSupport
import Testing

@testable import Typesetting

/// What the rules promise for every text, level and measure, tried on random texts with fixed seeds.
struct RulePropertyTests {
  private static let alphabet = Array(
    "评审服务中心的第年秒。，、！？；：（）“”‘’《》—…·/-–～+ %￥≥0123abcISO℃".unicodeScalars)
  private let typesetter = Typesetter(library: BoxFace.library())

  private func text(_ generator: inout SeededGenerator, upTo length: Int = 60) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...length, using: &generator) {
      text.unicodeScalars.append(Self.alphabet.randomElement(using: &generator) ?? "评")
    }
    return text
  }

  /// The scalars of each line.
  private func scalars(_ lines: [LineFragment]) -> [[Unicode.Scalar]] {
    lines.map { $0.runs.flatMap { Array($0.run.text.unicodeScalars) } }
  }

  // A line ends where the breaker allows it; only where a whole line has no such place, it is cut. From one em up, all
  // levels and alignments.
  @Test(arguments: ProhibitionLevel.allCases.map(\.rawValue))
  func linesEndWhereTheLevelAllowsUnlessForced(named name: String) throws {
    let level = try #require(ProhibitionLevel(rawValue: name))
    var generator = SeededGenerator(seed: 11)
    var forced = 0
    var free = 0
    for round in 0..<600 {
      let text = text(&generator)
      let style = LineStyle(leading: 17, alignment: round.isMultiple(of: 2) ? .justified : .left, prohibition: level)
      let width = Double.random(in: 10...200, using: &generator)
      let lines = scalars(try typesetter.lines(of: Dump.paragraph(text, style), width: width))
      #expect(lines.flatMap(\.self) == Array(text.unicodeScalars))
      let breaks = LineBreaker(.chinese(level)).breaks(in: Array(text.unicodeScalars))
      var end = 0
      for (line, next) in zip(lines, lines.dropFirst()) {
        let start = end
        end += line.count
        if breaks[end] == .prohibited {
          forced += 1
          #expect((start + 1..<end).allSatisfy { breaks[$0] == .prohibited }, "\(text) at \(end), width \(width)")
        } else if !(line.last!.isASCII && next[0].isASCII) {  // a code may break after a solidus
          free += 1
          // An apostrophe before a letter or a digit begins a word.
          let beginsWord = next.count > 1 && next[0] == "’" && ("0"..."z").contains(next[1])
          #expect(beginsWord || !level.forbidsAtLineStart(next[0]), "\(text) at \(end)")
          #expect(!level.forbidsAtLineEnd(line.last!), "\(text) at \(end)")
        }
      }
    }
    #expect(forced > 20 && free > 1_000)
  }

  // CLREQ #procedures_for_inter-character_spacing_reduction: limits, order, and equal shares.
  @Test func squeezingKeepsTheLimitsAndTheOrder() throws {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<500 {
      let before = try typesetter.prepare(Dump.paragraph(text(&generator))).clusters
      var after = before
      let excess = Double.random(in: 0...60, using: &generator)
      Justification.squeeze(&after, visible: 0..<after.count, by: excess)
      var taken: [Squeeze: Double] = [:]
      var left: [Squeeze: Double] = [:]
      for (old, new) in zip(before, after) {
        #expect(new.width > -1e-9)
        #expect(old.gapAfter == 0 && new.gapAfter == 0 || new.gapAfter >= old.em / 8 - 1e-9)
        let own = old.width - new.width
        #expect(own > -1e-9)
        if let (kind, amount) = old.ownSqueeze {
          #expect(own <= amount + 1e-9)
          taken[kind, default: 0] += own
          left[kind, default: 0] += amount - own
          switch kind {
          case .bracket, .pause, .stop: #expect(new.width >= min(old.width, new.em / 2) - 1e-9)
          case .wordSpace: #expect(new.width >= min(old.width, new.em / 4) - 1e-9)
          case .gap: #expect(new.width >= min(old.width, new.em / 8) - 1e-9)
          }
        } else {
          #expect(own < 1e-9)
        }
        taken[.gap, default: 0] += old.gapAfter - new.gapAfter
        left[.gap, default: 0] += new.gapSqueeze
      }
      // Nothing of a class is touched before the classes above it have given all.
      for kind in Squeeze.allCases where taken[kind, default: 0] > 1e-9 {
        for earlier in Squeeze.allCases where earlier.rawValue < kind.rawValue {
          #expect(left[earlier, default: 0] < 1e-6, "\(earlier) before \(kind)")
        }
      }
      let sum = taken.values.reduce(0, +)
      #expect(sum <= excess + 1e-6)
      #expect(sum > excess - 1e-6 || left.values.reduce(0, +) < 1e-6)
    }
  }

  // CLREQ #procedures_for_inter-character_space_expansion: nothing inside words, quantities and two-em marks, nothing
  // around connectors; equal shares of what is left over.
  @Test func stretchingKeepsUnitsWhole() throws {
    var generator = SeededGenerator(seed: 13)
    var stretched = 0
    for _ in 0..<500 {
      let before = try typesetter.prepare(Dump.paragraph(text(&generator))).clusters
      var after = before
      let slack = Double.random(in: 0...40, using: &generator)
      Justification.stretch(&after, visible: 0..<after.count, by: slack)
      var extras: [Double] = []
      for index in before.indices.dropLast() {
        let (old, new, next) = (before[index], after[index], before[index + 1])
        let isGap = old.gapAfter > 0 || old.kind == .gapSpace || old.kind == .space
        let extra = new.width + new.gapAfter - old.width - old.gapAfter
        #expect(extra > -1e-9)
        if isGap { continue }
        let isFixed = !Justification.isStretchable(old, next)
        if isFixed { #expect(extra < 1e-9, "\(old.kind) \(next.kind)") } else { extras.append(extra) }
        if old.kind == .connector || next.kind == .connector || old.kind == .dash && next.kind == .dash {
          #expect(isFixed)
        }
      }
      if let most = extras.max(), let least = extras.min() {
        #expect(most - least < 1e-6)
        stretched += 1
      }
      let width = { (clusters: [Cluster]) in clusters.reduce(0) { $0 + $1.width + $1.gapAfter } }
      #expect(width(after) - width(before) <= slack + 1e-6)
      // All of it or nothing at places that would get more than a third of an em of 10 points.
      let rest = slack - (width(after) - width(before))
      if !extras.isEmpty { #expect(rest < 1e-6 || rest > Double(extras.count) * 10 / 3 - 1e-6 && rest == slack) }
    }
    #expect(stretched > 300)
  }

  // The way in which a text is divided into runs of one style changes nothing; nor does a difference without effect.
  @Test func runsOfOneStyleAreOne() throws {
    var generator = SeededGenerator(seed: 14)
    let installed = try InstalledFonts.typesetter()
    for round in 0..<200 {
      let text = text(&generator)
      let style = LineStyle(leading: 17, firstLineIndent: 20)
      let width = Double.random(in: 40...200, using: &generator)
      var pieces: [TextParagraph.Piece] = []
      var tagged: [TextParagraph.Piece] = []
      var rest = Array(text.unicodeScalars)
      while !rest.isEmpty {
        let count = Int.random(in: 1...rest.count, using: &generator)
        let part = String(String.UnicodeScalarView(rest.prefix(count)))
        pieces.append(.text(part, Dump.style))
        var look = Dump.style
        look.tag = tagged.count
        tagged.append(.text(part, look))
        rest.removeFirst(count)
      }
      let setter = round.isMultiple(of: 4) ? installed : typesetter
      let whole = try setter.lines(of: Dump.paragraph(text, style), width: width)
      let divided = try setter.lines(of: TextParagraph(pieces: pieces, style: style), width: width)
      #expect(whole.map { $0.runs.map(\.run) } == divided.map { $0.runs.map(\.run) })
      guard setter === typesetter else { continue }
      let places = try setter.lines(of: TextParagraph(pieces: tagged, style: style), width: width)
      #expect(origins(places) == origins(whole), "\(text)")
    }
  }

  /// Where each glyph of each line stands, in thousandths of a point.
  private func origins(_ lines: [LineFragment]) -> [[Int]] {
    lines.map { line in
      line.runs.flatMap { run in run.run.glyphs.map { Int(((run.x + $0.x) * 1_000).rounded()) } }
    }
  }

  // CLREQ #adjustments_of_orphans_and_widows, on Han text with or without a letter or digit at its end, from seven ems up; a narrower
  // justified line would be torn apart.
  @Test func noParagraphEndsWithASingleCharacter() throws {
    for (length, end) in (2...60).flatMap({ length in ["字", "A", "5"].map { (length, $0) } }) {
      let text = String(repeating: "字", count: length - 1) + end + (length.isMultiple(of: 2) ? "。" : "")
      for ems in stride(from: 7.0, through: 30, by: 0.5) {
        for alignment in [LineStyle.Alignment.justified, .left, .center] {
          let style = LineStyle(leading: 17, alignment: alignment)
          let last = try typesetter.lines(of: Dump.paragraph(text, style), width: ems * 10).last
          let count = last?.runs.map(\.run.text).joined().filter { "字A5".contains($0) }.count ?? 0
          #expect(count >= 2, "\(length) \(end) in \(ems) \(alignment)")
        }
      }
    }
  }
}
