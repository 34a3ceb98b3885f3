import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

/// The plain way of reading gives what the careful way gives, or leaves the text to it.
@Suite struct PlainYAMLTests {
  /// A node with all its places, styles and comments.
  private func dump(_ node: YAMLNode?, _ indent: String = "") -> String {
    guard let node else { return "nothing" }
    let place = "\(node.location.file) \(node.location.line):\(node.location.column)+\(node.location.length)"
    switch node.content {
    case .scalar(let scalar):
      let comment = scalar.comment.map { " # \($0.text) \($0.isSetApart) \($0.location)" } ?? ""
      return "\(indent)\(scalar.style) \(scalar.text.debugDescription) \(place)\(comment)"
    case .sequence(let nodes):
      return ([indent + "list " + place] + nodes.map { dump($0, indent + "  ") }).joined(separator: "\n")
    case .mapping(let entries):
      let lines = entries.map { entry in
        "\(indent)\(entry.key.debugDescription) \(entry.keyLocation)\n" + dump(entry.value, indent + "  ")
      }
      return ([indent + "map " + place] + lines).joined(separator: "\n")
    }
  }

  private func readings(_ source: SourceText) -> (plain: YAMLNode?, careful: YAMLNode?, problems: [Diagnostic]) {
    let problems = DiagnosticCollector()
    let careful = YAMLReader.carefully(source, problems: problems)
    return (YAMLReader.plainly(source), careful, problems.diagnostics)
  }

  @Test(arguments: ["Rubrics", "Examples"])
  func filesOfTheRepositoryAreReadPlainlyAndAlike(folder: String) throws {
    let root = RepositoryFiles.root.path
    let names = FileManager.default.enumerator(atPath: "\(root)/\(folder)")?.compactMap { $0 as? String } ?? []
    let files = names.filter { $0.hasSuffix(".yml") }.sorted()
    #expect(!files.isEmpty)
    for name in files {
      let source = try #require(SourceText.read("\(root)/\(folder)/\(name)", problems: DiagnosticCollector()))
      let (plain, careful, problems) = readings(source)
      #expect(plain != nil || !problems.isEmpty, "\(name)")
      if plain != nil { #expect(dump(plain) == dump(careful), "\(name)") }
    }
  }

  @Test(arguments: [
    "a: 1", "- a\n- {b: c, d: [e, 'f', \"g\\u4e2d\"]}\n", "a: |\n  b\n  c\n", "a: >-\n  b\n   c\nd:\n",
    "---\na: b  # c\n...\n",
    "a: b c\n  d e # f\n", "甲: 乙 #丙\n'丁': \"戊\"\n", "? a\n: b", "a:\n- b\n-\n- - c\n", "'a': b!", "- \"\\x41 \\\n  b\"",
    "plain", "'quoted'", "[]", "{}", "a: {}", "%YAML 1.1\n---\na: b\n",
    "{1: a, 2: b, 3: c, 4: d, 5: e, 6: f, 7: g, 8: h, 9: i, 10: j}",
    "a: x&y\nb: R&D\n", "a: \"&b\"\n", "- ~\n- null\n-\n",
  ])
  func soundTextsAreReadPlainlyAndAlike(text: String) {
    let (plain, careful, problems) = readings(SourceText(path: "a.yml", text: text))
    #expect(problems.isEmpty && plain != nil && dump(plain) == dump(careful))
  }

  @Test(arguments: [
    "a: b: c", "a: 1\na: 2", "a: 1\n'a': 2", "{1: a, 2: b, 3: c, 4: d, 5: e, 6: f, 7: g, 8: h, 9: i, 9: j}", "a: &b c",
    "a: *b", "a: !!str b", "a: ! b", "! a: b", "[a]: b", "{{a: b}: c}", "a: b\n---\nc: d", "", "# a", "---\n",
    "a: \"\\0\"",
    "a: \"\\u200b\"", "a: \u{200B}b", "a: [1, 2", "&a b: c", "!x {a: b}", "%TAG ! x:\n---\n!a b",
    String(repeating: "[", count: 65) + String(repeating: "]", count: 65), "e\u{301}: 1\n\u{E9}: 2",
  ])
  func textsWithAnythingToReportAreReadCarefully(text: String) {
    let (plain, _, problems) = readings(SourceText(path: "a.yml", text: text))
    #expect(plain == nil && !problems.isEmpty)
  }
}
