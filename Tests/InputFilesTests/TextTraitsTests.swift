import Diagnostics
import TestSupport
import Testing

@testable import InputFiles

/// What is told of a text at a glance never hides what a look at each character would find.
@Suite struct TextTraitsTests {
  @Test func everySuspectCharacterIsSuspected() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), SuspectCharacter(scalar) != nil || StackedMarks.isMark(scalar) else {
        continue
      }
      let isSuspected = TextTraits("甲" + String(scalar)).mayHoldSuspects
      if !isSuspected { Issue.record("U+\(String(value, radix: 16)) goes unseen") }
    }
    #expect(TextTraits("甲锟斤拷").mayHoldSuspects)
  }

  /// Else nothing would be saved.
  @Test func ordinaryTextIsNotSuspected() {
    #expect(!TextTraits("中心：“评审”——（1）、2·3…\u{2026}；é，Ω ㎡《》％\n\t- a: [1, \"b\"] # 注").mayHoldSuspects)
  }

  @Test func linesWithAHashAreCountedAsLinesAre() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<300 {
      let text = String(
        (0..<Int.random(in: 0...30, using: &random)).map { _ in "a#\n\r甲 ".unicodeScalars.map(Character.init) }
          .map { $0[Int.random(in: 0..<$0.count, using: &random)] })
      let (traits, lines) = (TextTraits(text), SourceLines(text))
      let numbers = (1...lines.count).filter { lines[line: $0]?.contains("#") == true }
      #expect(traits.linesWithHash == numbers, "\(text.debugDescription)")
      for first in 1...lines.count {
        for last in first...lines.count {
          #expect(traits.holdsHash(inLines: first...last) == numbers.contains { (first...last).contains($0) })
        }
      }
    }
  }

  @Test func scalarsAreCounted() {
    for text in ["", "a", "甲乙", "e\u{301}", "\r\n", "𠮷é"] { #expect(text.scalarCount == text.unicodeScalars.count) }
  }

  /// However many empty lines a text goes over, the comment behind it is seen.
  @Test(arguments: [1, 2, 3, 7])
  func aCommentBehindAFoldedTextIsSeen(breaks: Int) throws {
    let gap = String(repeating: "\n", count: breaks) + "   "
    let source = SourceText(path: "a.yml", text: "a: 甲\(gap)乙\(gap)丙 # 注\nb: 丁\n")
    let node = try #require(YAMLReader.read(source, problems: DiagnosticCollector()))
    guard case .mapping(let entries) = node.content, case .scalar(let scalar) = entries[0].value.content else {
      Issue.record("no mapping")
      return
    }
    #expect(scalar.comment?.location.line == 1 + 2 * breaks)
    #expect(scalar.comment?.text == "注")
  }
}
