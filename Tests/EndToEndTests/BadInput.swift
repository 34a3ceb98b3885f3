import Foundation
import Testing

/// One way in which an assessment is wrong, and what has to be said of it.
struct BadInput: CustomTestStringConvertible, Sendable {
  /// What is wrong.
  let testDescription: String
  /// The bytes of the file.
  let bytes: Data
  /// The findings in order as `line:column code`, or only the code where the place is not the point.
  let findings: [String]
  /// The exit status of `check`: 1 where the file can be read as YAML, 65 where it cannot.
  let checkStatus: Int32

  /// An input as bytes.
  init(_ description: String, bytes: Data, _ findings: [String], check: Int32 = 65) {
    testDescription = description
    self.bytes = bytes
    self.findings = findings
    checkStatus = check
  }

  /// An input as a text with a `▶` before the place of each finding.
  init(_ description: String, _ marked: String, _ codes: [String], check: Int32 = 1) {
    let parsed = MarkedText(marked)
    precondition(parsed.places.count == codes.count, "\(description): one mark a finding")
    self.init(
      description, bytes: Data(parsed.text.utf8), zip(parsed.places, codes).map { "\($0) \($1)" }, check: check)
  }

  /// An input with one faulty answer.
  static func answer(_ description: String, _ marked: String, _ codes: String...) -> BadInput {
    BadInput(description, SampleAssessment.assessment(answers: marked), codes)
  }

  /// The sample with one part replaced.
  static func replacing(_ part: String, with marked: String, _ description: String, _ codes: String...) -> BadInput {
    precondition(SampleAssessment.text.contains(part), "the sample has no \(part)")
    return BadInput(description, SampleAssessment.text.replacing(part, with: marked), codes)
  }

  /// An input with a piece of evidence, whose fields are given.
  static func evidence(_ description: String, _ marked: String, _ code: String) -> BadInput {
    BadInput(
      description,
      SampleAssessment.assessment(
        answers: "positioning.vision: {approach: 3, deployment: 3, results: 3, evidence: [E01]}",
        evidence: "E01: {title: 记录, \(marked), collected: 2025-10-08}"), [code])
  }
}

extension BadInput {
  /// Marks that are none.
  static let marks: [BadInput] = [
    .answer("a mark of 0", "positioning.vision: {approach: ▶0}", "wrong-mark"),
    .answer("a mark of 6", "positioning.vision: {approach: ▶6}", "wrong-mark"),
    .answer("a mark of 3.5", "positioning.vision: {approach: ▶3.5}", "wrong-mark"),
    .answer("a mark of A", "positioning.vision: {approach: ▶\"A\"}", "wrong-mark"),
    .answer("a mark in quotes", "positioning.vision: {approach: ▶\"3\"}", "wrong-mark"),
    .answer("a negative mark", "positioning.vision: {approach: ▶-1}", "wrong-mark"),
    .answer("a mark of twenty digits", "positioning.vision: {approach: ▶99999999999999999999}", "wrong-mark"),
    .answer("a mark that is no number", "positioning.vision: {approach: ▶.nan}", "wrong-mark"),
    .answer(
      "marks of the wrong type", "positioning.vision: {approach: ▶[3], deployment: ▶{a: 1}, results: ▶true}",
      "wrong-mark", "wrong-mark", "wrong-mark"),
  ]

  /// Names that nothing has.
  static let names: [BadInput] = [
    .answer("an unknown item", "▶positioning.visoin: {approach: 3}", "unknown-item"),
    .answer("an unknown facet", "positioning.vision: {▶aproach: 3, deployment: 3}", "unknown-key"),
    .answer("unknown evidence", "positioning.vision: {approach: 3, evidence: [▶E09]}", "unknown-evidence"),
    .replacing("1.0.0", with: "▶2.0.0", "an unknown edition", "rubric-version"),
    .replacing(
      "1.0.0}", with: "1.0.0, hash: ▶\"\(String(repeating: "0", count: 64))\"}", "another content", "rubric-hash"),
    .replacing(
      "answers:\n  cccs-op-2008", with: "answers:\n  ▶ccom-2019", "answers to another rubric", "unpinned-rubric"),
    .replacing("answers:\n", with: "▶answer: 1\nanswers:\n", "an unknown key", "unknown-key"),
    .replacing("pingxing/assessment/1", with: "▶pingxing/assessment/2", "a later format", "unknown-format"),
  ]

