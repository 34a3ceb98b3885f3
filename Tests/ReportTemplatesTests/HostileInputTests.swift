import Diagnostics
import ReportTemplates
import Testing

/// Bytes that no template should hold: each gives a message with its place, and nothing is fetched or expanded.
@Suite struct HostileInputTests {
  @Test(arguments: [
    ("", ["1:1 empty-file"]),
    (" \n\t\n", ["1:1 empty-file"]),
    ("plain", ["1:1 xml-syntax"]),
    ("<template>\n<body></template>", ["2:18 xml-syntax"]),
    ("<template", ["1:10 xml-syntax"]),
    ("<a b='1' b='2'/>", ["1:15 xml-syntax"]),
    ("<!DOCTYPE template SYSTEM 'file:///etc/passwd'><template/>", ["1:1 document-type"]),
    (
      "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE t [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><t x='&b;'/>",
      ["3:1 document-type"]
    ),
    (chapter("<paragraph>\n&external;</paragraph>"), ["3:11 xml-syntax"]),
    ("\u{0}<template/>", ["1:1 xml-syntax"]),
    ("<template/>\n<template/>", ["2:1 xml-syntax"]),
    (
      chapter("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>"),
      ["2:21 unknown-element"]
    ),
  ])
  func isRefused(text: String, expected: [String]) { #expect(faults(text) == expected) }

  @Test func notUTF8IsRefusedAtItsFirstWrongByte() {
    #expect(faults([0x3C, 0x0A, 0xE4, 0xB8, 0xAD, 0xFF, 0x3E]) == ["2:2 not-utf8"])
    #expect(faults([0xC4, 0xE3, 0xBA, 0xC3]) == ["1:1 not-utf8"])
    #expect(faults([0xFF, 0xFE, 0x3C, 0x00]) == ["1:1 not-utf8"])
  }

  @Test func aByteOrderMarkAndCarriageReturnsAreAccepted() {
    let text = chapter("<paragraph>中</paragraph>").replacing("\n", with: "\r\n")
    #expect(faults([0xEF, 0xBB, 0xBF] + [UInt8](text.utf8)) == [])
    #expect(
      faults([0xEF, 0xBB, 0xBF] + [UInt8](text.replacing("paragraph", with: "p").utf8)).first
        == "2:21 unknown-element")
  }

  @Test(arguments: ["GBK", "ISO-8859-1", "UTF-7", "KLINGON", "utf-16"])
  func anotherDeclaredEncodingIsRefused(name: String) {
    #expect(faults("<?xml version='1.0' encoding='\(name)'?>" + chapter("<rule/>")) == ["1:31 declared-encoding"])
  }

  @Test func declarationsThatMeanTheSameBytesAreAccepted() {
    for name in ["UTF-8", "utf-8", "us-ascii"] {
      #expect(faults("<?xml version=\"1.0\" encoding=\"\(name)\"?>" + chapter("<rule/>")) == [])
    }
    let ascii = chapter("<rule/>").replacing("试", with: "t").replacing("章", with: "c")
    #expect(faults("<?xml version='1.0' encoding='ISO-8859-1'?>" + ascii) == [])
    #expect(faults("<?xml version='1.0' encoding='UTF-7'?>" + ascii) == ["1:31 declared-encoding"])
  }

  @Test func aDoubledByteOrderMarkIsRefused() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(faults(mark + mark + [UInt8](chapter("<rule/>").utf8)) == ["1:1 byte-order-mark"])
  }

  /// Columns stay right however long a line is, also among characters of several bytes.
  @Test func placesOnLongLinesAreExact() {
    let filling = String(repeating: "中文a", count: 3_000)
    let text = chapter("<paragraph>\(filling)</paragraph><paragraf/>")
    #expect(faults(text) == ["2:\(20 + 11 + 9_000 + 12 + 1) unknown-element"])
  }

  @Test func aCrowdedElementIsRefused() {
    let many = (0..<3_000).map { " a\($0)='1'" }.joined()
    #expect(faults(chapter("<rule\(many)/>")) == ["2:20 xml-syntax"])
    let fewer = (0..<1_500).map { " a\($0)='1'" }.joined()
    let found = diagnostics(chapter("<rule\(fewer)/>"))
    #expect(found.count == 201)
    #expect(found.last?.code == "too-many-diagnostics" && found.last?.severity == .error)
  }

  @Test func whatMessagesQuoteIsCut() {
    let long = String(repeating: "长", count: 100_000)
    let texts = [
      chapter("<paragraph style='\(long)'/>"), chapter("<\(long)/>"), chapter("<use part='\(long)'/>"),
      chapter("<paragraph \(long)='1'/>"), chapter("<paragraph>&\(long);</paragraph>"),
      chapter("<if test='\(long)('/>"),
    ]
    for text in texts {
      let found = diagnostics(text)
      #expect(!found.isEmpty)
      for diagnostic in found {
        let hint = diagnostic.hint.map { max($0.chinese.count, $0.english.count) } ?? 0
        #expect(
          max(diagnostic.message.chinese.count, diagnostic.message.english.count, hint) < 2_000, "\(diagnostic.code)")
      }
    }
  }

  @Test func deepNestingAndLargeFilesAreRefused() {
    let deep = String(repeating: "<if test='1'>", count: 5_000) + String(repeating: "</if>", count: 5_000)
    #expect(diagnostics(chapter(deep)).map(\.code) == ["xml-syntax"])
    #expect(diagnostics(chapter(deep)).first?.message.chinese.contains("嵌套过深") == true)
    #expect(diagnostics(chapter(deep)).first?.message.english.contains("HUGE") == false)
    #expect(faults([UInt8](repeating: 0x20, count: 5 << 20)) == ["0:0 file-too-large"])
  }

  @Test func resultDocumentsAreGuardedAlike() {
    for text in ["", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a>"] {
      #expect(throws: InputRejected.self) { try ResultTree([UInt8](text.utf8), path: "r.xml") }
    }
  }

  @Test func aSchemaThatReadsOtherFilesIsRefused() {
    let text = """
      <grammar xmlns="http://relaxng.org/ns/structure/1.0"><start>
      <externalRef href="/etc/passwd"/></start></grammar>
      """
    let error = #expect(throws: InputRejected.self) { try TemplateSchema([UInt8](text.utf8), path: "s.rng") }
    #expect(error?.diagnostics.first?.location?.line == 2)
  }

  /// Cutting a good template anywhere never does worse than a message.
  @Test func everyPrefixOfATemplateIsJudged() {
    let bytes = [UInt8](
      chapter("<paragraph style='note'>中&lt;<value select=\"a[@b='c']\"/><!-- x --></paragraph>").utf8)
    for count in 0..<bytes.count { #expect(!faults(Array(bytes.prefix(count))).isEmpty) }
    #expect(faults(bytes).isEmpty)
  }

  /// Changing a byte of a good template never does worse than a message with a place inside the file.
  @Test func changedBytesAreJudged() {
    let bytes = [UInt8](
      chapter("<paragraph>中<value select=\"a[@b='c']\"/></paragraph><space lines=\"{1}\"/>").utf8)
    var state: UInt64 = 42
    for _ in 0..<3_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var changed = bytes
      changed[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      do {
        _ = try CompiledTemplate(changed, path: "t.xml", schema: schema)
      } catch {
        #expect(error.diagnostics.allSatisfy { (0...4).contains($0.location?.line ?? -1) })
      }
    }
  }
}