  /// Values of the wrong type, missing values and keys.
  static let values: [BadInput] = [
    .replacing("{name: 华东客户联络中心}", with: "▶[华东]", "a list for the organisation", "wrong-type"),
    .replacing("中心}", with: "中心, seats: ▶多}", "a word for a number", "wrong-number"),
    .answer("a number for an answer", "positioning.vision: ▶3", "wrong-type"),
    .replacing("name: 华东客户联络中心", with: "▶name: ", "no name", "empty-value"),
    .replacing("date: 2025-12-20", with: "▶date: ~", "a null for the date", "empty-value"),
    .answer("a facet without a mark", "positioning.vision: {▶approach: , deployment: 3}", "empty-value"),
    .answer("an item without an answer", "▶positioning.vision:", "empty-value"),
    .replacing("date: 2025-12-20", with: "date: ▶2025-02-30", "a day that does not exist", "wrong-date"),
    .replacing("to: 2025-12-31", with: "to: ▶2025-13-01", "a month that does not exist", "wrong-date"),
    .replacing("to: 2025-12-31", with: "to: ▶2024-12-31", "a period that ends before it begins", "date-order"),
    .answer(
      "an item twice", "positioning.vision: {approach: 3}\n▶positioning.vision: {approach: 4}", "duplicate-key"),
    .replacing(
      "  date: 2025-12-20\n", with: "  date: 2025-12-20\n  ▶date: 2025-12-21\n", "a key twice", "duplicate-key"),
    .answer("not applicable without a reason", "customer.marketing: {▶not-applicable: }", "missing-reason"),
    .answer("not applicable where forbidden", "positioning.vision: {▶not-applicable: 没有}", "not-applicable-forbidden"),
    .answer(
      "not applicable with marks", "customer.marketing: {not-applicable: 不营销, ▶approach: 3}",
      "not-applicable-with-answer"),
  ]

  /// Evidence that cannot be had, or must not be read.
  static let evidence: [BadInput] = [
    .evidence("a path to outside", "file: ▶../outside.txt", "path-outside"),
    .evidence("a path by a detour to outside", "file: ▶evidence/../../outside.txt", "path-outside"),
    .evidence("an absolute path", "file: ▶/etc/hostname", "path-absolute"),
    .evidence("a link to outside", "file: ▶evidence/link.txt", "path-outside"),
    .evidence("a linked folder outside", "file: ▶evidence/folder/hostname", "path-outside"),
    .evidence("a link to itself", "file: ▶evidence/loop", "evidence-missing"),
    .evidence("a file that is not there", "file: ▶evidence/none.txt", "evidence-missing"),
    .evidence("a folder", "file: ▶evidence", "not-a-file"),
    .evidence("no path", "▶file: ", "empty-value"),
    .evidence(
      "another content", "file: evidence/a.txt, sha256: ▶\"\(String(repeating: "0", count: 64))\"", "evidence-changed"),
  ]

  /// Files that are no YAML, or no text.
  static let files: [BadInput] = [
    BadInput("an empty file", bytes: Data(), ["empty-file"]),
    BadInput("blank lines", bytes: Data("\n \n\n".utf8), ["empty-file"]),
    BadInput("comments only", bytes: Data("# 说明\n".utf8), ["empty-file"]),
    BadInput("GB 18030", bytes: gb18030, ["2:22 not-utf-8"]),
    BadInput("UTF-16", bytes: SampleAssessment.text.data(using: .utf16) ?? Data(), ["1:1 not-utf-8"]),
    BadInput(
      "a tab", SampleAssessment.text.replacing("    positioning", with: "▶\tpositioning"), ["tab-indentation"],
      check: 65),
    BadInput(
      "a control character", SampleAssessment.text.replacing("远景已成文", with: "远景▶\u{7}已成文"), ["control-character"],
      check: 65),
    BadInput("a zero byte", SampleAssessment.text + "▶\0", ["control-character"], check: 65),
    BadInput(
      "braces left open", SampleAssessment.assessment(answers: "positioning.vision: ▶{approach: 3"), ["yaml-syntax"],
      check: 65),
    BadInput("a sentence", "▶这是评估文件\n", ["wrong-type"]),
    BadInput("two documents", SampleAssessment.text + "▶---\n" + SampleAssessment.text, ["yaml-syntax"], check: 65),
    BadInput("an alias bomb", bytes: aliasBomb, Array(repeating: "yaml-anchor", count: 12)),
    BadInput(
      "an alias bomb for a key", bytes: aliasBomb + Data("? *a11\n: 1\n".utf8),
      Array(repeating: "yaml-anchor", count: 12)),
    BadInput("ten thousand lists", bytes: nested("[", "]"), ["too-deep"]),
    BadInput("ten thousand lists left open", bytes: nested("[", ""), ["too-deep"]),
    BadInput("ten thousand lists by indentation", bytes: nested("- ", ""), ["too-deep"]),
    BadInput("ten thousand mappings", bytes: nested("{a: ", "}"), ["too-deep"]),
  ]

  /// Twelve lines that stand for a million million words.
  private static let aliasBomb: Data = {
    let lines = (0..<12).map { level in
      let element = level == 0 ? "x" : "*a\(level - 1)"
      return "k\(level): &a\(level) [\(Array(repeating: element, count: 10).joined(separator: ", "))]\n"
    }
    return Data(lines.joined().utf8)
  }()

  private static func nested(_ open: String, _ close: String) -> Data {
    Data((String(repeating: open, count: 10_000) + "x" + String(repeating: close, count: 10_000)).utf8)
  }

  /// The sample with the organisation's name in GB 18030.
  private static let gb18030: Data = {
    let parts = SampleAssessment.text.split(separator: "华东客户联络中心", maxSplits: 1).map { Data($0.utf8) }
    return parts[0] + Data([0xBB, 0xAA, 0xB6, 0xAB]) + parts[1]
  }()
}
